import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { asJson, foldRow, rowVersion } from '#host/open-vault.ts';
import { createVault } from '#vault/vault.ts';
import { value } from '../vault/practice-vault.ts';

/** The command as it is built, on a real vault, in a process of its own. */

const root = join(import.meta.dirname, '../..');
const secret = 'vijver lantaarn koekoek zolder rietstengel mortier';
const baken = (given: readonly string[], input = `${secret}\n`) => {
  const command = [join(root, 'dist/cli.js'), 'vault', ...given];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { input, encoding: 'utf8' });
  return { out: stdout, err: stderr, code: status };
};

beforeAll(() => {
  const built = spawnSync(process.execPath, [join(root, 'src/shell/baken.mjs'), '--help'], { encoding: 'utf8' });
  expect(built.status).toBe(0);
}, 120_000);

/** A vault with one dossier, and one that is held. */
const practice = async () => {
  const around = await mkdtemp(join(tmpdir(), 'baken-vault-cli-'));
  onTestFinished(() => rm(around, { recursive: true }));
  const folder = join(around, 'kluis');
  const now = () => new Date('2026-11-23T09:00:00Z').toISOString();
  const made = await createVault({
    ...{ folder, name: 'Oefenkluis', passphrase: new TextEncoder().encode(secret), ports: { now }, fold: foldRow },
    ...{ foldVersion: rowVersion, effort: 'floor' },
  });
  const vault = value(made);
  const ids: string[] = [];
  for (const label of ['Linde', 'Karim']) {
    const dossier = value(await vault.newDossier({ action: 'dossier.open' }));
    const writing = { intent: label, audit: { action: 'dossier.open' } };
    value(await vault.append(dossier, asJson({ kind: 'dossier-opened', label }), writing));
    ids.push(dossier);
    if (label !== 'Karim') continue;
    const held = { kind: 'retention-held', reason: 'klacht', by: 'Sam' } as const;
    value(await vault.append(dossier, asJson(held), { intent: 'held', audit: { action: 'retention.hold' } }));
  }
  await vault.close();
  return { folder, ids };
};

test('erases a dossier by its name and says so; the second time it is refused', { timeout: 240_000 }, async () => {
  const { folder, ids } = await practice();
  const given = ['erase', folder, 'Linde', '--reason', 'Termijn voorbij'];
  const first = baken(given);
  expect(first.code, first.err).toBe(0);
  expect(first.out).toMatch(new RegExp(`^gewist: ${ids[0]} op \\d{4}-`));
  expect(baken(given)).toMatchObject({ out: '', code: 2 });
  expect(baken(['erase', folder, ids[0] ?? '', '--reason', 'Termijn voorbij'])).toMatchObject({ out: '', code: 2 });
});

test('refuses what is held, a wrong passphrase, and half a command; nothing is erased', {
  timeout: 240_000,
}, async () => {
  const { folder, ids } = await practice();
  const held = baken(['erase', folder, ids[1] ?? '', '--reason', 'Termijn voorbij']);
  expect(held).toMatchObject({ out: '', code: 2 });
  expect(held.err).toContain('moet bewaard blijven');
  expect(baken(['erase', folder, 'Linde', '--reason', 'weg ermee'], 'fout\n')).toMatchObject({ out: '', code: 2 });
  expect(baken(['erase', folder, 'Linde'])).toMatchObject({ out: '', code: 2 });
  expect(baken(['niets'])).toMatchObject({ out: '', code: 2 });
  expect(baken(['erase', folder, 'Linde', '--reason', 'Termijn voorbij']).code).toBe(0);
});

const emptyPlace = async () => {
  const around = await mkdtemp(join(tmpdir(), 'baken-vault-cli-'));
  onTestFinished(() => rm(around, { recursive: true }));
  return join(around, 'kluis');
};
const lines = (text: string) => text.split('\n').filter(Boolean);

test('makes a vault, fills it, and finds every acknowledged entry and nothing of its words on the disk', {
  timeout: 240_000,
}, async () => {
  const folder = await emptyPlace();
  expect(baken(['create', folder], 'geheim\n')).toMatchObject({ out: '', code: 2 });
  expect(baken(['create', folder])).toMatchObject({ out: `gemaakt: ${folder}\n`, code: 0 });
  expect(baken(['create', folder])).toMatchObject({ out: '', code: 2 });
  const soaked = baken(['soak', folder, '--entries', '12', '--marker', 'lichtbaken-merkteken']);
  expect(soaked.code, soaked.err).toBe(0);
  expect(lines(soaked.out)).toHaveLength(12);
  const checked = baken(['verify', folder, '--ids']);
  expect(checked.code, checked.out).toBe(0);
  expect(lines(checked.out).toSorted()).toEqual(lines(soaked.out).toSorted());
  const audited = baken(['audit', folder]);
  expect(audited.code).toBe(0);
  expect(lines(audited.out).filter((line) => JSON.parse(line).action === 'entry.added')).toHaveLength(12);
  expect(audited.out).not.toContain('merkteken');
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      expect((await readFile(join(file.parentPath, file.name))).includes('merkteken'), file.name).toBe(false);
  expect(baken(['verify', folder], 'een ander wachtwoord dat niet past\n')).toMatchObject({ out: '', code: 2 });
  expect(baken(['verify', folder, '--passphrase', secret], '')).toMatchObject({ out: '', code: 2 });
});

test('loses nothing that was acknowledged when it is killed', { timeout: 240_000 }, async () => {
  const folder = await emptyPlace();
  expect(baken(['create', folder]).code).toBe(0);
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'vault', 'soak', folder, '--entries', '100000'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(`${secret}\n`);
  let said = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (part) => {
      said += String(part);
      if (lines(said).length > 60) child.kill('SIGKILL');
    });
    child.on('close', () => resolve());
  });
  const acknowledged = said.split('\n').slice(0, -1);
  const checked = baken(['verify', folder, '--ids']);
  expect(checked.code, checked.out).toBe(0);
  const there = new Set(lines(checked.out));
  expect(acknowledged.length).toBeGreaterThan(50);
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
});

test('names what is wrong and ends with 1', { timeout: 240_000 }, async () => {
  const { folder } = await practice();
  const keys = join(folder, 'keys-2');
  const text = await readFile(keys, 'latin1');
  const at = text.indexOf('"wrap":"') + 12;
  await writeFile(keys, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`, 'latin1');
  const checked = baken(['verify', folder]);
  expect(checked.code).toBe(1);
  expect(checked.out).toContain('beschadigd: file keys');
});

test('makes a backup and puts it back elsewhere, with the same entries', { timeout: 300_000 }, async () => {
  const folder = await emptyPlace();
  expect(baken(['create', folder]).code).toBe(0);
  expect(baken(['soak', folder, '--entries', '40']).code).toBe(0);
  const file = join(folder, '..', 'kopie.baken');
  const made = baken(['backup', folder, file]);
  expect(made, made.err).toMatchObject({ out: `gemaakt en teruggelezen: ${file}\n`, code: 0 });
  expect(baken(['backup', folder, file]), 'the name is taken').toMatchObject({ out: '', code: 2 });
  const elsewhere = join(folder, '..', 'elders');
  expect(baken(['restore', file, elsewhere], 'een ander wachtwoord dat niet past\n')).toMatchObject({ code: 2 });
  const restored = baken(['restore', file, elsewhere]);
  expect(restored, restored.err).toMatchObject({ out: `teruggezet: ${elsewhere}\n`, code: 0 });
  const [here, there] = [baken(['verify', folder, '--ids']), baken(['verify', elsewhere, '--ids'])];
  expect([here.code, there.code]).toEqual([0, 0]);
  expect(lines(there.out).toSorted()).toEqual(lines(here.out).toSorted());
  expect(lines(there.out)).toHaveLength(40);

  expect(baken(['soak', folder, '--entries', '3']).code).toBe(0);
  const over = baken(['restore', file, folder]);
  expect(over).toMatchObject({ out: '', code: 2 });
  expect(over.err).toContain('met 3 stukken in 1 dossiers');
  expect(baken(['restore', file, folder, '--replace']).code).toBe(0);
  expect(lines(baken(['verify', folder, '--ids']).out)).toHaveLength(40);
  expect(baken(['soak', folder, '--entries', '2']).code, 'and it can be written on').toBe(0);
  expect(baken(['verify', folder])).toMatchObject({ out: '', code: 0 });
});

test('names a backup of which a byte is other or the end is gone, and ends with 1', { timeout: 300_000 }, async () => {
  const { folder, ids } = await practice();
  const around = join(folder, '..');
  const file = join(around, 'kopie.baken');
  expect(baken(['backup', folder, file]).code).toBe(0);
  const elsewhere = join(around, 'elders');
  for (const path of [file, `${file}.sleutels`]) {
    const whole = await readFile(path);
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1;
    for (const [what, bytes] of [
      ['flipped', flipped],
      ['cut', whole.subarray(0, whole.length - 20)],
    ] as const) {
      await writeFile(path, bytes);
      const restored = baken(['restore', file, elsewhere]);
      expect(restored, `${what} ${path}`).toMatchObject({ out: `beschadigd: backup-damaged ${path}\n`, code: 1 });
    }
    await writeFile(path, whole);
  }
  expect(await readdir(around)).not.toContain('elders');
  const erased = baken(['erase', folder, 'Linde', '--reason', 'Termijn voorbij']);
  expect(erased.out).toContain(`ook gewist in reservekopie: ${file}`);
  expect(baken(['restore', file, elsewhere]).code).toBe(0);
  expect(baken(['erase', elsewhere, ids[0] ?? '', '--reason', 'Termijn voorbij'])).toMatchObject({ code: 2 });
  expect(lines(baken(['verify', elsewhere, '--ids']).out)).toHaveLength(2);
});

/** LevelDB asserts on some bytes, which ends the process like this. */
test.skipIf(process.platform !== 'linux')(
  `a store on which LevelDB ends the process is named as damage${process.platform === 'linux' ? '' : ' (skipped: finding the process needs /proc)'}`,
  { timeout: 240_000 },
  async () => {
    const { folder } = await practice();
    const given = [join(root, 'src/shell/baken.mjs'), 'vault', 'soak', folder, '--entries', '100000'];
    const child = spawn(process.execPath, given, {
      env: { ...process.env, BAKEN_PASSPHRASE: secret },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.stdout.on('data', async (chunk) => {
      const begun = out === '';
      out += String(chunk);
      if (!begun) return;
      const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      process.kill(Number(children.trim().split(' ')[0]), 'SIGABRT');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n').at(-1)).toBe('beschadigd: file store');
    expect(err).toContain('zoek een reservekopie');
  },
);
