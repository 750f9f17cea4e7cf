import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sulliedJpeg, sulliedWebp, words } from '../core/pictures/sullied.ts';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { makeVault, openDossier, tabTo, unlock } from './steps.ts';

/** Files in a dossier, from the choice of a file to a copy outside the vault; and nothing of them in plain on the way. */

const openAttachments = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Open de bijlagen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bijlagen' })).toBeVisible();
};
const form = (page: Page) => page.getByRole('form', { name: 'Voeg een bijlage toe' });
const choose = (page: Page, name: string, bytes: Uint8Array) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const tell = async (page: Page): Promise<void> => {
  await page.getByLabel('Gekregen van iemand').check();
  await page.getByLabel('Van wie of waarvan is het?').fill('moeder');
  await page.getByLabel('Op welke dag').fill('2026-01-20');
};
const add = (page: Page) => form(page).getByRole('button', { name: 'Voeg toe', exact: true }).click();
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** A PDF of two empty pages. */
const letterPdf = (): Buffer => {
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R >>',
    '<< /Type /Page /Parent 2 0 R >>',
  ].map((part, index) => `${index + 1} 0 obj\n${part}\nendobj\n`);
  const head = '%PDF-1.7\n';
  const places = parts.map((_, index) => head.length + parts.slice(0, index).join('').length);
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const body = head + parts.join('');
  return Buffer.from(
    `${body}xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  );
};

/** Whether these bytes stand in any file under a folder. Files that go away meanwhile held nothing then. */
const standsIn = (folder: string, text: string, except = ''): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => path !== except && readFileSync(path).includes(text));

test('a photo and another file: added, seen, copied out, withdrawn, and there after a restart', async ({
  start,
  folder,
}) => {
  const first = await start();
  const { page } = first;
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await openAttachments(page);
  await expect(page.getByRole('heading', { name: 'Nog geen bijlagen' })).toBeVisible();
  await checkScreen(page, 'attachments, empty');

  await add(page);
  for (const wrong of ['Kies een bestand.', 'Kies hoe u aan dit bestand kwam.', 'Vul in van wie of waarvan het is.'])
    await expect(page.getByText(wrong)).toBeVisible();
  await checkScreen(page, 'attachments, errors');

  await choose(page, 'C:\\fotos\\arm\u202E.jpg', sulliedJpeg(6));
  await tell(page);
  await add(page);
  const photo = row(page, 'arm.jpg').first();
  await expect(photo).toContainText('Gekregen van iemand: moeder');
  await expect(form(page)).toContainText('arm.jpg staat in de kluis.');
  await photo.getByRole('button', { name: /^Bekijk/ }).click();
  const seen = photo.getByRole('img');
  await expect(seen).toBeVisible();
  // it is 48 by 32, and its camera was turned a quarter: the one thing of EXIF that stays
  await expect
    .poll(() => seen.evaluate((img) => (img instanceof HTMLImageElement ? [img.naturalWidth, img.naturalHeight] : [])))
    .toEqual([32, 48]);
  expect(await seen.getAttribute('src')).toMatch(/^blob:/);
  await photo.getByText('Meer over dit bestand').click();
  await checkScreen(page, 'attachments, a photo shown');
  await photo.getByRole('button', { name: /^Sluit/ }).click();

  await choose(page, 'scan.pdf', letterPdf());
  await tell(page);
  await add(page);
  await page.getByRole('button', { name: 'Bewaar het toch zo' }).click();
  const scan = row(page, 'scan.pdf').first();
  await scan.getByRole('button', { name: /^Bekijk/ }).click();
  await expect(scan.locator('.sheet canvas')).toBeVisible({ timeout: 20_000 });
  await expect(scan.getByText('Pagina 1 van 2', { exact: true })).toBeVisible();
  await checkScreen(page, 'attachments, a PDF shown');
  await scan.getByRole('button', { name: /^Sluit/ }).click();

  await choose(page, 'verslag.txt', Buffer.from(`${words}\n`.repeat(60_000)));
  await tell(page);
  await add(page);
  await expect(form(page).getByText('Baken kan gegevens in dit soort bestand niet weghalen.')).toBeVisible();
  await checkScreen(page, 'attachments, data stays');
  expect(standsIn(folder, 'MERKTEKEN')).toEqual([]); // it lies sealed, and waits
  await page.getByRole('button', { name: 'Bewaar het toch zo' }).click();
  const text = row(page, 'verslag.txt').first();
  await expect(text).toBeVisible();
  await expect(text.getByRole('button', { name: /^Bekijk/ })).toHaveCount(0);

  await text.getByRole('button', { name: /^Bewaar een kopie/ }).click();
  await expect(text.getByText('Een kopie buiten Baken is niet versleuteld')).toBeVisible();
  await checkScreen(page, 'attachments, a copy');
  await text.getByRole('button', { name: 'Bewaar de kopie' }).click();
  await expect(text.getByText('De kopie staat buiten de kluis:')).toBeVisible();
  const copy = (await text.locator('.notice .path').textContent()) ?? '';
  expect(readFileSync(copy, 'utf8')).toBe(`${words}\n`.repeat(60_000));

  await photo.getByRole('button', { name: /^Trek in/ }).click();
  const withdrawing = page.getByRole('form', { name: /^Trek deze bijlage in/ });
  await withdrawing.getByRole('button', { name: 'Trek in' }).click();
  await expect(withdrawing.getByText('Vul in waarom.')).toBeVisible();
  await withdrawing.getByLabel('Waarom trekt u deze bijlage in?').fill('Hoort bij een ander gezin');
  await withdrawing.getByRole('button', { name: 'Trek in' }).click();
  await expect(photo).toContainText('Hoort bij een ander gezin');
  await checkScreen(page, 'attachments, withdrawn');
  await page.getByRole('button', { name: 'Terug naar het dossier' }).click();
  await expect(page.getByText('Bijlage toegevoegd: verslag.txt')).toBeVisible();
  await first.close();
  expect(standsIn(folder, 'MERKTEKEN', copy)).toEqual([]);

  const again = await start();
  await unlock(again.page);
  await openAttachments(again.page);
  const kept = row(again.page, 'arm.jpg').first();
  await kept.getByRole('button', { name: /^Bekijk/ }).click();
  await expect(kept.getByRole('img')).toBeVisible();
});

test('by dropping, by keys alone, and stopped halfway', async ({ start, folder }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await openAttachments(page);

  const bytes = Buffer.from(sulliedWebp(1)).toString('base64');
  await page.evaluate((base64) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], 'gesleept.webp'));
    document
      .querySelector('h1')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(page.getByText('gesleept.webp')).toBeVisible();
  await tabTo(page, page.getByLabel('Gekregen van iemand'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Van wie of waarvan is het?'));
  await page.keyboard.type('huisbezoek');
  await page.keyboard.press('Enter');
  const photo = row(page, 'gesleept.webp').first();
  await expect(photo).toContainText('Zelf gemaakt: huisbezoek');
  const view = photo.getByRole('button', { name: /^Bekijk/ });
  await tabTo(page, view);
  await page.keyboard.press('Enter');
  await expect(photo.getByRole('img')).toBeVisible();

  await choose(page, 'lang.bin', Buffer.alloc(48 * 1024 * 1024, `${words} `));
  await tell(page);
  await add(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Gestopt. Er is niets bewaard.')).toBeVisible();
  await expect(row(page, 'lang.bin')).toHaveCount(0);
  expect(standsIn(folder, 'MERKTEKEN')).toEqual([]);
  const sealed = readdirSync(join(folder, 'vault', 'attachments'), { recursive: true, withFileTypes: true });
  expect(sealed.filter((each) => each.isFile())).toHaveLength(1);

  await page.evaluate(() => {
    const file = new File([], 'groot.mp4');
    Object.defineProperty(file, 'size', { value: 2 * 1024 ** 3 });
    const list = Object.assign([file], { item: () => file });
    const drop = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(drop, 'dataTransfer', { value: { files: list } });
    window.dispatchEvent(drop);
  });
  await expect(page.getByText(/Dit bestand is te groot. Hooguit 256 MB mag/)).toBeVisible();
});
