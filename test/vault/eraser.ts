/**
 * Erases the dossiers of the vault of the first argument, one after the other, and ends itself at the step that the second
 * names: how often a file of the vault was renamed, or how many batches LevelDB was given, since the vault was open.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const [, , folder = '', step = '0'] = process.argv;
let left = Number.POSITIVE_INFINITY;
const counted = <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) => {
  return (...given: A): Promise<R> => {
    left -= 1;
    if (left < 0) process.kill(process.pid, 'SIGKILL');
    return call(...given);
  };
};
// every durable file is written by these, and every reopening of the store opens and removes files
Object.assign(fs, { rename: counted(fs.rename), open: counted(fs.open), rm: counted(fs.rm) });
syncBuiltinESMExports();

const { openVault } = await import('#vault/vault.ts');
const { eraseDossier, finishErasures } = await import('#vault/erase.ts');
const opened = await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const vault = opened.value;
const [first] = vault.rows();
if (first === undefined) throw new Error('There is nothing to erase');
left = Number(step);
const audit = { action: 'erase.dossier' };
const erased = await eraseDossier(vault, first.dossier, { reason: 'termijn', by: 'Sam', audit, held: () => false });
if (!erased.ok) throw new Error(JSON.stringify(erased.error));
await finishErasures(vault);
left = Number.POSITIVE_INFINITY;
await vault.close();
