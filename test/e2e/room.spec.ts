import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { checkScreen, picture } from './screen-checks.ts';
import { begin, makeVault, openDossier, question, unlock } from './steps.ts';

/** The client sits beside the worker: the screen is turned, read aloud, hidden, interrupted, and nothing is lost or shown too much. */

const slow = { timeout: 30_000 };

const toQuestion = async (page: Page, section: string, text: string): Promise<void> => {
  const nav = page.getByRole('navigation', { name: 'Onderdelen' });
  const item = nav.getByRole('button', { name: text });
  if (!(await item.isVisible())) await nav.getByText(section, { exact: true }).click();
  await item.click();
  await expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible();
};

const forClient = (page: Page) => page.getByRole('form', { name: 'Vraag voor u' });
const asked = (page: Page) => page.getByRole('heading', { level: 1 });
const money = 'Bepaalt X wat u met geld, spullen of werk mag doen?';
const others = 'Bepaalt X met wie u omgaat?';

test('the client answers on a screen that shows one question and nothing else, by keyboard alone', async ({
  start,
}) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await toQuestion(page, 'Wie bepaalt', money);
  await page.keyboard.press('n');
  await page.getByLabel('Feit', { exact: true }).fill('Zij heeft geen eigen pas');
  await page.keyboard.press('F8');

  await expect(forClient(page)).toBeVisible();
  await expect(asked(page)).toHaveText(money);
  await expect(asked(page)).toBeFocused();
  const shown = await page.locator('body').textContent();
  for (const hidden of ['Linde', 'Wijkteam', 'eigen pas', 'Tot nu toe', 'Direct gevaar', 'Werkvoorraad', 'gender'])
    expect(shown).not.toContain(hidden);
  expect(await page.content()).not.toContain('Linde');
  await expect(page.getByText('Deze computer heeft geen Nederlandse stem')).toBeVisible();
  await checkScreen(page, 'turned to the client');

  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(asked(page)).toHaveText(others);

  // back to a question that has an answer: it is not shown
  await page.getByRole('button', { name: 'Vorige vraag' }).click();
  await expect(asked(page)).toHaveText(money);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(asked(page)).toHaveText('U kiest nu iets anders. Waarom?');
  await checkScreen(page, 'the client changes an answer');
  await page.keyboard.press('2');
  await expect(asked(page)).toHaveText(others);

  await page.keyboard.press('F8');
  await expect(question(page)).toHaveText(others);
  await toQuestion(page, 'Wie bepaalt', money);
  await expect(page.getByRole('radio', { name: 'Nee', exact: true })).toBeChecked();
  await expect(page.getByLabel('Feit', { exact: true })).toHaveValue('Zij heeft geen eigen pas');
  await page.getByText('Eerdere antwoorden (1)').click();
  await expect(page.getByText('Gekozen op het scherm voor de cliënt: Ik wil er nu meer over vertellen')).toBeVisible();
});

test('danger, the neutral page and a lock interrupt the client, and the same question stands there again', async ({
  start,
}) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await toQuestion(page, 'Wie bepaalt', money);
  await page.keyboard.press('F8');
  await expect(asked(page)).toHaveText(money);
  await page.keyboard.press('1');
  await expect(page.getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();

  await page.keyboard.press('F2');
  await expect(asked(page)).toHaveText('Even pauze');
  expect(await page.locator('body').textContent()).not.toMatch(/gevaar|112/i);
  await checkScreen(page, 'paused for the client');
  await page.keyboard.press('F2');
  await expect(page.getByText('112', { exact: true })).toBeVisible();
  await expect(page.getByText('0800-2000', { exact: true })).toBeVisible();
  await picture(page, 'room numbers');
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Direct gevaar' })).toBeVisible();

  // the neutral page goes over a dialog, and what is under it hears no key
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Werkoverleg' })).toBeVisible();
  await expect(page).toHaveTitle('Notities');
  for (const key of ['2', 'Enter', 'F2', 'F8', 'n']) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(question(page)).toHaveText(money);
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);

  await page.keyboard.press('F8');
  await expect(page.getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible(slow);
  await unlock(page);
  await expect(asked(page)).toHaveText(money);
  expect(await page.content()).not.toContain('Linde');
  await expect(page.getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(asked(page)).toHaveText(others);
});

test('a voice of this computer reads the question and its answers, and falls silent at once', async ({ start }) => {
  const { page } = await start();
  // This machine has no voices: the engine is told apart, the rest is the page's own.
  await page.addInitScript(() => {
    const said: string[] = [];
    const engine = Object.assign(new EventTarget(), {
      getVoices: () => [
        { lang: 'nl-NL', localService: false, default: true, name: 'far', voiceURI: 'far' },
        { lang: 'nl-NL', localService: true, default: false, name: 'near', voiceURI: 'near' },
      ],
      speak: (one: { text: string; voice: { name: string } }) => said.push(`${one.voice.name}: ${one.text}`),
      cancel: () => said.push('silence'),
    });
    class Said extends EventTarget {
      text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    Object.defineProperty(window, 'speechSynthesis', { value: engine });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Said });
    Object.defineProperty(window, 'said', { value: said });
  });
  await page.reload();
  const said = (): Promise<readonly string[]> => page.evaluate(() => Reflect.get(window, 'said'));
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await toQuestion(page, 'Wie bepaalt', money);
  await page.keyboard.press('F8');
  await expect(forClient(page)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('button', { name: 'Stop met voorlezen' })).toBeVisible();
  expect((await said()).filter((line) => line !== 'silence').slice(0, 2)).toEqual([`near: ${money}`, 'near: 1. Ja']);
  await picture(page, 'room reading');
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: 'Lees voor' })).toBeVisible();
  expect((await said()).at(-1)).toBe('silence');
  await page.keyboard.press('F9');
  expect((await said()).at(-1)).toMatch(/^near: /);
  await page.keyboard.press('F9');
  expect((await said()).at(-1)).toBe('silence');
  await page.getByRole('button', { name: 'Lees voor' }).click();
  expect((await said()).at(-1)).toMatch(/^near: /);
  await page.keyboard.press('Escape');
  expect((await said()).at(-1)).toBe('silence');
});

test('a whole section on a page: answered by keyboard, each answer by itself, at the same place in both ways', async ({
  start,
}) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await toQuestion(page, 'Wie bepaalt', money);
  await page.keyboard.press('1');
  await page.keyboard.press('s');
  await expect(asked(page)).toHaveText('Wie bepaalt');
  const card = (text: string) => page.getByRole('region', { name: text });
  const focused = page.locator('h2:focus');
  // what was chosen and not gone on from is chosen here too
  await expect(focused).toContainText(money);
  await expect(card(money).getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(focused).toContainText(others);
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowDown');
  await expect(card(money).getByText('Bewaard', { exact: true })).toBeVisible();
  await expect(card(others).getByText('Bewaard', { exact: true })).toBeVisible();
  await expect(page.getByText('5 vragen van dit onderdeel zijn nog open.')).toBeVisible();
  await checkScreen(page, 'a section on a page');

  // a change asks for its reason, and stays
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect(card(others).getByText('U verandert een eerder antwoord. Waarom?')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Direct gevaar' })).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(focused).toContainText(others);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(card(others).getByText('Bewaard', { exact: true })).toBeVisible();
  await expect(card(others).getByRole('radio', { name: 'Weet ik niet' })).toBeChecked();

  // closed in the middle: the same section, and the setting with it
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible(slow);
  await unlock(page);
  await expect(asked(page)).toHaveText('Wie bepaalt');
  await expect(card(money).getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();
  // the question with the focus goes along, and what was changed in it stands there too
  await card(others).getByText('Eerdere antwoorden (1)').click();
  await expect(card(others).getByText('Verkeerd aangeklikt')).toBeVisible();
  await card(others).getByRole('heading').focus();
  await page.keyboard.press('s');
  await expect(question(page)).toHaveText(others);
});

test('danger while nothing can be saved, and a closed window: what was answered and half typed is there again', async ({
  start,
  host,
}) => {
  test.skip(host === 'electron', 'the failure is put in between on the loopback; the screen is the same');
  const first = await start();
  const { page } = first;
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  await toQuestion(page, 'Wie bepaalt', money);
  await page.keyboard.press('s');
  await expect(page.locator('h2:focus')).toContainText(money);
  let refuse = true;
  await page.route('**/call', async (route) => {
    const writes = /"assessment\.(answer|stop)"/.test(route.request().postData() ?? '');
    if (!(refuse && writes)) return route.continue();
    await route.fulfill({ json: { ok: false, error: { kind: 'disk-full' } } });
  });
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.locator('h2:focus')).toContainText(others);
  await page.keyboard.press('n');
  await page.keyboard.type('Zij belt haar zus');
  await page.keyboard.press('F2');
  const panel = page.getByRole('dialog', { name: 'Direct gevaar' });
  await expect(panel.getByText('112', { exact: true })).toBeVisible();
  await page.keyboard.press('1');
  await expect(panel.getByRole('alert')).toContainText('112');
  await expect(panel.getByRole('alert')).toContainText('nog niet bewaard');
  await checkScreen(page, 'danger while nothing can be saved');
  refuse = false;
  await expect(page.getByRole('heading', { level: 1, name: 'Doe nu dit' })).toBeVisible(slow);
  await page.getByRole('button', { name: 'Ga verder met de vragen' }).click();
  await expect(page.getByRole('region', { name: others }).getByLabel('Feit', { exact: true })).toHaveValue(
    'Zij belt haar zus',
  );
  await expect(page.getByRole('region', { name: money }).getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();
  await first.close();

  const again = await start();
  await unlock(again.page);
  const card = again.page.getByRole('region', { name: others });
  await expect(card.getByLabel('Feit', { exact: true })).toHaveValue('Zij belt haar zus');
  await expect(
    again.page.getByRole('region', { name: money }).getByRole('radio', { name: 'Ja', exact: true }),
  ).toBeChecked();
});

test('a grave outcome says first what to do; why stands in titles that open, and stay open', async ({ start }) => {
  const { page } = await start();
  await makeVault(page);
  await openDossier(page);
  await begin(page, 'Wegwijzer Partnergeweld');
  for (const text of [
    'Heeft X een wapen of voorwerp gebruikt, of ermee gedreigd?',
    'Heeft X gedreigd u of iemand anders te doden?',
    'Heeft X uw keel dichtgedrukt, of u gewurgd, gesmoord of onder water gehouden?',
    'Denkt u dat X u zou kunnen doden?',
    money,
    'Bent u bang voor X?',
    'Wordt u ook bedreigd of in de gaten gehouden door iemand anders?',
    'Is er ruzie over omgang met of gezag over kinderen?',
    'Deed X iets seksueels wat u niet wilde, of deed u mee om erger te voorkomen?',
    'Heeft X gedreigd zichzelf te doden, of dat geprobeerd?',
  ]) {
    const item = page.getByRole('navigation', { name: 'Onderdelen' }).locator('button', { hasText: text }).first();
    await item.evaluate((button) => button instanceof HTMLElement && button.click());
    await expect(question(page)).toHaveText(text);
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await expect(question(page)).not.toHaveText(text);
  }
  await page.keyboard.press('F2');
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Bekijk de uitkomst' }).click();
  await expect(page.locator('.outcome')).toBeVisible();
  const why = page.getByRole('region', { name: 'Waarom deze uitkomst' });
  await expect(why).toBeVisible();
  const shown = (await page.locator('.outcome').textContent()) ?? '';
  expect(shown).not.toMatch(/STOP-\d.{0,3}(\)|$)|Regel: [A-Z]+-?R?\d/);
  await checkScreen(page, 'a grave outcome');
  await why.getByText(/^Telt ook mee \(\d+\)$/).click();
  const rule = why.getByText('Druk op de keel', { exact: true }).first();
  await rule.click();
  await expect(why.getByText('Door deze antwoorden').first()).toBeVisible();
  await picture(page, 'room outcome');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open de kluis' })).toBeVisible(slow);
  await unlock(page);
  await expect(why.getByText('Door deze antwoorden').first()).toBeVisible();
});
