import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import {
  attachmentPath,
  attachmentsFolder,
  chunkLength,
  fileKey,
  largestAttachment,
  lengths,
  type SealedFile,
  sealChunk,
  unfinished,
} from './attachment.ts';
import { syncFolder } from './durable-file.ts';
import type { DossierId } from './entry.ts';
import type { WriteFailure } from './failures.ts';
import type { Log } from './keytable.ts';
import type { Primitives } from './primitives.ts';
import { runningDigest } from './running-digest.ts';
import { newId } from './seal.ts';
import { type StorageFailure, storageFailure } from './storage-failure.ts';
import type { OpenVault } from './vault.ts';

export type TooLarge = { readonly kind: 'too-large'; readonly most: number };

export type AttachmentWriting = {
  /** Seals and writes what has come in. Nothing of it reaches the disk in plain. */
  readonly add: (bytes: Uint8Array) => Promise<Result<null, StorageFailure | TooLarge>>;
  /**
   * Durable under its own name when this resolves; then the entry that names it can be written. A file without its entry
   * is swept by a later walk.
   */
  readonly finish: () => Promise<Result<SealedFile, StorageFailure>>;
  /** Takes away what was written. Harmless after an entry names it only if that entry was refused. */
  readonly drop: () => Promise<void>;
};

/** Files, and their folders, made by this process, the only one in the vault: a walk that began before their entry leaves them be. */
const made = new Set<string>();
export const madeHere = (path: string): boolean => made.has(path);

/** Makes both folders and their names durable. */
const makeFolders = async (folder: string, place: string): Promise<void> => {
  await mkdir(place, { recursive: true, mode: 0o700 });
  await syncFolder(join(folder, attachmentsFolder));
  await syncFolder(folder);
};

/** Begins a sealed file for this dossier, outside the queue: other work goes on while it is filled. */
export const beginAttachment = async (
  vault: OpenVault,
  dossier: DossierId,
): Promise<Result<AttachmentWriting, WriteFailure>> =>
  vault.exclusively(async ({ p, folder, ledger }): Promise<Result<AttachmentWriting, WriteFailure>> => {
    const log = ledger.table.dossiers.byId(dossier);
    if (log === undefined) return fail({ kind: 'unknown-dossier' });
    const file = newId();
    const path = attachmentPath(folder, log, file);
    try {
      for (const each of [dirname(path), path, path + unfinished]) made.add(each);
      await makeFolders(folder, dirname(path));
      const handle = await open(path + unfinished, 'wx', 0o600);
      return ok(writing(p, log, { path, file, handle }));
    } catch (error) {
      return fail(await storageFailure(folder, error));
    }
  });

type Begun = { readonly path: string; readonly file: string; readonly handle: FileHandle };

const writing = (p: Primitives, log: Log, { path, file, handle }: Begun): AttachmentWriting => {
  const key = fileKey(p, log.key, file);
  const plain = runningDigest(p);
  const sealed = runningDigest(p);
  const chunk = Buffer.alloc(chunkLength);
  let filled = 0;
  let index = 0;
  let size = 0;

  const flush = async (last: boolean): Promise<void> => {
    const bytes = sealChunk(p, key, index, last, chunk.subarray(0, filled));
    sealed.add(bytes);
    await handle.writeFile(bytes);
    index += 1;
    filled = 0;
  };
  /** A full chunk waits for what comes after it, since only then it is known not to be the last. */
  const fill = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length; ) {
      if (filled === chunkLength) await flush(false);
      const part = bytes.subarray(at, at + chunkLength - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  };
  const drop = async (): Promise<void> => {
    key.bytes.fill(0);
    chunk.fill(0);
    await handle.close();
    await rm(path + unfinished, { force: true });
    await rm(path, { force: true });
  };

  return {
    add: async (bytes) => {
      if (size + bytes.length > largestAttachment) return fail({ kind: 'too-large', most: largestAttachment });
      try {
        size += bytes.length;
        plain.add(bytes);
        await fill(bytes);
        return ok(null);
      } catch (error) {
        return fail(await storageFailure(dirname(path), error));
      }
    },
    finish: async () => {
      try {
        const zeros = Buffer.alloc(chunkLength);
        for (let left = lengths(size).padded - size; left > 0; left -= Math.min(left, chunkLength))
          await fill(zeros.subarray(0, Math.min(left, chunkLength)));
        await flush(true);
        key.bytes.fill(0);
        chunk.fill(0);
        await handle.sync();
        await handle.close();
        await rename(path + unfinished, path);
        await syncFolder(dirname(path));
      } catch (error) {
        return fail(await storageFailure(dirname(path), error));
      }
      return ok({
        version: 1,
        file,
        key: log.key.id,
        size,
        chunk: chunkLength,
        plainSha256: plain.hex(),
        sealedSha256: sealed.hex(),
      });
    },
    drop,
  };
};
