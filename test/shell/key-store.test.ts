import { describe, expect, test } from 'vitest';
import { decode, encode } from '#host/wire.ts';
import { type KeyStore, noKeyStore } from '#vault/key-store-slot.ts';
import { accountKeyStore } from '../../src/shell/electron/account.ts';
import { keyStoreOver, withKeyStore } from '../../src/shell/key-store.ts';
import { dice, mutated } from '../vault/fuzzing.ts';
import { standInSafeStorage } from './stand-in-safe-storage.ts';

const secret = () => new Uint8Array(32).fill(5);

const never = { seal: () => new Promise<never>(() => undefined), open: () => new Promise<never>(() => undefined) };

/** The two ends on one line, each message copied as between processes. */
const joined = (store: KeyStore, patience?: number) => {
  const lines: string[] = [];
  const others: unknown[] = [];
  let toShell = (_message: unknown): void => undefined;
  let toHost = (_message: unknown): void => undefined;
  let exit = (): void => undefined;
  let sent = 0;
  const shell = withKeyStore(
    {
      send: (message) => {
        sent += 1;
        const copy = structuredClone(message);
        queueMicrotask(() => toHost(copy));
      },
      onMessage: (listener) => {
        toShell = listener;
      },
      onExit: (listener) => {
        exit = listener;
      },
      kill: () => undefined,
    },
    store,
    (line) => lines.push(line),
  );
  shell.onMessage((message) => others.push(message));
  const { keyStore, port } = keyStoreOver(
    {
      send: (message) => {
        const copy = structuredClone(message);
        queueMicrotask(() => toShell(copy));
      },
      onMessage: (listener) => {
        toHost = listener;
      },
      onStop: () => undefined,
      leave: () => undefined,
    },
    (line) => lines.push(line),
    patience,
  );
  port.onMessage((message) => others.push(message));
  return {
    ...{ keyStore, lines, others, exit: () => exit(), sent: () => sent },
    toHost: (message: unknown) => toHost(message),
    toShell: (message: unknown) => toShell(message),
  };
};

/** Keeps what it was given and what it gave, to look at afterwards. */
const watched = () => {
  const seen: Uint8Array[] = [];
  const store: KeyStore = {
    available: async () => 'ok',
    seal: async (plain) => {
      seen.push(plain);
      return Buffer.from(plain).map((byte) => byte ^ 1);
    },
    open: async (sealed) => {
      const plain = Uint8Array.from(sealed, (byte) => byte ^ 1);
      seen.push(plain);
      return plain;
    },
  };
  return { store, seen };
};

describe('the line to the key store', () => {
  test('carries a secret there and back, and leaves none in the shell', async () => {
    const { store, seen } = watched();
    const { keyStore, lines, others } = joined(store);
    expect(await keyStore.available()).toBe('ok');
    const sealed = (await keyStore.seal(secret())) ?? expect.unreachable('nothing was sealed');
    expect(await keyStore.open(sealed)).toEqual(secret());
    await Promise.resolve();
    expect(seen.map((bytes) => [...bytes])).toEqual([Array(32).fill(0), Array(32).fill(0)]);
    expect({ lines, others }).toEqual({ lines: [], others: [] });
  });

  test('says that there is none where there is none, and that it failed where it throws', async () => {
    const none = joined(noKeyStore).keyStore;
    expect([await none.available(), await none.seal(secret()), await none.open(secret())]).toEqual([
      'absent',
      undefined,
      undefined,
    ]);
    const throws = () => Promise.reject(new Error('Fatima Jansen'));
    const { keyStore, lines } = joined({ available: throws, seal: throws, open: throws });
    expect([await keyStore.available(), await keyStore.seal(secret()), await keyStore.open(secret())]).toEqual([
      'failed',
      undefined,
      undefined,
    ]);
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain('Fatima');
  });

  test('gives up when the shell does not answer', async () => {
    const { keyStore } = joined({ ...noKeyStore, available: () => new Promise(() => undefined) }, 20);
    expect(await keyStore.available()).toBe('failed');
  });

  test('sends nothing to a host that is gone', async () => {
    let answer = (_state: 'ok'): void => undefined;
    const line = joined(
      {
        ...noKeyStore,
        available: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      },
      20,
    );
    const asked = line.keyStore.available();
    await Promise.resolve();
    line.exit();
    answer('ok');
    expect(await asked).toBe('failed');
    expect(line.sent()).toBe(0);
  });

  test.each([
    { kind: 'key-store', id: 1, ask: 'available', state: 'fine' },
    { kind: 'key-store', id: 1, ask: 'available' },
    { kind: 'key-store', id: 1, ask: 'open', secret: 'tekst' },
    { kind: 'key-store', id: 1, ask: 'open', secret: new Uint8Array(31) },
    { kind: 'key-store', id: 1, ask: 'open', secret: null, more: 1 },
    { kind: 'key-store', id: 1, ask: 'seal', sealed: new Uint8Array(9000) },
    { kind: 'key-store', id: 1, ask: 'seal', sealed: new Uint8Array() },
    { kind: 'key-store', id: '1', ask: 'available', state: 'ok' },
    { kind: 'key-store', id: 1, ask: 'available', state: 'ok', more: 1 },
    { kind: 'key-store' },
    // well made, and the answer to something else
    { kind: 'key-store', id: 1, ask: 'open', secret: secret() },
  ])('takes no answer that does not fit: %j', async (message) => {
    const { keyStore, toHost } = joined({ ...noKeyStore, available: () => new Promise(() => undefined) });
    const asked = keyStore.available();
    toHost(message);
    expect(await asked).toBe('failed');
  });

  test.each([
    { kind: 'key-store', id: 1, ask: 'seal', secret: new Uint8Array(4096) },
    { kind: 'key-store', id: 1, ask: 'open', sealed: [1, 2, 3] },
    { kind: 'key-store', id: 1.5, ask: 'available' },
    { kind: 'key-store', id: 1, ask: 'forget' },
  ])('answers no question that does not fit: %j', async (message) => {
    const { store, seen } = watched();
    const { toShell, sent, lines } = joined(store);
    toShell(message);
    await Promise.resolve();
    expect({ sent: sent(), seen, lines: lines.length }).toEqual({ sent: 0, seen: [], lines: 1 });
  });

  test('passes on nothing of another size, and never throws, whatever comes over it', async () => {
    const bytes = (length: number) => new Uint8Array(length).fill(length);
    const questions = [
      { kind: 'key-store', id: 1, ask: 'seal', secret: bytes(32) },
      { kind: 'key-store', id: 2, ask: 'open', sealed: bytes(60) },
    ];
    const answers = [
      { kind: 'key-store', id: 1, ask: 'seal', sealed: bytes(60) },
      { kind: 'key-store', id: 1, ask: 'open', secret: bytes(32) },
      { kind: 'key-store', id: 1, ask: 'available', state: 'ok' },
    ];
    const seed = Date.now();
    const roll = dice(seed);
    let refused = 0;
    for (let n = 0; n < 3000; n += 1) {
      const isQuestion = n % 2 === 0;
      const samples = isQuestion ? questions : answers;
      const sample = samples[Math.floor(roll() * samples.length)];
      const read = decode(mutated(Buffer.from(encode(sample)), roll).toString('utf8'));
      if (!read.ok) continue;
      const { store, seen } = watched();
      const { keyStore, toHost, toShell, lines } = joined(isQuestion ? store : { ...noKeyStore, ...never });
      if (isQuestion) {
        toShell(read.value);
        await new Promise(setImmediate);
        for (const { length } of seen) expect(length <= 8192 && length > 0, `seed ${seed}`).toBe(true);
      } else {
        const [sealed, opened] = [keyStore.seal(secret()), keyStore.open(bytes(60))];
        toHost(read.value);
        toHost({ kind: 'key-store' }); // what is still waiting gives up
        expect([undefined, 32], `seed ${seed}`).toContain((await opened)?.length);
        expect((await sealed)?.length ?? 1, `seed ${seed}`).toBeLessThanOrEqual(8192);
      }
      refused += lines.length > (isQuestion ? 0 : 1) ? 1 : 0;
    }
    expect(refused).toBeGreaterThan(100);
  });

  test('leaves every other message to whoever listens', () => {
    const { toHost, toShell, others } = joined(noKeyStore);
    const messages = [null, 7, 'key-store', { kind: 'call', id: 1 }, { kind: 'ready' }, ['key-store']];
    for (const message of messages) toHost(message);
    for (const message of messages) toShell(message);
    expect(others).toEqual([...messages, ...messages]);
  });
});

describe("Electron's safeStorage", () => {
  test.each([
    ['linux', 'gnome_libsecret', true, 'ok'],
    ['linux', 'kwallet6', true, 'ok'],
    ['linux', 'basic_text', true, 'refused'],
    ['linux', 'unknown', true, 'refused'],
    ['linux', 'gnome_libsecret', false, 'absent'],
    ['darwin', 'unknown', true, 'ok'],
    ['win32', 'unknown', true, 'ok'],
    ['win32', 'unknown', false, 'absent'],
  ] as const)('on %s with %s, available %s: %s', async (platform, backend, available, state) => {
    const store = accountKeyStore(standInSafeStorage(backend, available), platform);
    expect(await store.available()).toBe(state);
    const sealed = await store.seal(secret());
    expect(sealed === undefined).toBe(state !== 'ok');
    if (sealed === undefined) expect(await store.open(new Uint8Array(60))).toBeUndefined();
    else expect(new Uint8Array((await store.open(sealed)) ?? [])).toEqual(secret());
  });

  test('a text that is not what was sealed gives nothing', async () => {
    const storage = standInSafeStorage();
    const store = accountKeyStore(storage, 'linux');
    expect(await store.open(await storage.encryptStringAsync('geen base64!'))).toBeUndefined();
  });
});
