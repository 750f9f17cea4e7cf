import { cleanPicture, pictureTypeOf, pictureTypes } from '#core/pictures/picture.ts';
import { sullied } from './sullied.ts';

/** Numbers that look random and are the same every time (Mulberry32). */
const numbers = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
};

const samples = pictureTypes.map((type) => ({ type, bytes: sullied[type](6) }));

/** A picture with a few bytes changed, taken out, put in, repeated or cut off. */
const broken = (bytes: Uint8Array, pick: (below: number) => number): Uint8Array => {
  let now = Buffer.from(bytes);
  for (let change = pick(4); change >= 0; change -= 1) {
    const at = pick(now.length + 1);
    const until = Math.min(now.length, at + 1 + pick(24));
    const kind = pick(6);
    if (kind === 0) now = now.subarray(0, at);
    else if (kind === 1) now = Buffer.concat([now.subarray(0, at), now.subarray(until)]);
    else if (kind === 2) now = Buffer.concat([now.subarray(0, until), now.subarray(at)]);
    else if (kind === 3) now = Buffer.concat([now.subarray(0, at), Buffer.from([pick(256), 0xff]), now.subarray(at)]);
    else if (at < now.length) now[at] = kind === 4 ? pick(256) : (now[at] ?? 0) ^ (1 << pick(8));
    if (now.length === 0) return now;
  }
  return now;
};

export type Fuzzed = {
  readonly runs: number;
  readonly cleaned: number;
  readonly refused: number;
  readonly slowestMs: number;
};

/**
 * Every broken picture is either refused or cleaned; what is cleaned does not change when it is cleaned again, and is no
 * longer than what came in. Throws with the seed of the input that is not so.
 */
export const fuzzPictures = (runs: number, seed = 1): Fuzzed => {
  let cleaned = 0;
  let slowestMs = 0;
  for (let run = 0; run < runs; run += 1) {
    const pick = numbers(seed + run);
    const sample = samples[pick(samples.length)];
    if (sample === undefined) continue;
    const { type } = sample;
    const input = broken(sample.bytes, pick);
    const wrong = (what: string): Error => new Error(`${what}: ${type}, seed ${seed + run}`);
    const began = performance.now();
    const once = cleanPicture(type, input);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (once === undefined) continue;
    cleaned += 1;
    if (once.length > input.length) throw wrong('longer than what came in');
    if (pictureTypeOf(once) !== type) throw wrong('no longer of its kind');
    const twice = cleanPicture(type, once);
    if (twice === undefined || Buffer.compare(once, twice) !== 0) throw wrong('not the same when cleaned again');
  }
  return { runs, cleaned, refused: runs - cleaned, slowestMs };
};
