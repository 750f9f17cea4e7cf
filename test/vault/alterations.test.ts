import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('after any alteration everything reads back the same, or it is named', { timeout: 240_000 }, () => {
  const script = fileURLToPath(new URL('../torture/alterations.ts', import.meta.url));
  const seed = String(Date.now() % 100_000);
  const run = spawnSync(process.execPath, [script, '50', '26', seed], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.stdout.match(/\b0 unseen/g), run.stdout).toHaveLength(3);
  expect(run.stdout).not.toMatch(/[1-9]\d* unseen/);
  expect(run.status).toBe(0);
  process.stdout.write(run.stdout);
});
