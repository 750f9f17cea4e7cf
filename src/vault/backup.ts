import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { dataCheck } from './backup-check.ts';
import { breathing, copyData, readData } from './backup-data.ts';
import type { BackupFault } from './backup-frames.ts';
import { dropGeneration } from './backup-generations.ts';
import { type BackupAbout, keyFileOf, readBackupKeys, writeBackupKeys } from './backup-keys.ts';
import { type BackupGeneration, backupsIn, dataFileOf, withBackup } from './backup-line.ts';
import type { Damage } from './damage.ts';
import type { ReadFailure, WriteFailure } from './failures.ts';
import { type Head, headDigest } from './head.ts';
import { newId } from './seal.ts';
import type { Stopped, Workbench } from './session.ts';
import { storageFailure } from './storage-failure.ts';
import type { OpenVault } from './vault.ts';

/**
 * Making a backup: the data file is written and forced to disk, the key file is put beside it and the generation is noted;
 * then the finished file is streamed back, and only when all of it is right the generation counts as proven.
 */

export type BackupPlace = { readonly folder: string; readonly file: string };
export type Making = {
  readonly place: BackupPlace;
  /** Days after which this generation may be removed. */
  readonly keepDays: number;
  /** Told now and then how far it is; both count documents and pieces of attachments. */
  readonly progress?: ((step: 'copying' | 'proving', done: number, of: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Who asked, for the audit: a way in, or `background`. */
  readonly source?: string | undefined;
};
type Unproven = { readonly kind: 'backup-unproven'; readonly file: string; readonly damage: readonly Damage[] };
export type BackupFailure =
  | ReadFailure
  | Stopped
  | BackupFault
  | Unproven
  | { readonly kind: 'backup-exists'; readonly file: string }
  | { readonly kind: 'place-missing'; readonly folder: string };

const day = 86_400_000;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const placeFailure = async ({ folder, file }: BackupPlace): Promise<BackupFailure | undefined> => {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return { kind: 'place-missing', folder };
  for (const path of [join(folder, file), keyFileOf(join(folder, file))]) {
    const there = await stat(path).catch(() => undefined);
    if (there !== undefined) return { kind: 'backup-exists', file: path };
  }
  return undefined;
};

/** Resolves when the backup is there and proven. What was stopped or is not right leaves no file and no generation. */
export const makeBackup = async (
  vault: OpenVault,
  { place, keepDays, progress, signal, source }: Making,
): Promise<Result<BackupGeneration, BackupFailure>> => {
  const unfit = await placeFailure(place);
  if (unfit !== undefined) return fail(unfit);
  const from = source === undefined ? {} : { source };
  const failed = async (error: BackupFailure): Promise<Result<never, BackupFailure>> => {
    const result = error.kind === 'stopped' ? 'refused' : 'failed';
    await vault.note({ action: 'backup.make', result, object: { kind: 'backup' }, ...from });
    return fail(error);
  };
  const copied = await copy(vault, place, { progress, signal });
  if (!copied.ok) return failed(copied.error);
  const { about, head, bytes } = copied.value;

  const generation: BackupGeneration = {
    ...{ id: about.backup, where: place.folder, file: place.file, at: about.at },
    ...{ entries: about.entries, attachments: about.attachments, bytes, counter: about.counter },
    ...{ head, data: about.data, proven: '' },
    expires: new Date(Date.parse(about.at) + keepDays * day).toISOString(),
  };
  const object = { kind: 'backup', id: generation.id };
  const details = { entries: generation.entries, counter: generation.counter };
  const noted = await vault.exclusively<null, WriteFailure>(async ({ p, folder, ledger, note }) => {
    // known before there is a key file: an erasure must not miss one
    const kept = await ledger.keepTable(withBackup(p, ledger.keys.wraps, ledger.table, generation));
    if (!kept.ok) return kept;
    try {
      await writeBackupKeys(p, ledger.keys, folder, dataFileOf(generation), about, ledger.table.format);
    } catch (error) {
      return fail(await storageFailure(place.folder, error));
    }
    return note({ action: 'backup.make', object, details, ...from });
  });
  const proven = noted.ok ? await proveBackup(vault, generation, { progress, signal, source }) : noted;
  if (proven.ok) return proven;
  await dropGeneration(vault, generation, 'backup.drop');
  return failed(proven.error);
};

type Copy = { readonly about: BackupAbout; readonly head: string; readonly bytes: number };
const copy = async (
  vault: OpenVault,
  { folder: where, file }: BackupPlace,
  { progress, signal }: Pick<Making, 'progress' | 'signal'>,
): Promise<Result<Copy, BackupFailure>> => {
  const worked = await vault.alongside<Result<Copy, BackupFailure>>(async (bench, proceed) => {
    const { p, folder, ports, ledger } = bench;
    const { store, head, header } = ledger;
    if (head === undefined) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'head' }] });
    const about = { vault: header.vault, backup: newId(), at: ports.now() };
    try {
      const data = await copyData({
        ...{ p, folder, store, head, about, path: join(where, file) },
        proceed: async (done, of) => {
          progress?.('copying', done, of);
          return signal?.aborted !== true && (await proceed(done));
        },
      });
      if (data === undefined) return undefined;
      if (!data.ok) return data;
      const { bytes, digest, attachments } = data.value;
      const counts = { entries: head.documents, attachments, counter: head.counter };
      return ok({
        about: { ...about, name: header.name, ...counts, data: digest },
        head: digestOf(bench, head),
        bytes,
      });
    } catch (error) {
      return fail(await storageFailure(where, error));
    }
  });
  return worked.ok ? worked.value : worked;
};

const digestOf = ({ p }: Workbench, head: Head): string => hex(headDigest(p, head));

/** Streams a generation back, and notes that it is whole; what is not right is named, and nothing is noted. */
export const proveBackup = async (
  vault: OpenVault,
  generation: BackupGeneration,
  { progress, signal, source }: Pick<Making, 'progress' | 'signal' | 'source'> = {},
): Promise<Result<BackupGeneration, BackupFailure>> => {
  const file = dataFileOf(generation);
  const of = generation.entries + generation.attachments;
  const walked = await vault.alongside<Result<string, BackupFailure>>(async (bench, proceed) => {
    const { p, ledger, ports } = bench;
    const { table, keys, verifiers } = ledger;
    const at = ports.now();
    const key = await readBackupKeys(p, keyFileOf(file));
    if (!key.ok) return key;
    const { about } = key.value;
    if (!key.value.isOurs(keys) || about.backup !== generation.id || about.data !== generation.data)
      return fail({ kind: 'backup-damaged', file: keyFileOf(file) });
    const check = dataCheck({ p, table, headKey: keys.head, verifiers });
    const breathe = breathing(proceed);
    let done = 0;
    let digest = '';
    for await (const part of readData(p, file)) {
      if (!part.ok) return part;
      const { value } = part;
      if (value.kind === 'locals') check.locals(value.documents);
      if (value.kind === 'file') check.file(value.file);
      if (value.kind === 'bytes') check.bytes(value.bytes);
      if (value.kind === 'end') digest = value.digest;
      if (value.kind === 'file') done += 1;
      if (value.kind === 'documents') {
        done += value.documents.length;
        for (let first = 0; first < value.documents.length; first += atOnce) {
          check.documents(value.documents.slice(first, first + atOnce));
          if (!(await breathe(done))) return undefined;
        }
      } else if (!(await breathe(done))) return undefined;
      progress?.('proving', done, of);
      if (signal?.aborted === true) return undefined;
    }
    const { damage, head } = check.finish();
    if (damage.length > 0) return fail({ kind: 'backup-unproven', file, damage });
    const same = digest === generation.data && head !== undefined && digestOf(bench, head) === generation.head;
    return same ? ok(at) : fail({ kind: 'backup-damaged', file });
  });
  if (!walked.ok) return walked;
  if (!walked.value.ok) return walked.value;
  const proven: BackupGeneration = { ...generation, proven: walked.value.value };
  return vault.exclusively<BackupGeneration, WriteFailure>(async ({ p, ledger, note }) => {
    const kept = await ledger.keepTable(withBackup(p, ledger.keys.wraps, ledger.table, proven));
    if (!kept.ok) return kept;
    const details = { entries: proven.entries, counter: proven.counter };
    const object = { kind: 'backup', id: proven.id };
    const noted = await note({ action: 'backup.prove', object, details, ...(source === undefined ? {} : { source }) });
    return noted.ok ? ok(proven) : noted;
  });
};
/** Documents that are opened before whoever types may have their turn. */
const atOnce = 32;

/** Every generation that this vault knows, the oldest first. */
export const backups = (vault: OpenVault): Promise<Result<readonly BackupGeneration[], { readonly kind: 'closed' }>> =>
  vault.exclusively<readonly BackupGeneration[], { readonly kind: 'closed' }>(async ({ p, ledger }) =>
    ok(backupsIn(p, ledger.keys.wraps, ledger.table)),
  );
