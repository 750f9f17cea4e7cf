import { spawnSync } from 'node:child_process';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { forgetInBackups } from '#vault/backup-generations.ts';
import { DossierId } from '#vault/entry.ts';
import { eraseDossier } from '#vault/erase.ts';
import { headerIsOurs, readHeader, writeHeader } from '#vault/header.ts';
import { deriveKeys, makePassphraseSlot } from '#vault/keys.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import { newVaultKey, renewedHeader } from '#vault/rekey.ts';
import { restoreBackup } from '#vault/restore.ts';
import { type OpenVault, openVault, openVaultBy, withPassphrase } from '#vault/vault.ts';
import { add, errorOf, newDossier, reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, otherPassphrase, passphrase, tickingClock } from './practice-words.ts';

/** A vault of the first format becomes one of the present format. What a stored one of each format holds: stored.test.ts. */

const first = fileURLToPath(new URL('../vaults/v1/', import.meta.url));
const Expected = z.object({ dossiers: z.array(z.object({ dossier: DossierId, contents: z.array(z.json()) })) });
const { dossiers } = Expected.parse(JSON.parse(await readFile(join(first, 'expected.json'), 'utf8')));

const copyOf = async (from = join(first, 'vault')): Promise<string> => {
  const folder = join(await temporaryFolder(), 'kluis');
  await cp(from, folder, { recursive: true });
  return folder;
};
const headerOf = async (folder: string) => value(await readHeader(value(await choosePrimitives()), folder)).header;
const namesIn = async (folder: string) => (await readdir(folder)).filter((name) => name !== 'attachments').toSorted();
const whole = ['header', 'index', 'keys-2', 'store', 'witness'];
const ledgerOf = (vault: OpenVault) =>
  vault.exclusively(async ({ ledger: { head, table, header, keys } }) => ({
    ok: true as const,
    value: { head, generation: table.generation, header, root: Uint8Array.from(keys.root), table },
  }));
const rootOf = async (folder: string): Promise<Uint8Array> => {
  const vault = value(await reopen(await copyOf(folder)));
  const { root } = value(await ledgerOf(vault));
  await vault.close();
  return root;
};
const opening = (folder: string) => ({ folder, ports: tickingClock(), fold: countingFold });
const openWith = async (folder: string, root: Uint8Array) =>
  value(await openVaultBy(async () => ({ ok: true, value: Uint8Array.from(root) }), 'vault.opened', opening(folder)));
const upgrades = async (vault: OpenVault) =>
  value(await vault.auditLines()).lines.filter(({ action }) => action === 'vault.upgraded');
const expectAll = async (vault: OpenVault, hint = ''): Promise<void> => {
  for (const { dossier, contents } of dossiers)
    expect(
      value(await vault.read(dossier)).entries.map(({ content }) => content),
      hint,
    ).toEqual(contents);
  expect([...value(await vault.verify()).damage, ...vault.damage()], hint).toEqual([]);
};

describe('a vault of format 1', () => {
  test('is one of the present format once it was opened, and the audit says so once', async () => {
    const folder = await copyOf();
    const before = await headerOf(folder);
    const vault = value(await reopen(folder));
    await expectAll(vault);
    expect(await upgrades(vault)).toMatchObject([{ result: 'done', details: { format: 2 } }]);
    const { head, generation, header } = value(await ledgerOf(vault));
    expect(header).toEqual({ ...before, format: 2, generation: before.generation + 1 });
    expect(head).toMatchObject({ header: header.generation, keys: generation });
    await newDossier(vault);
    await vault.close();
    expect(await namesIn(folder)).toEqual(whole);
    const again = value(await reopen(folder));
    await expectAll(again);
    expect(await upgrades(again)).toHaveLength(1);
    await again.close();
  });

  test('put back over what came of it is noticed, and neither written on nor thrown away', async () => {
    const folder = await copyOf();
    const vault = value(await reopen(folder));
    await add(vault, await newDossier(vault), 'later');
    await vault.close();
    const newer = { header: await readFile(join(folder, 'header')), keys: await readFile(join(folder, 'keys-2')) };
    for (const name of ['header', 'keys']) await cp(join(first, 'vault', name), join(folder, name));
    const old = value(await reopen(folder));
    expect(old.damage()).toEqual(
      expect.arrayContaining([
        { kind: 'file', file: 'header' },
        { kind: 'file', file: 'keys' },
      ]),
    );
    expect(errorOf(await old.newDossier({ action: 'dossier.created' })).kind).toBe('damaged');
    await old.close();
    expect((await headerOf(folder)).format).toBe(1);
    expect(await readFile(join(folder, 'keys-2'))).toEqual(newer.keys);
    await writeFile(join(folder, 'header'), newer.header);
    const healed = value(await reopen(folder));
    await expectAll(healed);
    expect(healed.rows()).toHaveLength(dossiers.length + 1);
    await healed.close();
    expect(await namesIn(folder)).toEqual(whole);
  });

  test('in which something is wrong is opened as it is, and stays what it is', async () => {
    const folder = await copyOf();
    const table = await readFile(join(folder, 'keys'), 'utf8');
    const lines = table.split('\n');
    const at = lines.findIndex((line) => line.includes('"kind":"dossier"'));
    lines[at] = (lines[at] ?? '').replace('"wrap":"', '"wrap":"AAAA');
    await writeFile(join(folder, 'keys'), lines.join('\n'));
    const vault = value(await reopen(folder));
    expect(vault.damage()).toContainEqual({ kind: 'file', file: 'keys' });
    const read = await Promise.all(dossiers.map(({ dossier }) => vault.read(dossier)));
    expect(read.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await upgrades(vault)).toEqual([]);
    await vault.close();
    expect((await headerOf(folder)).format).toBe(1);
    expect(await readFile(join(folder, 'keys'), 'utf8')).toBe(lines.join('\n'));
  });

  test('of which the keys were being replaced goes on with that first', async () => {
    const p = value(await choosePrimitives());
    const folder = await copyOf();
    const before = deriveKeys(p, (await headerOf(folder)).vault, await rootOf(folder));
    const header = value(await readHeader(p, folder));
    expect(headerIsOurs(p, before.header, header)).toBe(true);
    const root = newVaultKey();
    const cost = { memoryKiB: 64 * 1024, passes: 3 };
    const slot = await makePassphraseSlot(p, header.header.vault, root, otherPassphrase(), cost);
    const renewed = renewedHeader(p, header.header, before, root, slot);
    await writeHeader(p, folder, renewed.keys.header, renewed.header);
    expect(errorOf(await reopen(folder)).kind).toBe('wrong-passphrase');
    const vault = value(await openVault({ ...opening(folder), passphrase: otherPassphrase() }));
    await expectAll(vault);
    const actions = value(await vault.auditLines()).lines.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['keys.renewed', 'vault.upgraded']));
    await vault.close();
    expect(await namesIn(folder)).toEqual(whole);
    expect(await headerOf(folder)).toMatchObject({ format: 2 });
    expect(await headerOf(folder)).not.toHaveProperty('replaces');
  });

  test('leaves no backup behind that opens what was erased since, and its backup still opens the rest', async () => {
    const folder = await copyOf();
    const place = await temporaryFolder();
    for (const name of ['backup', 'backup.sleutels']) await cp(join(first, name), join(place, name));
    const restored = join(await temporaryFolder(), 'terug');
    const way = withPassphrase(passphrase());
    value(await restoreBackup({ ...opening(restored), dataFile: join(place, 'backup'), way }));
    const vault = value(await reopen(restored));
    expect(await upgrades(vault)).toHaveLength(1);
    const [gone, kept] = dossiers;
    if (gone === undefined || kept === undefined) throw new Error('The stored vault has two dossiers');
    const erased = await eraseDossier(vault, gone.dossier, {
      ...{ reason: 'termijn', by: 'Sam', audit: { action: 'erase.dossier' }, held: () => false },
      inBackups: forgetInBackups([place]),
    });
    expect(value(erased).tombstone.reached).toHaveLength(1);
    await vault.close();
    const again = join(await temporaryFolder(), 'nogmaals');
    const later = withPassphrase(passphrase());
    value(await restoreBackup({ ...opening(again), dataFile: join(place, 'backup'), way: later }));
    const last = value(await reopen(again));
    expect(errorOf(await last.read(gone.dossier)).kind).toBe('unknown-dossier');
    expect(value(await last.read(kept.dossier)).entries.map(({ content }) => content)).toEqual(kept.contents);
    await last.close();
    expect((await headerOf(folder)).format).toBe(1);
  });

  test.each(['kill', 'full'])(
    'loses nothing, at whatever step it was broken off: %s',
    { timeout: 300_000 },
    async (manner) => {
      const script = fileURLToPath(new URL('./upgrader.ts', import.meta.url));
      const root = await rootOf(join(first, 'vault'));
      const outcomes = { steps: 0, before: 0, after: 0, whole: 0 };
      for (let step = 0; ; step += 1) {
        const folder = await copyOf();
        const given = [script, folder, Buffer.from(root).toString('hex'), String(step), manner];
        const run = spawnSync(process.execPath, given, { encoding: 'utf8' });
        if (manner === 'kill' && run.signal !== 'SIGKILL') expect(run.stderr, `step ${step}`).toBe('');
        outcomes.steps += 1;
        const { format } = await headerOf(folder);
        const ended = format === 2 && !(await namesIn(folder)).includes('keys');
        outcomes[format === 1 ? 'before' : ended ? 'whole' : 'after'] += 1;
        const vault = await openWith(folder, root);
        await expectAll(vault, `step ${step}`);
        const lines = await upgrades(vault);
        expect(lines.filter(({ result }) => result === 'done').length, `step ${step}`).toBeGreaterThan(0);
        const { head, header, generation } = value(await ledgerOf(vault));
        expect(head, `step ${step}`).toMatchObject({ header: header.generation, keys: generation });
        await vault.close();
        expect(await namesIn(folder), `step ${step}`).toEqual(whole);
        const [wasKilled, opened] = [run.signal === 'SIGKILL', run.stdout === 'opened'];
        if (manner === 'kill' ? !wasKilled : opened && ended && lines.every(({ result }) => result === 'done')) break;
      }
      process.stdout.write(`${manner}: ${JSON.stringify(outcomes)}\n`);
      expect(outcomes.before).toBeGreaterThan(6);
      expect(outcomes.after).toBeGreaterThan(1);
      expect(outcomes.whole).toBeGreaterThan(0);
    },
  );
});
