import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** The first command of the README, in a process of its own, with a stand-in where a window would open. */

const root = join(import.meta.dirname, '../..');

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'baken-start-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

type Started = { readonly child: ChildProcess; readonly out: () => string; readonly err: () => string };

const start = (env: Record<string, string>, ...given: readonly string[]): Started => {
  const own = folder();
  let [out, err] = ['', ''];
  const child = spawn(process.execPath, [join(root, 'src/shell/start.mjs'), ...given], {
    env: {
      ...process.env,
      BAKEN_OFFLINE: '1',
      BAKEN_DATA: join(own, 'data'),
      TMPDIR: own,
      DISPLAY: '',
      WAYLAND_DISPLAY: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (part) => {
    out += String(part);
  });
  child.stderr.on('data', (part) => {
    err += String(part);
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, out: () => out, err: () => err };
};

const addressOf = async ({ out }: Started): Promise<string> => {
  await expect.poll(out, { timeout: 240_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/begin\?token=[\w-]{43}\n$/);
  return out().trim();
};

const statusOf = async (address: string): Promise<number | undefined> => {
  const [response] = await once(get(address), 'response');
  response.resume();
  return response.statusCode;
};

/** A program that writes down what it was given and stays until it is ended, as a window does. */
const standIn = (name: string): { readonly path: string; readonly given: () => readonly string[] } => {
  const own = folder();
  const path = join(own, name);
  writeFileSync(
    path,
    `#!${process.execPath}\nprocess.getBuiltinModule('fs').writeFileSync('${own}/given', [process.pid, ...process.argv.slice(2)].join('\\n'));setInterval(() => {}, 1000);`,
  );
  chmodSync(path, 0o755);
  return {
    path,
    given: () => (readdirSync(own).includes('given') ? readFileSync(join(own, 'given'), 'utf8').split('\n') : []),
  };
};

test('--no-open prints the address alone; Ctrl+C ends everything', { timeout: 300_000 }, async () => {
  const started = start({ BAKEN_HOST: 'loopback' }, '--no-open');
  const address = await addressOf(started);
  expect(await statusOf(address)).toBe(302);
  started.child.kill('SIGINT');
  expect(await once(started.child, 'exit')).toEqual([0, null]);
  await expect(statusOf(address)).rejects.toThrow('ECONNREFUSED');
});

test('without Electron it says so in one line, and without a screen it gives the address', {
  timeout: 300_000,
}, async () => {
  const empty = folder();
  const started = start({ ELECTRON_OVERRIDE_DIST_PATH: empty });
  await addressOf(started);
  expect(
    started
      .err()
      .trim()
      .split('\n')
      .filter((line) => !line.includes('gebouwd')),
  ).toEqual([
    'De desktopschil (Electron) is hier niet en niet te downloaden; dezelfde app opent in een browservenster op deze computer.',
    'Er is geen scherm. Open dit adres in een browser op deze computer; het werkt één keer:',
  ]);
  started.child.kill('SIGTERM');
  expect(await once(started.child, 'exit')).toEqual([0, null]);
});

test('a browser window opens on a profile of its own; closing it ends everything and leaves nothing', {
  timeout: 300_000,
}, async () => {
  const browser = standIn('chromium');
  const own = folder();
  const started = start({ BAKEN_HOST: 'loopback', BAKEN_CHROMIUM: browser.path, DISPLAY: ':9', TMPDIR: own });
  await expect.poll(() => browser.given().length, { timeout: 240_000 }).toBeGreaterThan(5);
  const [pid, app = '', profile = '', ...flags] = browser.given();
  expect(app).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/begin\?token=/);
  expect(profile).toMatch(new RegExp(`^--user-data-dir=${own}/baken-venster-`));
  expect(flags).toEqual(
    expect.arrayContaining([
      '--incognito',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ]),
  );
  expect(flags.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  expect(readdirSync(own).length).toBe(1);
  expect(await statusOf(app.slice('--app='.length))).toBe(302);
  process.kill(Number(pid));
  expect(await once(started.child, 'exit')).toEqual([0, null]);
  expect(readdirSync(own)).toEqual([]);
});

test('with Electron there it is started on this app', { timeout: 300_000 }, async () => {
  const electron = standIn('electron');
  const started = start({ ELECTRON_OVERRIDE_DIST_PATH: join(electron.path, '..') });
  await expect.poll(electron.given, { timeout: 240_000 }).toContain(root);
  expect(started.out()).toBe('');
  started.child.kill('SIGINT');
  await once(started.child, 'exit');
});

test.each([
  [{ BAKEN_HOST: 'electron', ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, 'npm run electron:download'],
  [{ BAKEN_HOST: 'elektron' }, 'electron of loopback'],
  [{ BAKEN_HOST: 'loopback', BAKEN_CHROMIUM: '/nowhere/chromium' }, '/nowhere/chromium'],
])('with %j it ends with a reason', { timeout: 300_000 }, async (env, reason) => {
  const started = start({ ...env, DISPLAY: ':9' });
  expect(await once(started.child, 'exit')).toEqual([1, null]);
  expect(started.err()).toContain(reason);
  expect(started.out()).toBe('');
});

test('when the start itself is killed, the host and the loopback end by themselves', { timeout: 300_000 }, async () => {
  const started = start({ BAKEN_HOST: 'loopback' }, '--no-open');
  const address = await addressOf(started);
  started.child.kill('SIGKILL');
  await expect.poll(() => statusOf(address).catch(() => 'gone'), { timeout: 10_000 }).toBe('gone');
});
