import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFinder } from '#host/finder.ts';
import { rowVersion } from '#host/open-vault.ts';
import type { DossierId } from '#vault/entry.ts';
import type { Workbench } from '#vault/session.ts';
import { readSnapshot } from '#vault/snapshot.ts';
import type { OpenVault } from '#vault/vault.ts';
import { library } from './cases.ts';
import {
  bytesUnder,
  dossiers,
  ensureLargeVault,
  longest,
  perDossier,
  plainFolder,
  plainId,
  vaultFolder,
  wayIn,
} from './large-vault.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group, Measured } from './row.ts';
import { median, percentile, spread, timed } from './timing.ts';

/** What a full vault costs, each beside the least that the same could cost. */

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const rounds = 7;
const answers = 200;

const unlocking = async (open: () => Promise<OpenVault>): Promise<Measured> => {
  const times: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { ms, gave: vault } = await timed(async () => {
      const opened = await open();
      createFinder({ library }).page(opened.rows(), '', 0);
      return opened;
    });
    times.push(ms);
    const bench = must(
      await vault.exclusively<Workbench, { readonly kind: 'closed' }>(async (given) => ({ ok: true, value: given })),
    );
    const { p, folder, ledger } = bench;
    const snapshot = await timed(() => readSnapshot(p, folder, ledger.table, rowVersion));
    if (snapshot.gave === undefined) throw new Error('The snapshot does not open');
    alone.push(snapshot.ms);
    await vault.close();
  }
  return {
    name: 'unlock to a list, 10,000 / 250,000',
    value: median(times),
    peer: { name: 'reading and opening the snapshot alone', value: median(alone) },
    note: `${spread(times)}; the snapshot alone ${spread(alone)}; without deriving the key from the passphrase`,
  };
};

const plainPuts = async (): Promise<readonly number[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'baken-bench-'));
  const db = plainPouch(join(folder, 'plain'));
  const times: number[] = [];
  for (let n = 0; n < answers; n += 1) {
    const document = {
      _id: randomUUID(),
      item: 'PG-13',
      value: 'ja',
      at: new Date().toISOString(),
      intent: randomUUID(),
    };
    times.push((await timed(() => db.bulkDocs([document], { new_edits: true }))).ms);
  }
  await db.close();
  await rm(folder, { recursive: true });
  return times;
};

const answering = async (vault: OpenVault, ids: readonly DossierId[]): Promise<Measured> => {
  const plain = await plainPuts();
  const [dossier] = ids.slice(5);
  if (dossier === undefined) throw new Error('No dossier');
  const times: number[] = [];
  for (let n = 0; n < answers + 20; n += 1) {
    const writing = { intent: randomUUID(), audit: { action: 'assessment.answer' } };
    const content = { item: 'PG-13', value: 'ja', n };
    times.push((await timed(async () => must(await vault.append(dossier, content, writing)))).ms);
  }
  const ours = times.slice(20);
  return {
    name: 'durable answer, 10,000 / 250,000, p95',
    value: percentile(ours, 0.95),
    peer: { name: 'plain PouchDB put with sync, p95', value: percentile(plain, 0.95) },
    note: `${spread(ours)}; plain put ${spread(plain)}; entry, audit line and head in one batch`,
  };
};

const opening = async (vault: OpenVault): Promise<Measured> => {
  const long = vault.rows().find(({ row }) => row.label === 'Dossier 0')?.dossier;
  if (long === undefined) throw new Error('The long dossier is not in the list');
  const db = plainPouch(plainFolder);
  const prefix = `${plainId(0)}:`;
  const times: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds * 3; round += 1) {
    const { ms, gave } = await timed(async () => must(await vault.read(long)));
    if (gave.entries.length < longest) throw new Error(`${gave.entries.length} entries were read`);
    times.push(ms);
    const read = () => db.allDocs({ startkey: prefix, endkey: `${prefix}\uffff`, include_docs: true });
    plain.push((await timed(read)).ms);
  }
  await db.close();
  return {
    name: 'open a dossier of 200 entries',
    value: median(times),
    peer: { name: 'plain PouchDB allDocs of the same range', value: median(plain) },
    note: `${spread(times)}; allDocs ${spread(plain)}; every seal opened, the chain held against its noted end`,
  };
};

const scanning = async (vault: OpenVault): Promise<Measured> => {
  const { ms, gave } = await timed(async () => must(await vault.verify()));
  if (gave.damage.length > 0) throw new Error(JSON.stringify(gave.damage.slice(0, 3)));
  const db = plainPouch(plainFolder);
  const plain = await timed(async () => {
    let count = 0;
    let from = '';
    for (;;) {
      const { rows } = await db.allDocs({ startkey: from, limit: 1000, include_docs: true });
      count += rows.length;
      const last = rows.at(-1)?.id;
      if (rows.length < 1000 || last === undefined) return count;
      from = `${last}\u0000`;
    }
  });
  await db.close();
  const rate = (count: number, took: number) => (count / took) * 1000;
  return {
    name: 'whole scan with signatures',
    value: rate(gave.documents, ms),
    peer: { name: 'plain allDocs in pages', value: rate(plain.gave, plain.ms) },
    note: `${gave.documents} documents in ${(ms / 1000).toFixed(1)} s, seals, chains, signatures and sums; plain ${(plain.ms / 1000).toFixed(1)} s`,
  };
};

/** In a process of its own, that has done nothing but unlock and list. */
const memory = (): Measured => {
  const script = join(import.meta.dirname, 'unlocked.js');
  const run = spawnSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return {
    name: 'memory after unlock, 10,000 / 250,000',
    value: Number(run.stdout),
    note: 'resident set of a process that holds the open vault, the library and the list',
  };
};

const disk = async (): Promise<Measured> => {
  const [ours, plain] = await Promise.all([bytesUnder(vaultFolder), bytesUnder(plainFolder)]);
  const mega = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return {
    name: 'disk, answers',
    value: ours / plain,
    note: `${mega(ours)} for ${dossiers * perDossier} entries with audit, keys, index and witness; plain JSON in PouchDB ${mega(plain)}`,
  };
};

export const vaults: Group = {
  names: [
    'unlock to a list, 10,000 / 250,000',
    'durable answer, 10,000 / 250,000, p95',
    'open a dossier of 200 entries',
    'whole scan with signatures',
    'memory after unlock, 10,000 / 250,000',
    'disk, answers',
  ],
  measure: async () => {
    await ensureLargeVault(say);
    const open = await wayIn();
    const unlocked = await unlocking(open);
    const remembered = memory();
    const vault = await open();
    try {
      const scanned = await scanning(vault);
      const ids = vault.rows().map(({ dossier }) => dossier);
      const answered = await answering(vault, ids);
      const opened = await opening(vault);
      return [unlocked, answered, opened, scanned, remembered, await disk()];
    } finally {
      await vault.close();
    }
  },
};
