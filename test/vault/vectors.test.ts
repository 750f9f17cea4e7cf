import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Families, type Family, implementation, makers } from '#vault/primitives.ts';
import { prove } from '../proof.ts';

/** The vectors of Project Wycheproof, for every implementation of a primitive; the files name source, licence and version. */

const Hex = z.string().transform((text): Uint8Array => Buffer.from(text, 'hex'));
const Verdict = z.enum(['valid', 'acceptable', 'invalid']);
const named = { tcId: z.int(), comment: z.string(), result: Verdict };
const vectors = <T extends z.ZodRawShape>(name: string, shape: T) =>
  z
    .object({ source: z.string(), licence: z.string(), version: z.string(), tests: z.array(z.object(shape)) })
    .parse(JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'))).tests;

const gcm = vectors('aes-256-gcm', { ...named, key: Hex, iv: Hex, aad: Hex, msg: Hex, ct: Hex, tag: Hex });
const eddsa = vectors('ed25519', { ...named, key: Hex, secret: Hex.optional(), msg: Hex, sig: Hex });
const x25519 = vectors('x25519', { ...named, flags: z.array(z.string()), public: Hex, private: Hex, shared: Hex });
const hkdf = vectors('hkdf-sha256', { ...named, ikm: Hex, salt: Hex, info: Hex, size: z.int(), okm: Hex });

const hex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex');
/** Refusing is giving nothing, or throwing on what no caller of the vault can hand over. */
const asked = <T>(work: () => T): T | 'refused' => {
  try {
    return work();
  } catch {
    return 'refused';
  }
};
const count = (tests: readonly { readonly result: string }[], result: string) =>
  tests.filter((one) => one.result === result).length;

/** The row comes when the last implementation has given its answers. */
const each = <F extends Family>(
  family: F,
  what: string,
  tests: readonly { readonly result: string }[],
  then: (made: Families[F]) => void,
) => {
  const given: string[] = [];
  test.each(makers(family))(`${what}, by %s`, async (maker) => {
    const made = await implementation(family, maker);
    if (made === undefined) throw new Error(`No ${family} by ${maker}`);
    then(made);
    given.push(maker);
    if (given.length < makers(family).length || tests.length === 0) return;
    const numbers = `${tests.length} vectors of Wycheproof, ${count(tests, 'valid')} of them plainly valid, by ${given.join(' and ')}`;
    prove({ claim: 'crypto', what, numbers, failed: 0 });
  });
};

describe('AES-256-GCM', () => {
  test('there are valid and invalid ones', () =>
    expect([count(gcm, 'valid'), count(gcm, 'invalid')]).toEqual([21, 27]));

  each('cipher', 'AES-256-GCM', gcm, ({ seal, open }) => {
    for (const { tcId, comment, key, iv, aad, msg, ct, tag, result } of gcm) {
      const sealed = Buffer.concat([ct, tag]);
      const opened = hex(open(key, iv, sealed, aad));
      expect(opened, `${tcId} ${comment}`).toBe(result === 'valid' ? hex(msg) : undefined);
      if (result !== 'valid') continue;
      expect(hex(seal(key, iv, msg, aad)), `${tcId}`).toBe(hex(sealed));
      expect(open(key, iv, Buffer.concat([sealed, Buffer.alloc(1)]), aad), `${tcId} and a byte`).toBeUndefined();
      expect(open(key, iv, sealed.subarray(0, -1), aad), `${tcId} less a byte`).toBeUndefined();
      expect(open(key, iv, sealed, Buffer.concat([aad, Buffer.alloc(1)])), `${tcId} bound to more`).toBeUndefined();
    }
  });
});

describe('Ed25519', () => {
  test('there are valid and invalid ones', () =>
    expect([count(eddsa, 'valid'), count(eddsa, 'invalid')]).toEqual([eddsa.length - 61, 61]));

  each('sign', 'Ed25519', eddsa, ({ publicKey, signer, verifier }) => {
    for (const { tcId, comment, key, secret, msg, sig, result } of eddsa) {
      const taken = asked(() => verifier(key)(msg, sig));
      expect(taken === true, `${tcId} ${comment}`).toBe(result === 'valid');
      if (secret === undefined) continue;
      expect(hex(publicKey(secret)), `${tcId}`).toBe(hex(key));
      expect(hex(signer(secret)(msg)), `${tcId}`).toBe(hex(sig));
      expect(asked(() => verifier(key)(msg, Buffer.concat([sig, Buffer.alloc(1)]))) === true, `${tcId}`).toBe(false);
    }
  });

  // The order of the group is added to S, and a point is spelt with its y past the field: the same to a lenient reader.
  each('sign', 'nothing spelt otherwise', [], ({ publicKey, signer, verifier }) => {
    const seed = Buffer.alloc(32, 7);
    const message = Buffer.from('het protocol');
    const signature = Buffer.from(signer(seed)(message));
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
    const again = Buffer.concat([
      signature.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse(),
    ]);
    expect(verifier(publicKey(seed))(message, signature)).toBe(true);
    expect(verifier(publicKey(seed))(message, again)).toBe(false);
    const identity = Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]);
    const past = Buffer.from(`ee${'ff'.repeat(30)}7f`, 'hex'); // y = p + 1, which is 1 again
    const forged = Buffer.concat([past, Buffer.alloc(32)]);
    for (const key of [identity, past]) {
      expect(asked(() => verifier(key)(message, forged)) === true, 'a signature that fits every message').toBe(false);
    }
  });
});

describe('X25519', () => {
  test('there are those on the twist, of low order and spelt otherwise', () => {
    const flagged = (flag: string) => x25519.filter(({ flags }) => flags.includes(flag)).length;
    expect(count(x25519, 'valid')).toBeGreaterThan(50);
    expect([flagged('ZeroSharedSecret'), flagged('NonCanonicalPublic')]).toEqual([24, 19]);
    expect(flagged('Twist')).toBeGreaterThan(50);
  });

  each('agree', 'X25519', x25519, ({ shared }) => {
    for (const one of x25519) {
      // a shared secret of nothing but zeros is one that anybody knows
      const expected = one.flags.includes('ZeroSharedSecret') ? 'refused' : hex(one.shared);
      expect(
        asked(() => hex(shared(one.private, one.public))),
        `${one.tcId} ${one.comment}`,
      ).toBe(expected);
    }
    for (const length of [0, 31, 33, 64])
      expect(
        asked(() => shared(Buffer.alloc(32, 9), Buffer.alloc(length, 9))),
        `${length} bytes`,
      ).toBe('refused');
  });
});

describe('HKDF-SHA-256', () => {
  test('there are valid and invalid ones', () => expect([hkdf.length, count(hkdf, 'invalid')]).toEqual([102, 3]));

  each('derive', 'HKDF-SHA-256', hkdf, (derive) => {
    for (const { tcId, comment, ikm, salt, info, size, okm, result } of hkdf) {
      const made = asked(() => hex(derive(ikm, salt, info, size)));
      expect(made, `${tcId} ${comment}`).toBe(result === 'valid' ? hex(okm) : 'refused');
    }
  });
});
