import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install, link, ownNode, root } from '../src/shell/setup.mjs';

/**
 * `npm run laws`: what has to hold of every case, tried over many more random cases than in a test run. `--runs N` says how
 * many for each law (20,000 when it is left out); names of instruments after it keep it to those, so that machines can share
 * the work. Plain JavaScript for Node 20.
 */

const given = process.argv.slice(2);
const at = given.indexOf('--runs');
const runs = at === -1 ? 20_000 : Number(given[at + 1]);
const instruments = given.filter((_, place) => at === -1 || (place !== at && place !== at + 1));
if (!Number.isInteger(runs) || runs < 1) {
  process.stderr.write('--runs takes a whole number, such as 20000\n');
  process.exit(2);
}

install();
link();
const files = instruments.length === 0 ? ['test/core/laws/'] : instruments.map((id) => `test/core/laws/${id}.test.ts`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const done = spawnSync(ownNode(), [vitest, 'run', '--config', 'test/vitest.config.ts', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, BAKEN_RUNS: String(runs) },
});
process.exit(done.status ?? 1);
