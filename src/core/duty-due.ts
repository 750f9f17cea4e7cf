import { deadlineAt, dutch, type HolidayRules, isHoliday, wallClock } from './calendar.ts';
import type { CaseDuties, Duty } from './duties.ts';
import { dutchMoment } from './duty-record.ts';
import type { Opening } from './resources.ts';

/** By when a step must have been taken, and when a closed line opens again. */

const halfDay = 12 * 3_600_000;
/** No service is closed for longer on end than the days around Christmas; this looks two weeks ahead. */
const steps = 28;

type Hours = { readonly opens: number; readonly closes: number };

/**
 * The first opening hours that have not ended yet.
 *
 * @param from - milliseconds since 1970
 * @returns `null` when the hours are not known; nothing is counted then
 */
export const nextHours = (opening: Opening | null, from: number, holidays: HolidayRules): Hours | null => {
  if (opening === null) return null;
  if ('always' in opening) return { opens: from, closes: from };
  for (let step = 0; step < steps; step += 1) {
    const at = from + step * halfDay;
    const day = dutch(at).slice(0, 10);
    const opens = dutchMoment(day, opening.from);
    const closes = dutchMoment(day, opening.until);
    if (!opens.ok || !closes.ok) return null;
    const isOpen = opening.days.includes(wallClock(at).weekday) && !isHoliday(at, holidays);
    if (isOpen && closes.value > from) return { opens: opens.value, closes: closes.value };
  }
  return null;
};

/**
 * When each step is due, by step. The clock starts when the case was first known, or when the step before it was taken. A
 * line that is closed moves the end to the close of its first day.
 *
 * @param since - when the case was first known, milliseconds since 1970
 * @param openingOf - the hours of a line; null when they are not known or there is no line
 */
export const dueOf = (
  { duties }: CaseDuties,
  since: number,
  openingOf: (service: string) => Opening | null,
  holidays: HolidayRules,
): ReadonlyMap<string, number> => {
  const startOf = ({ follows }: Duty): number => {
    const before = duties.find(({ id }) => id === follows);
    return before?.state.kind === 'done' && before.state.at !== null ? Date.parse(before.state.at) : since;
  };
  return new Map(
    duties
      .filter(({ kind }) => kind === 'plicht')
      .map((duty) => {
        const start = startOf(duty);
        const usual = deadlineAt(duty.by, start, holidays);
        const hours = duty.service === null ? null : nextHours(openingOf(duty.service), start, holidays);
        return [duty.id, hours === null ? usual : Math.max(usual, hours.closes)];
      }),
  );
};
