import type { ItemId } from './instrument.ts';
import { type Grounded, grounded, type Judged, unique } from './judged.ts';
import type { Pack } from './pack.ts';
import { because, itemsIn, type Reading } from './reading.ts';

/** What the violence comes from, as far as the answers tell; and what makes it worse. */

export const causesOf = (
  pack: Pack,
  reading: Reading,
  acting: readonly Judged[],
  grounds: (one: Judged) => readonly ItemId[],
): readonly Grounded[] => {
  const byAnswer = pack.causes.flatMap(({ code, trees }): Grounded[] => {
    const found = trees.filter((tree) => reading.settled(tree) === 'applies');
    return found.length === 0
      ? []
      : [{ code, because: found.flatMap((tree) => because(pack, reading, tree, 'applies')) }];
  });
  const byRule = grounded(acting, ({ variant }) => variant.causes, grounds);
  const all = [...byAnswer, ...byRule];
  const found = unique(all.map(({ code }) => code)).map((code) => ({
    code,
    because: unique(all.filter((one) => one.code === code).flatMap((one) => one.because)),
  }));
  const isCause = (code: string) => pack.causes.find((one) => one.code === code)?.kind === 'oorzaak';
  if (pack.causeNotAsked === undefined || found.some(({ code }) => isCause(code))) return found;
  const { besides } = pack.causeNotAsked;
  // What only makes it worse is no cause: asking for that is not asking for the cause.
  const trees = pack.causes.filter(({ kind }) => kind === 'oorzaak').flatMap((cause) => cause.trees);
  const { answer, counts } = reading.facts;
  const asked = trees.some((tree) =>
    itemsIn(pack, tree).some(
      (item) => !besides.includes(item) && answer(item) !== undefined && counts(item) === 'applies',
    ),
  );
  return asked ? found : [...found, { code: pack.causeNotAsked.code, because: [] }];
};
