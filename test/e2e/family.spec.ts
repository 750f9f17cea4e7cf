import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { makeVault, openDossier, tabTo, unlock } from './steps.ts';

/** The people around a dossier and its timeline, by keys alone; and the drawing says nothing that the words do not. */

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await tabTo(page, page.getByRole('button', { name, exact: typeof name === 'string' }).first());
  await page.keyboard.press('Enter');
};

const addPerson = async (page: Page, label: string, role: string): Promise<void> => {
  await press(page, 'Voeg persoon toe');
  const form = page.getByRole('form', { name: 'Voeg persoon toe' });
  await tabTo(page, form.getByLabel('Naam of schuilnaam'));
  await page.keyboard.type(label);
  await form.getByRole('radio', { name: role, exact: true }).check();
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
};

const addFact = async (
  page: Page,
  button: string,
  form: string,
  selects: readonly (readonly [string, string])[],
  more: (one: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined,
): Promise<void> => {
  await press(page, button);
  const one = page.getByRole('form', { name: form, exact: true });
  for (const [label, choice] of selects) await one.getByLabel(label, { exact: true }).selectOption({ label: choice });
  await more(one);
  await tabTo(page, one.getByRole('button', { name: 'Bewaar' }));
  await page.keyboard.press('Enter');
  await expect(one).toBeHidden();
};

test('a family is entered, drawn, moved by arrows, and every line stands in words', async ({ start }) => {
  const { page, close } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await press(page, 'Mensen en banden');
  await expect(page.getByRole('heading', { level: 1, name: 'Mensen en hun banden' })).toBeVisible();
  await checkScreen(page, 'family, empty');
  await addPerson(page, 'Linde Vogel', 'Degene om wie het gaat');
  await addPerson(page, 'Karim Bos', 'De ander (X)');
  await addPerson(page, 'Noor', 'Kind');
  await addPerson(page, 'Oma Annie', 'Familie');

  const radio = (name: string) => async (one: ReturnType<Page['getByRole']>) =>
    one.getByRole('radio', { name, exact: true }).check();
  const tie = (one: string, other: string) => [['Wie', one] as const, ['De ander', other] as const];
  await addFact(page, 'Voeg band toe', 'Band', tie('Linde Vogel', 'Karim Bos'), radio('Ex-partner'));
  await addFact(page, 'Voeg band toe', 'Band', tie('Linde Vogel', 'Noor'), radio('Ouder'));
  await addFact(page, 'Voeg band toe', 'Band', tie('Karim Bos', 'Noor'), radio('Ouder'));
  await addFact(page, 'Voeg band toe', 'Band', tie('Oma Annie', 'Linde Vogel'), radio('Ouder'));
  await addFact(
    page,
    'Voeg geweld toe',
    'Geweld',
    [
      ['Van wie gaat het uit, of zou het uitgaan?', 'Karim Bos'],
      ['Tegen wie?', 'Linde Vogel'],
    ],
    radio('Verteld door iemand'),
  );
  await addFact(page, 'Voeg huis toe', 'Huis', [], async (one) => {
    await one.getByLabel('Naam, zoals “huis van oma”').fill('Opvang');
    await one.getByLabel(/^Straat/).fill('Wilgenpad 3');
    await one.getByLabel('Dit adres is geheim').check();
  });
  for (const who of ['Linde Vogel', 'Noor'])
    await addFact(page, 'Wie woont waar', 'Wonen', [
      ['Wie', who],
      ['In welk huis?', 'Opvang'],
    ]);
  await addFact(
    page,
    'Wie mag wat niet weten',
    'Mag niet weten',
    [
      ['Over wie gaat het?', 'Noor'],
      ['Wie mag het niet weten?', 'Karim Bos'],
    ],
    async (one) => one.getByRole('checkbox', { name: 'Het adres' }).check(),
  );

  const drawn = await page.locator('[data-line]').evaluateAll((all) => all.map((one) => one.getAttribute('data-line')));
  const told = await page
    .locator('tr[data-fact]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-fact')));
  expect(drawn).toHaveLength(5);
  expect(drawn.filter((id) => !told.includes(id))).toEqual([]);
  await expect(page.getByRole('row', { name: /Geweld van Karim Bos tegen Linde Vogel/ })).toBeVisible();
  await checkScreen(page, 'family, full');

  const noor = page.getByRole('button', { name: /^Noor, Kind\. / });
  const before = await noor.getAttribute('transform');
  await tabTo(page, noor);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('De plaatsen zijn bewaard.')).toBeVisible({ timeout: 20_000 });
  const after = await noor.getAttribute('transform');
  expect(after).not.toBe(before);
  await page.getByRole('radio', { name: 'De kring om één persoon (ecogram)' }).check();
  await expect(page.locator('[data-line]')).toHaveCount(4);
  await checkScreen(page, 'family, circle');
  await close();

  const again = await start();
  await unlock(again.page);
  await again.page.getByRole('button', { name: /Linde 3/ }).click();
  await again.page.getByRole('button', { name: 'Mensen en banden' }).click();
  await expect(again.page.getByRole('button', { name: /^Noor, Kind\. / })).toHaveAttribute('transform', after ?? '');
});

test('a note is added at any time, told better with a reason, and withdrawn; nothing is gone', async ({ start }) => {
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await press(page, 'Voeg signaal of notitie toe');
  const form = page.getByRole('form', { name: 'Voeg signaal of notitie toe' });
  await tabTo(page, form.getByLabel('Wat wilt u vastleggen?'));
  await page.keyboard.type('Zij zegt dat hij elk uur belt');
  await form.getByRole('radio', { name: 'Gezegd door iemand', exact: true }).check();
  await form.getByLabel('Wie zei dit?').fill('Linde');
  await form.getByLabel('Op welke dag gebeurde het?').fill('2026-01-20');
  await form.getByRole('radio', { name: 'ongeveer' }).check();
  await checkScreen(page, 'telling');
  await tabTo(page, form.getByRole('button', { name: 'Bewaar' }));
  await page.keyboard.press('Enter');
  const line = page.getByRole('listitem').filter({ hasText: 'Zij zegt dat hij elk' }).first();
  await expect(line).toContainText('Gezegd door Linde');
  await press(page, 'Verbeter: Zij zegt dat hij elk uur belt');
  const better = page.getByRole('form', { name: 'Verbeter', exact: true });
  await better.getByLabel('Wat wilt u vastleggen?').fill('Zij zegt dat hij elk half uur belt');
  await better.getByRole('button', { name: 'Bewaar' }).click();
  await expect(better.getByText('Vul in waarom.')).toBeVisible();
  await better.getByLabel('Waarom verbetert u dit?').fill('Verkeerd gehoord');
  await better.getByRole('button', { name: 'Bewaar' }).click();
  await expect(better).toBeHidden();
  await line.getByText('Eerder stond hier iets anders').click();
  await expect(line).toContainText('Gewijzigd omdat: Verkeerd gehoord');
  await expect(line).toContainText('elk uur belt');
  await press(page, /^Trek in: Zij zegt/);
  const gone = page.getByRole('form', { name: 'Trek in' });
  await gone.getByLabel('Waarom trekt u dit in?').fill('Hoort bij een ander gezin');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Ingetrokken');
  await page.getByLabel('Soort', { exact: true }).selectOption({ label: 'Notitie' });
  await expect(page.getByText('1 van 2 regels.')).toBeVisible();
  await checkScreen(page, 'timeline, filtered');
});
