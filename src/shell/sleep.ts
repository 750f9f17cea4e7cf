/** How often the clock is looked at, and how much may be missing between two looks, in milliseconds. */
const lookMs = 5_000;
const missingMs = 30_000;

/**
 * Calls when this computer has slept: timers stand still then, and the clock does not. A clock that is set forward looks the
 * same and does no harm. Where the system tells of sleep itself (Electron) this is not needed.
 *
 * @returns what ends the watch
 */
export const watchSleep = (slept: () => void): (() => void) => {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > lookMs + missingMs) slept();
    last = now;
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
};
