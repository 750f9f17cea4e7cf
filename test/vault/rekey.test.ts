import { spawnSync } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { addLink } from '#vault/chain.ts';
import type { DossierId } from '#vault/entry.ts';
import { eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import { type OpenVault, openVault } from '#vault/vault.ts';
import { makeKit, renewKeys, waysIn } from '#vault/ways-in.ts';
import { add, errorOf, filledVault, newDossier, reopen, temporaryFolder, value } from './practice-vault.ts';
import { countingFold, otherPassphrase, passphrase, tickingClock } from './practice-words.ts';
import { rawDocuments, withRawStore } from './raw-store.ts';

const opening = (folder: string) => ({ folder, ports: tickingClock(), fold: countingFold, effort: 'floor' as const });
const renewed = async (folder: string) => {
  const vault = value(await reopen(folder));
  return value(await renewKeys(vault, passphrase(), otherPassphrase(), opening(folder)));
};
const openNew = (folder: string) => openVault({ ...opening(folder), passphrase: otherPassphrase() });
const damageOf = async (vault: OpenVault) => [...value(await vault.verify()).damage, ...vault.damage()];
const allThere = async (vault: OpenVault, acknowledged: ReadonlyMap<DossierId, unknown>, hint = '') => {
  for (const [dossier, contents] of acknowledged)
    expect(
      value(await vault.read(dossier)).entries.map(({ content }) => content),
      hint,
    ).toEqual(contents);
};
const secretsOf = (vault: OpenVault) =>
  vault.exclusively(async ({ ledger: { table, keys } }) => ({
    ok: true,
    value: {
      root: Buffer.from(keys.root).toString('hex'),
      seed: Uint8Array.from(table.identity.device.seed),
      device: table.identity.device.id,
      index: Buffer.from(table.indexKey).toString('hex'),
      log: [...table.dossiers].map((log) => ({
        ...log,
        key: { ...log.key, bytes: Uint8Array.from(log.key.bytes) },
      }))[0],
    },
  }));

describe('after a leaked passphrase', () => {
  test('everything reads as before under other keys, and can be written on', async () => {
    const { folder, acknowledged } = await filledVault([7, 3]);
    const before = value(await reopen(folder));
    const kit = value(await makeKit(before, false));
    expect(kit.sheets).toHaveLength(3);
    const old = value(await secretsOf(before));
    const vault = value(await renewKeys(before, passphrase(), otherPassphrase(), opening(folder)));
    const now = value(await secretsOf(vault));
    expect(now.root).not.toBe(old.root);
    expect(now.device).not.toBe(old.device);
    expect(now.index).not.toBe(old.index);
    expect(value(await waysIn(vault)).kit, 'sheets held the old key').toBeUndefined();
    await allThere(vault, acknowledged);
    const [dossier] = acknowledged.keys();
    if (dossier === undefined) throw new Error('A filled vault has a dossier');
    await add(vault, dossier, { after: true });
    await newDossier(vault);
    expect(await damageOf(vault)).toEqual([]);
    const lines = value(await vault.auditLines()).lines.map(({ action }) => action);
    expect(lines).toContain('keys.leaked');
    expect(lines).toContain('keys.renewed');
    expect(vault.rows().find((row) => row.dossier === dossier)?.row).toMatchObject({ entries: 8 });
    await vault.close();

    expect(errorOf(await reopen(folder)).kind).toBe('wrong-passphrase');
    const again = value(await openNew(folder));
    expect(value(await again.read(dossier)).entries).toHaveLength(8);
    expect(await damageOf(again)).toEqual([]);
    const twice = value(await renewKeys(again, otherPassphrase(), passphrase(), opening(folder)));
    expect(await damageOf(twice)).toEqual([]);
    expect(value(await twice.read(dossier)).entries).toHaveLength(8);
    await twice.close();
    expect(await readFile(join(folder, 'header'), 'utf8')).not.toContain('replaces');
  });

  test('the passphrase of now is asked, and nothing has changed when it is wrong', async () => {
    const { folder, acknowledged } = await filledVault([2]);
    const header = await readFile(join(folder, 'header'));
    const vault = value(await reopen(folder));
    const refused = await renewKeys(vault, otherPassphrase(), otherPassphrase(), opening(folder));
    expect(errorOf(refused).kind).toBe('wrong-passphrase');
    await allThere(vault, acknowledged);
    await vault.close();
    expect(await readFile(join(folder, 'header'))).toEqual(header);
  });

  test('header, key table and store of before do not fit together with those of now', async () => {
    const { folder } = await filledVault([2]);
    const copy = join(await temporaryFolder(), 'kopie');
    await cp(folder, copy, { recursive: true });
    await (await renewed(folder)).close();
    await cp(join(copy, 'header'), join(folder, 'header'));
    expect(errorOf(await reopen(folder)), 'an old header').toEqual({
      kind: 'damaged',
      damage: [{ kind: 'file', file: 'keys' }],
    });
    await cp(join(copy, 'keys-2'), join(folder, 'keys-2'));
    const half = value(await reopen(folder));
    expect(half.damage()).toContainEqual({ kind: 'file', file: 'head' });
    await half.close();
  });

  test('who knows the keys of before cannot sign another record unseen', async () => {
    const { folder, acknowledged } = await filledVault([4]);
    const before = value(await reopen(folder));
    const { seed, device, log } = value(await secretsOf(before));
    const [dossier] = acknowledged.keys();
    if (log === undefined || dossier === undefined) throw new Error('A filled vault has a dossier');
    const vault = value(await renewKeys(before, passphrase(), otherPassphrase(), opening(folder)));
    const forged = await vault.exclusively(async ({ p, ledger }) => {
      const links = value(await ledger.links(log)).links;
      const last = links.toSorted((a, b) => b.sequence - a.sequence)[0];
      if (last === undefined) throw new Error('There are records');
      const tail = { device, length: last.sequence, hash: last.hash, last: last.id };
      const body = { at: '2026-11-23T09:00:00.000Z', intent: 'x', part: 0, content: { forged: true } };
      return { ok: true as const, value: addLink(p, log, { device, sign: p.sign.signer(seed) }, tail, body).envelope };
    });
    await vault.close();
    const { _id, _rev, ...rest } = value(forged);
    const sequence = 1000; // beyond what the vault itself goes on to write
    await withRawStore(folder, async (raw) => {
      const at = String(sequence).padStart(16, '0');
      const metadata = {
        id: _id,
        seq: sequence,
        deleted: false,
        rev_map: { [_rev]: sequence },
        rev_tree: [{ pos: 1, ids: [_rev.slice(2), { status: 'available' }, []] }],
      };
      await raw.put(`\u00ffdocument-store\u00ff${_id}`, JSON.stringify(metadata));
      await raw.put(`\u00ffby-sequence\u00ff${at}`, JSON.stringify({ _id, _rev, ...rest }));
    });
    const again = value(await openNew(folder));
    const read = value(await again.read(dossier));
    expect(read.entries.map(({ content }) => content)).toEqual(acknowledged.get(dossier));
    expect(read.damage).toContainEqual({ kind: 'bad-signature', document: _id });
    expect((await damageOf(again)).map(({ kind }) => kind)).toContain('head-mismatch');
    await again.close();
  });

  test('what was erased stays known, and what was damaged stays noticed', async () => {
    const { folder, acknowledged } = await filledVault([3, 3]);
    const [dossier, other] = acknowledged.keys();
    if (dossier === undefined || other === undefined) throw new Error('There are two');
    const vault = value(await reopen(folder));
    const erasing = { reason: 'termijn', by: 'Sam', audit: { action: 'erase.dossier' }, held: () => false };
    value(await eraseDossier(vault, dossier, erasing));
    value(await finishErasures(vault));
    const after = value(await renewKeys(vault, passphrase(), otherPassphrase(), opening(folder)));
    expect(value(await erasures(after))).toMatchObject([{ log: dossier, finished: true, reason: 'termijn' }]);
    expect(await damageOf(after)).toEqual([]);
    await after.close();
    await withRawStore(folder, async (raw) => {
      const lost = rawDocuments(await raw.all()).find(({ document }) => document._id.length > 0);
      if (lost === undefined) throw new Error('There are records');
      await raw.put(lost.sequence, JSON.stringify({ ...lost.document, c: 'AAAA' }));
      await raw.remove(`\u00ffdocument-store\u00ff${lost.document._id}`);
    });
    const hurt = value(await openNew(folder));
    expect((await damageOf(hurt)).length).toBeGreaterThan(0);
    const still = value(await renewKeys(hurt, otherPassphrase(), passphrase(), opening(folder)));
    expect((await damageOf(still)).map(({ kind }) => kind)).toContain('head-mismatch');
    await still.close();
  });

  test('is carried on at the next unlock, wherever it was broken off', { timeout: 240_000 }, async () => {
    const { folder, acknowledged } = await filledVault([5, 2]);
    const script = fileURLToPath(new URL('./renewer.ts', import.meta.url));
    const outcomes = { before: 0, after: 0, whole: 0 };
    for (let step = 0; ; step += 1) {
      const copy = join(await temporaryFolder(), 'kopie');
      await cp(folder, copy, { recursive: true });
      const run = spawnSync(process.execPath, [script, copy, String(step)], { encoding: 'utf8' });
      const killed = run.signal === 'SIGKILL';
      if (!killed) expect(run.stderr, `step ${step}`).toBe('');
      const old = await reopen(copy);
      if (old.ok) outcomes.before += 1;
      else outcomes[killed ? 'after' : 'whole'] += 1;
      const vault = old.ok ? old.value : value(await openNew(copy));
      await allThere(vault, acknowledged, `step ${step}`);
      expect(await damageOf(vault), `step ${step}`).toEqual([]);
      await vault.close();
      expect(await readFile(join(copy, 'header'), 'utf8'), `step ${step}`).not.toContain('replaces');
      if (!killed) break;
    }
    expect(outcomes.before).toBeGreaterThan(0);
    expect(outcomes.after).toBeGreaterThan(4);
    expect(outcomes.whole).toBe(1);
  });
});
