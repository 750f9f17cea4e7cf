import { daysAfter, dutch, type HolidayRules, workingDaysAfter } from './calendar.ts';
import type { Meldcode } from './meldcode.ts';
import type { Term } from './meldcode-frame.ts';

/** The terms that run for Veilig Thuis from each recorded melding. */

export type RunningTerm = {
  /** The entry of the melding it is counted from. */
  readonly melding: string;
  readonly from: string;
  readonly term: Term;
  /** The last day of the term, a date in the Netherlands. */
  readonly until: string;
  readonly extensions: number;
};

/** Noon in universal time is the same date in the Netherlands, in summer and in winter. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const dateOf = (instant: number): string => dutch(instant).slice(0, 10);

/**
 * The last day of a term. Working days skip weekends and public holidays. Weeks are counted in calendar days, and an end on
 * a free day is not moved on (Algemene termijnenwet art. 1 would): so a reminder comes early and not late.
 *
 * @param from - the date of the melding, not counted
 */
export const termUntil = (
  from: string,
  { count, unit }: Pick<Term, 'count' | 'unit'>,
  holidays: HolidayRules,
): string =>
  dateOf(unit === 'weken' ? daysAfter(noonOf(from), count * 7) : workingDaysAfter(noonOf(from), count, holidays));

/** Every term of every melding, the earliest end first. Extensions of a term that has none are not counted. */
export const runningTerms = (
  meldcode: Meldcode,
  terms: readonly Term[],
  holidays: HolidayRules,
): readonly RunningTerm[] => {
  const standing = meldcode.notes.filter(({ replacedBy }) => replacedBy === null);
  return standing
    .flatMap(({ root, note }) => {
      if (note.what !== 'melding') return [];
      return terms.map((term): RunningTerm => {
        const extensions = standing.filter(
          ({ note: one }) => one.what === 'verlenging' && one.melding === root && one.term === term.id,
        ).length;
        const first = termUntil(note.on, term, holidays);
        const { extension } = term;
        const until =
          extension === null
            ? first
            : Array.from({ length: extensions }).reduce<string>((date) => termUntil(date, extension, holidays), first);
        return { melding: root, from: note.on, term, until, extensions: extension === null ? 0 : extensions };
      });
    })
    .toSorted((a, b) => a.until.localeCompare(b.until));
};
