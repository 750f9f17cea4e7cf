import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { syncFolder } from './durable-file.ts';
import { type Format, format, type Header, writeHeader } from './header.ts';
import type { DerivedKeys } from './keys.ts';
import { type KeyTable, wipeTable } from './keytable.ts';
import { keyTableFile, keyTableFiles, readKeyTable, writeKeyTable } from './keytable-file.ts';
import type { Primitives } from './primitives.ts';

/**
 * A vault of an earlier format becomes one of the present format when it is opened and found whole: what is new is written
 * beside what is there, read back and compared; then the header is rewritten, which is the moment itself; then, after its
 * line in the audit, what is old is taken away. Broken off before that moment it is a vault of the earlier format, after it
 * one of the later, and the next unlock does what is left.
 */

export type Stands = { readonly header: Header; readonly table: KeyTable };
type At = { readonly p: Primitives; readonly keys: DerivedKeys; readonly folder: string };

type Step = {
  readonly from: Format;
  /** Writes beside. The table as it was read back; nothing when that does not hold what it was made of. */
  readonly beside: (at: At, table: KeyTable) => Promise<KeyTable | undefined>;
};

/** Each leads to the next format. */
const steps: readonly Step[] = [{ from: 1, beside: (at, table) => tableBeside(at, { ...table, format: 2 }) }];

const tableBeside = async (
  { p, keys, folder }: At,
  { generation, ...before }: KeyTable,
): Promise<KeyTable | undefined> => {
  const table: KeyTable = { ...before, generation: generation + 1 };
  await writeKeyTable(p, keys, folder, table);
  const read = await readKeyTable(p, keys, folder, table);
  const same = read !== undefined && isSame(read, table);
  if (read !== undefined) wipeTable(same ? table : read);
  return same ? read : undefined;
};

/** Key by key, each opened from its own record. */
const isSame = ({ dossiers, ...read }: KeyTable, { dossiers: made, ...table }: KeyTable): boolean => {
  if (!isDeepStrictEqual(read, table) || dossiers.size !== made.size) return false;
  for (const log of made) {
    const found = dossiers.byPseudonym(log.pseudonym);
    if (!isDeepStrictEqual(found?.key.bytes, Uint8Array.from(log.key.bytes))) return false;
    if (found?.epoch !== log.epoch || found.key.id !== log.key.id) return false;
    if (dossiers.byId(log.key.log) !== found) return false;
  }
  return true;
};

/**
 * To be called for a vault in which nothing was found wrong.
 *
 * @returns how it stands now; `failed` when the disk did not take or give back what is new, and all is as it was
 */
export const upgrade = async (
  p: Primitives,
  keys: DerivedKeys,
  folder: string,
  stands: Stands,
): Promise<Stands & { readonly failed: boolean }> => {
  let { header, table } = stands;
  while (header.format !== format) {
    const step = steps.find(({ from }) => from === header.format);
    if (step === undefined) throw new Error(`No step leads on from format ${header.format}`);
    let next: KeyTable | undefined;
    try {
      next = await step.beside({ p, keys, folder }, table);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error; // else the disk refuses, and all is as it was
    }
    if (next === undefined) return { header, table, failed: true };
    header = { ...header, format: next.format, generation: header.generation + 1 };
    table = next;
    await writeHeader(p, folder, keys.header, header);
  }
  return { header, table, failed: false };
};

/** Key tables that are not the vault's any more, or never came to be: they hold keys that must not outlive an erasure. */
export const superseded = async (folder: string, present: Format): Promise<readonly string[]> => {
  const own = keyTableFile(present);
  const others = keyTableFiles.filter((name) => name !== own).flatMap((name) => [name, `${name}.new`]);
  return (await readdir(folder)).filter((name) => others.includes(name));
};

export const takeAway = async (folder: string, names: readonly string[]): Promise<void> => {
  for (const name of names) await rm(join(folder, name), { force: true });
  if (names.length > 0) await syncFolder(folder);
};
