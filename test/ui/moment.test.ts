import { expect, test } from 'vitest';
import { dayAndTime, hourOfDay, isPast } from '../../src/ui/moment.ts';

const now = new Date('2026-11-23T22:30:00Z'); // 23:30 in the Netherlands

test.each([
  ['2026-11-23T23:15:00+01:00', 'vandaag 23:15'],
  ['2026-11-24T00:10:00+01:00', 'morgen 00:10'],
  ['2026-11-22T09:00:00+01:00', 'gisteren 09:00'],
  ['2026-11-30T20:56:00+01:00', 'ma 30 nov 20:56'],
])('%s is said as %s', (iso, said) => expect(dayAndTime(iso, now)).toBe(said));

test('the clock is that of the Netherlands, in summer and winter', () => {
  expect(hourOfDay(now)).toBe(23);
  expect(hourOfDay(new Date('2026-07-01T22:30:00Z'))).toBe(0);
});

test('a deadline is past from its own moment on', () => {
  expect(isPast('2026-11-23T23:29:59+01:00', now)).toBe(true);
  expect(isPast('2026-11-23T23:30:00+01:00', now)).toBe(false);
});
