import { checkAnswer } from './answers.ts';
import { dutch } from './calendar.ts';
import { factsOf } from './facts.ts';
import type { Answers, AnswerValue, Item, ItemId, Prefill } from './instrument.ts';
import type { Pack } from './pack.ts';

/** What an instrument takes over from others in the same dossier, so that nobody is asked the same thing twice. */

/** An assessment that answers may be taken from. */
export type Source = {
  readonly id: string;
  readonly pack: Pack;
  /** The person of the dossier it is about; null when that was not told. */
  readonly about: string | null;
  readonly answers: Answers;
  /** When a question was answered, milliseconds since 1970. */
  readonly askedAt: (item: ItemId) => number;
};

export type Taken = {
  readonly value: AnswerValue;
  /** The assessment it comes from, and the question there. */
  readonly assessment: string;
  readonly item: ItemId;
};

const hour = 3_600_000;
/** In milliseconds; a clock that counts down takes it off. */
export const clocks = { uur: hour, dagen: -24 * hour, weken: 168 * hour } as const;

/**
 * @param about - the person it is about; null when that is not told
 * @param sources - what was asked before, the nearest first: the one that led here, then the newest
 * @param now - milliseconds since 1970
 * @returns per item of this instrument what is taken over, and from where; only what fits as an answer here
 */
export const takenOver = (
  pack: Pack,
  about: string | null,
  sources: readonly Source[],
  now: number,
): Readonly<Record<ItemId, Taken>> => {
  const taken: Record<ItemId, Taken> = {};
  const today = dutch(now).slice(0, 10);
  const put = (item: Item, source: Source, from: ItemId, lasting: boolean, raw: AnswerValue | undefined) => {
    if (raw === undefined || Object.hasOwn(taken, item.id)) return;
    // What someone thinks or fears is of today; an age, or a time with its clock, holds longer.
    if (!lasting && dutch(source.askedAt(from)).slice(0, 10) !== today) return;
    const checked = checkAnswer(item, raw);
    if (checked.ok) taken[item.id] = { value: checked.value, assessment: source.id, item: from };
  };
  for (const [place, source] of sources.entries()) {
    const isOf = (one: Source) => one.pack.instrument.client === pack.instrument.client && one.about === about;
    // Where nobody said whom it is about, an instrument about somebody else in between may have led to another person.
    const sameClient = isOf(source) && (about !== null || sources.slice(0, place).every(isOf));
    const samePerson = sameClient || (source.about === about && (about !== null || place === 0));
    const facts = factsOf(source.pack, source.answers);
    // An answer that a later one took away is no answer any more, though it stays in the record.
    const answerTo = (item: ItemId) => (facts.counts(item) === 'applies' ? source.answers[item] : undefined);
    for (const item of pack.order) {
      if (item.carries === 'always' || (item.carries === 'same-client' && sameClient))
        put(item, source, item.id, item.lasting === true, answerTo(item.id));
      for (const line of pack.instrument.prefill ?? [])
        if (samePerson && line.item === item.id && (line.direct === undefined || place === 0))
          put(
            item,
            source,
            line.from,
            line.lasting === true || line.clock !== undefined || isAge(item),
            converted(line, answerTo(line.from), now - source.askedAt(line.from)),
          );
    }
  }
  return taken;
};

/** How old someone is, holds longer than a day. */
const isAge = (item: Item): boolean => item.type === 'number' && item.unit === 'jaar';

/** What an answer there is here: a code under its name here, a number with the time that went by. */
export const converted = (line: Prefill, value: AnswerValue | undefined, passed: number): AnswerValue | undefined => {
  if (value === undefined) return undefined;
  if (line.only !== undefined && !line.only.some((code) => code === value)) return undefined;
  if (typeof value === 'number') {
    const { ranges, clock, divideBy } = line;
    const moved = clock === undefined ? value : value + Math.trunc(passed / clocks[clock]);
    const whole = Math.max(0, divideBy === undefined ? moved : Math.floor(moved / divideBy));
    const number = clock === undefined && divideBy === undefined ? value : whole;
    return ranges === undefined ? number : ranges.find(({ from, to }) => number >= from && number <= to)?.code;
  }
  if (typeof value === 'string') return line.map?.[value] ?? value;
  return value;
};
