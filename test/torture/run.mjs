/**
 * `npm run torture`: the long proofs on the vault, with their counts printed. Each count can be set by name, as in
 * `npm run torture -- --kills 20 --cuts 20 --flips 200 --fuzz 1000 --seed 7`; a count of 0 leaves that part out. Ends with 1 when
 * something acknowledged was lost, an alteration went unseen, or a decoder took or threw on what was altered.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const count = (usual) => ({ type: 'string', default: String(usual) });
const { values } = parseArgs({
  options: {
    kills: count(500),
    cuts: count(300),
    flips: count(2000),
    fuzz: count(100_000),
    seed: count(Date.now() % 1_000_000),
  },
});
for (const [name, value] of Object.entries(values))
  if (!/^\d{1,9}$/.test(value)) throw new RangeError(`--${name} is a whole number`);

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const own = here('../../node_modules/.bin/node');
const run = (name, given = []) =>
  spawnSync(existsSync(own) ? own : process.execPath, [here(name), ...given], { stdio: 'inherit' }).status ?? 1;

const outcomes = [
  run('./vault.ts', [values.kills, values.flips]),
  values.cuts === '0' ? 0 : run('./power.ts', [values.cuts, values.seed]),
  values.fuzz === '0' ? 0 : run('./fuzz.ts', [values.fuzz, values.seed]),
  run('./pictures.ts'),
];
process.exitCode = outcomes.some((outcome) => outcome !== 0) ? 1 : 0;
