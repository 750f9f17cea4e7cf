import { expect, test } from './app.ts';
import {
  addPerson,
  answerAll,
  askedNow,
  begin,
  choose,
  fillSender,
  makeVault,
  openDossier,
  passphrase,
  question,
  saveAndRead,
  seePreview,
  tabTo,
  type,
  unlock,
  yes,
} from './steps.ts';

/** Whole journeys, on the real host with a real vault. */

test('from a first signal to a letter for Veilig Thuis, the questions by keyboard alone', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, 'Linde');
  await begin(page, 'Wegwijzer Partnergeweld');

  await answerAll(page, [
    [/bereiken zonder risico/, type('Alleen via zus Roos')],
    [/geld, spullen of werk mag doen/, yes],
    [/bang voor X/, yes],
    [/meest bang voor/, choose('1', '5')],
    [/Heeft X gedreigd u of iemand anders te doden/, yes],
    [
      /In welke gemeente/,
      async () => {
        await type('Utr')(page);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('combobox')).toHaveValue('Utrecht');
      },
    ],
  ]);

  await expect(page.getByRole('heading', { level: 1, name: 'Hoog' })).toBeFocused();
  await expect(page.getByText('Binnen 24 uur').first()).toBeVisible();
  await expect(page.getByText('0800-2000').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Doe dit nu niet' })).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Maak verwijsbrief: Melding bij Veilig Thuis' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Verwijsbrief aan Veilig Thuis/ })).toBeVisible();
  await fillSender(page);
  await page.getByRole('button', { name: 'Bekijk de brief' }).click();
  await expect(page.getByText('Vul dit eerst aan:')).toBeVisible();
  await page.getByLabel('Meldrecht').check();
  await page.getByLabel('Toelichting op de grond').fill('Nodig om het geweld te stoppen.');
  await page.getByLabel('Ja, het is besproken').check();
  await page
    .getByRole('group', { name: /uw naam noemen/ })
    .getByLabel('Ja')
    .check();
  await page.getByLabel(/Wanneer en hoe mag de ander/).fill('Pas na overleg met mij.');
  await page.getByLabel('Controle en dwang', { exact: true }).uncheck();
  await page.getByRole('button', { name: 'Bekijk de brief' }).click();
  await seePreview(page);

  const letter = await saveAndRead(page);
  for (const shared of ['S. de Vries', 'Meldrecht', 'Nodig om het geweld te stoppen.', 'Pas na overleg met mij.'])
    expect(letter).toContain(shared);
  expect(letter).toContain('Heeft X gedreigd u of iemand anders te doden');
  for (const kept of ['Roos', 'Outing', 'Bepaalt X wat u met geld']) expect(letter).not.toContain(kept);

  await page.getByRole('button', { name: 'Naar het dossier' }).click();
  await expect(page.getByText('Brief aan Veilig Thuis (melding)')).toBeVisible();
});

test('acute sexual violence leads to the Centrum Seksueel Geweld, with its windows, and to a letter', async ({
  start,
}) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page, 'Iep 7');
  await addPerson(page, 'Iep');
  await begin(page, 'Wegwijzer Acuut Seksueel Geweld');
  await answerAll(page, [
    [
      /Hoeveel uur geleden/,
      async () => {
        await tabTo(page, page.getByRole('button', { name: 'Gisteren', exact: true }));
        await page.keyboard.press('Enter');
        await expect(page.getByText('Dat is ongeveer 24 uur geleden.')).toBeVisible();
        await tabTo(page, page.getByLabel(/^Aantal/));
      },
    ],
    [/Hoe oud is degene/, choose('4')],
    [/sperma, bloed/, yes],
  ]);
  await expect(page.getByRole('heading', { name: 'Hulp met een tijdslimiet' })).toBeVisible();
  await expect(page.getByText('0800-0188').first()).toBeVisible();

  await page.getByRole('button', { name: 'Maak verwijsbrief: Centrum Seksueel Geweld' }).click();
  await fillSender(page);
  await page.getByLabel('Toestemming van de persoon').check();
  await page.getByLabel('Toelichting op de grond').fill('Mondeling gegeven, vandaag.');
  await page.getByLabel('Ja, het is besproken').check();
  for (const group of await page.locator('#letter-fields').getByRole('group').all())
    await group.getByRole('radio').first().check();
  for (const field of await page.locator('#letter-fields textarea').all()) await field.fill('Niet van toepassing.');
  await page.getByRole('button', { name: 'Bekijk de brief' }).click();
  await seePreview(page);
  const letter = await saveAndRead(page);
  expect(letter).toContain('Centrum Seksueel Geweld');
  expect(letter).toContain('Mondeling gegeven, vandaag.');
  expect(letter).toContain('Hoeveel uur geleden');
});

test('closed in the middle: after unlocking, the same question with the answers before it', async ({ start }) => {
  const first = await start();
  await makeVault(first.page);
  await openDossier(first.page);
  await begin(first.page, 'Wegwijzer Partnergeweld');
  for (const key of ['2', '1', '1', '2']) {
    const before = await askedNow(first.page);
    await first.page.keyboard.press(key);
    await first.page.keyboard.press('Enter');
    await expect(question(first.page)).not.toHaveText(before);
  }
  const left = await askedNow(first.page);
  await first.close();

  const { page } = await start();
  await unlock(page);
  await expect(question(page)).toHaveText(left);
  await expect(question(page)).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Nee' })).toBeChecked();
});

test('danger in the middle: what to do at once, and back to the same question', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(question(page)).toContainText('vrij praten');

  await page.keyboard.press('F2');
  const panel = page.getByRole('dialog', { name: 'Direct gevaar' });
  await expect(panel.getByRole('button', { name: /^\d/ })).toHaveCount(0); // a figure beside a stop is no part of its name
  await expect(panel.getByRole('button')).toHaveCount(9 + 1); // the stops, and the way back
  for (const number of ['112', '0800-2000', '0800-0188', '113'])
    await expect(panel.getByText(number, { exact: true })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { level: 1, name: 'Doe nu dit' })).toBeFocused();
  await expect(page.getByText(/Bel 112/).first()).toBeVisible();
  await expect(page.getByText('Kan deze persoon nu vrij praten, zonder dat iemand meeluistert?')).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Ga verder met de vragen' }));
  await page.keyboard.press('Enter');
  await expect(question(page)).toContainText('vrij praten');
  await expect(page.getByRole('complementary', { name: 'Tot nu toe' })).toContainText('Acuut');
});

test('a stop chosen by mistake is taken back, with its reason', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await page.keyboard.press('F2');
  await page.keyboard.press('9');
  await page.getByRole('button', { name: 'Ik koos dit per ongeluk' }).click();
  await expect(question(page)).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Tot nu toe' })).not.toContainText('Acuut');
});

test('a changed answer asks why, and the old one stays visible', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(question(page)).toContainText('vrij praten');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(question(page)).toHaveText('Wat is uw rol?');
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'U verandert een eerder antwoord. Waarom?' })).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(question(page)).toContainText('vrij praten');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByText('Eerdere antwoorden (1)').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Verkeerd aangeklikt' })).toContainText('Wijkteam');
});

test('a wrong password is said in words, and the right one still opens', async ({ start }) => {
  const first = await start();
  await makeVault(first.page);
  await first.close();
  const { page } = await start();
  await unlock(page, `${passphrase} niet`);
  await expect(page.getByRole('alert')).toContainText('Dit wachtwoord past niet op deze kluis.');
  await expect(page.getByLabel('Wachtwoord', { exact: true })).toBeFocused();
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'Nog geen dossiers' })).toBeVisible();
});

test('locked by key: the screen empties, and unlocking leads back to the same question', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(question(page)).toContainText('vrij praten');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible();
  expect(await page.content()).not.toContain('Linde 3');
  await unlock(page);
  await expect(question(page)).toContainText('vrij praten');
});

test('the neutral page is there at once, hides everything, and gives everything back', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await page.getByRole('button', { name: 'Begin met een signaal' }).click();
  await page.getByLabel('Wat is het signaal?').fill('Nog niet bewaard');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Werkoverleg' })).toBeVisible();
  await expect(page.getByText('Wijkteam Noord')).toBeHidden();
  await expect(page.getByLabel('Wat is het signaal?')).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Wat is het signaal?')).toHaveValue('Nog niet bewaard');
  await expect(page.getByLabel('Wat is het signaal?')).toBeFocused();
});

test('a write that fails keeps what was typed, says so, and is tried again', async ({ start, host }) => {
  test.skip(host === 'electron', 'the failure is put in between on the loopback; the screen is the same');
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  let refuse = true;
  await page.route('**/call', async (route) => {
    const answers = route.request().postData()?.includes('"assessment.answer"') ?? false;
    if (!(refuse && answers)) return route.continue();
    await route.fulfill({ json: { ok: false, error: { kind: 'disk-full' } } });
  });
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('De schijf is vol.');
  await expect(page.getByRole('status').filter({ hasText: 'Nog niet bewaard' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Wijkteam' })).toBeChecked();
  refuse = false;
  await page.getByRole('button', { name: 'Nu opnieuw proberen' }).click();
  await expect(question(page)).toContainText('vrij praten');
  await expect(page.getByRole('status').filter({ hasText: 'Bewaard om' })).toBeVisible();
});

test('left alone, Baken warns and then locks', async ({ start }) => {
  const { page } = await start();
  await page.clock.install();
  await page.reload();
  await makeVault(page);
  await openDossier(page);
  await page.clock.fastForward('04:40');
  await expect(page.getByRole('alert')).toContainText('Baken gaat bijna op slot');
  await page.keyboard.press('Shift');
  await expect(page.getByRole('alert')).toBeHidden();
  await page.clock.fastForward('05:01');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible();
  expect(await page.content()).not.toContain('Linde 3');
});

test('an answer that met a closed vault is there again, with its note', async ({ start, host }) => {
  test.skip(host === 'electron', 'the failure is put in between on the loopback; the screen is the same');
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await page.keyboard.press('2');
  await page.keyboard.press('n');
  await page.keyboard.type('Zij belde zelf.');
  let refused = 0;
  await page.route('**/call', async (route) => {
    const answers = route.request().postData()?.includes('"assessment.answer"') ?? false;
    if (refused > 0 || !answers) return route.continue();
    refused += 1;
    await route.fulfill({ json: { ok: false, error: { kind: 'locked' } } });
  });
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => refused).toBe(1);
  await expect(page.getByText('Even geduld')).toBeHidden();
  await expect(question(page)).toHaveText('Wat is uw rol?');
  await expect(page.getByRole('radio', { name: 'Wijkteam' })).toBeChecked();
  await expect(page.getByLabel('Feit')).toHaveValue('Zij belde zelf.');
  await page.keyboard.press('Control+Enter');
  await expect(question(page)).toContainText('vrij praten');
});
