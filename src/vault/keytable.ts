import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import { earlierDeviceLine } from './earlier-device.ts';
import { type Identity, newDevice, openIdentity, type SealedIdentity, sealIdentity } from './identity.ts';
import type { JsonValue } from './json.ts';
import type { DerivedKeys } from './keys.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id, newId, openBytes, type SealingKey, sealBytes } from './seal.ts';
import { openTombstone, type Tombstone, tombstoneLine } from './tombstone.ts';

export const keyTableFile = 'keys';

/** A run of signed, chained records: a dossier's entries, or this vault's audit lines. */
export type Log = {
  readonly kind: 'dossier' | 'audit';
  readonly pseudonym: string;
  /** A share taken back starts a new one. */
  readonly epoch: number;
  readonly key: SealingKey;
};

const Line = z.looseObject({
  kind: z.string(),
  /** Pseudonym of a dossier or the audit; id of a person or device; random for the index. */
  id: Id,
  /** Id of the key itself: the `k` of the envelopes sealed under it. */
  key: Id,
  epoch: z.int().min(1),
  wrap: Base64,
});
type Line = z.infer<typeof Line>;
const First = z.looseObject({ format: z.literal(1), vault: Id, generation: z.int().min(1), index: z.int().min(1) });
const Wrapped = z.object({ log: Id, key: Base64 });

export type KeyTable = {
  readonly vault: string;
  /** Goes up with every rewrite; the head repeats it. */
  readonly generation: number;
  /** Goes up when the index key is replaced. */
  readonly indexGeneration: number;
  readonly indexKey: Uint8Array;
  readonly identity: Identity;
  readonly audit: Log;
  readonly dossiers: readonly Log[];
  /** Dossiers that were erased, oldest first. */
  readonly erased: readonly Tombstone[];
  /** Lines as they stand, so that a rewrite keeps what this version does not know. */
  readonly lines: readonly string[];
  /** False when the table was altered: what still opens is used, and the table is not rewritten. */
  readonly intact: boolean;
};

const KeyKind = z.enum(['dossier', 'audit', 'index', 'person', 'device']);
type Kind = z.infer<typeof KeyKind>;
const wrapKey = (keys: DerivedKeys, kind: Kind): Uint8Array =>
  kind === 'index' ? keys.index : kind === 'audit' ? keys.audit : keys.wraps;
const bound = (vault: string, { kind, id, key, epoch }: Pick<Line, 'kind' | 'id' | 'key' | 'epoch'>) =>
  parts('baken/wrap', 1, vault, kind, id, key, epoch);

const wrapLine = (
  p: Primitives,
  keys: DerivedKeys,
  vault: string,
  kind: Kind,
  id: string,
  key: string,
  content: { readonly [name: string]: JsonValue },
): string => {
  const named = { kind, id, key, epoch: 1 };
  // not padded: every key of a kind is as long as the next, and the table is rewritten whole for each new dossier
  const wrap = sealBytes(p, wrapKey(keys, kind), Buffer.from(JSON.stringify(content)), bound(vault, named));
  return JSON.stringify({ ...named, wrap: Buffer.from(wrap).toString('base64') });
};
const json = <T>(shape: z.ZodType<T>, text: string | undefined): T | undefined => {
  if (text === undefined) return undefined;
  try {
    const read = shape.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined; // a line that is no JSON is a damaged line; the table as a whole then says so
  }
};

const unwrapLine = (p: Primitives, keys: DerivedKeys, vault: string, line: Line): unknown => {
  const kind = KeyKind.safeParse(line.kind);
  if (!kind.success) return undefined;
  const opened = openBytes(p, wrapKey(keys, kind.data), Buffer.from(line.wrap, 'base64'), bound(vault, line));
  return opened === undefined ? undefined : json(z.unknown(), Buffer.from(opened).toString('utf8'));
};

const makeLog = (p: Primitives, keys: DerivedKeys, vault: string, kind: 'dossier' | 'audit') => {
  const key: SealingKey = { id: newId(), log: newId(), bytes: randomBytes(32) };
  const pseudonym = newId();
  const log: Log = { kind, pseudonym, epoch: 1, key };
  const content = { log: key.log, key: Buffer.from(key.bytes).toString('base64') };
  return { log, line: wrapLine(p, keys, vault, kind, pseudonym, key.id, content) };
};

export const newKeyTable = (p: Primitives, keys: DerivedKeys, vault: string, identity: Identity): KeyTable => {
  const audit = makeLog(p, keys, vault, 'audit');
  const indexKey = randomBytes(32);
  const sealed: SealedIdentity = sealIdentity(identity);
  const lines = [
    wrapLine(p, keys, vault, 'person', identity.person.id, newId(), sealed.person),
    wrapLine(p, keys, vault, 'device', identity.device.id, newId(), sealed.device),
    audit.line,
    wrapLine(p, keys, vault, 'index', newId(), newId(), { log: newId(), key: indexKey.toString('base64') }),
  ];
  return {
    vault,
    generation: 1,
    indexGeneration: 1,
    indexKey,
    identity,
    audit: audit.log,
    dossiers: [],
    erased: [],
    lines,
    intact: true,
  };
};

export const withDossiers = (
  p: Primitives,
  keys: DerivedKeys,
  table: KeyTable,
  count: number,
): { readonly table: KeyTable; readonly logs: readonly Log[] } => {
  const made = Array.from({ length: count }, () => makeLog(p, keys, table.vault, 'dossier'));
  const logs = made.map(({ log }) => log);
  return {
    logs,
    table: {
      ...table,
      generation: table.generation + 1,
      dossiers: [...table.dossiers, ...logs],
      lines: [...table.lines, ...made.map(({ line }) => line)],
    },
  };
};

const isLine = (text: string, kind: string, id?: string): boolean => {
  const line = json(z.looseObject({ kind: z.string(), id: z.string() }), text);
  return line?.kind === kind && (id === undefined || line.id === id);
};

/** The table without the key of a dossier, with its tombstone, and with a new key for the index: the old one showed its row. */
export const withoutDossier = (p: Primitives, keys: DerivedKeys, table: KeyTable, tombstone: Tombstone): KeyTable => {
  const { vault } = table;
  const { pseudonym } = tombstone;
  const indexKey = randomBytes(32);
  const wrapped = { log: newId(), key: indexKey.toString('base64') };
  const kept = table.lines.filter((line) => !isLine(line, 'dossier', pseudonym) && !isLine(line, 'index'));
  return {
    ...table,
    generation: table.generation + 1,
    indexGeneration: table.indexGeneration + 1,
    indexKey,
    dossiers: table.dossiers.filter((log) => log.pseudonym !== pseudonym),
    erased: [...table.erased, tombstone],
    lines: [
      ...kept,
      wrapLine(p, keys, vault, 'index', newId(), newId(), wrapped),
      tombstoneLine(p, keys.wraps, vault, tombstone),
    ],
  };
};

/** The table with a newer state of a tombstone that is in it. */
export const withTombstone = (p: Primitives, keys: DerivedKeys, table: KeyTable, tombstone: Tombstone): KeyTable => {
  const { pseudonym } = tombstone;
  const line = tombstoneLine(p, keys.wraps, table.vault, tombstone);
  return {
    ...table,
    generation: table.generation + 1,
    erased: table.erased.map((one) => (one.pseudonym === pseudonym ? tombstone : one)),
    lines: table.lines.map((text) => (isLine(text, 'erased', pseudonym) ? line : text)),
  };
};

/**
 * The table with a new device in the place of the one that wrote until now, of which what is needed to check its signatures
 * stays. For a vault that goes on from an older state: two that write on as one device would fork its chains.
 */
export const withNewDevice = (p: Primitives, keys: DerivedKeys, table: KeyTable): KeyTable => {
  const { vault, identity, lines } = table;
  const next: Identity = { person: identity.person, device: newDevice(p, identity.person) };
  return {
    ...table,
    generation: table.generation + 1,
    identity: next,
    lines: [
      ...lines.filter((line) => !isLine(line, 'device')),
      wrapLine(p, keys, vault, 'device', next.device.id, newId(), sealIdentity(next).device),
      earlierDeviceLine(p, keys.wraps, vault, identity.device),
    ],
  };
};

/** A line that holds no key: what is known of an erased dossier, a backup, an earlier device. */
const Sealed = z.looseObject({ kind: z.string(), id: Id, wrap: Base64 });

const resealed = (p: Primitives, from: DerivedKeys, to: DerivedKeys, vault: string, text: string): string => {
  const line = json(Sealed, text);
  if (line === undefined) return text;
  const named = parts(`baken/${line.kind}`, 1, vault, line.id);
  const opened = openBytes(p, from.wraps, Buffer.from(line.wrap, 'base64'), named);
  if (opened === undefined) return text; // of a later version, sealed in another manner: it is not thrown away
  return JSON.stringify({ ...line, wrap: Buffer.from(sealBytes(p, to.wraps, opened, named)).toString('base64') });
};

/**
 * Every line of the table under another vault key, with other keys for this computer and the index: whoever knows the vault
 * key of before can sign nothing more, and reads no list that is made from now on.
 */
export const withNewKeys = (p: Primitives, from: DerivedKeys, to: DerivedKeys, table: KeyTable): KeyTable => {
  const { vault } = table;
  const indexKey = randomBytes(32);
  const { person, device } = table.identity;
  const identity: Identity = { person, device: newDevice(p, person) };
  const content = z.record(z.string(), z.json());
  const kept = table.lines.flatMap((text) => {
    const line = json(Line, text);
    if (line === undefined) return [resealed(p, from, to, vault, text)];
    if (line.kind === 'device' || line.kind === 'index') return [];
    const kind = KeyKind.safeParse(line.kind);
    if (!kind.success) return [text];
    const opened = content.parse(unwrapLine(p, from, vault, line)); // the table is intact, so each of its lines opens
    return [wrapLine(p, to, vault, kind.data, line.id, line.key, opened)];
  });
  return {
    ...table,
    generation: table.generation + 1,
    indexGeneration: table.indexGeneration + 1,
    indexKey,
    identity,
    lines: [
      ...kept,
      wrapLine(p, to, vault, 'device', identity.device.id, newId(), sealIdentity(identity).device),
      wrapLine(p, to, vault, 'index', newId(), newId(), { log: newId(), key: indexKey.toString('base64') }),
      earlierDeviceLine(p, to.wraps, vault, device),
    ],
  };
};

const macOver = (p: Primitives, keys: DerivedKeys, lines: readonly string[]): string =>
  Buffer.from(p.mac(keys.wraps, parts('baken/keys', ...lines))).toString('hex');

const lastLine = (mac: string): string => JSON.stringify({ mac });

/** Rewritten whole, so that a key that is taken out is gone when this resolves. */
export const writeKeyTable = async (
  p: Primitives,
  keys: DerivedKeys,
  folder: string,
  table: KeyTable,
): Promise<void> => {
  const first = { format: 1, vault: table.vault, generation: table.generation, index: table.indexGeneration };
  const lines = [JSON.stringify(first), ...table.lines];
  const text = [...lines, lastLine(macOver(p, keys, lines)), ''].join('\n');
  await writeDurably(join(folder, keyTableFile), Buffer.from(text, 'utf8'));
};

export const readKeyTable = async (
  p: Primitives,
  keys: DerivedKeys,
  folder: string,
  vault: string,
): Promise<KeyTable | undefined> => {
  const text = await readFile(join(folder, keyTableFile), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseKeyTable(p, keys, text, vault);
};

/** Nothing when what nothing can do without does not open: identity, audit or index. A missing file is told as the same. */
export const parseKeyTable = (p: Primitives, keys: DerivedKeys, text: string, vault: string): KeyTable | undefined => {
  const all = text.split('\n').slice(0, -1);
  const lines = all.slice(1, -1);
  const first = json(First, all[0]);
  const intact =
    first?.vault === vault && text.endsWith('\n') && all.at(-1) === lastLine(macOver(p, keys, all.slice(0, -1)));
  const dossiers: Log[] = [];
  const erased: Tombstone[] = [];
  let audit: Log | undefined;
  let indexKey: Uint8Array | undefined;
  const identity: { person?: unknown; device?: unknown } = {};
  for (const text of lines) {
    const read = json(z.unknown(), text);
    const line = Line.safeParse(read).data;
    if (line?.kind !== 'dossier') {
      const tombstone = openTombstone(p, keys.wraps, vault, read);
      if (tombstone !== undefined) erased.push(tombstone);
    }
    if (line === undefined) continue; // counted by the MAC above
    const content = unwrapLine(p, keys, vault, line);
    if (line.kind === 'person') identity.person = content;
    if (line.kind === 'device') identity.device = content;
    const wrapped = Wrapped.safeParse(content);
    if (!wrapped.success) continue;
    const bytes = Buffer.from(wrapped.data.key, 'base64');
    const key: SealingKey = { id: line.key, log: wrapped.data.log, bytes };
    if (line.kind === 'index') indexKey = bytes;
    if (line.kind === 'audit') audit = { kind: 'audit', pseudonym: line.id, epoch: line.epoch, key };
    if (line.kind === 'dossier') dossiers.push({ kind: 'dossier', pseudonym: line.id, epoch: line.epoch, key });
  }
  const opened = openIdentity(p, identity);
  if (audit === undefined || indexKey === undefined || opened === undefined) return undefined;
  return {
    vault,
    generation: first?.generation ?? 0,
    indexGeneration: first?.index ?? 0,
    indexKey,
    identity: opened,
    audit,
    dossiers,
    erased,
    lines,
    intact,
  };
};
