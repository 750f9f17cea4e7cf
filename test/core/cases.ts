import fc from 'fast-check';
import { withQuietAnswers } from '#core/answers.ts';
import { factsOf } from '#core/facts.ts';
import type { Answers, AnswerValue, Item } from '#core/instrument.ts';
import { decide } from '#core/outcome.ts';
import type { Pack } from '#core/pack.ts';
import { library } from './content.ts';

/** Random cases of an instrument, for the laws. */

export const on = Date.parse('2026-11-23T10:00:00+01:00');

export const decided = (pack: Pack, answers: Answers) => decide(pack, answers, on, library.resources.holidays.holidays);

/** How many cases a law tries; the slow mode asks for more by `BAKEN_RUNS`. */
export const runs = Number(process.env.BAKEN_RUNS ?? 500);

const arbitraryValue = (pack: Pack, item: Item): fc.Arbitrary<AnswerValue> => {
  switch (item.type) {
    case 'many': {
      const alone = item.options.filter((option) => option.alone).map(({ code }) => [code]);
      const others = item.options.filter((option) => !option.alone).map(({ code }) => code);
      const some: fc.Arbitrary<AnswerValue> = fc.subarray(others, { maxLength: 3 });
      return alone.length === 0 ? some : fc.oneof(some, fc.constantFrom(...alone));
    }
    case 'number': {
      const tried = pack.candidates.get(item.id) ?? [];
      const any = fc.integer({ min: item.min, max: Math.min(item.max, 400) });
      return tried.length === 0 ? any : fc.oneof(fc.constantFrom(...tried), any);
    }
    case 'text':
      return fc.constantFrom('', 'Man', 'vrouw', 'non-binair', 'Iets in eigen woorden');
    case 'scores': {
      const score: fc.Arbitrary<number | null> = fc.constantFrom(...item.allowed, ...item.allowed, null);
      const list = fc.array(score, { minLength: item.count, maxLength: item.count });
      const low = fc.array(fc.constantFrom(...item.allowed.slice(0, 2)), {
        minLength: item.count,
        maxLength: item.count,
      });
      return fc.oneof(list, low, fc.constantFrom(...(pack.candidates.get(item.id) ?? [])));
    }
    case 'numbers':
      return fc.subarray(Array.from({ length: item.max - item.min + 1 }, (_, at) => item.min + at));
    case 'municipality':
      return fc.constantFrom('GM0344', 'GM0363');
    default:
      return fc.constantFrom(...(pack.candidates.get(item.id) ?? ['ja']));
  }
};

/** JNO answers lean towards "nee", or nearly every case would be the heaviest. */
const leaning = (pack: Pack, item: Item): fc.Arbitrary<AnswerValue | undefined> => {
  const value = arbitraryValue(pack, item);
  const quiet = item.type === 'jno' ? item.quiet : undefined;
  const unasked = fc.constant(undefined);
  return quiet === undefined
    ? fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: unasked })
    : fc.oneof(
        { weight: 6, arbitrary: fc.constant(quiet) },
        { weight: 2, arbitrary: value },
        { weight: 1, arbitrary: unasked },
      );
};

/** Answers to some of the questions, in any combination, also to questions that are not on screen. */
export const anyAnswers = (pack: Pack): fc.Arbitrary<Answers> =>
  fc.tuple(...pack.order.map((item) => leaning(pack, item))).map((values) =>
    Object.fromEntries(
      pack.order.flatMap((item, index) => {
        const value = values[index];
        return value === undefined ? [] : [[item.id, value]];
      }),
    ),
  );

/** Nearly every question answered, each answer as likely as the others. */
export const evenAnswers = (pack: Pack): fc.Arbitrary<Answers> =>
  fc
    .tuple(...pack.order.map((item) => fc.option(arbitraryValue(pack, item), { freq: 8, nil: undefined })))
    .map((values) =>
      Object.fromEntries(
        pack.order.flatMap(({ id }, index) => {
          const value = values[index];
          return value === undefined ? [] : [[id, value]];
        }),
      ),
    );

/** The same with every question that is on screen and has a quiet answer answered. */
export const wholeAnswers = (pack: Pack): fc.Arbitrary<Answers> =>
  anyAnswers(pack).map((answers) => withQuietAnswers(pack, answers));

export const shownItems = (pack: Pack, answers: Answers): readonly Item[] => {
  const facts = factsOf(pack, answers);
  return pack.order.filter((item) => facts.shown(item.id) === 'applies');
};

export const without = (answers: Answers, items: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([item]) => !items.includes(item)));
