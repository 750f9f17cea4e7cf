import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import type { JsonObject } from './json.ts';
import type { KeyTable } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { openJson, sealJson } from './seal.ts';

export const snapshotFile = 'index';

/** Sealed by ourselves as JSON, so what is in it is JSON; to look into every field again cost more than opening the seal. */
const Row = z.custom<JsonObject>((row) => typeof row === 'object' && row !== null && !Array.isArray(row));

const Snapshot = z.object({
  /** Everything up to this update sequence has been folded in. */
  updateSeq: z.int().min(0),
  /** Which fold made the rows; another fold starts again. */
  fold: z.string(),
  rows: z.array(z.tuple([z.string(), Row])),
});
export type Snapshot = {
  readonly updateSeq: number;
  readonly fold: string;
  readonly rows: readonly (readonly [dossier: string, row: JsonObject])[];
};

const bound = ({ vault, indexGeneration }: KeyTable) => parts('baken/index', 1, vault, indexGeneration);

/** Goes into no backup and no sync; its key is replaced when a dossier is erased, and then it opens for nobody. */
export const writeSnapshot = (p: Primitives, folder: string, table: KeyTable, snapshot: Snapshot): Promise<void> => {
  const content = { updateSeq: snapshot.updateSeq, fold: snapshot.fold, rows: snapshot.rows };
  return writeDurably(join(folder, snapshotFile), sealJson(p, table.indexKey, content, bound(table)));
};

/** Nothing when there is none that can be used: it is a copy, and is made again from the entries. */
export const readSnapshot = async (
  p: Primitives,
  folder: string,
  table: KeyTable,
  fold: string,
): Promise<Snapshot | undefined> => {
  const sealed = await readFile(join(folder, snapshotFile)).catch(() => undefined);
  const opened = sealed && openJson(p, table.indexKey, sealed, bound(table));
  const read = opened?.ok ? Snapshot.safeParse(opened.value) : undefined;
  return read?.success && read.data.fold === fold ? read.data : undefined;
};
