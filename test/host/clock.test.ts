import { expect, test } from 'vitest';
import { hour, practiceHost } from './practice-host.ts';

const office = practiceHost({ at: '2026-11-23T09:00:00Z' });

const clockNow = async () => {
  const state = await office.good('access.state', {});
  return state.kind === 'open' ? state.clock : undefined;
};

const allLines = async () => {
  const none = { group: null, dossier: null, person: null, result: null, from: null, until: null };
  return (await office.good('audit.page', { from: null, filter: none })).lines;
};

/** From which instant the clock was set back, as the log says, the newest first. */
const timesBack = async () => (await allLines()).filter(({ action }) => action === 'clock.back').map(({ at }) => at);

test('a clock that is set back does not move what is due, is told until it is right, and stands in the log once over every opening', async () => {
  const dossier = await office.dossier();
  expect(await clockNow()).toBeNull();
  office.clock -= 48 * hour;
  expect(await clockNow()).toEqual({
    kind: 'back',
    said: '2026-11-21T09:00:00.000Z',
    recorded: '2026-11-23T09:00:00.000Z',
  });
  await office.good('dossiers.read', { dossier });
  await office.good('dossiers.read', { dossier });
  await office.reopen();
  expect((await clockNow())?.kind).toBe('back');
  await office.good('dossiers.read', { dossier });
  await office.reopen();
  await office.good('dossiers.read', { dossier });
  expect(await timesBack()).toEqual(['2026-11-23T10:00:00+01:00']);
  const lines = await allLines();
  expect(lines.map(({ at }) => at)).toEqual(
    lines
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});

test('a clock that was right in between and is set back anew stands in the log anew', async () => {
  const dossier = await office.dossier();
  office.clock -= 48 * hour;
  await office.good('dossiers.read', { dossier });
  office.clock += 49 * hour;
  expect(await clockNow()).toBeNull();
  await office.good('dossiers.read', { dossier });
  await office.reopen();
  office.clock -= 48 * hour;
  expect((await clockNow())?.kind).toBe('back');
  await office.good('dossiers.read', { dossier });
  await office.reopen();
  await office.good('dossiers.read', { dossier });
  expect(await timesBack()).toEqual(['2026-11-23T11:00:00+01:00', '2026-11-23T10:00:00+01:00']);
});

test('a clock that jumps ahead while the vault is open is told', async () => {
  office.clock += hour / 2;
  expect(await clockNow()).toBeNull();
  office.clock += 30 * hour;
  expect((await clockNow())?.kind).toBe('forward');
});
