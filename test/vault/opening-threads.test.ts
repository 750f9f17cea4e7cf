import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { StartThread } from '#vault/opening-threads.ts';
import { openVault } from '#vault/vault.ts';
import { filledVault, value } from './practice-vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';
import { eraseRaw, rawDocuments, withRawStore } from './raw-store.ts';

/** A walk whose records are opened in threads finds what a walk in one thread finds, also when the threads fall. */

const program = join(import.meta.dirname, '../../src/shell/opening-thread.ts');
const started: Worker[] = [];
const thread = (): Worker => {
  const worker = new Worker(program);
  started.push(worker);
  return worker;
};
const missing: StartThread = () => new Worker(join(import.meta.dirname, 'not-there.ts'));
/** Answers the first question as a thread does, and falls at the second. */
const falling: StartThread = () => {
  const worker = thread();
  const post = worker.postMessage.bind(worker);
  let messages = 0;
  worker.postMessage = (message: unknown) => {
    messages += 1;
    if (messages === 3) void worker.terminate();
    else post(message);
  };
  return worker;
};

const reportOf = async (folder: string, startThread?: StartThread) => {
  const ports = { ...tickingClock(), startThread };
  const vault = value(await openVault({ folder, passphrase: passphrase(), ports, fold: countingFold }));
  vault.stopVerifying();
  const { documents, damage } = value(await vault.verify());
  await vault.close();
  return { documents, damage };
};

/** An entry gone, one altered, one under the name of another, and one that is no envelope. */
const alter = (folder: string): Promise<void> =>
  withRawStore(folder, async (raw) => {
    const documents = rawDocuments(await raw.all());
    const [gone, altered, moved, other, foreign] = [5, 40, 80, 81, 120].map((place) => documents[place]);
    if (!gone || !altered || !moved || !other || !foreign) throw new Error('Too few documents');
    await eraseRaw(raw, gone);
    const text = altered.document.c;
    await raw.put(
      altered.sequence,
      JSON.stringify({ ...altered.document, c: `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}` }),
    );
    await raw.put(moved.sequence, JSON.stringify({ ...other.document, _id: moved.document._id }));
    await raw.put(foreign.sequence, '{"not":"an envelope"}');
  });

test('threads find everything whole where it is, and the same damage where it is not', async () => {
  const { folder } = await filledVault([1, 40, 120]);
  const whole = await reportOf(folder);
  expect(whole.damage).toEqual([]);
  for (const start of [thread, missing, falling]) {
    const { documents, damage } = await reportOf(folder, start);
    expect(damage).toEqual([]);
    expect(documents).toBeGreaterThanOrEqual(whole.documents); // each opening adds its line to the audit
  }
  await alter(folder);
  const { damage } = await reportOf(folder);
  const kinds = new Set(damage.map(({ kind }) => kind));
  for (const kind of ['unreadable', 'foreign', 'missing', 'missing-entry', 'head-mismatch'] as const)
    expect(kinds).toContain(kind);
  const withoutCounts = (found: typeof damage) =>
    found.map((one) => (one.kind === 'head-mismatch' ? { kind: one.kind, off: one.expected - one.found } : one));
  for (const start of [thread, missing, falling])
    expect(withoutCounts((await reportOf(folder, start)).damage)).toEqual(withoutCounts(damage));
});

test('no thread is left when the walk has ended', async () => {
  const { folder } = await filledVault([30]);
  const before = started.length;
  await reportOf(folder, thread);
  const mine = started.slice(before);
  expect(mine.length).toBeGreaterThan(0);
  for (const worker of mine) expect(worker.threadId).toBe(-1); // what a thread has that has ended
});
