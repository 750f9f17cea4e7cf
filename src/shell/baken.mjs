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
process.exit(done.status ?? 1);
