import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import leveldown from 'leveldown';
import LevelPouch from 'pouchdb-adapter-leveldb-core';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { expect, test } from 'vitest';
import { beginAttachment } from '#vault/attachment-writing.ts';
import { prove } from '../proof.ts';
import { add, newDossier, newVault, temporaryFolder, value } from './practice-vault.ts';
import { rawDocuments, withRawStore } from './raw-store.ts';

PouchDB.plugin(replication);
const adapter = Object.assign(
  function adapter(this: unknown, options: object, done: (error?: Error) => void) {
    LevelPouch.call(this, options, done);
  },
  { valid: () => true, use_prefix: false },
);
PouchDB.adapter('practice-leveldb', adapter, false);
const open = (folder: string) =>
  new PouchDB(folder, { adapter: 'practice-leveldb', createIfMissing: true, db: (location) => leveldown(location) });

/** A text as it may lie in a file: as it is, in UTF-16, in hexadecimal, and in base64 at each of its three places. */
const spellings = (text: string): readonly Buffer[] => {
  const bytes = Buffer.from(text);
  const inBase64 = [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return Buffer.from(shifted.slice(before === 0 ? 0 : 4, -4));
  });
  return [bytes, Buffer.from(text, 'utf16le'), Buffer.from(bytes.toString('hex')), ...inBase64];
};

test('who replicates learns ids, sizes, times and what belongs together, and nothing else', async () => {
  const { folder, vault } = await newVault();
  const marker = 'KWARTSITALIAANSEPOPULIER';
  const dossiers = [await newDossier(vault), await newDossier(vault)];
  for (const dossier of dossiers)
    for (let n = 0; n < 20; n += 1)
      await add(vault, dossier, { text: `${marker} ${n}`, [marker]: n }, `${marker}-${n}`);
  const [first] = dossiers;
  if (first === undefined) throw new Error('There are two');
  const file = value(await beginAttachment(vault, first));
  value(await file.add(Buffer.from(marker.repeat(500))));
  await add(vault, first, { name: `${marker}.txt`, sealed: value(await file.finish()) });
  value(await vault.note({ action: marker, purpose: marker }, first));
  const inside = await vault.exclusively(async ({ ledger: { table } }) => {
    const { person, device } = table.identity;
    return { ok: true as const, value: [person.id, device.id, table.audit.key.log, ...dossiers] };
  });
  await vault.close();

  // a copy, since PouchDB notes at both ends how far it came
  const base = await temporaryFolder();
  await cp(folder, join(base, 'bron'), { recursive: true });
  const source = open(join(base, 'bron', 'store'));
  const target = open(join(base, 'kopie'));
  const { docs_written, errors } = await source.replicate.to(target);
  await source.close();
  await target.close();
  expect(errors).toEqual([]);

  const stored = await withRawStore(folder, async (raw) => rawDocuments(await raw.all()));
  expect(docs_written).toBe(stored.length);
  await cp(join(base, 'kopie'), join(base, 'server', 'store'), { recursive: true });
  const given = await withRawStore(join(base, 'server'), (raw) => raw.all());
  const documents = rawDocuments(given).map(({ document }) => document);
  expect(documents.map(({ _id }) => _id).toSorted()).toEqual(stored.map(({ document }) => document._id).toSorted());
  for (const document of documents) {
    expect(Object.keys(document).toSorted()).toEqual(['_id', '_rev', 'c', 'k', 'v']);
    expect(document._id).toMatch(/^[0-9a-f]{32}:[0-9a-f]{32}$/);
    expect(document._rev).toMatch(/^1-[0-9a-f]{32}$/);
    expect(document.k).toMatch(/^[0-9a-f]{32}$/);
    expect(document.v).toBe(1);
  }
  // two dossiers and the audit: that much can be counted, and which key belongs to which
  expect(new Set(documents.map(({ _id }) => _id.slice(0, 32))).size).toBe(3);
  const local = Object.keys(given).filter((key) => key.includes('_local/'));
  expect(
    local.filter((key) => /_local\/(head|[0-9a-f]{32}$)/.test(key)),
    'what stays on this machine',
  ).toEqual([]);

  const secrets = [marker, marker.toLowerCase(), 'Oefenkluis', ...value(inside)];
  const sealed = documents.map(({ c }) => Buffer.from(c, 'base64'));
  let searched = 0;
  for (const entry of await readdir(join(base, 'kopie'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    searched += bytes.length;
    for (const secret of secrets)
      for (const spelt of spellings(secret)) expect(bytes.includes(spelt), `${secret} in ${entry.name}`).toBe(false);
  }
  for (const secret of secrets)
    for (const bytes of [...sealed, Buffer.from(JSON.stringify(given))])
      for (const spelt of spellings(secret)) expect(bytes.includes(spelt), secret).toBe(false);
  expect(searched).toBeGreaterThan(30_000);
  prove({
    claim: 'V4',
    what: 'what a replica is given',
    numbers: `${documents.length} documents of 5 fields each, ${searched} bytes searched for ${secrets.length} markers in 6 spellings: 0 found`,
    failed: 0,
  });
});

test('the search finds what is there, at any place', () => {
  for (const lead of ['', 'a', 'ab', 'abc'])
    for (const spelt of [
      Buffer.from(`${lead}populier in de tuin`),
      Buffer.from(`${lead}populier in de tuin`, 'utf16le'),
      Buffer.from(Buffer.from(`${lead}populier in de tuin`).toString('base64')),
      Buffer.from(Buffer.from(`${lead}populier in de tuin`).toString('hex')),
    ])
      expect(spellings('populier').some((one) => spelt.includes(one))).toBe(true);
});
