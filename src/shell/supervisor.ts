import { fail, type Result } from '#core/result.ts';
import type { Name, Refusal } from '#host/contract.ts';
import { type Complain, toStandardError } from '#host/dispatch.ts';
import { isUnknownLine } from '#host/line.ts';
import { FromHost, type KeyStoreAnswer, type ToHost } from './messages.ts';

/** The shell's end of the line to one host process: a forked one, or Electron's utility process. */
export type HostChild = {
  readonly send: (message: ToHost | KeyStoreAnswer) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, also when the process could not be started. */
  readonly onExit: (listener: () => void) => void;
  /** Ends it at once, without asking. */
  readonly kill: () => void;
};

export type Supervisor = {
  /** Never rejects: a host that dies on the way answers `host-ended`. */
  readonly call: (name: unknown, input: unknown) => Promise<Result<unknown, Refusal>>;
  /** Locks, and when the host does not do so in time, ends it: either way the process that held the keys is gone. */
  readonly lock: () => Promise<void>;
  /** Closes the vault and ends the host for good. */
  readonly close: () => Promise<void>;
};

export type Limits = {
  /** How long a host may take to start before it is ended; in milliseconds. */
  readonly startMs: number;
  /** How long it may take to go after it was told to lock, or said that it goes; in milliseconds. */
  readonly leaveMs: number;
  /** More sudden ends than this within the window, and no new host is started until the window has passed. */
  readonly suddenEnds: number;
  readonly windowMs: number;
};
const usual: Limits = { startMs: 30_000, leaveMs: 10_000, suddenEnds: 3, windowMs: 60_000 };

/** The operation after which the host must be gone, whoever asked for it. */
const lockName = 'access.lock' satisfies Name;

type Waiting = {
  readonly message: Extract<ToHost, { kind: 'call' }>;
  readonly answer: (reply: Result<unknown, Refusal>) => void;
};
type Live = {
  readonly child: HostChild;
  /** Sends a call; from one that locks on, the host has so long to go. */
  readonly send: (message: Waiting['message']) => void;
  readonly waiting: Map<number, Waiting>;
  readonly gone: Promise<void>;
  state: 'starting' | 'ready' | 'announced';
};

/**
 * Keeps one host running. After a lock the process is gone and a fresh one, without keys, stands ready; calls that the old one
 * had not begun go to the new one. After a sudden end every call that was under way is answered `host-ended`: whether it was
 * carried out is not known here.
 */
export const superviseHost = (
  spawn: () => HostChild,
  limits: Limits = usual,
  complain: Complain = toStandardError,
): Supervisor => {
  let lastId = 0;
  let closing = false;
  let live: Live | undefined;
  let suddenEnds: readonly number[] = [];

  const start = (carried: Iterable<Waiting>): Live => {
    const child = spawn();
    let leave = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const send: Live['send'] = (message) => {
      child.send(message);
      if (message.name === lockName) locks.set(message.id, setTimeout(child.kill, limits.leaveMs));
    };
    const mine: Live = { child, send, gone, state: 'starting', waiting: new Map() };
    for (const each of carried) mine.waiting.set(each.message.id, each);
    let timer = setTimeout(child.kill, limits.startMs);
    /** By the call that asked for it: a lock that hangs or goes wrong leaves no keys alive either. */
    const locks = new Map<number, NodeJS.Timeout>();
    const settle = (id: number, reply: Result<unknown, Refusal>): void => {
      const begun = reply.ok || (reply.error.kind !== 'malformed-input' && !isUnknownLine(reply));
      if (!begun) clearTimeout(locks.get(id));
      mine.waiting.get(id)?.answer(reply);
      mine.waiting.delete(id);
    };

    child.onMessage((raw) => {
      const message = FromHost.safeParse(raw);
      if (!message.success) return complain('the host sent a message that is not ours');
      switch (message.data.kind) {
        case 'ready':
          clearTimeout(timer);
          mine.state = 'ready';
          for (const each of mine.waiting.values()) send(each.message);
          return;
        case 'reply':
          settle(message.data.id, message.data.reply as Result<unknown, Refusal>); // made by dispatch
          return;
        case 'ended':
          if (mine.state === 'ready') mine.state = 'announced';
          clearTimeout(timer);
          timer = setTimeout(child.kill, limits.leaveMs);
          return;
      }
    });
    child.onExit(() => {
      for (const each of [timer, ...locks.values()]) clearTimeout(each);
      if (live === mine) live = undefined;
      succeed(mine);
      leave();
    });
    live = mine;
    return mine;
  };

  const succeed = (ended: Live): void => {
    if (ended.state === 'announced' && !closing) {
      start(ended.waiting.values());
      return;
    }
    for (const each of ended.waiting.values()) each.answer(fail({ kind: 'host-ended' }));
    if (closing) return;
    suddenEnds = [...suddenEnds, performance.now()];
    complain('the host ended unexpectedly');
    if (mayStart()) start([]);
    else complain(`the host ended ${suddenEnds.length} times in a short while and is not started again for now`);
  };

  const mayStart = (): boolean => {
    suddenEnds = suddenEnds.filter((at) => performance.now() - at < limits.windowMs);
    return suddenEnds.length <= limits.suddenEnds;
  };

  const call = (name: unknown, input: unknown): Promise<Result<unknown, Refusal>> => {
    const host = closing ? undefined : (live ?? (mayStart() ? start([]) : undefined));
    if (host === undefined) return Promise.resolve(fail({ kind: 'host-ended' }));
    lastId += 1;
    const message = { kind: 'call', id: lastId, name, input } as const;
    return new Promise((answer) => {
      host.waiting.set(message.id, { message, answer });
      if (host.state === 'ready') host.send(message);
    });
  };

  const lock = async (): Promise<void> => {
    const host = live;
    if (host === undefined || host.state === 'announced') return host?.gone;
    await call(lockName, {});
    await host.gone;
  };

  const close = async (): Promise<void> => {
    closing = true;
    const host = live;
    if (host === undefined) return;
    const timer = setTimeout(host.child.kill, limits.leaveMs);
    host.child.send({ kind: 'close' });
    await host.gone;
    clearTimeout(timer);
  };

  start([]);
  return { call, lock, close };
};
