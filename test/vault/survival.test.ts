import { spawnSync } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import leveldown from 'leveldown';
import { expect, test, vi } from 'vitest';
import { openVault } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { killWriter, lostOf } from './kill.ts';
import { add, filledVault, newDossier, newVault, reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

test('a killed writer loses nothing that it acknowledged', { timeout: 240_000 }, async () => {
  const { folder } = await filledVault([1]);
  const acknowledged = [];
  for (const [run, milliseconds] of [15, 90, 210, 370].entries()) {
    acknowledged.push(...(await killWriter(folder, run, milliseconds)));
    const vault = value(await reopen(folder));
    expect(vault.damage()).toEqual([]);
    expect(await lostOf(vault, acknowledged)).toEqual([]);
    expect(value(await vault.verify()).damage).toEqual([]);
    await vault.close();
  }
  expect(acknowledged.length).toBeGreaterThan(20);
  const numbers = `4 kills, ${acknowledged.length} acknowledged, 0 lost or double`;
  prove({ claim: 'V3', what: 'killed while writing (sample)', numbers, failed: 0 });
});

test('an entry, its audit line and the head go to LevelDB in one batch, forced to disk', async () => {
  const prototype = Object.getPrototypeOf(leveldown('unused'));
  const batches = vi.spyOn(prototype, '_batch');
  const puts = vi.spyOn(prototype, '_put');
  try {
    const { vault } = await newVault();
    const dossier = await newDossier(vault);
    await add(vault, dossier, 'eerste'); // reads the dossier once
    batches.mockClear();
    puts.mockClear();
    await add(vault, dossier, 'tweede');
    expect(puts).not.toHaveBeenCalled();
    expect(batches).toHaveBeenCalledTimes(1);
    const [operations, options] = batches.mock.calls[0] ?? [];
    expect(options).toMatchObject({ sync: true });
    const keys = JSON.stringify(operations).match(/ÿ(by-sequence|document-store|local-store|meta-store)ÿ/g) ?? [];
    // two documents, each with its metadata; two tails and the head; PouchDB's two counters
    expect(keys.toSorted()).toEqual(
      [
        ...Array.from({ length: 2 }, () => 'ÿby-sequenceÿ'),
        ...Array.from({ length: 2 }, () => 'ÿdocument-storeÿ'),
        ...Array.from({ length: 3 }, () => 'ÿlocal-storeÿ'),
        ...Array.from({ length: 2 }, () => 'ÿmeta-storeÿ'),
      ].toSorted(),
    );
  } finally {
    batches.mockRestore();
    puts.mockRestore();
  }
});

const mountable =
  process.platform === 'linux' && spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
test.skipIf(!mountable)(
  `a full disk is said, nothing acknowledged is lost, and writing goes on once there is room${mountable ? '' : ' (skipped: this system lets no user mount a small disk)'}`,
  async () => {
    const mount = await temporaryFolder();
    const script = fileURLToPath(new URL('./full-disk.ts', import.meta.url));
    const inside = 'mount -t tmpfs -o size=4m tmpfs "$1" && exec "$2" "$3" "$1"';
    const run = spawnSync('unshare', ['-rm', 'sh', '-c', inside, 'sh', mount, process.execPath, script], {
      encoding: 'utf8',
    });
    expect(run.stderr).not.toContain('Error');
    expect(JSON.parse(run.stdout)).toEqual({
      refusal: 'disk-full',
      again: 'disk-full',
      whileFull: expect.any(Number),
      afterwards: 'written',
      same: true,
      damage: [],
    });
    prove({
      claim: 'V3',
      what: 'full disk',
      numbers: `${JSON.parse(run.stdout).whileFull} acknowledged until it was full, 2 refused, 0 lost, written on when there was room`,
      failed: 0,
    });
  },
);
if (!mountable)
  prove({
    claim: 'V3',
    what: 'full disk',
    numbers: 'not shown: this system lets no user mount a small disk',
    failed: 0,
  });

test.each([
  ['removed', (folder: string) => rm(folder, { recursive: true })],
  ['moved', (folder: string) => rename(folder, `${folder}-elders`)],
])('nothing is acknowledged once the folder is %s', async (how, lose) => {
  const { folder, vault } = await newVault();
  const dossier = await newDossier(vault);
  const first = await add(vault, dossier, 'op zijn plaats');
  await lose(folder);
  const append = (intent: string) => vault.append(dossier, intent, { intent, audit: { action: 'entry.added' } });
  for (const intent of ['weg', 'nog weg']) expect((await append(intent)).ok, intent).toBe(false);
  expect((await vault.newDossier({ action: 'dossier.created' })).ok).toBe(false);
  let after = 'nothing to put back';
  if (how === 'moved') {
    await rename(`${folder}-elders`, folder);
    after = 'written on after it was put back';
    const again = await add(vault, dossier, 'weer op zijn plaats');
    expect(value(await vault.read(dossier)).entries.map(({ id }) => id)).toEqual([first.id, again.id]);
    expect(value(await vault.verify()).damage).toEqual([]);
  }
  await vault.close();
  prove({ claim: 'V3', what: `folder ${how} while writing`, numbers: `3 writes refused, ${after}`, failed: 0 });
});

test('unlocking folds in only what was written after the index was kept', async () => {
  const { folder, acknowledged } = await filledVault([3, 3, 3]);
  const [dossier] = acknowledged.keys();
  const fold = vi.fn(countingFold);
  const open = async () =>
    value(await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold, foldVersion: '1' }));
  const vault = await open();
  expect(vault.rows()).toHaveLength(3);
  expect(fold).not.toHaveBeenCalled();
  await vault.close();
  await killWriter(folder, 0, 1); // killed: its writes are in no kept index
  const again = await open();
  const entries = again.rows().reduce((sum, { row }) => sum + Number(row.entries), 0);
  expect(fold).toHaveBeenCalledTimes(entries - 9);
  expect(entries).toBeGreaterThan(9);
  expect(again.rows().map((row) => row.dossier)).toContain(dossier);
  await again.close();
});
