import { expect, test } from 'vitest';
import { ok } from '#core/result.ts';
import { emptyDraft } from '#vault/ledger.ts';
import { add, newDossier, newVault, value } from './practice-vault.ts';

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
