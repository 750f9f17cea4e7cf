import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAuditPage } from '#vault/audit-reading.ts';
import { recordClock } from '#vault/clock.ts';
import { openVault } from '#vault/vault.ts';
import { newDossier, newVault, value } from './practice-vault.ts';
import { countingFold, passphrase } from './practice-words.ts';

const instant = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

test('under any clock at all, time in the record never goes back, and is right whenever the clock is not behind it', () => {
  fc.assert(
    fc.property(instant, fc.array(instant, { minLength: 1, maxLength: 40 }), (recorded, said) => {
      let at = 0;
      const clock = recordClock(() => said[at] ?? '', recorded);
      let before = recorded;
      for (at = 0; at < said.length; at += 1) {
        const now = clock.now();
        expect(now >= before).toBe(true);
        expect(now).toBe((said[at] ?? '') > before ? said[at] : before);
        before = now;
      }
    }),
  );
});

test('a clock that runs, with corrections of a minute and pauses below an hour, never jumps', () => {
  const step = fc.integer({ min: -60_000, max: 59 * 60_000 });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = Date.parse('2026-03-29T00:30:00Z'); // summer time begins an hour later: UTC knows of no such thing
      const clock = recordClock(() => new Date(now).toISOString(), new Date(now).toISOString());
      let highest = now;
      for (const each of steps) {
        now = Math.max(now + each, highest - 60_000);
        highest = Math.max(highest, now);
        clock.now();
        expect(clock.jump()).toBeUndefined();
      }
    }),
  );
});

test('each jump is to be noted once, and one back stands until the clock has caught up', () => {
  let said = '2026-05-01T10:00:00.000Z';
  const clock = recordClock(() => said, '2026-05-01T09:00:00.000Z');
  clock.now();
  said = '2026-04-30T10:00:00.000Z';
  const back = { kind: 'back', said, recorded: '2026-05-01T10:00:00.000Z' };
  expect([clock.now(), clock.now(), clock.now()]).toEqual(Array(3).fill('2026-05-01T10:00:00.000Z'));
  expect(clock.jump()).toEqual(back);
  expect([clock.toNote(), clock.toNote()]).toEqual([back, undefined]);
  said = '2026-05-01T10:05:00.000Z';
  expect(clock.now()).toBe(said);
  expect(clock.jump()).toBeUndefined();
  said = '2026-05-02T10:05:00.000Z';
  clock.now();
  expect(clock.toNote()).toEqual({ kind: 'forward', said, recorded: '2026-05-01T10:05:00.000Z' });
});

const openAt = async (folder: string, now: () => string) =>
  value(await openVault({ folder, passphrase: passphrase(), ports: { now }, fold: countingFold }));

test('a restart with the clock set back goes on at the last recorded instant, and the audit says so once', async () => {
  const { folder, vault } = await newVault();
  const dossier = await newDossier(vault);
  await vault.close();
  let said = '2030-06-01T12:00:00.000Z';
  const first = await openAt(folder, () => said);
  value(await first.append(dossier, 'later', { intent: 'one', audit: { action: 'entry.added' } }));
  await first.close();

  said = '2029-01-01T00:00:00.000Z';
  const again = await openAt(folder, () => said);
  expect(again.clockJump()).toEqual({ kind: 'back', said, recorded: '2030-06-01T12:00:00.000Z' });
  for (const intent of ['two', 'three'])
    value(await again.append(dossier, intent, { intent, audit: { action: 'entry.added' } }));
  const { entries } = value(await again.read(dossier));
  expect(entries.map(({ at }) => at)).toEqual(Array(3).fill('2030-06-01T12:00:00.000Z'));
  const { lines } = value(await readAuditPage(again, { most: 50 }));
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
  const noted = lines.filter(({ action }) => action === 'clock.back');
  expect(noted.map(({ details }) => details)).toEqual([{ said, recorded: '2030-06-01T12:00:00.000Z' }]);
  await again.close();
});
