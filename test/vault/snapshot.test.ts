import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '#core/result.ts';
import type { JsonObject } from '#vault/json.ts';
import { indexFile, snapshotFile } from '#vault/snapshot.ts';
import { newVault, value } from './practice-vault.ts';

/** The kept list: sealed in parts, of which only what changed is sealed again, and of which none can be put in another's place. */

const partsOf = (file: Buffer): readonly Buffer[] => {
  const frames: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const end = at + 4 + file.readUInt32BE(at);
    frames.push(file.subarray(at, end));
    at = end;
  }
  return frames;
};
const name = (n: number): string => n.toString(16).padStart(32, '0');

/** What is done with the index of a vault, with its own keys; nothing else of that vault is touched. */
const withIndex = async () => {
  const { folder, vault } = await newVault();
  const { p, table } = value(
    await vault.exclusively(async ({ p: primitives, ledger }) => ok({ p: primitives, table: ledger.table })),
  );
  const path = join(folder, snapshotFile);
  return { p, table, folder, path, index: () => indexFile(p, folder) };
};

test('a changed row seals one part again, and all rows come back in their order', async () => {
  const { table, path, index } = await withIndex();
  const rows = new Map<string, JsonObject>(Array.from({ length: 1300 }, (_, n) => [name(n), { n, text: `rij ${n}` }]));
  const writer = index();
  await writer.write(table, '1', { updateSeq: 7, rows });
  const before = partsOf(await readFile(path));
  expect(before).toHaveLength(1 + 3);
  rows.set(name(600), { n: 600, text: 'anders' });
  await writer.write(table, '1', { updateSeq: 8, rows });
  const after = partsOf(await readFile(path));
  expect(after.map((part, place) => part.equals(before[place] ?? Buffer.alloc(0)))).toEqual([false, true, false, true]);
  const reader = index();
  const read = await reader.read(table, '1');
  expect(read?.updateSeq).toBe(8);
  expect([...(read?.rows ?? [])]).toEqual([...rows]);
  // who opened it goes on from what stands in the file
  const next = new Map(read?.rows);
  next.set(name(1300), { n: 1300, text: 'nieuw' });
  await reader.write(table, '1', { updateSeq: 9, rows: next });
  const last = partsOf(await readFile(path));
  expect(last.map((part, place) => part.equals(after[place] ?? Buffer.alloc(0)))).toEqual([false, true, true, false]);
  expect((await index().read(table, '1'))?.rows.size).toBe(1301);
});

test('a part of before, in another place, altered, cut or of another fold makes it unusable', async () => {
  const { table, path, index } = await withIndex();
  const rows = new Map<string, JsonObject>(Array.from({ length: 1100 }, (_, n) => [name(n), { n }]));
  const writer = index();
  await writer.write(table, '1', { updateSeq: 1, rows });
  const [, old = Buffer.alloc(0)] = partsOf(await readFile(path));
  rows.set(name(1), { n: -1 });
  await writer.write(table, '1', { updateSeq: 2, rows });
  const whole = await readFile(path);
  const [head = Buffer.alloc(0), one = Buffer.alloc(0), two = Buffer.alloc(0), three = Buffer.alloc(0)] =
    partsOf(whole);
  const flipped = Buffer.from(whole);
  flipped[whole.length - 20] = (flipped[whole.length - 20] ?? 0) ^ 1;
  const altered = {
    'a part of before': [head, old, two, three],
    'two parts in each other’s place': [head, two, one, three],
    'a part less': [head, one, two],
    'a part more': [head, one, two, three, three],
    'a flipped bit': [flipped],
    'a cut file': [whole.subarray(0, whole.length - 1)],
    'bytes behind it': [whole, Buffer.of(0)],
    nothing: [],
  };
  for (const [what, bytes] of Object.entries(altered)) {
    await writeFile(path, Buffer.concat(bytes));
    expect(await index().read(table, '1'), what).toBeUndefined();
  }
  await writeFile(path, whole);
  expect(await index().read(table, '2'), 'another fold').toBeUndefined();
  expect(
    await index().read({ ...table, indexGeneration: table.indexGeneration + 1 }, '1'),
    'another key',
  ).toBeUndefined();
  expect((await index().read(table, '1'))?.rows.get(name(1))).toEqual({ n: -1 });
});

test('a list that is larger than any record can be is read again', async () => {
  const { table, index } = await withIndex();
  const text = 'x'.repeat(64 * 1024);
  const rows = new Map<string, JsonObject>(Array.from({ length: 1200 }, (_, n) => [name(n), { n, text }]));
  await index().write(table, '1', { updateSeq: 1, rows });
  expect((await index().read(table, '1'))?.rows.size).toBe(1200);
});
