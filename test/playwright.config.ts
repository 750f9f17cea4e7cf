import { defineConfig } from '@playwright/test';
import type { Way } from './e2e/app.ts';

/** Whole journeys against what was built, each on every host that is here. `BAKEN_CHROMIUM` names the browser. */

const executablePath = process.env.BAKEN_CHROMIUM;

export default defineConfig<Way>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  // These end what hangs, and measure nothing: making a vault is slow on purpose, and a machine may be busy.
  timeout: 480_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    screenshot: 'only-on-failure',
    actionTimeout: 60_000, // a thing that is not there is not waited for until the test ends
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  projects: [
    { name: 'loopback', use: { host: 'loopback' } },
    { name: 'electron', use: { host: 'electron' } },
  ],
});
