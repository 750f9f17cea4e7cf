import { z } from 'zod';
import { dutch, parseMoment } from './calendar.ts';
import type { Result } from './result.ts';

/**
 * The time of telling on record. A record is never changed: a correction is a new one with its reason, and both stay
 * visible.
 */

/** A step that is still to be taken, and by when as far as that can be told. */
export const Owed = z.strictObject({ duty: z.string(), due: z.string().nullable() });
export type Owed = z.infer<typeof Owed>;

export const DutyRecorded = z.strictObject({
  kind: z.literal('duty-recorded'),
  assessment: z.uuid(),
  duty: z.string(),
  happenedAt: z.string().nullable().describe('Given by who records it; null takes an earlier record back'),
  who: z.string().describe('The role that told it'),
  whom: z.string().describe('The role that was told'),
  note: z.string(),
  corrects: z.string().nullable().describe('The entry that this one takes the place of'),
  reason: z.string().nullable(),
  law: z
    .strictObject({ id: z.string(), code: z.string(), from: z.string().nullable(), source: z.string() })
    .nullable()
    .describe('The version of the law under which it was recorded'),
  owed: z.array(Owed).optional().describe('What is still to be told after this'),
});
export type DutyRecorded = z.infer<typeof DutyRecorded>;

/** A record with the entry that holds it, and when that was made. */
export type KeptDuty = DutyRecorded & { readonly entry: string; readonly at: string };

/** Of each step of an assessment the last record: what stands now. */
export const lastRecords = (kept: readonly KeptDuty[], assessment: string): ReadonlyMap<string, KeptDuty> =>
  new Map(kept.filter((one) => one.assessment === assessment).map((one) => [one.duty, one]));

const offsetAt = (instant: number): string => dutch(instant).slice(-6);

/**
 * The instant at which the Dutch clock showed this.
 *
 * @param day - `2026-11-23`
 * @param time - `10:15`
 */
export const dutchMoment = (day: string, time: string): Result<number, { readonly kind: 'not-a-moment' }> => {
  const guess = parseMoment(`${day}T${time}:00Z`);
  if (!guess.ok) return guess;
  const near = parseMoment(`${day}T${time}:00${offsetAt(guess.value)}`);
  // Around the change of the clock the first offset can be that of the other side.
  return near.ok ? parseMoment(`${day}T${time}:00${offsetAt(near.value)}`) : near;
};

/** A person may write down a few minutes ahead on another clock than that of this computer; more is a typing error. */
const leeway = 2 * 60_000;

/** @param now - milliseconds since 1970 */
export const isInFuture = (moment: number, now: number): boolean => moment > now + leeway;
