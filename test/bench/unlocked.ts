import { createFinder } from '#host/finder.ts';
import { library } from './cases.ts';
import { wayIn } from './large-vault.ts';

/** Unlocks the large vault, lists it and prints the resident memory in MB, while everything is still held. */
const open = await wayIn();
globalThis.gc?.();
const vault = await open();
const list = createFinder({ library }).page(vault.rows(), '', 0);
globalThis.gc?.();
process.stdout.write(String(process.memoryUsage().rss / 1e6));
if (list.total === 0) throw new Error('Nothing was listed');
await vault.close();
