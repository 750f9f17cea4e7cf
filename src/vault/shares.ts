import { randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '#core/result.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';

/**
 * A secret on paper, in three shares of which any two give it back (Shamir, How to share a secret, CACM 22(11), 1979), per
 * byte over GF(2^8) with the polynomial of AES (FIPS 197, 4.2).
 */

/**
 * Bytes of the secret. 160 bits, because that is what 32 characters of 5 bits carry; guessing it is out of reach of anybody
 * (NIST SP 800-57 part 1, table 2: 128 bits and more stay acceptable beyond 2030).
 */
export const secretLength = 20;
export type ShareNumber = 1 | 2 | 3;
export const shareNumbers: readonly ShareNumber[] = [1, 2, 3];

/** Product in GF(2^8), in the same steps for every value. */
export const multiply = (a: number, b: number): number => {
  let product = 0;
  let shifted = a;
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= shifted & -((b >> bit) & 1);
    shifted = ((shifted << 1) ^ (0x11b & -(shifted >> 7))) & 0x1ff;
  }
  return product & 0xff;
};

/** a^254, which is 1/a for all but 0. */
export const inverse = (a: number): number => {
  let power = 1;
  for (let step = 0; step < 254; step += 1) power = multiply(power, a);
  return power;
};

/** The three values of a line through the secret: y = secret + slope · x, with a slope as random as the secret. */
export const splitSecret = (
  secret: Uint8Array,
  slope: Uint8Array = randomBytes(secret.length),
): Readonly<Record<ShareNumber, Uint8Array>> => {
  const at = (x: ShareNumber) => secret.map((byte, index) => byte ^ multiply(slope[index] ?? 0, x));
  const shares = { 1: at(1), 2: at(2), 3: at(3) };
  slope.fill(0);
  return shares;
};

export type ShareValue = { readonly number: ShareNumber; readonly value: Uint8Array };

/** Where the line through two values meets x = 0. The two must have different numbers. */
export const combineShares = (one: ShareValue, other: ShareValue): Uint8Array => {
  const apart = inverse(one.number ^ other.number);
  const first = multiply(other.number, apart);
  const second = multiply(one.number, apart);
  return one.value.map((byte, index) => multiply(byte, first) ^ multiply(other.value[index] ?? 0, second));
};

/** Crockford's digits and letters: no I, L, O and U; when read, I and L count as 1, and O as 0. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digitOf = (character: string): number => alphabet.indexOf(character.replace(/[IL]/, '1').replace('O', '0'));

/** Characters of 5 bits in a group, before its check character. */
const perGroup = 4;
export const groupLength = perGroup + 1;
/** Vault, generation and number, eight groups of the share itself, checksum over all. */
export const groupCount = 11;
/** What fits beside the number in a group. */
export const highestGeneration = 2 ** 18 - 1;

/** Product in GF(2^5) with x^5 + x^2 + 1, for the check characters. */
const multiply5 = (a: number, b: number): number => {
  let product = 0;
  let shifted = a;
  for (let bit = 0; bit < 5; bit += 1) {
    if ((b >> bit) & 1) product ^= shifted;
    shifted = shifted & 16 ? ((shifted << 1) ^ 0b100101) & 31 : shifted << 1;
  }
  return product;
};

/**
 * Check character of a group: another weight for each character and another start for each place, so that one wrong
 * character, two neighbours changed about and two whole groups changed about are noticed, always.
 */
const checkOf = (place: number, values: readonly number[]): number => {
  let weight = 2;
  let sum = place + 1;
  for (const value of values) {
    sum ^= multiply5(weight, value);
    weight = multiply5(weight, 2);
  }
  return sum;
};

const toValues = (bits: bigint, count: number): number[] =>
  Array.from({ length: count }, (_, index) => Number((bits >> BigInt(5 * (count - 1 - index))) & 31n));
const fromValues = (values: readonly number[]): bigint =>
  values.reduce((bits, value) => (bits << 5n) | BigInt(value), 0n);
const toBits = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (bits: bigint, length: number): Uint8Array =>
  Buffer.from(bits.toString(16).padStart(length * 2, '0'), 'hex');
/** The first 20 bits, one group's worth. */
const firstBits = (digest: Uint8Array): bigint => toBits(digest.subarray(0, 3)) >> 4n;

const vaultMark = (p: Primitives, vault: string): bigint => firstBits(p.digest(parts('baken/share/vault', vault)));
const checksum = (p: Primitives, vault: string, generation: number, { number, value }: ShareValue): bigint =>
  firstBits(p.digest(parts('baken/share', 1, vault, generation, number, value)));

/** What stands on one sheet: eleven groups of five characters. The checksum is over this share alone, so it tells nothing more. */
export const shareText = (p: Primitives, vault: string, generation: number, share: ShareValue): readonly string[] => {
  const values = [
    ...toValues(vaultMark(p, vault), perGroup),
    ...toValues((BigInt(generation) << 2n) | BigInt(share.number), perGroup),
    ...toValues(toBits(share.value), (secretLength * 8) / 5),
    ...toValues(checksum(p, vault, generation, share), perGroup),
  ];
  return Array.from({ length: groupCount }, (_, place) => {
    const group = values.slice(place * perGroup, (place + 1) * perGroup);
    return [...group, checkOf(place, group)].map((value) => alphabet[value]).join('');
  });
};

export type ShareFailure =
  /** Groups, counted from 1, in which a character is wrong. */
  | { readonly kind: 'share-mistyped'; readonly groups: readonly number[] }
  /** Not all groups are there yet, or there are too many. */
  | { readonly kind: 'share-incomplete'; readonly groups: readonly number[]; readonly present: number }
  | { readonly kind: 'share-foreign' }
  | { readonly kind: 'share-outdated'; readonly generation: number }
  /** Every group fits, and the whole does not: more than one group was misread. */
  | { readonly kind: 'share-checksum' };

export type Share = ShareValue & { readonly generation: number };

/**
 * Reads a typed share. Spaces, dashes, lower case and look-alikes do not matter.
 *
 * @param generations - the sets that open this vault now
 */
export const readShare = (
  p: Primitives,
  vault: string,
  generations: readonly number[],
  typed: string,
): Result<Share, ShareFailure> => {
  const characters = [...typed.toUpperCase().replace(/[\s.,·–-]/g, '')];
  const all = characters.map(digitOf);
  const groups = Array.from({ length: Math.ceil(all.length / groupLength) }, (_, place) =>
    all.slice(place * groupLength, (place + 1) * groupLength),
  );
  const wrong = groups.flatMap((group, place) => {
    if (group.length < groupLength && !group.includes(-1)) return []; // still being typed
    const right = !group.includes(-1) && checkOf(place, group.slice(0, perGroup)) === group[perGroup];
    return right ? [] : [place + 1];
  });
  if (all.length !== groupCount * groupLength)
    return fail({ kind: 'share-incomplete', groups: wrong, present: characters.length });
  if (wrong.length > 0) return fail({ kind: 'share-mistyped', groups: wrong });
  const bits = groups.map((group) => fromValues(group.slice(0, perGroup)));
  const [mark = 0n, which = 0n] = bits;
  if (mark !== vaultMark(p, vault)) return fail({ kind: 'share-foreign' });
  const generation = Number(which >> 2n);
  const number = shareNumbers.find((one) => BigInt(one) === (which & 3n));
  const value = toBytes(fromValues(groups.slice(2, 10).flatMap((group) => group.slice(0, perGroup))), secretLength);
  if (number === undefined || bits[10] !== checksum(p, vault, generation, { number, value }))
    return fail({ kind: 'share-checksum' });
  if (!generations.includes(generation)) return fail({ kind: 'share-outdated', generation });
  return ok({ number, value, generation });
};
