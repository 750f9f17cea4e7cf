import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { answerAll, begin, makeVault, openDossier, tabTo, type, yes } from './steps.ts';

/** Who tells whom, and when: from the questions to the time on record, by keyboard, on the outcome and in the dossier. */

test.describe.configure({ timeout: 120_000 });

const check = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  // At 200 % text, which is half the window in its own pixels, nothing may need scrolling sideways.
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 640, height: 720 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${screen} is wider than the window`).toBeLessThanOrEqual(0);
  await page.setViewportSize(size);
};

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
  await check(page, 'the steps');

  await part.getByText('Wat u de vertrouwensinspecteur vertelt').click();
  await expect(part.locator('details[open]').getByText('15 jaar').first()).toBeVisible();
  await check(page, 'what to say');

  await tabTo(page, part.getByRole('button', { name: record }));
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: record });
  await expect(form.getByLabel('Dag')).toBeFocused();
  await check(page, 'writing down');
  await form.getByLabel('Dag').fill('2099-01-01');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Deze dag en tijd komen nog.')).toBeVisible();
  await expect(form.getByLabel('Dag')).toBeFocused();
  await check(page, 'writing down, with an error');
  await form.getByLabel('Dag').fill('2026-01-15');
  await form.getByLabel('Tijd').fill('10:15');
  await page.keyboard.press('Enter');
  await expect(steps.first()).toContainText('Gedaan op 15 januari 2026, 10:15');
  await expect(steps.first()).toContainText('Medewerker vertelt het aan het schoolbestuur');
  await expect(page.getByRole('button', { name: change })).toBeFocused();
  // The clock of the board started then, long ago.
  await expect(steps.nth(1)).toContainText('Te laat');
  await check(page, 'written down, and the next too late');

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
  await check(page, 'both records');

  await page.getByRole('button', { name: 'Naar het dossier' }).click();
  const inDossier = page.getByRole('region', { name: 'Wie vertelt wie, en wanneer' });
  await expect(inDossier.locator('.duty').first()).toContainText('Gedaan op 15 januari 2026, 10:45');
  await expect(
    page.getByText('Gewijzigd (Verkeerde tijd): medewerker vertelde het aan het schoolbestuur'),
  ).toBeVisible();
  await check(page, 'the dossier');
});
