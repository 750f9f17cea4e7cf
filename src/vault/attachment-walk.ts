import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { attachmentPath, attachmentsFolder, dossierFolder, type SealedFile } from './attachment.ts';
import { checkFile } from './attachment-reading.ts';
import { madeHere } from './attachment-writing.ts';
import type { Damage } from './damage.ts';
import type { KeyTable, Log } from './keytable.ts';
import type { Primitives } from './primitives.ts';

/** The part of a full walk that is about attachments. */
export type AttachmentWalk = {
  /** Told of every entry that names a file. */
  readonly see: (log: Log, entry: string, sealed: SealedFile) => void;
  /** Holds every file against its entry. Nothing when it was told to stop. */
  readonly check: (proceed: () => Promise<boolean>) => Promise<readonly Damage[] | undefined>;
  /** Takes away files that no entry names. To be called only when the walk found everything whole. */
  readonly sweep: () => Promise<void>;
};

type Seen = { readonly log: Log; readonly entry: string; readonly sealed: SealedFile };

export const attachmentWalk = (p: Primitives, folder: string, table: KeyTable): AttachmentWalk => {
  const seen: Seen[] = [];
  return {
    see: (log, entry, sealed) => {
      seen.push({ log, entry, sealed });
    },
    check: async (proceed) => {
      const damage: Damage[] = [];
      for (const { log, entry, sealed } of seen) {
        const fault = await checkFile(p, attachmentPath(folder, log, sealed.file), sealed, proceed);
        if (fault === 'stopped') return undefined;
        if (fault !== undefined) damage.push({ kind: 'attachment', document: entry, fault });
      }
      return damage;
    },
    sweep: async () => {
      if (!table.intact) return; // a dossier that is not in it may only be missing from it
      const named = new Set(seen.map(({ log, sealed }) => attachmentPath(folder, log, sealed.file)));
      for (const path of await attachmentFiles(folder)) if (!named.has(path) && !madeHere(path)) await rm(path);
      for (const each of await namesIn(join(folder, attachmentsFolder))) {
        const empty = dossierFolder(folder, each);
        if (!table.dossiers.hasPseudonym(each) && !madeHere(empty)) await rmdir(empty).catch(() => undefined); // goes only when empty
      }
    },
  };
};

const namesIn = async (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  });

/** Every file with attachments, by full path: sealed, never changed, and to be copied as it is by a backup. */
export const attachmentFiles = async (folder: string): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const pseudonym of await namesIn(join(folder, attachmentsFolder)))
    for (const name of await namesIn(dossierFolder(folder, pseudonym)))
      files.push(join(dossierFolder(folder, pseudonym), name));
  return files;
};

/** Takes away every attachment of a dossier that is erased; its key, without which they do not open, goes first. */
export const dropAttachments = (folder: string, pseudonym: string): Promise<void> =>
  rm(dossierFolder(folder, pseudonym), { recursive: true, force: true });
