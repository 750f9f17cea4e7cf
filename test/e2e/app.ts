import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, test as base, expect, type Page } from '@playwright/test';

/**
 * Baken as a user has it: built, on a fresh folder, in the host of the project. A journey that makes the page complain, break
 * its policy, or ask anything of another address fails, whatever else it shows.
 */

/** The way in, chosen by the project. */
export type Way = { readonly host: 'loopback' | 'electron' };

type Fixtures = Way & {
  /** Holds the vault (`vault/`), and documents to save (`home/Documents`). */
  readonly folder: string;
  /** Starts Baken on the folder; called a second time after `close` it is a restart. */
  readonly start: () => Promise<Running>;
};
export type Running = {
  readonly page: Page;
  readonly close: () => Promise<void>;
  /** Id of the process that passes messages; it starts the one that holds keys. */
  readonly shell: number;
  /** What the page complained about so far; a test that provokes complaints takes them out. */
  readonly complaints: string[];
};

const root = join(import.meta.dirname, '../..');
export const ownNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The page's own complaints; the fixture demands that none are left at the end. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const own = /^(http:\/\/127\.0\.0\.1:\d+|baken:\/\/app)\/|^(blob|data):/;
    if (!own.test(request.url())) complaints.push(`asks ${request.url()}`);
  });
  return complaints;
};

export const test = base.extend<Fixtures>({
  host: ['loopback', { option: true }],

  folder: async ({ host: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'baken-e2e-'));
    mkdirSync(join(folder, 'home', 'Documents'), { recursive: true });
    await use(folder);
    rmSync(folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
  },

  start: async ({ host, folder, context }, use, testInfo) => {
    const binary = process.env.BAKEN_ELECTRON;
    testInfo.skip(
      host === 'electron' && !binary,
      'the Electron binary is not on this computer (npm run electron:download)',
    );
    const env = { ...process.env, HOME: join(folder, 'home'), BAKEN_DATA: join(folder, 'vault') };
    const running: Running[] = [];
    const watched = (page: Page, close: () => Promise<void>, shell: number): Running => ({
      page,
      close,
      shell,
      complaints: complaintsOf(page),
    });

    const overLoopback = async (): Promise<Running> => {
      const child = spawn(ownNode, [join(root, 'dist/loopback.js')], {
        env,
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      if (child.stdout === null) throw new Error('The loopback has no output to read its address from');
      const [address] = await once(createInterface({ input: child.stdout }), 'line');
      const page = await context.newPage();
      const started = watched(
        page,
        async () => {
          await page.close();
          if (child.exitCode !== null) return;
          const exited = once(child, 'exit');
          child.disconnect();
          await exited;
        },
        child.pid ?? 0,
      );
      await page.goto(String(address));
      return started;
    };
    const inElectron = async (): Promise<Running> => {
      const app = await _electron.launch({
        executablePath: binary ?? '',
        args: [root, `--user-data-dir=${join(folder, 'profile')}`],
        env: env as Record<string, string>, // an environment has no holes
      });
      return watched(await app.firstWindow(), () => app.close(), app.process().pid ?? 0);
    };

    await use(async () => {
      const started = await (host === 'electron' ? inElectron() : overLoopback());
      running.push(started);
      return started;
    });
    for (const { close } of running) await close();
    expect(
      running.flatMap(({ complaints }) => complaints),
      'what the pages complained about',
    ).toEqual([]);
  },
});

export { expect };
