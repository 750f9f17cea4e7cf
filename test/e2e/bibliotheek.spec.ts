import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { askedNow, begin, makeVault, openDossier, question, tabTo } from './steps.ts';

/** Learning on the spot, and reading what Baken asks and advises with, by keyboard alone. */

test('from a question a card opens beside it, and the same question and focus are there after it', async ({
  start,
}) => {
  test.setTimeout(300_000); // every state is judged by axe, in light and dark
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  const more = page.getByRole('button', { name: /^Meer hierover/ });
  for (let count = 0; count < 40 && !(await more.isVisible()); count++) {
    const before = await askedNow(page);
    await page.getByRole('button', { name: 'Later beantwoorden' }).press('Enter');
    await expect(question(page)).not.toHaveText(before);
  }
  const asked = await askedNow(page);
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog');
  await expect(card.getByRole('heading', { name: 'Wat maakt het alleen maar erger?' })).toBeVisible();
  await checkScreen(page, 'card beside a question');
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(more).toBeFocused();
  expect(await askedNow(page)).toBe(asked);
  await expect(page.getByRole('form', { name: 'Vraag' }).getByRole('radio', { checked: true })).toHaveCount(0);

  const words = page.locator('summary', { hasText: 'Woorden uitgelegd' });
  for (let count = 0; count < 60 && !(await words.isVisible()); count++) {
    const before = await askedNow(page);
    await page.getByRole('button', { name: 'Later beantwoorden' }).press('Enter');
    await expect(question(page)).not.toHaveText(before);
  }
  await tabTo(page, words);
  await page.keyboard.press('Enter');
  await expect(page.locator('.question-learn dd').first()).toBeVisible();
  await checkScreen(page, 'question with words explained');

  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Hulp bij een vragenlijst' })).toBeVisible();
  await checkScreen(page, 'help');
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: /gevaar/i })).toBeVisible();
});

test('the bibliotheek is read part by part and searched', async ({ start }) => {
  test.setTimeout(300_000); // every state is judged by axe, in light and dark
  const { page } = await start();
  await makeVault(page);
  const rail = page.getByRole('navigation', { name: 'Hoofdmenu' });
  await tabTo(page, rail.getByRole('button', { name: 'Bibliotheek' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Bibliotheek', level: 1 })).toBeVisible();
  for (const [part, words] of [
    ['Kaarten om van te leren', 'Dwingende controle'],
    ['Vragenlijsten', 'Wegwijzer Partnergeweld'],
    ['Meldcode', 'Gemeenschappelijk kader'],
    ['Wetten', 'Voorstel, geldt nog niet'],
    ['Woorden', 'aandachtsfunctionaris'],
    ['Afgesloten keuzes', 'Bemiddeling (mediation)'],
    ['Medische hulp en tijd', 'Binnen 72 uur'],
    ['Eigen toevoegingen', 'Uw organisatie heeft niets toegevoegd.'],
    ['Toetsen', 'Hulp bij dit scherm'],
  ] as const) {
    await tabTo(page, page.getByRole('button', { name: part, exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: part, level: 2 })).toBeVisible();
    await expect(page.getByText(words, { exact: true }).or(page.getByText(words)).first()).toBeVisible();
    await checkScreen(page, `bibliotheek, ${part}`);
  }
  const search = page.getByLabel('Zoek in de bibliotheek');
  await search.focus();
  await page.keyboard.type('verstijven');
  const open = page.getByRole('button', { name: 'Open: Verstijven, meedoen en toestemming' });
  await expect(open).toBeVisible();
  await checkScreen(page, 'bibliotheek, found');
  await tabTo(page, open);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Verstijven, meedoen en toestemming', level: 1 })).toBeVisible();
  await checkScreen(page, 'card in the bibliotheek');
  await tabTo(page, page.getByRole('button', { name: 'Terug naar de bibliotheek' }));
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /^Open: Wegwijzer/ })
    .first()
    .press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Wegwijzer/ })).toBeVisible();
  await checkScreen(page, 'questions to read');
});
