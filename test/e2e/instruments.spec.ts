import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import {
  addPerson,
  answerAll,
  askedNow,
  begin,
  choose,
  makeVault,
  openDossier,
  question,
  tabTo,
  yes,
} from './steps.ts';

/** Instruments that lead to each other, are about a person, or are filled in from another form; by keyboard where one answers. */

/** To the question in the list beside it, without answering what comes before. */
const goToQuestion = async (page: Page, text: RegExp): Promise<void> => {
  await expect(question(page)).toBeVisible();
  if (text.test(await askedNow(page))) return;
  const list = page.getByRole('navigation', { name: 'Onderdelen' });
  const item = list.getByRole('button', { name: text });
  for (const section of await list.locator('summary').all()) {
    if (await item.isVisible()) break;
    await section.click();
  }
  await item.click();
  await expect(question(page)).toHaveText(text);
};

const answer = async (page: Page, text: RegExp, ...keys: readonly string[]): Promise<void> => {
  await goToQuestion(page, text);
  for (const key of keys) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await expect(question(page)).not.toHaveText(text);
};

const conclude = async (page: Page): Promise<void> => {
  const sure = page.getByRole('button', { name: 'Rond toch af' });
  const done = page.getByText('Een brief maken kan nog.');
  await page.getByRole('button', { name: 'Rond af' }).click();
  await expect(sure.or(done)).toBeVisible();
  if (await sure.isVisible()) await sure.click();
  await expect(done).toBeVisible();
};

const addChild = async (page: Page, label: string): Promise<void> => {
  await page.getByRole('button', { name: 'Voeg persoon toe' }).click();
  await page.getByLabel('Naam of schuilnaam').fill(label);
  await page.getByLabel('Kind', { exact: true }).check();
  await page.getByRole('button', { name: 'Voeg toe', exact: true }).click();
  await expect(page.getByText(label, { exact: true }).and(page.locator(':not(option)')).first()).toBeVisible();
};

test('partner violence leads to acute sexual violence, which asks nothing twice, and back to the exact question', async ({
  start,
}) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await page.getByRole('button', { name: 'Kies een vragenlijst' }).click();
  await expect(page.getByText('In dit dossier staan nog geen personen.')).toBeVisible();
  await checkScreen(page, 'choose an instrument, nobody in the dossier');
  await page.getByRole('button', { name: 'Begin met Wegwijzer Partnergeweld' }).click();
  await answer(page, /Wat is uw rol/, '2');
  await answer(page, /Deed X iets seksueels/, '1');
  await expect(question(page)).toHaveText(/Hoeveel uur geleden/);
  await page.keyboard.type('30');
  await page.keyboard.press('Enter');
  await expect(question(page)).not.toHaveText(/Hoeveel uur geleden/);
  const interrupted = await askedNow(page);

  const toOutcome = page.getByRole('button', { name: 'Bekijk de uitkomst' });
  await tabTo(page, toOutcome);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Begin: Wegwijzer Acuut Seksueel Geweld' }));
  await page.keyboard.press('Enter');

  const taken = page.getByText('3 antwoorden zijn overgenomen uit Wegwijzer Partnergeweld');
  await expect(taken).toBeVisible();
  await expect(question(page)).not.toHaveText('Wat is uw rol?');
  await taken.click();
  await expect(page.getByRole('button', { name: /Hoeveel uur geleden gebeurde het.*30 uur/ })).toBeVisible();
  await checkScreen(page, 'answers that were taken over');
  await toOutcome.click();
  await checkScreen(page, 'outcome with a way back');
  await tabTo(page, page.getByRole('button', { name: 'Terug naar Wegwijzer Partnergeweld' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Linde 3' })).toBeVisible();
  await page.getByRole('button', { name: 'Terug naar de vragen' }).click();
  await expect(question(page)).toBeVisible();

  // Not by the outcome but straight from the dossier: the question that was interrupted.
  await goToQuestion(page, new RegExp(interrupted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  await page.getByRole('button', { name: 'Linde 3' }).click();
  await page.getByRole('button', { name: 'Open: Wegwijzer Partnergeweld' }).click();
  await expect(question(page)).toHaveText(interrupted);
});

test('each child has its own list, and what was agreed stands with the outcome', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, 'Linde');
  await addChild(page, 'Kind 1');
  await addChild(page, 'Kind 2');
  await page.getByRole('button', { name: 'Kies een vragenlijst' }).click();
  const about = page.getByRole('group', { name: 'Over wie gaat het?' });
  await tabTo(page, about.getByRole('radio', { name: 'Dat vul ik niet in' }));
  await page.keyboard.press('ArrowUp');
  await expect(about.getByRole('radio', { name: 'Kind 2' })).toBeChecked();
  await checkScreen(page, 'choose an instrument for a child');
  await tabTo(page, page.getByRole('button', { name: 'Begin met Wegwijzer Kind- en Jeugdveiligheid' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wegwijzer Kind- en Jeugdveiligheid · Kind 2')).toBeVisible();

  await goToQuestion(page, /Wordt het kind geslagen/);
  await page.keyboard.press('F2');
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: 'Doe nu dit' })).toBeFocused();
  await expect(page.getByText(/U was bij deze vraag: Wordt het kind geslagen/)).toBeVisible();
  await checkScreen(page, 'stopped in the list of a child');
  await page.getByRole('button', { name: 'Ik koos dit per ongeluk' }).click();
  await expect(question(page)).toHaveText(/Wordt het kind geslagen/);

  await answerAll(page, [
    [/Hoe oud is het kind/, async () => page.keyboard.type('9')],
    [/buiten lichamelijk gevaar/, yes],
    [/Ziet of hoort het kind geweld/, yes],
    [/te weinig eten, zorg/, choose('3')],
    [/Zorgt de hulp er op tijd voor/, yes],
    [/extra kwetsbaar/, choose('2')],
    [
      /Op welke datum kijkt u opnieuw/,
      async () => {
        await page.keyboard.type('14 december');
      },
    ],
  ]);
  const kept = page.getByRole('region', { name: 'Om te onthouden' });
  await expect(kept).toContainText('14 december');
  await expect(kept).toContainText('Licht verstandelijke beperking');
  await expect(page.getByRole('region', { name: 'Onbekend gebleven' })).toContainText('te weinig eten, zorg');
  await checkScreen(page, 'outcome of a child');
  await conclude(page);
  await page.getByRole('button', { name: 'Naar het dossier' }).click();
  await expect(page.getByText('Wegwijzer Kind- en Jeugdveiligheid · Kind 2')).toBeVisible();
  await checkScreen(page, 'dossier with a list of a child');
});

test('twenty scores by keyboard, one left empty, and a change that is seen as one', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Posttraumascreening');
  await goToQuestion(page, /Hoeveel weken/);
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(question(page)).toHaveText(/Hoe oud/);
  await page.keyboard.type('34');
  await page.keyboard.press('Enter');
  await goToQuestion(page, /scores van de PCL-5/);
  await expect(question(page)).toBeFocused();
  const form = page.getByRole('form', { name: 'Vraag' });
  const field = (place: number) => form.getByRole('textbox', { name: String(place), exact: true });

  await page.keyboard.type('3241233');
  await expect(field(8)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('9');
  await expect(form.getByText('Kies uit 0, 1, 2, 3, 4, of laat leeg.')).toBeVisible();
  await checkScreen(page, 'scores, one of them wrong');
  await field(9).focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('132432102323');
  await expect(field(20)).toBeFocused();
  await expect(form.getByText('19 van 20 vragen ingevuld. 1 leeg.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(question(page)).not.toHaveText(/scores van de PCL-5/);

  // Back, and one figure in twenty: the others already hold that figure, and still it is a change.
  await goToQuestion(page, /scores van de PCL-5/);
  await expect(field(1)).toHaveValue('3');
  await expect(field(8)).toHaveValue('');
  await field(1).focus();
  await page.keyboard.type('4');
  await expect(field(2)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('vraag 1: 3')).toBeVisible();
  await expect(page.getByText('vraag 1: 4')).toBeVisible();
  await checkScreen(page, 'a changed score');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Het oude antwoord blijft zichtbaar in het dossier.')).toBeHidden();
  await goToQuestion(page, /scores van de PCL-5/);
  await expect(field(1)).toHaveValue('4');
  await page.getByText('Eerdere antwoorden (1)').click();
  await expect(page.getByText(/opgeteld 44 van 80/).last()).toBeVisible();
  await page.getByRole('button', { name: 'Bekijk de uitkomst' }).click();
  await expect(page.getByText('PCL-5: score van 33 of hoger', { exact: true })).toBeVisible();
  await checkScreen(page, 'outcome of scores');
});

test('numbers of another form, nothing entered, a flag, and what changed since last time', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Uitslag van een ander instrument');
  await page.getByRole('button', { name: 'Bekijk de uitkomst' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Er is geen uitslag ingevuld.' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Rond af' })).toBeHidden();
  await checkScreen(page, 'nothing entered');
  await page.getByRole('button', { name: 'Terug naar de vragen' }).click();
  await goToQuestion(page, /vragen van de LAP/);
  await page.keyboard.press('4');
  await page.keyboard.press('1');
  await expect(page.getByRole('checkbox', { name: '1', exact: true })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: '4', exact: true })).toBeChecked();
  await checkScreen(page, 'numbers of another form');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bekijk de uitkomst' }).click();
  await expect(page.getByText('vragen 1, 4').first()).toBeVisible();
  await conclude(page);

  await page.getByRole('button', { name: 'Naar het dossier' }).click();
  await page.getByRole('button', { name: 'Andere vragenlijst' }).click();
  await page.getByRole('button', { name: 'Begin met Uitslag van een ander instrument' }).click();
  await goToQuestion(page, /vragen van de LAP/);
  await page.keyboard.press('0');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bekijk de uitkomst' }).click();
  const since = page.getByRole('region', { name: /Wat veranderde sinds/ });
  await expect(since.getByRole('row', { name: /vragen van de LAP.*vragen 1, 4.*geen enkele/ })).toBeVisible();
  await checkScreen(page, 'what changed since last time');

  await page.getByRole('button', { name: 'Naar het dossier' }).click();
  await page.getByRole('button', { name: 'Andere vragenlijst' }).click();
  await page.getByRole('button', { name: 'Begin met Wegwijzer Seksueel Gedrag tussen Minderjarigen' }).click();
  for (const [text, key] of [
    [/^Toestemming/, '3'],
    [/^Vrijwillig/, '3'],
    [/^Gelijkwaardig/, '3'],
    [/^Ontwikkeling/, '1'],
    [/^Plek/, '1'],
    [/^Gevolgen/, '1'],
  ] as const)
    await answer(page, text, key);
  await page.getByRole('button', { name: 'Bekijk de uitkomst' }).click();
  await expect(page.getByText('Vlag Rood:')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Oorzaken en wat daarbij helpt' })).toBeVisible();
  await checkScreen(page, 'outcome with a flag');
});
