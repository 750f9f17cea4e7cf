import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { answering as answersOf, begin, withHost } from './door.ts';
import { withFolder } from './large-vault.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group } from './row.ts';
import { percentile, spread, timed } from './timing.ts';

/** From an answer to the next question, durable in between, through the host's door; and the least that durable can cost. */

const dossiers = 1000;
const samples = 400;
const warmUp = 40;

const answered = (folder: string): Promise<{ readonly times: readonly number[]; readonly filled: number }> =>
  withHost(join(folder, 'vault'), async (good) => {
    await good('access.create', {
      name: 'Wijkteam Noord',
      passphrase: new TextEncoder().encode('zes gewone woorden achter elkaar'),
    });
    const { ms: filled } = await timed(async () => {
      for (let index = 0; index < dossiers; index += 1) await begin(good, `Dossier ${index + 1}`);
    });
    const times: number[] = [];
    for await (const ms of answersOf(good)) if (times.push(ms) === warmUp + samples) break;
    return { times: times.slice(warmUp), filled };
  });

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
  measure: () =>
    withFolder(async (folder) => {
      const plain = await plainPuts(folder);
      const { times, filled } = await answered(folder);
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
    }),
};
