import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { makeVault, openDossier, tabTo, toDossiers, unlock } from './steps.ts';

test('a form is printed empty, filled in by hand, and typed in by keyboard, over a lock', async ({ start, folder }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page, 'Linde 9');
  await page.getByRole('button', { name: 'Kies een vragenlijst' }).click();

  await page
    .getByRole('button', { name: /^Leeg formulier: / })
    .first()
    .press('Enter');
  await expect(page.getByRole('heading', { name: 'Lege formulieren op papier', level: 1 })).toBeVisible();
  await tabTo(page, page.getByRole('checkbox').nth(2));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Bewaar 2 formulieren' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 formulieren zijn bewaard.')).toBeVisible({ timeout: 60_000 });
  const saved = readdirSync(join(folder, 'home', 'Documents'));
  expect(saved.filter((name) => /^formulier-[A-Z]+-1\.0\.0\.pdf$/.test(name))).toHaveLength(2);
  await checkScreen(page, 'empty forms');

  await page.getByRole('button', { name: /Terug$/ }).press('Enter');
  await page.getByRole('button', { name: /^Ingevuld formulier overtypen: .*Partnergeweld/ }).press('Enter');
  await expect(page.getByRole('heading', { name: /^Van papier: / })).toBeVisible();
  const when = page.getByLabel('Op welke dag is het ingevuld?');
  await when.fill('2026-11-20');
  await page.getByLabel('Wie vulde het in?').fill('Sanne');

  // the rhythm of the paper: a figure for an answer, Enter for a question that was left empty
  const at = (number: number) => page.getByRole('heading', { level: 3, name: new RegExp(`^${number}\\. `) });
  await at(1).focus();
  for (const key of ['1', '1', '2']) await page.keyboard.press(key);
  await expect(at(4)).toBeFocused();
  await page.keyboard.press('Enter');
  await at(40).focus();
  await page.keyboard.press('2');
  await expect(page.getByLabel(/Aantal/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(at(42)).toBeFocused();
  await page.keyboard.press('1');
  await expect(page.getByText('Dit past niet bij een ander antwoord.')).toBeVisible();
  await expect(page.getByText('1 antwoord past niet')).toBeVisible();
  await checkScreen(page, 'typing in a form');

  await page.keyboard.press('Control+l');
  await unlock(page);
  await expect(page.getByText('Dit past niet bij een ander antwoord.')).toBeVisible();
  await expect(when).toHaveValue('2026-11-20');
  await page.getByRole('button', { name: 'Naar het einde van het formulier' }).press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Naar vraag 42' }));
  await page.keyboard.press('Enter');
  await expect(at(42)).toBeFocused();
  await page.getByRole('button', { name: 'Naar het einde van het formulier' }).press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Zet in het dossier' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Van papier\. Ingevuld op 20 november 2026 door Sanne\.$/)).toBeVisible();
  await expect(page.getByText('Dit stond ook op papier')).toBeVisible();
  await expect(page.locator('.outcome')).toBeVisible();
  await checkScreen(page, 'outcome from paper');
  await toDossiers(page);
});
