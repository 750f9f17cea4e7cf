import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Door } from '#host/dispatch.ts';
import { letter, personal } from './shell/stand-in.ts';

/** A way to the stand-in host, as the screen would have it, and what was written on standard error meanwhile. */
export type Transport = {
  readonly call: Door;
  readonly written: () => string;
  readonly close: () => Promise<void>;
  /** What it says of the key store of the account, and whether it comes back with what was sealed. */
  readonly keyStore: 'ok, gives back what it sealed' | 'absent, gives nothing';
};

/** One suite every transport must pass: whatever the way in, the same answers and the same refusals. */
export const describeTransport = (name: string, open: () => Promise<Transport>): void => {
  describe(`transport: ${name}`, () => {
    let transport: Transport;
    beforeAll(async () => {
      transport = await open();
    });
    afterAll(() => transport.close());
    const call: Door = (operation, input) => transport.call(operation, input);

    test('an answer comes back as it was given', async () => {
      expect(await call('access.state', {})).toMatchObject({ ok: true, value: { kind: 'locked' } });
    });

    test('bytes arrive as bytes, and come back as bytes', async () => {
      const passphrase = Uint8Array.from([0, 1, 127, 128, 255]);
      expect(await call('access.create', { name: 'é', passphrase })).toEqual({
        ok: true,
        value: { kind: 'locked', name: 'é:0,1,127,128,255' },
      });
      const reply = await call('referral.preview', letter('één '.repeat(1000)));
      const pdf = reply.ok ? (reply.value as { pdf: unknown }).pdf : undefined;
      expect(pdf).toBeInstanceOf(Uint8Array);
      expect(new TextDecoder().decode(pdf as Uint8Array)).toBe(`${'één '.repeat(1000)}{}`);
    });

    test('a text that looks like the mark for bytes stays text', async () => {
      const fields = { $bytes: 'AAAA', $: '', $$bytes: '"', constructor: 'x' };
      for (const some of [fields, { $bytes: 'AAAA' }]) {
        const reply = await call('referral.preview', letter('', some));
        const pdf = reply.ok ? (reply.value as { pdf: Uint8Array }).pdf : new Uint8Array();
        expect(JSON.parse(new TextDecoder().decode(pdf))).toEqual(some);
      }
    });

    test.each([
      'dossiers.burn',
      '',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'access',
      'access.state ',
      null,
      7,
      ['access.state'],
      { name: 'access.state' },
    ])('the name %j is refused', async (operation) => {
      expect(await call(operation, {})).toEqual({ ok: false, error: { kind: 'unknown-operation' } });
    });

    test.each([
      ['access.state', null],
      ['access.state', 'x'],
      ['access.state', []],
      ['access.state', { more: 1 }],
      ['access.create', { name: 'x' }],
      ['access.create', { name: '', passphrase: new Uint8Array(8) }],
      ['access.create', { name: 'x', passphrase: 'in words' }],
      ['access.create', { name: 'x', passphrase: new Uint8Array(1025) }],
      ['dossiers.read', { dossier: '../../etc/passwd' }],
      ['dossiers.read', { dossier: '0'.repeat(32), __proto: 1 }],
    ])('%s with %j is refused', async (operation, input) => {
      expect(await call(operation, input)).toEqual({ ok: false, error: { kind: 'malformed-input' } });
    });

    test('a declared failure arrives whole', async () => {
      expect(await call('access.unlock', { passphrase: new Uint8Array(1) })).toEqual({
        ok: false,
        error: { kind: 'wrong-passphrase', at: 'passphrase', expected: 'an other one' },
      });
    });

    test('what is not declared does not leave, and is written down without a word of a person', async () => {
      const unexpected = { ok: false, error: { kind: 'unexpected' } };
      expect(await call('dossiers.read', { dossier: '0'.repeat(32) })).toEqual(unexpected);
      expect(await call('dossiers.list', {})).toEqual(unexpected);
      expect(await call('instruments.list', {})).toEqual(unexpected);
      expect(await call('office.read', {})).toEqual({ ok: true, value: { sender: null } });
      await expect.poll(transport.written).toMatch(/undeclared failure of dossiers\.read: no-vault/);
      await expect.poll(transport.written).toMatch(/unexpected in dossiers\.list: TypeError ENOSPC\n\s+at /);
      await expect.poll(transport.written).toMatch(/output of instruments\.list does not fit: instruments\.0\./);
      expect(transport.written()).not.toContain(personal.slice(0, 6));
    });

    test('the key store of the account is reached from the host where there is one, and said to be absent where not', async () => {
      const told = { ok: true, value: transport.keyStore };
      expect(await Promise.all([1, 2, 3].map(() => call('access.words', {})))).toEqual([told, told, told]);
    });

    test('many calls at once each get their own answer', async () => {
      const replies = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          call('access.create', { name: `n${index}`, passphrase: new Uint8Array() }),
        ),
      );
      expect(replies).toEqual(
        Array.from({ length: 50 }, (_, index) => ({ ok: true, value: { kind: 'locked', name: `n${index}:` } })),
      );
    });
  });
};
