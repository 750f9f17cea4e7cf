import { type FileHandle, open, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '#core/result.ts';
import { attachmentPath, chunkLength, fileKey, lengths, openChunk, type SealedFile, tagLength } from './attachment.ts';
import type { AuditLine } from './audit.ts';
import type { AttachmentFault } from './damage.ts';
import type { DossierId, EntryId } from './entry.ts';
import type { Damaged, ReadFailure } from './failures.ts';
import type { Log } from './keytable.ts';
import type { Primitives } from './primitives.ts';
import { runningDigest } from './running-digest.ts';
import type { OpenVault } from './vault.ts';

/** An attachment as it is asked for: the entry that names it, and what that says of the file. */
export type Named = { readonly dossier: DossierId; readonly entry: EntryId; readonly sealed: SealedFile };

/**
 * The plain bytes from `from` on, at most `most` of them; every chunk that is touched was opened and is right. With `audit`,
 * that it was read is durable before anything is handed out.
 *
 * @param from - offset in bytes, a multiple of `chunkLength`
 */
export const readAttachment = async (
  vault: OpenVault,
  { dossier, entry, sealed }: Named,
  { from, most, audit }: { readonly from: number; readonly most: number; readonly audit?: AuditLine },
): Promise<Result<Uint8Array, ReadFailure>> =>
  vault.exclusively(async ({ p, folder, ledger, note }): Promise<Result<Uint8Array, ReadFailure>> => {
    const log = ledger.table.dossiers.byId(dossier);
    if (log?.key.id !== sealed.key) return fail({ kind: 'unknown-dossier' });
    if (audit !== undefined) {
      const noted = await note(audit, { dossier });
      if (!noted.ok) return noted;
    }
    const path = attachmentPath(folder, log, sealed.file);
    const fault = await wrongLength(path, sealed);
    if (fault !== undefined) return damaged(entry, fault);
    const handle = await open(path, 'r').catch(() => undefined);
    if (handle === undefined) return damaged(entry, 'missing');
    try {
      const bytes = await chunksFrom(p, log, sealed, handle, from, most);
      return bytes === undefined ? damaged(entry, 'altered') : ok(bytes);
    } finally {
      await handle.close();
    }
  });

const damaged = (entry: EntryId, fault: AttachmentFault): Result<never, Damaged> =>
  fail({ kind: 'damaged', damage: [{ kind: 'attachment', document: entry, fault }] });

const wrongLength = async (path: string, { size }: SealedFile): Promise<AttachmentFault | undefined> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return 'missing';
  return found.size === lengths(size).sealed ? undefined : found.size < lengths(size).sealed ? 'cut-short' : 'altered';
};

const chunksFrom = async (
  p: Primitives,
  log: Log,
  sealed: SealedFile,
  handle: FileHandle,
  from: number,
  most: number,
): Promise<Uint8Array | undefined> => {
  const key = fileKey(p, log.key, sealed.file);
  const { chunks, padded } = lengths(sealed.size);
  const end = Math.min(sealed.size, from + most);
  const found: Uint8Array[] = [];
  for (let index = Math.floor(from / chunkLength); index * chunkLength < end; index += 1) {
    const length = Math.min(chunkLength, padded - index * chunkLength) + tagLength;
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, index * (chunkLength + tagLength));
    const plain = bytesRead === length ? openChunk(p, key, index, index === chunks - 1, bytes) : undefined;
    if (plain === undefined) return undefined;
    found.push(plain.subarray(0, Math.min(chunkLength, end - index * chunkLength)));
  }
  key.bytes.fill(0);
  return Buffer.concat(found);
};

/** Holds the sealed file against what its entry says, in pieces, without opening it. */
export const checkFile = async (
  p: Primitives,
  path: string,
  sealed: SealedFile,
  proceed: () => Promise<boolean>,
): Promise<AttachmentFault | 'stopped' | undefined> => {
  const fault = await wrongLength(path, sealed);
  if (fault !== undefined) return fault;
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return 'missing';
  try {
    const digest = runningDigest(p);
    const bytes = Buffer.alloc(chunkLength);
    for (;;) {
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, null);
      if (bytesRead === 0) break;
      digest.add(bytes.subarray(0, bytesRead));
      if (!(await proceed())) return 'stopped';
    }
    return digest.hex() === sealed.sealedSha256 ? undefined : 'altered';
  } catch {
    return 'altered'; // bytes that the disk cannot give
  } finally {
    await handle.close();
  }
};
