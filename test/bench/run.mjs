import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findBrowser, quietFlags } from '../../src/shell/browser.mjs';
import { build, install, link, ownNode, root } from '../../src/shell/setup.mjs';

/**
 * `npm run bench`: how long things take and how large they are, each against its limit and beside a peer in the same run.
 * `--json` prints one object a line, `--only PATTERN` picks rows by name. Ends with 1 when a row is not ok. Plain JavaScript
 * for Node 20; what is measured runs on the Node that Baken is made for, bundled as it ships.
 */

const say = (line) => process.stderr.write(`${line}\n`);
const bench = import.meta.dirname;
// In a folder of their own: a package.json beside the measurements would hide the names (#core/…) that the root gives them.
const peers = join(bench, 'peers');

/**
 * Installs the peers that Baken itself does not use, by the Node that loads them. None needs a script: what is native comes
 * built. One that is not to be had leaves the others be, npm says why, and its place in a row says that it was skipped.
 */
const installPeers = () => {
  const { optionalDependencies: wanted } = JSON.parse(readFileSync(join(peers, 'package.json'), 'utf8'));
  const missing = () => Object.keys(wanted).filter((name) => !existsSync(join(peers, 'node_modules', name)));
  const npm = (...given) =>
    spawnSync('npm', [...given, '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: peers,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
      env: { ...process.env, PATH: `${dirname(ownNode())}${delimiter}${process.env.PATH}` },
    });
  if (missing().length > 0) npm('ci');
  for (const name of missing()) {
    npm('install', '--no-save', `${name}@${wanted[name]}`); // by itself, so that npm says what it leaves unsaid of an optional one
    if (missing().includes(name)) say(`Skipped: ${name} did not install; the reason stands above.`);
  }
};

const bundle = () => {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(ownNode(), [vite, 'build', '--config', join(bench, 'vite.config.ts')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) throw new Error('The measurements could not be bundled; the reason stands above.');
};

try {
  install();
  link();
  build();
  installPeers();
  bundle();
  const done = spawnSync(ownNode(), [join(root, '.cache', 'bench', 'measure.js'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BAKEN_CHROMIUM: findBrowser() ?? '', BAKEN_CHROMIUM_SWITCHES: quietFlags.join(' ') },
  });
  process.exitCode = done.status ?? 1;
} catch (error) {
  say(`bench: ${error.message}`);
  process.exitCode = 1;
}
