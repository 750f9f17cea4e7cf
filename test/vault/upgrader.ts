/**
 * Opens the vault of the first argument with the vault key of the second, and meets the end at the step that the third names:
 * how often a file was opened, written, synced, renamed or removed. With `kill` the process ends there, a write half done; with
 * `full` this step and all after it are refused for want of room. Prints how it ended.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { countingFold, tickingClock } from './practice-words.ts';

const [, , folder = '', root = '', step = '0', manner = 'kill'] = process.argv;
let left = Number(step);
const due = (): boolean => {
  left -= 1;
  if (left >= 0) return false;
  if (manner === 'kill') process.kill(process.pid, 'SIGKILL');
  return true;
};
const refused = (): Error => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
const counted = <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) => {
  return async (...given: A): Promise<R> => {
    if (due()) throw refused();
    return call(...given);
  };
};
const open = counted(fs.open);
Object.assign(fs, {
  rename: counted(fs.rename),
  rm: counted(fs.rm),
  open: async (...given: Parameters<typeof fs.open>) => {
    const handle = await open(...given);
    const write = handle.writeFile.bind(handle);
    const sync = handle.sync.bind(handle);
    const writeFile = async (bytes: Uint8Array): Promise<void> => {
      if (left === 0) await write(bytes.subarray(0, bytes.length / 2));
      if (due()) throw refused();
      await write(bytes);
    };
    return Object.assign(handle, { writeFile, sync: counted(sync) });
  },
});
syncBuiltinESMExports();

const { openVaultBy } = await import('#vault/vault.ts');
const key = { ok: true, value: Uint8Array.from(Buffer.from(root, 'hex')) } as const;
const opening = { folder, ports: tickingClock(), fold: countingFold };
const opened = await openVaultBy(async () => key, 'vault.opened', opening);
if (opened.ok) {
  opened.value.stopVerifying();
  left = Number.POSITIVE_INFINITY; // from here on nothing is upgraded any more
  await opened.value.close();
}
process.stdout.write(opened.ok ? 'opened' : opened.error.kind);
