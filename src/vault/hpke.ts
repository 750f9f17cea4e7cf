import { randomBytes } from 'node:crypto';
import type { Primitives } from './primitives.ts';

/**
 * HPKE (RFC 9180) in base mode, for one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Built from the
 * primitives of the vault and not from a library, so that each of its parts has two implementations as everything else has.
 */

const ascii = (text: string): Uint8Array => Buffer.from(text, 'ascii');
const none = new Uint8Array();
/** Section 7: DHKEM(X25519, HKDF-SHA256) is 0x0020, HKDF-SHA256 is 0x0001, AES-256-GCM is 0x0002. */
const kem = Buffer.concat([ascii('KEM'), Buffer.from('0020', 'hex')]);
const suite = Buffer.concat([ascii('HPKE'), Buffer.from('002000010002', 'hex')]);
const modeBase = Uint8Array.of(0);

/** Section 4. HKDF-Extract is HMAC with the salt as key (RFC 5869, section 2.2). */
const extract = (p: Primitives, of: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array =>
  p.mac(salt, Buffer.concat([ascii('HPKE-v1'), of, ascii(label), ikm]));

/** Section 4. HKDF-Expand for at most 32 bytes is its first block (RFC 5869, section 2.3); nothing here asks for more. */
const expand = (
  p: Primitives,
  of: Uint8Array,
  secret: Uint8Array,
  label: string,
  info: Uint8Array,
  length: 12 | 32,
): Uint8Array => {
  const labelled = Buffer.concat([Uint8Array.of(0, length), ascii('HPKE-v1'), of, ascii(label), info]);
  return p.mac(secret, Buffer.concat([labelled, Uint8Array.of(1)])).subarray(0, length);
};

/** Section 4.1, what Encap and Decap have in common. */
const sharedSecret = (p: Primitives, agreed: Uint8Array, enc: Uint8Array, reader: Uint8Array): Uint8Array => {
  const secret = extract(p, kem, none, 'eae_prk', agreed);
  return expand(p, kem, secret, 'shared_secret', Buffer.concat([enc, reader]), 32);
};

/** Section 5.1, without a shared key between the two. */
const schedule = (p: Primitives, shared: Uint8Array, info: Uint8Array) => {
  const context = Buffer.concat([
    modeBase,
    extract(p, suite, none, 'psk_id_hash', none),
    extract(p, suite, none, 'info_hash', info),
  ]);
  const secret = extract(p, suite, shared, 'secret', none);
  return {
    key: expand(p, suite, secret, 'key', context, 32),
    nonce: expand(p, suite, secret, 'base_nonce', context, 12),
  };
};

export type Sealed = { readonly enc: Uint8Array; readonly sealed: Uint8Array };

/**
 * @param reader - X25519 public key, 32 bytes
 * @param ephemeral - secret of 32 bytes, for the published vectors only
 * @throws when `reader` is a point of low order, on which no secret can be agreed
 */
export const sealTo = (
  p: Primitives,
  reader: Uint8Array,
  info: Uint8Array,
  bound: Uint8Array,
  plain: Uint8Array,
  ephemeral: Uint8Array = randomBytes(32),
): Sealed => {
  const enc = p.agree.publicKey(ephemeral);
  const { key, nonce } = schedule(p, sharedSecret(p, p.agree.shared(ephemeral, reader), enc, reader), info);
  const sealed = p.cipher.seal(key, nonce, plain, bound);
  key.fill(0);
  return { enc, sealed };
};

/** @returns nothing when it was sealed to another, under other `info` or `bound`, or altered */
export const openSealedTo = (
  p: Primitives,
  secret: Uint8Array,
  info: Uint8Array,
  bound: Uint8Array,
  { enc, sealed }: Sealed,
): Uint8Array | undefined => {
  let agreed: Uint8Array;
  try {
    agreed = p.agree.shared(secret, enc);
  } catch {
    return undefined; // `enc` is no key, or a point of low order, which the primitives refuse (RFC 9180, section 7.1.4)
  }
  const { key, nonce } = schedule(p, sharedSecret(p, agreed, enc, p.agree.publicKey(secret)), info);
  const plain = p.cipher.open(key, nonce, sealed, bound);
  key.fill(0);
  return plain;
};
