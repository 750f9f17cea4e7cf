import { describe, expect, test } from 'vitest';
import { pauseAfter } from '#host/access.ts';
import type { KeyStore, KeyStoreState } from '#vault/key-store-slot.ts';
import { intent, passphrase, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;
const bytes = (text: string) => new TextEncoder().encode(text);
const other = 'vijver lantaarn koekoek zolder rietstengel mortier';

const sheetsOf = async () => {
  const kit = await good('keys.makeKit', { passphrase: passphrase(), lost: false });
  const groups = kit.asked.map((group, sheet) => kit.sheets[sheet]?.[group - 1] ?? '');
  return { kit, groups, sheets: kit.sheets.map((sheet) => sheet.join(' ')) };
};
const locked = async () => {
  await good('access.lock', {});
  await app.restart();
};

describe('a passphrase', () => {
  test('that is offered is strong, and another one each time', async () => {
    const [one, two] = [await good('access.words', {}), await good('access.words', {})];
    expect(one).not.toBe(two);
    expect(one.split(' ')).toHaveLength(6);
    expect(await good('access.judge', { passphrase: bytes(one), name: '' })).toMatchObject({ enough: true });
  });

  test('that is easy is refused with what makes it easy, also as the new one', async () => {
    const judged = await good('access.judge', { passphrase: bytes('welkom2024'), name: '' });
    expect(judged.enough).toBe(false);
    expect(judged.weaknesses).toContain('short');
    const change = { before: passphrase(), after: bytes('aaaaaaaaaaaaaaaaaaaa') };
    expect(await refusal('keys.passphrase', change)).toMatchObject({ kind: 'passphrase-too-weak' });
  });

  test('is changed by who knows the old one; from then on only the new one opens', async () => {
    const wrong = { before: bytes('niet de goede woorden voor deze kluis'), after: bytes(other) };
    expect(await refusal('keys.passphrase', wrong)).toMatchObject({ kind: 'wrong-passphrase' });
    await good('keys.passphrase', { before: passphrase(), after: bytes(other) });
    await locked();
    expect(await refusal('access.unlock', { passphrase: passphrase() })).toMatchObject({ kind: 'wrong-passphrase' });
    expect(await good('access.unlock', { passphrase: bytes(other) })).toMatchObject({ kind: 'open' });
  });

  test('that leaked is replaced with all keys; the work goes on, and the sheets have to be made anew', async () => {
    const dossier = await app.dossier();
    await sheetsOf();
    const before = await good('keys.read', {});
    const same = { before: passphrase(), after: passphrase() };
    expect(await refusal('keys.leaked', same)).toMatchObject({ kind: 'passphrase-same' });
    const wrong = { before: bytes('niet de goede woorden voor deze kluis'), after: bytes(other) };
    expect(await refusal('keys.leaked', wrong)).toMatchObject({ kind: 'wrong-passphrase' });
    const easy = { before: passphrase(), after: bytes('welkom2024') };
    expect(await refusal('keys.leaked', easy)).toMatchObject({ kind: 'passphrase-too-weak' });
    const after = await good('keys.leaked', { before: passphrase(), after: bytes(other) });
    expect(after.kit).toBeNull();
    expect(after.person).toBe(before.person);
    expect(after.device).not.toBe(before.device);
    expect((await good('dossiers.read', { dossier })).label).toBe('Linde');
    await locked();
    expect(await refusal('access.unlock', { passphrase: passphrase() })).toMatchObject({ kind: 'wrong-passphrase' });
    expect(await good('access.unlock', { passphrase: bytes(other) })).toMatchObject({ kind: 'open' });
    expect((await good('dossiers.read', { dossier })).label).toBe('Linde');
  });

  test('mistyped often has to wait longer each time, and never for good', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map(pauseAfter)).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 16, 16]);
  });
});

describe('the recovery sheets', () => {
  test('are not made for whoever finds the screen open', async () => {
    const guess = { passphrase: bytes('niet de goede woorden voor deze kluis'), lost: false };
    expect(await refusal('keys.makeKit', guess)).toMatchObject({ kind: 'wrong-passphrase' });
    expect((await good('keys.read', {})).kit).toBeNull();
  });

  test('count when a group of each is typed back from paper', async () => {
    const { kit, groups } = await sheetsOf();
    expect(kit.sheets.map((sheet) => sheet.length)).toEqual([11, 11, 11]);
    expect((await good('keys.read', {})).kit).toMatchObject({ confirmed: null });
    const mistaken = [groups[0] ?? '', 'AAAAA', groups[2] ?? ''];
    expect(await refusal('keys.confirmKit', { groups: mistaken })).toMatchObject({
      kind: 'kit-differs',
      expected: '2',
    });
    const typed = groups.map((group) => ` ${group.toLowerCase()} `);
    expect((await good('keys.confirmKit', { groups: typed })).kit?.confirmed).not.toBeNull();
    expect(await refusal('keys.confirmKit', { groups })).toMatchObject({ kind: 'no-kit' });
  });

  test('open the vault two by two with a new passphrase, and are then used up', async () => {
    const dossier = await app.dossier();
    const { groups, sheets } = await sheetsOf();
    await good('keys.confirmKit', { groups });
    await locked();
    const [one = '', two = '', three = ''] = sheets;
    expect((await good('access.ways', {})).kit).toMatchObject({ generation: 1 });
    expect(await good('access.sheet', { sheet: two })).toEqual({ number: 2 });
    const slip = `${one.slice(0, 14)}${one[14] === '7' ? '8' : '7'}${one.slice(15)}`;
    expect(await refusal('access.sheet', { sheet: slip })).toMatchObject({ kind: 'share-mistyped', expected: '3' });
    const twice = { sheets: [one, one] as [string, string], passphrase: bytes(other) };
    expect(await refusal('access.recover', twice)).toMatchObject({ kind: 'shares-apart' });
    const weak = { sheets: [one, three] as [string, string], passphrase: bytes('geheim') };
    expect(await refusal('access.recover', weak)).toMatchObject({ kind: 'passphrase-too-weak' });
    const both = { sheets: [one, three] as [string, string], passphrase: bytes(other) };
    expect(await good('access.recover', both)).toMatchObject({ kind: 'open' });
    expect((await good('dossiers.read', { dossier })).label).toBe('Linde');
    expect((await good('keys.read', {})).kit).toBeNull();
    await locked();
    const again = { sheets: [one, two] as [string, string], passphrase: bytes(other) };
    expect(await refusal('access.recover', again)).toMatchObject({ kind: 'share-outdated' });
    expect(await good('access.unlock', { passphrase: bytes(other) })).toMatchObject({ kind: 'open' });
  });
});

test('the minutes until it locks by itself are kept in the vault', async () => {
  expect(await good('keys.lockMinutes', { minutes: 3, intent: intent() })).toMatchObject({ lockMinutes: 3 });
  await app.reopen();
  expect(await good('access.state', {})).toMatchObject({ kind: 'open', lockMinutes: 3 });
  expect(await refusal('keys.lockMinutes', { minutes: 16, intent: intent() })).toMatchObject({
    kind: 'malformed-input',
  });
});

describe('the account of this computer', () => {
  /** Seals with nothing but a mark; what it is worth is the business of the system. */
  const store = (state: KeyStoreState = 'ok'): KeyStore => ({
    available: async () => state,
    seal: async (secret) => Uint8Array.from(secret, (byte) => byte ^ 1),
    open: async (sealed) => Uint8Array.from(sealed, (byte) => byte ^ 1),
  });
  const turnedOn = async () => {
    await app.reopen({ keyStore: store() });
    return good('keys.accountOn', { passphrase: passphrase() });
  };

  test('opens nothing until it is turned on, with the passphrase asked again', async () => {
    await app.reopen({ keyStore: store() });
    expect((await good('keys.read', {})).account).toEqual({ on: false, state: 'ok' });
    const guess = { passphrase: bytes('niet de goede woorden voor deze kluis') };
    expect(await refusal('keys.accountOn', guess)).toMatchObject({ kind: 'wrong-passphrase' });
    await app.restart({ keyStore: store() });
    expect((await good('access.ways', {})).account).toBeNull();
    expect(await refusal('access.openByAccount', {})).toMatchObject({ kind: 'no-key-store' });
  });

  test('opens the vault when it is on, and no longer when it is off; the audit says all three', async () => {
    expect((await turnedOn()).account).toEqual({ on: true, state: 'ok' });
    await app.restart({ keyStore: store() });
    expect((await good('access.ways', {})).account).toEqual({ on: true, state: 'ok' });
    expect(await good('access.openByAccount', {})).toMatchObject({ kind: 'open' });
    expect(await refusal('access.openByAccount', {})).toMatchObject({ kind: 'already-open' });
    expect((await good('keys.accountOff', {})).account).toEqual({ on: false, state: 'ok' });
    const filter = { group: null, dossier: null, person: null, result: null, from: null, until: null };
    const { lines } = await good('audit.page', { from: null, filter });
    const actions = lines.map(({ action }) => action);
    for (const action of ['keys.key-store-on', 'vault.opened-by-account', 'keys.key-store-off'])
      expect(actions).toContain(action);
    await app.restart({ keyStore: store() });
    expect(await refusal('access.openByAccount', {})).toMatchObject({ kind: 'no-key-store' });
    expect(await good('access.unlock', { passphrase: passphrase() })).toMatchObject({ kind: 'open' });
  });

  test.each(['absent', 'refused', 'failed'] as const)('says why not where the key store is %s', async (state) => {
    await turnedOn();
    await app.restart({ keyStore: store(state) });
    expect((await good('access.ways', {})).account).toEqual({ on: true, state });
    expect(await refusal('access.openByAccount', {})).toMatchObject({ kind: 'no-key-store' });
    await good('access.unlock', { passphrase: passphrase() });
    expect(await refusal('keys.accountOn', { passphrase: passphrase() })).toMatchObject({ kind: 'no-key-store' });
    expect((await good('keys.accountOff', {})).account).toEqual({ on: false, state });
  });

  test('is an absent one where the shell has none', async () => {
    expect((await good('keys.read', {})).account).toEqual({ on: false, state: 'absent' });
    expect(await refusal('keys.accountOn', { passphrase: passphrase() })).toMatchObject({ kind: 'no-key-store' });
  });

  test('stays on with a changed passphrase, and is off after a leaked one and after recovery', async () => {
    await turnedOn();
    await good('keys.passphrase', { before: passphrase(), after: bytes(other) });
    expect((await good('keys.read', {})).account.on).toBe(true);
    const leaked = await good('keys.leaked', { before: bytes(other), after: passphrase() });
    expect(leaked.account.on).toBe(false);
    await good('keys.accountOn', { passphrase: passphrase() });
    const { groups, sheets } = await sheetsOf();
    await good('keys.confirmKit', { groups });
    await app.restart({ keyStore: store() });
    const [one = '', two = ''] = sheets;
    await good('access.recover', { sheets: [one, two], passphrase: bytes(other) });
    expect((await good('keys.read', {})).account.on).toBe(false);
    await app.restart({ keyStore: store() });
    expect(await refusal('access.openByAccount', {})).toMatchObject({ kind: 'no-key-store' });
  });
});
