import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import type { CDPSession, Page } from '@playwright/test';
import { prove } from '../proof.ts';
import { expect, ownNode, test } from './app.ts';
import { formsOfBytes, formsOfText, foundIn, inflatedIn, type Sought, searchMemory } from './remains.ts';
import {
  addPerson,
  answerAll,
  begin,
  makeVault,
  openDossier,
  passphrase,
  question,
  type,
  unlock,
  yes,
} from './steps.ts';

/** After a lock nothing that was typed stands in the memory of the page, and after closing in no file. */

/** A word that stands nowhere else; its middle differs with each field, so that a leak names its field. */
const marker = `merk${Math.random().toString(36).slice(2, 10)}`;
const fields: string[] = [];
const mark = (field: string): string => {
  fields.push(field);
  return `${marker} ${field}`;
};

const sought = formsOfText('the marker', marker);

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

/** Text of a heap snapshot, taken after a collection. */
const snapshot = async (cdp: CDPSession): Promise<string> => {
  const parts: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }) => void parts.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  return parts.join('');
};

/** Goes over the screens; most of it is left where it was typed, not saved. */
const typeEverywhere = async (page: Page): Promise<void> => {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Linde 3');
  await begin(page, 'Wegwijzer School: melden, overleggen, aangifte');
  await answerAll(page, [
    [/\(mogelijk\) seksueel misdrijf/, yes],
    [/Hoe oud/, type('15')],
  ]);
  await press('Schrijf op wanneer: Melden');
  await page.getByRole('form', { name: 'Schrijf op wanneer: Melden' }).getByRole('textbox').last().fill(mark('duty'));
  await page.getByRole('button', { name: 'Sociale kaart', exact: true }).click();
  await press('Voeg dienst toe');
  await page.getByLabel('Naam van de dienst').fill(mark('local service'));
  await page.keyboard.press('Enter');
  await page.getByLabel('Woord of naam').fill(mark('service search'));
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await press('Linde 3');
  await press('Open de bijlagen');
  await page.getByLabel('Van wie of waarvan is het?').fill(mark('attachment source'));
  await page.getByRole('button', { name: 'Terug naar het dossier' }).click();
  await press('Open de meldcode');
  await page.getByLabel('Maatschappelijk werk', { exact: true }).check();
  await press('Begin de meldcode');
  const signals = page.getByRole('region', { name: '1. Signalen in kaart' });
  await signals.getByRole('button', { name: 'Neem dit signaal over' }).click();
  await signals.getByLabel('Wanneer was dat?').fill(mark('meldcode note'));
  await signals.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await signals.getByRole('button', { name: /^Wijzig: Signaal/ }).click();
  await signals.getByLabel('Waarom verandert u dit?').fill(mark('correction reason'));
  await page.getByRole('main').getByRole('button', { name: 'Linde 3' }).first().click();
  await press('Bewaren of wissen');
  await page.getByLabel('Waarom moet het bewaard blijven?').fill(mark('retention reason'));
  await press('Maak inzage');
  await page.getByRole('radio').first().check();
  await page.getByLabel('Signaal').first().check();
  await page.getByLabel('Waarom kiest u anders?').fill(mark('inzage reason'));
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await page.getByRole('button', { name: 'Nieuw dossier' }).click();
  await page.getByLabel('Wat is het signaal?').fill(mark('signal'));
  await page.getByLabel('Naam van het dossier').fill(mark('label'));
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByLabel('Naam', { exact: true }).fill(mark('sender'));
  await page.getByLabel('Organisatie').fill(mark('organisation'));
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await page.getByRole('button', { name: 'Linde 3', exact: true }).click();
  await press('Andere vragenlijst');
  await page.getByRole('button', { name: 'Begin met Wegwijzer Partnergeweld' }).click();
  await expect(question(page)).toBeFocused();
  await page.keyboard.press('n');
  await page.getByLabel('Feit', { exact: true }).fill(mark('fact'));
  await page.getByLabel('Gezegd', { exact: true }).fill(mark('said'));
  await page.getByLabel('Gezegd door').fill(mark('said by'));
  await page.getByLabel('Eigen indruk').fill(mark('view'));
};

/** The process with the keys; the shell, which started it, lives on. */
const childrenOf = (parent: number): readonly number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process
  }
};

/** Every key of the vault, from a copy that is opened with the passphrase. */
const keysOf = (folder: string, copy: string): readonly Sought[] => {
  cpSync(join(folder, 'vault'), copy, { recursive: true });
  const told = execFileSync(ownNode, [join(import.meta.dirname, 'vault-keys.ts'), copy, passphrase], {
    encoding: 'utf8',
  });
  rmSync(copy, { recursive: true });
  const keys = told
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return keys.flatMap(([name = '', hex = '']) => {
    const forms = formsOfBytes(`the key ${name}`, Buffer.from(hex, 'hex'));
    return name === 'root' ? forms : forms.slice(0, 1); // the rest is derived of it, and never leaves as text
  });
};

test('what was typed on the screens is in no memory after a lock and in no file after closing', async ({
  start,
  folder,
  host,
}) => {
  test.skip(host === 'electron', 'the heap of the page is read through the browser of the loopback');
  const { page, close, shell } = await start();
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, mark('person'));
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await typeEverywhere(page);
  const cdp = await page.context().newCDPSession(page);
  expect((await snapshot(cdp)).includes(marker)).toBe(true); // the snapshot would show it
  const [withKeys = 0] = childrenOf(shell);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible({ timeout: 30_000 });
  const heap = await snapshot(cdp);
  expect(heap.includes(marker)).toBe(false);
  expect(heap.includes(passphrase)).toBe(false);
  expect(runs(withKeys)).toBe(false);

  let memory = 'the memory of processes is read on Linux only';
  if (process.platform === 'linux') {
    const secrets = [...sought, ...formsOfText('the passphrase', passphrase), ...keysOf(folder, `${folder}/copy`)];
    const remaining = [shell, ...childrenOf(shell)].map((pid) => searchMemory(pid, secrets));
    expect(remaining.flatMap(({ found }) => found)).toEqual([]);
    const bytes = remaining.reduce((sum, one) => sum + one.bytes, 0);
    // the search would find them: in the process that holds them while the vault is open
    await unlock(page);
    await expect(page.getByLabel('Naam van het dossier').or(page.getByRole('navigation'))).not.toHaveCount(0);
    const open = searchMemory(childrenOf(shell)[0] ?? 0, secrets).found;
    expect(open).toEqual(
      expect.arrayContaining(['the key root as it is', 'the key audit as it is', 'the marker in UTF-8']),
    );
    expect(searchMemory(shell, secrets).found).toEqual([]);
    memory = `${remaining.length} processes, ${Math.round(bytes / 2 ** 20)} MiB of memory, ${secrets.length} forms of passphrase, keys and marker: 0 found`;
  }
  prove({
    claim: 'V7',
    what: 'what remains after a lock',
    numbers: `process with the keys gone; heap of the page, ${heap.length} characters: 0 found; ${memory}`,
    failed: 0,
  });
  await cdp.detach();
  await close();

  const profiles = readdirSync(tmpdir())
    .filter((name) => /^playwright_chromiumdev_profile/.test(name))
    .map((name) => join(tmpdir(), name));
  let bytes = 0;
  let files = 0;
  let inflated = 0;
  for (const file of [folder, ...profiles].flatMap(filesUnder)) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined || stat.size > 256 * 1024 * 1024) continue;
    const content = readFileSync(file);
    files += 1;
    bytes += content.length;
    expect(foundIn(content, sought), file).toEqual([]);
    for (const run of inflatedIn(content)) {
      inflated += 1;
      expect(foundIn(run, sought), `inflated from ${file}`).toEqual([]);
    }
  }
  expect(files).toBeGreaterThan(5);
  prove({
    claim: 'V1',
    what: 'typed on the screens, searched in every file',
    numbers: `${fields.length} fields, ${sought.length} forms, ${files} files, ${bytes} bytes, ${inflated} inflated runs: 0 found`,
    failed: 0,
  });
});

test('the search itself finds each form, also deflated', () => {
  const text = Buffer.from(`voor ${marker} na`);
  const names = (bytes: Buffer) => foundIn(bytes, sought);
  expect(names(text)).toContain('the marker in UTF-8');
  expect(names(Buffer.from(text.toString(), 'utf16le'))).toContain('the marker in UTF-16');
  for (const shift of [0, 1, 2]) {
    const base64 = Buffer.from(Buffer.concat([Buffer.alloc(shift, 65), text]).toString('base64'));
    expect(names(base64)).toContain('the marker in base64');
  }
  for (const deflate of [deflateSync, gzipSync]) {
    const file = Buffer.concat([Buffer.alloc(100, 0x78), deflate(text), Buffer.alloc(100)]);
    expect(names(file)).toEqual([]);
    expect(inflatedIn(file).flatMap(names)).toContain('the marker in UTF-8');
  }
});
