import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DossierId } from '#vault/entry.ts';
import { restoreBackup } from '#vault/restore.ts';
import { withPassphrase } from '#vault/vault.ts';
import { reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const vaults = fileURLToPath(new URL('../vaults/', import.meta.url));
const formats = (await readdir(vaults, { withFileTypes: true })).filter((each) => each.isDirectory());
const Expected = z.object({ dossiers: z.array(z.object({ dossier: DossierId, contents: z.array(z.json()) })) });

test('there is a stored vault of every format so far', () => {
  expect(formats.map(({ name }) => name)).toContain('v1');
});

test.each(formats.map(({ name }) => name))(
  'the stored vault of format %s opens, reads back whole and is written on',
  async (format) => {
    const folder = join(await temporaryFolder(), 'kluis');
    await cp(join(vaults, format, 'vault'), folder, { recursive: true });
    const { dossiers } = Expected.parse(JSON.parse(await readFile(join(vaults, format, 'expected.json'), 'utf8')));

    const vault = value(await reopen(folder));
    expect(vault.damage()).toEqual([]);
    expect(new Set(vault.rows().map(({ dossier }) => dossier))).toEqual(
      new Set(dossiers.map(({ dossier }) => dossier)),
    );
    for (const { dossier, contents } of dossiers) {
      expect(vault.rows().find((row) => row.dossier === dossier)?.row.entries).toBe(contents.length);
      const read = value(await vault.read(dossier));
      expect(read.entries.map(({ content }) => content)).toEqual(contents);
      expect(read.damage).toEqual([]);
      value(await vault.append(dossier, 'later', { intent: 'later', audit: { action: 'entry.added' } }));
    }
    const { lines } = value(await vault.auditLines());
    const written = dossiers.flatMap(({ contents }) => contents).length;
    expect(lines.filter(({ purpose }) => purpose === 'stored vault')).toHaveLength(written);
    expect(value(await vault.verify()).damage).toEqual([]);
    await vault.close();
  },
);

test.each(formats.map(({ name }) => name))('the stored backup of format %s is put back whole', async (format) => {
  const folder = join(await temporaryFolder(), 'kluis');
  const { dossiers } = Expected.parse(JSON.parse(await readFile(join(vaults, format, 'expected.json'), 'utf8')));
  const restored = await restoreBackup({
    ...{ dataFile: join(vaults, format, 'backup'), folder, way: withPassphrase(passphrase()) },
    ...{ ports: tickingClock(), fold: countingFold },
  });
  expect(value(restored).about.name).toBe(`Opgeslagen kluis ${format}`);
  const vault = value(await reopen(folder));
  for (const { dossier, contents } of dossiers)
    expect(value(await vault.read(dossier)).entries.map(({ content }) => content)).toEqual(contents);
  expect(value(await vault.verify()).damage).toEqual([]);
  await vault.close();
});
