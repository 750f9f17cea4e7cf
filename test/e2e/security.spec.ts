import { ok } from '#core/result.ts';
import { expect, test } from './app.ts';
import { answerOtherwise } from './between.ts';
import { checkScreen as check } from './screen-checks.ts';
import { makeVault, openDossier, passphrase, toDossiers } from './steps.ts';

/** The ways into the vault as a person goes them: sheets on paper, a lost password, and back where one was. */

const other = 'vijver lantaarn koekoek zolder rietstengel mortier';

test('sheets are made, confirmed from paper, and open the vault when the password is lost', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByRole('button', { name: /^Beveiliging/ }).click();
  await expect(page.getByText('Er zijn nog geen herstelbladen')).toBeVisible();
  await expect(page.getByText('Openen met uw account kan hier nu niet')).toBeVisible();
  await check(page, 'security');
  await page.getByRole('button', { name: 'Wijzig het wachtwoord' }).click();
  await expect(page.getByLabel('Wachtwoord van nu')).toBeFocused();
  await page.getByLabel('Nieuw wachtwoord', { exact: true }).fill('welkom2024');
  await expect(page.getByText('Nog te makkelijk te raden')).toBeVisible();
  await check(page, 'changing the password, too weak');
  await page.getByRole('button', { name: 'Annuleren' }).click();
  await expect(page.getByRole('button', { name: 'Wijzig het wachtwoord' })).toBeFocused();

  await page.getByRole('button', { name: 'Maak herstelbladen' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Uw wachtwoord', { exact: true })).toBeFocused();
  await page.getByLabel('Uw wachtwoord', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Print deze drie bladen nu' })).toBeFocused({ timeout: 30_000 });
  await check(page, 'recovery sheets');
  const sheets = await page
    .locator('.sheet')
    .evaluateAll((all) =>
      all.map((sheet) => [...sheet.querySelectorAll('.sheet-group')].map((group) => group.textContent ?? '')),
    );
  for (const field of await page.getByLabel(/^Blad \d, groep \d+$/).all()) {
    const label = await field.evaluate((one) => (one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : ''));
    const [, sheet = '', group = ''] = label?.match(/^Blad (\d), groep (\d+)$/) ?? [];
    await field.fill((sheets[Number(sheet) - 1]?.[Number(group) - 1] ?? '').toLowerCase());
  }
  await page.getByRole('button', { name: 'Bevestig de bladen' }).click();
  await expect(page.getByText('De herstelbladen zijn bevestigd.')).toBeVisible();
  await expect(page.locator('.sheet')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Maak nieuwe herstelbladen' })).toBeFocused();

  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Wachtwoord vergeten?' }).click();
  await page.getByLabel('Eerste blad').fill(sheets[0]?.join(' ') ?? '');
  await expect(page.getByText('Dit is blad 1. Het klopt.')).toBeVisible();
  await page.getByLabel('Tweede blad').fill(sheets[0]?.join(' ') ?? '');
  await expect(page.getByText('Dit is ook blad 1. Typ een ander blad over.')).toBeVisible();
  await page.getByLabel('Tweede blad').fill(`${sheets[2]?.join('').slice(0, -1)}#`);
  await expect(page.getByText(/iets verkeerd overgetypt.*\(11\)/)).toBeVisible();
  await check(page, 'recovery, with a slip');
  await page.getByLabel('Tweede blad').fill(sheets[2]?.join('-') ?? '');
  await page.getByLabel('Nieuw wachtwoord', { exact: true }).fill(other);
  await page.getByLabel('Nieuw wachtwoord nog een keer').fill(other);
  await page.getByRole('button', { name: 'Open en stel het wachtwoord in' }).click();
  await expect(page.getByRole('heading', { name: 'Beveiliging' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Uw herstelbladen openen de kluis niet meer.')).toBeVisible();
  await toDossiers(page);
  await expect(page.getByText('Uw herstelbladen openen de kluis niet meer.')).toBeVisible();
  await check(page, 'the sheets are used up');
  await page.getByRole('button', { name: 'Maak nieuwe herstelbladen' }).click();
  await expect(page.getByRole('heading', { name: 'Beveiliging' })).toBeVisible();
});

test('a leaked password is replaced with all keys, and says what is left to do', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByRole('button', { name: /^Beveiliging/ }).click();
  await page.getByRole('button', { name: 'Vervang wachtwoord en sleutels' }).click();
  const card = page.getByRole('region', { name: 'Iemand anders kent uw wachtwoord' });
  await card.getByLabel('Wachtwoord van nu').fill(passphrase);
  await card.getByLabel('Nieuw wachtwoord', { exact: true }).fill(other);
  await card.getByLabel('Nieuw wachtwoord nog een keer').fill(other);
  await check(page, 'replacing the keys');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wachtwoord en sleutels zijn vervangen.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Wat u zelf nog moet doen')).toBeVisible();
  await check(page, 'keys replaced');
  await page.keyboard.press('Control+l');
  await page.getByLabel('Wachtwoord', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Dit wachtwoord past niet op deze kluis.')).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Wachtwoord', { exact: true }).fill(other);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Beveiliging' })).toBeVisible({ timeout: 30_000 });
});

test('where the account of this computer can open the vault, it says who can then do so, and opens it', async ({
  start,
}) => {
  const { page } = await start();
  // the key store is the one thing that a browser has not: what the host would say of it is put in its answers
  let on = false;
  await answerOtherwise(page, (name, really) => {
    const changed = async (change: object) => {
      const reply = await really();
      return reply.ok ? ok({ ...Object(reply.value), ...change }) : reply;
    };
    if (name === 'keys.read') return changed({ account: { on, state: 'ok' } });
    if (name === 'access.ways') return changed({ account: on ? { on, state: 'ok' } : null });
    return undefined;
  });
  await makeVault(page);
  await page.getByRole('button', { name: 'Instellingen', exact: true }).click();
  await page.getByRole('button', { name: /^Beveiliging/ }).click();
  await page.getByRole('button', { name: 'Zet openen met uw account aan' }).click();
  await expect(page.getByText('kan dan ook de kluis openen')).toBeVisible();
  const card = page.getByRole('region', { name: 'Openen met uw account' });
  await card.getByLabel('Uw wachtwoord').fill('niet de goede woorden voor deze kluis');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Dit wachtwoord past niet op deze kluis.')).toBeVisible({ timeout: 30_000 });
  await card.getByLabel('Uw wachtwoord').fill(passphrase);
  await page.keyboard.press('Enter');
  // the host itself knows that there is none here, and does not take the word of the page for it
  await expect(page.getByText('Uw account opent deze kluis niet.')).toBeVisible({ timeout: 30_000 });
  await check(page, 'turning the account on');
  on = true;
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('button', { name: 'Open met uw account' })).toBeVisible();
  await check(page, 'unlocking with the account');
  await page.getByRole('button', { name: 'Open met uw account' }).click();
  await expect(page.getByText('Uw account opent deze kluis niet.')).toBeVisible({ timeout: 30_000 });
});
