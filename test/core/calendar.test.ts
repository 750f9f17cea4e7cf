import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeadlineCode } from '#core/band.ts';
import { deadlineAt, dutch, holidaysOf, parseMoment, wallClock } from '#core/calendar.ts';
import { library } from './content.ts';

const { holidays } = library.resources.holidays;
const at = (code: DeadlineCode, on: string) => dutch(deadlineAt(code, Date.parse(on), holidays));

test.each<[DeadlineCode, string, string, string]>([
  ['nu', '2026-11-23T10:00:00+01:00', '2026-11-23T10:00:00+01:00', 'at once'],
  ['4u', '2026-11-23T22:30:00+01:00', '2026-11-24T02:30:00+01:00', 'over midnight'],
  ['24u', '2026-11-23T10:00:00+01:00', '2026-11-24T10:00:00+01:00', 'the example of the contract'],
  ['24u', '2026-03-28T12:00:00+01:00', '2026-03-29T13:00:00+02:00', 'hours are hours when the clock goes forward'],
  ['5wd', '2026-11-23T10:00:00+01:00', '2026-11-30T10:00:00+01:00', 'from Monday'],
  ['5wd', '2026-11-27T17:45:00+01:00', '2026-12-04T17:45:00+01:00', 'Friday at 17:45'],
  ['5wd', '2026-11-28T10:00:00+01:00', '2026-12-04T10:00:00+01:00', 'from Saturday'],
  ['5wd', '2026-12-23T10:00:00+01:00', '2026-12-31T10:00:00+01:00', 'over Christmas, the 25th and 26th (a Saturday)'],
  ['5wd', '2026-04-01T10:00:00+02:00', '2026-04-09T10:00:00+02:00', 'over Easter Monday 6 April 2026'],
  ['5wd', '2026-04-23T10:00:00+02:00', '2026-05-01T10:00:00+02:00', "over King's Day 27 April 2026"],
  ['5wd', '2026-05-11T10:00:00+02:00', '2026-05-19T10:00:00+02:00', 'over Ascension Day 14 May 2026'],
  [
    '28d',
    '2026-10-12T09:00:00+02:00',
    '2026-11-09T09:00:00+01:00',
    'days keep the time of day when the clock goes back',
  ],
])('%s from %s falls at %s: %s', (code, on, expected) => expect(at(code, on)).toBe(expected));

/** Easter Mondays and Whit Mondays as published for these years. */
test.each([
  [2024, '2024-04-01', '2024-05-20'],
  [2025, '2025-04-21', '2025-06-09'],
  [2026, '2026-04-06', '2026-05-25'],
  [2027, '2027-03-29', '2027-05-17'],
  [2038, '2038-04-26', '2038-06-14'],
])('in %i Easter Monday is %s and Whit Monday %s', (year, easterMonday, whitMonday) => {
  const days = holidaysOf(year, holidays);
  expect(days.has(Date.parse(easterMonday))).toBe(true);
  expect(days.has(Date.parse(whitMonday))).toBe(true);
});

test("King's Day moves to Saturday when the 27th is a Sunday", () => {
  expect(holidaysOf(2025, holidays).has(Date.parse('2025-04-26'))).toBe(true);
  expect(holidaysOf(2025, holidays).has(Date.parse('2025-04-27'))).toBe(false);
});

test.each([
  '2026-11-23',
  '2026-11-23T10:00:00',
  '2026-02-31T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '0026-11-23T10:00:00+01:00',
  'gisteren',
  '',
])('%j is not a moment', (text) => expect(parseMoment(text)).toEqual({ ok: false, error: { kind: 'not-a-moment' } }));

test('the Dutch weekday and time of an instant', () =>
  expect(wallClock(Date.parse('2026-11-22T23:30:00Z'))).toEqual({ weekday: 1, time: '00:30' }));

const reference = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** Around the turns of the clock in these years, and anywhere between 1900 and 2100. */
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }),
  ...[
    '1937-07-01',
    '1977-04-03',
    '1979-12-31',
    '1980-04-06',
    '1996-10-27',
    '2026-03-29',
    '2026-10-25',
    '2027-03-28',
  ].map((date) =>
    fc.integer({ min: -90_000_000, max: 90_000_000 }).map((off) => Date.parse(`${date}T01:00:00Z`) + off),
  ),
);

test('the Dutch clock is that of the time zone database, at any moment', () =>
  fc.assert(
    fc.property(instants, (instant) => {
      const shown = dutch(instant);
      expect(shown.slice(0, 19).replace('T', ' ')).toBe(reference.format(instant));
      if (instant >= Date.UTC(1980, 0, 1)) expect(Date.parse(shown)).toBe(Math.floor(instant / 1000) * 1000);
    }),
    { numRuns: 2_000 },
  ));
