import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { answerAll, begin, makeVault, openDossier, yes } from './steps.ts';

/**
 * Takes the pictures of the README from the built app, with an invented case on a fresh vault:
 *
 *     npm run build && node_modules/.bin/node test/e2e/pictures.mjs
 *
 * `BAKEN_CHROMIUM` names a browser; without it the one of Playwright is used.
 */

const root = join(import.meta.dirname, '../..');
const pictures = join(root, 'resources/pictures');
const folder = mkdtempSync(join(tmpdir(), 'baken-pictures-'));
mkdirSync(pictures, { recursive: true });

const app = spawn(process.execPath, [join(root, 'dist/loopback.js')], {
  env: { ...process.env, HOME: folder, BAKEN_DATA: join(folder, 'vault') },
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
});
const exited = once(app, 'exit');
const browser = await chromium.launch({
  ...(process.env.BAKEN_CHROMIUM === undefined ? {} : { executablePath: process.env.BAKEN_CHROMIUM }),
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});

try {
  const [address] = await once(createInterface({ input: app.stdout }), 'line');
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  });
  await page.goto(String(address));
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await answerAll(page, [
    [/bang voor X/, yes],
    [/Heeft X gedreigd u of iemand anders te doden/, yes],
  ]);
  const path = join(pictures, 'outcome.png');
  await page.screenshot({ path });
  console.log(path);
} finally {
  await browser.close();
  if (app.connected) app.disconnect();
  await exited;
  rmSync(folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
}
