/**
 * `npm run torture`: the long proofs on the vault, with a table of what was shown at the end. Each count can be set by name, as
 * in `npm run torture -- --kills 20 --cuts 20 --flips 200 --changes 50 --fuzz 1000 --pictures 1000 --seed 7`; a count of 0
 * leaves that part out. Ends with 1 when a row failed: something acknowledged was lost, an alteration went unseen, or a decoder
 * took or threw on what was altered. What needs the app on a screen (V1, V7) is shown by `npm test`. Plain JavaScript for Node 20.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { proofTable } from '../proof-table.mjs';
import { findTracer } from '../tracer.mjs';

const count = (usual) => ({ type: 'string', default: String(usual) });
const { values } = parseArgs({
  options: {
    kills: count(500),
    cuts: count(300),
    flips: count(2000),
    changes: count(400),
    fuzz: count(100_000),
    pictures: count(200_000),
    seed: count(Date.now() % 1_000_000),
  },
});
for (const [name, value] of Object.entries(values))
  if (!/^\d{1,9}$/.test(value)) throw new RangeError(`--${name} is a whole number`);

const say = (line) => process.stdout.write(`${line}\n`);
const root = fileURLToPath(new URL('../..', import.meta.url));
const own = join(root, 'node_modules/.bin/node');
const folder = mkdtempSync(join(tmpdir(), 'baken-proof-'));
const gathered = join(folder, 'rows');
const failures = [];
const run = (name, script, given) => {
  say(`\n· ${name}`);
  const started = Date.now();
  const { status } = spawnSync(existsSync(own) ? own : process.execPath, [join(root, script), ...given], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BAKEN_PROOF: gathered },
  });
  say(`  ${Math.round((Date.now() - started) / 1000)} s`);
  if (status !== 0) failures.push(`${name} ended with ${status}`);
};
/** What is shown the same way however often it is asked: these tests name their numbers themselves. */
const tests = [
  'vectors',
  'primitives',
  'reader-wrap',
  'switched-off',
  'survival',
  'vault',
  'tampering',
  'replica',
  'erase',
  'backup',
  'recovery',
];

const { kills, cuts, flips, changes, fuzz, pictures, seed } = values;
run('claims that need no count', 'node_modules/vitest/vitest.mjs', [
  ...['run', '--config', 'test/vitest.config.ts', '--maxWorkers=1'],
  ...tests.map((name) => `test/vault/${name}.test.ts`),
]);
if (kills !== '0') run('kills', 'test/torture/kills.ts', [kills, seed]);
if (cuts !== '0') {
  findTracer(say);
  run('power cuts', 'test/torture/power.ts', [cuts, seed]);
}
if (flips !== '0' || changes !== '0') run('alterations', 'test/torture/alterations.ts', [flips, changes, seed]);
if (fuzz !== '0') run('decoders', 'test/torture/fuzz.ts', [fuzz, seed]);
if (pictures !== '0') run('pictures', 'test/torture/pictures.ts', [pictures]);

const table = proofTable(gathered, ['V2', 'V3', 'V4', 'V5', 'V6', 'crypto']);
rmSync(folder, { recursive: true });
say('\n· what was shown');
for (const line of table.lines) say(line);
for (const failure of [...failures, ...table.failures]) say(`FAILED  ${failure}`);
process.exitCode = failures.length + table.failures.length === 0 ? 0 : 1;
