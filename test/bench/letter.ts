import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { assess } from '#core/assess.ts';
import { caseLetter } from '#host/referrals.ts';
import { library, root } from './cases.ts';
import { letterCase } from './letter-case.ts';
import type { Group } from './row.ts';
import { median, spread, timed } from './timing.ts';

/** A referral letter as PDF: again in a process that made one before, and first in a process that just began. */

const warm = async (): Promise<{ readonly times: readonly number[]; readonly size: number }> => {
  const decided = await assess(library, letterCase);
  if (!decided.ok) throw new Error(decided.error.message);
  const draw = async (): Promise<Uint8Array> => {
    const made = await caseLetter(library, decided.value, join(root, 'resources'));
    if (!made.ok) throw new Error(made.error.kind);
    return made.value;
  };
  for (let index = 0; index < 5; index += 1) await draw();
  const times: number[] = [];
  let size = 0;
  for (let index = 0; index < 25; index += 1) {
    const { ms, gave } = await timed(draw);
    times.push(ms);
    size = gave.length;
  }
  return { times, size };
};

const cold = async (): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let index = 0; index < 7; index += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'first-letter.js')]);
    times.push(Number(stdout));
  }
  return times;
};

export const letters: readonly Group[] = [
  {
    names: ['letter, warm'],
    measure: async () => {
      const { times, size } = await warm();
      return [
        { name: 'letter, warm', value: median(times), note: `${spread(times)}; ${(size / 1000).toFixed(0)} kB of PDF` },
      ];
    },
  },
  {
    names: ['letter, cold'],
    measure: async () => {
      const times = await cold();
      const note = `${spread(times)} fresh processes; from loading what draws letters to the bytes of the first one`;
      return [{ name: 'letter, cold', value: median(times), note }];
    },
  },
];
