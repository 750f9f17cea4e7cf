import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ok } from '#core/result.ts';
import { expect, test } from './app.ts';
import { answerOtherwise } from './between.ts';
import { checkScreen, picture } from './screen-checks.ts';
import { makeVault, openDossier, passphrase, tabTo, toDossiers, unlock } from './steps.ts';

/** Choosing a place, making a copy, practising, and putting it back after the vault is gone: by keyboard alone. */

const press = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
};
const write = async (page: Page, label: string, text: string): Promise<void> => {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
};
const toBackups = async (page: Page): Promise<void> => {
  await press(page, 'Instellingen');
  await tabTo(page, page.getByRole('button', { name: /^Reservekopieën/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Reservekopieën' })).toBeFocused();
};
const slow = { timeout: 60_000 };

test('a copy is made, practised, and put back when the vault is gone', async ({ start, folder }) => {
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const first = await start();
  const { page } = first;
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await toBackups(page);
  await expect(page.getByText('Er is nog geen reservekopie', { exact: true })).toBeVisible();
  await checkScreen(page, 'no backup yet');

  await press(page, 'Bewaar deze keuze');
  await expect(page.getByText('Vul een map in.')).toBeVisible();
  await write(page, 'In welke map?', stick);
  await press(page, 'Bewaar deze keuze');
  await expect(page.getByText('De keuze is bewaard.')).toBeVisible();
  await press(page, 'Maak nu een reservekopie');
  await expect(page.getByText('De reservekopie is gemaakt en klopt.')).toBeVisible(slow);
  expect(readdirSync(stick)).toHaveLength(2);
  await expect(page.getByText('Laatste goede reservekopie', { exact: true })).toBeVisible();
  await expect(page.getByText('Baken kan erbij')).toBeVisible();

  await write(page, 'Uw wachtwoord', 'niet dit wachtwoord');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Oefenen met terugzetten' }).getByRole('alert')).toBeVisible(slow);
  await page.getByLabel('Uw wachtwoord', { exact: true }).fill(passphrase);
  await press(page, 'Oefen nu');
  await expect(page.getByText(/ging open met dit wachtwoord/)).toBeVisible(slow);
  await checkScreen(page, 'a backup, practised');
  expect(readdirSync(join(folder, 'vault'))).not.toContain('drill');
  await first.close();

  rmSync(join(folder, 'vault'), { recursive: true });
  const again = (await start()).page;
  await again.setViewportSize({ width: 1280, height: 800 });
  await expect(again.getByRole('button', { name: 'Maak de kluis' })).toBeVisible();
  await press(again, 'Zet een reservekopie terug');
  await expect(again.getByRole('heading', { level: 1, name: 'Zet een reservekopie terug' })).toBeFocused();
  await write(again, 'Waar staat de reservekopie?', join(folder, 'home'));
  await press(again, 'Zoek reservekopieën');
  await expect(again.getByText('Hier is geen reservekopie van Baken gevonden.')).toBeVisible();
  await again.getByLabel('Waar staat de reservekopie?').fill(stick);
  await press(again, 'Zoek reservekopieën');
  await expect(again.getByRole('radio')).toHaveCount(1);
  await write(again, 'Wachtwoord', passphrase);
  await checkScreen(again, 'putting back');
  await press(again, 'Zet terug');
  await expect(again.getByText('De reservekopie is teruggezet en helemaal nagekeken.')).toBeVisible(slow);
  await checkScreen(again, 'put back');
  await press(again, 'Open de kluis');
  await unlock(again);
  await toDossiers(again);
  await expect(again.getByText('Linde 3')).toBeVisible(slow);
});

test('putting back over a vault says what would be lost, and puts it aside', async ({ start, folder }) => {
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await toBackups(page);
  await write(page, 'In welke map?', stick);
  await press(page, 'Bewaar deze keuze');
  await press(page, 'Maak nu een reservekopie');
  await expect(page.getByText('De reservekopie is gemaakt en klopt.')).toBeVisible(slow);
  await press(page, 'Dossiers');
  await openDossier(page, 'Karim');
  await page.getByRole('button', { name: /^Op slot/ }).click();
  await press(page, 'Zet een reservekopie terug');
  await write(page, 'Waar staat de reservekopie?', stick);
  await press(page, 'Zoek reservekopieën');
  await write(page, 'Wachtwoord', passphrase);
  await press(page, 'Zet terug');
  await expect(page.getByText('Hier staat al een kluis')).toBeVisible(slow);
  await expect(page.getByText(/niet in de reservekopie zitten, in 1 dossier\./)).toBeVisible();
  await checkScreen(page, 'what would be replaced');
  await press(page, 'Zet terug');
  await expect(page.getByText('Zet hier een vinkje als u dat wilt.')).toBeVisible();
  await page.getByLabel('Zet de kluis die er nu staat opzij').check();
  await press(page, 'Zet terug');
  await expect(page.getByText('De kluis die er stond, staat nu hier:')).toBeVisible(slow);
  await picture(page, 'backup aside');
  expect(readdirSync(folder).filter((name) => name.startsWith('vault-vervangen-'))).toHaveLength(1);
  await press(page, 'Open de kluis');
  await unlock(page);
  await toDossiers(page);
  await expect(page.getByText('Linde 3')).toBeVisible(slow);
  await expect(page.getByText('Karim')).toBeHidden();
});

/** What the host would say after weeks, or in the middle of a large vault: the screen draws it as if it were so. */
const pretend = (page: Page, name: string, value: unknown): Promise<void> =>
  answerOtherwise(page, (asked) => (asked === name ? Promise.resolve(ok(value)) : undefined));

test('a copy out of reach is named, and says when it is long ago; what is at work can be stopped', async ({
  start,
  folder,
  host,
}) => {
  test.skip(host !== 'loopback', 'the messages of a window cannot be stood in for');
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const { page } = await start();
  await page.setViewportSize({ width: 1280, height: 800 });
  await makeVault(page);
  await openDossier(page);
  await toBackups(page);
  await write(page, 'In welke map?', stick);
  await press(page, 'Bewaar deze keuze');
  await press(page, 'Maak nu een reservekopie');
  await expect(page.getByText('De reservekopie is gemaakt en klopt.')).toBeVisible(slow);
  renameSync(stick, join(folder, 'la'));
  await press(page, 'Maak nu een reservekopie');
  await expect(page.getByText('De map voor de reservekopie is er nu niet.')).toBeVisible(slow);
  await expect(page.getByText('Baken kan er nu niet bij')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: /^Deze kopie is vernietigd: / }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Haal haar alleen uit de lijst/)).toBeVisible();
  await checkScreen(page, 'a backup out of reach');
  await press(page, 'Haal uit de lijst');
  await expect(page.getByText('Nog geen.')).toBeVisible();

  const running = { kind: 'running', step: 'proving', done: 120_400, of: 261_083 };
  await pretend(page, 'backup.make', running);
  await pretend(page, 'backup.progress', running);
  await press(page, 'Maak nu een reservekopie');
  await expect(page.getByText('De reservekopie wordt teruggelezen en nagekeken')).toBeVisible();
  await expect(page.getByText(/120\.400 van 261\.083 stukken/)).toBeVisible();
  await checkScreen(page, 'a backup at work');
  await pretend(page, 'backup.stop', { kind: 'stopped', drill: false });
  await press(page, 'Stop');
  await expect(page.getByText('Gestopt. Er is niets achtergebleven.')).toBeVisible();

  await pretend(page, 'backup.last', { last: '2026-10-01T10:00:00+02:00', late: true });
  await press(page, 'Dossiers');
  await expect(page.getByText('De laatste goede reservekopie is van 1 oktober 2026.')).toBeVisible();
  await checkScreen(page, 'long ago');
  await press(page, 'Naar de reservekopieën');
  await expect(page.getByRole('heading', { level: 1, name: 'Reservekopieën' })).toBeFocused();
});
