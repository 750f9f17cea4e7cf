import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { makeVault, openDossier, unlock } from './steps.ts';

/** Seeing who did what, writing it out, and what the screen says when something in the vault is not whole. */

const toSubject = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByRole('button', { name }).click();
};

test('the log says who did what, is narrowed, and is written out for who oversees it', async ({ start, folder }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await toSubject(page, /^Logboek/);
  await expect(page.getByRole('heading', { level: 1, name: 'Logboek' })).toBeFocused();
  await expect(page.getByText('Dossier begonnen').first()).toBeVisible();
  await checkScreen(page, 'log');
  await page.getByLabel('Wat voor gebeurtenis?').selectOption('Kluis geopend');
  await page.getByRole('button', { name: 'Zoek', exact: true }).click();
  await expect(page.getByText('Kluis gemaakt')).toBeVisible();
  await expect(page.getByText('Dossier begonnen')).toHaveCount(0);
  await page.getByLabel('Vanaf welke dag?').fill('2026-02-02');
  await page.getByLabel('Tot en met welke dag?').fill('2026-02-01');
  await page.getByRole('button', { name: 'Zoek', exact: true }).click();
  await expect(page.getByText('De laatste dag ligt voor de eerste.')).toBeVisible();
  await checkScreen(page, 'log, wrong period');
  await page.getByRole('button', { name: 'Toon alles' }).click();
  await page.getByLabel('In welke map?').fill(join(folder, 'home', 'Documents'));
  await page.getByRole('button', { name: 'Bewaar het bestand' }).click();
  const path = page.getByText(/baken-logboek-.*\.csv$/);
  await expect(path).toBeVisible();
  await checkScreen(page, 'log, written out');
  const file = readFileSync((await path.textContent()) ?? '', 'utf8');
  expect(file).toContain('dossier.open');
  expect(file).not.toContain('Linde');

  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await page.getByRole('button', { name: /Linde 3/ }).click();
  await page.getByRole('button', { name: 'Bekijk het logboek' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wie keek in dit dossier' })).toBeFocused();
  await expect(page.getByText('Dossier gelezen').first()).toBeVisible();
  await expect(page.getByText('Kluis gemaakt')).toHaveCount(0);
  await checkScreen(page, 'log of a dossier');
});

test('a vault that is not whole says what is wrong and what to do', async ({ start, folder }) => {
  const first = await start();
  await makeVault(first.page);
  await openDossier(first.page);
  await toSubject(first.page, /^Controle/);
  await first.page.getByRole('button', { name: 'Controleer nu' }).click(); // also what came after the vault was made
  await expect(first.page.getByText(/Alle \d+ stukken zijn heel/)).toBeVisible({ timeout: 30_000 });
  await checkScreen(first.page, 'check, all whole');
  await first.close();
  rmSync(join(folder, 'vault', 'witness'));
  const { page } = await start();
  await unlock(page);
  await page.getByRole('button', { name: /beschadigd/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Controle' })).toBeFocused();
  await expect(
    page.getByText('Het bestand dat het einde van de kluis bewaakt, is weg of niet te schrijven'),
  ).toBeVisible();
  await expect(page.getByText('Doe dit eerst')).toBeVisible();
  await checkScreen(page, 'check, damage');
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByRole('button', { name: 'Bekijk wat u doet' }).click();
  await page.getByRole('button', { name: 'Controleer nu' }).click();
  await expect(page.getByText(/Eerdere controles/)).toBeVisible();
});
