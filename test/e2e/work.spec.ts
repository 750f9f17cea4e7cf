import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import {
  addPerson,
  answerAll,
  begin,
  choose,
  fillSender,
  makeVault,
  openDossier,
  question,
  saveAndRead,
  seePreview,
  tabTo,
  yes,
} from './steps.ts';

/** From a signal to the end of a referral, by keyboard alone from the outcome on: what is due is always one key away. */

const enter = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
};
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const toWork = (page: Page) =>
  enter(page, page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('button', { name: 'Werkvoorraad' }));
const typeIn = async (page: Page, label: string | RegExp, text: string): Promise<void> => {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(text);
};
const log = async (page: Page, step: string, words?: string): Promise<void> => {
  await enter(page, button(page, step));
  await expect(page.getByRole('form', { name: step })).toBeVisible();
  if (words !== undefined) await typeIn(page, /^Wat is er verteld/, words);
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Vastgelegd.', { exact: true })).toBeVisible();
};

test('signal, questions, letter, sent, feedback, looked at again, done', async ({ start }) => {
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await checkScreen(page, 'first day');
  await openDossier(page);
  await toWork(page);
  await expect(button(page, /^Een signaal waarmee nog niets is gedaan/)).toBeVisible();
  await enter(page, button(page, /^Een signaal waarmee nog niets is gedaan/));
  await addPerson(page, 'Linde');
  await begin(page, 'Wegwijzer Partnergeweld');
  await answerAll(page, [
    [/dreigt|gedreigd/, yes],
    [/keel/, yes],
  ]);
  await toWork(page);
  await expect(button(page, /^Nog niet af: Wegwijzer Partnergeweld/)).toBeVisible();
  await enter(page, button(page, /^Nog niet af: Wegwijzer Partnergeweld/));
  await enter(page, button(page, /^Rond( de vragenlijst)? af/));
  await tabTo(page, button(page, 'Maak verwijsbrief: Melding bij Veilig Thuis'));
  await page.keyboard.press('Enter');
  await fillSender(page);
  await page.getByLabel('Meldrecht').check();
  await page.getByLabel('Toelichting op de grond').fill('Nodig om het geweld te stoppen.');
  await page.getByLabel('Ja, het is besproken').check();
  await page
    .getByRole('group', { name: /uw naam noemen/ })
    .getByLabel('Ja')
    .check();
  await page.getByLabel(/Wanneer en hoe mag de ander/).fill('Pas na overleg met mij.');
  await toWork(page);
  await expect(page.getByText('Een brief is nog niet af')).toBeVisible();
  await enter(page, button(page, 'Ga verder met de brief'));
  await enter(page, button(page, 'Bekijk de brief'));
  await seePreview(page);
  await saveAndRead(page);

  await toWork(page);
  await checkScreen(page, 'work');
  const line = button(page, /^Brief aan Veilig Thuis \(melding\): nog niet verstuurd/);
  await expect(line).toBeVisible();
  // along the lines with the arrows
  await tabTo(page, page.locator('.work-open').first());
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.work-open').nth(1)).toBeFocused();
  await enter(page, line);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await checkScreen(page, 'referral letter ready');

  await enter(page, button(page, 'Verstuurd'));
  await checkScreen(page, 'referral form');
  await page.getByLabel('Wanneer kijkt u opnieuw?').fill('');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Zonder datum raakt een verwijzing zoek.')).toBeVisible();
  await expect(page.getByLabel('Wanneer kijkt u opnieuw?')).toBeFocused();
  await checkScreen(page, 'referral without a date');
  await enter(page, button(page, 'Sluit zonder vastleggen'));
  await log(page, 'Verstuurd');
  await expect(page.getByText(/Volgende datum/).first()).toBeVisible();
  await expect(page.getByText('Blijft het stil?')).toBeVisible();
  await toWork(page);
  await enter(page, button(page, /^Vraag na bij Veilig Thuis \(melding\)/));
  // feedback in three: the line, the step, and save
  await log(page, 'Terugkoppeling gekregen', 'Veilig Thuis begint een onderzoek.');
  await enter(page, button(page, /^Wijzig: Terugkoppeling/));
  await typeIn(page, 'Waarom wijzigt u dit?', 'Verkeerde dag');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Gewijzigd, omdat: Verkeerde dag')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await checkScreen(page, 'referral with a line');

  await toWork(page);
  await enter(page, button(page, /^Gedaan: .*Wegwijzer Partnergeweld/).first());
  await checkScreen(page, 'work handled');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Vul dit in.').first()).toBeVisible();
  await page.keyboard.type('Gemeld en veiligheidsafspraken gemaakt.');
  await enter(page, button(page, 'Leg vast'));
  await expect(page.getByText('Vastgelegd.', { exact: true })).toBeVisible();
  await enter(page, button(page, /^Kijk opnieuw: Wegwijzer Partnergeweld/));
  await enter(page, page.locator('.crumb').first());
  await enter(page, button(page, 'Andere vragenlijst'));
  await enter(page, button(page, 'Begin met Wegwijzer Partnergeweld'));
  await expect(question(page)).toBeVisible();
  await toWork(page);
  await expect(button(page, /^Kijk opnieuw/)).toBeHidden();
  await enter(page, button(page, /^Kijk na of het gebeurt: Veilig Thuis/));
  await log(page, 'Afgerond');
  await expect(page.getByText('Hier hoeft u niets meer te doen.')).toBeVisible();
  await toWork(page);
  await expect(button(page, /Veilig Thuis/)).toBeHidden();
  await enter(page, button(page, /^Niet af \(/));
  await expect(button(page, /^Nog niet af: Wegwijzer Partnergeweld/)).toBeVisible();
});

test('windows for medical help count down, with what is possible and that later is welcome too', async ({ start }) => {
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page, 'Iep 7');
  await begin(page, 'Wegwijzer Acuut Seksueel Geweld');
  await answerAll(page, [
    [
      /Hoeveel uur geleden/,
      async () => {
        await tabTo(page, page.getByLabel(/^Aantal/));
        await page.keyboard.type('71');
      },
    ],
    [/Hoe oud is degene/, choose('4')],
    [/sperma, bloed/, yes],
  ]);
  await page.clock.install();
  await toWork(page);
  const line = page.locator('.work-venster');
  await expect(line).toContainText(/\(PEP\): nog [\d]+ minuten|\(PEP\): nog 1 uur/);
  await expect(line).toContainText('Later komen is ook goed.');
  await checkScreen(page, 'work window');
  const before = (await line.locator('li').first().textContent()) ?? '';
  await page.clock.runFor('02:00');
  await expect(line.locator('li').first()).not.toHaveText(before);
  for (let passed = 0; passed < 60; passed += 10) {
    await page.keyboard.press('Shift'); // somebody is there, so that the vault does not lock by itself
    await page.clock.runFor('10:00');
  }
  await expect(line).toContainText('De tijd hiervoor is voorbij: Medicijnen tegen hiv (PEP)');
  await expect(line).toContainText(/Onderzoek naar sporen: nog 4 dagen|Onderzoek naar sporen: nog 3 dagen/);
});

test('a report is copied part by part in the order of the form, and the clipboard is emptied', async ({ start }) => {
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, 'Linde');
  await begin(page, 'Wegwijzer Partnergeweld');
  await answerAll(page, [
    [/dreigt|gedreigd/, yes],
    [/keel/, yes],
  ]);
  await enter(page, button(page, 'Maak verwijsbrief: Melding bij Veilig Thuis'));
  await fillSender(page);
  await page.getByLabel('Meldrecht').check();
  await page.getByLabel('Toelichting op de grond').fill('Nodig om het geweld te stoppen.');
  await page.getByLabel('Ja, het is besproken').check();
  await page
    .getByRole('group', { name: /uw naam noemen/ })
    .getByLabel('Ja')
    .check();
  await page.getByLabel(/Wanneer en hoe mag de ander/).fill('Pas na overleg met mij.');
  await enter(page, button(page, 'Bekijk de brief'));
  await seePreview(page);
  await enter(page, button(page, 'Toon de tekst per deel'));
  await enter(page, button(page, 'Kopieer: Melder'));
  await expect(page.getByText('Gekopieerd: Melder')).toBeVisible();
  await expect(page.getByText('Andere programma’s kunnen het klembord lezen')).toBeVisible();
  await checkScreen(page, 'copy parts');
  await enter(page, button(page, 'Maak het klembord nu leeg'));
  await expect(page.getByText('Het klembord is leeg.')).toBeVisible();
  await toWork(page);
  await expect(button(page, /^Brief aan Veilig Thuis \(melding\): nog niet verstuurd/)).toBeVisible();
});
