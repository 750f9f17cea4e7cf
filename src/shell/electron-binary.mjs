import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from './setup.mjs';

/** Finds Electron's binary without importing the package, which would start a download by itself. Plain JavaScript for Node 20. */

const electron = join(root, 'node_modules', 'electron');
const failed = join(root, '.cache', 'electron-download-failed');

/** How long a download that nobody asked for may hold up a start, and for how long its failure is remembered. */
const patienceMs = 20_000;
const rememberMs = 24 * 60 * 60 * 1000;

/** @returns the file to run, or undefined when it is not there */
export const findElectron = () => {
  const pathFile = join(electron, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const file = folder ? join(folder, name ?? 'electron') : name && join(electron, 'dist', name);
  return file && existsSync(file) ? file : undefined;
};

/** Tries once to download it, with little patience, unless it failed within the last day or BAKEN_OFFLINE is set. */
export const tryDownload = () => {
  if (process.env.BAKEN_OFFLINE === '1' || failedLately()) return;
  const done = download({ stdio: 'ignore', timeout: patienceMs });
  if (done.status === 0) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(failed, new Date().toISOString());
};

const failedLately = () => existsSync(failed) && Date.now() - Date.parse(readFileSync(failed, 'utf8')) < rememberMs;

const download = (options) => spawnSync(ownNode(), [join(electron, 'install.js')], { cwd: root, ...options });

if (process.argv[1] === import.meta.filename) {
  rmSync(failed, { force: true });
  const done = download({ stdio: 'inherit' });
  process.stdout.write(findElectron() ? 'De desktopschil staat klaar.\n' : 'De desktopschil is niet gekomen.\n');
  process.exit(done.status ?? 1);
}
