import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { entriesOf, idsOf, type Label, labels, must, sizes, wayIn, withCopy } from './large-vault.ts';
import { sealedSqlite } from './peers.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group, Measured, Name } from './row.ts';
import { median, percentile, spread, timed } from './timing.ts';

/** What an answer waits for until it is on disk, in a full vault, by turns with what durable costs elsewhere. */

const answers = 300;
const warmUp = 20;

const answer = (n: number) => ({ item: 'PG-13', value: 'ja', n, at: new Date().toISOString(), intent: randomUUID() });

/** Entry, line of the audit and head in one commit; nothing when this peer is not there. */
const sqliteWrites = (file: string) => {
  const found = sealedSqlite(file);
  if (!found.ok) return found;
  const db = found.peer;
  db.exec('create table entry (id text primary key, body text); create table audit (id text primary key, body text)');
  db.exec("create table head (id integer primary key, body text); insert into head values (1, '')");
  const entry = db.prepare('insert into entry values (?, ?)');
  const audit = db.prepare('insert into audit values (?, ?)');
  const head = db.prepare('update head set body = ? where id = 1');
  const write = db.transaction((n: number) => {
    const body = JSON.stringify(answer(n));
    entry.run(randomUUID(), body);
    audit.run(randomUUID(), body);
    head.run(body);
  });
  return { ok: true as const, write, close: () => db.close() };
};

const measureAt = (name: Name, label: Label): Promise<Measured> =>
  withCopy(sizes[label], async (folder, around) => {
    const vault = await (await wayIn(folder))();
    const plain = plainPouch(join(around, 'plain'));
    const sqlite = sqliteWrites(join(around, 'sqlite.db'));
    try {
      const [dossier] = (await idsOf(vault)).slice(5);
      if (dossier === undefined) throw new Error('No dossier');
      vault.stopVerifying(); // it lets whoever types go first, but the peers have nothing beside them
      const times = { ours: [] as number[], cpu: [] as number[], plain: [] as number[], sqlite: [] as number[] };
      for (let n = 0; n < warmUp + answers; n += 1) {
        const writing = { intent: randomUUID(), audit: { action: 'assessment.answer' } };
        const ours = await timed(async () => must(await vault.append(dossier, answer(n), writing)));
        times.ours.push(ours.ms);
        times.cpu.push(ours.cpu);
        const document = { _id: randomUUID(), ...answer(n) };
        times.plain.push((await timed(() => plain.bulkDocs([document], { new_edits: true }))).ms);
        if (sqlite.ok) times.sqlite.push((await timed(async () => sqlite.write(n))).ms);
      }
      const [ours, put, sql] = [times.ours, times.plain, times.sqlite].map((each) => each.slice(warmUp));
      if (ours === undefined || put === undefined || sql === undefined) throw new Error('Nothing was measured');
      const shown = sqlite.ok
        ? [{ name: 'SQLite, SQLCipher scheme, synchronous=FULL, p95', value: percentile(sql, 0.95) }]
        : [];
      return {
        name,
        value: percentile(ours, 0.95),
        peer: { name: 'plain PouchDB put with sync, p95', value: percentile(put, 0.95) },
        shown,
        note:
          `${spread(ours)}, of processor time ${median(times.cpu).toFixed(2)}; plain put ${spread(put)}; ${sqlite.ok ? `SQLite ${spread(sql)}` : sqlite.skipped}; by turns; ` +
          `entry, audit line and head in one batch, in a vault of ${entriesOf(sizes[label])} entries`,
      };
    } finally {
      await vault.close();
      await plain.close();
      if (sqlite.ok) sqlite.close();
    }
  });

export const durable: readonly Group[] = labels.map((label): Group => {
  const name: Name = `durable answer, ${label}, p95`;
  return { names: [name], measure: async () => [await measureAt(name, label)] };
});
