import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Id, type SealingKey, sizeClass } from './seal.ts';

/**
 * Attachments lie beside the store, one sealed file each, in a folder per dossier that bears its pseudonym. The manner is
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): chunks under a key of this file alone, their number and whether they
 * are the last in the nonce, so that chunks that are altered, left out, put in another order or taken from elsewhere do not
 * open. The entry in the dossier holds what the file must be.
 */

export const attachmentsFolder = 'attachments';
/** A file that is being written bears this behind its name; it was never acknowledged. */
export const unfinished = '.part';

/** Bytes of an attachment in one sealed chunk. */
export const chunkLength = 256 * 1024;
export const tagLength = 16;

/**
 * Largest attachment in bytes. A choice: photos, scans, and a recording or film of minutes fit; what is larger makes every
 * backup and every full check slow, and belongs in the archive of the organisation.
 */
export const largestAttachment = 256 * 1024 * 1024;

/** What an entry says of the sealed file beside it. Content of an entry that has one holds it as `sealed`. */
export const SealedFile = z.strictObject({
  version: z.literal(1),
  /** Random; the name of the file. */
  file: Id,
  /** Id of the dossier key it is derived under. */
  key: Id,
  /** Bytes before padding and sealing. */
  size: z.int().min(0).max(largestAttachment),
  chunk: z.literal(chunkLength),
  /** SHA-256, hexadecimal, of the plain bytes and of the sealed file. */
  plainSha256: z.string().regex(/^[0-9a-f]{64}$/),
  sealedSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SealedFile = z.infer<typeof SealedFile>;

/** Looked at first: to be told at length why an answer is no attachment took longer than opening its seal. */
const namesFile = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  'content' in body &&
  typeof body.content === 'object' &&
  body.content !== null &&
  'sealed' in body.content;
const WithFile = z.object({ content: z.object({ sealed: SealedFile }) });
/** The file that an entry's body names, if it names one. */
export const fileNamedIn = (body: unknown): SealedFile | undefined =>
  namesFile(body) ? WithFile.safeParse(body).data?.content.sealed : undefined;

export const dossierFolder = (folder: string, pseudonym: string): string => join(folder, attachmentsFolder, pseudonym);
export const attachmentPath = (folder: string, log: Pick<Log, 'pseudonym'>, file: string): string =>
  join(dossierFolder(folder, log.pseudonym), file);

/** How many chunks a file of this many plain bytes has, and how many bytes they are together, before and after sealing. */
export const lengths = (
  size: number,
): { readonly padded: number; readonly chunks: number; readonly sealed: number } => {
  const padded = sizeClass(size);
  const chunks = Math.ceil(padded / chunkLength);
  return { padded, chunks, sealed: padded + chunks * tagLength };
};

export type FileKey = { readonly bytes: Uint8Array; readonly bound: Uint8Array };

/** The key of one file: from the dossier's, so that it is gone when that is. Its random name makes it used once. */
export const fileKey = (p: Primitives, key: SealingKey, file: string): FileKey => {
  const bound = parts('baken/attachment', 1, key.log, key.id, file);
  return { bytes: p.derive(key.bytes, Buffer.from(file, 'hex'), bound, 32), bound };
};

/** Seven zero bytes (the key is used for one file), the chunk's number in 32 bits, and 1 on the last chunk. */
const nonceOf = (index: number, last: boolean): Uint8Array => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

export const sealChunk = (p: Primitives, key: FileKey, index: number, last: boolean, plain: Uint8Array): Uint8Array =>
  p.cipher.seal(key.bytes, nonceOf(index, last), plain, key.bound);

/** Nothing when it is not this chunk of this file. */
export const openChunk = (
  p: Primitives,
  key: FileKey,
  index: number,
  last: boolean,
  sealed: Uint8Array,
): Uint8Array | undefined => p.cipher.open(key.bytes, nonceOf(index, last), sealed, key.bound);
