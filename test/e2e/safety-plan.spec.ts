import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import {
  addPerson,
  answerAll,
  begin,
  choose,
  makeVault,
  openDossier,
  seePreview,
  tabTo,
  unlock,
  yes,
} from './steps.ts';

/** A safety plan from an outcome to the card in somebody's pocket, by keyboard alone from the plan on. */

test.describe.configure({ timeout: 480_000 });

const enter = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
};
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const typeIn = async (page: Page, label: string | RegExp, text: string): Promise<void> => {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(text);
};
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: 'Vastgelegd.' })).toBeVisible();
const proposals = (page: Page, moment: string): Locator =>
  page.getByRole('region', { name: moment, exact: true }).locator('summary');

const wordsIn = async (file: string): Promise<string> => {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
};

test('from an outcome to steps, an agreement, and what the person takes along', async ({ start, folder }) => {
  const first = await start();
  const { page } = first;
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await button(page, 'Open het veiligheidsplan').click();
  await expect(page.getByText('In dit dossier staat nog niemand.')).toBeVisible();
  await checkScreen(page, 'plan nobody yet');
  await enter(page, button(page, 'Naar het dossier'));
  await addPerson(page, 'Linde');
  await begin(page, 'Wegwijzer Partnergeweld');
  await answerAll(page, [
    [/Beheerst X uw dagelijks leven/, yes],
    [/Wonen er kinderen/, yes],
    [/Houdt X u weg/, yes],
    [/wordt u ook bedreigd/i, yes],
    [/Wie of wat zit daarachter/, choose('1')],
  ]);
  await page.locator('.crumb').first().click();
  await enter(page, button(page, 'Open het veiligheidsplan'));
  await checkScreen(page, 'plan begin');
  await enter(page, button(page, 'Begin het plan'));
  await expect(page.getByText('Voor Linde')).toBeVisible();
  await expect(page.getByText('Nog geen stap bij deze oorzaak:')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Doe dit nu niet' })).toContainText('mediation');
  await expect(page.getByText('Vertel iemand in uw familie')).toHaveCount(0);
  await checkScreen(page, 'plan begun');

  await enter(page, proposals(page, 'Thuis'));
  await checkScreen(page, 'plan proposals');
  await enter(page, button(page, /^Neem over: Kies één ding/));
  await saved(page);
  await expect(page.getByRole('heading', { name: 'Thuis', exact: true })).toBeFocused();
  await expect(page.locator('.plan-step', { hasText: 'Kies één ding' })).toContainText('Dwingende controle');
  await enter(page, button(page, /^Past niet: Heeft de ander een sleutel/));
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Schrijf op waarom.')).toBeVisible();
  await page.keyboard.type('Het slot is al nieuw.');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Niet gekozen (1)')).toBeVisible();
  await enter(page, button(page, 'Voeg een eigen stap toe: Mensen eromheen'));
  await page.keyboard.type('Ga samen in gesprek met de buurvrouw en Linde');
  await typeIn(page, /^Wie doet dit/, 'uw zus');
  await checkScreen(page, 'plan own step');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText(/Let op: dit lijkt op iets wat nu niet kan/)).toBeVisible();

  await enter(page, button(page, 'Spreek dit af'));
  await expect(page.getByLabel('Met wie is het doorgenomen?')).toBeFocused();
  await checkScreen(page, 'plan agree refused');
  await page.keyboard.type('met haarzelf, alleen');
  await typeIn(page, /^Codewoord/, 'appeltaart');
  await typeIn(page, /^Hoe kunt u deze persoon bereiken/, 'via het werk');
  // what was typed is still there after the vault was locked
  await page.keyboard.press('Control+l');
  await unlock(page);
  await expect(page.getByLabel(/^Codewoord/)).toHaveValue('appeltaart');
  await enter(page, button(page, 'Spreek dit af'));
  await expect(page.getByText(/^Versie 1, afgesproken op/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Voor de persoon zelf' })).toBeFocused();

  await enter(page, button(page, 'Bekijk het papier'));
  await expect(page.getByLabel('Wat zei de persoon over bewaren?')).toBeFocused();
  await page.keyboard.type('In haar kluisje op het werk');
  await tabTo(page, page.getByLabel('Een blad met het hele plan'));
  await page.keyboard.press('Space');
  await enter(page, button(page, 'Bekijk het papier'));
  await expect(page.getByText('Dit blijft van het papier')).toBeVisible();
  await expect(page.getByText('Er staat een naam in.')).toBeVisible();
  await seePreview(page);
  await checkScreen(page, 'plan paper');
  await tabTo(page, page.getByLabel('Een blad met het hele plan'));
  await page.keyboard.press('ArrowDown');
  await enter(page, button(page, 'Bekijk het papier'));
  await seePreview(page);
  await checkScreen(page, 'plan card');
  await enter(page, button(page, 'Bewaar het papier'));
  await expect(page.getByText('Het papier is bewaard')).toBeVisible();
  const documents = join(folder, 'home', 'Documents');
  const [file = ''] = readdirSync(documents);
  expect(file).toMatch(/^lijst-\d{4}-\d\d-\d\d-[0-9a-f]{4}\.pdf$/);
  const words = await wordsIn(join(documents, file));
  expect(words).toContain('appeltaart');
  expect(words).not.toMatch(/Linde|Kies één ding|via het werk|Wijkteam/);
  await expect(page.getByRole('region', { name: 'Meegegeven' })).toContainText('Vouwkaartje');

  await enter(page, page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('button', { name: 'Werkvoorraad' }));
  await enter(page, button(page, /^Kijk het veiligheidsplan na/));
  await enter(page, button(page, /^Haal eruit: Kies één ding/));
  await page.keyboard.type('Zij wil wachten tot na het weekend.');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Veranderd sinds de laatste afspraak')).toBeVisible();
  await expect(page.getByText('Op papier staat wat het laatst is afgesproken.')).toBeVisible();
  await checkScreen(page, 'plan changed');
  await first.close();
  const second = await start();
  await unlock(second.page);
  await expect(second.page.getByText('Veranderd sinds de laatste afspraak')).toBeVisible();
});
