import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newIdentity } from '#vault/identity.ts';
import { deriveKeys } from '#vault/keys.ts';
import { type KeyTable, newKeyTable, wipeTable, withDossiers, withoutDossier } from '#vault/keytable.ts';
import { keyTableFile, parseKeyTable, readKeyTable, writeKeyTable } from '#vault/keytable-file.ts';
import { choosePrimitives, type Primitives } from '#vault/primitives.ts';
import { newId } from '#vault/seal.ts';
import { temporaryFolder, value } from './practice-vault.ts';

const p = value(await choosePrimitives());
const vault = newId();
const keys = deriveKeys(p, vault, randomBytes(32));

const tableOf = (count: number, known: Primitives = p) => {
  const empty = newKeyTable(known, keys, vault, newIdentity(known));
  const half = withDossiers(empty, Math.floor(count / 2));
  const full = withDossiers(half.table, count - half.logs.length);
  return { table: full.table, logs: [...half.logs, ...full.logs] };
};
const stored = async (table: KeyTable): Promise<{ folder: string; bytes: Buffer }> => {
  const folder = await temporaryFolder();
  await writeKeyTable(p, keys, folder, table);
  return { folder, bytes: await readFile(join(folder, keyTableFile(table.format))) };
};
const parsed = (bytes: Buffer, known: Primitives = p) =>
  parseKeyTable(known, keys, bytes, { vault, format: 2 }) ?? expect.fail('the table opens');
/** Counts what is opened with it. */
const counting = () => {
  const count = { opened: 0 };
  const open: Primitives['cipher']['open'] = (...given) => {
    count.opened += 1;
    return p.cipher.open(...given);
  };
  return { count, known: { ...p, cipher: { ...p.cipher, open } } };
};

describe('the key table', () => {
  test('finds every dossier by its id and by its pseudonym, and no other', async () => {
    const { table, logs } = tableOf(300);
    const { dossiers, intact, generation } = parsed((await stored(table)).bytes);
    expect({ intact, generation, size: dossiers.size }).toEqual({ intact: true, generation: 3, size: 300 });
    for (const log of logs) {
      expect(dossiers.has(log.key.log)).toBe(true);
      const found = dossiers.byId(log.key.log);
      expect(found).toEqual({ ...log, key: { ...log.key, bytes: Uint8Array.from(log.key.bytes) } });
      expect(dossiers.byPseudonym(log.pseudonym)).toBe(found);
    }
    for (const other of [newId(), '', 'geen id', logs[0]?.pseudonym ?? '']) {
      expect(dossiers.has(other)).toBe(false);
      expect(dossiers.byId(other)).toBeUndefined();
    }
    expect(dossiers.byPseudonym(newId())).toBeUndefined();
    expect(dossiers.hasPseudonym(logs[0]?.key.log ?? '')).toBe(false);
  });

  test('opens as much for a thousand dossiers as for none, and a key when it is first asked for', async () => {
    const opened = async (size: number) => {
      const { count, known } = counting();
      const { table, logs } = tableOf(size);
      const read = parsed((await stored(table)).bytes, known);
      const atFirst = count.opened;
      for (const { key } of logs) read.dossiers.has(key.log);
      expect(count.opened).toBe(atFirst);
      const [one] = logs;
      if (one !== undefined) for (const _ of [1, 2, 3]) read.dossiers.byId(one.key.log);
      return { atFirst, afterOne: count.opened };
    };
    const none = await opened(0);
    expect(await opened(1000)).toEqual({ atFirst: none.atFirst, afterOne: none.atFirst + 1 });
  });

  test('shows neither id nor key of a dossier, nor the order in which they were made', async () => {
    const { table, logs } = tableOf(50);
    const { bytes } = await stored(table);
    for (const { key } of logs) {
      expect(bytes.includes(key.log) || bytes.includes(Buffer.from(key.log, 'hex'))).toBe(false);
      expect(bytes.includes(Buffer.from(key.bytes))).toBe(false);
    }
    const places = logs.map(({ pseudonym }) => bytes.indexOf(Buffer.from(pseudonym, 'hex')));
    expect(Math.min(...places)).toBeGreaterThan(0);
    const sorted = logs.toSorted((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
    expect(sorted.map(({ pseudonym }) => bytes.indexOf(Buffer.from(pseudonym, 'hex')))).toEqual(
      places.toSorted((a, b) => a - b),
    );
  });

  test('without a dossier has no trace of its key, and all others', async () => {
    const { table, logs } = tableOf(40);
    const [gone, ...kept] = logs;
    if (gone === undefined) throw new Error('There are forty');
    const tombstone = {
      ...{ pseudonym: gone.pseudonym, log: gone.key.log, at: '2026-11-23T09:00:00.000Z', reason: 'termijn', by: 'Sam' },
      ...{ reached: [], notReached: [], finished: false },
    };
    const { bytes } = await stored(withoutDossier(p, keys, table, tombstone));
    const read = parsed(bytes);
    expect(read.intact).toBe(true);
    expect(read.erased).toEqual([tombstone]);
    expect(read.dossiers.byId(gone.key.log)).toBeUndefined();
    expect(bytes.includes(Buffer.from(gone.key.id, 'hex'))).toBe(false);
    expect(kept.every(({ key }) => read.dossiers.byId(key.log) !== undefined)).toBe(true);
  });

  test('of which any part is damaged says so, and loses no more than what stood there', async () => {
    const { table, logs } = tableOf(30);
    const { bytes } = await stored(table);
    const blank = bytes.indexOf('\n\n');
    const left = (altered: Buffer): number => {
      const read = parsed(altered);
      expect(read.intact).toBe(false);
      return logs.filter(({ key }) => read.dossiers.byId(key.log)?.key.id === key.id).length;
    };
    for (let at = blank + 2; at < bytes.length; at += 67) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      expect(left(flipped), `byte ${at}`).toBeGreaterThanOrEqual(logs.length - 1);
    }
    for (const at of [8, blank + 1, bytes.length - 34]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      expect(left(flipped), `byte ${at}`).toBe(logs.length);
    }
    const middle = blank + 2 + 15 * 112;
    expect(left(bytes.subarray(0, middle)), 'cut short').toBe(15);
    const inserted = Buffer.concat([bytes.subarray(0, middle + 5), Buffer.from('?'), bytes.subarray(middle + 5)]);
    expect(left(inserted), 'a byte more').toBe(logs.length - 1);
  });

  test('with two records the other way round, or under the name of another vault, is not taken as whole', async () => {
    const { table } = tableOf(4);
    const { bytes, folder } = await stored(table);
    expect(parseKeyTable(p, keys, bytes, { vault: newId(), format: 2 })).toBeUndefined();
    const begin = bytes.indexOf('\n\n') + 2;
    const [first, second] = [bytes.subarray(begin, begin + 112), bytes.subarray(begin + 112, begin + 224)];
    const swapped = Buffer.concat([bytes.subarray(0, begin), second, first, bytes.subarray(begin + 224)]);
    expect(parsed(swapped).intact).toBe(false);
    await writeFile(join(folder, keyTableFile(1)), bytes);
    expect((await readKeyTable(p, keys, folder, { vault, format: 1 }))?.intact).not.toBe(true);
  });

  test('wipes every key that was opened, also through a table that came from it', async () => {
    const { table, logs } = tableOf(6);
    const read = parsed((await stored(table)).bytes);
    const opened = logs.slice(0, 3).map(({ key }) => read.dossiers.byId(key.log));
    const later = withDossiers(read, 2);
    const all = [...opened, ...later.logs, later.table.audit].map((log) => log?.key.bytes ?? new Uint8Array([1]));
    expect(all.some((bytes) => bytes.every((byte) => byte === 0))).toBe(false);
    wipeTable(later.table);
    expect(all.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
    expect(later.table.identity.device.seed.every((byte) => byte === 0)).toBe(true);
  });
});
