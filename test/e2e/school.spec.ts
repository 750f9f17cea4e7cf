import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen, picture } from './screen-checks.ts';
import { fillSender, makeVault, seePreview, tabTo, toDossiers } from './steps.ts';

/** A counsellor comes with something that happened: from the door to the letter for the bevoegd gezag, by keyboard alone. */

test.describe.configure({ timeout: 300_000 });

const entry = /er is iets gebeurd op school/i;

/** What a person presses, counted: a text counts as one. */
const counting = (page: Page) => {
  let presses = 0;
  return {
    get presses() {
      return presses;
    },
    press: async (...keys: readonly string[]) => {
      for (const key of keys) {
        presses += 1;
        await page.keyboard.press(key);
      }
    },
    type: async (text: string) => {
      presses += 1;
      await page.keyboard.type(text);
    },
  };
};

test('from the door to the letter for the board, picked up where it was left', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await toDossiers(page);
  await tabTo(page, page.getByRole('button', { name: entry }));
  const keys = counting(page);
  await keys.press('Enter');
  const form = (name: string) => page.getByRole('form', { name });
  await expect(form('Waar werkt u?')).toBeVisible();
  await checkScreen(page, 'the door');
  await page.keyboard.press('Enter');
  await expect(form('Waar werkt u?').getByText('Kies een antwoord.').first()).toBeVisible();
  await checkScreen(page, 'the door, with nothing chosen');

  await keys.press('2', '1', 'Enter');
  await expect(form('Wat is er aan de hand?')).toBeVisible();
  await picture(page, 'school 2-wat');
  await checkScreen(page, 'what is the matter');
  await keys.press('1', '1', 'Enter');
  const ages = form('Hoe oud, en wanneer?');
  await expect(ages).toBeVisible();

  // Called away: what was filled in is found again by the same door.
  await page.getByRole('button', { name: 'Later verder' }).click();
  await page.getByRole('button', { name: 'Ga verder: er is iets gebeurd op school' }).click();
  await expect(ages).toBeVisible();

  await keys.type('15');
  await keys.press('Tab', 'Tab');
  await keys.type('16');
  await checkScreen(page, 'ages and the day');
  await keys.press('Enter');
  await expect(form('Wat weet u?')).toBeVisible();
  await keys.type('Een leerling vertelde over berichten van een docent.');
  await keys.press('Tab', '2');
  await checkScreen(page, 'what is known');
  await keys.press('Enter');

  await expect(page.getByText('Er moet nu iets worden verteld')).toBeVisible();
  await expect(page.getByText('Medewerker of vertrouwenspersoon vertelt het aan het schoolbestuur')).toBeVisible();
  await expect(page.getByText('De dag van het voorval is niet bekend.')).toBeVisible();
  expect(keys.presses).toBeLessThanOrEqual(16);
  await checkScreen(page, 'who has to know');

  const save = page.getByRole('button', { name: 'Bewaar als pdf: Wat u de vertrouwensinspecteur vertelt' });
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Bewaard: .*baken-belscript-/)).toBeVisible({ timeout: 20_000 });

  await tabTo(page, page.getByRole('button', { name: 'Maak de brief' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Bevoegd gezag/ })).toBeVisible();
  await fillSender(page);
  await page.getByLabel('Meldplicht aan het bevoegd gezag').check();
  await page.getByLabel('Toelichting op de grond').fill('Vanochtend gehoord en meteen verteld.');
  await page.getByLabel('Ja, het is besproken').check();
  await page.getByLabel('Het bestuur, of de houder van de opvang').check();
  await checkScreen(page, 'the letter for the board');
  await page.getByRole('button', { name: /Bekijk de brief/ }).click();
  await seePreview(page);
  await picture(page, 'school 7-voorbeeld');
});
