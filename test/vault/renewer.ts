/**
 * Renews the keys of the vault of the first argument, and ends itself at the step that the second names: how often a file of
 * the vault was opened, renamed or removed since the vault was open.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { countingFold, otherPassphrase, passphrase, tickingClock } from './practice-words.ts';

const [, , folder = '', step = '0'] = process.argv;
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
const { renewKeys } = await import('#vault/ways-in.ts');
const opening = { folder, ports: tickingClock(), fold: countingFold };
const opened = await openVault({ ...opening, passphrase: passphrase() });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
await opened.value.verify();
left = Number(step);
const renewed = await renewKeys(opened.value, passphrase(), otherPassphrase(), { ...opening, effort: 'floor' });
if (!renewed.ok) throw new Error(JSON.stringify(renewed.error));
left = Number.POSITIVE_INFINITY;
await renewed.value.close();
