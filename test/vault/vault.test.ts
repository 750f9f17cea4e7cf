import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { ceiling, costFor, floor } from '#vault/keys.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import { createVault, openVault, vaultState } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { add, errorOf, filledVault, newDossier, newVault, reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('what was written is read back', () => {
  test('in order, after closing and opening', async () => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    const contents = [
      { answer: 'ja' },
      ['rij', 1, null, true],
      'tekst met é en 🕯',
      { __proto__: null, '10': 1, '2': 2 },
    ];
    for (const content of contents) await add(vault, dossier, content);
    await vault.close();

    const again = value(await reopen(folder));
    const { entries, damage } = value(await again.read(dossier));
    expect(entries.map(({ content }) => content)).toEqual(contents);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(new Set(entries.map(({ device }) => device))).toEqual(new Set([again.deviceId]));
    expect(damage).toEqual([]);
    expect(value(await again.verify()).damage).toEqual([]);
    await again.close();
  });

  test('several entries of one intent together', async () => {
    const { vault } = await newVault();
    const dossier = await newDossier(vault);
    const writing = { intent: 'samen', audit: { action: 'entries.added' } };
    const written = value(await vault.appendAll(dossier, [1, 2, 3], writing));
    expect(value(await vault.appendAll(dossier, [1, 2, 3], writing))).toEqual(written);
    expect(value(await vault.read(dossier)).entries).toEqual(written);
  });

  test('many dossiers are made at once, named in one line of the audit', async () => {
    const { folder, vault } = await newVault();
    const generation = (await readFile(join(folder, 'keys-2'), 'utf8')).split('\n')[0];
    const made = value(await vault.newDossiers(50, { action: 'dossier.created' }));
    expect(new Set(made).size).toBe(50);
    expect((await readFile(join(folder, 'keys-2'), 'utf8')).split('\n')[0]).not.toBe(generation);
    for (const dossier of made) await add(vault, dossier, dossier);
    await vault.close();
    const again = value(await reopen(folder));
    expect(new Set(again.rows().map(({ dossier }) => dossier))).toEqual(new Set(made));
    const { lines } = value(await again.auditLines());
    expect(lines.flatMap(({ action, dossiers }) => (action === 'dossier.created' ? [dossiers] : []))).toEqual([made]);
    expect(value(await again.verify()).damage).toEqual([]);
    await again.close();
  });

  test('a retried intent makes no second entry, also after opening again', async () => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    const first = await add(vault, dossier, 'een', 'intent-1');
    const [second, third] = await Promise.all([
      add(vault, dossier, 'een', 'intent-1'),
      add(vault, dossier, 'twee', 'intent-2'),
    ]);
    expect(second).toEqual(first);
    await vault.close();
    const again = value(await reopen(folder));
    expect(await add(again, dossier, 'een', 'intent-1')).toEqual(first);
    expect(value(await again.read(dossier)).entries).toEqual([first, third]);
    await again.close();
  });

  test('rows come from the kept index and what was written after it', async () => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    await add(vault, dossier, 'een');
    await vault.close();
    const old = await readFile(join(folder, 'index'));
    const again = value(await reopen(folder));
    await add(again, dossier, 'twee');
    await again.close();

    for (const index of ['kept', 'older', 'altered', 'gone']) {
      if (index === 'older') await writeFile(join(folder, 'index'), old);
      if (index === 'altered') await writeFile(join(folder, 'index'), Buffer.concat([old.subarray(1), Buffer.of(7)]));
      if (index === 'gone') await rm(join(folder, 'index'));
      const opened = value(await reopen(folder));
      expect(opened.rows(), index).toEqual([{ dossier, row: { entries: 2, last: '"twee"' }, damaged: false }]);
      await opened.close();
    }
  });

  test('another fold makes the rows anew', async () => {
    const { folder, acknowledged } = await filledVault([3]);
    const opened = value(
      await openVault({
        folder,
        passphrase: passphrase(),
        ports: tickingClock(),
        fold: (row) => ({ seen: Number(row?.seen ?? 0) + 10 }),
        foldVersion: '2',
      }),
    );
    const [dossier] = acknowledged.keys();
    expect(opened.rows()).toEqual([{ dossier, row: { seen: 30 }, damaged: false }]);
    await opened.close();
  });
});

test('the audit says what was done, when and why, and is chained', async () => {
  const { vault } = await newVault();
  const dossier = await newDossier(vault);
  const entry = await add(vault, dossier, 'inhoud die niet in de audit staat');
  value(await vault.read(dossier, { action: 'dossier.read', purpose: 'intake' }));
  value(await vault.note({ action: 'report.printed' }, dossier));
  const { lines, damage } = value(await vault.auditLines());
  expect(lines.map(({ action, purpose, dossier, entries }) => ({ action, purpose, dossier, entries }))).toEqual([
    { action: 'vault.created', purpose: undefined, dossier: undefined, entries: undefined },
    { action: 'dossier.created', purpose: undefined, dossier, entries: undefined },
    { action: 'entry.added', purpose: undefined, dossier, entries: [entry.id] },
    { action: 'dossier.read', purpose: 'intake', dossier, entries: undefined },
    { action: 'report.printed', purpose: undefined, dossier, entries: undefined },
  ]);
  expect(damage).toEqual([]);
  expect(JSON.stringify(lines)).not.toContain('inhoud');
});

describe('who may open', () => {
  test('a wrong passphrase is refused, costs the whole derivation, and is wiped like the right one', async () => {
    const { folder } = await filledVault([1]);
    const { p, stretch } = await watched();
    const typed = passphrase('vijver lantaarn koekoek zolder rietstengel mortiers');
    const ports = tickingClock();
    const opened = await openVault({ folder, passphrase: typed, ports, fold: countingFold, primitives: p });
    expect(errorOf(opened)).toEqual({ kind: 'wrong-passphrase' });
    expect(stretch).toHaveBeenCalledTimes(1);
    expect(stretch.mock.calls[0]?.[2]).toMatchObject(floor);
    expect(typed.every((byte) => byte === 0)).toBe(true);
    const right = passphrase();
    await value(await openVault({ folder, passphrase: right, ports, fold: countingFold })).close();
    expect(right.every((byte) => byte === 0)).toBe(true);
    const numbers = `1 derivation of ${floor.memoryKiB} KiB and ${floor.passes} passes before it is refused, counted`;
    prove({ claim: 'V6', what: 'a wrong passphrase', numbers, failed: 0 });
  });

  test.each([
    ['below the floor in memory', { memoryKiB: floor.memoryKiB - 1 }, 'weak-parameters'],
    ['below the floor in passes', { passes: floor.passes - 1 }, 'weak-parameters'],
    ['above the ceiling in memory', { memoryKiB: ceiling.memoryKiB + 1 }, 'excessive-parameters'],
    ['above the ceiling in passes', { passes: ceiling.passes + 1 }, 'excessive-parameters'],
    ['within bounds, but not as written', { passes: floor.passes + 1 }, 'wrong-passphrase'],
  ])('a header with parameters %s is refused', async (_, change, kind) => {
    const { folder } = await filledVault([1]);
    await editHeader(folder, (header) => ({ ...header, slots: [{ ...header.slots[0], ...change }] }));
    const { p, stretch } = await watched();
    expect(errorOf(await reopen(folder, p)).kind).toBe(kind);
    expect(stretch).toHaveBeenCalledTimes(kind === 'wrong-passphrase' ? 1 : 0);
  });

  test('a header changed by someone without the key is refused', async () => {
    const { folder } = await filledVault([1]);
    await editHeader(folder, (header) => ({ ...header, name: 'Een andere kluis' }));
    expect(errorOf(await reopen(folder))).toEqual({ kind: 'damaged', damage: [{ kind: 'file', file: 'header' }] });
  });

  test('worn bytes in the header are called damage, not a wrong passphrase', async () => {
    const { folder } = await filledVault([1]);
    const text = await readFile(join(folder, 'header'), 'utf8');
    await writeFile(join(folder, 'header'), text.replace('"wrap":"', '"wrap":"A'));
    const damaged = { kind: 'damaged', damage: [{ kind: 'file', file: 'header' }] };
    expect(errorOf(await reopen(folder))).toEqual(damaged);
    expect(errorOf(await vaultState(folder))).toEqual(damaged);
  });

  test('a vault of a newer Baken is refused in those words', async () => {
    const { folder } = await filledVault([1]);
    await editHeader(folder, (header) => ({ ...header, format: 3 }));
    expect(errorOf(await reopen(folder))).toEqual({ kind: 'newer-format', format: 3 });
    expect(errorOf(await vaultState(folder))).toEqual({ kind: 'newer-format', format: 3 });
  });

  test('calibration stays between floor and ceiling', async () => {
    const cost = await costFor(value(await choosePrimitives()), 'calibrated');
    expect(cost.memoryKiB).toBeGreaterThanOrEqual(floor.memoryKiB);
    expect(cost.passes).toBeGreaterThanOrEqual(floor.passes);
    expect(cost.passes).toBeLessThanOrEqual(ceiling.passes);
  });
});

describe('the folder', () => {
  test('is told apart: absent, present, somebody else’s, interrupted', async () => {
    const folder = await temporaryFolder();
    const at = (name: string) => join(folder, name);
    const making = (name: string) =>
      createVault({
        folder: at(name),
        name: 'Kluis',
        passphrase: passphrase(),
        ports: tickingClock(),
        fold: countingFold,
        effort: 'floor',
      });
    expect(value(await vaultState(at('a')))).toEqual({ kind: 'absent' });
    expect(errorOf(await reopen(at('a')))).toEqual({ kind: 'folder-missing' });
    expect(errorOf(await making('b/c'))).toEqual({ kind: 'folder-missing' });
    await mkdir(at('foreign'));
    await writeFile(at('foreign/brief.txt'), 'van iemand anders');
    expect(errorOf(await making('foreign'))).toEqual({ kind: 'folder-not-empty' });
    expect(errorOf(await reopen(at('foreign')))).toEqual({ kind: 'not-a-vault' });

    const vault = value(await making('a'));
    expect(errorOf(await making('a'))).toEqual({ kind: 'already-exists' });
    expect(errorOf(await reopen(at('a')))).toEqual({ kind: 'in-use' });
    await vault.close();
    expect(value(await vaultState(at('a')))).toMatchObject({ kind: 'present', name: 'Kluis' });
    expect(errorOf(await vault.note({ action: 'too-late' }))).toEqual({ kind: 'closed' });

    await rm(at('a/header')); // the header lost: not a place to make a new vault over the old records
    expect(errorOf(await vaultState(at('a')))).toMatchObject({ kind: 'damaged' });
    expect(errorOf(await making('a'))).toEqual({ kind: 'folder-not-empty' });
    await writeFile(at('a/creating'), ''); // as an interrupted making leaves it
    expect(value(await vaultState(at('a')))).toEqual({ kind: 'absent' });
    await value(await making('a')).close();
    expect((await readdir(at('a'))).sort()).toEqual(['header', 'index', 'keys-2', 'store', 'witness']);
  });

  test('a second process is refused in words', async () => {
    const { folder } = await newVault();
    const second = spawnSync(process.execPath, [here('second-process.ts'), folder], { encoding: 'utf8' });
    expect(second.stdout).toBe('in-use');
  });

  test('that may not be written is refused in words', async () => {
    const { folder } = await filledVault([1]);
    await chmod(join(folder, '..'), 0o755);
    await chmod(folder, 0o555);
    await chmod(join(folder, 'header'), 0o444);
    await chmod(join(folder, 'store'), 0o555);
    for (const name of await readdir(join(folder, 'store'))) await chmod(join(folder, 'store', name), 0o444);
    // permissions do not bind the superuser, so there the process steps down to an ordinary user
    const user = process.getuid?.() === 0 ? ['65534'] : [];
    const second = spawnSync(process.execPath, [here('second-process.ts'), folder, ...user], { encoding: 'utf8' });
    expect(second.stdout).toBe('read-only');
    prove({ claim: 'V3', what: 'read-only folder', numbers: 'refused in words, 0 acknowledged', failed: 0 });
  });
});

/** The real primitives, with a count of the derivations. */
const watched = async () => {
  const chosen = value(await choosePrimitives());
  const stretch = vi.fn(chosen.stretch);
  return { p: { ...chosen, stretch }, stretch };
};

type HeaderJson = { readonly [name: string]: unknown; readonly slots: readonly object[] };
const editHeader = async (folder: string, edit: (header: HeaderJson) => object): Promise<void> => {
  const file = join(folder, 'header');
  const [line = '', , mac = ''] = (await readFile(file, 'utf8')).split('\n');
  const edited = JSON.stringify(edit(JSON.parse(line)));
  // the checksum needs no key, so whoever alters the header can make it fit
  const checksum = createHash('sha256').update(edited).digest('hex');
  await writeFile(file, `${[edited, checksum, mac].join('\n')}\n`);
};
