import { argon2id } from '@noble/hashes/argon2.js';
import { describe, expect, test } from 'vitest';
import { knownAnswers } from '#vault/known-answers.ts';
import { parts } from '#vault/parts.ts';
import { choosePrimitives, type Family, implementation, makers } from '#vault/primitives.ts';
import { openJson, openSealed, recordClass, sealDocument, sealJson, sizeClass } from '#vault/seal.ts';
import { prove } from '../proof.ts';
import { errorOf, value } from './practice-vault.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const families: readonly Family[] = ['cipher', 'digest', 'mac', 'derive', 'sign', 'agree', 'stretch'];
const every = <F extends Family>(family: F) => makers(family).map((maker) => ({ family, maker }));
const made = async <F extends Family>(family: F, maker: string) => {
  const found = await implementation(family, maker);
  if (found === undefined) throw new Error(`No ${family} by ${maker}`);
  return found;
};

describe('published vectors', () => {
  test.each(families.flatMap((family) => every(family)))(
    '$family by $maker gives its known answer',
    async ({ family, maker }) => {
      const check = async <F extends Family>(which: F) => knownAnswers[which](await made(which, maker));
      expect(await check(family)).toBe(true);
    },
  );

  test.each(every('cipher'))('AES-256-GCM by $maker: McGrew & Viega, test cases 13 to 15', async ({ maker }) => {
    const { seal, open } = await made('cipher', maker);
    const none = new Uint8Array();
    expect(text(seal(new Uint8Array(32), new Uint8Array(12), none, none))).toBe('530f8afbc74536b9a963b4f1c4cb738b');
    const second = 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919';
    expect(text(seal(new Uint8Array(32), new Uint8Array(12), new Uint8Array(16), none))).toBe(second);
    expect(open(new Uint8Array(32), new Uint8Array(12), hex(second).subarray(0, 15), none)).toBeUndefined();
  });

  test.each(every('derive'))('HKDF by $maker: RFC 5869, A.2 and A.3', async ({ maker }) => {
    const derive = await made('derive', maker);
    const range = (from: number, to: number) => Uint8Array.from({ length: to - from }, (_, n) => from + n);
    expect(text(derive(range(0x00, 0x50), range(0x60, 0xb0), range(0xb0, 0x100), 82))).toBe(
      'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    );
    expect(text(derive(hex('0b'.repeat(22)), new Uint8Array(), new Uint8Array(), 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  test.each(every('sign'))('Ed25519 by $maker: RFC 8032, 7.1, tests 1 and 3', async ({ maker }) => {
    const { publicKey, signer, verifier } = await made('sign', maker);
    const cases = [
      {
        seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
        key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        message: '',
        signature:
          'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      },
      {
        seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
        key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
        message: 'af82',
        signature:
          '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      },
    ];
    for (const { seed, key, message, signature } of cases) {
      expect(text(publicKey(hex(seed)))).toBe(key);
      expect(text(signer(hex(seed))(hex(message)))).toBe(signature);
      expect(verifier(hex(key))(hex(message), hex(signature))).toBe(true);
      expect(verifier(hex(key))(hex(`${message}00`), hex(signature))).toBe(false);
      expect(verifier(hex(key))(hex(message), new Uint8Array(64))).toBe(false);
    }
  });

  test.each(every('agree'))('X25519 by $maker: RFC 7748, 5.2 and 6.1', async ({ maker }) => {
    const { publicKey, shared } = await made('agree', maker);
    expect(
      text(
        shared(
          hex('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4'),
          hex('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c'),
        ),
      ),
    ).toBe('c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552');
    const bob = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
    expect(text(publicKey(bob))).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
  });

  test('Argon2id: RFC 9106, 5.3, by the one implementation that takes a secret and associated data', () => {
    const tag = argon2id(hex('01'.repeat(32)), hex('02'.repeat(16)), {
      t: 3,
      m: 32,
      p: 4,
      dkLen: 32,
      key: hex('03'.repeat(8)),
      personalization: hex('04'.repeat(12)),
    });
    expect(text(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });

  test('Argon2id by the others is that one, over cost, passphrase and salt', async () => {
    const [other = '', ...rest] = makers('stretch').toReversed();
    const reference = await made('stretch', other);
    expect(other).toBe('@noble/hashes');
    let compared = 0;
    for (const maker of rest) {
      const stretch = await made('stretch', maker);
      for (const memoryKiB of [8, 33, 256])
        for (const passes of [1, 3])
          for (const typed of ['', 'é', 'vijver lantaarn koekoek zolder rietstengel mortier']) {
            const given = [Buffer.from(typed), Buffer.alloc(16, passes), { memoryKiB, passes }] as const;
            if (typed === '' && maker === 'hash-wasm') continue; // takes no empty passphrase, and the vault neither
            expect(text(await stretch(...given)), `${maker} ${memoryKiB} ${passes}`).toBe(
              text(await reference(...given)),
            );
            compared += 1;
          }
    }
    const numbers = `the vector of RFC 9106, 5.3 by ${other}, and ${compared} derivations by ${rest.join(' and ')} the same as by it`;
    prove({ claim: 'crypto', what: 'Argon2id', numbers, failed: 0 });
  });

  // The reference implementation's own test.c (P-H-C/phc-winner-argon2), version 0x13.
  test.each(every('stretch').filter(({ maker }) => maker !== '@noble/hashes'))(
    'Argon2id by $maker: the reference implementation’s cases at 64 MiB',
    async ({ maker }) => {
      const stretch = await made('stretch', maker);
      const salt = Buffer.from('somesalt');
      expect(text(await stretch(Buffer.from('password'), salt, { memoryKiB: 65536, passes: 2 }))).toBe(
        '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
      );
      expect(text(await stretch(Buffer.from('password'), salt, { memoryKiB: 65536, passes: 1 }))).toBe(
        'f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98',
      );
    },
  );
});

test('without any that is right the vault refuses and says for what', async () => {
  const none = makers('cipher').map((maker) => `cipher/${maker}`);
  expect(errorOf(await choosePrimitives(none))).toEqual({ kind: 'no-primitive', family: 'cipher' });
});

describe('sealing', () => {
  test('two lists never give the same bytes', () => {
    const lists = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], []];
    expect(new Set(lists.map((list) => text(parts(...list)))).size).toBe(lists.length);
  });

  test('a document opens under its own id, dossier and key only', async () => {
    const p = value(await choosePrimitives());
    const key = { id: 'a'.repeat(32), log: 'b'.repeat(32), bytes: hex('07'.repeat(32)) };
    const id = `${'c'.repeat(32)}:${'d'.repeat(32)}`;
    const sealed = sealDocument(p, key, id, { a: 1 });
    expect(openSealed(p, key, sealed)).toEqual({ ok: true, value: { a: 1 } });
    for (const other of [
      [key, { ...sealed, _id: `${'c'.repeat(32)}:${'e'.repeat(32)}` }],
      [{ ...key, log: 'f'.repeat(32) }, sealed],
      [{ ...key, id: 'f'.repeat(32) }, sealed],
      [{ ...key, bytes: hex('08'.repeat(32)) }, sealed],
    ] as const) {
      expect(openSealed(p, other[0], other[1])).toEqual({ ok: false, error: { kind: 'unreadable' } });
    }
  });

  test('sizes are told in classes only', async () => {
    const p = value(await choosePrimitives());
    const key = hex('07'.repeat(32));
    const sizes = [1, 5, 50, 100].map((n) => sealJson(p, key, 'x'.repeat(n), parts()).length);
    expect(new Set(sizes)).toEqual(new Set([416 + 12 + 16]));
    const classes = [1, 416, 417, 555, 739].map(recordClass);
    expect(classes).toEqual([416, 416, 554, 738, 984]);
    for (let length = 417; length < 100_000; length += 7) expect(recordClass(length)).toBeLessThan((length * 4) / 3);
    expect([1, 512, 513, 768, 769, 1024, 1025, 3000].map(sizeClass)).toEqual([
      512, 512, 768, 768, 1024, 1024, 1536, 3072,
    ]);
    for (const length of [0, 1, 404, 405, 406, 4093, 4094, 4095, 70_000]) {
      const text = 'x'.repeat(length); // on both sides of where a record is deflated, and deflated otherwise
      expect(openJson(p, key, sealJson(p, key, text, parts()), parts())).toEqual({ ok: true, value: text });
    }
    expect(openJson(p, key, new Uint8Array(3), parts())).toEqual({ ok: false, error: { kind: 'unreadable' } });
  });
});
