import type { Client, FailureKind, Refusal } from '#host/contract.ts';

/**
 * What was typed and is not saved yet. It stands in the memory of this window while the vault is open, and follows sealed into
 * the vault a moment after each key, so that a lock, a closed window or a crash takes nothing along.
 */
export type Drafts = {
  readonly has: (key: string) => boolean;
  readonly get: (key: string) => unknown;
  /** @param dossier - what it is about; erasing that takes the draft along */
  readonly set: (key: string, value: unknown, dossier: string | null) => void;
  readonly delete: (key: string) => void;
  /** Every draft whose key begins so, with its key. */
  readonly begun: (beginning: string) => readonly (readonly [string, unknown])[];
};

type Kept = { readonly dossier: string | null; readonly key: string; readonly value: string };

export type DraftBox = Drafts & {
  /** Takes what the vault has kept; what is newer in this window stays, and still goes to the vault. */
  readonly load: (kept: readonly Kept[]) => void;
  /** Puts in the vault what is not there yet. @returns whether all of it is there now */
  readonly flush: () => Promise<boolean>;
  /** Puts it there at once, beside what is on its way: a window that closes does not wait for an answer. */
  readonly leave: () => void;
  /** Lets go of all that the vault has. @returns whether that was everything */
  readonly forget: () => boolean;
};

/** After the last key this long, and never longer after the first; in milliseconds. */
const PAUSE_MS = 250;
const LONGEST_MS = 1_000;
const RETRY_MS = 5_000;
/** Characters in one call: below what a call may be, also when each takes three bytes. */
const CALL_LENGTH = 300_000;
/** The vault is closed: it is given when it is open again. */
const closed: readonly FailureKind[] = ['locked', 'host-ended'];

type Change = Omit<Kept, 'value'> & { readonly value: string | null };

/** In calls of a bearable size. */
const inCalls = (changes: readonly Change[]): Change[][] => {
  const calls: Change[][] = [];
  let room = 0;
  for (const change of changes) {
    const length = change.value?.length ?? 0;
    const last = calls.at(-1);
    if (last === undefined || length > room) {
      calls.push([change]);
      room = CALL_LENGTH - length;
    } else {
      last.push(change);
      room -= length;
    }
  }
  return calls;
};

/** @param tell - hears why drafts cannot be kept, and null when they can again */
export const createDrafts = (client: Client, tell: (refusal: Refusal | null) => void): DraftBox => {
  const values = new Map<string, { readonly dossier: string | null; readonly value: unknown }>();
  /** Not in the vault yet, with what it is about: that is also known of what was dropped. */
  const dirty = new Map<string, string | null>();
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<boolean> = Promise.resolve(true);

  const later = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  };
  const mark = (key: string, dossier: string | null): void => {
    if (dirty.size === 0) since = performance.now();
    dirty.set(key, dossier);
    later(Math.max(0, Math.min(PAUSE_MS, since + LONGEST_MS - performance.now())));
  };

  const send = async (): Promise<boolean> => {
    clearTimeout(timer);
    const changes = [...dirty].map(([key, dossier]): Change => {
      const now = values.get(key);
      return { key, dossier, value: now === undefined ? null : JSON.stringify(now.value) };
    });
    for (const call of inCalls(changes)) {
      const before = call.map(({ key }) => values.get(key));
      const reply = await client('drafts.keep', { changes: call });
      if (!reply.ok) {
        if (closed.includes(reply.error.kind)) return false;
        tell(reply.error);
        later(RETRY_MS);
        return false;
      }
      for (const [at, { key }] of call.entries()) if (values.get(key) === before[at]) dirty.delete(key);
    }
    tell(null);
    if (dirty.size > 0) later(PAUSE_MS);
    return dirty.size === 0;
  };
  const flush = (): Promise<boolean> => {
    last = last.then(send);
    return last;
  };

  return {
    has: (key) => values.has(key),
    begun: (beginning) =>
      [...values.entries()].flatMap(([key, { value }]) => (key.startsWith(beginning) ? [[key, value] as const] : [])),
    get: (key) => values.get(key)?.value,
    set: (key, value, dossier) => {
      values.set(key, { dossier, value });
      mark(key, dossier);
    },
    delete: (key) => {
      const had = values.get(key);
      if (had === undefined) return;
      values.delete(key);
      mark(key, had.dossier);
    },
    load: (kept) => {
      for (const { dossier, key, value } of kept)
        if (!dirty.has(key)) values.set(key, { dossier, value: JSON.parse(value) });
      if (dirty.size > 0) later(0);
    },
    flush,
    leave: () => void send(),
    forget: () => {
      clearTimeout(timer);
      for (const key of values.keys()) if (!dirty.has(key)) values.delete(key);
      return values.size === 0 && dirty.size === 0;
    },
  };
};
