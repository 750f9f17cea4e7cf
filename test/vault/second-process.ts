/** Opens the vault of the first argument, as the user of the second if there is one, and prints what came of it. */

import { openVault } from '#vault/vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const [, , folder = '', user] = process.argv;
if (user !== undefined) process.setuid?.(Number(user));
const opened = await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
process.stdout.write(opened.ok ? 'opened' : opened.error.kind);
if (opened.ok) await opened.value.close();
