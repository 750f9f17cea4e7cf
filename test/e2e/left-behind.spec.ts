import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { addPerson, begin, makeVault, openDossier, question } from './steps.ts';

/** After a lock nothing that was typed stands in the memory of the page, and after closing in no file. */

/** A word that stands nowhere else; its middle differs with each field, so that a leak names its field. */
const marker = `merk${Math.random().toString(36).slice(2, 10)}`;
const fields: string[] = [];
const mark = (field: string): string => {
  fields.push(field);
  return `${marker} ${field}`;
};

/** Each way in which the marker could stand in a file. Base64 has three, by where in a group of three it begins. */
const forms: readonly (readonly [string, Buffer])[] = [
  ['utf-8', Buffer.from(marker)],
  ['utf-16', Buffer.from(marker, 'utf16le')],
  ...[0, 1, 2].map((shift): readonly [string, Buffer] => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(marker)]).toString('base64');
    return ['base64', Buffer.from(text.slice(Math.ceil((shift * 4) / 3) + 1, -4))];
  }),
];
const found = (bytes: Buffer): readonly string[] =>
  forms.flatMap(([name, form]) => (bytes.includes(form) ? [name] : []));

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

const typeEverywhere = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Nieuw dossier' }).click();
  await page.getByLabel('Wat is het signaal?').fill(mark('signal'));
  await page.getByLabel('Naam van het dossier').fill(mark('label'));
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByLabel('Naam', { exact: true }).fill(mark('sender'));
  await page.getByLabel('Organisatie').fill(mark('organisation'));
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await page.getByRole('button', { name: 'Linde 3', exact: true }).click();
  await begin(page, 'Wegwijzer Partnergeweld');
  await expect(question(page)).toBeFocused();
  await page.keyboard.press('n');
  await page.getByLabel('Feit', { exact: true }).fill(mark('fact'));
  await page.getByLabel('Gezegd', { exact: true }).fill(mark('said'));
  await page.getByLabel('Gezegd door').fill(mark('said by'));
  await page.getByLabel('Eigen indruk').fill(mark('view'));
};

test('what was typed on the screens is in no memory after a lock and in no file after closing', async ({
  start,
  folder,
  host,
}) => {
  test.skip(host === 'electron', 'the heap of the page is read through the browser of the loopback');
  const { page, close } = await start();
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, mark('person'));
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await typeEverywhere(page);
  const cdp = await page.context().newCDPSession(page);
  expect((await snapshot(cdp)).includes(marker)).toBe(true); // the snapshot would show it
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible({ timeout: 30_000 });
  const heap = await snapshot(cdp);
  expect(heap.includes(marker)).toBe(false);
  await cdp.detach();
  await close();

  const profiles = readdirSync(tmpdir())
    .filter((name) => /^playwright_chromiumdev_profile/.test(name))
    .map((name) => join(tmpdir(), name));
  let bytes = 0;
  let files = 0;
  for (const file of [folder, ...profiles].flatMap(filesUnder)) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined || stat.size > 256 * 1024 * 1024) continue;
    const content = readFileSync(file);
    files += 1;
    bytes += content.length;
    expect(found(content), file).toEqual([]);
  }
  expect(files).toBeGreaterThan(5);
  console.info(
    `left behind: ${fields.length} fields, ${forms.length} forms, ${files} files, ${bytes} bytes, heap of ${heap.length} characters`,
  );
});

test('the search itself finds each form', () => {
  const text = Buffer.from(`voor ${marker} na`);
  expect(found(text)).toContain('utf-8');
  expect(found(Buffer.from(text.toString(), 'utf16le'))).toContain('utf-16');
  for (const shift of [0, 1, 2]) {
    const base64 = Buffer.from(Buffer.concat([Buffer.alloc(shift, 65), text]).toString('base64'));
    expect(found(base64)).toContain('base64');
  }
});
