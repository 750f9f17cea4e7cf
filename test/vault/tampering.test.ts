import { randomBytes } from 'node:crypto';
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Damage } from '#vault/damage.ts';
import { DossierId } from '#vault/entry.ts';
import type { JsonValue } from '#vault/json.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import { revision } from '#vault/seal.ts';
import { add, filledVault, newDossier, newVault, reopen, value } from './practice-vault.ts';
import { eraseRaw, localKey, plantRaw, type RawDocument, rawDocuments, withRawStore } from './raw-store.ts';

/** Everything a vault says is wrong: at unlock, on reading each dossier, after the full walk. */
const found = async (folder: string): Promise<{ damage: readonly Damage[]; contents: readonly JsonValue[][] }> => {
  const opened = await reopen(folder);
  if (!opened.ok) {
    expect(opened.error).toMatchObject({ kind: 'damaged' });
    return { damage: opened.error.kind === 'damaged' ? opened.error.damage : [], contents: [] };
  }
  const vault = opened.value;
  const damage = [...vault.damage()];
  const contents: JsonValue[][] = [];
  for (const { dossier } of vault.rows()) {
    const read = value(await vault.read(dossier));
    damage.push(...read.damage);
    contents.push(read.entries.map(({ content }) => content));
  }
  damage.push(...value(await vault.verify()).damage);
  await vault.close();
  return { damage, contents };
};

/** A dossier of five entries, and the stored documents of its entries in the order of writing. */
const five = async () => {
  const { folder, acknowledged } = await filledVault([5]);
  const [contents = []] = acknowledged.values();
  const all = await withRawStore(folder, (raw) => raw.all());
  const documents = rawDocuments(all);
  const audit = documents[0]?.document._id.slice(0, 32);
  const entries = documents.filter(({ document }) => !document._id.startsWith(String(audit)));
  expect(entries).toHaveLength(5);
  return { folder, contents, all, entries, documents };
};
const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`Nothing at ${index}`);
  return item;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The letter after it in the alphabet: another letter for the same bytes where bits are left over. */
const otherLast = (last: string): string => alphabet[alphabet.indexOf(last) + 1] ?? '';

describe('what is done to the store without the key is named', () => {
  test('nothing done, nothing found', async () => {
    const { folder, contents } = await five();
    expect(await found(folder)).toEqual({ damage: [], contents: [contents] });
  });

  test('two documents swapped', async () => {
    const { folder, contents, entries } = await five();
    const p = value(await choosePrimitives());
    await withRawStore(folder, async (raw) => {
      const [a, b] = [at(entries, 1), at(entries, 3)];
      for (const [to, from] of [
        [a, b],
        [b, a],
      ] as const) {
        const moved = { ...to.document, c: from.document.c };
        const rev = revision(p, moved); // needs no key, so the attacker makes it fit
        await eraseRaw(raw, to);
        await plantRaw(raw, { ...moved, _rev: rev }, Number(to.sequence.slice(-16)));
      }
    });
    const after = await found(folder);
    for (const index of [1, 3]) {
      expect(after.damage).toContainEqual({ kind: 'unreadable', document: at(entries, index).document._id });
    }
    expect(after.damage).toContainEqual({ kind: 'head-mismatch', expected: 13, found: 13 });
    expect(after.contents).toEqual([[contents[0], contents[2], contents[4]]]);
  });

  test('a document replayed under a new id', async () => {
    const { folder, contents, entries } = await five();
    const p = value(await choosePrimitives());
    const copy = { ...at(entries, 4).document, _id: `${at(entries, 4).document._id.slice(0, 33)}${'ab'.repeat(16)}` };
    await withRawStore(folder, (raw) => plantRaw(raw, { ...copy, _rev: revision(p, copy) }, 900));
    const after = await found(folder);
    expect(after.damage).toContainEqual({ kind: 'unreadable', document: copy._id });
    expect(after.damage).toContainEqual({ kind: 'head-mismatch', expected: 13, found: 14 });
    expect(after.contents).toEqual([contents]);
  });

  test.each([
    ['the bits left over at the end set', (c: string) => c.replace(/.(?==+$)/, (last) => otherLast(last))],
    ['without what fills it up', (c: string) => c.replace(/=+$/, '')],
    ['with a line end behind it', (c: string) => `${c}\n`],
    ['in the alphabet for addresses', (c: string) => c.replace(/[+/]/g, (one) => (one === '+' ? '-' : '_'))],
  ])('the same sealed bytes spelt otherwise: %s', async (_, spelt) => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    const long = await add(vault, dossier, randomBytes(300).toString('hex')); // sealed in a size that base64 has to fill up
    await vault.close();
    const p = value(await choosePrimitives());
    await withRawStore(folder, async (raw) => {
      const stored = rawDocuments(await raw.all()).find(({ document }) => document._id === long.id);
      if (stored === undefined) throw new Error('The entry should be there');
      const { document } = stored;
      const again = { ...document, c: spelt(document.c) };
      expect(again.c).not.toBe(document.c);
      expect(Buffer.from(again.c, 'base64')).toEqual(Buffer.from(document.c, 'base64'));
      await eraseRaw(raw, stored);
      await plantRaw(raw, { ...again, _rev: revision(p, again) }, Number(stored.sequence.slice(-16)));
    });
    const after = await found(folder);
    expect(after.damage).toContainEqual({ kind: 'foreign', document: long.id });
    expect(after.contents).toEqual([[]]);
  });

  test('a plain document injected', async () => {
    const { folder, contents, entries } = await five();
    const id = `${at(entries, 0).document._id.slice(0, 33)}${'cd'.repeat(16)}`;
    const planted = { _id: id, _rev: `1-${'0'.repeat(32)}`, content: 'Er is niets aan de hand' };
    await withRawStore(folder, (raw) => plantRaw(raw, planted as unknown as RawDocument, 900));
    const after = await found(folder);
    expect(after.damage).toContainEqual({ kind: 'foreign', document: id });
    expect(after.contents).toEqual([contents]);
  });

  test('a document of an unknown dossier injected', async () => {
    const { folder, contents, entries } = await five();
    const p = value(await choosePrimitives());
    const planted = { ...at(entries, 0).document, _id: `${'ef'.repeat(16)}:${'ef'.repeat(16)}` };
    await withRawStore(folder, (raw) => plantRaw(raw, { ...planted, _rev: revision(p, planted) }, 900));
    const after = await found(folder);
    expect(after.damage).toContainEqual({ kind: 'unknown-key', document: planted._id });
    expect(after.contents).toEqual([contents]);
  });

  test.each([
    ['first', 0],
    ['middle', 2],
    ['last', 4],
  ])('the %s entry removed', async (_, index) => {
    const { folder, contents, entries } = await five();
    await withRawStore(folder, (raw) => eraseRaw(raw, at(entries, index)));
    const after = await found(folder);
    expect(after.damage).toContainEqual(expect.objectContaining({ kind: 'missing', from: index + 1, to: index + 1 }));
    expect(after.contents).toEqual([contents.toSpliced(index, 1)]);
  });

  test('a deletion in PouchDB’s own manner', async () => {
    const { folder, all, entries } = await five();
    const { document } = at(entries, 2);
    await withRawStore(folder, async (raw) => {
      const key = Object.keys(all).find((name) => name.includes('document-store') && name.endsWith(document._id)) ?? '';
      const metadata = JSON.parse(all[key] ?? '{}');
      await raw.put(key, JSON.stringify({ ...metadata, deleted: true }));
    });
    expect((await found(folder)).damage).toContainEqual({ kind: 'foreign', document: document._id });
  });

  test('the last entry removed and the note of the chain’s length set back with it', async () => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    await add(vault, dossier, 'een');
    await vault.close();
    const before = await withRawStore(folder, (raw) => raw.all());
    const again = value(await reopen(folder));
    const last = await add(again, dossier, 'twee');
    await again.close();
    await withRawStore(folder, async (raw) => {
      const key = localKey(`_local/${last.id.slice(0, 32)}`);
      await raw.put(key, before[key] ?? '');
      const entry = rawDocuments(await raw.all()).find(({ document }) => document._id === last.id);
      if (entry === undefined) throw new Error('The entry should be there');
      await eraseRaw(raw, entry);
    });
    const after = await found(folder);
    expect(after.damage).toContainEqual({ kind: 'missing-entry', log: dossier, document: last.id });
    expect(after.damage).toContainEqual(expect.objectContaining({ kind: 'head-mismatch' }));
  });

  test('the note of a chain’s length removed: the chain is not written on', async () => {
    const { folder, entries } = await five();
    const key = localKey(`_local/${at(entries, 0).document._id.slice(0, 32)}`);
    await withRawStore(folder, (raw) => raw.remove(key));
    const vault = value(await reopen(folder));
    const [row] = vault.rows();
    const dossier = DossierId.parse(row?.dossier);
    const refused = await vault.append(dossier, 'meer', { intent: 'meer', audit: { action: 'entry.added' } });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'damaged', damage: [{ kind: 'tail' }] } });
    await vault.close();
  });

  test('an older head put back', async () => {
    const { folder, acknowledged } = await filledVault([3]);
    const before = await withRawStore(folder, (raw) => raw.all());
    const [dossier] = acknowledged.keys();
    const vault = value(await reopen(folder));
    await add(vault, DossierId.parse(dossier), 'later');
    await vault.close();
    const head = localKey('_local/head');
    await withRawStore(folder, (raw) => raw.put(head, before[head] ?? ''));
    expect((await found(folder)).damage).toContainEqual(expect.objectContaining({ kind: 'rolled-back' }));
  });

  test('the head removed: what is there can be read, nothing is written on', async () => {
    const { folder, contents } = await five();
    await withRawStore(folder, (raw) => raw.remove(localKey('_local/head')));
    const after = await found(folder);
    expect(after.damage).toContainEqual({ kind: 'file', file: 'head' });
    expect(after.contents).toEqual([contents]);
    const vault = value(await reopen(folder));
    expect(await vault.newDossier({ action: 'dossier.created' })).toMatchObject({
      ok: false,
      error: { kind: 'damaged' },
    });
    await vault.close();
  });
});

describe('what is done to the files is named', () => {
  test('LevelDB’s log without its end', async () => {
    const { folder } = await filledVault([12]);
    const logs = (await readdir(join(folder, 'store'))).filter((name) => name.endsWith('.log'));
    const log = join(folder, 'store', at(logs, 0));
    const { length } = await readFile(log);
    await truncate(log, Math.floor(length * 0.7));
    expect((await found(folder)).damage).toContainEqual(expect.objectContaining({ kind: 'rolled-back' }));
  });

  test('the store replaced by an older copy', async () => {
    const { folder, acknowledged } = await filledVault([2]);
    await cp(join(folder, 'store'), join(folder, '..', 'older'), { recursive: true });
    const [dossier] = acknowledged.keys();
    const vault = value(await reopen(folder));
    await add(vault, DossierId.parse(dossier), 'later');
    await vault.close();
    await rm(join(folder, 'store'), { recursive: true });
    await cp(join(folder, '..', 'older'), join(folder, 'store'), { recursive: true });
    const once = value(await reopen(folder));
    expect(once.rows().map(({ row }) => row.entries)).toEqual([2]); // not what the newer index says
    expect(once.damage()).toContainEqual(expect.objectContaining({ kind: 'rolled-back' }));
    await once.close();
    // and is not forgotten by the next unlock: it stands in the audit
    const again = value(await reopen(folder));
    const { lines } = value(await again.auditLines());
    expect(lines.flatMap(({ damage = [] }) => damage)).toContainEqual(expect.objectContaining({ kind: 'rolled-back' }));
    await again.close();
  });

  test('the key table replaced by an older copy: no key is buried', async () => {
    const { folder, vault } = await newVault();
    const first = await newDossier(vault);
    await add(vault, first, 'een');
    const older = await readFile(join(folder, 'keys-2'));
    const second = await newDossier(vault);
    const hidden = await add(vault, second, 'twee');
    await vault.close();
    await writeFile(join(folder, 'keys-2'), older);
    const { damage } = await found(folder);
    expect(damage).toContainEqual({ kind: 'file', file: 'keys' });
    expect(damage).toContainEqual({ kind: 'unknown-key', document: hidden.id });
    const again = value(await reopen(folder));
    expect(await again.newDossier({ action: 'dossier.created' })).toMatchObject({
      ok: false,
      error: { kind: 'damaged' },
    });
    await again.close();
    expect(await readFile(join(folder, 'keys-2'))).toEqual(older);
  });

  test.each([
    ['keys-2', 'keys'],
    ['witness', 'witness'],
    ['header', 'header'],
    ['store', 'store'],
  ])('%s gone', async (name, file) => {
    const { folder } = await filledVault([2]);
    await rm(join(folder, name), { recursive: true });
    expect((await found(folder)).damage).toContainEqual({ kind: 'file', file });
  });
});

test('nothing that was written is readable in any byte of the folder', async () => {
  const { folder, vault } = await newVault();
  const dossier = await newDossier(vault);
  const marker = 'KWARTSITALIAANSEPOPULIER';
  for (let n = 0; n < 30; n += 1) await add(vault, dossier, { text: `${marker} ${n}`, [marker]: n }, `${marker}-${n}`);
  value(await vault.note({ action: marker, purpose: marker }, dossier));
  await vault.close();
  await value(await reopen(folder)).close();
  let searched = 0;
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name));
    searched += bytes.length;
    for (const text of [marker, marker.toLowerCase(), 'Italiaanse', dossier]) {
      expect(bytes.includes(text), `${text} in ${file.name}`).toBe(false);
      expect(bytes.includes(Buffer.from(text, 'utf16le')), `${text} in ${file.name}`).toBe(false);
      expect(bytes.includes(Buffer.from(text).toString('base64').slice(0, -4)), `${text} in ${file.name}`).toBe(false);
    }
  }
  expect(searched).toBeGreaterThan(30_000);
});
