/**
 * `npm run torture`: the long proofs on the vault, with their counts printed. `npm run torture -- 20 200` sets how many
 * kills and how many altered folders. Ends with 1 when something acknowledged was lost or an alteration went unseen.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const own = here('../../node_modules/.bin/node');
const run = (name, given = []) =>
  spawnSync(existsSync(own) ? own : process.execPath, [here(name), ...given], { stdio: 'inherit' }).status ?? 1;
process.exitCode = run('./vault.ts', process.argv.slice(2)) || run('./pictures.ts');
