import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DossierKeys } from './dossier-keys.ts';
import { earlierDeviceLine } from './earlier-device.ts';
import { type Format, format } from './header.ts';
import { type Identity, newDevice, type SealedIdentity, sealIdentity } from './identity.ts';
import { isLine, jsonOf, KeyKind, KeyLine, logLine, resealed, unwrapLine, wrapLine } from './key-lines.ts';
import type { DerivedKeys } from './keys.ts';
import type { Log } from './log.ts';
import type { Primitives } from './primitives.ts';
import { newId, type SealingKey } from './seal.ts';
import { type Tombstone, tombstoneLine } from './tombstone.ts';

export type { Log };

/** All keys of a vault but the ones that follow from the vault key, and what is known of what has no key any more. */
export type KeyTable = {
  /** The one it is stored in. */
  readonly format: Format;
  readonly vault: string;
  /** Goes up with every rewrite; the head repeats it. */
  readonly generation: number;
  /** Goes up when the index key is replaced. */
  readonly indexGeneration: number;
  readonly indexKey: Uint8Array;
  readonly identity: Identity;
  readonly audit: Log;
  readonly dossiers: DossierKeys;
  /** Dossiers that were erased, oldest first. */
  readonly erased: readonly Tombstone[];
  /** Every line but the dossiers' as it stands, so that a rewrite keeps what this version does not know. */
  readonly lines: readonly string[];
  /** False when the table was altered: what still opens is used, and the table is not rewritten. */
  readonly intact: boolean;
};

const newLog = (kind: Log['kind']): Log => {
  const key: SealingKey = { id: newId(), log: newId(), bytes: randomBytes(32) };
  return { kind, pseudonym: newId(), epoch: 1, key };
};

const indexLine = (p: Primitives, keys: DerivedKeys, vault: string, indexKey: Buffer): string => {
  const content = { log: newId(), key: indexKey.toString('base64') };
  return wrapLine(p, keys, vault, { kind: 'index', id: newId(), key: newId() }, content);
};
const deviceLine = (p: Primitives, keys: DerivedKeys, vault: string, identity: Identity): string => {
  const named = { kind: 'device' as const, id: identity.device.id, key: newId() };
  return wrapLine(p, keys, vault, named, sealIdentity(identity).device);
};

/** The log that bears this pseudonym: a dossier's, or the audit's. */
export const logOf = ({ audit, dossiers }: KeyTable, pseudonym: string): Log | undefined =>
  pseudonym === audit.pseudonym ? audit : dossiers.byPseudonym(pseudonym);

export const newKeyTable = (p: Primitives, keys: DerivedKeys, vault: string, identity: Identity): KeyTable => {
  const audit = newLog('audit');
  const indexKey = randomBytes(32);
  const sealed: SealedIdentity = sealIdentity(identity);
  const lines = [
    wrapLine(p, keys, vault, { kind: 'person', id: identity.person.id, key: newId() }, sealed.person),
    deviceLine(p, keys, vault, identity),
    logLine(p, keys, vault, audit),
    indexLine(p, keys, vault, indexKey),
  ];
  const dossiers = DossierKeys.of(p, keys.wraps, vault, []);
  return {
    ...{ format, vault, generation: 1, indexGeneration: 1 },
    ...{ indexKey, identity, audit, dossiers, erased: [], lines, intact: true },
  };
};

export const withDossiers = (
  table: KeyTable,
  count: number,
): { readonly table: KeyTable; readonly logs: readonly Log[] } => {
  const logs = Array.from({ length: count }, () => newLog('dossier'));
  return { logs, table: { ...table, generation: table.generation + 1, dossiers: table.dossiers.with(logs) } };
};

/** The table without the key of a dossier, with its tombstone, and with a new key for the index: the old one showed its row. */
export const withoutDossier = (p: Primitives, keys: DerivedKeys, table: KeyTable, tombstone: Tombstone): KeyTable => {
  const { vault } = table;
  const { pseudonym } = tombstone;
  const indexKey = randomBytes(32);
  return {
    ...table,
    generation: table.generation + 1,
    indexGeneration: table.indexGeneration + 1,
    indexKey,
    dossiers: table.dossiers.without(pseudonym),
    erased: [...table.erased, tombstone],
    lines: [
      ...table.lines.filter((line) => !isLine(line, 'index')),
      indexLine(p, keys, vault, indexKey),
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
      deviceLine(p, keys, vault, next),
      earlierDeviceLine(p, keys.wraps, vault, identity.device),
    ],
  };
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
    const line = jsonOf(KeyLine, text);
    if (line === undefined) return [resealed(p, from, to, vault, text)];
    if (line.kind === 'device' || line.kind === 'index') return [];
    const kind = KeyKind.safeParse(line.kind);
    if (!kind.success) return [text];
    const opened = content.parse(unwrapLine(p, from, vault, line)); // the table is intact, so each of its lines opens
    return [wrapLine(p, to, vault, { ...line, kind: kind.data }, opened)];
  });
  return {
    ...table,
    generation: table.generation + 1,
    indexGeneration: table.indexGeneration + 1,
    indexKey,
    identity,
    dossiers: DossierKeys.of(p, to.wraps, vault, [...table.dossiers]),
    lines: [
      ...kept,
      deviceLine(p, to, vault, identity),
      indexLine(p, to, vault, indexKey),
      earlierDeviceLine(p, to.wraps, vault, device),
    ],
  };
};

/** Every key of it that was opened. */
export const wipeTable = ({ audit, dossiers, indexKey, identity: { person, device } }: KeyTable): void => {
  dossiers.wipe();
  for (const secret of [audit.key.bytes, indexKey, person.agree, person.sign, device.seed]) secret.fill(0);
};
