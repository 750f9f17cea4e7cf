import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepDrafts, readDrafts } from '#vault/drafts.ts';
import { eraseDossier } from '#vault/erase.ts';
import { errorOf, newDossier, newVault, reopen, value } from './practice-vault.ts';

test('drafts come back as they were last kept, also after closing, and those taken away do not', {
  timeout: 240_000,
}, async () => {
  const { folder, vault } = await newVault();
  const dossiers = [null, await newDossier(vault), await newDossier(vault)];
  const change = fc.record({
    dossier: fc.constantFrom(...dossiers),
    key: fc.constantFrom('signal', 'answer 1', '__proto__', 'constructor'),
    value: fc.option(fc.string({ unit: 'grapheme', maxLength: 2000 }), { nil: null }),
  });
  const expected = new Map<string, string>();
  const nameOf = ({ dossier, key }: { dossier: string | null; key: string }) => `${dossier} ${key}`;
  const standing = async (from = vault) =>
    new Map(value(await readDrafts(from)).map((draft) => [nameOf(draft), draft.value]));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
      value(await keepDrafts(vault, changes));
      for (const one of changes) {
        if (one.value === null) expected.delete(nameOf(one));
        else expected.set(nameOf(one), one.value);
      }
      expect(await standing()).toEqual(expected);
    }),
    { numRuns: 40 },
  );
  value(await keepDrafts(vault, [{ dossier: null, key: 'last', value: 'x' }]));
  expected.set('null last', 'x');
  await vault.close();
  const again = value(await reopen(folder));
  expect(await standing(again)).toEqual(expected);
  expect(again.damage()).toEqual([]);
  await again.close();
});

test('what is typed stands nowhere in plain text, and says nothing but its size class', async () => {
  const { folder, vault } = await newVault();
  const dossier = await newDossier(vault);
  const sizes = new Set<number>();
  for (const length of [10, 100, 200]) {
    value(await keepDrafts(vault, [{ dossier, key: 'signal', value: 'MERKTEKEN '.repeat(length / 10) }]));
    const bytes = readFileSync(join(folder, 'drafts'));
    expect(bytes.includes('MERKTEKEN')).toBe(false);
    expect(bytes.includes('signal')).toBe(false);
    sizes.add(bytes.length);
  }
  expect(sizes.size).toBe(1);
  expect(await readdir(folder)).not.toContain('drafts.new');
});

test('erasing a dossier takes its drafts along and leaves the others', async () => {
  const { folder, vault } = await newVault();
  const [one, other] = [await newDossier(vault), await newDossier(vault)];
  const kept = [one, other, null].map((dossier) => ({ dossier, key: 'note', value: `van ${dossier}` }));
  value(await keepDrafts(vault, kept));
  const before = readFileSync(join(folder, 'drafts'));
  value(
    await eraseDossier(vault, one, { reason: 'r', by: 'b', audit: { action: 'dossier.erase' }, held: () => false }),
  );
  writeFileSync(join(folder, 'drafts'), before); // also an old copy of the file opens for nobody
  expect(value(await readDrafts(vault))).toEqual(expect.arrayContaining(kept.slice(1)));
  expect(value(await readDrafts(vault))).toHaveLength(2);
  value(await keepDrafts(vault, [{ dossier: one, key: 'note', value: 'te laat' }]));
  expect(value(await readDrafts(vault))).toHaveLength(2);
  expect(vault.damage()).toEqual([]);
});

test('every flipped byte is noticed; the file is put aside and typing goes on', { timeout: 240_000 }, async () => {
  const { folder, vault } = await newVault();
  value(await keepDrafts(vault, [{ dossier: null, key: 'a', value: 'eerste' }]));
  const path = join(folder, 'drafts');
  const whole = readFileSync(path);
  let noticed = 0;
  for (let at = 0; at < whole.length; at += 7) {
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
    writeFileSync(path, flipped);
    expect(value(await readDrafts(vault))).toEqual([]);
    noticed += 1;
  }
  console.info(`drafts: ${noticed} flipped bytes, all noticed`);
  expect(vault.damage()).toContainEqual({ kind: 'file', file: 'drafts' });
  const broken = readFileSync(path);
  value(await keepDrafts(vault, [{ dossier: null, key: 'b', value: 'tweede' }]));
  expect(value(await readDrafts(vault))).toEqual([{ dossier: null, key: 'b', value: 'tweede' }]);
  expect(readFileSync(join(folder, 'drafts.damaged')).equals(broken)).toBe(true);
});

test('a folder that cannot be written to is said, and what was kept before still stands', async (context) => {
  if (process.getuid?.() === 0) return context.skip('the system administrator may write everywhere');
  const { folder, vault } = await newVault();
  value(await keepDrafts(vault, [{ dossier: null, key: 'a', value: 'eerste' }]));
  await chmod(folder, 0o500);
  expect(errorOf(await keepDrafts(vault, [{ dossier: null, key: 'a', value: 'tweede' }])).kind).toBe('read-only');
  await chmod(folder, 0o700);
  expect(value(await readDrafts(vault))).toEqual([{ dossier: null, key: 'a', value: 'eerste' }]);
});
