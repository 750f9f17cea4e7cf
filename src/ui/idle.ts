import { useEffect, useRef, useState } from 'react';

/** Before locking, this long a word of warning stands on the screen. */
const WARNING_MS = 30_000;
const LOOK_MS = 1_000;
const TELL_MS = 60_000;

/**
 * Locks after so many minutes without a key or pointer.
 *
 * @param minutes - null while there is nothing to lock
 * @param stillHere - tells the host, which counts calls, that someone is reading or typing; at most once a minute
 * @returns whether the lock is near
 */
export const useIdle = (minutes: number | null, lock: () => Promise<void>, stillHere: () => void): boolean => {
  const [soon, setSoon] = useState(false);
  const latest = useRef({ lock, stillHere });
  latest.current = { lock, stillHere };

  useEffect(() => {
    setSoon(false);
    if (minutes === null) return;
    let last = Date.now();
    let locking = false;
    let told = last;
    const touch = () => {
      last = Date.now();
      setSoon(false);
      if (last - told < TELL_MS) return;
      told = last;
      latest.current.stillHere();
    };
    const timer = setInterval(() => {
      const left = last + minutes * 60_000 - Date.now();
      setSoon(left <= WARNING_MS);
      if (left > 0 || locking) return;
      locking = true;
      void latest.current.lock();
    }, LOOK_MS);
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const event of events) document.addEventListener(event, touch, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const event of events) document.removeEventListener(event, touch, { capture: true });
    };
  }, [minutes]);

  return soon;
};
