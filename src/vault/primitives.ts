import * as node from 'node:crypto';
import { gcm } from '@noble/ciphers/aes.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fail, ok, type Result } from '#core/result.ts';
import { knownAnswers } from './known-answers.ts';

/** Work asked of whoever guesses a passphrase. Memory in KiB; passes is `t` in RFC 9106; lanes is always 1 here. */
export type Cost = { readonly memoryKiB: number; readonly passes: number };

/** Says whether a signature is right. */
export type Verifier = (message: Uint8Array, signature: Uint8Array) => boolean;

/** The primitives the vault is built from. Keys, seeds and secrets are 32 bytes, nonces 12, signatures 64. */
export type Families = {
  /** AES-256-GCM, tag of 16 bytes at the end. `open` gives nothing when the tag does not fit. */
  readonly cipher: {
    readonly seal: (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: Uint8Array) => Uint8Array;
    readonly open: (
      key: Uint8Array,
      nonce: Uint8Array,
      sealed: Uint8Array,
      bound: Uint8Array,
    ) => Uint8Array | undefined;
  };
  /** SHA-256. */
  readonly digest: (bytes: Uint8Array) => Uint8Array;
  /** HMAC-SHA-256. */
  readonly mac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array;
  /** HKDF-SHA-256. */
  readonly derive: (key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) => Uint8Array;
  /** Ed25519. A signer or verifier is made once per key, for making the key object costs as much as using it. */
  readonly sign: {
    readonly publicKey: (seed: Uint8Array) => Uint8Array;
    readonly signer: (seed: Uint8Array) => (message: Uint8Array) => Uint8Array;
    readonly verifier: (publicKey: Uint8Array) => Verifier;
  };
  /** X25519. */
  readonly agree: {
    readonly publicKey: (secret: Uint8Array) => Uint8Array;
    readonly shared: (secret: Uint8Array, publicKey: Uint8Array) => Uint8Array;
  };
  /** Argon2id, one lane, 32 bytes out. */
  readonly stretch: (passphrase: Uint8Array, salt: Uint8Array, cost: Cost) => Promise<Uint8Array>;
};
export type Family = keyof Families;
export type Chosen = Readonly<Record<Family, string>>;
export type Primitives = Families & { readonly chosen: Chosen };

type Candidate<F extends Family> = { readonly maker: string; readonly load: () => Promise<Families[F]> };

/** DER in front of a raw key, so that node:crypto takes it (RFC 8410, section 4 and 7). */
const der = {
  ed25519: { secret: '302e020100300506032b657004220420', public: '302a300506032b6570032100' },
  x25519: { secret: '302e020100300506032b656e04220420', public: '302a300506032b656e032100' },
} as const;
type Curve = keyof typeof der;
/** DER ends by its own lengths: node:crypto would leave out what comes after, and take the same key spelt otherwise. */
const raw = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length !== 32) throw new RangeError('A key of these curves is 32 bytes');
  return bytes;
};
const secretKey = (curve: Curve, secret: Uint8Array) =>
  node.createPrivateKey({
    key: Buffer.concat([Buffer.from(der[curve].secret, 'hex'), raw(secret)]),
    format: 'der',
    type: 'pkcs8',
  });
const publicKey = (curve: Curve, bytes: Uint8Array) =>
  node.createPublicKey({
    key: Buffer.concat([Buffer.from(der[curve].public, 'hex'), raw(bytes)]),
    format: 'der',
    type: 'spki',
  });
const publicFrom = (curve: Curve, secret: Uint8Array): Uint8Array =>
  node.createPublicKey(secretKey(curve, secret)).export({ format: 'der', type: 'spki' }).subarray(-32);

const tagLength = 16;
/** Node takes raw bytes too, and then spends five times as long on a short record (Node 24). Made anew each time: no copy stays. */
const secretOf = (key: Uint8Array): node.KeyObject => node.createSecretKey(key);
const nodeCipher: Families['cipher'] = {
  seal: (key, nonce, plain, bound) => {
    const cipher = node.createCipheriv('aes-256-gcm', secretOf(key), nonce, { authTagLength: tagLength });
    cipher.setAAD(bound);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open: (key, nonce, sealed, bound) => {
    if (sealed.length < tagLength) return undefined;
    const cipher = node.createDecipheriv('aes-256-gcm', secretOf(key), nonce, { authTagLength: tagLength });
    cipher.setAAD(bound);
    cipher.setAuthTag(sealed.subarray(-tagLength));
    const plain = cipher.update(sealed.subarray(0, -tagLength));
    try {
      return Buffer.concat([plain, cipher.final()]);
    } catch {
      return undefined; // `final` throws for one reason: the tag does not fit
    }
  },
};
const nobleCipher: Families['cipher'] = {
  seal: (key, nonce, plain, bound) => gcm(key, nonce, bound).encrypt(plain),
  open: (key, nonce, sealed, bound) => {
    if (sealed.length < tagLength) return undefined;
    try {
      return gcm(key, nonce, bound).decrypt(sealed);
    } catch {
      return undefined; // as above: a tag that does not fit
    }
  },
};

/** Per family: the host's own first, for it is fast; then one that needs nothing of the host. */
const candidates: { readonly [F in Family]: readonly Candidate<F>[] } = {
  cipher: [
    { maker: 'node:crypto', load: async () => nodeCipher },
    { maker: '@noble/ciphers', load: async () => nobleCipher },
  ],
  digest: [
    { maker: 'node:crypto', load: async () => (bytes) => node.hash('sha256', bytes, 'buffer') },
    { maker: '@noble/hashes', load: async () => sha256 },
  ],
  mac: [
    {
      maker: 'node:crypto',
      load: async () => (key, bytes) => node.createHmac('sha256', secretOf(key)).update(bytes).digest(),
    },
    { maker: '@noble/hashes', load: async () => (key, bytes) => hmac(sha256, key, bytes) },
  ],
  derive: [
    {
      maker: 'node:crypto',
      load: async () => (key, salt, info, length) => new Uint8Array(node.hkdfSync('sha256', key, salt, info, length)),
    },
    {
      maker: '@noble/hashes',
      load: async () => (key, salt, info, length) => hkdf(sha256, key, salt, info, length),
    },
  ],
  sign: [
    {
      maker: 'node:crypto',
      load: async () => ({
        publicKey: (seed) => publicFrom('ed25519', seed),
        signer: (seed) => {
          const key = secretKey('ed25519', seed);
          return (message) => node.sign(null, message, key);
        },
        verifier: (bytes) => {
          const key = publicKey('ed25519', bytes);
          return (message, signature) => node.verify(null, message, key, signature);
        },
      }),
    },
    {
      maker: '@noble/curves',
      load: async () => ({
        publicKey: (seed) => ed25519.getPublicKey(seed),
        signer: (seed) => (message) => ed25519.sign(message, seed),
        verifier: (bytes) => {
          // RFC 8032 to the letter, as node:crypto has it; by itself this one takes points that are spelt otherwise (ZIP 215)
          return (message, signature) =>
            signature.length === 64 && ed25519.verify(signature, message, bytes, { zip215: false });
        },
      }),
    },
  ],
  agree: [
    {
      maker: 'node:crypto',
      load: async () => ({
        publicKey: (secret) => publicFrom('x25519', secret),
        shared: (secret, other) =>
          node.diffieHellman({ privateKey: secretKey('x25519', secret), publicKey: publicKey('x25519', other) }),
      }),
    },
    {
      maker: '@noble/curves',
      load: async () => ({
        publicKey: (secret) => x25519.getPublicKey(secret),
        shared: (secret, other) => x25519.getSharedSecret(secret, other),
      }),
    },
  ],
  stretch: [
    {
      maker: '@node-rs/argon2',
      load: async () => {
        const { hashRaw } = await import('@node-rs/argon2'); // a platform may have no build of it; then the next is tried
        return (passphrase, salt, { memoryKiB, passes }) =>
          hashRaw(passphrase, {
            algorithm: 2, // Argon2id
            memoryCost: memoryKiB,
            timeCost: passes,
            parallelism: 1,
            outputLen: 32,
            salt,
          });
      },
    },
    {
      maker: 'hash-wasm',
      load: async () => {
        const { argon2id } = await import('hash-wasm');
        return (passphrase, salt, { memoryKiB, passes }) =>
          argon2id({
            password: passphrase,
            salt,
            memorySize: memoryKiB,
            iterations: passes,
            parallelism: 1,
            hashLength: 32,
            outputType: 'binary',
          });
      },
    },
    {
      maker: '@noble/hashes',
      load:
        async () =>
        (passphrase, salt, { memoryKiB, passes }) =>
          argon2idAsync(passphrase, salt, { m: memoryKiB, t: passes, p: 1, dkLen: 32, maxmem: 2 ** 32 - 1 }),
    },
  ],
};

export type NoPrimitive = { readonly kind: 'no-primitive'; readonly family: Family };

/** Which implementations there are, in order of preference. */
export const makers = (family: Family): readonly string[] => candidates[family].map(({ maker }) => maker);

/** One implementation by name, for tests that hold each against the published vectors. */
export const implementation = async <F extends Family>(family: F, maker: string): Promise<Families[F] | undefined> =>
  candidates[family].find((candidate) => candidate.maker === maker)?.load();

const right = async <F extends Family>(family: F, candidate: Candidate<F>): Promise<Families[F] | undefined> => {
  try {
    const made = await candidate.load();
    return (await knownAnswers[family](made)) ? made : undefined;
  } catch {
    return undefined; // absent on this host, or refuses its own vector: not fit for use, the next one is tried
  }
};

/**
 * Picks, per primitive, the first implementation that gives a published answer on this host; `typeof` is no proof, since
 * some hosts carry stubs.
 *
 * @param without - implementations to pass over, as `family/maker`; a test switches each off in turn
 */
export const choosePrimitives = async (without: readonly string[] = []): Promise<Result<Primitives, NoPrimitive>> => {
  const chosen: Partial<Record<Family, string>> = {};
  const choose = async <F extends Family>(family: F): Promise<Families[F] | undefined> => {
    for (const candidate of candidates[family]) {
      if (without.includes(`${family}/${candidate.maker}`)) continue;
      const made = await right(family, candidate);
      if (made === undefined) continue;
      chosen[family] = candidate.maker;
      return made;
    }
    return undefined;
  };
  const cipher = await choose('cipher');
  if (cipher === undefined) return fail({ kind: 'no-primitive', family: 'cipher' });
  const digest = await choose('digest');
  if (digest === undefined) return fail({ kind: 'no-primitive', family: 'digest' });
  const mac = await choose('mac');
  if (mac === undefined) return fail({ kind: 'no-primitive', family: 'mac' });
  const derive = await choose('derive');
  if (derive === undefined) return fail({ kind: 'no-primitive', family: 'derive' });
  const sign = await choose('sign');
  if (sign === undefined) return fail({ kind: 'no-primitive', family: 'sign' });
  const agree = await choose('agree');
  if (agree === undefined) return fail({ kind: 'no-primitive', family: 'agree' });
  const stretch = await choose('stretch');
  if (stretch === undefined) return fail({ kind: 'no-primitive', family: 'stretch' });
  return ok({ cipher, digest, mac, derive, sign, agree, stretch, chosen: chosen as Chosen }); // all seven were set above
};
