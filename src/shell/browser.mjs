import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** The browser that shows Baken where Electron cannot be had. Plain JavaScript for Node 20. */

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge', 'microsoft-edge'];
const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

const isRunnable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not to be run by this user: both mean the next one is tried
  }
};

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => [join(folder, name), ...(process.platform === 'win32' ? [join(folder, `${name}.exe`)] : [])])
    .find(isRunnable);

/** The first browser that is here: `BAKEN_CHROMIUM`, one on the path, or one in the usual place. Throws when the named one is not there. */
export const findBrowser = () => {
  const named = process.env.BAKEN_CHROMIUM;
  if (named) {
    const file = isAbsolute(named) ? named : onPath(named);
    if (file === undefined || !isRunnable(file))
      throw new Error(`BAKEN_CHROMIUM wijst naar ${named}, maar daar is geen browser.`);
    return file;
  }
  return names.map(onPath).find(Boolean) ?? (usualPlaces[process.platform] ?? []).find(isRunnable);
};

/** Switches without which the browser would talk to others, or ask questions at a first start. */
export const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Opens an app window in a profile of its own that keeps nothing: incognito, and the folder is removed when the window closes.
 *
 * @returns `closed` resolves when the window is gone; `close` closes it
 */
export const openBrowser = (browser, address) => {
  const profile = mkdtempSync(join(tmpdir(), 'baken-venster-'));
  const child = spawn(browser, [`--app=${address}`, `--user-data-dir=${profile}`, '--incognito', ...quietFlags], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: profile }, // what it leaves behind elsewhere goes along with the profile
  });
  const closed = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  }).finally(() => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return { closed, close: () => child.kill() };
};
