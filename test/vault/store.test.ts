import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import leveldown from 'leveldown';
import PouchDB from 'pouchdb-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePrimitives } from '#vault/primitives.ts';
import { type Envelope, newDocumentId, sealDocument, sealLocal } from '#vault/seal.ts';
import { openStore } from '#vault/store.ts';
import { value } from './practice-vault.ts';
import { withRawStore } from './raw-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baken-store-'));
  for (const name of ['ours', 'theirs', 'from', 'into']) await mkdir(join(folder, name));
});
afterEach(() => rm(folder, { recursive: true }));

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const key = { id: hex(16), log: hex(16), bytes: randomBytes(32) };
const pseudonym = hex(16);
const tail = `_local/${pseudonym}`;

const someDocuments = async (count: number): Promise<readonly Envelope[]> => {
  const p = value(await choosePrimitives());
  return Array.from({ length: count }, (_, n) => sealDocument(p, key, newDocumentId(pseudonym), { n }));
};
const someLocal = async (id: string, rev: string | undefined) =>
  sealLocal(value(await choosePrimitives()), key, id, rev, { rev: rev ?? null });

/** The adapter that the store registers, on LevelDB as it comes. */
const pouch = (name: string): PouchDB =>
  new PouchDB(join(folder, name, 'store'), { adapter: 'baken-leveldb', createIfMissing: true, db: leveldown });

const contents = (name: string): Promise<{ readonly [key: string]: unknown }> =>
  withRawStore(join(folder, name), async (raw) =>
    Object.fromEntries(Object.entries(await raw.all()).map(([at, text]) => [at, JSON.parse(text)])),
  );

test('what is written is what PouchDB would have written', async () => {
  const documents = await someDocuments(4);
  const [first, second, third, fourth] = documents;
  const locals = [
    await someLocal('_local/head', undefined),
    await someLocal(tail, undefined),
    await someLocal('_local/head', '0-1'),
  ];
  const [head, noted, later] = locals;
  if (!first || !second || !third || !fourth || !head || !noted || !later) throw new Error('Four and three were made');

  // one by one, for PouchDB gives the documents of one batch their places in no certain order
  const theirs = pouch('theirs');
  await theirs.bulkDocs([{ ...first }, { ...head }, { ...noted }], { new_edits: false });
  for (const one of [second, third]) await theirs.bulkDocs([{ ...one }], { new_edits: false });
  await theirs.bulkDocs([{ ...fourth }, { ...later }], { new_edits: false });
  await theirs.close();

  const ours = value(await openStore(join(folder, 'ours', 'store'), true));
  expect(await ours.write([first], [head, noted])).toEqual({ ok: true, value: null });
  expect(await ours.write([second, third], [])).toEqual({ ok: true, value: null });
  expect(await ours.write([fourth], [later])).toEqual({ ok: true, value: null });
  expect(ours.info()).toEqual({ documents: 4, updateSeq: 4 });
  await ours.close();

  const [left, right] = [await contents('ours'), await contents('theirs')];
  const named = (all: { readonly [key: string]: unknown }) =>
    Object.fromEntries(Object.entries(all).filter(([at]) => !at.endsWith('_local_uuid'))); // random for each store
  expect(named(left)).toEqual(named(right));
  expect(Object.keys(left)).toEqual(Object.keys(right));
});

test('PouchDB opens what was written, and another PouchDB takes it over', async () => {
  const documents = await someDocuments(5);
  const store = value(await openStore(join(folder, 'from', 'store'), true));
  await store.write(documents.slice(0, 2), [await someLocal('_local/head', undefined)]);
  await store.write(documents.slice(2), [await someLocal('_local/head', '0-1')]);
  await store.close();

  const from = pouch('from');
  expect(await from.info()).toMatchObject({ doc_count: 5, update_seq: 5 });
  const { rows } = await from.allDocs({ startkey: '', include_docs: true });
  const into = pouch('into');
  await into.bulkDocs(
    rows.map((row) => ('doc' in row && typeof row.doc === 'object' ? { ...row.doc } : {})),
    { new_edits: false },
  );
  await from.bulkDocs([{ ...(await someDocuments(1))[0] }], { new_edits: false }); // and goes on writing in it
  expect(await from.info()).toMatchObject({ doc_count: 6, update_seq: 6 });
  await from.close();
  await into.close();

  const taken = value(await openStore(join(folder, 'into', 'store'), false));
  const found: unknown[] = [];
  for await (const { document } of taken.startingWith('')) found.push(document);
  await taken.close();
  expect(found).toEqual(documents.toSorted((a, b) => (a._id < b._id ? -1 : 1)));
});
