import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './cases.ts';
import type { Group } from './row.ts';
import { median, timed } from './timing.ts';

/** The whole proof of forms, rules and resources, as an author runs it: a fresh process, from its start to its last line. */

const runs = 3;

export const check: Group = {
  names: ['check of all instruments'],
  measure: async () => {
    const times: number[] = [];
    let last = '';
    for (let run = 0; run < runs; run += 1) {
      const { ms, gave } = await timed(() =>
        promisify(execFile)(process.execPath, [join(root, 'dist/cli.js'), 'check'], { maxBuffer: 2 ** 26 }),
      );
      times.push(ms / 1000);
      last = gave.stdout.trim().split('\n').at(-1) ?? '';
    }
    return [
      {
        name: 'check of all instruments',
        value: median(times),
        note: `median of ${runs} fresh processes (${times.map((s) => s.toFixed(1)).join(', ')}); ${last}`,
      },
    ];
  },
};
