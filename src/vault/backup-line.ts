import { join } from 'node:path';
import { z } from 'zod';
import type { KeyTable } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id, openBytes, sealBytes } from './seal.ts';

/** What the vault knows of its backups: a sealed line in the key table for each generation. */

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

const Content = z.looseObject({
  /** Folder and name of the data file; the key file lies beside it. */
  where: z.string(),
  file: z.string(),
  /** Instant at which the records were as they are in it, ISO 8601. */
  at: z.string(),
  /** Sealed records, and sealed files of attachments. */
  entries: z.int(),
  attachments: z.int(),
  bytes: z.int(),
  /** The head it was taken at: its counter and its digest. */
  counter: z.int(),
  head: Digest,
  /** Digest of the data file. */
  data: Digest,
  /** Instant at which the finished file was last read back and found whole; empty: not yet. */
  proven: z.string(),
  /** Instant from which it may be removed. */
  expires: z.string(),
});
export type BackupGeneration = z.infer<typeof Content> & { readonly id: string };

const Line = z.looseObject({ kind: z.literal('backup'), id: Id, wrap: Base64 });

const bound = (vault: string, id: string): Uint8Array => parts('baken/backup', 1, vault, id);

/** @param key - the derived key for what the vault holds of its own */
export const backupLine = (p: Primitives, key: Uint8Array, vault: string, generation: BackupGeneration): string => {
  const { id, ...content } = generation;
  const wrap = sealBytes(p, key, Buffer.from(JSON.stringify(content), 'utf8'), bound(vault, id));
  return JSON.stringify({ kind: 'backup', id, wrap: Buffer.from(wrap).toString('base64') });
};

const mark = '"kind":"backup"';

/** Nothing when the line is another one, or does not open. */
export const openBackupLine = (
  p: Primitives,
  key: Uint8Array,
  vault: string,
  line: string,
): BackupGeneration | undefined => {
  if (!line.includes(mark)) return undefined; // there are as many other lines as dossiers
  try {
    const read = Line.safeParse(JSON.parse(line));
    if (!read.success) return undefined;
    const { id, wrap } = read.data;
    const opened = openBytes(p, key, Buffer.from(wrap, 'base64'), bound(vault, id));
    const content = opened && Content.safeParse(JSON.parse(Buffer.from(opened).toString('utf8')));
    return content?.success ? { ...content.data, id } : undefined;
  } catch {
    return undefined; // no JSON: a damaged line, which the MAC over the table tells
  }
};

/** Every generation that the table knows, the oldest first. */
export const backupsIn = (p: Primitives, key: Uint8Array, { vault, lines }: KeyTable): readonly BackupGeneration[] =>
  lines
    .flatMap((line) => openBackupLine(p, key, vault, line) ?? [])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const others = (p: Primitives, key: Uint8Array, { vault, lines }: KeyTable, id: string): readonly string[] =>
  lines.filter((line) => openBackupLine(p, key, vault, line)?.id !== id);

/** The table with this generation in it, in the place of what it said of it before. */
export const withBackup = (
  p: Primitives,
  key: Uint8Array,
  table: KeyTable,
  generation: BackupGeneration,
): KeyTable => ({
  ...table,
  generation: table.generation + 1,
  lines: [...others(p, key, table, generation.id), backupLine(p, key, table.vault, generation)],
});

export const withoutBackup = (p: Primitives, key: Uint8Array, table: KeyTable, id: string): KeyTable => ({
  ...table,
  generation: table.generation + 1,
  lines: others(p, key, table, id),
});

/** Full path of the data file. */
export const dataFileOf = ({ where, file }: Pick<BackupGeneration, 'where' | 'file'>): string => join(where, file);
