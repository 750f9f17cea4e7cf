import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { attachmentPath, dossierFolder } from '#vault/attachment.ts';
import { attachmentFiles } from '#vault/attachment-walk.ts';
import { beginAttachment } from '#vault/attachment-writing.ts';
import type { DossierId } from '#vault/entry.ts';
import { eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import { indexFile, snapshotFile } from '#vault/snapshot.ts';
import type { OpenVault } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { add, errorOf, filledVault, newVault, reopen, temporaryFolder, value } from './practice-vault.ts';
import { localKey, rawDocuments, withRawStore } from './raw-store.ts';

const erasing = {
  reason: 'De termijn is voorbij',
  by: 'Sam de Wit',
  audit: { action: 'erase.dossier' },
  held: () => false,
};
const erase = async (vault: OpenVault, dossier: DossierId) => value(await eraseDossier(vault, dossier, erasing));
const damageOf = async (vault: OpenVault) => [...value(await vault.verify()).damage, ...vault.damage()];
const first = (all: ReadonlyMap<DossierId, unknown>): DossierId => {
  const [dossier] = all.keys();
  if (dossier === undefined) throw new Error('A filled vault has a dossier');
  return dossier;
};
/** A copy of the whole folder, as a backup by hand would be. */
const copyOf = async (folder: string): Promise<string> => {
  const copy = join(await temporaryFolder(), 'kopie');
  await cp(folder, copy, { recursive: true });
  return copy;
};
const opened = async (folder: string) => value(await reopen(folder));

describe('an erased dossier', () => {
  test('is gone: from the list, by the passphrase, and from the store; all else is whole', async () => {
    const { folder, acknowledged } = await filledVault([12, 7]);
    const dossier = first(acknowledged);
    const sealed = await withRawStore(folder, async (raw) =>
      rawDocuments(await raw.all()).map(({ document }) => document),
    );
    const vault = await opened(folder);
    const { tombstone } = await erase(vault, dossier);
    expect(vault.rows().map((row) => row.dossier)).not.toContain(dossier);
    expect(errorOf(await vault.read(dossier))).toEqual({ kind: 'unknown-dossier' });
    expect(await damageOf(vault), 'before its records are taken away').toEqual([]);
    value(await finishErasures(vault));
    expect(await damageOf(vault), 'and after').toEqual([]);
    await vault.close();

    const again = await opened(folder);
    expect(errorOf(await again.read(dossier))).toEqual({ kind: 'unknown-dossier' });
    expect(await damageOf(again)).toEqual([]);
    for (const [other, contents] of [...acknowledged].slice(1)) {
      expect(value(await again.read(other)).entries.map(({ content }) => content)).toEqual(contents);
      await add(again, other, { after: true });
    }
    expect(await damageOf(again)).toEqual([]);
    await again.close();
    await withRawStore(folder, async (raw) => {
      const all = await raw.all();
      expect(Object.keys(all).filter((key) => key.includes(tombstone.pseudonym))).toEqual([]);
      expect(rawDocuments(all).filter(({ document }) => document._id.startsWith(tombstone.pseudonym))).toEqual([]);
      expect(all[localKey('_local/head')]).toBeDefined();
    });
    // a run of random characters is not compressed, so it would stand in the files as it was
    const erasedTexts = sealed.filter(({ _id }) => _id.startsWith(tombstone.pseudonym)).map(({ c }) => c.slice(0, 60));
    const keptTexts = sealed.filter(({ _id }) => !_id.startsWith(tombstone.pseudonym)).map(({ c }) => c.slice(0, 60));
    const files = await readdir(join(folder, 'store'));
    const bytes = await Promise.all(files.map((name) => readFile(join(folder, 'store', name), 'latin1')));
    const stand = (texts: readonly string[]) =>
      texts.filter((text) => bytes.some((each) => each.includes(text))).length;
    expect(erasedTexts.length).toBeGreaterThan(11);
    expect(stand(keptTexts)).toBe(keptTexts.length);
    expect(stand(erasedTexts)).toBe(0);
  });

  test('leaves a tombstone, that says why, by whom and when, and stays over reopening and more erasures', async () => {
    const { folder, acknowledged } = await filledVault([3, 2, 1]);
    const [one, two] = [...acknowledged.keys()];
    if (one === undefined || two === undefined) throw new Error('There are three');
    const vault = await opened(folder);
    await erase(vault, one);
    await erase(vault, two);
    value(await finishErasures(vault));
    await vault.newDossier({ action: 'dossier.created' });
    await vault.close();
    const again = await opened(folder);
    expect(value(await erasures(again))).toMatchObject([
      { log: one, reason: erasing.reason, by: erasing.by, finished: true },
      { log: two, reason: erasing.reason, by: erasing.by, finished: true },
    ]);
    expect((await readFile(join(folder, 'keys-2'), 'utf8')).includes(erasing.by), 'it is sealed').toBe(false);
    const actions = value(await again.auditLines()).lines.map(({ action, dossier }) => `${action} ${dossier ?? ''}`);
    expect(actions).toContain(`erase.dossier ${one}`);
    expect(actions).toContain(`erase.finished ${two}`);
    await again.close();
  });

  test('does not open with an old data file; with its own old key table it does', async () => {
    const { folder, acknowledged } = await filledVault([9, 4]);
    const dossier = first(acknowledged);
    const old = await copyOf(folder);
    const vault = await opened(folder);
    await erase(vault, dossier);
    value(await finishErasures(vault));
    await vault.close();

    const oldData = await copyOf(old);
    for (const file of ['keys-2', 'header', 'witness']) await cp(join(folder, file), join(oldData, file));
    const withNewKeys = await opened(oldData);
    expect(errorOf(await withNewKeys.read(dossier))).toEqual({ kind: 'unknown-dossier' });
    expect(withNewKeys.rows().map((row) => row.dossier)).not.toContain(dossier);
    await withNewKeys.close();

    const withOldKeys = await opened(old);
    expect(value(await withOldKeys.read(dossier)).entries.map(({ content }) => content)).toEqual(
      acknowledged.get(dossier),
    );
    await withOldKeys.close();
    const numbers = '0 of 9 entries with old data and the keys of now; 9 of 9 with its own old key table';
    prove({ claim: 'V5', what: 'an erased dossier in an old copy', numbers, failed: 0 });
  });

  test('is not in the index, and the index from before opens for nobody', async () => {
    const { folder, acknowledged } = await filledVault([5, 5]);
    const dossier = first(acknowledged);
    const before = await readFile(join(folder, snapshotFile));
    const vault = await opened(folder);
    await erase(vault, dossier);
    const rows = await vault.exclusively(async ({ p, ledger }) => {
      const now = await indexFile(p, folder).read(ledger.table, '1');
      const other = join(folder, '..', 'oud');
      await mkdir(other, { recursive: true });
      await writeFile(join(other, snapshotFile), before);
      const then = await indexFile(p, other).read(ledger.table, '1');
      return { ok: true as const, value: { now, then } };
    });
    expect([...(value(rows).now?.rows.keys() ?? [])]).toEqual([...acknowledged.keys()].slice(1));
    expect(value(rows).then).toBeUndefined();
    await vault.close();
  });

  test('takes its attachments along, and those alone', async () => {
    const { folder, vault } = await newVault();
    const dossiers = [
      value(await vault.newDossier({ action: 'dossier.created' })),
      value(await vault.newDossier({ action: 'dossier.created' })),
    ] as const;
    for (const dossier of dossiers) {
      const writing = value(await beginAttachment(vault, dossier));
      value(await writing.add(Buffer.alloc(300_000, 7)));
      const sealed = value(await writing.finish());
      await add(vault, dossier, { kind: 'bijlage', sealed });
    }
    expect(await attachmentFiles(folder)).toHaveLength(2);
    const { tombstone } = await erase(vault, dossiers[0]);
    value(await finishErasures(vault));
    const left = await attachmentFiles(folder);
    expect(left).toHaveLength(1);
    expect(left.some((path) => path.startsWith(dossierFolder(folder, tombstone.pseudonym)))).toBe(false);
    expect(attachmentPath(folder, tombstone, 'x')).not.toBe(left[0]);
    expect(await damageOf(vault)).toEqual([]);
  });

  test('is not erased when it is held, when it is unknown, or when something in it cannot be read', async () => {
    const { folder, acknowledged } = await filledVault([4, 2]);
    const dossier = first(acknowledged);
    const vault = await opened(folder);
    const seen: unknown[] = [];
    const held = await eraseDossier(vault, dossier, {
      ...erasing,
      held: (entries) => {
        seen.push(...entries.map(({ content }) => content));
        return true;
      },
    });
    expect(errorOf(held)).toEqual({ kind: 'on-hold' });
    expect(seen).toEqual(acknowledged.get(dossier));
    expect(value(await vault.read(dossier)).entries).toHaveLength(4);
    expect(value(await erasures(vault))).toEqual([]);
    await vault.close();
    await withRawStore(folder, async (raw) => {
      const documents = rawDocuments(await raw.all());
      for (const { sequence, document } of documents) {
        const c = document.c.replace(/^..../, (start) => (start === 'AAAA' ? 'BBBB' : 'AAAA'));
        await raw.put(sequence, JSON.stringify({ ...document, c }));
      }
    });
    const harmed = await opened(folder);
    expect(errorOf(await eraseDossier(harmed, dossier, erasing)).kind).toBe('damaged');
    await harmed.close();
  });

  test('names the backups in reach and those out of it', async () => {
    const { folder, acknowledged } = await filledVault([2]);
    const vault = await opened(folder);
    const reached = [{ name: 'usb', at: '2026-01-01T00:00:00.000Z' }];
    const notReached = [{ name: 'kluisje', at: '2026-02-01T00:00:00.000Z' }];
    value(
      await eraseDossier(vault, first(acknowledged), { ...erasing, inBackups: async () => ({ reached, notReached }) }),
    );
    await vault.close();
    const again = await opened(folder);
    expect(value(await erasures(again))).toMatchObject([{ reached, notReached }]);
    await again.close();
  });
});

describe('an erasure that is interrupted', () => {
  test('is either not begun or carried on at the next unlock, wherever it was killed', {
    timeout: 240_000,
  }, async () => {
    const { folder, acknowledged } = await filledVault([520, 3]);
    const dossier = first(acknowledged);
    const script = fileURLToPath(new URL('./eraser.ts', import.meta.url));
    const outcomes = { before: 0, after: 0, whole: 0 };
    for (let step = 0; ; step += 2) {
      const copy = await copyOf(folder);
      const run = spawnSync(process.execPath, [script, copy, String(step)], { encoding: 'utf8' });
      const killed = run.signal === 'SIGKILL';
      if (!killed) expect(run.stderr, `step ${step}`).toBe('');
      const vault = await opened(copy);
      value(await finishErasures(vault));
      expect(await damageOf(vault), `step ${step}`).toEqual([]);
      const tombstones = value(await erasures(vault));
      const read = await vault.read(dossier);
      if (read.ok) {
        outcomes.before += 1;
        expect(tombstones).toEqual([]);
        expect(read.value.entries.map(({ content }) => content)).toEqual(acknowledged.get(dossier));
      } else {
        outcomes[killed ? 'after' : 'whole'] += 1;
        expect(tombstones).toMatchObject([{ log: dossier, finished: true }]);
        const lines = value(await vault.auditLines()).lines.map(({ action }) => action);
        expect(lines, `step ${step}`).toContain('erase.finished');
        const { documents } = value(await vault.verify());
        expect(documents, `step ${step}`).toBeLessThan(600);
      }
      await vault.close();
      if (!killed) break;
    }
    expect(outcomes.before).toBeGreaterThan(0);
    expect(outcomes.after).toBeGreaterThan(2);
    expect(outcomes.whole).toBe(1);
  });
});
