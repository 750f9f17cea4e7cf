/**
 * Makes a backup of the vault of the first argument at the place of the second, and ends itself at the step that the third
 * names: how often a file was opened, renamed or removed since the vault was open.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname } from 'node:path';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const [, , folder = '', path = '', step = '0'] = process.argv;
let left = Number.POSITIVE_INFINITY;
const counted = <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) => {
  return (...given: A): Promise<R> => {
    left -= 1;
    if (left < 0) process.kill(process.pid, 'SIGKILL');
    return call(...given);
  };
};
Object.assign(fs, { rename: counted(fs.rename), open: counted(fs.open), rm: counted(fs.rm) });
syncBuiltinESMExports();

const { openVault } = await import('#vault/vault.ts');
const { makeBackup } = await import('#vault/backup.ts');
const opened = await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const vault = opened.value;
await vault.verify(); // or its own opening of files would be counted at times
left = Number(step);
const made = await makeBackup(vault, { place: { folder: dirname(path), file: basename(path) }, keepDays: 30 });
if (!made.ok) throw new Error(JSON.stringify(made.error));
left = Number.POSITIVE_INFINITY;
await vault.close();
