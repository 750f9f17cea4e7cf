import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSleep } from '../../src/shell/sleep.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('sleep is noticed at the next look, once; running on, however long, is not', () => {
  const slept = vi.fn();
  const end = watchSleep(slept);
  vi.advanceTimersByTime(60 * 60_000);
  expect(slept).toHaveBeenCalledTimes(0);
  vi.setSystemTime(Date.now() + 10 * 60_000); // the clock went on, the timers did not
  vi.advanceTimersByTime(5_000);
  expect(slept).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(slept).toHaveBeenCalledTimes(1);
  end();
  vi.setSystemTime(Date.now() + 10 * 60_000);
  vi.advanceTimersByTime(60_000);
  expect(slept).toHaveBeenCalledTimes(1);
});
