import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { beginAttachment } from '#vault/attachment-writing.ts';
import { readAuditPage } from '#vault/audit-reading.ts';
import { backups, makeBackup, proveBackup } from '#vault/backup.ts';
import { expireBackups, forgetGeneration, forgetInBackups, generations } from '#vault/backup-generations.ts';
import { keyFileOf } from '#vault/backup-keys.ts';
import type { DossierId } from '#vault/entry.ts';
import { eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import type { JsonValue } from '#vault/json.ts';
import type { KeyStore } from '#vault/key-store-slot.ts';
import { lookAtBackup, type Restoring, restoreBackup } from '#vault/restore.ts';
import { type OpenVault, withPassphrase } from '#vault/vault.ts';
import { changePassphrase, turnKeyStoreOn, waysIn, waysInOf } from '#vault/ways-in.ts';
import { prove } from '../proof.ts';
import { add, errorOf, filledVault, newDossier, newVault, reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const place = async () => ({ folder: await temporaryFolder(), file: 'kopie.baken' });
const keepDays = 30;
const make = async (vault: OpenVault, where: { folder: string; file: string }) =>
  value(await makeBackup(vault, { place: where, keepDays }));
type Changed = Partial<Restoring<never>> & { readonly words?: Uint8Array };
const restore = async (dataFile: string, folder: string, { words = passphrase(), ...changed }: Changed = {}) =>
  restoreBackup({
    ...{ dataFile, folder, way: withPassphrase(words), ports: tickingClock(), fold: countingFold },
    ...changed,
  });
const opened = async (folder: string) => value(await reopen(folder));
const damageOf = async (vault: OpenVault) => [...value(await vault.verify()).damage, ...vault.damage()];
const holds = async (vault: OpenVault, acknowledged: ReadonlyMap<DossierId, readonly JsonValue[]>) => {
  for (const [dossier, contents] of acknowledged)
    expect(value(await vault.read(dossier)).entries.map(({ content }) => content)).toEqual(contents);
};
const erasing = { reason: 'termijn', by: 'Sam', audit: { action: 'erase.dossier' }, held: () => false };

describe('a backup', () => {
  test('is proven, noted, and puts back every entry and attachment on an empty place', async () => {
    const { folder, acknowledged } = await filledVault([12, 7, 40]);
    const vault = await opened(folder);
    const [dossier] = acknowledged.keys();
    if (dossier === undefined) throw new Error('There are three');
    const writing = value(await beginAttachment(vault, dossier));
    value(await writing.add(Buffer.alloc(700_000, 7)));
    const sealed = value(await writing.finish());
    await add(vault, dossier, { kind: 'bijlage', sealed });
    const where = await place();
    const made = await make(vault, where);
    expect(made).toMatchObject({ attachments: 1, where: where.folder, file: where.file });
    expect(made.proven > made.at).toBe(true);
    expect(Date.parse(made.expires) - Date.parse(made.at)).toBe(keepDays * 86_400_000);
    expect(value(await backups(vault))).toEqual([made]);
    expect((await readdir(where.folder)).toSorted()).toEqual(['kopie.baken', 'kopie.baken.sleutels']);
    const actions = value(await vault.auditLines()).lines.map(({ action, result }) => `${action} ${result}`);
    expect(actions).toEqual(expect.arrayContaining(['backup.make done', 'backup.prove done']));
    await vault.close();
    const again = await opened(folder);
    expect(value(await backups(again))).toEqual([made]);
    await again.close();

    const target = join(await temporaryFolder(), 'elders');
    const restored = value(await restore(join(where.folder, where.file), target));
    expect(restored).toMatchObject({ documents: made.entries, erased: 0, aside: undefined });
    const there = await opened(target);
    expect(await damageOf(there)).toEqual([]);
    acknowledged.get(dossier)?.push({ kind: 'bijlage', sealed } as JsonValue);
    await holds(there, acknowledged);
    expect(there.rows().map(({ row }) => row.entries)).toEqual([13, 7, 40]);
    const page = value(await readAuditPage(there, { most: 200 }));
    expect(page.damage).toEqual([]);
    expect(page.lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['restore.done', 'dossier.created']));
    await there.close();
    expect((await readdir(join(target, '..'))).toSorted()).toEqual(['elders']);
  });

  test('holds no plain word and no index, and is refused with another passphrase', async () => {
    const { vault } = await newVault();
    const dossier = await newDossier(vault);
    await add(vault, dossier, { text: 'lichtbaken-merkteken' });
    const where = await place();
    await make(vault, where);
    const path = join(where.folder, where.file);
    for (const name of await readdir(where.folder))
      expect((await readFile(join(where.folder, name))).includes('merkteken'), name).toBe(false);
    const target = join(await temporaryFolder(), 'elders');
    const wrong = await restore(path, target, { words: passphrase('een ander wachtwoord') });
    expect(errorOf(wrong)).toEqual({ kind: 'wrong-passphrase' });
    expect(await readdir(join(target, '..'))).toEqual([]);
    expect(value(await lookAtBackup(path))).toMatchObject({ name: 'Oefenkluis', entries: 4 });
  });

  test('leaves the account of this computer out, and the header of before put back is noticed', async () => {
    const { folder, vault } = await newVault();
    const store: KeyStore = {
      available: async () => 'ok',
      seal: async (secret) => Uint8Array.from(secret),
      open: async (sealed) => Uint8Array.from(sealed),
    };
    value(await turnKeyStoreOn(vault, store));
    const where = await place();
    await make(vault, where);
    expect(value(await waysIn(vault)).keyStore).toBe(true);
    await vault.close();
    const target = join(await temporaryFolder(), 'elders');
    value(await restore(join(where.folder, where.file), target));
    expect((await waysInOf(target))?.keyStore).toBe(false);
    const there = await opened(target);
    expect(await damageOf(there)).toEqual([]);
    await there.close();
    await cp(join(folder, 'header'), join(target, 'header'));
    const back = await opened(target);
    expect(back.damage()).toContainEqual({ kind: 'file', file: 'header' });
    await back.close();
  });

  test('refuses a name that is taken and a folder that is not there', async () => {
    const { vault } = await newVault();
    const where = await place();
    await make(vault, where);
    expect(errorOf(await makeBackup(vault, { place: where, keepDays }))).toEqual({
      kind: 'backup-exists',
      file: join(where.folder, where.file),
    });
    const nowhere = { folder: join(where.folder, 'weg'), file: 'x' };
    expect(errorOf(await makeBackup(vault, { place: nowhere, keepDays })).kind).toBe('place-missing');
  });

  test('can be stopped in both steps, and leaves nothing', async () => {
    const { vault } = await newVault();
    const many = Array.from({ length: 4000 }, (_, n) => ({ n }));
    const writing = { intent: 'many', audit: { action: 'entry.added' } };
    value(await vault.appendAll(await newDossier(vault), many, writing));
    for (const step of ['copying', 'proving'] as const) {
      const where = await place();
      const controller = new AbortController();
      const progress = (at: string): void => {
        if (at === step) controller.abort();
      };
      const made = await makeBackup(vault, { place: where, keepDays, progress, signal: controller.signal });
      expect(errorOf(made), step).toEqual({ kind: 'stopped' });
      expect(await readdir(where.folder), step).toEqual([]);
      expect(value(await backups(vault)), step).toEqual([]);
    }
    expect(await damageOf(vault)).toEqual([]);
  });

  test('of a vault with something altered is not proven, is named, and leaves no file', async () => {
    const { folder, vault } = await newVault();
    const dossier = await newDossier(vault);
    const writing = value(await beginAttachment(vault, dossier));
    value(await writing.add(Buffer.alloc(300_000, 7)));
    const sealed = value(await writing.finish());
    const entry = await add(vault, dossier, { kind: 'bijlage', sealed });
    const files = join(folder, 'attachments');
    const [of = ''] = await readdir(files);
    const [name = ''] = await readdir(join(files, of));
    const bytes = await readFile(join(files, of, name));
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(join(files, of, name), bytes);
    const where = await place();
    const made = errorOf(await makeBackup(vault, { place: where, keepDays }));
    expect(made).toMatchObject({ kind: 'backup-unproven', damage: [{ kind: 'attachment', document: entry.id }] });
    expect(await readdir(where.folder)).toEqual([]);
    expect(value(await backups(vault))).toEqual([]);
  });
});

describe('a backup that was altered', () => {
  test('names its file at every flipped byte of a sample, and at every length', { timeout: 300_000 }, async () => {
    const { folder } = await filledVault([9]);
    const vault = await opened(folder);
    const where = await place();
    const made = await make(vault, where);
    const data = join(where.folder, where.file);
    for (const path of [data, keyFileOf(data)]) {
      const whole = await readFile(path);
      const spots = [3, 30, 45, 120, ...Array.from({ length: 12 }, (_, n) => Math.floor((whole.length * n) / 12) + 5)];
      for (const at of spots) {
        const altered = Buffer.from(whole);
        altered[at] = (altered[at] ?? 0) ^ 0x10;
        await writeFile(path, altered);
        const proof = errorOf(await proveBackup(vault, made));
        expect(['backup-damaged', 'not-a-backup', 'backup-newer'], `${basename(path)} ${at}`).toContain(proof.kind);
        expect('file' in proof && proof.file).toBe(path);
      }
      for (const length of [0, 10, 300, whole.length - 1, whole.length - 50]) {
        await writeFile(path, whole);
        await truncate(path, length);
        const proof = errorOf(await proveBackup(vault, made));
        expect(['backup-damaged', 'not-a-backup'], `${basename(path)} up to ${length}`).toContain(proof.kind);
        const target = join(await temporaryFolder(), 'elders');
        expect(errorOf(await restore(data, target))).toMatchObject({ file: path });
      }
      await writeFile(path, whole);
    }
    expect(value(await proveBackup(vault, made)).proven > made.proven).toBe(true);
    await rm(data);
    expect(errorOf(await proveBackup(vault, made))).toEqual({ kind: 'backup-missing', file: data });
    await vault.close();
  });

  test('is refused when it is of a newer version, or the key file is of another generation', async () => {
    const { vault } = await newVault();
    const where = await place();
    await make(vault, where);
    await add(vault, await newDossier(vault), { later: true });
    const other = { ...where, file: 'tweede.baken' };
    await make(vault, other);
    const data = join(where.folder, where.file);
    const target = join(await temporaryFolder(), 'elders');
    const kept = await readFile(keyFileOf(data));
    await cp(keyFileOf(join(where.folder, other.file)), keyFileOf(data));
    expect(errorOf(await restore(data, target))).toEqual({ kind: 'backup-damaged', file: data });
    await writeFile(keyFileOf(data), kept);
    const whole = await readFile(data);
    const at = whole.indexOf('\n');
    await writeFile(data, Buffer.concat([whole.subarray(0, at - 1), Buffer.from('2'), whole.subarray(at)]));
    expect(errorOf(await restore(data, target))).toEqual({ kind: 'backup-newer', file: data, version: 2 });
  });
});

describe('putting back', () => {
  test('an older state goes on as a new device: neither forks, and both stay whole', async () => {
    const { folder, acknowledged } = await filledVault([5, 3]);
    const vault = await opened(folder);
    const where = await place();
    await make(vault, where);
    const [dossier] = acknowledged.keys();
    if (dossier === undefined) throw new Error('There are two');
    await add(vault, dossier, { after: 'the backup' });
    await vault.close();

    const target = join(await temporaryFolder(), 'elders');
    value(await restore(join(where.folder, where.file), target));
    const there = await opened(target);
    const here = await opened(folder);
    expect(there.deviceId).not.toBe(here.deviceId);
    const written = await add(there, dossier, { on: 'the other side' });
    const added = await add(here, dossier, { on: 'this side' });
    // the same place in one device's chain, twice, would be a fork as soon as the two meet
    expect([written.device, written.sequence]).toEqual([there.deviceId, 1]);
    expect([added.device, added.sequence]).toEqual([here.deviceId, 7]);
    expect(await damageOf(there)).toEqual([]);
    expect(await damageOf(here)).toEqual([]);
    const contents = value(await there.read(dossier)).entries.map(({ content }) => JSON.stringify(content));
    const expected = [...(acknowledged.get(dossier) ?? []), { on: 'the other side' }];
    expect(contents.toSorted()).toEqual(expected.map((content) => JSON.stringify(content)).toSorted());
    await there.close();
    await here.close();
    const again = await opened(target);
    expect(await damageOf(again), 'after opening once more').toEqual([]);
    await make(again, await place());
    await again.close();
  });

  test('over a vault says what would be lost, and then puts that aside', async () => {
    const { folder, acknowledged } = await filledVault([5, 3]);
    const vault = await opened(folder);
    const where = await place();
    await make(vault, where);
    const [dossier] = acknowledged.keys();
    if (dossier === undefined) throw new Error('There are two');
    await add(vault, dossier, { after: 1 });
    await add(vault, dossier, { after: 2 });
    await add(vault, await newDossier(vault), { after: 3 });
    const data = join(where.folder, where.file);
    expect(errorOf(await restore(data, folder))).toEqual({ kind: 'in-use' });
    await vault.close();
    expect(errorOf(await restore(data, folder))).toEqual({
      kind: 'would-replace',
      same: true,
      newer: { entries: 3, dossiers: 2 },
    });
    const untouched = await opened(folder);
    expect(value(await untouched.read(dossier)).entries).toHaveLength(7);
    await untouched.close();
  });

  test('puts a vault aside whole, and counts its writes on', async () => {
    const { folder, acknowledged } = await filledVault([5]);
    const vault = await opened(folder);
    const where = await place();
    await make(vault, where);
    const [dossier] = acknowledged.keys();
    if (dossier === undefined) throw new Error('There is one');
    await add(vault, dossier, { after: 1 });
    await vault.close();
    const { aside } = value(await restore(join(where.folder, where.file), folder, { replace: true }));
    const restored = await opened(folder);
    await holds(restored, acknowledged);
    expect(await damageOf(restored)).toEqual([]);
    await restored.close();
    const before = await opened(aside ?? '');
    expect(value(await before.read(dossier)).entries).toHaveLength(6);
    await before.close();
  });

  test('replaces a vault that does not open any more, and another vault only when told to', async () => {
    const { folder, acknowledged } = await filledVault([4]);
    const vault = await opened(folder);
    const where = await place();
    await make(vault, where);
    await vault.close();
    const data = join(where.folder, where.file);
    await rm(join(folder, 'store'), { recursive: true });
    await mkdir(join(folder, 'store'));
    expect(errorOf(await restore(data, folder))).toMatchObject({ kind: 'would-replace', newer: undefined });
    value(await restore(data, folder, { replace: true }));
    const restored = await opened(folder);
    await holds(restored, acknowledged);
    await restored.close();
    const other = await filledVault([1]);
    expect(errorOf(await restore(data, other.folder))).toMatchObject({ kind: 'would-replace', same: false });
    const full = await temporaryFolder();
    await writeFile(join(full, 'brief.txt'), 'niet van Baken');
    expect(errorOf(await restore(data, full))).toEqual({ kind: 'folder-not-empty' });
  });

  test('opens with the passphrase of then', async () => {
    const { vault } = await newVault();
    await add(vault, await newDossier(vault), { a: 1 });
    const where = await place();
    await make(vault, where);
    value(await changePassphrase(vault, passphrase(), passphrase('later heel anders gekozen'), 'floor'));
    const data = join(where.folder, where.file);
    const target = join(await temporaryFolder(), 'elders');
    const later = await restore(data, target, { words: passphrase('later heel anders gekozen') });
    expect(errorOf(later)).toEqual({ kind: 'wrong-passphrase' });
    value(await restore(data, target));
    const [dossier] = vault.rows().map((row) => row.dossier);
    if (dossier === undefined) throw new Error('There is one');
    value(await eraseDossier(vault, dossier, { ...erasing, inBackups: forgetInBackups() }));
    const after = join(await temporaryFolder(), 'elders');
    expect(value(await restore(data, after)).erased, 'also when its key file was written anew').toBe(1);
  });
});

describe('an erasure and the backups', () => {
  test('reaches every key file it can; with its own old key file alone the dossier still opens, and that is named', {
    timeout: 240_000,
  }, async () => {
    const { folder, acknowledged } = await filledVault([6, 4]);
    const [dossier, other] = acknowledged.keys();
    if (dossier === undefined || other === undefined) throw new Error('There are two');
    const vault = await opened(folder);
    const [near, far] = [await place(), await place()];
    const nearby = await make(vault, near);
    const away = await make(vault, far);
    const aside = await temporaryFolder();
    for (const path of [join(far.folder, far.file), keyFileOf(join(far.folder, far.file))])
      await cp(path, join(aside, basename(path)));
    await rm(far.folder, { recursive: true });
    const { tombstone } = value(await eraseDossier(vault, dossier, { ...erasing, inBackups: forgetInBackups() }));
    value(await finishErasures(vault));
    expect(tombstone.reached).toEqual([{ name: join(near.folder, near.file), at: nearby.at }]);
    expect(tombstone.notReached).toEqual([{ name: join(far.folder, far.file), at: away.at }]);
    expect(value(await proveBackup(vault, nearby)).proven, 'and it is still whole').not.toBe('');
    await vault.close();

    const target = join(await temporaryFolder(), 'elders');
    const restored = value(await restore(join(near.folder, near.file), target));
    expect(restored).toMatchObject({ erased: 1, documents: nearby.entries - 6 });
    const there = await opened(target);
    expect(errorOf(await there.read(dossier))).toEqual({ kind: 'unknown-dossier' });
    expect(there.rows().map((row) => row.dossier)).toEqual([other]);
    expect(await damageOf(there)).toEqual([]);
    await there.close();

    const withOld = join(await temporaryFolder(), 'elders');
    value(await restore(join(aside, far.file), withOld));
    const old = await opened(withOld);
    await holds(old, acknowledged);
    await old.close();

    // beside the newer key file, or in the place of the newer vault, what was erased stays erased
    for (const path of [near.file, `${near.file}.sleutels`])
      await cp(join(near.folder, path), join(aside, `n-${path}`));
    const beside = join(await temporaryFolder(), 'elders');
    expect(value(await restore(join(aside, far.file), beside)).erased).toBe(1);
    const checked = await opened(beside);
    expect(errorOf(await checked.read(dossier))).toEqual({ kind: 'unknown-dossier' });
    expect(value(await erasures(checked))).toMatchObject([{ log: dossier, reason: erasing.reason }]);
    expect(await damageOf(checked)).toEqual([]);
    await checked.close();
    await rm(join(aside, `n-${near.file}.sleutels`));
    value(await restore(join(aside, far.file), folder, { replace: true }));
    const replaced = await opened(folder);
    expect(errorOf(await replaced.read(dossier))).toEqual({ kind: 'unknown-dossier' });
    expect(value(await backups(replaced)).map(({ id }) => id)).toEqual([nearby.id, away.id]);
    await replaced.close();
    prove({
      claim: 'V5',
      what: 'an erased dossier in backups',
      numbers:
        'opens with 0 of 3 (key file in reach; beside it; in the place of the newer vault), and with its own old key file, ' +
        'which the certificate names: 1 reached, 1 not',
      failed: 0,
    });
  });

  test('what is past its day goes, key file and all; the newest proven one in reach stays', async () => {
    const { vault } = await newVault();
    const where = await place();
    const first = await make(vault, { ...where, file: 'een' });
    const far = await place();
    const gone = await make(vault, far);
    await rm(far.folder, { recursive: true });
    const later = '2027-06-01T00:00:00.000Z';
    expect(value(await expireBackups(vault, later))).toEqual({ removed: [], refused: [] });
    const last = await make(vault, { ...where, file: 'twee' });
    const expired = value(await expireBackups(vault, later));
    expect(expired.removed.map(({ id }) => id)).toEqual([first.id]);
    expect(expired.refused.map(({ id }) => id)).toEqual([gone.id]);
    expect((await readdir(where.folder)).toSorted()).toEqual(['twee', 'twee.sleutels']);
    expect(value(await generations(vault)).map(({ path }) => path)).toEqual([undefined, join(where.folder, 'twee')]);
    value(await forgetGeneration(vault, gone.id));
    expect(errorOf(await forgetGeneration(vault, gone.id))).toEqual({ kind: 'unknown-backup' });
    expect(value(await backups(vault)).map(({ id }) => id)).toEqual([last.id]);
    expect((await stat(join(where.folder, 'twee'))).isFile()).toBe(true);
  });
});

describe('a backup that is broken off', () => {
  test('leaves the vault whole, and never a key file that an erasure would not find', {
    timeout: 300_000,
  }, async () => {
    const { folder, acknowledged } = await filledVault([5, 2]);
    const [dossier] = acknowledged.keys();
    if (dossier === undefined) throw new Error('There are two');
    const script = fileURLToPath(new URL('./backer.ts', import.meta.url));
    const outcomes = { nothing: 0, unproven: 0, proven: 0 };
    for (let step = 0; ; step += 1) {
      const copy = join(await temporaryFolder(), 'kopie');
      await cp(folder, copy, { recursive: true });
      const where = await place();
      const path = join(where.folder, where.file);
      const run = spawnSync(process.execPath, [script, copy, path, String(step)], { encoding: 'utf8' });
      const killed = run.signal === 'SIGKILL';
      if (!killed) expect(run.stderr, `step ${step}`).toBe('');
      const vault = await opened(copy);
      expect(await damageOf(vault), `step ${step}`).toEqual([]);
      await holds(vault, acknowledged);
      const [known] = value(await backups(vault));
      const names = await readdir(where.folder);
      if (names.includes(basename(keyFileOf(path)))) expect(known, `step ${step}`).toBeDefined();
      if (known === undefined) outcomes.nothing += 1;
      else outcomes[known.proven === '' ? 'unproven' : 'proven'] += 1;
      const { tombstone } = value(await eraseDossier(vault, dossier, { ...erasing, inBackups: forgetInBackups() }));
      expect(tombstone.reached.length + tombstone.notReached.length, `step ${step}`).toBe(known === undefined ? 0 : 1);
      await vault.close();
      if (!killed) break;
    }
    expect(outcomes.nothing).toBeGreaterThan(1);
    expect(outcomes.unproven).toBeGreaterThan(1);
    expect(outcomes.proven).toBeGreaterThan(0);
  });
});
