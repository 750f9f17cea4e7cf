import { setTimeout as pause } from 'node:timers/promises';
import { withHost } from './door.ts';
import { passphrase } from './large-vault.ts';
import type { Told } from './memory.ts';

/** Unlocks the vault in the folder it is given, lists it, waits for the check, and prints the memory it had. */

const [, , folder = ''] = process.argv;
const resident = (): number => process.memoryUsage.rss() / 1e6;

const told = await withHost(folder, async (good): Promise<Told> => {
  await good('access.unlock', { passphrase: passphrase() });
  const list = await good('dossiers.list', { search: '', from: 0 });
  if (list.total === 0) throw new Error('Nothing was listed');
  const unlocked = resident();
  let most = unlocked;
  for (;;) {
    const { walk } = await good('check.read', {});
    most = Math.max(most, resident());
    if (walk.kind === 'done') break;
    if (walk.kind === 'stopped') throw new Error('The check was stopped');
    await pause(200);
  }
  await pause(1000);
  return { unlocked, most, checked: resident() };
});
process.stdout.write(JSON.stringify(told));
