import { describe, expect, onTestFinished, test } from 'vitest';
import { ok } from '#core/result.ts';
import { type AuditPage, readAuditPage, readWholeAudit } from '#vault/audit-reading.ts';
import { emptyDraft } from '#vault/ledger.ts';
import type { OpenVault } from '#vault/vault.ts';
import { add, newDossier, newVault, reopen, value } from './practice-vault.ts';
import { type RawStore, rawDocuments, withRawStore } from './raw-store.ts';

test('a line says the event, when, who in which role, why, about what, how it ended and from where', async () => {
  const { vault } = await newVault();
  const dossier = await newDossier(vault);
  value(
    await vault.note(
      {
        action: 'referral.exported',
        result: 'refused',
        purpose: 'care',
        authority: 'Wmo 2015 5.2.6',
        role: 'colleague',
        object: { kind: 'referral', id: 'r1' },
        source: 'command-line',
        details: { sha256: 'ab', pages: 2 },
      },
      dossier,
    ),
  );
  await add(vault, dossier, 'tekst');
  const { lines } = value(await vault.auditLines());
  const [refused, added] = lines.slice(-2);
  expect(refused).toMatchObject({
    action: 'referral.exported',
    result: 'refused',
    purpose: 'care',
    authority: 'Wmo 2015 5.2.6',
    role: 'colleague',
    object: { kind: 'referral', id: 'r1' },
    source: 'command-line',
    details: { sha256: 'ab', pages: 2 },
    dossier,
  });
  expect(refused?.at).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(added).toMatchObject({ action: 'entry.added', result: 'done', role: 'owner', source: 'app', dossier });
  expect(added?.person).toMatch(/^[0-9a-f]{32}$/);
  expect(added?.person).toBe(refused?.person);
  expect(added?.device).toBe(vault.deviceId);
});

test('what a later version adds to a line, or calls by a name not known here, is read back as it is', async () => {
  const { vault } = await newVault();
  const later = {
    at: '2030-01-01T00:00:00.000Z',
    action: 'dossier.foreseen',
    result: 'postponed',
    weather: { wind: 3 },
    damage: [{ kind: 'gone-soft', where: 'there' }],
  };
  await vault.exclusively(async ({ ledger }) => {
    const draft = emptyDraft();
    value(await ledger.stage(draft, ledger.table.audit, later));
    value(await ledger.commit(draft));
    return ok(null);
  });
  const { lines, damage } = value(await vault.auditLines());
  expect(lines.at(-1)).toMatchObject(later);
  expect(damage).toEqual([]);
  expect(value(await vault.verify()).damage).toEqual([]);
});

describe('a page of the audit', () => {
  const opened = async (lines: number, tamper: (raw: RawStore) => Promise<void>) => {
    const { folder, vault } = await newVault();
    for (let turn = 0; turn < lines; turn += 1) value(await vault.note({ action: `event.${turn}` }));
    await vault.close();
    await withRawStore(folder, tamper);
    const again = value(await reopen(folder));
    onTestFinished(() => again.close());
    return again;
  };
  const everyPage = async (vault: OpenVault, most: number) => {
    const pages: AuditPage[] = [];
    for (let from: AuditPage['next']; ; ) {
      const page: AuditPage = value(await readAuditPage(vault, { from, most }));
      pages.push(page);
      from = page.next;
      if (from === undefined) break;
    }
    return {
      pages,
      actions: pages.flatMap(({ lines }) => lines.map(({ action }) => action)),
      damage: pages.flatMap(({ damage }) => damage),
    };
  };
  const expected = (count: number) => [
    'vault.opened',
    ...Array.from({ length: count }, (_, n) => `event.${count - 1 - n}`),
    'vault.created',
  ];

  test('holds no more than asked, and all pages together hold every line once, the newest first', async () => {
    const vault = await opened(23, async () => undefined);
    const { pages, actions, damage } = await everyPage(vault, 5);
    expect(Math.max(...pages.map(({ lines }) => lines.length))).toBe(5);
    expect(actions).toEqual(expected(23));
    expect(damage).toEqual([]);
  });

  test('looks at no more documents than it may, and says that there is more', async () => {
    const vault = await opened(23, async () => undefined);
    const page = value(await readAuditPage(vault, { most: 5, look: 10, wanted: () => false }));
    expect(page.lines).toEqual([]);
    expect(page.next).toBeDefined();
  });

  test('what is written between two pages changes nothing in the later ones', async () => {
    const vault = await opened(8, async () => undefined);
    const first = value(await readAuditPage(vault, { most: 5 }));
    value(await vault.note({ action: 'event.meanwhile' }));
    const second = value(await readAuditPage(vault, { from: first.next, most: 50 }));
    expect([...first.lines, ...second.lines].map(({ action }) => action)).toEqual(expected(8));
    expect(second.damage).toEqual([]);
  });

  test('an altered line is named, shown nowhere, and hides no other', async () => {
    const vault = await opened(9, async (raw) => {
      const found = rawDocuments(await raw.all())[4];
      if (found === undefined) throw new Error('There is a fifth line');
      const c = Buffer.from(found.document.c, 'base64');
      c[20] = (c[20] ?? 0) ^ 1;
      await raw.put(found.sequence, JSON.stringify({ ...found.document, c: c.toString('base64') }));
    });
    const { actions, damage } = await everyPage(vault, 3);
    expect(actions).toEqual(expected(9).filter((action) => action !== 'event.3'));
    expect(new Set(damage.map(({ kind }) => kind))).toEqual(new Set(['unreadable', 'missing']));
  });

  test.each([
    ['in the middle', 4],
    ['at the end', 9],
    ['at the beginning', 0],
  ])('a line removed %s is named', async (_, index) => {
    const vault = await opened(9, async (raw) => {
      const found = rawDocuments(await raw.all())[index];
      if (found === undefined) throw new Error('There is such a line');
      await raw.remove(found.sequence);
    });
    const { actions, damage } = await everyPage(vault, 3);
    const missing = { kind: 'missing', device: vault.deviceId, from: index + 1, to: index + 1 };
    expect(damage).toEqual([expect.objectContaining(missing)]);
    expect(actions).toHaveLength(10);
    const whole = value(await readWholeAudit(vault, async () => true));
    expect(whole).toEqual([expect.objectContaining(missing)]);
  });

  test('a line put in a second time is named and not shown twice', async () => {
    const vault = await opened(9, async (raw) => {
      const found = rawDocuments(await raw.all())[4];
      if (found === undefined) throw new Error('There is a fifth line');
      await raw.put(found.sequence.replace(/\d{16}$/, String(9_000).padStart(16, '0')), JSON.stringify(found.document));
    });
    const { actions, damage } = await everyPage(vault, 100);
    expect(actions.filter((action) => action === 'event.3')).toHaveLength(1);
    expect(damage.length).toBeGreaterThan(0);
  });
});
