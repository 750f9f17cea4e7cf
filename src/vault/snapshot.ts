import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import type { JsonObject } from './json.ts';
import type { KeyTable } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { openJson, sealJson } from './seal.ts';

/**
 * The list of all dossiers as it was at one place in the order of writing, so that an unlock reads that and not every entry.
 * It is sealed in parts: whoever goes on writing seals one part again, and not the whole list.
 *
 * The file: a head that names every part by its digest, then the parts, each behind its length (32 bits, big endian).
 */

export const snapshotFile = 'index';

export type Rows = ReadonlyMap<string, JsonObject>;
export type Snapshot = {
  /** Everything up to this update sequence has been folded in. */
  readonly updateSeq: number;
  /** Generation of the key table of which these are the dossiers. */
  readonly keys: number;
  readonly rows: Rows;
};

/** Rows that are sealed together. A choice: one part is sealed in some milliseconds, and a hundred thousand rows are 200 parts. */
const rowsInPart = 512;

const Head = z.object({
  updateSeq: z.int().min(0),
  keys: z.int(),
  /** Which fold made the rows; another fold starts again. */
  fold: z.string(),
  /** SHA-256 of each sealed part, in their order. */
  parts: z.array(z.string()),
});
/**
 * Sealed by ourselves as JSON, so what is in it is JSON; to look into every field again cost more than opening the seal.
 */
const isRows = (value: unknown): value is readonly (readonly [string, JsonObject])[] =>
  Array.isArray(value) &&
  value.every(
    (pair) =>
      Array.isArray(pair) &&
      pair.length === 2 &&
      typeof pair[0] === 'string' &&
      typeof pair[1] === 'object' &&
      pair[1] !== null &&
      !Array.isArray(pair[1]),
  );

const bound = ({ vault, indexGeneration }: KeyTable, what: string, place: number) =>
  parts('baken/index', 2, vault, indexGeneration, what, place);
const digestOf = (p: Primitives, sealed: Uint8Array): string => Buffer.from(p.digest(sealed)).toString('hex');

const behindLength = (bytes: Uint8Array): readonly Uint8Array[] => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
};
/** What stands behind each length; nothing when the bytes do not end where the last of them does. */
const framed = (file: Buffer): readonly Buffer[] | undefined => {
  const frames: Buffer[] = [];
  let at = 0;
  while (at + 4 <= file.length) {
    const end = at + 4 + file.readUInt32BE(at);
    frames.push(file.subarray(at + 4, end));
    at = end;
  }
  return at === file.length ? frames : undefined;
};

type Part = {
  readonly rows: readonly (readonly [string, JsonObject])[];
  readonly sealed: Uint8Array;
  readonly digest: string;
};

export type IndexFile = {
  /** Nothing when there is none that can be used: it is a copy, and is made again from the entries. */
  readonly read: (table: KeyTable, fold: string) => Promise<Snapshot | undefined>;
  /** Goes into no backup and no sync; its key is replaced when a dossier is erased, and then it opens for nobody. */
  readonly write: (table: KeyTable, fold: string, snapshot: Pick<Snapshot, 'updateSeq' | 'rows'>) => Promise<void>;
};

export const indexFile = (p: Primitives, folder: string): IndexFile => {
  const path = join(folder, snapshotFile);
  /** As they stand in the file, sealed under the key of this generation. */
  let kept: { readonly generation: number; readonly parts: readonly Part[] } | undefined;

  return {
    read: async (table, fold) => {
      const file = await readFile(path).catch(() => undefined);
      const [front, ...sealed] = (file && framed(file)) ?? [];
      const opened = front && openJson(p, table.indexKey, front, bound(table, 'head', 0));
      const head = opened?.ok ? Head.safeParse(opened.value).data : undefined;
      if (head === undefined || head.fold !== fold || head.parts.length !== sealed.length) return undefined;
      const found: Part[] = [];
      const rows = new Map<string, JsonObject>();
      for (const [place, bytes] of sealed.entries()) {
        const digest = digestOf(p, bytes);
        if (digest !== head.parts[place]) return undefined;
        const part = openJson(p, table.indexKey, bytes, bound(table, 'part', place));
        if (!part.ok || !isRows(part.value)) return undefined;
        for (const [dossier, row] of part.value) rows.set(dossier, row);
        found.push({ rows: part.value, sealed: bytes, digest });
      }
      kept = { generation: table.indexGeneration, parts: found };
      return { updateSeq: head.updateSeq, keys: head.keys, rows };
    },

    write: async (table, fold, { updateSeq, rows }) => {
      const before = kept?.generation === table.indexGeneration ? kept.parts : [];
      const all = [...rows];
      const now: Part[] = [];
      for (let from = 0; from < all.length; from += rowsInPart) {
        const some = all.slice(from, from + rowsInPart);
        const same = before[now.length];
        // a row is replaced when it changes, never altered
        const stands =
          same?.rows.length === some.length &&
          some.every(([dossier, row], n) => same.rows[n]?.[0] === dossier && same.rows[n]?.[1] === row);
        if (same !== undefined && stands) now.push(same);
        else {
          const sealed = sealJson(p, table.indexKey, some, bound(table, 'part', now.length));
          now.push({ rows: some, sealed, digest: digestOf(p, sealed) });
        }
      }
      const head = { updateSeq, keys: table.generation, fold, parts: now.map(({ digest }) => digest) };
      const front = sealJson(p, table.indexKey, head, bound(table, 'head', 0));
      await writeDurably(path, Buffer.concat([front, ...now.map(({ sealed }) => sealed)].flatMap(behindLength)));
      kept = { generation: table.indexGeneration, parts: now };
    },
  };
};
