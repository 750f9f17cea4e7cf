import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '#core/check/witness.ts';
import type { Client, Input, Name, Output } from '#host/contract.ts';
import { dispatch } from '#host/dispatch.ts';
import { createHost, type Host } from '#host/host.ts';
import { content, packOf, root, someAnswer } from './cases.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group } from './row.ts';
import { percentile, spread, timed } from './timing.ts';

/** From an answer to the next question, durable in between, through the host's door; and the least that durable can cost. */

const dossiers = 1000;
const samples = 400;
const warmUp = 40;

const onDisk = async (folder: string): Promise<{ readonly times: readonly number[]; readonly filled: number }> => {
  const host = createHost({
    content,
    assetsFolder: join(root, 'resources'),
    folder: join(folder, 'vault'),
    now: () => new Date().toISOString(),
    newId: () => randomUUID(),
    lockMinutes: 15,
    documentsFolders: [],
    effort: 'floor', // of the passphrase only
  });
  try {
    return await answered(host);
  } finally {
    await host.close();
  }
};

const answered = async (host: Host): Promise<{ readonly times: readonly number[]; readonly filled: number }> => {
  const door = dispatch(host.handlers);
  const call: Client = async (name, input) => (await door(name, input)) as never; // checked by dispatch against the contract
  const good = async <N extends Name>(name: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const begin = (label: string) =>
    good('dossiers.open', {
      label,
      signal: 'Buurvrouw hoorde geschreeuw',
      kind: 'gezegd',
      saidBy: 'buurvrouw',
      intent: randomUUID(),
    });
  await good('access.create', {
    name: 'Wijkteam Noord',
    passphrase: new TextEncoder().encode('zes gewone woorden achter elkaar'),
  });
  const { ms: filled } = await timed(async () => {
    for (let index = 0; index < dossiers; index += 1) await begin(`Dossier ${index + 1}`);
  });
  const next = randomFrom(21);
  const items = packOf('PG').items;
  const times: number[] = [];
  while (times.length < warmUp + samples) {
    const { dossier } = await begin('Linde');
    let view = await good('assessment.start', { dossier, instrument: 'PG', intent: randomUUID() });
    while (view.place.kind === 'question' && times.length < warmUp + samples) {
      const item = items.get(view.place.question.item);
      if (item === undefined) throw new Error(`No item ${view.place.question.item}`);
      const { assessment } = view;
      const value = someAnswer(next, item);
      const answer = {
        dossier,
        assessment,
        item: item.id,
        value: Array.isArray(value) ? [...value] : value,
        note: null,
        reason: null,
        intent: randomUUID(),
      };
      const { ms, gave } = await timed(() => good('assessment.answer', answer));
      times.push(ms);
      view = gave;
    }
  }
  return { times: times.slice(warmUp), filled };
};

/** One answer kept by PouchDB as it comes: not sealed, not chained, nothing decided. */
const plainPuts = async (folder: string): Promise<readonly number[]> => {
  const db = plainPouch(join(folder, 'plain'));
  const times: number[] = [];
  for (let index = 0; index < warmUp + samples; index += 1) {
    const answer = {
      _id: randomUUID(),
      item: 'PG-13',
      value: 'ja',
      at: new Date().toISOString(),
      intent: randomUUID(),
    };
    times.push((await timed(() => db.bulkDocs([answer], { new_edits: true }))).ms);
  }
  await db.close();
  return times.slice(warmUp);
};

export const answering: Group = {
  names: ['answer to next question, p95'],
  measure: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baken-bench-'));
    try {
      const plain = await plainPuts(folder);
      const { times, filled } = await onDisk(folder);
      return [
        {
          name: 'answer to next question, p95',
          value: percentile(times, 0.95),
          peer: { name: 'plain PouchDB put with sync, p95', value: percentile(plain, 0.95) },
          note:
            `${spread(times)}, in a vault of ${dossiers} dossiers (made in ${(filled / 1000).toFixed(1)} s), without the line between ` +
            `processes; plain put: ${spread(plain)}`,
        },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
