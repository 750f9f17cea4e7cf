import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
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

test('erases a dossier by its name and says so; the second time it is refused', { timeout: 60_000 }, async () => {
  const { folder, ids } = await practice();
  const given = ['erase', folder, 'Linde', '--reason', 'Termijn voorbij'];
  const first = baken(given);
  expect(first.code, first.err).toBe(0);
  expect(first.out).toMatch(new RegExp(`^gewist: ${ids[0]} op \\d{4}-`));
  expect(baken(given)).toMatchObject({ out: '', code: 2 });
  expect(baken(['erase', folder, ids[0] ?? '', '--reason', 'Termijn voorbij'])).toMatchObject({ out: '', code: 2 });
});

test('refuses what is held, a wrong passphrase, and half a command; nothing is erased', {
  timeout: 60_000,
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
