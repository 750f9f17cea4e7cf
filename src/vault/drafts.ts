import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '#core/result.ts';
import { writeDurably } from './durable-file.ts';
import { DossierId } from './entry.ts';
import type { WriteFailure } from './failures.ts';
import { type KeyTable, type Log, logOf as logUnder } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Id, openJson, sealJson } from './seal.ts';
import type { Workbench } from './session.ts';
import { storageFailure } from './storage-failure.ts';
import type { OpenVault } from './vault.ts';

/**
 * What was typed and is not in the record yet: kept sealed in a small file of its own, so that a lock, a closed window or a
 * power cut takes nothing along. It is no record: not signed, not chained, in no backup, no sync and no audit, and gone when
 * it was saved or dropped. Each dossier's drafts are sealed under that dossier's key, so that erasing it destroys them too.
 */

export const draftsFile = 'drafts';
/** A file that does not open is put aside under this name, so that writing can go on and nothing is thrown away. */
const asideFile = 'drafts.damaged';

export type Draft = {
  /** The dossier it is about; null: none. */
  readonly dossier: DossierId | null;
  /** Name of the field or form, given by the screen. */
  readonly key: string;
  /** As the screen gave it; not read here. */
  readonly value: string;
};
export type DraftChange = Omit<Draft, 'value'> & {
  /** Null takes the draft away. */
  readonly value: string | null;
};

/** By the pseudonym of what it is about: what stands in the attachments' folder in plain sight too. */
const Sealed = z.strictObject({ of: Id, sealed: z.base64() });
const File = z.strictObject({ format: z.literal(1), logs: z.array(Sealed) });
type File = z.infer<typeof File>;
const OfOneLog = z.array(z.tuple([z.string(), z.string()]));
type ByKey = ReadonlyMap<string, string>;

const boundAll = (vault: string) => parts('baken/drafts', 1, vault);
const boundOne = ({ key, pseudonym, epoch }: Log) => parts('baken/draft', 1, key.log, key.id, pseudonym, epoch);

type Bench = Pick<Workbench, 'p' | 'folder'> & { readonly table: KeyTable };
type Read = { readonly byLog: Map<Log, ByKey>; readonly whole: boolean };

/** What is of no dossier is sealed under the key of the audit, which a renewal of keys leaves as it is. */
const logOf = (table: KeyTable, dossier: DossierId | null): Log | undefined =>
  dossier === null ? table.audit : table.dossiers.byId(dossier);

const openOne = (p: Primitives, log: Log, sealed: string): ByKey | undefined => {
  const opened = openJson(p, log.key.bytes, Buffer.from(sealed, 'base64'), boundOne(log));
  const read = opened.ok ? OfOneLog.safeParse(opened.value) : undefined;
  return read?.success ? new Map(read.data) : undefined;
};

const readAll = async ({ p, folder, table }: Bench): Promise<Read> => {
  const byLog = new Map<Log, ByKey>();
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, draftsFile));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { byLog, whole: true };
    throw error;
  }
  const opened = openJson(p, table.audit.key.bytes, bytes, boundAll(table.vault));
  const read = opened.ok ? File.safeParse(opened.value) : undefined;
  if (!read?.success) return { byLog, whole: false };
  let whole = true;
  for (const { of, sealed } of read.data.logs) {
    const log = logUnder(table, of);
    const drafts = log && openOne(p, log, sealed);
    if (log !== undefined && drafts !== undefined) byLog.set(log, drafts);
    else if (!table.erased.some(({ pseudonym }) => pseudonym === of)) whole = false; // erased: gone, as it should be
  }
  return { byLog, whole };
};

const writeAll = async ({ p, folder, table }: Bench, byLog: Read['byLog']): Promise<void> => {
  const logs = [...byLog].flatMap(([log, drafts]): File['logs'] => {
    if (drafts.size === 0) return [];
    const sealed = sealJson(p, log.key.bytes, [...drafts], boundOne(log));
    return [{ of: log.pseudonym, sealed: Buffer.from(sealed).toString('base64') }];
  });
  const file: File = { format: 1, logs };
  await writeDurably(join(folder, draftsFile), sealJson(p, table.audit.key.bytes, file, boundAll(table.vault)));
};

const atBench = <T>(vault: OpenVault, work: (bench: Bench) => Promise<T>): Promise<Result<T, WriteFailure>> =>
  vault.exclusively<T, WriteFailure>(async ({ p, folder, ledger }) => {
    try {
      return ok(await work({ p, folder, table: ledger.table }));
    } catch (error) {
      return { ok: false, error: await storageFailure(folder, error) };
    }
  });

/** Every draft there is. What does not open is shown as damage, and kept aside at the next write. */
export const readDrafts = async (vault: OpenVault): Promise<Result<readonly Draft[], WriteFailure>> => {
  const read = await atBench(vault, readAll);
  if (!read.ok) return read;
  if (!read.value.whole) vault.metDamage({ kind: 'file', file: 'drafts' });
  const drafts = [...read.value.byLog].flatMap(([log, byKey]) => {
    const dossier = log.kind === 'audit' ? null : DossierId.parse(log.key.log);
    return [...byKey].map(([key, value]) => ({ dossier, key, value }));
  });
  return ok(drafts);
};

/** Durable when this resolves. A change about a dossier that is not there any more changes nothing. */
export const keepDrafts = async (
  vault: OpenVault,
  changes: readonly DraftChange[],
): Promise<Result<null, WriteFailure>> => {
  const kept = await atBench(vault, async (bench) => {
    const { byLog, whole } = await readAll(bench);
    if (!whole) await rename(join(bench.folder, draftsFile), join(bench.folder, asideFile));
    for (const { dossier, key, value } of changes) {
      const log = logOf(bench.table, dossier);
      if (log === undefined) continue;
      const drafts = new Map(byLog.get(log));
      if (value === null) drafts.delete(key);
      else drafts.set(key, value);
      byLog.set(log, drafts);
    }
    await writeAll(bench, byLog);
    return whole;
  });
  if (!kept.ok) return kept;
  if (!kept.value) vault.metDamage({ kind: 'file', file: 'drafts' });
  return ok(null);
};
