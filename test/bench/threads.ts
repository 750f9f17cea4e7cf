import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StartThread } from '#vault/opening-threads.ts';
import { root } from './cases.ts';

/** The threads that open records, as they were bundled beside the measurements. */

const started = (name: string): StartThread => {
  const file = join(root, '.cache/bench', name);
  return () => new Worker(file);
};
export const startThread = started('opening-thread.js');
export const startUnsigned = started('unsigned-thread.js');
