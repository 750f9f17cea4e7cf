import { packOf, type RawCase, someCases } from './cases.ts';

/** A whole case with something to refer: strangling and threats to kill beside what the generator gave. */
const [generated] = someCases(31, 'PG', 'whole', 1);
if (generated === undefined) throw new Error('One case was asked for');
export const letterCase: RawCase = {
  ...generated,
  answers: { ...generated.answers, 'PG-13': 'ja', 'PG-14': 'ja' },
};
if (!packOf('PG').items.has('PG-14')) throw new Error('PG has no PG-14');
