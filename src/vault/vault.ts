import { randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import type { Damage } from './damage.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import type { Fold } from './entry.ts';
import { finishErasures } from './erase.ts';
import type { WriteFailure } from './failures.ts';
import { emptyHead, type Head } from './head.ts';
import {
  type Format,
  format,
  type Header,
  headerFile,
  headerIsOurs,
  passphraseSlot,
  readHeader,
  writeHeader,
} from './header.ts';
import { newIdentity } from './identity.ts';
import {
  type CostFailure,
  costFailure,
  costFor,
  deriveKeys,
  type Effort,
  makePassphraseSlot,
  openPassphraseSlot,
} from './keys.ts';
import { type KeyTable, newKeyTable } from './keytable.ts';
import { keyTableFile, readKeyTable, writeKeyTable } from './keytable-file.ts';
import { readHead, storeFolder } from './ledger.ts';
import { choosePrimitives, type NoPrimitive, type Primitives } from './primitives.ts';
import { finishRenewal } from './rekey.ts';
import { newId } from './seal.ts';
import { type VaultPorts, VaultSession } from './session.ts';
import { type StorageFailure, storageFailure } from './storage-failure.ts';
import { openStore } from './store.ts';
import { checkAtUnlock } from './unlock-check.ts';
import { superseded, takeAway, upgrade } from './upgrade.ts';
import { newWitness, openWitness, type Witness } from './witness.ts';

export type OpenVault = VaultSession;

export type FolderFailure =
  | { readonly kind: 'folder-missing' }
  | { readonly kind: 'not-a-vault' }
  | { readonly kind: 'newer-format'; readonly format: number }
  | { readonly kind: 'damaged'; readonly damage: readonly Damage[] };
export type CreateFailure =
  | NoPrimitive
  | StorageFailure
  | WriteFailure
  | { readonly kind: 'folder-missing' }
  | { readonly kind: 'folder-not-empty' }
  | { readonly kind: 'already-exists' };
export type OpenFailure =
  | NoPrimitive
  | StorageFailure
  | WriteFailure
  | FolderFailure
  | CostFailure
  | { readonly kind: 'wrong-passphrase' };

export type VaultState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly vault: string; readonly name: string; readonly created: string };

type Opening = {
  /** Absolute path of the vault's folder. */
  readonly folder: string;
  /** UTF-8, NFC. Overwritten with zeros before this resolves. */
  readonly passphrase: Uint8Array;
  readonly ports: VaultPorts;
  readonly fold: Fold;
  /** Name of this version of `fold`: rows made by another are made anew. */
  readonly foldVersion?: string;
  /** Which implementations to use; by default those that give the published answers here. */
  readonly primitives?: Primitives;
};

/** Stands in a folder while a vault is being made in it, so that an interrupted start is told from a vault without its header. */
const creatingFile = 'creating';

/** Folders open in this process: LevelDB's lock keeps out others, and PouchDB would share the store with ourselves. */
const openFolders = new Set<string>();

/** Whether this process has the vault in this folder open. */
export const isOpenHere = async (folder: string): Promise<boolean> =>
  openFolders.has(await realpath(folder).catch(() => folder)); // what is not there is not open

let preferred: Promise<Result<Primitives, NoPrimitive>> | undefined;
const primitivesFor = async (given: Primitives | undefined): Promise<Result<Primitives, NoPrimitive>> => {
  if (given !== undefined) return ok(given);
  preferred ??= choosePrimitives();
  return preferred;
};

const damagedFile = (file: 'header' | 'keys' | 'store'): FolderFailure => ({
  kind: 'damaged',
  damage: [{ kind: 'file', file }],
});

const headerFailure = async (
  folder: string,
  failure: { readonly kind: string; readonly format?: number },
): Promise<FolderFailure> => {
  if (failure.kind === 'newer-format') return { kind: 'newer-format', format: failure.format ?? 0 };
  if (failure.kind === 'damaged-header') return damagedFile('header');
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return { kind: 'folder-missing' };
  return names.includes(storeFolder) && !names.includes(creatingFile) ? damagedFile('header') : { kind: 'not-a-vault' };
};

/** What can be told without a key. */
export const vaultState = async (
  folder: string,
): Promise<Result<VaultState, Exclude<FolderFailure, { kind: 'folder-missing' | 'not-a-vault' }> | NoPrimitive>> => {
  const p = await primitivesFor(undefined);
  if (!p.ok) return p;
  const read = await readHeader(p.value, folder);
  if (read.ok) {
    const { vault, name, created } = read.value.header;
    return ok({ kind: 'present', vault, name, created });
  }
  const failure = await headerFailure(folder, read.error);
  if (failure.kind === 'folder-missing' || failure.kind === 'not-a-vault') return ok({ kind: 'absent' });
  return fail(failure);
};

/** The folder by its one true path, marked as open here; nothing when it already is. */
const claim = async (folder: string): Promise<string | undefined> => {
  const path = await realpath(folder);
  if (openFolders.has(path)) return undefined;
  openFolders.add(path);
  return path;
};

const sessionOf = (
  given: ConstructorParameters<typeof VaultSession>[0],
  path: string,
  head: Awaited<ReturnType<typeof readHead>>,
) => {
  const session = new VaultSession(given, head);
  const close = session.close.bind(session);
  return Object.assign(session, {
    close: async () => {
      await close();
      openFolders.delete(path);
    },
  });
};

const emptyFolder = async (folder: string): Promise<Result<null, CreateFailure>> => {
  const parent = await stat(dirname(resolve(folder))).catch(() => undefined);
  if (!parent?.isDirectory()) return fail({ kind: 'folder-missing' });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = await readdir(folder);
    if (names.includes(headerFile)) return fail({ kind: 'already-exists' });
    if (names.includes(creatingFile)) {
      for (const name of names) await rm(join(folder, name), { recursive: true });
    } else if (names.length > 0) return fail({ kind: 'folder-not-empty' });
    await writeDurably(join(folder, creatingFile), Buffer.alloc(0));
    return ok(null);
  } catch (error) {
    return fail(await storageFailure(folder, error));
  }
};

/** Makes a vault in a folder that is empty or not yet there. Only when its header is written does it exist. */
export const createVault = async ({
  folder,
  name,
  passphrase,
  ports,
  fold,
  foldVersion = '1',
  effort = 'calibrated',
  primitives,
}: Opening & { readonly name: string; readonly effort?: Effort }): Promise<Result<OpenVault, CreateFailure>> => {
  try {
    const chosen = await primitivesFor(primitives);
    if (!chosen.ok) return chosen;
    const p = chosen.value;
    const empty = await emptyFolder(folder);
    if (!empty.ok) return empty;
    const path = await claim(folder);
    if (path === undefined) return fail({ kind: 'in-use' });
    const made = await make(p, path, { name, passphrase, ports, folding: { fold, foldVersion }, effort });
    if (!made.ok) openFolders.delete(path);
    return made;
  } finally {
    passphrase.fill(0);
  }
};

type Making = {
  readonly name: string;
  readonly passphrase: Uint8Array;
  readonly ports: VaultPorts;
  readonly folding: { readonly fold: Fold; readonly foldVersion: string };
  readonly effort: Effort;
};
const make = async (
  p: Primitives,
  folder: string,
  { name, passphrase, ports, folding, effort }: Making,
): Promise<Result<OpenVault, CreateFailure>> => {
  const vault = newId();
  const vaultKey = randomBytes(32);
  const slot = await makePassphraseSlot(p, vault, vaultKey, passphrase, await costFor(p, effort));
  const keys = deriveKeys(p, vault, vaultKey);
  vaultKey.fill(0);
  const header: Header = { format, vault, name, created: ports.now(), generation: 1, slots: [slot] };
  const table = newKeyTable(p, keys, vault, newIdentity(p));
  const opened = await openStore(join(folder, storeFolder), true);
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    await writeKeyTable(p, keys, folder, table);
    await newWitness(p, keys.head, folder, emptyHead(vault));
    const { witness } = await openWitness(p, keys.head, folder);
    const given = { p, folder, header, keys, table, store, witness, ports, folding, damage: [] };
    const session = sessionOf(given, folder, { head: emptyHead(vault), rev: undefined });
    const noted = await session.noteOpening('vault.created');
    if (!noted.ok) {
      await session.close();
      return noted;
    }
    await writeHeader(p, folder, keys.header, header);
    await rm(join(folder, creatingFile));
    await syncFolder(folder);
    return ok(session);
  } catch (error) {
    await store.close();
    return fail(await storageFailure(folder, error));
  }
};

/** A way to the vault key of this header. The key is wiped by whoever asked. */
export type WayIn<E extends { readonly kind: string }> = (
  p: Primitives,
  header: Header,
) => Promise<Result<Uint8Array, OpenFailure | E>>;
export type OpeningBy = Omit<Opening, 'passphrase'>;

/** Opens a vault. A wrong passphrase costs the whole derivation; parameters are checked before it. */
export const openVault = async ({ passphrase, ...opening }: Opening): Promise<Result<OpenVault, OpenFailure>> => {
  try {
    return await openVaultBy(withPassphrase(passphrase), 'vault.opened', opening);
  } finally {
    passphrase.fill(0);
  }
};

/** @param action - what the audit calls this way of opening */
export const openVaultBy = async <E extends { readonly kind: string }>(
  way: WayIn<E>,
  action: string,
  { folder, ports, fold, foldVersion = '1', primitives }: OpeningBy,
): Promise<Result<OpenVault, OpenFailure | E>> => {
  const chosen = await primitivesFor(primitives);
  if (!chosen.ok) return chosen;
  const p = chosen.value;
  const read = await readHeader(p, folder);
  if (!read.ok) return fail(await headerFailure(folder, read.error));
  const path = await claim(folder);
  if (path === undefined) return fail({ kind: 'in-use' });
  const opened = await open(p, path, way, action, { ports, folding: { fold, foldVersion } });
  if (!opened.ok) openFolders.delete(path);
  return opened;
};

export const withPassphrase =
  (passphrase: Uint8Array): WayIn<OpenFailure> =>
  async (p, header) => {
    const slot = passphraseSlot(header);
    if (slot === undefined) return fail(damagedFile('header'));
    const unfit = costFailure(slot);
    if (unfit !== undefined) return fail(unfit);
    const vaultKey = await openPassphraseSlot(p, header.vault, slot, passphrase);
    return vaultKey === undefined ? fail({ kind: 'wrong-passphrase' }) : ok(vaultKey);
  };

const open = async <E extends { readonly kind: string }>(
  p: Primitives,
  folder: string,
  way: WayIn<E>,
  action: string,
  { ports, folding }: Pick<Making, 'ports' | 'folding'>,
): Promise<Result<OpenVault, OpenFailure | E>> => {
  const opened = await openStore(join(folder, storeFolder), false);
  if (!opened.ok) return opened.error.kind === 'disk-failed' ? fail(damagedFile('store')) : opened;
  const store = opened.value;
  let opening: Witness | undefined;
  const refused = async (error: OpenFailure | E): Promise<Result<OpenVault, OpenFailure | E>> => {
    await opening?.close();
    await store.close();
    return fail(error);
  };
  // read again, now that nobody else can be writing it
  const read = await readHeader(p, folder);
  if (!read.ok) return refused(await headerFailure(folder, read.error));
  const found = await way(p, read.value.header);
  if (!found.ok) return refused(found.error);
  const keys = deriveKeys(p, read.value.header.vault, found.value);
  found.value.fill(0);
  if (!headerIsOurs(p, keys.header, read.value)) return refused(damagedFile('header'));
  try {
    const renewing = read.value.header.replaces !== undefined;
    const { foldVersion: foldName } = folding;
    const renewal = { p, folder, store, header: read.value.header, keys, fold: foldName };
    const renewed = renewing
      ? await finishRenewal(renewal)
      : ok({ header: read.value.header, damage: [] as readonly Damage[] });
    if (!renewed.ok) return refused(renewed.error);
    const found = await readKeyTable(p, keys, folder, renewed.value.header);
    if (found === undefined) return refused(damagedFile('keys'));
    const head = await readHead(p, found.vault, keys.head, store);
    const { told, witness } = await openWitness(p, keys.head, folder);
    opening = witness;
    const checked = await checkAtUnlock(p, store, renewed.value.header, found, head?.head, told);
    const damage = [...renewed.value.damage, ...checked];
    const stands = { header: renewed.value.header, table: found };
    // what is damaged is opened as it is, in whatever format: nothing is made of it that would count as whole
    const { header, table, failed } =
      damage.length === 0 ? await upgrade(p, keys, folder, stands) : { ...stands, failed: false };
    const trustedTable = trusted(table, head?.head);
    const session = sessionOf(
      { p, folder, header, keys, table: trustedTable, store, witness, ports, folding, damage },
      folder,
      head,
    );
    await session.start();
    const noted = await session.noteOpening(action);
    if (!noted.ok && noted.error.kind !== 'damaged') {
      await session.close();
      return noted;
    }
    if (renewing) await session.note({ action: 'keys.renewed' });
    if (trustedTable.intact) await endUpgrade(session, folder, header.format, failed);
    if (table.erased.every(({ finished }) => finished)) void session.verify();
    else void finishErasures(session).then(() => session.verify());
    return ok(session);
  } catch (error) {
    return refused(await storageFailure(folder, error));
  }
};

/** The audit says it before what is old is taken away: whoever is broken off in between says it twice rather than never. */
const endUpgrade = async (session: OpenVault, folder: string, present: Format, failed: boolean): Promise<void> => {
  const old = await superseded(folder, present);
  const result = failed ? 'failed' : 'done';
  const done = old.some((name) => name === keyTableFile(1) && present > 1);
  if (failed || done) await session.note({ action: 'vault.upgraded', result, details: { format: present } });
  await takeAway(folder, old);
};

/** A table older than the head says is not written on: that would bury the newer one. */
const trusted = (table: KeyTable, head: Head | undefined): KeyTable =>
  head !== undefined && table.generation < head.keys ? { ...table, intact: false } : table;
