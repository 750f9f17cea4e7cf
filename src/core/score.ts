import type { Pack, PackScore } from './pack.ts';
import type { Reading } from './reading.ts';

/** The counts and readings that an instrument shows beside its outcome; never by themselves. */

export type ScoreValue = number | boolean | string | null;
export type Score = Readonly<Record<string, ScoreValue | Readonly<Record<string, ScoreValue>>>>;

/** @returns per key its value; a key with a point in it stands inside the part before the point */
export const scoreOf = (pack: Pack, reading: Reading): Score => {
  const score: Record<string, ScoreValue | Record<string, ScoreValue>> = {};
  for (const entry of pack.score) {
    const [outer, inner] = entry.key.split('.');
    const value = scoreValue(reading, entry);
    if (outer === undefined) continue;
    const group = score[outer];
    if (inner === undefined) score[outer] = value;
    else if (typeof group === 'object' && group !== null) group[inner] = value;
    else score[outer] = { [inner]: value };
  }
  return score;
};

const scoreValue = (reading: Reading, entry: PackScore): ScoreValue => {
  if ('fact' in entry) {
    const state = reading.facts.state(entry.fact);
    if (state.kind === 'between') return state.low;
    return state.kind === 'known' && typeof state.value === 'number' ? state.value : null;
  }
  if ('when' in entry) {
    const says = reading.settled(entry.when);
    return says === 'open' ? null : says === 'applies';
  }
  return entry.cases.find(({ when }) => reading.settled(when) === 'applies')?.value ?? null;
};

/** One value of a score by its key, such as `clusters.B`. */
export const scoreAt = (score: Score, key: string): ScoreValue => {
  const [outer = '', inner] = key.split('.');
  const value = score[outer] ?? null;
  if (inner === undefined) return typeof value === 'object' ? null : value;
  return typeof value === 'object' && value !== null ? (value[inner] ?? null) : null;
};
