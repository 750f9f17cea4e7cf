#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, ownNode, root } from './setup.mjs';

/** The command `baken`: builds when needed, then hands over to the built command line. */
try {
  build();
} catch (error) {
  process.stderr.write(`baken: ${error.message}\n`);
  process.exit(1);
}
const done = spawnSync(ownNode(), [join(root, 'dist', 'cli.js'), ...process.argv.slice(2)], { stdio: 'inherit' });

// on some altered bytes LevelDB ends the whole process; that is damage as well, and has a name like any other
if (process.argv[2] === 'vault' && ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL'].includes(done.signal)) {
  process.stdout.write('beschadigd: file store\n');
  process.stderr.write(
    'De opslag van de kluis is zo beschadigd dat lezen niet meer gaat. Verander niets aan de map en zoek een reservekopie.\n',
  );
}
process.exit(done.status ?? 1);
