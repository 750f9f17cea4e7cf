import { createHash } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Primitives } from './primitives.ts';

export type RunningDigest = { readonly add: (bytes: Uint8Array) => void; readonly hex: () => string };

/** SHA-256 over what is too large to hold at once, by the same maker that was chosen for SHA-256 as a whole. */
export const runningDigest = (p: Primitives): RunningDigest => {
  if (p.chosen.digest === 'node:crypto') {
    const hash = createHash('sha256');
    return { add: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  }
  const hash = sha256.create();
  return { add: (bytes) => void hash.update(bytes), hex: () => Buffer.from(hash.digest()).toString('hex') };
};
