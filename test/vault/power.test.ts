import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = spawnSync('strace', ['-V']).status === 0;
/** A run for everybody is not to pass over this: there, no strace is a failure. */
const asked = process.platform === 'linux' && Boolean(process.env.CI);

test.skipIf(!here && !asked)(
  `nothing that was acknowledged is lost when the power goes${here ? '' : ' (needs strace, which writes down what reached the disk)'}`,
  { timeout: 240_000 },
  () => {
    const script = fileURLToPath(new URL('../torture/power.ts', import.meta.url));
    const run = spawnSync(process.execPath, [script, '8', String(Date.now() % 100_000)], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/power cut: 8 cuts .* 0 lost, 0 did not open/);
    expect(run.status).toBe(0);
    process.stdout.write(run.stdout);
  },
);
