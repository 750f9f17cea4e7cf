import { fail } from '#core/result.ts';
import type { Handlers } from '#host/contract.ts';
import { type Complain, dispatch, toStandardError } from '#host/dispatch.ts';
import { withLine } from '#host/line.ts';
import { type FromHost, type KeyStoreAsk, ToHost } from './messages.ts';

/** The host's end of the line to the shell. */
export type HostPort = {
  readonly send: (message: FromHost | KeyStoreAsk) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** The shell is gone, or asks to stop by signal. */
  readonly onStop: (listener: () => void) => void;
  /** Ends this process once everything sent has left it. */
  readonly leave: () => void;
};

/** What this needs of a host: `ended` resolves after a lock, `close` saves and lets go of the folder. */
export type Served = {
  readonly handlers: Handlers;
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
};

/** How long work that runs at a lock may take to finish, in milliseconds; then it is given up, since locked means gone. */
const graceMs = 3000;

/**
 * Answers calls until the host has ended, then takes the process along. From the moment of ending no new call is begun:
 * the shell sends those to the next process, which holds no key and says so.
 */
export const serveHost = (port: HostPort, host: Served, complain: Complain = toStandardError): void => {
  const door = withLine(dispatch(host.handlers, complain));
  const running = new Map<number, Promise<void>>();
  let ending = false;

  const answer = async (id: number, name: unknown, input: unknown): Promise<void> => {
    const reply = await door(name, input);
    if (running.delete(id)) port.send({ kind: 'reply', id, reply });
  };

  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await Promise.race([Promise.all(running.values()), new Promise((resolve) => setTimeout(resolve, graceMs))]);
    for (const id of running.keys()) port.send({ kind: 'reply', id, reply: fail({ kind: 'host-ended' }) });
    running.clear();
    port.send({ kind: 'ended' });
    port.leave();
  };

  const close = async (): Promise<void> => {
    await Promise.race([host.close(), new Promise((resolve) => setTimeout(resolve, graceMs))]);
    await end();
  };

  port.onMessage((raw) => {
    if (ending) return;
    const message = ToHost.safeParse(raw);
    if (!message.success) return complain('a message that is not ours was left unread');
    if (message.data.kind === 'close') return void close();
    const { id, name, input } = message.data;
    running.set(id, answer(id, name, input));
  });
  port.onStop(() => void close());
  void host.ended.then(end);
  port.send({ kind: 'ready' });
};
