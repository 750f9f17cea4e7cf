import { randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import type { JsonValue } from './json.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';

/** The envelope's version. Part of the associated data; a change of the format is a new number. */
export const envelopeVersion = 1;

/** 128 random bits in hexadecimal: keys, dossiers, pseudonyms and the vault are named this way. */
export const Id = z.string().regex(/^[0-9a-f]{32}$/);
export const newId = (): string => randomBytes(16).toString('hex');

/**
 * Base64 as it is written here (RFC 4648, section 3.5): the bits left over at the end are zero, so that there is one text for
 * the same bytes, and what a digest or a signature covers cannot be spelt otherwise. Written again it must be the same, which
 * takes a fifth of the time of looking at every character.
 */
export const Base64 = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text);

/** `pseudonym:random`: which documents belong together is visible to a replica, their order and time are not. */
export const DocumentId = z.string().regex(/^[0-9a-f]{32}:[0-9a-f]{32}$/);
export const newDocumentId = (pseudonym: string): string => `${pseudonym}:${newId()}`;
export const pseudonymOf = (document: string): string => document.slice(0, 32);

/** `_local/head` and `_local/<pseudonym>`: kept on this machine, never replicated. */
export const LocalId = z.string().regex(/^_local\/([0-9a-f]{32}|head)$/);

const body = { v: z.int(), k: Id, c: Base64 };
/** What is stored and replicated. Anything else is refused. */
export const Envelope = z.strictObject({ _id: DocumentId, _rev: z.string().regex(/^1-[0-9a-f]{32}$/), ...body });
export const LocalEnvelope = z.strictObject({ _id: LocalId, _rev: z.string().regex(/^0-\d+$/), ...body });
export type Envelope = z.infer<typeof Envelope>;
export type LocalEnvelope = z.infer<typeof LocalEnvelope>;

/** A data key, with what is bound to everything sealed under it. `log` is the dossier's own id, not its pseudonym. */
export type SealingKey = { readonly id: string; readonly log: string; readonly bytes: Uint8Array };

export type SealFailure = { readonly kind: 'unreadable' };

const nonceLength = 12;
/** No record is larger when inflated; beyond it the record is refused rather than the memory filled. */
const largest = 64 * 1024 * 1024;

/**
 * The size classes of files are 512 bytes, then 2^n and 1.5 × 2^n, so a replica learns a size within a third to a half of
 * it. Whoever reads a file counts on these.
 *
 * @returns bytes after padding, for `length` bytes before
 */
export const sizeClass = (length: number): number => {
  let size = 512;
  while (size < length) size = Number.isInteger(Math.log2(size)) ? size * 1.5 : (size / 3) * 4;
  return size;
};

/** Room for an answer without a note and what goes with every record: sequence, hash, signature, time, intent. */
const smallestRecord = 416;
/**
 * The size classes of records are 416 bytes, then each a third more than the one before, so a replica learns a size within
 * a third of it. Whoever reads a record takes any size.
 *
 * @returns bytes after padding, for `length` bytes before
 */
export const recordClass = (length: number): number => {
  let size = smallestRecord;
  while (size < length) size = Math.floor((size * 4) / 3);
  return size;
};

const pad = (bytes: Uint8Array): Uint8Array => {
  const padded = Buffer.alloc(recordClass(bytes.length + 4));
  padded.writeUInt32BE(bytes.length, 0);
  padded.set(bytes, 4);
  return padded;
};
const unpad = (padded: Uint8Array): Uint8Array | undefined => {
  if (padded.length < 4) return undefined;
  const length = Buffer.from(padded.buffer, padded.byteOffset, padded.length).readUInt32BE(0);
  return length + 4 <= padded.length ? padded.subarray(4, 4 + length) : undefined;
};

/** nonce ‖ AES-256-GCM(plain) ‖ tag, with a fresh random nonce. Stay below 2^32 messages per key (NIST SP 800-38D, 8.3). */
export const sealBytes = (p: Primitives, key: Uint8Array, plain: Uint8Array, bound: Uint8Array): Uint8Array => {
  const nonce = randomBytes(nonceLength);
  return Buffer.concat([nonce, p.cipher.seal(key, nonce, plain, bound)]);
};

/** Gives nothing when the tag does not fit: another key, other bound data, or altered bytes. */
export const openBytes = (
  p: Primitives,
  key: Uint8Array,
  sealed: Uint8Array,
  bound: Uint8Array,
): Uint8Array | undefined => p.cipher.open(key, sealed.subarray(0, nonceLength), sealed.subarray(nonceLength), bound);

/** A short record fits in a small window, and making room for a large one took longer than deflating it. */
const shortWindow = { windowBits: 12, memLevel: 5 };
/** Bytes of the length in front of the padding, and of the header of a stored block. */
const beforeStored = 4 + 5;
/** One last block that is stored as it is (RFC 1951, section 3.2.4). */
const storedBlock = (bytes: Uint8Array): Uint8Array => {
  const block = Buffer.alloc(5 + bytes.length);
  block[0] = 1;
  block.writeUInt16LE(bytes.length, 1);
  block.writeUInt16LE(0xffff - bytes.length, 3);
  block.set(bytes, 5);
  return block;
};
/** Deflated, unless it fits in the smallest class as it is: head and tails do, and deflating them took longer than sealing. */
const deflate = (bytes: Uint8Array): Uint8Array => {
  if (beforeStored + bytes.length <= smallestRecord) return storedBlock(bytes);
  return bytes.length < 2 ** shortWindow.windowBits ? deflateRawSync(bytes, shortWindow) : deflateRawSync(bytes);
};

/** Room for what comes out of a short record; the usual 16 kB for each is what the garbage collector is kept busy with. */
const chunkFor = (deflated: number): number => (deflated < 1024 ? 2048 : 16 * 1024);

/** What a single stored block holds, without the machinery that inflating needs; nothing when it is anything else. */
const stored = (block: Uint8Array): Uint8Array | undefined => {
  if (block[0] !== 1 || block.length < 5) return undefined;
  const header = Buffer.from(block.buffer, block.byteOffset, 5);
  const length = header.readUInt16LE(1);
  return length === 0xffff - header.readUInt16LE(3) && block.length === 5 + length ? block.subarray(5) : undefined;
};
const inflate = (deflated: Uint8Array): Uint8Array =>
  stored(deflated) ?? inflateRawSync(deflated, { maxOutputLength: largest, chunkSize: chunkFor(deflated.length) });

/** JSON, deflated, padded to a size class and sealed. */
export const sealJson = (p: Primitives, key: Uint8Array, value: JsonValue, bound: Uint8Array): Uint8Array =>
  sealBytes(p, key, pad(deflate(Buffer.from(JSON.stringify(value), 'utf8'))), bound);

export const openJson = (
  p: Primitives,
  key: Uint8Array,
  sealed: Uint8Array,
  bound: Uint8Array,
): Result<unknown, SealFailure> => {
  const padded = openBytes(p, key, sealed, bound);
  const deflated = padded && unpad(padded);
  if (deflated === undefined) return fail({ kind: 'unreadable' });
  try {
    const plain = inflate(deflated);
    return ok(JSON.parse(Buffer.from(plain.buffer, plain.byteOffset, plain.length).toString('utf8')));
  } catch {
    return fail({ kind: 'unreadable' }); // sealed by a key holder, yet not what this version writes
  }
};

const bound = (key: SealingKey, id: string): Uint8Array =>
  parts('baken/envelope', envelopeVersion, key.log, key.id, id);

/**
 * The revision is a digest of the whole envelope, so it is known before the write, the head can be sealed in the same
 * batch, and every replica can hold a document against its own revision.
 */
export const revision = (p: Primitives, { _id, v, k, c }: Omit<Envelope, '_rev'>): string =>
  `1-${Buffer.from(p.digest(parts('baken/revision', _id, v, k, c))).toString('hex', 0, 16)}`;

export const sealDocument = (p: Primitives, key: SealingKey, _id: string, value: JsonValue): Envelope => {
  const c = Buffer.from(sealJson(p, key.bytes, value, bound(key, _id))).toString('base64');
  const unnamed = { _id, v: envelopeVersion, k: key.id, c };
  return { ...unnamed, _rev: revision(p, unnamed) };
};

/** @param rev - the revision this local document has now; nothing when it is new */
export const sealLocal = (
  p: Primitives,
  key: SealingKey,
  _id: string,
  rev: string | undefined,
  value: JsonValue,
): Omit<LocalEnvelope, '_rev'> & { _rev?: string } => ({
  _id,
  ...(rev === undefined ? {} : { _rev: rev }),
  v: envelopeVersion,
  k: key.id,
  c: Buffer.from(sealJson(p, key.bytes, value, bound(key, _id))).toString('base64'),
});

export const openSealed = (
  p: Primitives,
  key: SealingKey,
  envelope: Envelope | LocalEnvelope,
): Result<unknown, SealFailure> => openJson(p, key.bytes, Buffer.from(envelope.c, 'base64'), bound(key, envelope._id));
