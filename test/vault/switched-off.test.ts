import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeBackup } from '#vault/backup.ts';
import { eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import { choosePrimitives, type Family, makers, type Primitives } from '#vault/primitives.ts';
import { restoreBackup } from '#vault/restore.ts';
import { openVault, withPassphrase } from '#vault/vault.ts';
import { confirmKit, makeKit, recoverVault, renewKeys } from '#vault/ways-in.ts';
import { prove } from '../proof.ts';
import { add, errorOf, newDossier, newVault, reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, otherPassphrase, passphrase, tickingClock } from './practice-words.ts';

const families: readonly Family[] = ['cipher', 'digest', 'mac', 'derive', 'sign', 'agree', 'stretch'];
const opening = { ports: tickingClock(), fold: countingFold };

/** Everything that is done with a vault, from its making to an erasure; what one set of primitives wrote, the usual one opens. */
const wholeLife = async (p: Primitives): Promise<void> => {
  const { folder, vault } = await newVault(p);
  expect(vault.primitives).toEqual(p.chosen);
  const [dossier, other] = [await newDossier(vault), await newDossier(vault)];
  const contents = [{ text: 'met de andere uitvoering' }, { text: 'en nog een' }];
  for (const content of contents) await add(vault, dossier, content);
  await add(vault, other, { text: 'wordt gewist' });
  const kit = value(await makeKit(vault, false));
  value(await confirmKit(vault, kit.generation));
  const place = { folder: await temporaryFolder(), file: 'kopie.baken' };
  expect(value(await makeBackup(vault, { place, keepDays: 30 })).proven).not.toBe('');
  value(
    await eraseDossier(vault, other, { reason: 'termijn', by: 'Sam', audit: { action: 'erase' }, held: () => false }),
  );
  value(await finishErasures(vault));
  expect(value(await vault.verify()).damage).toEqual([]);
  const renewing = { ...opening, folder, effort: 'floor', primitives: p } as const;
  const renewed = value(await renewKeys(vault, passphrase(), otherPassphrase(), renewing));
  expect(renewed.primitives).toEqual(p.chosen);
  expect(value(await renewed.verify()).damage).toEqual([]);
  await renewed.close();

  const usual = value(await openVault({ ...opening, folder, passphrase: otherPassphrase() }));
  expect(value(await usual.read(dossier)).entries.map(({ content }) => content)).toEqual(contents);
  expect(errorOf(await usual.read(other))).toEqual({ kind: 'unknown-dossier' });
  expect(value(await erasures(usual)).map(({ log }) => log)).toEqual([other]);
  expect(value(await usual.verify()).damage).toEqual([]);
  await usual.close();

  const elsewhere = join(await temporaryFolder(), 'elders');
  const dataFile = join(place.folder, place.file);
  const way = withPassphrase(passphrase());
  value(await restoreBackup({ ...opening, dataFile, folder: elsewhere, way, primitives: p }));
  const back = value(await reopen(elsewhere, p));
  expect(value(await back.read(dossier)).entries.map(({ content }) => content)).toEqual(contents);
  expect(value(await back.verify()).damage).toEqual([]);
  await back.close();
  // and by two sheets of paper
  const [one = '', two = ''] = kit.sheets.map((groups) => groups.join(' '));
  const recovering = { ...opening, folder: elsewhere, effort: 'floor', primitives: p } as const;
  const recovered = value(await recoverVault([one, two], otherPassphrase(), recovering));
  expect(value(await recovered.read(dossier)).entries).toHaveLength(2);
  await recovered.close();
};

describe('a whole life: made, written, backed up, erased from, rekeyed, put back, recovered, checked', () => {
  test.each(families)('without the first choice for %s', { timeout: 300_000 }, async (family) => {
    const [first = ''] = makers(family);
    const p = value(await choosePrimitives([`${family}/${first}`]));
    expect(p.chosen[family]).not.toBe(first);
    await wholeLife(p);
  });

  test('without any of the first choices', { timeout: 300_000 }, async () => {
    const p = value(await choosePrimitives(families.map((family) => `${family}/${makers(family)[0]}`)));
    for (const family of families) expect(p.chosen[family]).not.toBe(makers(family)[0]);
    await wholeLife(p);
    const numbers = `${families.length} families each without its first choice, and all at once: a whole life of a vault`;
    prove({ claim: 'crypto', what: 'both implementations', numbers, failed: 0 });
  });
});
