import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openSealedTo, sealTo } from '#vault/hpke.ts';
import { newIdentity, type Person } from '#vault/identity.ts';
import { choosePrimitives, type Family, makers } from '#vault/primitives.ts';
import { asMember, type Member, openReaderWrap, type ReaderWrap, wrapForReader } from '#vault/reader-wrap.ts';
import { newId } from '#vault/seal.ts';
import { prove } from '../proof.ts';
import { value } from './practice-vault.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');
const used: readonly Family[] = ['agree', 'mac', 'cipher'];
/** With each primitive that HPKE is built from switched off in turn, and with all of them. */
const without = [
  [],
  ...used.map((family) => [`${family}/${makers(family)[0]}`]),
  used.map((family) => `${family}/${makers(family)[0]}`),
];
const [vector] = z
  .object({
    tests: z.tuple([
      z.object({
        ...{ info: z.string(), skRm: z.string(), skEm: z.string(), pkRm: z.string(), enc: z.string() },
        encryptions: z.tuple([z.object({ aad: z.string(), ct: z.string(), pt: z.string() })]),
      }),
    ]),
  })
  .parse(JSON.parse(readFileSync(new URL('./vectors/hpke.json', import.meta.url), 'utf8'))).tests;

describe('HPKE', () => {
  test.each(without.map((off) => ({ off })))('gives the published bytes, without $off', async ({ off }) => {
    const p = value(await choosePrimitives(off));
    const { info, skRm, skEm, pkRm, enc, encryptions } = vector;
    const [{ aad, ct, pt }] = encryptions;
    const made = sealTo(p, hex(pkRm), hex(info), hex(aad), hex(pt), hex(skEm));
    expect([text(made.enc), text(made.sealed)]).toEqual([enc, ct]);
    const open = (changed: { secret?: string; info?: string; aad?: string; enc?: string; ct?: string } = {}) =>
      openSealedTo(p, hex(changed.secret ?? skRm), hex(changed.info ?? info), hex(changed.aad ?? aad), {
        enc: hex(changed.enc ?? enc),
        sealed: hex(changed.ct ?? ct),
      });
    expect(text(open())).toBe(pt);
    expect(open({ secret: skEm })).toBeUndefined();
    expect(open({ info: `${info}00` })).toBeUndefined();
    expect(open({ aad: '' })).toBeUndefined();
    expect(open({ ct: `${ct}00` })).toBeUndefined();
    expect(open({ enc: `${enc}00` })).toBeUndefined();
    expect(open({ enc: '00'.repeat(32) }), 'a point of low order').toBeUndefined();
    for (let at = 0; at < 32; at += 1) {
      const altered = Buffer.from(enc, 'hex');
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(open({ enc: altered.toString('hex') })).toBeUndefined();
    }
    expect(() => sealTo(p, new Uint8Array(32), hex(info), hex(aad), hex(pt))).toThrow();
    if (off.length < used.length) return;
    const numbers = `the published vector with ${without.length} choices of primitives, 37 alterations of it refused`;
    prove({ claim: 'crypto', what: 'HPKE (RFC 9180)', numbers, failed: 0 });
  });

  test('never seals twice under the same key', async () => {
    const p = value(await choosePrimitives());
    const once = () => sealTo(p, hex(vector.pkRm), hex(''), hex(''), hex('00'));
    const made = Array.from({ length: 50 }, once);
    expect(new Set(made.map(({ enc }) => text(enc))).size).toBe(50);
    expect(new Set(made.map(({ sealed }) => text(sealed))).size).toBe(50);
  });
});

const p = value(await choosePrimitives());

describe('the key of a dossier for another reader', () => {
  const persons = Array.from({ length: 3 }, () => newIdentity(p).person);
  const [sharer, reader, stranger] = persons as [Person, Person, Person];
  const known = new Map([sharer, reader].map((one): [string, Member] => [one.id, asMember(p, one)]));
  const members = (id: string) => known.get(id);
  const key = { dossier: newId(), epoch: 2, bytes: Buffer.alloc(32, 5) };
  const wrap = wrapForReader(p, key, asMember(p, reader), sharer);
  const kindOf = (stored: unknown, by: Person = reader) => {
    const opened = openReaderWrap(p, stored, by, members);
    return opened.ok ? 'opened' : opened.error.kind;
  };

  test('opens for that reader, also with the other implementations, and says who shared it', async () => {
    expect(openReaderWrap(p, wrap, reader, members)).toEqual({ ok: true, value: { ...key, sharer: sharer.id } });
    const other = value(await choosePrimitives(without.at(-1)));
    expect(openReaderWrap(other, wrap, reader, members).ok).toBe(true);
    expect(JSON.stringify(wrap)).not.toContain(key.bytes.toString('base64'));
  });

  test('does not for anybody else, nor under the name of the reader', () => {
    expect(kindOf(wrap, stranger)).toBe('for-another');
    expect(kindOf(wrap, sharer)).toBe('for-another');
    expect(kindOf(wrap, { ...stranger, id: reader.id })).toBe('unreadable');
  });

  test('is refused without a right signature of a known member', () => {
    expect(kindOf(wrapForReader(p, key, asMember(p, reader), stranger))).toBe('unknown-sharer');
    const pretending = wrapForReader(p, key, asMember(p, reader), { ...stranger, id: sharer.id });
    expect(kindOf(pretending)).toBe('bad-signature');
    expect(kindOf({ ...wrap, signature: '' })).toBe('bad-signature');
    expect(openReaderWrap(p, wrap, reader, () => undefined)).toMatchObject({ error: { kind: 'unknown-sharer' } });
    expect(openReaderWrap(p, wrap, reader, () => known.get(reader.id))).toMatchObject({
      error: { kind: 'unknown-sharer' },
    });
  });

  const changed: readonly [string, Partial<Record<keyof ReaderWrap, unknown>>, string][] = [
    ['dossier', { dossier: newId() }, 'bad-signature'],
    ['epoch', { epoch: 1 }, 'bad-signature'],
    ['reader', { reader: stranger.id }, 'for-another'],
    ['sharer', { sharer: reader.id }, 'bad-signature'],
    ['key', { enc: Buffer.alloc(32, 1).toString('base64') }, 'bad-signature'],
    ['sealed bytes', { c: `${wrap.c.slice(0, 8)}AAAA${wrap.c.slice(12)}` }, 'bad-signature'],
    ['version', { v: 2 }, 'not-a-wrap'],
    ['bytes spelt otherwise', { enc: wrap.enc.replace(/.=$/, (end) => (end === '1=' ? '2=' : '1=')) }, 'not-a-wrap'],
    ['a field more', { note: 'x' } as object, 'not-a-wrap'],
  ];
  test.each(changed)('is refused with another %s', (_, change, kind) =>
    expect(kindOf({ ...wrap, ...change })).toBe(kind),
  );

  test('that a member signed and sealed to another key is named as unreadable', () => {
    const { agree } = asMember(p, stranger);
    expect(kindOf(wrapForReader(p, key, { ...asMember(p, reader), agree }, sharer))).toBe('unreadable');
    expect(kindOf(wrapForReader(p, { ...key, bytes: Buffer.alloc(31) }, asMember(p, reader), sharer))).toBe(
      'unreadable',
    );
  });

  test.each([undefined, null, 'x', [], {}, 7])('%j is no wrap', (stored) => expect(kindOf(stored)).toBe('not-a-wrap'));
});
