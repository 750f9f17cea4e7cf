import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { addPerson, makeVault, openDossier, tabTo } from './steps.ts';

/** How long a dossier is kept, holding it, and erasing it for good: by keyboard alone, with a certificate at the end. */

const press = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
};
const write = async (page: Page, label: string, text: string): Promise<void> => {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(text);
};

test('a dossier gets its term, is held, released, and erased with a certificate', async ({ start, folder }) => {
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await press(page, 'Bewaren of wissen');
  await expect(page.getByText('Nog geen termijn gekozen')).toBeVisible();
  await press(page, 'Bewaar deze keuze');
  await expect(page.getByText('Kies wat voor dossier dit is.')).toBeVisible();
  await page.getByLabel('Wmo-dossier van gemeente of aanbieder').check();
  await press(page, 'Bewaar deze keuze');
  await expect(page.getByText('Termijn loopt', { exact: true })).toBeVisible();
  await checkScreen(page, 'keeping');

  await write(page, 'Waarom moet het bewaard blijven?', 'Er loopt een klacht');
  await press(page, 'Houd vast');
  await expect(page.getByText('Moet bewaard blijven', { exact: true })).toBeVisible();
  await expect(page.getByText('Dit dossier wordt vastgehouden. Hef dat eerst op.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Wis dit dossier' })).toBeHidden();
  await write(page, 'Waarom hoeft het niet meer?', 'De klacht is klaar');
  await press(page, 'Hef op');

  await press(page, 'Wis dit dossier');
  await expect(page.getByText('Wissen kan niet ongedaan worden gemaakt')).toBeVisible();
  await expect(page.getByLabel('Waarom wist u dit dossier?')).toBeFocused();
  await checkScreen(page, 'erasing');
  await write(page, 'Waarom wist u dit dossier?', 'Staat in het officiële dossier');
  await write(page, 'Typ de naam van het dossier over', 'Linde');
  await press(page, 'Wis voorgoed');
  await expect(page.getByText('Typ de naam van het dossier precies over.')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.type(' 3');
  await press(page, 'Wis voorgoed');
  await expect(page.getByRole('heading', { level: 1, name: 'Het dossier is gewist.' })).toBeFocused();
  await press(page, 'Bewaar het bewijs als PDF'.concat(': ', await markOf(page)));
  await press(page, 'Bewaar het bewijs');
  await expect(page.getByText('Het bewijs staat hier:')).toBeVisible();
  const saved = (await page.locator('.path').textContent()) ?? '';
  expect(existsSync(saved)).toBe(true);
  expect(readdirSync(join(folder, 'home', 'Documents'))).toHaveLength(1);
  await checkScreen(page, 'erased');

  await press(page, 'Terug naar de lijst');
  await expect(page.getByRole('heading', { name: 'Gewiste dossiers' })).toBeVisible();
  await expect(page.getByText('Linde 3')).toBeHidden();
  await checkScreen(page, 'what is kept and erased');
});

/** The start of the mark of what was erased, as the button names it. */
const markOf = async (page: Page): Promise<string> => {
  const text = (await page.locator('.keeping-mark').first().textContent()) ?? '';
  return text.replace('Kenmerk ', '').slice(0, 8);
};

test('a person gets inzage: every part looked at, with a reason where the rule is not followed', async ({ start }) => {
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await page.getByRole('button', { name: 'Instellingen' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('S. de Vries');
  await page.getByLabel('Functie').fill('Maatschappelijk werker');
  await page.getByLabel('Organisatie').fill('Wijkteam Noord');
  await page.getByRole('textbox', { name: 'Telefoon' }).fill('030 123 45 67');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await page.getByRole('button', { name: 'Dossiers', exact: true }).click();
  await openDossier(page);
  await addPerson(page, 'Linde');
  await press(page, 'Bewaren of wissen');
  await press(page, 'Maak inzage');
  await page.getByLabel('Linde').check();
  await expect(page.getByRole('heading', { name: 'Kijk elk deel na' })).toBeVisible();
  await page.getByLabel('Signaal').check();
  await press(page, 'Bewaar de inzage als PDF');
  await expect(page.getByText('Vul in waarom u anders kiest.')).toBeVisible();
  await expect(page.getByText('Kijk eerst elk deel na en zet dan een vinkje.')).toBeVisible();
  await checkScreen(page, 'inzage');
  await write(page, 'Waarom kiest u anders?', 'Zij was er zelf bij');
  await page.getByLabel('Ik heb elk deel nagekeken.').check();
  await press(page, 'Bewaar de inzage als PDF');
  await expect(page.getByText('De inzage staat buiten de kluis:')).toBeVisible();
  expect(existsSync((await page.locator('.path').textContent()) ?? '')).toBe(true);
});
