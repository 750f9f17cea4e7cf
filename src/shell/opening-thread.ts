import { parentPort } from 'node:worker_threads';
import { serveOpening } from '#vault/opening-threads.ts';
import { choosePrimitives } from '#vault/primitives.ts';

/** The program of a thread that opens records. */

if (parentPort === null) throw new Error('This runs as a thread');
const chosen = choosePrimitives().then((result) => {
  if (!result.ok) throw new Error('No primitives that give the known answers');
  return result.value;
});
serveOpening(parentPort, chosen);
