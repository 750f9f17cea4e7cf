import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { intent, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;
const reason = 'De termijn is voorbij';
const erase = (dossier: string, name = 'Linde') => ({ dossier, name, reason });
const standing = async (dossier: string) => (await good('retention.read', { dossier })).standing;

describe('keeping', () => {
  test('asks for a term, counts it, and is not begun anew by the decision itself', async () => {
    const dossier = await app.dossier();
    expect(await standing(dossier)).toEqual({ kind: 'undecided' });
    app.clock += 40 * 86_400_000;
    const kept = await good('retention.decide', { dossier, term: 'wmo', from: null, intent: intent() });
    expect(kept.standing).toEqual({ kind: 'running', until: '2041-11-23' });
    expect(kept.decided).toMatchObject({ term: 'wmo', from: null, by: 'Wijkteam Noord' });
    await app.reopen();
    expect((await good('retention.list', {})).dossiers).toMatchObject([
      { dossier, label: 'Linde', standing: { kind: 'running', until: '2041-11-23' }, lastChange: '2026-11-23' },
    ]);
  });

  test('asks for a day that has been, when the term counts from one', async () => {
    const dossier = await app.dossier();
    const decide = (term: string, from: string | null) => ({ dossier, term, from, intent: intent() });
    expect(await refusal('retention.decide', decide('kopie', null))).toEqual({ kind: 'moment-refused' });
    expect(await refusal('retention.decide', decide('kopie', '2026-11-24'))).toEqual({ kind: 'moment-refused' });
    expect(await refusal('retention.decide', decide('niet', null))).toEqual({ kind: 'unknown-term' });
    await good('retention.decide', decide('kopie', '2026-11-23'));
    expect(await standing(dossier)).toEqual({ kind: 'due', on: '2026-11-23' });
  });

  test('knows the youngest child', async () => {
    const dossier = await app.dossier();
    for (const birthYear of [2024, 2020]) {
      const person = { label: 'Kind', role: 'kind', birthYear } as const;
      await good('dossiers.addPerson', { dossier, person, intent: intent() });
    }
    await good('retention.decide', { dossier, term: 'veilig-thuis', from: null, intent: intent() });
    expect(await standing(dossier)).toEqual({ kind: 'running', until: '2043-01-01' });
  });

  test('a hold is on the record with its reason, and keeps the dossier until it is released', async () => {
    const dossier = await app.dossier();
    const held = await good('retention.hold', { dossier, reason: 'Klacht loopt', intent: intent() });
    expect(held).toMatchObject({ standing: { kind: 'held' }, hold: { reason: 'Klacht loopt', by: 'Wijkteam Noord' } });
    expect(await refusal('dossier.erase', erase(dossier))).toEqual({ kind: 'on-hold' });
    await app.reopen();
    expect(await refusal('dossier.erase', erase(dossier))).toEqual({ kind: 'on-hold' });
    expect((await good('dossiers.read', { dossier })).label).toBe('Linde');
    await good('retention.release', { dossier, reason: 'Klacht is klaar', intent: intent() });
    expect(await good('dossier.erase', erase(dossier))).toMatchObject({ dossier, reason });
  });
});

describe('erasing', () => {
  test('asks for the name typed over, and does nothing without it', async () => {
    const dossier = await app.dossier();
    for (const name of ['', 'linde', 'Linda', 'Linde de Wit'])
      expect(await refusal('dossier.erase', erase(dossier, name)), name).toEqual({ kind: 'name-differs' });
    expect((await good('dossiers.read', { dossier })).label).toBe('Linde');
    expect(await good('dossier.erase', erase(dossier, '  Linde '))).toMatchObject({ dossier });
  });

  test('takes it out of every list and screen, and tells the same again', async () => {
    const dossier = await app.dossier();
    const other = await app.dossier();
    const erased = await good('dossier.erase', erase(dossier));
    expect(erased).toMatchObject({ dossier, reason, by: 'Wijkteam Noord', reached: [], notReached: [] });
    expect((await good('dossiers.list', {})).rows.map((row) => row.dossier)).toEqual([other]);
    for (const name of ['dossiers.read', 'retention.read', 'meldcode.read', 'attachment.list'] as const) {
      const input = name === 'meldcode.read' ? { dossier, meldcode: null } : { dossier };
      expect(await refusal(name, input as never), name).toEqual({ kind: 'unknown-dossier' }); // one input per name
    }
    expect(await good('dossier.erase', erase(dossier))).toMatchObject({ at: erased.at });
    await app.reopen();
    const { dossiers, erased: gone } = await good('retention.list', {});
    expect(dossiers.map((one) => one.dossier)).toEqual([other]);
    expect(gone).toMatchObject([{ dossier, reason, finished: true }]);
    expect(await refusal('dossiers.read', { dossier })).toEqual({ kind: 'unknown-dossier' });
  });

  test('is in the audit, and leaves the vault whole', async () => {
    const dossier = await app.dossier();
    await app.dossier();
    await good('dossier.erase', erase(dossier));
    await app.reopen();
    const filter = { group: 'erased', dossier, person: null, result: null, from: null, until: null } as const;
    const { lines } = await good('audit.page', { from: null, filter });
    expect(lines.map(({ action, label }) => [action, label])).toEqual([
      ['erase.finished', null],
      ['erase.dossier', null],
    ]);
    await expect
      .poll(async () => {
        const state = await good('access.state', {});
        return state.kind === 'open' ? state.check.kind : state.kind;
      })
      .toBe('good');
  });

  test('leaves a certificate, that can be written out at any time and names no one in the dossier', async () => {
    const dossier = await app.dossier();
    expect(await refusal('erasure.certificate', { dossier, folder: app.root })).toEqual({ kind: 'unknown-erasure' });
    await good('dossier.erase', erase(dossier));
    const inside = await refusal('erasure.certificate', { dossier, folder: app.folder });
    expect(inside?.kind).toBe('place-refused');
    const { path } = await good('erasure.certificate', { dossier, folder: app.root });
    expect((await readdir(app.root)).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    const pdf = await readFile(path);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(path.startsWith(join(app.root, 'baken-bewijs-van-wissen-2026-11-23'))).toBe(true);
    expect(path).not.toContain('Linde');
    expect((await refusal('erasure.certificate', { dossier, folder: app.root }))?.kind).toBe('file-exists');
  });
});
