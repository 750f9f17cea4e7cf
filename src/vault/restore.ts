import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { readData } from './backup-data.ts';
import type { BackupFault } from './backup-frames.ts';
import { type BackupAbout, keyFileOf, parseBackupTable, readBackupAbout, readBackupKeys } from './backup-keys.ts';
import { backupsIn, withBackup } from './backup-line.ts';
import type { Damage } from './damage.ts';
import { syncFolder } from './durable-file.ts';
import type { Fold } from './entry.ts';
import { type Header, headerFile, headerIsOurs, readHeader } from './header.ts';
import { type DerivedKeys, deriveKeys } from './keys.ts';
import { type KeyTable, withNewDevice, withoutDossier } from './keytable.ts';
import { writeKeyTable } from './keytable-file.ts';
import { choosePrimitives, type Primitives } from './primitives.ts';
import { type Ends, endsIn, type Newer, type StandingFailure, standingIn, tablesBeside } from './restore-standing.ts';
import { type FillFailure, fillStore } from './restore-store.ts';
import type { Proceed, VaultPorts } from './session.ts';
import { storageFailure } from './storage-failure.ts';
import type { Stored } from './store.ts';
import { type OpenFailure, openVaultBy, type WayIn } from './vault.ts';
import { newWitness } from './witness.ts';

/**
 * Putting a backup back. All of it is made beside the folder, opened and checked there, and only then takes its place. What
 * was erased since is left out, and what goes on from here writes as a new device: the vault that the backup was taken from
 * may have gone on too, and two that write on as one device would fork its chains.
 */

export type Restoring<E extends { readonly kind: string }> = {
  readonly dataFile: string;
  /** Folder that the vault comes to stand in. */
  readonly folder: string;
  /** With the passphrase or the sheets that belong to the key file. */
  readonly way: WayIn<E>;
  readonly ports: VaultPorts;
  readonly fold: Fold;
  readonly foldVersion?: string;
  /** A vault that stands there already is put aside, never thrown away. Without this it is refused, with what it holds more. */
  readonly replace?: boolean;
  readonly proceed?: Proceed;
  readonly primitives?: Primitives;
};
export type Restored = {
  readonly about: BackupAbout;
  /** Sealed records that were taken over. */
  readonly documents: number;
  /** Erasures that the vault knows of and this backup did not, or not yet. */
  readonly erased: number;
  /** Where the vault that stood there is now. */
  readonly aside: string | undefined;
};
export type WouldReplace = {
  readonly kind: 'would-replace';
  readonly same: boolean;
  /** What is there and not in the backup; nothing when it cannot be counted. */
  readonly newer: Newer | undefined;
};
export type RestoreFailure = OpenFailure | BackupFault | FillFailure | StandingFailure | WouldReplace;

const asideOf = (folder: string, now: string): string =>
  `${folder}-vervangen-${now.replace(/[^0-9]/g, '').slice(0, 14)}`;

export const restoreBackup = async <E extends { readonly kind: string }>(
  given: Restoring<E>,
): Promise<Result<Restored, RestoreFailure | E>> => {
  const folder = resolve(given.folder);
  const chosen = given.primitives === undefined ? await choosePrimitives() : ok(given.primitives);
  if (!chosen.ok) return chosen;
  const beside = `${folder}.restoring`;
  try {
    await rm(beside, { recursive: true, force: true });
    const made = await restoreBeside(chosen.value, { ...given, folder }, beside);
    if (!made.ok) return made;
    const { about, documents, erased, occupied } = made.value;
    const aside = occupied ? asideOf(folder, given.ports.now()) : undefined;
    if (aside !== undefined) await rename(folder, aside);
    else await rmdir(folder).catch(() => undefined); // it is empty, or not there
    await rename(beside, folder);
    await syncFolder(dirname(folder));
    return ok({ about, documents, erased, aside });
  } catch (error) {
    return fail(await storageFailure(dirname(folder), error));
  } finally {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined); // sealed; the next restore tries again
  }
};

type Beside = Omit<Restored, 'aside'> & { readonly occupied: boolean };
const restoreBeside = async <E extends { readonly kind: string }>(
  p: Primitives,
  { dataFile, folder, way, ports, fold, foldVersion = '1', replace = false, proceed = async () => true }: Restoring<E>,
  beside: string,
): Promise<Result<Beside, RestoreFailure | E>> => {
  const keyFile = keyFileOf(resolve(dataFile));
  const read = await readBackupKeys(p, keyFile);
  if (!read.ok) return read;
  const { about } = read.value;
  await mkdir(beside, { mode: 0o700 });
  await writeFile(join(beside, headerFile), read.value.header, { mode: 0o600 });
  const unlocked = await unlock(p, beside, way, keyFile);
  if (!unlocked.ok) return unlocked;
  const { header, keys, root } = unlocked.value;
  try {
    if (!read.value.isOurs(keys) || about.vault !== header.vault)
      return fail({ kind: 'backup-damaged', file: keyFile });
    const ends = await endsOf(p, dataFile, about, keys);
    if (!ends.ok) return ends;
    const standing = await standingIn(p, folder, header.vault, keys, ends.value);
    if (!standing.ok) return standing;
    const there = standing.value.kind === 'vault' ? standing.value : undefined;
    if (there !== undefined && !replace) return fail({ kind: 'would-replace', same: there.same, newer: there.newer });

    const others = [...(await tablesBeside(p, keyFile, keys, header.vault))];
    if (there?.table !== undefined) others.push(there.table);
    const own = parseBackupTable(p, keys, read.value);
    if (own?.intact !== true) return fail({ kind: 'backup-damaged', file: keyFile });
    const table = goingOn(p, keys, own, others, { id: about.backup, now: ports.now() });
    await writeKeyTable(p, keys, beside, table);
    const filled = await fillStore({
      ...{ p, keys, table, folder: beside, dataFile, digest: about.data, proceed },
      ...{ counter: there?.counter ?? 0, header: header.generation },
    });
    if (!filled.ok) return filled;
    await newWitness(p, keys.head, beside, filled.value.head);

    const wrong = await openAndVerify(p, beside, root, { ports, fold, foldVersion, about, proceed });
    if (!wrong.ok) return wrong;
    if (wrong.value.length > 0) return fail({ kind: 'backup-unproven', file: dataFile, damage: wrong.value });
    return ok({ about, documents: filled.value.documents, erased: table.erased.length, occupied: there !== undefined });
  } finally {
    for (const key of [...Object.values(keys), root]) key.fill(0);
  }
};

type Unlocked = { readonly header: Header; readonly keys: DerivedKeys; readonly root: Uint8Array };
const unlock = async <E extends { readonly kind: string }>(
  p: Primitives,
  folder: string,
  way: WayIn<E>,
  keyFile: string,
): Promise<Result<Unlocked, OpenFailure | E | BackupFault>> => {
  const read = await readHeader(p, folder);
  if (!read.ok) {
    if (read.error.kind === 'newer-format') return fail({ kind: 'newer-format', format: read.error.format });
    return fail({ kind: 'backup-damaged', file: keyFile });
  }
  const { header } = read.value;
  const found = await way(p, header);
  if (!found.ok) return found;
  const keys = deriveKeys(p, header.vault, found.value);
  if (headerIsOurs(p, keys.header, read.value)) return ok({ header, keys, root: found.value });
  return fail({ kind: 'backup-damaged', file: keyFile });
};

/** The noted ends stand at the beginning of a data file, so this reads little of it. */
const endsOf = async (
  p: Primitives,
  dataFile: string,
  about: BackupAbout,
  keys: DerivedKeys,
): Promise<Result<Ends, BackupFault>> => {
  const locals: Stored[] = [];
  for await (const part of readData(p, dataFile)) {
    if (!part.ok) return part;
    if (part.value.kind === 'about' && part.value.backup !== about.backup)
      return fail({ kind: 'backup-damaged', file: dataFile });
    if (part.value.kind === 'locals') locals.push(...part.value.documents);
    else if (part.value.kind !== 'about') break;
  }
  return ok(endsIn(p, about.vault, keys.head, locals));
};

/** The table of the backup with what the others know more: what was erased, and which generations there are. */
const goingOn = (
  p: Primitives,
  keys: DerivedKeys,
  own: KeyTable,
  others: readonly KeyTable[],
  from: { readonly id: string; readonly now: string },
): KeyTable => {
  let table = own;
  for (const other of others) {
    for (const tombstone of other.erased)
      if (!table.erased.some(({ pseudonym }) => pseudonym === tombstone.pseudonym))
        table = withoutDossier(p, keys, table, tombstone);
    const known = new Set(backupsIn(p, keys.wraps, table).map(({ id }) => id));
    for (const generation of backupsIn(p, keys.wraps, other))
      if (!known.has(generation.id)) table = withBackup(p, keys.wraps, table, generation);
  }
  // all of it is read before this table counts, so the generation it came from is proven
  const origin = backupsIn(p, keys.wraps, table).find(({ id }) => id === from.id);
  if (origin !== undefined) table = withBackup(p, keys.wraps, table, { ...origin, proven: from.now });
  const next = withNewDevice(p, keys, table);
  return { ...next, generation: Math.max(next.generation, ...others.map(({ generation }) => generation + 1)) };
};

/** Opens what was made, as it will be opened from now on, and walks all of it. */
const openAndVerify = async (
  p: Primitives,
  folder: string,
  root: Uint8Array,
  { ports, fold, foldVersion, about, proceed }: Checking,
): Promise<Result<readonly Damage[], OpenFailure | FillFailure>> => {
  const opened = await openVaultBy<OpenFailure>(async () => ok(Uint8Array.from(root)), 'vault.restored', {
    ...{ folder, ports, fold, foldVersion, primitives: p },
  });
  if (!opened.ok) return opened;
  const vault = opened.value;
  try {
    if (!(await proceed(about.entries))) return fail({ kind: 'stopped' });
    const details = { entries: about.entries, counter: about.counter };
    const noted = await vault.note({ action: 'restore.done', object: { kind: 'backup', id: about.backup }, details });
    if (!noted.ok) return noted;
    const walked = await vault.verify();
    return walked.ok ? ok([...walked.value.damage, ...vault.damage()]) : walked;
  } finally {
    await vault.close();
  }
};
type Checking = {
  readonly ports: VaultPorts;
  readonly fold: Fold;
  readonly foldVersion: string;
  readonly about: BackupAbout;
  readonly proceed: Proceed;
};

/** What can be told of a backup without a key; nothing is opened. */
export const lookAtBackup = async (dataFile: string): Promise<Result<BackupAbout, BackupFault | OpenFailure>> => {
  const p = await choosePrimitives();
  if (!p.ok) return p;
  return readBackupAbout(p.value, keyFileOf(dataFile));
};
