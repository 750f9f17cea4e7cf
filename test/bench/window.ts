import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page, type Response } from '@playwright/test';
import { root } from './cases.ts';
import type { Group } from './row.ts';
import { median, spread } from './timing.ts';

/** From nothing running to the unlock screen in a browser window, and what crosses the line for it. */

const rounds = 9;

const launch = () => {
  const executablePath = process.env.BAKEN_CHROMIUM;
  if (!executablePath) throw new Error('there is no browser; name one in BAKEN_CHROMIUM');
  const quiet = (process.env.BAKEN_CHROMIUM_SWITCHES ?? '').split(' ').filter(Boolean);
  return chromium.launch({ executablePath, args: [...quiet, '--disable-gpu'] });
};

/** A fresh browser on this address, from the moment its heading is on screen. */
const withPage = async <T>(
  address: string,
  work: (page: Page) => Promise<T>,
  arrange: (page: Page) => void = () => undefined,
): Promise<T> => {
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: 'nl-NL' });
    arrange(page);
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return await work(page);
  } finally {
    await browser.close();
  }
};

/** Starts the built app as `npm start` does when nothing is stale, and ends it after the work, whatever came of that. */
const withApp = async <T>(folder: string, work: (address: string) => Promise<T>): Promise<T> => {
  const env = { ...process.env, HOME: join(folder, 'home'), BAKEN_DATA: join(folder, 'vault') };
  const child = spawn(process.execPath, [join(root, 'dist/loopback.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('The loopback has no output to read its address from');
  try {
    const [address] = await once(createInterface({ input: child.stdout }), 'line');
    return await work(String(address));
  } finally {
    if (child.exitCode === null) {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    }
  }
};

const withFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'baken-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
  }
};

const since = (begun: number): number => performance.now() - begun;

const start = (): Promise<{ readonly whole: number; readonly served: number }> =>
  withFolder((folder) => {
    const begun = performance.now();
    return withApp(folder, async (address) => {
      const served = since(begun);
      return { served, whole: await withPage(address, async () => since(begun)) };
    });
  });

/** The same browser on a page with nothing but a heading. */
const emptyPage = async (): Promise<readonly number[]> => {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Leeg</title><h1>Leeg</h1>'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listens on a port, so this is no pipe
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      times.push(await withPage(`http://127.0.0.1:${port}/`, async () => since(begun)));
    }
  } finally {
    server.close();
  }
  return times;
};

/** What only the viewer of letters is made of: pdf.js names it so. */
const isViewer = (text: string): boolean => text.includes('GlobalWorkerOptions') || text.includes('pdfjs');

type Fetched = { readonly path: string; readonly bytes: number; readonly viewer: boolean };

/** What the unlock screen fetches, each with the bytes of its body as they crossed the line. */
const firstLoad = (): Promise<readonly Fetched[]> => {
  const responses: Response[] = [];
  const fetched = async (page: Page): Promise<readonly Fetched[]> => {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState('networkidle');
    const own = responses.filter((one) => one.status() === 200 && one.request().method() === 'GET');
    return Promise.all(
      own.map(async (response) => ({
        path: new URL(response.url()).pathname,
        bytes: (await response.request().sizes()).responseBodySize,
        viewer: isViewer(await response.text()),
      })),
    );
  };
  return withFolder((folder) =>
    withApp(folder, (address) =>
      withPage(address, fetched, (page) => page.on('response', (one) => responses.push(one))),
    ),
  );
};

export const windows: readonly Group[] = [
  {
    names: ['start to unlock screen'],
    measure: async () => {
      await start(); // the first finds nothing of us in the caches of the system
      const times = [];
      for (let round = 0; round < rounds; round += 1) times.push(await start());
      const whole = times.map((time) => time.whole);
      const empty = await emptyPage();
      return [
        {
          name: 'start to unlock screen',
          value: median(whole),
          peer: { name: 'empty page in the same browser', value: median(empty) },
          note:
            `${spread(whole)}; of which ${median(times.map(({ served }) => served)).toFixed(0)} until the address is served; ` +
            `browser without a screen; empty page: ${spread(empty)}`,
        },
      ];
    },
  },
  {
    names: ['first load, brotli'],
    measure: async () => {
      const fetched = await firstLoad();
      const assets = join(root, 'dist/ui/assets');
      const built = readdirSync(assets).filter((name) => /\.m?js$/.test(name));
      const viewers = built.filter((name) => isViewer(readFileSync(join(assets, name), 'utf8')));
      if (viewers.length === 0) throw new Error('no built file is recognised as the viewer of letters');
      const early = fetched.filter(({ viewer }) => viewer).map(({ path }) => path);
      const sizes = fetched.map(({ path, bytes }) => `${path} ${(bytes / 1000).toFixed(1)}`);
      return [
        {
          name: 'first load, brotli',
          value: fetched.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
          note: `bodies as they crossed the line: ${sizes.join(', ')}; the viewer of letters (${viewers.length} files) not among them`,
          ...(early.length === 0 ? {} : { broken: `the viewer of letters is among them: ${early.join(', ')}` }),
        },
      ];
    },
  },
];
