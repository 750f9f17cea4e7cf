import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answering, type Good, withHost } from './door.ts';
import { passphrase, usual, withCopy } from './large-vault.ts';
import type { Group, Measured } from './row.ts';
import { percentile, spread, timed } from './timing.ts';

/** A backup of a full vault, read back and proven, while somebody answers questions all along: both through the host's door. */

/** Bytes that reading back may hold at once. */
const mostMemory = 64 * 1024 * 1024;
/** Milliseconds between two answers; nobody types faster than this. */
const betweenAnswers = 100;
/** Milliseconds between two looks at how far it is, as often as the screen looks. */
const betweenLooks = 500;

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** What whoever types waits for the next question, until told to stop. */
const typing = (good: Good) => {
  let going = true;
  let most = 0;
  const times: number[] = [];
  const done = (async () => {
    for await (const ms of answering(good)) {
      times.push(ms);
      most = Math.max(most, process.memoryUsage.rss());
      if (!going) return;
      await pause(betweenAnswers);
    }
  })();
  return {
    stop: async () => {
      going = false;
      await done;
      return { times, most };
    },
  };
};

const checked = async (good: Good): Promise<void> => {
  for (;;) {
    const { walk } = await good('check.read', {});
    if (walk.kind === 'done') return;
    if (walk.kind === 'stopped') throw new Error('The check was stopped');
    await pause(betweenLooks);
  }
};

const made = async (good: Good): Promise<number> => {
  await good('backup.make', {});
  for (;;) {
    const job = await good('backup.progress', {});
    if (job.kind === 'made') return job.entries;
    if (job.kind !== 'running') throw new Error(`The backup ended as ${JSON.stringify(job)}`);
    await pause(betweenLooks);
  }
};

const measure = (): Promise<readonly Measured[]> =>
  withCopy(usual, async (folder, around) => {
    const place = join(around, 'backups');
    await mkdir(place);
    return withHost(folder, async (good) => {
      await good('access.unlock', { passphrase: passphrase() });
      await checked(good); // the check after an unlock goes first, and has its own row
      await good('backup.choose', { folder: place, keepDays: 30, everyDays: 1, intent: randomUUID() });
      const begun = process.memoryUsage.rss();
      const typed = typing(good);
      const { ms, gave: entries } = await timed(() => made(good));
      const { times, most } = await typed.stop();
      const grown = most - begun;
      return [
        {
          name: 'backup with proof, 10,000 / 250,000',
          value: ms / 1000,
          note: `${entries} sealed documents; memory grew by at most ${mega(grown)}`,
          ...(grown > mostMemory ? { broken: `memory grew by more than ${mega(mostMemory)}` } : {}),
        },
        {
          name: 'typing during a backup, p95',
          value: percentile(times, 0.95),
          note: `${spread(times)} answers, each from the answer to the next question, durable in between`,
        },
      ];
    });
  });

export const backingUp: Group = {
  names: ['backup with proof, 10,000 / 250,000', 'typing during a backup, p95'],
  measure,
};
