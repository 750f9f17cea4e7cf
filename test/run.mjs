import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../src/shell/browser.mjs';
import { findElectron } from '../src/shell/electron-binary.mjs';
import { install, link, ownNode, root } from '../src/shell/setup.mjs';
import { order, proofTable } from './proof-table.mjs';
import { findTracer } from './tracer.mjs';

/**
 * Checks everything that has to hold, from a clean clone: types, style, build, tests, journeys. Goes on after a failure, so
 * that one run tells all; the last line counts. Plain JavaScript for Node 20.
 */

const bin = (...path) => join(root, 'node_modules', ...path);
const tools = {
  tsc: bin('typescript', 'bin', 'tsc'),
  biome: bin('@biomejs', 'biome', 'bin', 'biome'),
  vite: bin('vite', 'bin', 'vite.js'),
  vitest: bin('vitest', 'vitest.mjs'),
  playwright: bin('@playwright', 'test', 'cli.js'),
};

const say = (line) => process.stdout.write(`${line}\n`);
const run = (tool, given, env = {}) =>
  spawnSync(ownNode(), [tool, ...given], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  }).status === 0;

/** How long fetching a browser may take, in milliseconds: one step of the 25 minutes a whole run may take. */
const fetchLimit = 5 * 60_000;

/** The browser for the journeys: one that is here, else Playwright's download, else Debian's package. */
const browser = () => {
  const here = findBrowser();
  if (here !== undefined) return here;
  say('There is no browser here; Playwright fetches its Chromium …');
  spawnSync(ownNode(), [tools.playwright, 'install', 'chromium'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: fetchLimit,
  });
  const asked = spawnSync(ownNode(), ['-p', "require('playwright-core').chromium.executablePath()"], {
    cwd: root,
    encoding: 'utf8',
  });
  const fetched = asked.stdout.trim();
  if (fetched && existsSync(fetched)) return fetched;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('That did not work; apt-get installs Debian’s chromium …');
    const options = {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: fetchLimit,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], options);
  }
  return findBrowser();
};

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skips = [];

/** A check without tests of its own counts only when it fails. */
const check = (name, succeeded) => {
  if (succeeded) return;
  counts.failed += 1;
  failures.push(name);
};

const readReport = (file, name) => {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  check(`${name} ended without a report`, false);
  return undefined;
};

const countVitest = (file) => {
  const report = readReport(file, 'vitest');
  for (const suite of report?.testResults ?? []) {
    if (suite.status === 'failed' && suite.assertionResults.every(({ status }) => status !== 'failed')) {
      check(suite.name, false); // the file itself could not be run
    }
    for (const { status, fullName, meta } of suite.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') {
        counts.failed += 1;
        failures.push(fullName);
      } else {
        counts.skipped += 1;
        skips.push(`${fullName}${meta?.reason ? `: ${meta.reason}` : ''}`);
      }
    }
  }
};

const countPlaywright = (file) => {
  const report = readReport(file, 'playwright');
  const walk = (suite, path) => {
    for (const inner of suite.suites ?? []) walk(inner, [...path, inner.title]);
    for (const { title, tests } of suite.specs ?? []) {
      for (const { projectName, status, annotations } of tests) {
        const name = `[${projectName}] ${[...path, title].join(' › ')}`;
        if (status === 'expected') counts.passed += 1;
        else if (status === 'skipped') {
          counts.skipped += 1;
          const reason = annotations.find(({ type }) => type === 'skip')?.description;
          skips.push(reason ? `${name}: ${reason}` : name);
        } else {
          counts.failed += 1;
          failures.push(name);
        }
      }
    }
  };
  for (const suite of report?.suites ?? []) walk(suite, [suite.title]);
  for (const { message } of report?.errors ?? []) check(`playwright: ${message}`, false);
};

const test = () => {
  install();
  link();
  const chromium = browser();
  if (chromium === undefined) {
    throw new Error('There is no browser for the journeys: install Chromium or Chrome, or name one in BAKEN_CHROMIUM.');
  }
  findTracer(say);
  const reports = mkdtempSync(join(tmpdir(), 'baken-reports-'));
  const env = {
    BAKEN_PROOF: join(reports, 'proof'),
    BAKEN_CHROMIUM: chromium,
    BAKEN_ELECTRON: findElectron() ?? '',
    BAKEN_OFFLINE: '1', // a test run fetches no desktop shell
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'playwright.json'),
  };
  try {
    say('\n· types');
    check('tsc -p .', run(tools.tsc, ['-p', '.']));
    check('tsc -p src/core', run(tools.tsc, ['-p', 'src/core']));
    say('\n· style');
    check('biome check', run(tools.biome, ['check']));
    say('\n· build');
    const built = run(tools.vite, ['build', '--config', 'src/vite.config.ts']);
    check('vite build', built);
    say('\n· tests');
    const vitestReport = join(reports, 'vitest.json');
    const vitest = [
      'run',
      '--config',
      'test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ];
    const passed = run(tools.vitest, vitest, env);
    const before = counts.failed;
    countVitest(vitestReport);
    check('vitest', passed || counts.failed > before);
    say('\n· journeys');
    if (built) {
      const went = run(
        tools.playwright,
        ['test', '--config', 'test/playwright.config.ts', '--reporter=list,json'],
        env,
      );
      const sofar = counts.failed;
      countPlaywright(env.PLAYWRIGHT_JSON_OUTPUT_NAME);
      check('playwright', went || counts.failed > sofar);
    } else {
      check('the journeys, which need a build', false);
    }
    say('\n· what was shown of the vault, by sample (`npm run torture` has the full counts)');
    const { lines, failures: unproven } = proofTable(env.BAKEN_PROOF, order);
    for (const line of lines) say(line);
    for (const name of unproven) check(name, false);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
};

try {
  test();
} catch (error) {
  check(error.message, false);
}
say('');
for (const name of skips) say(`skipped  ${name}`);
for (const name of failures) say(`FAILED   ${name}`);
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
