import type { DeadlineCode } from './band.ts';
import type { Holiday } from './resources.ts';
import { fail, ok, type Result } from './result.ts';

/** Moments and deadlines in Dutch time. No clock in here: the moment of the assessment is an argument. */

const zone = 'Europe/Amsterdam';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Public holidays as rules: a fixed day, or days after Easter Sunday. Data: `resources/holidays.json`. */
export type HolidayRules = readonly Holiday[];

/** A moment on the Dutch clock, for counting days in. */
type Wall = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** From here on the Dutch offset changes at whole hours in UTC only (IANA tz database, Europe/Amsterdam). */
const wholeHours = Date.UTC(1980, 0, 1);
/** Offset in milliseconds by the hour since 1970: `Intl` takes far longer to answer, and a list asks for each of its lines. */
const offsets = new Map<number, number>();
/** Hours remembered at most: more than a list of deadlines meets, and small. */
const mostOffsets = 20_000;

const offsetAt = (instant: number): number => {
  const which = Math.floor(instant / hour);
  const known = offsets.get(which);
  if (known !== undefined) return known;
  const offset = asUtc(askedWall(which * hour)) - which * hour;
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(which, offset);
  return offset;
};

const wallOf = (instant: number): Wall => {
  if (instant < wholeHours) return askedWall(instant);
  const shown = new Date(instant + offsetAt(instant));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
};

const askedWall = (instant: number): Wall => {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day: date = 0, hour: hours = 0, minute: minutes = 0, second = 0 } = parts;
  return { year, month, day: date, hour: hours, minute: minutes, second };
};

const asUtc = (wall: Wall): number =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);

/** The instant at which the Dutch clock shows this; in the hour that is skipped in March, the moment right after it. */
const instantOf = (wall: Wall): number => {
  const guess = asUtc(wall);
  const first = guess - (asUtc(wallOf(guess)) - guess);
  return first - (asUtc(wallOf(first)) - guess);
};

const two = (n: number) => String(n).padStart(2, '0');

/** An instant as ISO 8601 on the Dutch clock with its offset, to the second. */
export const dutch = (instant: number): string => {
  const whole = Math.floor(instant / 1000) * 1000;
  const wall = wallOf(whole);
  const offset = (asUtc(wall) - whole) / minute;
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  return (
    `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}` +
    `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
  );
};

const shape = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since 1970 of an ISO 8601 moment with an offset; a moment without one has no meaning here, and a year outside
 * 1900–2100 is a typing error.
 */
export const parseMoment = (text: string): Result<number, { readonly kind: 'not-a-moment' }> => {
  const parts = shape.exec(text);
  const at = parts === null ? Number.NaN : Date.parse(text);
  const written = parts && new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  // The engine rolls 31 February over into March; a date that was mistyped is refused instead.
  const real = written?.getUTCMonth() === Number(parts?.[2]) - 1 && written?.getUTCDate() === Number(parts?.[3]);
  const year = Number(parts?.[1]);
  return Number.isNaN(at) || !real || year < 1900 || year > 2100 ? fail({ kind: 'not-a-moment' }) : ok(at);
};

/** Easter Sunday by the anonymous Gregorian computation (Meeus, Astronomical Algorithms, 1991, ch. 8), as a UTC midnight. */
const easter = (year: number): number => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
};

const reckoned = new WeakMap<HolidayRules, Map<number, ReadonlySet<number>>>();

/** Every public holiday of a year, as UTC midnights of its date. */
export const holidaysOf = (year: number, rules: HolidayRules): ReadonlySet<number> => {
  const years = reckoned.get(rules) ?? new Map<number, ReadonlySet<number>>();
  reckoned.set(rules, years);
  const known = years.get(year) ?? new Set(rules.map((rule) => holidayIn(year, rule)));
  years.set(year, known);
  return known;
};

const holidayIn = (year: number, rule: Holiday): number => {
  if ('easter' in rule) return easter(year) + rule.easter * day;
  const date = Date.UTC(year, rule.month - 1, rule.day);
  return new Date(date).getUTCDay() === 0 ? date + (rule.onSunday ?? 0) * day : date;
};

/**
 * When a deadline falls. Hours are counted exactly; days keep the time of day on the Dutch clock; working days skip
 * Saturdays, Sundays and public holidays, and the day of the assessment is not counted.
 *
 * @param on - the moment of the assessment, milliseconds since 1970
 */
export const deadlineAt = (code: DeadlineCode, on: number, holidays: HolidayRules): number => {
  switch (code) {
    case 'nu':
      return on;
    case '4u':
      return on + 4 * hour;
    case '24u':
      return on + 24 * hour;
    case '28d':
      return daysAfter(on, 28);
    case '5wd':
      return workingDaysAfter(on, 5, holidays);
  }
};

/** The same time of day on the Dutch clock, this many calendar days later. */
export const daysAfter = (on: number, days: number): number => {
  const wall = wallOf(on);
  const date = new Date(Date.UTC(wall.year, wall.month - 1, wall.day) + days * day);
  return instantOf({
    ...wall,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  });
};

/** The same, counting only working days; the day itself is not counted. */
export const workingDaysAfter = (on: number, count: number, rules: HolidayRules): number => {
  const wall = wallOf(on);
  let date = Date.UTC(wall.year, wall.month - 1, wall.day);
  let days = 0;
  for (let left = count; left > 0; ) {
    date += day;
    days += 1;
    const weekday = new Date(date).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidaysOf(new Date(date).getUTCFullYear(), rules).has(date)) left -= 1;
  }
  return daysAfter(on, days);
};

/** The Dutch weekday (1 is Monday, 7 is Sunday) and time of day of an instant, as opening hours are written. */
export const wallClock = (instant: number): { readonly weekday: number; readonly time: string } => {
  const wall = wallOf(instant);
  const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay();
  return { weekday: weekday === 0 ? 7 : weekday, time: `${two(wall.hour)}:${two(wall.minute)}` };
};

/** Whether the Dutch date of an instant is a public holiday. */
export const isHoliday = (instant: number, rules: HolidayRules): boolean => {
  const wall = wallOf(instant);
  return holidaysOf(wall.year, rules).has(Date.UTC(wall.year, wall.month - 1, wall.day));
};
