/**
 * Writes to the vault of the first argument until it is killed, and prints a line for every write that was acknowledged:
 * `dossier intent`. Every tenth write makes a dossier first, so that the key table is rewritten too.
 */
import { writeSync } from 'node:fs';
import { openVault } from '#vault/vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const [, , folder = '', run = '0'] = process.argv;
const opened = await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const vault = opened.value;
let dossier = vault.rows()[0]?.dossier;
for (let n = 0; ; n += 1) {
  if (dossier === undefined || n % 10 === 9) {
    const made = await vault.newDossier({ action: 'dossier.created' });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    dossier = made.value;
  }
  const intent = `${run}-${n}`;
  const content = { intent, text: 'antwoord '.repeat(n % 400) };
  const written = await vault.append(dossier, content, { intent, audit: { action: 'entry.added' } });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  writeSync(1, `${dossier} ${intent}\n`);
}
