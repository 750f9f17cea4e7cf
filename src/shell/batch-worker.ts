import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openLibrary } from '#host/library.ts';
import { decideLine } from './batch-line.ts';
import { readContent } from './content.ts';

/** One of the threads that share a batch: opens the library for itself, then decides the chunks it is given. */

const Chunk = z.array(z.object({ line: z.string(), number: z.int() }));

const { root, own } = z.object({ root: z.string(), own: z.string() }).parse(workerData);
const { library } = openLibrary(readContent(root, own));
if (library === undefined) throw new Error('The library opened in the main thread and not here');

parentPort?.on('message', async (message: unknown) => {
  const chunk = Chunk.parse(message);
  const outcomes = [];
  for (const { line, number } of chunk) outcomes.push(await decideLine(library, line, number));
  parentPort?.postMessage(outcomes);
});
