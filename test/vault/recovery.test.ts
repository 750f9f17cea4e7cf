import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyStore } from '#vault/key-store-slot.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import {
  combineShares,
  groupCount,
  inverse,
  multiply,
  readShare,
  secretLength,
  shareNumbers,
  shareText,
  splitSecret,
} from '#vault/shares.ts';
import type { OpenVault } from '#vault/vault.ts';
import { openVault } from '#vault/vault.ts';
import {
  changePassphrase,
  checkShare,
  confirmKit,
  makeKit,
  openWithKeyStore,
  recoverVault,
  turnKeyStoreOff,
  turnKeyStoreOn,
  waysIn,
  waysInOf,
} from '#vault/ways-in.ts';
import { prove } from '../proof.ts';
import { add, errorOf, newDossier, newVault, reopen, value } from './practice-vault.ts';
import { countingFold, otherPassphrase, passphrase, tickingClock } from './practice-words.ts';

const p = value(await choosePrimitives());
const vaultId = 'a'.repeat(32);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const opening = (folder: string) => ({ folder, ports: tickingClock(), fold: countingFold });
const other = otherPassphrase;

describe('shares', () => {
  test('multiply as in FIPS 197, 4.2 and 4.2.1', () => {
    expect(multiply(0x57, 0x83)).toBe(0xc1);
    expect(multiply(0x57, 0x13)).toBe(0xfe);
    expect([0x02, 0x04, 0x08, 0x10].map((x) => multiply(0x57, x))).toEqual([0xae, 0x47, 0x8e, 0x07]);
    expect(inverse(0x53)).toBe(0xca); // FIPS 197, 5.1.1: the S-box entry of 0x53 is made from 0xca
    for (let a = 1; a < 256; a += 1) expect(multiply(a, inverse(a))).toBe(1);
  });

  test('two of three give the secret back, whichever two, in either order', () => {
    fc.assert(
      fc.property(bytes(secretLength), bytes(secretLength), (secret, slope) => {
        const values = splitSecret(secret, Uint8Array.from(slope));
        for (const a of shareNumbers)
          for (const b of shareNumbers) {
            if (a === b) continue;
            const back = combineShares({ number: a, value: values[a] }, { number: b, value: values[b] });
            expect(Buffer.from(back)).toEqual(Buffer.from(secret));
          }
      }),
    );
  });

  test('one alone tells nothing: whatever it says, every secret is still possible, each in exactly one way', () => {
    for (const number of shareNumbers) {
      for (const seen of [0, 1, 0x57, 0xff]) {
        const ways = new Map<number, number>();
        for (let secret = 0; secret < 256; secret += 1)
          for (let slope = 0; slope < 256; slope += 1)
            if ((splitSecret(Uint8Array.of(secret), Uint8Array.of(slope))[number][0] ?? -1) === seen)
              ways.set(secret, (ways.get(secret) ?? 0) + 1);
        expect([...ways.values()], `share ${number}`).toEqual(Array.from({ length: 256 }, () => 1));
        expect(ways.size).toBe(256);
      }
    }
  });

  const sheet = (generation = 3, number: 1 | 2 | 3 = 2, vault = vaultId) =>
    shareText(p, vault, generation, { number, value: Buffer.from('00112233445566778899aabbccddeeff01234567', 'hex') });
  const read = (typed: string, generations: readonly number[] = [3]) => readShare(p, vaultId, generations, typed);

  test('print as eleven groups of five, 32 characters of them data, and are read back as they are typed', () => {
    const groups = sheet();
    expect(groups).toHaveLength(groupCount);
    for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = groups.join(' ');
    const expected = { number: 2, generation: 3 };
    for (const way of [
      typed,
      typed.toLowerCase(),
      typed.replaceAll(' ', '-'),
      typed.replaceAll(' ', '\n'),
      typed.replaceAll('0', 'O').replaceAll('1', 'l'),
    ])
      expect(value(read(way))).toMatchObject(expected);
    expect(Buffer.from(value(read(typed)).value).toString('hex')).toBe('00112233445566778899aabbccddeeff01234567');
  });

  test('every single wrong character, and every two neighbours changed about, is noticed in its own group', () => {
    const typed = sheet().join('');
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (let at = 0; at < typed.length; at += 1) {
      const group = Math.floor(at / 5) + 1;
      for (const character of alphabet) {
        if (character === typed[at]) continue;
        expect(errorOf(read(typed.slice(0, at) + character + typed.slice(at + 1)))).toEqual({
          kind: 'share-mistyped',
          groups: [group],
        });
      }
      const next = typed[at + 1] ?? '';
      if (at % 5 === 4 || next === typed[at]) continue;
      const turned = typed.slice(0, at) + next + typed[at] + typed.slice(at + 2);
      expect(errorOf(read(turned))).toEqual({ kind: 'share-mistyped', groups: [group] });
    }
  });

  test('two groups changed about are noticed, and so is what does not belong in a share', () => {
    const groups = sheet();
    for (let one = 0; one < groups.length; one += 1)
      for (let two = one + 1; two < groups.length; two += 1) {
        const turned = groups.with(one, groups[two] ?? '').with(two, groups[one] ?? '');
        expect(errorOf(read(turned.join(' '))).kind).toBe('share-mistyped');
      }
    expect(errorOf(read(groups.with(4, 'U?*#=').join(' ')))).toEqual({ kind: 'share-mistyped', groups: [5] });
    expect(errorOf(read(groups.slice(0, 4).join(' ')))).toEqual({ kind: 'share-incomplete', groups: [], present: 20 });
    expect(errorOf(read('0000Z'))).toMatchObject({ kind: 'share-incomplete', groups: [1] });
    expect(errorOf(read([...groups, ...groups].join(' '))).kind).toBe('share-incomplete');
  });

  test('of another vault or an older set are named before anything is combined', () => {
    expect(errorOf(read(sheet(3, 1, 'b'.repeat(32)).join(' ')))).toEqual({ kind: 'share-foreign' });
    expect(errorOf(read(sheet(2).join(' ')))).toEqual({ kind: 'share-outdated', generation: 2 });
    expect(errorOf(read(sheet(3).join(' '), []))).toEqual({ kind: 'share-outdated', generation: 3 });
  });
});

const sheetOf = (sheets: readonly (readonly string[])[], which: number): string => sheets[which]?.join(' ') ?? '';
const madeKit = async (vault: OpenVault, lost = false) => {
  const kit = value(await makeKit(vault, lost));
  value(await confirmKit(vault, kit.generation));
  return kit;
};

describe('the recovery kit', () => {
  test.each([
    [0, 1],
    [1, 2],
    [2, 0],
  ])('sheets %i and %i open, set a new passphrase, and are then used up', async (one, two) => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    await add(vault, dossier, { text: 'staat er nog' });
    const { sheets } = await madeKit(vault);
    await vault.close();

    const typed = [sheetOf(sheets, one), sheetOf(sheets, two)] as const;
    const fresh = other();
    const recovered = value(await recoverVault(typed, fresh, { ...opening(folder), effort: 'floor' }));
    expect([...fresh].every((byte) => byte === 0)).toBe(true);
    expect(value(await recovered.read(dossier)).entries.map(({ content }) => content)).toEqual([
      { text: 'staat er nog' },
    ]);
    expect(value(await recovered.verify()).damage).toEqual([]);
    expect(value(await waysIn(recovered))).toMatchObject({ kit: undefined, kitsGone: true });
    expect(
      value(await recovered.auditLines())
        .lines.map(({ action }) => action)
        .slice(-2),
    ).toEqual(['vault.recovered', 'keys.recovered']);
    await recovered.close();

    expect(errorOf(await reopen(folder)).kind).toBe('wrong-passphrase');
    expect(errorOf(await recoverVault(typed, passphrase(), { ...opening(folder), effort: 'floor' })).kind).toBe(
      'share-outdated',
    );
    await value(await openVault({ ...opening(folder), passphrase: other() })).close();
    expect((await waysInOf(folder))?.kit).toBeUndefined();
    prove({ claim: 'V6', what: `sheets ${one + 1} and ${two + 1}`, numbers: 'open, once', failed: 0 });
  });

  test('one sheet twice, or two of different sets, do not', async () => {
    const { folder, vault } = await newVault();
    const first = await madeKit(vault);
    const second = value(await makeKit(vault, false));
    await vault.close();
    const attempt = async (a: string, b: string) =>
      errorOf(await recoverVault([a, b], other(), { ...opening(folder), effort: 'floor' })).kind;
    expect(await attempt(sheetOf(first.sheets, 0), sheetOf(first.sheets, 0))).toBe('shares-apart');
    expect(await attempt(sheetOf(first.sheets, 0), sheetOf(second.sheets, 1))).toBe('shares-apart');
    for (const which of [0, 1, 2]) {
      const alone = sheetOf(first.sheets, which);
      expect(await attempt(alone, alone)).toBe('shares-apart');
      expect(await attempt(alone, '')).not.toBe('shares-apart'); // what is not typed is named as such
    }
    const numbers = '0 of 3 sheets open with themselves, with nothing or with one of another set';
    prove({ claim: 'V6', what: 'one sheet alone', numbers, failed: 0 });
    await value(await reopen(folder)).close();
  });

  test('a confirmed set opens until the new one is confirmed, unless it was lost', async () => {
    const { folder, vault } = await newVault();
    const first = await madeKit(vault);
    const second = value(await makeKit(vault, false));
    const standing = async (kit: typeof first) => (await checkShare(folder, sheetOf(kit.sheets, 0))).ok;
    expect([await standing(first), await standing(second)]).toEqual([true, true]);
    expect(value(await waysIn(vault))).toMatchObject({ kit: { generation: 2, confirmed: '' }, olderKit: true });
    const third = value(await makeKit(vault, false));
    expect([await standing(first), await standing(second), await standing(third)]).toEqual([true, false, true]);
    value(await confirmKit(vault, third.generation));
    expect([await standing(first), await standing(third)]).toEqual([false, true]);
    expect(errorOf(await confirmKit(vault, first.generation))).toEqual({ kind: 'no-kit' });
    const fourth = value(await makeKit(vault, true));
    expect([await standing(third), await standing(fourth)]).toEqual([false, true]);
    expect(fourth.generation).toBe(4);
    expect(errorOf(await checkShare(folder, sheetOf(first.sheets, 0)))).toEqual({
      kind: 'share-outdated',
      generation: 1,
    });
    await vault.close();
  });

  test('a sheet of another vault is named', async () => {
    const [mine, theirs] = [await newVault(), await newVault()];
    const kit = await madeKit(theirs.vault);
    await madeKit(mine.vault);
    expect(errorOf(await checkShare(mine.folder, sheetOf(kit.sheets, 0)))).toEqual({ kind: 'share-foreign' });
  });

  test('a slot that was altered opens nothing, and nothing is changed', async () => {
    const { folder, vault } = await newVault();
    const { sheets } = await madeKit(vault);
    await vault.close();
    const header = JSON.parse((await readFile(join(folder, 'header'), 'utf8')).split('\n')[0] ?? '');
    header.slots.find((slot: { kind: string }) => slot.kind === 'recovery').salt = 'AAAAAAAAAAAAAAAAAAAAAA==';
    const line = JSON.stringify(header);
    const text = `${line}\n${Buffer.from(p.digest(Buffer.from(line))).toString('hex')}\n${'0'.repeat(64)}\n`;
    await writeFile(join(folder, 'header'), text);
    const tried = await recoverVault([sheetOf(sheets, 0), sheetOf(sheets, 1)], other(), {
      ...opening(folder),
      effort: 'floor',
    });
    expect(errorOf(tried).kind).toBe('share-checksum');
    expect(await readFile(join(folder, 'header'), 'utf8')).toBe(text);
  });
});

describe('a changed passphrase', () => {
  test('asks the old one, opens with the new one only, and leaves the kit as it was', async () => {
    const { folder, vault } = await newVault();
    const { sheets } = await madeKit(vault);
    expect(errorOf(await changePassphrase(vault, other(), other(), 'floor'))).toEqual({ kind: 'wrong-passphrase' });
    const [before, after] = [passphrase(), other()];
    value(await changePassphrase(vault, before, after, 'floor'));
    expect([...before, ...after].every((byte) => byte === 0)).toBe(true);
    await vault.close();
    expect(errorOf(await reopen(folder)).kind).toBe('wrong-passphrase');
    const opened = value(await openVault({ ...opening(folder), passphrase: other() }));
    expect(opened.damage()).toEqual([]);
    await opened.close();
    expect((await checkShare(folder, sheetOf(sheets, 2))).ok).toBe(true);
  });

  test('an older header put back is noticed', async () => {
    const { folder, vault } = await newVault();
    const old = await readFile(join(folder, 'header'));
    value(await changePassphrase(vault, passphrase(), other(), 'floor'));
    await vault.close();
    await writeFile(join(folder, 'header'), old);
    const opened = value(await reopen(folder)); // the old passphrase fits the old header
    expect(opened.damage()).toContainEqual({ kind: 'file', file: 'header' });
    await opened.close();
  });
});

describe('the key store of the system', () => {
  /** A key store in memory: seals with a key that only it has. */
  const store = (state: 'ok' | 'refused' = 'ok'): KeyStore => {
    const key = Buffer.alloc(32, 9);
    return {
      available: async () => state,
      seal: async (plain) =>
        Buffer.concat([Buffer.alloc(12), p.cipher.seal(key, Buffer.alloc(12), plain, Buffer.alloc(0))]),
      open: async (sealed) => p.cipher.open(key, sealed.subarray(0, 12), sealed.subarray(12), Buffer.alloc(0)),
    };
  };

  test('opens when it is on, and is never the only way in', async () => {
    const { folder, vault } = await newVault();
    expect(errorOf(await openWithKeyStore(store(), opening(folder))).kind).toBe('in-use');
    value(await turnKeyStoreOn(vault, store()));
    await vault.close();
    const opened = value(await openWithKeyStore(store(), opening(folder)));
    expect(value(await waysIn(opened))).toMatchObject({ keyStore: true });
    value(await turnKeyStoreOff(opened));
    await opened.close();
    expect(errorOf(await openWithKeyStore(store(), opening(folder))).kind).toBe('no-key-store');
    await value(await reopen(folder)).close(); // the passphrase opened all along
  });

  test('that is refused, lies or is gone makes and opens nothing', async () => {
    const { folder, vault } = await newVault();
    expect(errorOf(await turnKeyStoreOn(vault, store('refused'))).kind).toBe('no-key-store');
    const liar: KeyStore = { ...store(), open: async () => Buffer.alloc(32) };
    expect(errorOf(await turnKeyStoreOn(vault, liar)).kind).toBe('no-key-store');
    expect(value(await waysIn(vault)).keyStore).toBe(false);
    value(await turnKeyStoreOn(vault, store()));
    await vault.close();
    expect(errorOf(await openWithKeyStore(store('refused'), opening(folder))).kind).toBe('no-key-store');
    expect(errorOf(await openWithKeyStore(liar, opening(folder))).kind).toBe('no-key-store');
  });
});
