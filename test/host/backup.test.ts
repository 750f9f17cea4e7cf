import { spawnSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BackupJob } from '#host/contract.ts';
import { beingWritten, writeFrames } from '#vault/backup-frames.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import { intent, passphrase, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;
const day = 86_400_000;
const own = () => ({ kind: 'passphrase', passphrase: passphrase() }) as const;

let place = '';
beforeEach(async () => {
  place = join(app.root, 'stick');
  await mkdir(place);
});
const choose = () => good('backup.choose', { folder: place, keepDays: 30, everyDays: 1, intent: intent() });
/** Until nothing is at work any more. */
const ended = async (): Promise<BackupJob> => {
  for (;;) {
    const job = await good('backup.progress', {});
    if (job.kind !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const made = async () => {
  await good('backup.make', {});
  return ended();
};

describe('backups', () => {
  test('ask for a place outside the vault, are made and proven, and stand in the list', async () => {
    await app.dossier();
    expect(await refusal('backup.make', {})).toEqual({ kind: 'no-backup-place' });
    const inside = { folder: join(app.folder, 'store'), keepDays: 30, everyDays: 1, intent: intent() };
    expect((await refusal('backup.choose', inside))?.kind).toBe('place-refused');
    expect(await choose()).toMatchObject({ choice: { folder: place }, generations: [], last: null, late: false });
    const job = await made();
    expect(job).toMatchObject({ kind: 'made', at: '2026-11-23T10:00:00+01:00' });
    const view = await good('backup.read', {});
    expect(view).toMatchObject({ last: '2026-11-23T10:00:00+01:00', late: false });
    expect(view.generations).toMatchObject([{ inReach: true, expired: false, expires: '2026-12-23T10:00:00+01:00' }]);
    expect(await readdir(place)).toHaveLength(2);
    await app.reopen();
    expect(await good('backup.last', {})).toEqual({ last: '2026-11-23T10:00:00+01:00', late: false });
  });

  test('are made by themselves after an unlock on a later day, and what is past its day goes', async () => {
    await app.dossier();
    await choose();
    await made();
    await app.reopen();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await good('backup.progress', {})).kind, 'not twice on a day').toBe('none');
    app.clock += 31 * day;
    expect((await good('backup.last', {})).late).toBe(true);
    await app.reopen();
    for (let turn = 0; turn < 400 && (await good('backup.last', {})).late; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(await ended()).toMatchObject({ kind: 'made' });
    expect((await good('backup.read', {})).generations).toHaveLength(1);
    expect(await readdir(place)).toHaveLength(2);
  });

  test('say that the place is not there, and go on when it is', async () => {
    await choose();
    await rename(place, `${place}-weg`);
    expect(await made()).toMatchObject({ kind: 'failed', failure: { kind: 'place-missing' } });
    await rename(`${place}-weg`, place);
    expect((await made()).kind).toBe('made');
    await rename(place, `${place}-weg`);
    const [far] = (await good('backup.read', {})).generations;
    expect(far?.inReach).toBe(false);
    expect(await refusal('backup.drill', { passphrase: passphrase() })).toEqual({ kind: 'no-backup' });
    expect((await good('backup.forget', { id: far?.id ?? '' })).generations).toEqual([]);
    expect(await refusal('backup.forget', { id: far?.id ?? '' })).toEqual({ kind: 'unknown-backup' });
  });

  test('are practised with the passphrase, and leave nothing in the vault', async () => {
    await app.dossier();
    await choose();
    await made();
    const before = (await readdir(app.folder)).toSorted();
    await good('backup.drill', { passphrase: new TextEncoder().encode('niet dit wachtwoord') });
    expect(await ended()).toMatchObject({ kind: 'failed', drill: true, failure: { kind: 'wrong-passphrase' } });
    await good('backup.drill', { passphrase: passphrase() });
    expect(await ended()).toMatchObject({ kind: 'drilled', made: '2026-11-23T10:00:00+01:00' });
    expect((await readdir(app.folder)).toSorted()).toEqual(before);
  });

  test('are reached by an erasure, and named on its certificate when they are not', async () => {
    const dossier = await app.dossier();
    await choose();
    await made();
    const near = (await good('backup.read', {})).generations[0]?.path;
    const aside = join(app.root, 'kluisje');
    await mkdir(aside);
    await made();
    for (const name of await readdir(place))
      if (!name.includes((near ?? '').split('/').at(-1) ?? '')) await rename(join(place, name), join(aside, name));
    const erased = await good('dossier.erase', { dossier, name: 'Linde', reason: 'De termijn is voorbij' });
    expect(erased.reached.map(({ name }) => name)).toEqual([near]);
    expect(erased.notReached).toHaveLength(1);
  });
});

describe('putting back before a vault is open', () => {
  test('finds the copies in a folder, says what it would replace, and puts that aside', async () => {
    const dossier = await app.dossier();
    await choose();
    await made();
    expect(await refusal('backup.restore', { file: place, by: own(), replace: true })).toEqual({
      kind: 'already-open',
    });
    await good('retention.hold', { dossier, reason: 'Klacht loopt', intent: intent() });
    await app.restart();
    expect((await refusal('backup.look', { path: app.folder }))?.kind).toBe('no-backup');
    const found = await good('backup.look', { path: place });
    expect(found).toMatchObject([{ name: 'Wijkteam Noord', at: '2026-11-23T10:00:00+01:00' }]);
    const file = found[0]?.file ?? '';
    expect(await good('backup.look', { path: `${file}.sleutels` })).toEqual(found);
    const wrong = new TextEncoder().encode('niet dit wachtwoord');
    expect(
      await refusal('backup.restore', { file, by: { kind: 'passphrase', passphrase: wrong }, replace: false }),
    ).toEqual({
      kind: 'wrong-passphrase',
    });
    expect(await good('backup.restore', { file, by: own(), replace: false })).toEqual({
      kind: 'would-replace',
      same: true,
      newer: { entries: 1, dossiers: 1 },
    });
    const restored = await good('backup.restore', { file, by: own(), replace: true });
    expect(restored).toMatchObject({ kind: 'restored', erased: 0 });
    await good('access.unlock', { passphrase: passphrase() });
    expect((await good('dossiers.list', {})).rows.map((row) => row.dossier)).toEqual([dossier]);
    const { generations } = await good('backup.read', {});
    expect(generations, 'the copy it came from').toMatchObject([{ inReach: true }]);
    expect(generations[0]?.proven).not.toBeNull();
  });

  test('puts a copy back where there is no vault', async () => {
    await app.dossier();
    await choose();
    await made();
    await app.restart();
    await rm(app.folder, { recursive: true });
    expect(await good('access.state', {})).toMatchObject({ kind: 'absent' });
    const [one] = await good('backup.look', { path: place });
    await good('backup.restore', { file: one?.file ?? '', by: own(), replace: false });
    expect(await good('access.state', {})).toMatchObject({ kind: 'locked', name: 'Wijkteam Noord' });
    await good('access.unlock', { passphrase: passphrase() });
    expect((await good('dossiers.list', {})).total).toBe(1);
  });

  test('takes two of the three sheets in the place of the passphrase', async () => {
    const kit = await good('keys.makeKit', { passphrase: passphrase(), lost: false });
    const groups = kit.sheets.map((sheet, index) => sheet[(kit.asked[index] ?? 1) - 1] ?? '');
    await good('keys.confirmKit', { groups });
    await choose();
    await made();
    await app.restart();
    await rm(app.folder, { recursive: true });
    const [one] = await good('backup.look', { path: place });
    const file = one?.file ?? '';
    const [first = '', , third = ''] = kit.sheets.map((sheet) => sheet.join(' '));
    const by = (sheets: [string, string]) => ({ file, by: { kind: 'sheets', sheets } as const, replace: false });
    expect((await refusal('backup.restore', by([first, first])))?.kind).toBe('shares-apart');
    expect(await good('backup.restore', by([first, third]))).toMatchObject({ kind: 'restored' });
    const recovered = { sheets: [third, first] as [string, string], passphrase: passphrase() };
    expect(await good('access.recover', recovered)).toMatchObject({ kind: 'open', name: 'Wijkteam Noord' });
  });
});

describe('a stick from elsewhere', () => {
  test('that holds a pipe, a device and a file with a senseless date still gives the backup beside them', async () => {
    await app.dossier();
    await choose();
    await made();
    const pipe = join(place, 'pijp.reservekopie.sleutels');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    await symlink('/dev/zero', join(place, 'nul.reservekopie.sleutels'));
    const p = await choosePrimitives();
    if (!p.ok) throw new Error('There are no primitives here');
    const writer = await writeFrames(p.value, join(place, 'datum.reservekopie.sleutels'), 'keys');
    const counts = { entries: 1, attachments: 0, counter: 1, data: '0'.repeat(64) };
    const about = { vault: 'a'.repeat(32), backup: 'b'.repeat(32), name: 'Kluis', at: 'gisteren', ...counts };
    await writer.add(1, Buffer.from(JSON.stringify(about)));
    await writer.finish();
    await app.restart();
    expect(await good('backup.look', { path: place })).toMatchObject([{ name: 'Wijkteam Noord' }]);
    expect((await refusal('backup.look', { path: pipe }))?.kind).toBe('not-a-backup');
  });

  test('that holds a link under the name of a file being written does not lead to another file', async () => {
    const theirs = join(app.root, 'van-de-gebruiker');
    await writeFile(theirs, 'blijft');
    const p = await choosePrimitives();
    if (!p.ok) throw new Error('There are no primitives here');
    const path = join(place, 'kopie.reservekopie');
    await symlink(theirs, beingWritten(path));
    const writer = await writeFrames(p.value, path, 'data');
    await writer.add(1, Buffer.from('stuk'));
    await writer.finish();
    expect(await readFile(theirs, 'utf8')).toBe('blijft');
    expect((await lstat(path)).isFile()).toBe(true);
  });
});
