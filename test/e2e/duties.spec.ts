import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { answerAll, begin, makeVault, openDossier, tabTo, type, yes } from './steps.ts';

/** Who tells whom, and when: from the questions to the time on record, by keyboard, on the outcome and in the dossier. */

const record = 'Schrijf op wanneer: Melden';
const change = 'Verander de tijd: Melden';

test('the steps in order, and the time of telling on record by keyboard alone', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer School: melden, overleggen, aangifte');
  await answerAll(page, [
    [/\(mogelijk\) seksueel misdrijf/, yes],
    [/Hoe oud/, type('15')],
  ]);

  const part = page.getByRole('region', { name: 'Wie vertelt wie, en wanneer' });
  const steps = part.locator('.duty');
  await expect(steps.getByRole('heading', { level: 3 })).toHaveText([
    'Melden',
    'Overleggen met de vertrouwensinspecteur',
    'De ouders informeren',
    'De persoon om wie het gaat informeren',
    'Aangifte doen',
    'De aangifte doorgeven',
  ]);
  await expect(steps.first()).toContainText('Plicht · Te doen');
  await expect(steps.first()).toContainText('Medewerker of vertrouwenspersoon vertelt het aan het schoolbestuur');
  await expect(steps.first()).toContainText('WPO art. 4a · in werking');
  await expect(steps.first()).toContainText('Uiterlijk');
  await expect(steps.nth(1)).toContainText('0900-111 3 111');
  await expect(part.getByText('Wat u de vertrouwensinspecteur vertelt')).toBeVisible();
  await checkScreen(page, 'the steps');

  await part.getByText('Wat u de vertrouwensinspecteur vertelt').click();
  await expect(part.locator('details[open]').getByText('15 jaar').first()).toBeVisible();
  await checkScreen(page, 'what to say');

  await tabTo(page, part.getByRole('button', { name: record }));
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: record });
  await expect(form.getByLabel('Dag')).toBeFocused();
  await checkScreen(page, 'writing down');
  await form.getByLabel('Dag').fill('2099-01-01');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Deze dag en tijd komen nog.')).toBeVisible();
  await expect(form.getByLabel('Dag')).toBeFocused();
  await checkScreen(page, 'writing down, with an error');
  await form.getByLabel('Dag').fill('2026-01-15');
  await form.getByLabel('Tijd').fill('10:15');
  await page.keyboard.press('Enter');
  await expect(steps.first()).toContainText('Gedaan op 15 januari 2026, 10:15');
  await expect(steps.first()).toContainText('Medewerker vertelt het aan het schoolbestuur');
  await expect(page.getByRole('button', { name: change })).toBeFocused();
  // The clock of the board started then, long ago.
  await expect(steps.nth(1)).toContainText('Te laat');
  await checkScreen(page, 'written down, and the next too late');

  await page.keyboard.press('Enter');
  const again = page.getByRole('form', { name: change });
  await again.getByLabel('Tijd').fill('10:45');
  await page.keyboard.press('Enter');
  await expect(again.getByLabel('Waarom verandert u dit?')).toBeFocused();
  await page.keyboard.type('Verkeerde tijd');
  await page.keyboard.press('Enter');
  await expect(steps.first()).toContainText('Gedaan op 15 januari 2026, 10:45');
  await part.getByText('Wat er is opgeschreven (2)').click();
  await expect(steps.first()).toContainText('Gedaan op 15 januari 2026, 10:15');
  await expect(steps.first()).toContainText('Verkeerde tijd');
  await checkScreen(page, 'both records');

  await page.getByRole('button', { name: 'Naar het dossier' }).click();
  const inDossier = page.getByRole('region', { name: 'Wie vertelt wie, en wanneer' });
  await expect(inDossier.locator('.duty').first()).toContainText('Gedaan op 15 januari 2026, 10:45');
  await expect(
    page.getByText('Gewijzigd (Verkeerde tijd): medewerker vertelde het aan het schoolbestuur'),
  ).toBeVisible();
  await checkScreen(page, 'the dossier');
});
