import { join } from 'node:path';
import { assess } from '#core/assess.ts';
import { library, root } from './cases.ts';
import { letterCase } from './letter-case.ts';

/** Prints how many milliseconds the first letter of this process takes, loading what draws it included. */

const decided = await assess(library, letterCase);
if (!decided.ok) throw new Error(decided.error.message);
const begun = performance.now();
const { caseLetter } = await import('#host/referrals.ts');
const made = await caseLetter(library, decided.value, join(root, 'resources'));
if (!made.ok) throw new Error(made.error.kind);
process.stdout.write(String(performance.now() - begun));
