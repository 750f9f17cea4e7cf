import { expect, test } from './app.ts';
import { checkScreen } from './screen-checks.ts';
import { makeVault, tabTo } from './steps.ts';

/** Finding whom to call, and keeping the services of the own region, by keyboard alone. */

test('a service is found for who used violence, and one of the own region is added, checked, changed and taken away', async ({
  start,
}) => {
  test.setTimeout(300_000); // every state is judged by axe, in light and dark
  const { page } = await start();
  await makeVault(page);
  const rail = page.getByRole('navigation', { name: 'Hoofdmenu' });
  await tabTo(page, rail.getByRole('button', { name: 'Sociale kaart' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sociale kaart', level: 1 })).toBeVisible();
  await checkScreen(page, 'social map');

  await tabTo(page, page.getByRole('button', { name: 'Wie geweld gebruikt, of bang is dat te doen' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('article', { name: 'Stop it Now' })).toBeVisible();
  await expect(page.getByRole('article', { name: 'Slachtofferhulp' })).toBeHidden();
  await tabTo(page, page.getByRole('combobox', { name: 'Gemeente' }));
  await page.keyboard.type('utre');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Regio’s van Utrecht' })).toBeVisible();
  const copy = page.getByRole('button', { name: 'Kopieer nummer van Stop it Now' });
  await tabTo(page, copy);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nummer gekopieerd.')).toBeVisible();
  const word = page.getByLabel('Woord of naam');
  await word.focus();
  await page.keyboard.press('Control+V');
  await expect(word).toHaveValue('0800-266 64 36');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await checkScreen(page, 'social map, sought');

  await tabTo(page, page.getByRole('button', { name: 'Voeg dienst toe' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Naam van de dienst'));
  await page.keyboard.type('GGZ De Brug');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Vul een telefoonnummer in van minstens 7 cijfers, of laat het leeg.')).toBeVisible();
  await checkScreen(page, 'service form, wrong');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('030 111 22 33');
  await page.keyboard.press('Enter');
  const own = page.getByRole('article', { name: 'GGZ De Brug' });
  await expect(own.getByText('Opnieuw nakijken')).toBeVisible();

  await tabTo(page, own.getByRole('button', { name: 'Vandaag nagekeken' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('GGZ De Brug is vandaag nagekeken.')).toBeVisible();
  await expect(own.getByText('Opnieuw nakijken')).toBeHidden();

  await tabTo(page, own.getByRole('button', { name: 'Wijzig' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('textbox', { name: 'Telefoon' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('030 444 55 66');
  await page.keyboard.press('Enter');
  await expect(own.getByText('030 444 55 66')).toBeVisible();
  await own.getByText('Meer over deze dienst').click();
  await expect(own.getByText(/030 111 22 33, sinds/)).toBeVisible();

  await tabTo(page, own.getByRole('checkbox', { name: 'Op de lijst om mee te geven' }));
  await page.keyboard.press('Space');
  await expect(page.getByText('Vraag eerst: kan iemand thuis dit papier vinden?')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Bij direct gevaar: bel 112.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sociale kaart', level: 1 })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await checkScreen(page, 'social map with a list to hand over');

  await tabTo(page, own.getByRole('button', { name: 'Haal weg: GGZ De Brug' }));
  await page.keyboard.press('Enter');
  await page.getByLabel('Waarom haalt u deze dienst weg?').fill('bestaat niet meer');
  await page.keyboard.press('Enter');
  await expect(page.getByText('GGZ De Brug is weggehaald.')).toBeVisible();
  await expect(own).toBeHidden();
  await page.getByText('Weggehaald (1)').click();
  await expect(page.getByText(/bestaat niet meer/)).toBeVisible();
});
