import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { Library } from '#core/assess.ts';
import { decideLine, type LineOutcome } from './batch-line.ts';

/** Decides a stream of cases, one a line, in the order in which they come in. */

type Line = { readonly line: string; readonly number: number };
type Decide = (chunk: readonly Line[]) => Promise<readonly LineOutcome[]>;

/** Lines that go to a thread at once: enough to make the hand-over cheap, few enough to share the work evenly. */
const chunkSize = 32;
/** A batch of no more lines than this is done before a second thread would have opened its library. */
const fewLines = 96;
/** Chunks under way per thread; the rest waits in the input, so that memory does not grow with the batch. */
const ahead = 3;

export type Batch = { readonly lines: number; readonly refused: number };

/** @param startWorker - starts a thread that opens the same library (`batch-worker.ts`) */
export const decideBatch = async (
  input: Readable,
  output: Writable,
  library: Library,
  startWorker: () => Worker,
): Promise<Batch> => {
  let lines = 0;
  let refused = 0;
  const pool = new Pool(startWorker);
  const here: Decide = (chunk) => Promise.all(chunk.map(({ line, number }) => decideLine(library, line, number)));
  const backlog: Promise<void>[] = [];
  let written: Promise<void> = Promise.resolve();

  const write = async (outcomes: readonly LineOutcome[]): Promise<void> => {
    lines += outcomes.length;
    refused += outcomes.filter((outcome) => outcome.refused).length;
    if (!output.write(outcomes.map(({ text }) => `${text}\n`).join(''))) await once(output, 'drain');
  };

  try {
    for await (const chunk of chunksOf(input)) {
      const isLate = (chunk[0]?.number ?? 0) > fewLines;
      const outcomes = isLate ? pool.decide(chunk) : here(chunk);
      written = Promise.all([outcomes, written]).then(([decided]) => write(decided));
      written.catch(() => undefined); // heard below, where it is waited for
      backlog.push(written);
      if (backlog.length >= pool.size * ahead) await backlog.shift();
    }
    await written;
  } finally {
    await pool.close();
  }
  return { lines, refused };
};

/** Lines in groups: what came in together, so that a program that waits for each answer gets it. */
async function* chunksOf(input: Readable): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = '';
  const numbered = (texts: readonly string[]): readonly Line[] =>
    texts.map((line) => ({ line, number: ++number })).filter(({ line }) => line.trim() !== '');
  for await (const part of input) {
    const texts = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = texts.pop() ?? '';
    const lines = numbered(texts);
    for (let start = 0; start < lines.length; start += chunkSize) yield lines.slice(start, start + chunkSize);
  }
  const last = numbered([rest + decoder.decode()]);
  if (last.length > 0) yield last;
}

/** Threads that are started when the first chunk comes, each given the next chunk when it has room. */
class Pool {
  readonly size = availableParallelism();
  readonly #start: () => Worker;
  readonly #workers: { readonly worker: Worker; last: Promise<unknown>; waiting: number }[] = [];

  constructor(start: () => Worker) {
    this.#start = start;
  }

  decide(chunk: readonly Line[]): Promise<readonly LineOutcome[]> {
    const least = this.#workers.toSorted((a, b) => a.waiting - b.waiting)[0];
    const seat = least === undefined || (least.waiting > 0 && this.#workers.length < this.size) ? this.#seat() : least;
    seat.waiting += 1;
    const answer = seat.last.then(async () => {
      seat.worker.postMessage(chunk);
      const [outcomes] = await once(seat.worker, 'message'); // rejects when the thread fails
      seat.waiting -= 1;
      return outcomes as readonly LineOutcome[]; // made by decideLine, one for each line of the chunk
    });
    seat.last = answer;
    answer.catch(() => undefined); // heard by whoever waits for this chunk, in order
    return answer;
  }

  #seat() {
    const seat = { worker: this.#start(), last: Promise.resolve() as Promise<unknown>, waiting: 0 };
    this.#workers.push(seat);
    return seat;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }
}
