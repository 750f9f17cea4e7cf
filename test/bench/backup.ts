import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeBackup } from '#vault/backup.ts';
import type { OpenVault } from '#vault/vault.ts';
import { ensureLargeVault, vaultFolder, wayIn } from './large-vault.ts';
import type { Group, Measured } from './row.ts';
import { percentile, spread, timed } from './timing.ts';

/** A backup of a full vault, read back and proven, while somebody types all along. */

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
/** Bytes that reading back may hold at once. */
const mostMemory = 64 * 1024 * 1024;
/** Milliseconds between two answers; nobody types faster than this. */
const betweenAnswers = 100;

/** What whoever types waits for an answer to be durable, until told to stop. */
const typing = (vault: OpenVault) => {
  const [dossier] = vault.rows().map((row) => row.dossier);
  if (dossier === undefined) throw new Error('No dossier');
  let going = true;
  let most = 0;
  const times: number[] = [];
  const done = (async () => {
    for (let n = 0; going; n += 1) {
      const writing = { intent: randomUUID(), audit: { action: 'assessment.answer' } };
      const asked = performance.now();
      await new Promise(setImmediate); // a call comes in from outside, as a message does
      must(await vault.append(dossier, { item: 'PG-13', value: 'ja', n }, writing));
      times.push(performance.now() - asked);
      most = Math.max(most, process.memoryUsage().rss);
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

const measure = async (): Promise<readonly Measured[]> => {
  await ensureLargeVault(say);
  const around = await mkdtemp(join(tmpdir(), 'baken-bench-'));
  try {
    const folder = join(around, 'vault');
    await cp(vaultFolder, folder, { recursive: true });
    const vault = await (await wayIn(folder))();
    try {
      must(await vault.verify()); // the check after an unlock has its own row
      const begun = process.memoryUsage().rss;
      const typed = typing(vault);
      const place = { folder: around, file: 'backup' };
      const { ms, gave } = await timed(async () => must(await makeBackup(vault, { place, keepDays: 30 })));
      const { times, most } = await typed.stop();
      const mega = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
      const broken = most - begun > mostMemory ? `memory grew by more than ${mega(mostMemory)}` : undefined;
      const note = `${gave.entries} sealed documents, ${mega(gave.bytes)}; memory grew by at most ${mega(most - begun)}`;
      return [
        {
          name: 'backup with proof, 10,000 / 250,000',
          value: ms / 1000,
          note,
          ...(broken === undefined ? {} : { broken }),
        },
        { name: 'typing during a backup, p95', value: percentile(times, 0.95), note: `${spread(times)} answers` },
      ];
    } finally {
      await vault.close();
    }
  } finally {
    await rm(around, { recursive: true });
  }
};

export const backingUp: Group = {
  names: ['backup with proof, 10,000 / 250,000', 'typing during a backup, p95'],
  measure,
};
