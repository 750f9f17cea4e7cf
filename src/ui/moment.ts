/** Moments as people read them. All moments are shown in the time of the Netherlands, where the deadlines are counted. */

const zone = { timeZone: 'Europe/Amsterdam' } as const;
const day = new Intl.DateTimeFormat('nl-NL', { ...zone, weekday: 'short', day: 'numeric', month: 'short' });
const dayYear = new Intl.DateTimeFormat('nl-NL', { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('nl-NL', { ...zone, hour: '2-digit', minute: '2-digit' });
const daysAhead = new Intl.RelativeTimeFormat('nl-NL', { numeric: 'auto' });

export const clockTime = (iso: string): string => time.format(new Date(iso));

const isoDay = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });
const isoTime = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** A moment as the fields of a form hold it: `2026-11-23` and `10:15`; null is now. */
export const dayAndClock = (iso: string | null): { readonly day: string; readonly time: string } => {
  const moment = iso === null ? new Date() : new Date(iso);
  return { day: isoDay.format(moment), time: isoTime.format(moment) };
};

export const fullDate = (iso: string): string => dayYear.format(new Date(iso));

/** Midnight-based day number in the Netherlands, so that "tomorrow" is the next date and not 24 hours on. */
const dayNumber = (date: Date): number => {
  const [year, month, date_] = new Intl.DateTimeFormat('en-CA', zone).format(date).split('-').map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date_ ?? 1) / 86_400_000;
};

/** A date with its time: `vandaag 14:05`, `gisteren 09:10`, `di 24 nov 10:00`. */
export const dayAndTime = (iso: string, now: Date = new Date()): string => {
  const then = new Date(iso);
  const away = dayNumber(then) - dayNumber(now);
  const named = Math.abs(away) <= 1 ? daysAhead.format(away, 'day') : day.format(then);
  return `${named} ${time.format(then)}`;
};

export const isPast = (iso: string, now: Date = new Date()): boolean => new Date(iso).getTime() < now.getTime();

/** The hour of the clock in the Netherlands, 0 to 23. */
export const hourOfDay = (now: Date = new Date()): number =>
  Number(new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', hourCycle: 'h23' }).format(now));
