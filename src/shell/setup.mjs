import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';

/** What has to be there before anything of ours can run: the packages, the build, the command. Plain JavaScript for Node 20. */

export const root = join(import.meta.dirname, '..', '..');

/** The Node that Baken is made for, once the packages are there. */
export const ownNode = () =>
  join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs what the lockfile names when something else, or nothing, is installed. Throws when that fails. */
export const install = () => {
  if (isInstalled()) return;
  process.stderr.write('Baken: de onderdelen worden geïnstalleerd (npm ci) …\n');
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error('npm ci is niet gelukt; de reden staat hierboven.');
};

/** Whether each package of the lockfile is installed in that version; what is optional may be absent. */
const isInstalled = () => {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(ownNode())) return false;
  const { packages: there } = JSON.parse(readFileSync(installed, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || (there[path] ? there[path].version === version : optional || devOptional),
  );
};

/** Builds when a source is newer than what was built; waits when another start is building. Throws when that fails. */
export const build = () => {
  if (isBuilt()) return;
  const release = takeTurn();
  try {
    if (isBuilt()) return;
    process.stderr.write('Baken wordt gebouwd …\n');
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const done = spawnSync(ownNode(), [vite, 'build', '--config', 'src/vite.config.ts'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (done.status !== 0) throw new Error('Bouwen is niet gelukt; de reden staat hierboven.');
  } finally {
    release();
  }
};

/** One build at a time: a file that names the process that builds. One that a killed process left behind is taken over. */
const takeTurn = () => {
  const turn = join(root, '.cache', 'building');
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return () => rmSync(turn, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(turn)) rmSync(turn, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100); // sleeps a tenth of a second
  }
};

const isAbandoned = (turn) => {
  try {
    process.kill(Number(readFileSync(turn, 'utf8')), 0);
    return false;
  } catch (error) {
    // ESRCH: nobody builds any more. Anything else (not ours to signal, just removed) is settled by the next look.
    return error.code === 'ESRCH';
  }
};

const isBuilt = () => {
  const stamp = join(root, 'dist', 'built');
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const isOlder = (path) => statSync(path).mtimeMs < built;
  const src = join(root, 'src');
  return (
    ['package.json', 'package-lock.json'].every((name) => isOlder(join(root, name))) &&
    isOlder(src) &&
    readdirSync(src, { recursive: true }).every((name) => isOlder(join(src, name)))
  );
};

/**
 * Puts the command where `npx baken` looks first. A package's own command is not there by itself, and a name that is not
 * found would be asked of the registry, where it belongs to somebody else.
 */
export const link = () => {
  const bin = join(root, 'node_modules', '.bin');
  const command = join(root, 'src', 'shell', 'baken.mjs');
  const place = join(bin, 'baken');
  mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(`${place}.cmd`, `@node "%~dp0\\${relative(bin, command)}" %*\r\n`);
    return;
  }
  if (lstatSync(place, { throwIfNoEntry: false })) rmSync(place);
  symlinkSync(relative(bin, command), place);
  chmodSync(command, 0o755);
};

if (process.argv[1] === import.meta.filename && process.argv[2] === 'link') link();
