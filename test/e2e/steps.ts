import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a person does in Baken, in words that journeys share. */

export const passphrase = 'paard lamp rivier tafel wolk zeven';

/** Making and opening a vault is slow on purpose. */
const slow = { timeout: 30_000 };

export const makeVault = async (page: Page): Promise<void> => {
  await page.getByLabel('Naam van de kluis').fill('Wijkteam Noord');
  await page.getByLabel('Wachtwoord', { exact: true }).fill(passphrase);
  await page.getByLabel('Wachtwoord nog een keer').fill(passphrase);
  await page.getByLabel('Ik begrijp dat niemand mijn wachtwoord kan terughalen.').check();
  await page.getByRole('button', { name: 'Maak de kluis' }).click();
  await expect(page.getByRole('heading', { name: 'Nog geen dossiers' })).toBeVisible(slow);
};

export const unlock = async (page: Page, text = passphrase): Promise<void> => {
  await page.getByLabel('Wachtwoord', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByText('De kluis gaat open')).toBeHidden(slow);
};

/** From wherever one is to the list of all dossiers. */
export const toDossiers = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('button', { name: 'Dossiers' }).click();
};

export const openDossier = async (page: Page, label = 'Linde 3'): Promise<void> => {
  await page.getByRole('button', { name: /Begin met een signaal|Nieuw dossier/ }).click();
  await page.getByLabel('Wat is het signaal?').fill('Een blauwe plek op de arm. Zij keek weg.');
  await page.getByLabel('Gezegd door iemand').check();
  await page.getByLabel('Wie zei dit?').fill('Leidster kinderopvang');
  await page.getByLabel('Naam van het dossier').fill(label);
  await page.getByRole('button', { name: 'Open dossier' }).click();
  await expect(page.getByRole('heading', { name: label })).toBeVisible();
};

export const addPerson = async (page: Page, label: string): Promise<void> => {
  await page.getByRole('button', { name: 'Voeg persoon toe' }).click();
  await page.getByLabel('Naam of schuilnaam').fill(label);
  await page.getByLabel('Degene om wie het gaat').check();
  await page.getByRole('button', { name: 'Voeg toe', exact: true }).click();
  await expect(page.getByText(label, { exact: true }).and(page.locator(':not(option)')).first()).toBeVisible();
};

export const begin = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: 'Kies een vragenlijst' }).click();
  await page.getByRole('button', { name: `Begin met ${title}` }).click();
  await expect(question(page)).toBeVisible();
};

export const question = (page: Page): Locator =>
  page.getByRole('form', { name: 'Vraag' }).getByRole('heading', { level: 1 });

export const askedNow = async (page: Page): Promise<string> => (await question(page).textContent()) ?? '';

/** Goes on with Tab until this has the focus: what cannot be reached so is not there for who uses no mouse. */
export const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await expect(target).toBeVisible();
  for (let press = 0; press < 150; press++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${target}`);
};

export type Keys = (page: Page) => Promise<void>;
const press =
  (...keys: readonly string[]): Keys =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
export const yes = press('1');
export const choose = press;
export const type =
  (text: string): Keys =>
  async (page) => {
    const form = page.getByRole('form', { name: 'Vraag' });
    await tabTo(page, form.getByRole('textbox').or(form.getByRole('combobox')).first());
    await page.keyboard.type(text);
  };

/** Questions whose quiet answer is yes: nothing is the matter when it holds. */
const quietYes = /vrij praten|buiten gevaar|Ik heb verteld|nu veilig/;

/**
 * Answers by keyboard alone until the outcome: what is named as it is named, the rest as if nothing is the matter, and
 * what has no such answer later.
 */
export const answerAll = async (page: Page, named: readonly (readonly [RegExp, Keys])[]): Promise<void> => {
  const outcome = page.locator('.outcome');
  const form = page.getByRole('form', { name: 'Vraag' });
  for (let count = 0; count < 150; count++) {
    await expect(outcome.or(form)).toBeVisible();
    if (await outcome.isVisible()) return;
    const text = await askedNow(page);
    const answer = named.find(([pattern]) => pattern.test(text))?.[1];
    if (answer) await answer(page);
    else if ((await form.getByRole('radio').count()) > 0) {
      const no =
        (await form.getByRole('radio').count()) === 4 && (await form.getByLabel('Nee', { exact: true }).count());
      await page.keyboard.press(no && !quietYes.test(text) ? '2' : '1');
    } else if ((await form.getByRole('checkbox').count()) > 1) await page.keyboard.press('0');
    else if (await form.getByLabel(/^Aantal/).count()) await type('3')(page);
    else {
      await tabTo(page, form.getByRole('button', { name: 'Later beantwoorden' }));
    }
    await page.keyboard.press(
      answer === undefined || !(await form.locator('textarea:focus').count()) ? 'Enter' : 'Control+Enter',
    );
    await page.waitForFunction((asked) => document.querySelector('form h1')?.textContent !== asked, text);
  }
  throw new Error('The questions never ended');
};

export const fillSender = async (page: Page): Promise<void> => {
  await page.getByLabel('Naam', { exact: true }).fill('S. de Vries');
  await page.getByLabel('Functie').fill('Maatschappelijk werker');
  await page.getByLabel('Organisatie').fill('Wijkteam Noord');
  await page.getByRole('textbox', { name: 'Telefoon' }).fill('030 123 45 67');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Telefoon' })).toBeHidden();
};

/** Waits until the first page of the letter was drawn: its canvas holds something that is not white. */
export const seePreview = async (page: Page): Promise<void> => {
  const canvas = page.locator('.sheet canvas');
  await expect(canvas).toBeVisible({ timeout: 20_000 });
  await expect
    .poll(() =>
      canvas.evaluate((element) => {
        if (!(element instanceof HTMLCanvasElement)) return 0;
        const { data } = element.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? { data: [] };
        let dark = 0;
        for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++;
        return dark;
      }),
    )
    .toBeGreaterThan(500);
};

/** Saves the letter where it is offered, and gives the words in the file. */
export const saveAndRead = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Bewaar de brief' }).click();
  await expect(page.getByText('De brief is bewaard')).toBeVisible();
  await expect(page.getByText('staat nu buiten de kluis')).toBeVisible();
  return textOf((await page.locator('.path-large').textContent()) ?? '');
};

const textOf = async (file: string): Promise<string> => {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const content = await (await pdf.getPage(index + 1)).getTextContent();
      return content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  return pages.join(' ').replace(/\s+/g, ' ');
};
