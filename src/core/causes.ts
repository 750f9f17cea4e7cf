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
  if (found.length > 0 || pack.causeNotAsked === undefined) return found;
  const trees = pack.causes.flatMap((cause) => cause.trees);
  const { answer, counts } = reading.facts;
  const asked = trees.some((tree) =>
    itemsIn(pack, tree).some((item) => answer(item) !== undefined && counts(item) === 'applies'),
  );
  return asked ? [] : [{ code: pack.causeNotAsked.code, because: [] }];
};
