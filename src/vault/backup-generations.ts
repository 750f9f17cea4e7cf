import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { beingWritten } from './backup-frames.ts';
import { keyFileOf, readBackupAbout, readBackupKeys, writeBackupKeys } from './backup-keys.ts';
import { type BackupGeneration, backupsIn, dataFileOf, withoutBackup } from './backup-line.ts';
import type { InBackups } from './erase.ts';
import type { WriteFailure } from './failures.ts';
import type { Log } from './keytable.ts';
import type { Primitives } from './primitives.ts';
import type { Workbench } from './session.ts';
import { storageFailure } from './storage-failure.ts';
import type { Generation } from './tombstone.ts';
import type { OpenVault } from './vault.ts';

/** The generations together: which can be reached now, which may go, and an erasure in all of them. */

/** Where a generation may be found besides where it was made: a stick is not always at the same place. */
export type Places = readonly string[];

const candidates = (generation: BackupGeneration, places: Places): readonly string[] => [
  ...new Set([dataFileOf(generation), ...places.map((place) => join(place, basename(generation.file)))]),
];

/** Full path of the data file whose key file is there, is this generation's and is ours; nothing when it is out of reach. */
const reach = async (
  { p, ledger }: Pick<Workbench, 'p' | 'ledger'>,
  generation: BackupGeneration,
  places: Places,
): Promise<string | undefined> => {
  for (const path of candidates(generation, places)) {
    const read = await readBackupKeys(p, keyFileOf(path));
    if (read.ok && read.value.about.backup === generation.id && read.value.isOurs(ledger.keys)) return path;
  }
  return undefined;
};

export type Standing = { readonly generation: BackupGeneration; readonly path: string | undefined };

/** Every generation with where it can be reached now, the oldest first. */
export const generations = async (
  vault: OpenVault,
  places: Places = [],
): Promise<Result<readonly Standing[], { readonly kind: 'closed' }>> => {
  type Known = { readonly p: Primitives; readonly all: readonly BackupGeneration[] };
  const known = await vault.exclusively<Known, { readonly kind: 'closed' }>(async ({ p, ledger }) =>
    ok({ p, all: backupsIn(p, ledger.keys.wraps, ledger.table) }),
  );
  if (!known.ok) return known;
  const { p, all } = known.value;
  const found: Standing[] = [];
  // outside the queue, and only the beginning of each: a stick is slow, and whoever types does not wait for it
  for (const generation of all) found.push({ generation, path: await whereabouts(p, generation, places) });
  return ok(found);
};

const whereabouts = async (
  p: Primitives,
  generation: BackupGeneration,
  places: Places,
): Promise<string | undefined> => {
  for (const path of candidates(generation, places)) {
    const about = await readBackupAbout(p, keyFileOf(path));
    if (about.ok && about.value.backup === generation.id) return path;
  }
  return undefined;
};

const nameOf = (generation: BackupGeneration): Generation => ({ name: dataFileOf(generation), at: generation.at });

/**
 * Puts the key table of now, from which the key is gone, in the place of the one in every key file in reach; to be given to
 * `eraseDossier`. The header stays, so that each generation opens with the passphrase of when it was made.
 */
export const forgetInBackups =
  (places: Places = []) =>
  async (bench: Workbench, log: Pick<Log, 'pseudonym'>): Promise<InBackups> => {
    const { p, folder, ledger } = bench;
    if (ledger.table.dossiers.hasPseudonym(log.pseudonym))
      throw new Error('The key goes from the vault before it goes from its backups');
    const reached: Generation[] = [];
    const notReached: Generation[] = [];
    for (const generation of backupsIn(p, ledger.keys.wraps, ledger.table)) {
      const path = await reach(bench, generation, places);
      const rewritten = path !== undefined && (await rewrite(bench, path));
      (rewritten ? reached : notReached).push(nameOf(generation));
    }
    return { reached, notReached };

    async function rewrite(at: Workbench, path: string): Promise<boolean> {
      try {
        const read = await readBackupKeys(p, keyFileOf(path));
        if (!read.ok) return false;
        await writeBackupKeys(
          p,
          at.ledger.keys,
          folder,
          path,
          read.value.about,
          at.ledger.table.format,
          read.value.header,
        );
        return true;
      } catch {
        return false; // the disk refuses: it is named among those that were not reached
      }
    }
  };

/** Key file first: without it the rest opens for nobody. Throws what the disk throws. */
const removeFiles = async (path: string): Promise<void> => {
  for (const each of [keyFileOf(path), beingWritten(keyFileOf(path)), path, beingWritten(path)])
    await rm(each, { force: true });
};

/** Takes a generation away, files and line. When the files cannot be removed, the line stays. */
export const dropGeneration = (
  vault: OpenVault,
  generation: BackupGeneration,
  action: string,
  path: string = dataFileOf(generation),
): Promise<Result<null, WriteFailure>> =>
  vault.exclusively<null, WriteFailure>(async ({ p, ledger, note }) => {
    try {
      await removeFiles(path);
    } catch (error) {
      return fail(await storageFailure(generation.where, error));
    }
    const kept = await ledger.keepTable(withoutBackup(p, ledger.keys.wraps, ledger.table, generation.id));
    return kept.ok ? note({ action, object: { kind: 'backup', id: generation.id } }) : kept;
  });

/** A person says that this generation is destroyed, or that it need not be known any more. No file is touched. */
export const forgetGeneration = (
  vault: OpenVault,
  id: string,
): Promise<Result<null, WriteFailure | { readonly kind: 'unknown-backup' }>> =>
  vault.exclusively<null, WriteFailure | { readonly kind: 'unknown-backup' }>(async ({ p, ledger, note }) => {
    const known = backupsIn(p, ledger.keys.wraps, ledger.table).some((one) => one.id === id);
    if (!known) return fail({ kind: 'unknown-backup' });
    const kept = await ledger.keepTable(withoutBackup(p, ledger.keys.wraps, ledger.table, id));
    return kept.ok ? note({ action: 'backup.forget', object: { kind: 'backup', id } }) : kept;
  });

export type Expired = {
  readonly removed: readonly BackupGeneration[];
  /** Due to go, and still there: out of reach, or the disk refuses. */
  readonly refused: readonly BackupGeneration[];
};

/** Removes what is past its day. The newest proven generation in reach always stays, however old. */
export const expireBackups = async (
  vault: OpenVault,
  now: string,
  places: Places = [],
): Promise<Result<Expired, { readonly kind: 'closed' }>> => {
  const all = await generations(vault, places);
  if (!all.ok) return all;
  const newest = all.value.findLast(({ generation, path }) => path !== undefined && generation.proven !== '');
  const removed: BackupGeneration[] = [];
  const refused: BackupGeneration[] = [];
  for (const { generation, path } of all.value) {
    if (generation.expires > now || newest === undefined || generation.id === newest.generation.id) continue;
    if (generation.at > newest.generation.at) continue;
    const dropped = path === undefined ? undefined : await dropGeneration(vault, generation, 'backup.expire', path);
    (dropped?.ok === true ? removed : refused).push(generation);
  }
  return ok({ removed, refused });
};
