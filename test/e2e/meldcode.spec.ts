import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import {
  addPerson,
  answerAll,
  begin,
  makeVault,
  openDossier,
  passphrase,
  tabTo,
  toDossiers,
  unlock,
  yes,
} from './steps.ts';

/** The meldcode as a professional keeps it: beside the dossier, in any order, with every reason on record. */

const step = (page: Page, name: string): Locator => page.getByRole('region', { name });
const openMeldcode = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Open de meldcode' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Meldcode' })).toBeVisible();
};
const beginUnder = async (page: Page, frame: string): Promise<void> => {
  await openMeldcode(page);
  await page.getByLabel(frame, { exact: true }).check();
  await page.getByRole('button', { name: 'Begin de meldcode' }).click();
  await expect(page.getByText(`Kader: ${frame}`)).toBeVisible();
};
const save = (form: Locator) => form.getByRole('button', { name: 'Bewaar', exact: true }).click();

test('the meldcode, from a signal to the terms of a melding, and back after a restart', async ({ start }) => {
  const first = await start();
  const { page } = first;
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, 'Linde');
  await openMeldcode(page);
  await checkScreen(page, 'begin');
  await page.getByRole('button', { name: 'Begin de meldcode' }).click();
  await expect(page.getByText('Kies een kader.')).toBeVisible();
  await page.getByLabel('Maatschappelijk werk', { exact: true }).check();
  await page.getByRole('button', { name: 'Begin de meldcode' }).click();
  await expect(page.getByText('Kader: Maatschappelijk werk, versie 1.0.0')).toBeVisible();
  await checkScreen(page, 'nothing recorded');

  const signals = step(page, '1. Signalen in kaart');
  await signals.getByRole('button', { name: 'Neem dit signaal over' }).click();
  const form = signals.getByRole('form');
  await save(form);
  await expect(form.getByLabel('Wanneer was dat?')).toBeFocused();
  await checkScreen(page, 'form with an error');
  await form.getByLabel('Wanneer was dat?').fill('maandag, bij het wegbrengen');
  await save(form);
  await expect(signals.getByText('Leidster kinderopvang')).toBeVisible();
  await signals.getByRole('button', { name: 'Doe de kindcheck' }).click();
  await form.getByRole('group', { name: 'Zijn er kinderen?' }).getByLabel('Ja').check();
  await form.getByLabel('Welke kinderen, en hoe oud?').fill('Sem, 4\nNoor');
  await form.getByRole('group', { name: 'Is er een zwangerschap?' }).getByLabel('Weet ik niet').check();
  await form.getByLabel('Wat kwam eruit?').fill('Sem slaapt slecht.');
  await save(form);
  await expect(signals.getByText('Onbekend is geen nee.')).toBeVisible();
  await expect(signals.getByText('Schrijf op hoeveel kinderen er zijn en hoe oud zij zijn.')).toBeVisible();

  const talk = step(page, '3. Gesprek met de betrokkenen');
  await talk.getByRole('button', { name: 'Laat deze stap' }).click();
  const leave = talk.getByRole('form');
  await leave.getByLabel('Uitstellen').check();
  await leave.getByLabel('Waarom?').fill('Zij is bang dat hij het hoort.');
  await save(leave);
  await expect(leave.getByText('Vul dit in.').first()).toBeVisible();
  await leave.getByLabel('Niemand, er was geen advies').check();
  await leave.getByLabel(/Wat was het advies/).fill('Er was nog geen tijd om te bellen.');
  await save(leave);
  await expect(talk.getByText('Gelaten, met reden')).toBeVisible();
  await expect(talk.getByText('Vraag Veilig Thuis om advies over het laten van het gesprek.')).toBeVisible();

  const weighing = step(page, '4. Wegen');
  const answer = async (number: string, choice: string, grounds: string) => {
    const asked = weighing.getByRole('form', { name: `Leg antwoord ${number} vast` });
    await asked.getByLabel(choice, { exact: true }).check();
    await asked.getByRole('textbox').fill(grounds);
    await asked.getByRole('button', { name: `Leg antwoord ${number} vast` }).click();
    await expect(weighing.getByRole('button', { name: `Wijzig antwoord ${number}` })).toBeVisible();
  };
  await answer('1', 'Ja', 'Blauwe plekken en angst.');
  await answer('2', 'Weet ik niet', '');
  await expect(weighing.getByText('Dat telt niet als nee.')).toBeVisible();
  await expect(weighing.getByText('Nog open', { exact: true })).toBeVisible();
  await checkScreen(page, 'weighing open');
  await weighing.getByRole('button', { name: 'Wijzig antwoord 2' }).click();
  const change = weighing.getByRole('form', { name: 'Leg antwoord 2 vast' });
  await change.getByLabel('Ja', { exact: true }).check();
  await change.getByLabel('Acuut gevaar').check();
  await change.getByLabel('Waarop baseert u dit?').fill('Hij dreigt haar te doden.');
  await change.getByRole('button', { name: 'Leg antwoord 2 vast' }).click();
  await expect(change.getByLabel('Waarom verandert u dit?')).toBeFocused();
  await change.getByLabel('Waarom verandert u dit?').fill('Zij belde vanochtend.');
  await change.getByRole('button', { name: 'Leg antwoord 2 vast' }).click();
  await expect(weighing.getByText('Melden bij Veilig Thuis is de norm')).toBeVisible();

  const decide = step(page, '5. Beslissen');
  await decide.getByRole('button', { name: 'Leg besluit 1 vast' }).click();
  const decision = decide.getByRole('form', { name: 'Leg besluit 1 vast' });
  await decision.getByLabel('Ja', { exact: true }).check();
  await decision.getByLabel('Waarop baseert u dit?').fill('De weging en het gevaar.');
  await decision.getByRole('button', { name: 'Leg besluit 1 vast' }).click();
  await expect(decide.getByText('De weging zei toen: melden.')).toBeVisible();
  await expect(decide.getByText('Leg vast wanneer u meldde.')).toBeVisible();
  await decide.getByRole('button', { name: 'Leg de melding vast' }).click();
  const melding = decide.getByRole('form');
  await melding.getByLabel('Hoe meldde u, en bij wie?').fill('Telefonisch, mevrouw A.');
  await melding.getByLabel('De naam noemen brengt het slachtoffer of een huisgenoot in gevaar').check();
  await melding.getByLabel('Waarom geldt deze reden hier?').fill('Hij zei dat hij de melder zou zoeken.');
  await save(melding);
  const terms = step(page, 'Termijnen van Veilig Thuis');
  await expect(terms.getByRole('listitem')).toHaveCount(3);
  await terms.getByRole('button', { name: /^Leg verlenging vast/ }).click();
  await decide.getByRole('form').getByLabel('Waarom is er meer tijd nodig?').fill('Brief van Veilig Thuis.');
  await save(decide.getByRole('form'));
  await expect(terms.getByText('Eén keer verlengd.')).toBeVisible();

  await signals.getByRole('button', { name: /^Wijzig: Signaal/ }).click();
  await signals.getByRole('form').getByLabel('Waarom verandert u dit?').fill('Verkeerde dag.');
  await signals.getByRole('form').getByLabel('Wanneer was dat?').fill('dinsdag, bij het wegbrengen');
  await save(signals.getByRole('form'));
  await expect(signals.getByText('Gewijzigd. Reden: Verkeerde dag.')).toBeVisible();
  await checkScreen(page, 'filled');

  await first.close();
  const again = await start();
  await unlock(again.page, passphrase);
  await toDossiers(again.page);
  await again.page.getByRole('button', { name: 'Linde 3', exact: true }).click();
  await expect(again.page.getByText('Besluit: melden bij Veilig Thuis')).toBeVisible();
  await openMeldcode(again.page);
  const back = step(again.page, '1. Signalen in kaart');
  await expect(back.getByText('dinsdag, bij het wegbrengen')).toBeVisible();
  await back.getByText('Wat er eerst stond').click();
  await expect(back.getByText('maandag, bij het wegbrengen')).toBeVisible();
  await expect(step(again.page, 'Termijnen van Veilig Thuis').getByText('Eén keer verlengd.')).toBeVisible();
});

test('a questionnaire that points to melden stands beside question 2, and all goes by keyboard', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await answerAll(page, [[/Heeft X gedreigd u of iemand anders te doden/, yes]]);
  await page.getByRole('button', { name: 'Linde 3' }).first().click();
  await beginUnder(page, 'Onderwijs');
  const weighing = step(page, '4. Wegen');
  await expect(weighing.getByText('Dit zegt een vragenlijst in dit dossier')).toBeVisible();
  await expect(weighing.getByText(/^Wegwijzer Partnergeweld: /)).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: /Wegen/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '4. Wegen' })).toBeFocused();
  const form = weighing.getByRole('form', { name: 'Leg antwoord 1 vast' });
  await tabTo(page, form.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await expect(form.getByLabel('Nee', { exact: true })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Het klopte niet.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(weighing.getByText('Sluit de meldcode af')).toBeVisible();
  await expect(weighing.getByRole('heading', { name: /^Vermoedt u/ })).toBeFocused();
  await expect(weighing.getByText('Uw weging zegt iets anders dan de vragenlijst.')).toBeVisible();
  await checkScreen(page, 'contradiction');

  await page.getByRole('button', { name: 'Begin opnieuw' }).click();
  await page.getByLabel('Gemeenschappelijk kader', { exact: true }).check();
  await page.getByRole('button', { name: 'Begin de meldcode' }).click();
  await expect(page.getByText('Kader: Gemeenschappelijk kader')).toBeVisible();
  await page.getByRole('button', { name: 'Open: Onderwijs' }).click();
  await expect(page.getByText('Dit is een eerdere meldcode.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Leg overleg vast' })).toBeHidden();
  await checkScreen(page, 'earlier round');
  await page.getByRole('button', { name: 'Naar de meldcode van nu' }).click();
  await expect(page.getByRole('button', { name: 'Leg overleg vast' })).toBeVisible();
});
