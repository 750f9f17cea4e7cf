import { availableParallelism } from 'node:os';
import type { Primitives } from './primitives.ts';
import { type Asked, type OpenedRecord, type Opener, type OpenerSetup, recordOpener } from './record-opening.ts';

/**
 * Opens records beside the thread that answers the screen. A thread gets the keys of the records it is given and the one of
 * the head, and ends with the walk. One that cannot be started, or that falls, leaves no record unopened: its work is then done
 * here, with the same outcome.
 */

/** A thread as the shell starts it; messages arrive in the order in which they were sent. */
export type Thread = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message' | 'error' | 'exit', hear: (given: unknown) => void) => unknown;
  readonly off: (event: 'exit', hear: (given: unknown) => void) => unknown;
  readonly terminate: () => Promise<unknown>;
};
/** Starts a thread whose program calls `serveOpening`; whoever starts it hears of its errors. */
export type StartThread = () => Thread;
/** What that program has of it. */
export type ThreadPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', hear: (message: OpenerSetup & Asked) => void) => unknown;
};

export type Openers = {
  /** How many questions to have on their way, so that no thread waits. */
  readonly ahead: number;
  readonly open: (asked: Asked) => Promise<readonly OpenedRecord[]>;
  /** Ends the threads. What was asked and not answered is answered no more. */
  readonly close: () => Promise<void>;
};

/** A choice: two take a walk through ten thousand dossiers in a minute, and leave the other processors to who is at work. */
const mostThreads = 2;

const openersHere = (open: Opener): Openers => ({
  ahead: 1,
  open: async (asked) => {
    await new Promise((resolve) => setImmediate(resolve)); // room for what came in from outside
    return open(asked);
  },
  close: async () => undefined,
});

type Waiting = { readonly asked: Asked; readonly answer: (opened: readonly OpenedRecord[]) => void };

const threadOf = (start: StartThread, setup: OpenerSetup, here: Opener) => {
  const worker = start();
  const waiting: Waiting[] = [];
  let fell = false;
  const fall = (): void => {
    fell = true;
    for (const { asked, answer } of waiting.splice(0)) answer(here(asked));
  };
  // in the order of asking; the other side is this same version of this module
  worker.on('message', (opened) => waiting.shift()?.answer(opened as readonly OpenedRecord[]));
  worker.on('error', fall);
  worker.on('exit', fall);
  worker.postMessage(setup);
  return {
    waits: () => waiting.length,
    open: (asked: Asked) =>
      new Promise<readonly OpenedRecord[]>((answer) => {
        if (fell) return answer(here(asked));
        waiting.push({ asked, answer });
        worker.postMessage(asked);
      }),
    end: async () => {
      worker.off('exit', fall);
      await worker.terminate();
    },
  };
};

export const openersFor = (p: Primitives, setup: OpenerSetup, start: StartThread | undefined): Openers => {
  const here = recordOpener(p, setup);
  if (start === undefined) return openersHere(here);
  const count = Math.min(mostThreads, availableParallelism());
  const threads = Array.from({ length: count }, () => threadOf(start, setup, here));
  return {
    ahead: 2 * count,
    open: (asked) => {
      const [least] = threads.toSorted((a, b) => a.waits() - b.waits());
      if (least === undefined) throw new Error('There is always one thread');
      return least.open(asked);
    },
    close: async () => {
      await Promise.all(threads.map(({ end }) => end()));
    },
  };
};

/** The other side: the first message is the setup, every other one is a question, answered in the order of asking. */
export const serveOpening = (port: ThreadPort, primitives: Promise<Primitives>): void => {
  let opener: Promise<Opener> | undefined;
  port.on('message', async (message) => {
    if (opener === undefined) {
      opener = primitives.then((p) => recordOpener(p, message));
      return;
    }
    const open = await opener;
    port.postMessage(open(message));
  });
};
