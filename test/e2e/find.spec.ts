import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { addPerson, makeVault, openDossier, tabTo } from './steps.ts';

/** Searching everything from anywhere, by keyboard alone. */

test('one key finds a person as the name sounds, a service, a word and a screen, and goes there', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await addPerson(page, 'Sanne Meijer');
  await page.getByRole('button', { name: 'Werkvoorraad', exact: true }).click();
  const help = page.getByRole('button', { name: /^Hulp/ });
  await tabTo(page, help);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Naam, dossier, dienst, woord of scherm' });
  await expect(field).toBeFocused();
  await expect(page.getByRole('option', { name: /^Linde 3/ })).toHaveAttribute('aria-selected', 'true');
  await checkScreen(page, 'find, nothing typed');

  await page.keyboard.type('meyer');
  const person = page.getByRole('option', { name: /^Sanne Meijer.*in Linde 3.*klinkt hetzelfde/ });
  await expect(person).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(help).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('stop');
  await expect(page.getByRole('option', { name: /^Stop it Now/ })).toBeVisible();
  await checkScreen(page, 'find, services and words');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('qqqq');
  await expect(page.getByText('Niets gevonden. Probeer een deel van de naam, of een ander woord.')).toBeVisible();
  await checkScreen(page, 'find, nothing found');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('reserve');
  const screen = page.getByRole('option', { name: 'Reservekopie' });
  await expect(screen).toBeVisible();
  for (let press = 0; press < 20 && (await screen.getAttribute('aria-selected')) !== 'true'; press += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Reservekopie' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('linde'); // and at once, before anything is found: what stood there before is not meant
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Linde 3' })).toBeVisible();
});
