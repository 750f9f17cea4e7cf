import { type Complain, toStandardError, traceOf } from '#host/dispatch.ts';
import type { KeyStore } from '#vault/key-store-slot.ts';
import { KeyStoreAnswer, KeyStoreAsk } from './messages.ts';
import type { HostPort } from './serve.ts';
import type { HostChild } from './supervisor.ts';

/**
 * The key store of the system, between the host that holds the vault and the shell that alone can reach it. Both ends stand
 * here, each laid around the line that there is. Secrets pass as bytes and are wiped when they are sent or taken.
 */

/** How long the key store may take, in milliseconds: the system may be asking the person at the screen. Then there is none. */
const patienceMs = 60_000;

const isAboutKeyStore = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'kind' in raw && raw.kind === 'key-store';

/** A question before it has its number. */
type Asked = KeyStoreAsk extends infer One ? (One extends KeyStoreAsk ? Omit<One, 'id' | 'kind'> : never) : never;

/** The host's end: a key store that asks the shell, and the line for everything else. */
export const keyStoreOver = (
  port: HostPort,
  complain: Complain = toStandardError,
  patience: number = patienceMs,
): { readonly keyStore: KeyStore; readonly port: HostPort } => {
  const waiting = new Map<number, (answer: KeyStoreAnswer | undefined) => void>();
  let lastId = 0;

  const ask = (asked: Asked): Promise<KeyStoreAnswer | undefined> => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting.get(id)?.(undefined), patience);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer?.ask === asked.ask ? answer : undefined);
      });
      port.send({ kind: 'key-store', id, ...asked });
    });
  };
  const take = (raw: unknown): void => {
    const answer = KeyStoreAnswer.safeParse(raw);
    if (answer.success) {
      waiting.get(answer.data.id)?.(answer.data);
      return;
    }
    complain('an answer about the key store that is not ours was left unread');
    for (const give of [...waiting.values()]) give(undefined); // which of them it was for cannot be told
  };

  return {
    keyStore: {
      available: async () => {
        const answer = await ask({ ask: 'available' });
        return answer?.ask === 'available' ? answer.state : 'failed';
      },
      seal: async (secret) => {
        const answer = await ask({ ask: 'seal', secret });
        return answer?.ask === 'seal' ? (answer.sealed ?? undefined) : undefined;
      },
      open: async (sealed) => {
        const answer = await ask({ ask: 'open', sealed });
        return answer?.ask === 'open' ? (answer.secret ?? undefined) : undefined;
      },
    },
    port: {
      ...port,
      onMessage: (listener) => port.onMessage((raw) => (isAboutKeyStore(raw) ? take(raw) : listener(raw))),
    },
  };
};

/** The shell's end: answers from this key store, and leaves everything else to whoever listens. */
export const withKeyStore = (child: HostChild, store: KeyStore, complain: Complain = toStandardError): HostChild => {
  let gone = false;
  child.onExit(() => {
    gone = true;
  });
  const tried = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      complain(`the key store of the system failed: ${traceOf(error)}`);
      return otherwise;
    }
  };
  const answerTo = async (asked: KeyStoreAsk): Promise<KeyStoreAnswer> => {
    const { kind, id } = asked;
    switch (asked.ask) {
      case 'available':
        return { kind, id, ask: asked.ask, state: await tried(store.available, 'failed') };
      case 'seal': {
        const sealed = await tried(() => store.seal(asked.secret), undefined);
        asked.secret.fill(0);
        return { kind, id, ask: asked.ask, sealed: sealed ?? null };
      }
      case 'open':
        return { kind, id, ask: asked.ask, secret: (await tried(() => store.open(asked.sealed), undefined)) ?? null };
    }
  };
  const answer = async (raw: unknown): Promise<void> => {
    const asked = KeyStoreAsk.safeParse(raw);
    if (!asked.success) return complain('a question for the key store that is not ours was left unread');
    const given = await answerTo(asked.data);
    if (!gone) child.send(given);
    if (given.ask === 'open') given.secret?.fill(0); // what was sent is a copy
  };
  return {
    ...child,
    onMessage: (listener) => child.onMessage((raw) => (isAboutKeyStore(raw) ? void answer(raw) : listener(raw))),
  };
};
