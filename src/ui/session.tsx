import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Client, FailureKind, Input, Name, Output, Refusal, Reply } from '#host/contract.ts';
import type { Drafts } from './drafts.ts';
import type { Place } from './place.ts';

/** What every screen of an open vault may use: asking, writing, going somewhere, and text that is not saved yet. */

export type Saving =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly refusal: Refusal };

export type Session = {
  /** Asks something that changes nothing. */
  readonly ask: Client;
  /** Writes, and keeps trying while the vault cannot be written to; the intent in the input makes a retry harmless. */
  readonly write: Client;
  readonly retryNow: () => void;
  readonly saving: Saving;
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly drafts: Drafts;
  /** This screen is turned to the client: nothing may stand on it but what the client may see. */
  readonly turned: boolean;
  readonly turn: (to: 'client' | 'worker') => void;
};

/** The draft that says which assessment is turned to the client: also after a lock nothing else may come into sight. */
const TURNED = 'turned';

const Current = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = use(Current);
  if (session === null) throw new Error('A screen stands outside the session');
  return session;
};

/** Failures that pass when something outside is put right; the same write is then tried again. */
const passing: readonly FailureKind[] = ['not-saved', 'disk-full', 'read-only', 'unexpected'];
/** The process that held the keys is gone: only a passphrase helps. */
const closed: readonly FailureKind[] = ['locked', 'host-ended'];
const RETRY_MS = 5_000;

type Given = {
  readonly client: Client;
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly drafts: Drafts;
  /** Why what was typed cannot be kept in the vault, while it cannot. */
  readonly unkept: Refusal | null;
  /** Tries to keep it again, at once. */
  readonly keepNow: () => void;
  readonly onClosed: () => void;
  readonly children: ReactNode;
};

export const SessionProvider = ({ client, place, go, drafts, unkept, keepNow, onClosed, children }: Given) => {
  const [written, setSaving] = useState<Saving>({ kind: 'none' });
  const again = useRef<() => void>(() => undefined);
  const alive = useRef(true);

  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      again.current();
    };
  }, []);

  const ask: Client = useCallback(
    async (name, input) => {
      const reply = await client(name, input);
      if (!reply.ok && closed.includes(reply.error.kind)) onClosed();
      return reply;
    },
    [client, onClosed],
  );

  const write: Client = useCallback(
    async <N extends Name>(name: N, input: Input<N>): Promise<Reply<N>> => {
      setSaving({ kind: 'busy' });
      for (;;) {
        const reply = await client(name, input);
        if (reply.ok) {
          setSaving({ kind: 'saved', at: new Date().toISOString() });
          return reply;
        }
        if (closed.includes(reply.error.kind)) {
          setSaving({ kind: 'none' });
          onClosed();
          return reply;
        }
        if (!passing.includes(reply.error.kind) || !alive.current) {
          setSaving({ kind: 'none' });
          return reply;
        }
        setSaving({ kind: 'failed', refusal: reply.error });
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, RETRY_MS);
          again.current = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    [client, onClosed],
  );

  const here = place.kind === 'assessment' ? place.assessment : null;
  const [turnedAt, setTurnedAt] = useState<unknown>(() => drafts.get(TURNED));
  const turned = here !== null && turnedAt === here;
  const turn = useCallback(
    (to: 'client' | 'worker') => {
      if (to === 'client') drafts.set(TURNED, here, null);
      else drafts.delete(TURNED);
      setTurnedAt(to === 'client' ? here : undefined);
    },
    [drafts, here],
  );

  const retryNow = useCallback(() => {
    again.current();
    keepNow();
  }, [keepNow]);
  const saving: Saving = useMemo(
    () => (unkept === null || written.kind === 'failed' ? written : { kind: 'failed', refusal: unkept }),
    [unkept, written],
  );

  const session = useMemo(
    () => ({ ask, write, retryNow, saving, place, go, drafts, turned, turn }),
    [ask, write, retryNow, saving, place, go, drafts, turned, turn],
  );
  return <Current value={session}>{children}</Current>;
};

export type Read<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly refusal: Refusal; readonly again: () => void }
  | { readonly kind: 'here'; readonly value: T };

/** Reads once for this input, and gives a way to put a newer view in its place. */
export const useRead = <N extends Name>(
  name: N,
  input: Input<N>,
): readonly [Read<Output<N>>, (value: Output<N>) => void] => {
  const { ask } = useSession();
  const [read, setRead] = useState<Read<Output<N>>>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(input);
  const asked = useRef(input);
  asked.current = input;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is read by its content, and a turn asks again
  useEffect(() => {
    let current = true;
    ask(name, asked.current).then((reply) => {
      if (!current) return;
      setRead(
        reply.ok
          ? { kind: 'here', value: reply.value }
          : { kind: 'failed', refusal: reply.error, again: () => setTurn((n) => n + 1) },
      );
    });
    return () => {
      current = false;
    };
  }, [ask, name, key, turn]);

  return [read, useCallback((value: Output<N>) => setRead({ kind: 'here', value }), [])];
};

/**
 * State of a field that survives leaving the screen, a lock and closing Baken, until it is saved or dropped.
 *
 * @param about - the dossier that it goes with when that is erased; by default the one of the screen
 */
export const useDraft = <T,>(key: string, initial: T, about?: string): readonly [T, (value: T) => void, () => void] => {
  const { drafts, place } = useSession();
  const dossier = about ?? ('dossier' in place ? (place.dossier ?? null) : null);
  // The key holds the type: one key is used by one screen, with one shape.
  const [value, setValue] = useState<T>(() => (drafts.has(key) ? (drafts.get(key) as T) : initial));
  const change = useCallback(
    (next: T) => {
      drafts.set(key, next, dossier);
      setValue(next);
    },
    [drafts, key, dossier],
  );
  const drop = useCallback(() => drafts.delete(key), [drafts, key]);
  return [value, change, drop];
};

export const newIntent = (): string => crypto.randomUUID();
