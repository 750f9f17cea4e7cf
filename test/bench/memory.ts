import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { usual, withCopy } from './large-vault.ts';
import type { Group, Name } from './row.ts';

/** A process of its own, that has done nothing but hold the host, unlock, list and check what it opened. */

const name: Name = 'memory of the host after unlock, 10,000 / 250,000';

/** Resident memory in MB: after the first list, at most meanwhile, and when the check after the unlock was done. */
export type Told = { readonly unlocked: number; readonly most: number; readonly checked: number };

export const memory: Group = {
  names: [name],
  measure: () =>
    withCopy(usual, async (folder) => {
      const run = spawnSync(process.execPath, [join(import.meta.dirname, 'unlocked.js'), folder], { encoding: 'utf8' });
      if (run.status !== 0) throw new Error(run.stderr);
      const told: Told = JSON.parse(run.stdout);
      const [most, checked] = [told.most, told.checked].map((each) => `${each.toFixed(0)} MB`);
      return [
        {
          name,
          value: told.unlocked,
          note:
            'resident set of the host through its door, with the key derived and the first page listed, nothing collected by hand; ' +
            `while all is checked afterwards at most ${most}, then ${checked}`,
        },
      ];
    }),
};
