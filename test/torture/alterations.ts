/**
 * Alters a vault and its backup, as often as the arguments say, and looks through what is left: after each alteration
 * everything reads back the same, or something is named. The first argument counts single bytes and cuts in files, spread over
 * every file; the second counts what is done to stored documents without the key; the third is the seed.
 */
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginAttachment } from '#vault/attachment-writing.ts';
import { makeBackup } from '#vault/backup.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import { revision } from '#vault/seal.ts';
import { createVault } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { dice } from '../vault/fuzzing.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';
import {
  eraseRaw,
  localKey,
  metadataKey,
  plantRaw,
  type RawDocument,
  type RawStore,
  rawDocuments,
  withRawStore,
} from '../vault/raw-store.ts';
import type { Look } from './look-shape.ts';
import { startLooking } from './looking.ts';

const [, , flips = '400', changes = '60', seed = '1'] = process.argv;
const roll = dice(Number(seed));
const below = (most: number): number => Math.floor(roll() * most);
const say = (text: string) => process.stdout.write(`${text}\n`);
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const one = <T>(list: readonly T[]): T => {
  const found = list[below(list.length)];
  if (found === undefined) throw new Error('There is nothing to choose from');
  return found;
};

const base = await mkdtemp(join(tmpdir(), 'baken-alterations-'));
const folder = join(base, 'kluis');
const copies = join(base, 'kopieen');
await mkdir(copies);
const p = must(await choosePrimitives());
const opening = { folder, ports: tickingClock(), fold: countingFold };
const making = must(
  await createVault({ ...opening, passphrase: passphrase(), name: 'Foltering', effort: 'floor', primitives: p }),
);
/** As it was half way: what a thief of an older copy has at hand. */
const older = join(base, 'ouder');
for (let which = 0; which < 4; which += 1) {
  const dossier = must(await making.newDossier({ action: 'dossier.created' }));
  for (let n = 0; n < 25; n += 1) {
    const writing = { intent: `${n}`, audit: { action: 'entry.added' } };
    must(await making.append(dossier, { which, n, text: 'antwoord '.repeat(n * 7) }, writing));
  }
  const file = must(await beginAttachment(making, dossier));
  must(await file.add(randomBytes(3000 * (which + 1))));
  const sealed = must(await file.finish());
  must(await making.append(dossier, { sealed }, { intent: 'bijlage', audit: { action: 'entry.added' } }));
  if (which === 1) await cp(folder, older, { recursive: true });
}
const place = { folder: copies, file: 'kopie.baken' };
must(await makeBackup(making, { place, keepDays: 30 }));
await making.close();

const looker = startLooking();
const spare = join(base, 'proef');
const back = join(base, 'terug');
const lookAt = async (what: 'vault' | 'backup', at: string): Promise<Look> => {
  for (const left of await readdir(base)) if (left.startsWith('terug')) await rm(join(base, left), { recursive: true });
  return looker.look(what === 'vault' ? { vault: at } : { backup: join(at, place.file), into: back });
};
const before = { vault: await lookAt('vault', folder), backup: await lookAt('backup', copies) };
for (const [what, { said, all }] of Object.entries(before))
  if (said.length > 0 || all === null) throw new Error(`The ${what} is not whole to begin with: ${said.join(', ')}`);
if (before.vault.all !== before.backup.all) throw new Error('The backup holds something else than the vault');

const tally = () => ({ same: 0, named: 0, ended: 0, unseen: 0, kinds: new Map<string, number>() });
const judge = async (count: ReturnType<typeof tally>, what: 'vault' | 'backup', at: string, how: string) => {
  const after = await lookAt(what, at);
  for (const kind of new Set(after.said)) count.kinds.set(kind, (count.kinds.get(kind) ?? 0) + 1);
  if (after.said.includes('process-ended')) count.ended += 1;
  else if (after.said.length > 0) count.named += 1;
  else if (after.all === before[what].all) count.same += 1;
  else {
    count.unseen += 1;
    say(`  unseen: ${how}`);
  }
};
const said = ({ same, named, ended, unseen }: ReturnType<typeof tally>): string =>
  `${same} read back the same, ${named} named, ${ended} ended the process, ${unseen} unseen`;
const kindsOf = ({ kinds }: ReturnType<typeof tally>): string =>
  [...kinds].map(([kind, times]) => `${kind} ${times}`).join(', ');

const filesIn = async (at: string): Promise<readonly string[]> =>
  (await readdir(at, { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
const targets = [
  ...(await filesIn(folder)).map((path) => ({ what: 'vault' as const, from: folder, path })),
  ...(await filesIn(copies)).map((path) => ({ what: 'backup' as const, from: copies, path })),
];
const sizes = new Map<string, Buffer>();
for (const { path } of targets) sizes.set(path, await readFile(path));
const altered = { vault: tally(), backup: tally() };
const filled = targets.filter(({ path }) => (sizes.get(path)?.length ?? 0) > 0);
/** How a file is altered, by turns: most by one bit. */
const ways = ['bit', 'bit', 'bit', 'byte', 'zeros', 'cut', 'longer'] as const;
for (let trial = 0; trial < Number(flips); trial += 1) {
  const target = filled[trial % filled.length];
  const bytes = target && sizes.get(target.path);
  if (target === undefined || bytes === undefined) throw new Error('There is no file to alter');
  const at = below(bytes.length);
  const way = ways[Math.floor(trial / filled.length) % ways.length] ?? 'bit';
  let changed = Buffer.from(bytes);
  if (way === 'bit') changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
  else if (way === 'byte') changed[at] = ((changed[at] ?? 0) + 1 + below(255)) % 256;
  else if (way === 'zeros') changed.fill(0, at, Math.min(at + 64, changed.length));
  else if (way === 'cut') changed = changed.subarray(0, at);
  else changed = Buffer.concat([changed, randomBytes(1 + below(40))]);
  await rm(spare, { recursive: true, force: true });
  await cp(target.from, spare, { recursive: true });
  await writeFile(target.path.replace(target.from, spare), changed);
  await judge(altered[target.what], target.what, spare, `${way} in ${target.path.slice(base.length)} at ${at}`);
}

const documentsOf = async (raw: RawStore) => rawDocuments(await raw.all());
const sequenceOf = ({ sequence }: { sequence: string }): number => Number(sequence.slice(-16));
/** A revision needs no key, so whoever alters a document makes it fit. */
const fitting = (document: RawDocument): RawDocument => ({ ...document, _rev: revision(p, document) });
const olderKeys = await withRawStore(older, (raw) => raw.all());
/** What somebody with the folder and without the key can do to it. */
const deeds: Readonly<Record<string, (raw: RawStore) => Promise<void>>> = {
  swapped: async (raw) => {
    const all = await documentsOf(raw);
    const [a, b] = [one(all), one(all)];
    for (const [to, from] of [
      [a, b],
      [b, a],
    ] as const) {
      await eraseRaw(raw, to);
      await plantRaw(raw, fitting({ ...to.document, c: from.document.c, k: from.document.k }), sequenceOf(to));
    }
  },
  replayed: async (raw) => {
    const { document } = one(await documentsOf(raw));
    const again = { ...document, _id: `${document._id.slice(0, 33)}${randomBytes(16).toString('hex')}` };
    await plantRaw(raw, fitting(again), 9000 + below(99));
  },
  injected: async (raw) => {
    const { document } = one(await documentsOf(raw));
    const _id = `${roll() < 0.5 ? document._id.slice(0, 32) : randomBytes(16).toString('hex')}:${randomBytes(16).toString('hex')}`;
    await plantRaw(raw, fitting({ ...document, _id, c: randomBytes(540).toString('base64') }), 9000 + below(99));
  },
  'injected in plain': async (raw) => {
    const _id = `${one(await documentsOf(raw)).document._id.slice(0, 32)}:${randomBytes(16).toString('hex')}`;
    const planted = { _id, _rev: `1-${'0'.repeat(32)}`, content: 'Er is niets aan de hand' };
    await plantRaw(raw, planted as unknown as RawDocument, 9000 + below(99));
  },
  removed: async (raw) => eraseRaw(raw, one(await documentsOf(raw))),
  'removed many': async (raw) => {
    for (const stored of (await documentsOf(raw)).filter(() => roll() < 0.3)) await eraseRaw(raw, stored);
  },
  'removed by halves': async (raw) => {
    const { sequence, document } = one(await documentsOf(raw));
    await raw.remove(roll() < 0.5 ? sequence : metadataKey(document._id));
  },
  'removed a whole dossier': async (raw) => {
    const all = await documentsOf(raw);
    const pseudonym = one(all).document._id.slice(0, 32);
    for (const stored of all) if (stored.document._id.startsWith(pseudonym)) await eraseRaw(raw, stored);
    await raw.remove(localKey(`_local/${pseudonym}`));
  },
  'put an older note back': async (raw) => {
    const notes = Object.keys(olderKeys).filter((key) => key.startsWith(localKey('_local/')));
    const key = one(notes);
    await raw.put(key, olderKeys[key] ?? '');
  },
  'removed a note': async (raw) => {
    const notes = Object.keys(await raw.all()).filter((key) => key.startsWith(localKey('_local/')));
    await raw.remove(one(notes));
  },
  'marked as deleted': async (raw) => {
    const { document } = one(await documentsOf(raw));
    const key = metadataKey(document._id);
    const metadata = JSON.parse((await raw.all())[key] ?? '{}');
    await raw.put(key, JSON.stringify({ ...metadata, deleted: true }));
  },
  'altered in a field': async (raw) => {
    const stored = one(await documentsOf(raw));
    const { document } = stored;
    const field = one(['v', 'k', 'c', 'extra'] as const);
    const changed = {
      v: { ...document, v: 2 },
      k: { ...document, k: randomBytes(16).toString('hex') },
      c: { ...document, c: `${document.c.slice(0, 40)}AAAA${document.c.slice(44)}` },
      extra: { ...document, extra: true },
    }[field];
    await eraseRaw(raw, stored);
    await plantRaw(raw, roll() < 0.7 ? fitting(changed) : changed, sequenceOf(stored));
  },
};
/** And to its files as a whole. */
const swaps: Readonly<Record<string, (at: string) => Promise<void>>> = Object.fromEntries(
  (['header', 'keys-2', 'witness', 'store', 'index'] as const).flatMap((file) => [
    [`put an older ${file} back`, (at) => replace(join(older, file), join(at, file))],
    [`removed ${file}`, (at) => rm(join(at, file), { recursive: true })],
  ]),
);
const replace = async (from: string, to: string): Promise<void> => {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error; // the older copy has no index yet: then it is only gone
  });
};
const cutLog = async (at: string): Promise<void> => {
  const logs = (await readdir(join(at, 'store'))).filter((name) => name.endsWith('.log'));
  const path = join(at, 'store', one(logs));
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, below(bytes.length)));
};
const done = tally();
const all = [
  ...Object.entries(deeds).map(([name, deed]) => [name, (at: string) => withRawStore(at, deed)] as const),
  ...Object.entries(swaps),
  ...Array.from({ length: 4 }, () => ['cut the log', cutLog] as const),
];
for (let trial = 0; trial < Number(changes); trial += 1) {
  const [name, deed] = all[trial % all.length] ?? one(all);
  await rm(spare, { recursive: true, force: true });
  await cp(folder, spare, { recursive: true });
  await deed(spare);
  await judge(done, 'vault', spare, name);
}
looker.stop();
await rm(base, { recursive: true });

const rows = [
  ['files of the vault altered', altered.vault],
  ['files of a backup altered', altered.backup],
  ['documents and files swapped, replayed, injected, removed, cut', done],
] as const;
for (const [what, count] of rows) {
  const times = count.same + count.named + count.ended + count.unseen;
  if (times === 0) continue;
  prove({ claim: 'V2', what, numbers: `${times} (seed ${seed}): ${said(count)}`, failed: count.unseen });
  say(`  named as: ${kindsOf(count)}`);
}
process.exitCode = rows.every(([, { unseen }]) => unseen === 0) ? 0 : 1;
