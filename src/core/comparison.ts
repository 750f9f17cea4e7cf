import type { Band } from './band.ts';
import { factsOf } from './facts.ts';
import type { Answers, AnswerValue, ItemId } from './instrument.ts';
import type { Outcome } from './outcome.ts';
import type { Pack } from './pack.ts';

/** What changed between two times that the same instrument was taken, and what that did to the outcome. */

export type Time = { readonly pack: Pack; readonly answers: Answers; readonly outcome: Outcome };

export type Comparison = {
  readonly items: readonly {
    readonly item: ItemId;
    /** undefined: not asked, or not on screen that time. */
    readonly before: AnswerValue | undefined;
    readonly after: AnswerValue | undefined;
  }[];
  readonly band: { readonly before: Band; readonly after: Band };
  /** Rules that act now and did not, and the other way round. */
  readonly rules: { readonly came: readonly string[]; readonly went: readonly string[] };
  /** How many questions were answered the same. */
  readonly same: number;
};

/** Answers that count, as the form has them now; what is not on screen is no answer. */
const counting = ({ pack, answers }: Time): ReadonlyMap<ItemId, AnswerValue> => {
  const facts = factsOf(pack, answers);
  return new Map(
    [...pack.order, ...pack.buttons].flatMap(({ id }): readonly (readonly [ItemId, AnswerValue])[] => {
      const value = facts.answer(id);
      return value === undefined || facts.counts(id) !== 'applies' ? [] : [[id, value]];
    }),
  );
};

export const compared = (before: Time, after: Time): Comparison => {
  const [then, now] = [counting(before), counting(after)];
  const order = [...after.pack.order, ...after.pack.buttons].map(({ id }) => id);
  const gone = [...then.keys()].filter((id) => !order.includes(id));
  const all = [...order, ...gone].filter((id) => then.has(id) || now.has(id));
  const isSame = (id: ItemId) => JSON.stringify(then.get(id)) === JSON.stringify(now.get(id));
  const acting = ({ outcome }: Time) => outcome.rules.filter(({ acts }) => acts).map(({ id }) => id);
  const [was, is] = [acting(before), acting(after)];
  return {
    items: all.filter((id) => !isSame(id)).map((item) => ({ item, before: then.get(item), after: now.get(item) })),
    band: { before: before.outcome.band, after: after.outcome.band },
    rules: { came: is.filter((id) => !was.includes(id)), went: was.filter((id) => !is.includes(id)) },
    same: all.filter(isSame).length,
  };
};
