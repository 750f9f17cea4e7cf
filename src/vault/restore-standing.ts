import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { openHead } from './backup-check.ts';
import { type BackupKeys, keySuffix, parseBackupTable, readBackupKeys } from './backup-keys.ts';
import type { Tail } from './chain.ts';
import { headDocument, openTails } from './head.ts';
import { formats, headerFile, readHeader } from './header.ts';
import type { DerivedKeys } from './keys.ts';
import type { KeyTable } from './keytable.ts';
import { keyTableFiles, readKeyTable } from './keytable-file.ts';
import { storeFolder } from './ledger.ts';
import type { Primitives } from './primitives.ts';
import { isStoreBroken, openStore, type Stored } from './store.ts';
import { isOpenHere } from './vault.ts';

/** What stands where a backup is to come, and what of it the backup does not hold. */

/** Ends of chains, by pseudonym. */
export type Ends = ReadonlyMap<string, readonly Tail[]>;

export type Newer = { readonly entries: number; readonly dossiers: number };
export type Standing =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'vault';
      /** The same vault as the one in the backup. */
      readonly same: boolean;
      /** Entries that are here and not in the backup; nothing when that cannot be counted. */
      readonly newer: Newer | undefined;
      /** Writes so far, so that what comes after counts on. */
      readonly counter: number;
      readonly table: KeyTable | undefined;
    };
export type StandingFailure =
  | { readonly kind: 'folder-missing' }
  | { readonly kind: 'folder-not-empty' }
  | { readonly kind: 'in-use' };

/** Files of which each says that a vault is here, also one that does not open. */
const ofAVault: readonly string[] = [headerFile, ...keyTableFiles, storeFolder];

/** The names there; nothing when there is no such folder. */
const namesIn = (folder: string): Promise<readonly string[] | undefined> => readdir(folder).catch(() => undefined);

export const standingIn = async (
  p: Primitives,
  folder: string,
  vault: string,
  keys: DerivedKeys,
  inBackup: Ends,
): Promise<Result<Standing, StandingFailure>> => {
  const around = await stat(dirname(resolve(folder))).catch(() => undefined);
  if (!around?.isDirectory()) return fail({ kind: 'folder-missing' });
  const names = await namesIn(folder);
  if (names === undefined || names.length === 0) return ok({ kind: 'empty' });
  if (!names.some((name) => ofAVault.includes(name))) return fail({ kind: 'folder-not-empty' });
  if (await isOpenHere(folder)) return fail({ kind: 'in-use' });
  const unknown: Standing = { kind: 'vault', same: false, newer: undefined, counter: 0, table: undefined };
  const opened = await openStore(join(folder, storeFolder), false);
  if (!opened.ok) return opened.error.kind === 'in-use' ? fail({ kind: 'in-use' }) : ok(unknown);
  const store = opened.value;
  try {
    const read = await readHeader(p, folder);
    const same = read.ok ? read.value.header.vault === vault : true; // without a header: the tails below tell
    const which = read.ok ? [read.value.header.format] : formats; // without a header nothing says which it is
    const tables = same
      ? await Promise.all(which.map((one) => readKeyTable(p, keys, folder, { vault, format: one })))
      : [];
    const table = tables.findLast((one) => one !== undefined);
    const head = openHead(p, vault, keys.head, (await store.local(headDocument))?.document);
    if (head === undefined) return ok({ ...unknown, same: same && read.ok, table });
    const here: Stored[] = [];
    for await (const local of store.locals()) if (local.id !== headDocument) here.push(local);
    const newer = newerThan(endsIn(p, vault, keys.head, here), inBackup, table);
    return ok({ kind: 'vault', same, newer, counter: head.counter, table });
  } catch (error) {
    if (!isStoreBroken(error)) throw error;
    return ok(unknown); // what cannot be read cannot be counted either
  } finally {
    await store.close();
  }
};

/** The noted ends that open. */
export const endsIn = (
  p: Primitives,
  vault: string,
  headKey: Uint8Array,
  locals: readonly Stored[],
): ReadonlyMap<string, readonly Tail[]> => {
  const ends = new Map<string, readonly Tail[]>();
  for (const { id, document } of locals) {
    if (id === headDocument) continue;
    const pseudonym = id.slice('_local/'.length);
    const opened = openTails(p, vault, headKey, pseudonym, document);
    if (opened !== undefined) ends.set(pseudonym, opened.tails);
  }
  return ends;
};

/** The audit is no entry of a dossier, and what was erased is not lost by this. */
const newerThan = (here: Ends, inBackup: Ends, table: KeyTable | undefined): Newer => {
  const passed = new Set(table?.erased.map(({ pseudonym }) => pseudonym));
  if (table !== undefined) passed.add(table.audit.pseudonym);
  let entries = 0;
  let dossiers = 0;
  for (const [pseudonym, tails] of here) {
    if (passed.has(pseudonym)) continue;
    const known = inBackup.get(pseudonym) ?? [];
    const more = tails.reduce((sum, { device, length }) => {
      const had = known.find((tail) => tail.device === device)?.length ?? 0;
      return sum + Math.max(0, length - had);
    }, 0);
    entries += more;
    if (more > 0) dossiers += 1;
  }
  return { entries, dossiers };
};

/** The key tables of other generations of this vault that lie beside this one: they may know of later erasures. */
export const tablesBeside = async (
  p: Primitives,
  keyFile: string,
  keys: DerivedKeys,
  vault: string,
): Promise<readonly KeyTable[]> => {
  const folder = dirname(keyFile);
  const tables: KeyTable[] = [];
  for (const name of (await namesIn(folder)) ?? []) {
    const path = join(folder, name);
    if (!name.endsWith(keySuffix) || path === keyFile) continue;
    const found = await readBackupKeys(p, path);
    if (!found.ok || !isOfVault(found.value, vault, keys)) continue; // another's, or damaged: it is not what is restored
    const table = parseBackupTable(p, keys, found.value);
    if (table?.intact === true) tables.push(table);
  }
  return tables;
};

const isOfVault = ({ about, isOurs }: BackupKeys, vault: string, keys: DerivedKeys): boolean =>
  about.vault === vault && isOurs(keys);
