import type { Fold } from '#vault/entry.ts';

/** Six words, as Baken would offer; a new copy each time, for the vault wipes what it is given. */
export const passphrase = (words = 'vijver lantaarn koekoek zolder rietstengel mortier'): Uint8Array =>
  new TextEncoder().encode(words);

/** Another six, for a vault whose passphrase changes. */
export const otherPassphrase = (): Uint8Array => passphrase('heel andere woorden dan daarnet gekozen');

/** Counts entries and keeps the last text: enough to see whether a row is up to date. */
export const countingFold: Fold = (row, { content }) => ({
  entries: Number(row?.entries ?? 0) + 1,
  last: JSON.stringify(content),
});

let seconds = 0;
/** A clock that ticks a second with every question, so that runs are alike; one for the process, so that it never goes back. */
export const tickingClock = () => ({
  now: () => {
    seconds += 1;
    return new Date(Date.UTC(2026, 10, 23, 9, 0, seconds)).toISOString();
  },
});
