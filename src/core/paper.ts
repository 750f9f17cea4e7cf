import { z } from 'zod';
import type { GuideEvent } from './compile.ts';
import { factsOf } from './facts.ts';
import { clocks } from './handover.ts';
import { type Answers, AnswerValue, type Item, ItemId } from './instrument.ts';
import type { Pack } from './pack.ts';

/**
 * A form that was filled in by hand and typed in afterwards. What is left empty stays open; an answer at a question that the
 * form would not have asked is kept beside the record and decides nothing, as on screen it could not have been given.
 */

const Kept = z.strictObject({ item: ItemId, value: AnswerValue });

export const FromPaper = z.strictObject({
  on: z.iso.date().describe('The day it was filled in'),
  time: z.string().nullable().describe('`14:30`; null: not written down'),
  by: z.string(),
  aside: z.array(Kept).describe('Answers at questions that were not to be asked'),
  counted: z.array(Kept).describe('Times as they stood on the paper, before what passed since was counted in'),
});
export type FromPaper = z.infer<typeof FromPaper>;

export type TypedIn = {
  /** As a record keeps them: each question gone to and answered, and then on to the outcome. */
  readonly events: readonly GuideEvent[];
  readonly answers: Answers;
  /** Given at questions that these answers do not lead to. */
  readonly aside: readonly ItemId[];
};

/**
 * @param given - what stands on the paper, each value checked
 * @param known - what is there before the first question, such as the law of the day
 */
export const typedIn = (pack: Pack, given: Answers, known: Answers): TypedIn => {
  const events: GuideEvent[] = [];
  let answers = known;
  const put = (item: ItemId, value: AnswerValue) => {
    answers = { ...answers, [item]: value };
    events.push({ type: 'answer', item, value });
  };
  for (const { id } of pack.buttons) {
    const value = given[id];
    if (value !== undefined) put(id, value);
  }
  let left = pack.order.filter(({ id }) => given[id] !== undefined);
  // A later answer may lead to an earlier question, as it does for who goes back on screen.
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    left = left.filter(({ id }) => {
      const value = given[id];
      if (value === undefined || factsOf(pack, answers).shown(id) !== 'applies') return true;
      events.push({ type: 'go', to: id });
      put(id, value);
      return false;
    });
  }
  events.push({ type: 'go', to: 'done' });
  return { events, answers, aside: left.map(({ id }) => id) };
};

/** Questions that have an answer and, by the other answers, were not to be asked: something on the paper does not fit. */
export const againstRouting = (pack: Pack, { answers, aside }: TypedIn): readonly ItemId[] => {
  const facts = factsOf(pack, answers);
  return pack.order
    .map(({ id }) => id)
    .filter((id) => aside.includes(id) || (answers[id] !== undefined && facts.shown(id) !== 'applies'));
};

const day = 24 * 3_600_000;

/**
 * A time that was told then, as it is now: hours and weeks since something grow, days until something shrink.
 *
 * @param toldAt - when it was told, milliseconds since 1970
 * @param exact - false when only the day is known, of which `toldAt` is the end: what makes more haste counts
 */
export const countedOn = (
  item: Item,
  value: AnswerValue,
  { toldAt, exact, now }: { readonly toldAt: number; readonly exact: boolean; readonly now: number },
): AnswerValue => {
  if (item.type !== 'number' || typeof value !== 'number') return value;
  if (item.unit !== 'uur' && item.unit !== 'weken' && item.unit !== 'dagen') return value;
  const passed = now - (item.unit === 'dagen' && !exact ? toldAt - day + 60_000 : toldAt);
  const moved = value + Math.trunc(Math.max(0, passed) / clocks[item.unit]);
  return Math.min(item.max, Math.max(item.min, moved));
};
