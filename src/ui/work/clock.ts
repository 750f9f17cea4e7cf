import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The present moment, a new one with every minute. */
export const useMinute = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** What is left until a moment, in whole minutes rounded down: never more time than there is. */
export const timeLeft = (
  until: string,
  now: number,
): { readonly days: number; readonly hours: number; readonly minutes: number } | null => {
  const minutes = Math.floor((Date.parse(until) - now) / MINUTE_MS);
  if (minutes < 0) return null;
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
};
