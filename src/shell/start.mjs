import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBrowser, openBrowser } from './browser.mjs';
import { findElectron, tryDownload } from './electron-binary.mjs';
import { build, install, link, ownNode, root } from './setup.mjs';

/**
 * Starts Baken: installs and builds when needed, then opens the desktop window, or without Electron the same app in a
 * browser window on this computer. `--no-open` prints the address and opens nothing. Plain JavaScript for Node 20.
 */

const say = (line) => process.stderr.write(`${line}\n`);

const startElectron = (binary) => {
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(binary, [...switches, root, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
};

/** Runs until the window closes, the user stops it, or the loopback ends by itself. */
const startLoopback = async () => {
  const child = spawn(ownNode(), [join(root, 'dist', 'loopback.js')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  // Without the line to this process the loopback closes the vault and ends, on every system alike.
  const stop = () => void (child.connected && child.disconnect());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

  const address = await Promise.race([
    ended.then(() => undefined),
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
  ]);
  if (address === undefined) return 1;

  const window = process.argv.includes('--no-open') ? undefined : open(address);
  if (window === undefined) process.stdout.write(`${address}\n`);
  window?.closed.catch((error) => say(`Het venster ging niet open: ${error.message}`)).finally(stop);
  const code = await ended;
  window?.close();
  await window?.closed.catch(() => undefined); // already said above
  return code;
};

const open = (address) => {
  const browser = findBrowser();
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (browser && hasScreen) return openBrowser(browser, address);
  say(
    `${hasScreen ? 'Er is geen browser gevonden' : 'Er is geen scherm'}. Open dit adres in een browser op deze computer; het werkt één keer:`,
  );
  return undefined;
};

const start = async () => {
  const forced = process.env.BAKEN_HOST;
  if (forced !== undefined && forced !== '' && forced !== 'electron' && forced !== 'loopback') {
    throw new Error(`BAKEN_HOST is "${forced}"; het kan electron of loopback zijn.`);
  }
  install();
  link();
  build();
  if (forced === 'loopback') return startLoopback();
  if (findElectron() === undefined) tryDownload();
  const binary = findElectron();
  if (binary !== undefined) return startElectron(binary);
  if (forced === 'electron') {
    throw new Error('BAKEN_HOST is electron, maar Electron is hier niet. Haal het op met: npm run electron:download');
  }
  say(
    'De desktopschil (Electron) is hier niet en niet te downloaden; dezelfde app opent in een browservenster op deze computer.',
  );
  return startLoopback();
};

start().then(
  (code) => process.exit(code),
  (error) => {
    say(`Baken start niet: ${error.message}`);
    process.exit(1);
  },
);
