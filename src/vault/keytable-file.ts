import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DossierKeys, nameLength, openRecord, recordLength } from './dossier-keys.ts';
import { writeDurably } from './durable-file.ts';
import type { Format } from './header.ts';
import { openIdentity } from './identity.ts';
import { jsonOf, KeyLine, logLine, unwrapLine, wrappedKey } from './key-lines.ts';
import type { DerivedKeys } from './keys.ts';
import type { KeyTable } from './keytable.ts';
import type { Log } from './log.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Id, openBytes, sealBytes } from './seal.ts';
import { openTombstone, type Tombstone } from './tombstone.ts';

/**
 * The key table as a file. The header's format says which file, and how it is read.
 *
 * Format 1 (`keys`), text: a first line with vault and generations, a line for every key, a last line with the MAC.
 *
 * Format 2 (`keys-2`): the same first line and lines, but not the dossiers', then an empty line; then the dossiers' keys as
 * records of the same length, their names sealed together, how many there are (32 bits, big endian), and the MAC (32 bytes).
 * A record also holds its name, so that a table of which a part is damaged gives all keys of the rest.
 */

const fileNames: Readonly<Record<Format, string>> = { 1: 'keys', 2: 'keys-2' };
export const keyTableFile = (format: Format): string => fileNames[format];
export const keyTableFiles: readonly string[] = Object.values(fileNames);

const First = z.looseObject({ format: z.int(), vault: Id, generation: z.int().min(1), index: z.int().min(1) });

const firstLine = ({ format, vault, generation, indexGeneration }: KeyTable): string =>
  JSON.stringify({ format, vault, generation, index: indexGeneration });

const textMac = (p: Primitives, keys: DerivedKeys, lines: readonly string[]): string =>
  JSON.stringify({ mac: Buffer.from(p.mac(keys.wraps, parts('baken/keys', ...lines))).toString('hex') });

const macLength = 32;
const countLength = 4;
/** Nonce and tag around the names. */
const sealLength = 12 + 16;
const byteMac = (p: Primitives, keys: DerivedKeys, bytes: Uint8Array): Uint8Array =>
  p.mac(keys.wraps, parts('baken/key-table', 2, bytes));
const namesBound = (vault: string): Uint8Array => parts('baken/key-names', 2, vault);

const asText = (p: Primitives, keys: DerivedKeys, table: KeyTable): Buffer => {
  const dossiers = [...table.dossiers].map((log) => logLine(p, keys, table.vault, log));
  const lines = [firstLine(table), ...table.lines, ...dossiers];
  return Buffer.from([...lines, textMac(p, keys, lines), ''].join('\n'), 'utf8');
};

const asRecords = (p: Primitives, keys: DerivedKeys, table: KeyTable): Buffer => {
  const { records, names, size } = table.dossiers;
  const count = Buffer.alloc(countLength);
  count.writeUInt32BE(size);
  const text = Buffer.from([firstLine(table), ...table.lines, '', ''].join('\n'), 'utf8');
  const said = Buffer.concat([text, records, sealBytes(p, keys.wraps, names, namesBound(table.vault)), count]);
  return Buffer.concat([said, byteMac(p, keys, said)]);
};

/** Rewritten whole, so that a key that is taken out is gone when this resolves. */
export const writeKeyTable = async (
  p: Primitives,
  keys: DerivedKeys,
  folder: string,
  table: KeyTable,
): Promise<void> => {
  const bytes = table.format === 1 ? asText(p, keys, table) : asRecords(p, keys, table);
  await writeDurably(join(folder, keyTableFile(table.format)), bytes);
};

type Named = { readonly vault: string; readonly format: Format };

export const readKeyTable = async (
  p: Primitives,
  keys: DerivedKeys,
  folder: string,
  named: Named,
): Promise<KeyTable | undefined> => {
  const bytes = await readFile(join(folder, keyTableFile(named.format))).catch(() => undefined);
  return bytes === undefined ? undefined : parseKeyTable(p, keys, bytes, named);
};

/** Nothing when what nothing can do without does not open: identity, audit or index. A missing file is told as the same. */
export const parseKeyTable = (
  p: Primitives,
  keys: DerivedKeys,
  bytes: Buffer,
  { vault, format }: Named,
): KeyTable | undefined => {
  const read = format === 1 ? readText(p, keys, vault, bytes) : readRecords(p, keys, vault, bytes);
  const { first, lines, dossiers, whole } = read;
  const opened = openLines(p, keys, vault, lines);
  if (opened === undefined) return undefined;
  return {
    ...opened,
    ...{ format, vault, lines, dossiers },
    generation: first?.generation ?? 0,
    indexGeneration: first?.index ?? 0,
    intact: whole && first?.format === format && first.vault === vault,
  };
};

type Read = {
  readonly first: z.infer<typeof First> | undefined;
  readonly lines: readonly string[];
  readonly dossiers: DossierKeys;
  /** Exactly as it was written. */
  readonly whole: boolean;
};

const readText = (p: Primitives, keys: DerivedKeys, vault: string, bytes: Buffer): Read => {
  const text = bytes.toString('utf8');
  const all = text.split('\n').slice(0, -1);
  const lines: string[] = [];
  const logs = new Map<string, Log>();
  for (const one of all.slice(1, -1)) {
    const line = jsonOf(KeyLine, one);
    const opened = line?.kind === 'dossier' ? wrappedKey(unwrapLine(p, keys, vault, line)) : undefined;
    if (line === undefined || opened === undefined) lines.push(one);
    else {
      const key = { id: line.key, log: opened.log, bytes: opened.bytes };
      logs.set(line.id, { kind: 'dossier', pseudonym: line.id, epoch: line.epoch, key });
    }
  }
  return {
    ...{ first: jsonOf(First, all[0]), lines },
    dossiers: DossierKeys.of(p, keys.wraps, vault, [...logs.values()]),
    whole: text.endsWith('\n') && all.at(-1) === textMac(p, keys, all.slice(0, -1)),
  };
};

const readRecords = (p: Primitives, keys: DerivedKeys, vault: string, bytes: Buffer): Read => {
  const said = bytes.subarray(0, Math.max(0, bytes.length - macLength));
  const whole = bytes.subarray(said.length).equals(byteMac(p, keys, said));
  return (whole ? wholeRecords(p, keys, vault, said) : undefined) ?? leftRecords(p, keys, vault, bytes);
};

/** Where the records would begin, counted back from the end. */
const beginOf = (said: Buffer): number => {
  const count = said.length < countLength ? 0 : said.readUInt32BE(said.length - countLength);
  return said.length - countLength - sealLength - count * (nameLength + recordLength);
};

const wholeRecords = (p: Primitives, keys: DerivedKeys, vault: string, said: Buffer): Read | undefined => {
  const begin = beginOf(said);
  if (begin < 2) return undefined;
  const count = said.readUInt32BE(said.length - countLength);
  const end = begin + count * recordLength;
  const text = said.toString('utf8', 0, begin);
  const sealed = said.subarray(end, said.length - countLength);
  const names = openBytes(p, keys.wraps, sealed, namesBound(vault));
  if (!text.endsWith('\n\n') || names === undefined) return undefined;
  const records = Buffer.from(said.subarray(begin, end));
  const dossiers = DossierKeys.stored(p, keys.wraps, vault, records, Buffer.from(names));
  const [first, ...lines] = text.slice(0, -2).split('\n');
  return dossiers && { first: jsonOf(First, first), lines, dossiers, whole: true };
};

/** What still opens of a damaged table: records are looked for behind the empty line, and counted back from the end. */
const leftRecords = (p: Primitives, keys: DerivedKeys, vault: string, bytes: Buffer): Read => {
  const said = bytes.subarray(0, Math.max(0, bytes.length - macLength));
  const blank = bytes.indexOf('\n\n');
  const begins = new Set([beginOf(said), ...(blank < 0 ? [] : [blank + 2])]);
  const logs = new Map<string, Log>();
  for (const begin of begins) {
    if (begin < 0) continue;
    for (let at = begin; at + recordLength <= bytes.length; at += recordLength) {
      const log = openRecord(p, keys.wraps, vault, bytes.subarray(at, at + recordLength));
      if (log !== undefined) logs.set(log.pseudonym, log);
    }
  }
  const [first, ...lines] = bytes.toString('utf8').split('\n');
  return {
    ...{ first: jsonOf(First, first), lines: lines.filter((line) => jsonOf(z.looseObject({}), line) !== undefined) },
    dossiers: DossierKeys.of(p, keys.wraps, vault, [...logs.values()]),
    whole: false,
  };
};

type Opened = Pick<KeyTable, 'identity' | 'audit' | 'indexKey' | 'erased'>;
const openLines = (p: Primitives, keys: DerivedKeys, vault: string, lines: readonly string[]): Opened | undefined => {
  const erased: Tombstone[] = [];
  let audit: Log | undefined;
  let indexKey: Uint8Array | undefined;
  const identity: { person?: unknown; device?: unknown } = {};
  for (const text of lines) {
    const read = jsonOf(z.unknown(), text);
    const tombstone = openTombstone(p, keys.wraps, vault, read);
    if (tombstone !== undefined) erased.push(tombstone);
    const line = KeyLine.safeParse(read).data;
    if (line === undefined || line.kind === 'dossier') continue; // counted by the MAC
    const content = unwrapLine(p, keys, vault, line);
    if (line.kind === 'person') identity.person = content;
    if (line.kind === 'device') identity.device = content;
    const opened = wrappedKey(content);
    if (opened === undefined) continue;
    const { log, bytes } = opened;
    if (line.kind === 'index') indexKey = bytes;
    if (line.kind === 'audit')
      audit = { kind: 'audit', pseudonym: line.id, epoch: line.epoch, key: { id: line.key, log, bytes } };
  }
  const opened = openIdentity(p, identity);
  if (audit === undefined || indexKey === undefined || opened === undefined) return undefined;
  return { identity: opened, audit, indexKey, erased };
};
