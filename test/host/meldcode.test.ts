import { beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '#host/contract.ts';
import { foldRow, rowVersion } from '#host/open-vault.ts';
import { openVault } from '#vault/vault.ts';
import { content } from '../core/content.ts';
import { intent, passphrase, practiceHost } from './practice-host.ts';

/** The meldcode through the real vault: what is recorded stays, and what does not fit is refused by its declared name. */

const app = practiceHost({ at: '2026-12-23T09:00:00Z' });
const { good, refusal } = app;
let dossier: string;
beforeEach(async () => {
  dossier = await app.dossier();
});

type Sent = Input<'meldcode.record'>['note'];
const started = async (frame = 'maatschappelijk-werk') => {
  const { round } = await good('meldcode.start', { dossier, frame, intent: intent() });
  if (round === null) throw new Error('A round was begun');
  return round.meldcode;
};
const recorded = (meldcode: string, note: Sent, corrects: string | null = null, reason: string | null = null) => ({
  ...{ dossier, meldcode, note, corrects, reason, intent: intent() },
});
const weighed = (
  meldcode: string,
  question: string,
  answer: 'ja' | 'nee' | 'onbekend',
  reason: string | null = null,
) => ({
  ...{ dossier, meldcode, question, answer, kinds: [], grounds: 'gezien', reason, intent: intent() },
});
const decided = (meldcode: string, answer: 'ja' | 'nee', reason: string | null = null) => ({
  ...{ dossier, meldcode, answer, reason, grounds: 'omdat', intent: intent() },
  decision: 'melden' as const,
});
const roundNow = async () => {
  const { round } = await good('meldcode.read', { dossier, meldcode: null });
  if (round === null) throw new Error('There is a round');
  return round;
};

const talk: Sent = {
  ...{ what: 'gesprek', with: 'moeder', on: '2026-12-22', said: 'zorg', reaction: 'schrok', child: 'bang thuis' },
};
const reported: Sent = {
  ...{ what: 'melding', on: '2026-12-23', how: 'telefoon, mw. A.', told: 'belt morgen', ground: null, groundNote: '' },
};

describe('a round', () => {
  test('is begun under a frame that it pins, and is found again after closing', async () => {
    const before = await good('meldcode.read', { dossier, meldcode: null });
    expect(before).toMatchObject({ round: null, rounds: [], signals: [{ by: 'buurvrouw' }], today: '2026-12-23' });
    expect(before.frames.map(({ title }) => title)).toEqual([
      'Gemeenschappelijk kader',
      'Maatschappelijk werk',
      'Onderwijs',
    ]);
    const meldcode = await started('onderwijs');
    await good('meldcode.record', recorded(meldcode, talk));
    await app.reopen();
    expect(await roundNow()).toMatchObject({
      ...{ meldcode, frameName: 'onderwijs@1.0.0', mantelzorgcheck: false, current: true },
      steps: [{}, {}, { state: 'vastgelegd', missing: [], notes: [{ note: { what: 'gesprek' } }] }, {}, {}],
    });
    const { lines: timeline } = await good('timeline.read', { ...{ dossier }, kind: null, person: null, from: 0 });
    expect(timeline.map(({ text }) => text)).toEqual(expect.arrayContaining(['Gesprek vastgelegd met moeder']));
  });

  test('can start again; the earlier round stays to be read, and is written in no more', async () => {
    const first = await started();
    const second = await started('gemeenschappelijk');
    const view = await good('meldcode.read', { dossier, meldcode: first });
    expect(view.round).toMatchObject({ meldcode: first, current: false, frameName: 'maatschappelijk-werk@1.0.0' });
    expect(view.rounds.map(({ meldcode }) => meldcode)).toEqual([second, first]);
    expect(await refusal('meldcode.record', recorded(first, talk))).toMatchObject({ kind: 'unknown-meldcode' });
  });

  test('whose frame is not here any more is read, and not written in', async () => {
    const meldcode = await started('onderwijs');
    await good('meldcode.record', recorded(meldcode, talk));
    await app.reopen({ content: { files: content.files.filter(({ path }) => !path.includes('onderwijs@')) } });
    expect(await roundNow()).toMatchObject({
      ...{ frame: null, frameName: 'onderwijs@1.0.0', weighing: null },
      steps: [{}, {}, { notes: [{ note: { said: 'zorg' } }] }, {}, {}],
    });
    expect(await refusal('meldcode.record', recorded(meldcode, talk))).toEqual({
      ...{ kind: 'unknown-meldcode', at: 'onderwijs@1.0.0' },
    });
  });

  test('that is not there is refused', async () => {
    expect(await refusal('meldcode.start', { dossier, frame: 'piloot', intent: intent() })).toMatchObject({
      ...{ kind: 'unknown-meldcode', at: 'piloot' },
    });
    expect(await refusal('meldcode.read', { dossier, meldcode: intent() })).toMatchObject({ kind: 'unknown-meldcode' });
    expect(await refusal('meldcode.read', { dossier: '0'.repeat(32), meldcode: null })).toMatchObject({
      kind: 'unknown-dossier',
    });
    expect(await refusal('meldcode.weigh', weighed(intent(), 'V1', 'ja'))).toMatchObject({ kind: 'unknown-meldcode' });
  });
});

describe('recording', () => {
  test('a correction asks why, keeps both, and can be sent twice', async () => {
    const meldcode = await started();
    await good('meldcode.record', recorded(meldcode, talk));
    const old = (await roundNow()).steps[2]?.notes[0]?.entry ?? '';
    const better = { ...talk, reaction: 'huilde' };
    expect(await refusal('meldcode.record', recorded(meldcode, better, old))).toMatchObject({ kind: 'reason-needed' });
    const input = recorded(meldcode, better, old, 'verkeerd verstaan');
    await good('meldcode.record', input);
    await good('meldcode.record', input);
    await app.reopen();
    expect((await roundNow()).steps[2]?.notes).toMatchObject([
      { note: { reaction: 'huilde' }, reason: 'verkeerd verstaan', earlier: [{ note: { reaction: 'schrok' } }] },
    ]);
    expect(await refusal('meldcode.record', recorded(meldcode, talk, old, 'nog eens'))).toMatchObject({
      kind: 'unknown-meldcode',
    });
  });

  test('taking back keeps what was written and asks why', async () => {
    const meldcode = await started();
    await good('meldcode.record', recorded(meldcode, reported));
    expect((await roundNow()).terms).toHaveLength(3);
    const old = (await roundNow()).steps[4]?.notes[0]?.entry ?? '';
    const back: Sent = { what: 'vervallen' };
    expect(await refusal('meldcode.record', recorded(meldcode, back))).toMatchObject({ kind: 'answer-refused' });
    await good('meldcode.record', recorded(meldcode, back, old, 'ander dossier'));
    const round = await roundNow();
    expect(round.terms).toEqual([]);
    expect(round.steps[4]).toMatchObject({ state: 'niets', notes: [{ withdrawn: true, reason: 'ander dossier' }] });
  });

  test.each<[string, Sent, string]>([
    ['a day that has not come', { ...talk, on: '2026-12-24' }, 'on'],
    ['a ground that is not in the frame', { ...reported, ground: 'zomaar', groundNote: 'x' }, 'ground'],
    ['an extension without a melding', { what: 'verlenging', melding: 'x', term: 'op-de-hoogte', why: 'x' }, 'melding'],
  ])('refused: %s', async (_, note, at) => {
    const meldcode = await started();
    expect(await refusal('meldcode.record', recorded(meldcode, note))).toMatchObject({ kind: 'answer-refused', at });
  });

  test('a talk left without advice does not come in', async () => {
    const meldcode = await started();
    const left: Sent = { what: 'gelaten', step: 'gesprek', how: 'overgeslagen', why: 'x', adviser: null, advice: '' };
    expect(await refusal('meldcode.record', recorded(meldcode, left))).toEqual({ kind: 'malformed-input' });
    const advised: Sent = { ...left, adviser: 'veilig-thuis', advice: 'eerst een plek zoeken' };
    await good('meldcode.record', recorded(meldcode, advised));
    expect((await roundNow()).steps[2]).toMatchObject({ state: 'gelaten', missing: [] });
  });

  test('a correction into another kind, and a mantelzorgcheck the frame does not have, are refused', async () => {
    const meldcode = await started('onderwijs');
    await good('meldcode.record', recorded(meldcode, talk));
    const old = (await roundNow()).steps[2]?.notes[0]?.entry ?? '';
    expect(await refusal('meldcode.record', recorded(meldcode, reported, old, 'x'))).toMatchObject({ at: 'corrects' });
    const care: Sent = { what: 'mantelzorgcheck', depends: 'nee', outcome: 'niemand' };
    expect(await refusal('meldcode.record', recorded(meldcode, care))).toMatchObject({ at: 'what' });
  });
});

describe('weighing and deciding', () => {
  test('follow the frame; unknown stays open and asks for advice; answering again asks why', async () => {
    const meldcode = await started();
    expect(await refusal('meldcode.weigh', weighed(meldcode, 'V2', 'ja'))).toMatchObject({ kind: 'not-on-screen' });
    expect(await refusal('meldcode.weigh', weighed(meldcode, 'V9', 'ja'))).toMatchObject({ kind: 'unknown-item' });
    await good('meldcode.weigh', weighed(meldcode, 'V1', 'ja'));
    await good('meldcode.weigh', weighed(meldcode, 'V2', 'onbekend'));
    const open = await roundNow();
    expect(open.weighing).toMatchObject({ says: 'open', label: null, unknown: ['V2'], next: 'V3' });
    expect(open.steps[3]?.missing).toContain('advies');
    expect(await refusal('meldcode.weigh', weighed(meldcode, 'V2', 'ja'))).toMatchObject({ kind: 'reason-needed' });
    await good('meldcode.weigh', { ...weighed(meldcode, 'V2', 'ja', 'advies gekregen'), kinds: ['acuut'] });
    await app.reopen();
    const { weighing } = await roundNow();
    expect(weighing).toMatchObject({ says: 'melden', unknown: [], contradicts: false });
    expect(weighing?.questions[1]).toMatchObject({
      current: { answer: 'ja', kinds: ['Acuut gevaar'], reason: 'advies gekregen' },
      earlier: [{ answer: 'onbekend' }],
    });
    expect(weighing?.questions[2]).toMatchObject({ askable: true, together: true });
  });

  test('a form that the question does not have, and a yes without grounds, are refused', async () => {
    const meldcode = await started();
    const one = { ...weighed(meldcode, 'V1', 'ja'), kinds: ['acuut'] };
    expect(await refusal('meldcode.weigh', one)).toMatchObject({ kind: 'answer-refused', at: 'kinds' });
    const bare = { ...weighed(meldcode, 'V1', 'ja'), grounds: ' ' };
    expect(await refusal('meldcode.weigh', bare)).toMatchObject({ kind: 'answer-refused', at: 'grounds' });
    await good('meldcode.weigh', { ...weighed(meldcode, 'V1', 'onbekend'), grounds: '' });
  });

  test('a decision keeps what the weighing said then, and shows where it departs', async () => {
    const meldcode = await started();
    await good('meldcode.weigh', weighed(meldcode, 'V1', 'ja'));
    await good('meldcode.weigh', weighed(meldcode, 'V2', 'ja'));
    await good('meldcode.decide', decided(meldcode, 'nee'));
    expect((await roundNow()).decisions[0]).toMatchObject({
      current: { answer: 'nee', norm: 'melden', departs: true },
    });
    expect(await refusal('meldcode.decide', decided(meldcode, 'ja'))).toMatchObject({ kind: 'reason-needed' });
    await good('meldcode.decide', decided(meldcode, 'ja', 'overlegd met Veilig Thuis'));
    const round = await roundNow();
    expect(round.decisions[0]).toMatchObject({
      ...{ current: { answer: 'ja', departs: false }, earlier: [{ answer: 'nee' }] },
    });
    expect(round.steps[4]?.missing).toContain('melding');
  });

  test('a questionnaire that points to melden is shown, and a weighing against it is named', async () => {
    const meldcode = await started();
    await good('meldcode.weigh', weighed(meldcode, 'V1', 'nee'));
    expect((await good('meldcode.read', { dossier, meldcode: null })).alarms).toEqual([]);
    const { assessment } = await good('assessment.start', { dossier, instrument: 'PG', intent: intent() });
    await good('assessment.answer', {
      ...{ dossier, assessment, item: 'PG-13', value: 'ja', note: null, reason: null, intent: intent() },
    });
    const view = await good('meldcode.read', { dossier, meldcode: null });
    expect(view.alarms).toMatchObject([{ assessment, band: 'HOOG' }]);
    expect(view.round?.weighing).toMatchObject({ says: 'sluiten', contradicts: true });
  });
});

test('terms run from the melding, past holidays, and the one that can be extended moves on', async () => {
  const meldcode = await started();
  await good('meldcode.record', recorded(meldcode, { ...reported, ground: 'gezin', groundNote: 'vader dreigt' }));
  const [first, second, third] = (await roundNow()).terms;
  expect([first?.until, second?.until, third?.until]).toEqual(['2026-12-31', '2027-01-20', '2027-03-03']);
  const extend = (term: string): Sent => ({
    what: 'verlenging',
    melding: first?.melding ?? '',
    term,
    why: 'onderzoek',
  });
  expect(await refusal('meldcode.record', recorded(meldcode, extend('onderzoek')))).toMatchObject({ at: 'term' });
  await good('meldcode.record', recorded(meldcode, extend('op-de-hoogte')));
  app.clock = Date.parse('2027-01-04T09:00:00Z');
  await app.reopen();
  expect((await roundNow()).terms).toMatchObject([
    { id: 'beoordeling', past: true },
    { id: 'op-de-hoogte', until: '2027-02-03', extensions: 1, past: false },
    { id: 'onderzoek', past: false },
  ]);
});

test('every change leaves its line in the audit', async () => {
  const meldcode = await started();
  await good('meldcode.record', recorded(meldcode, talk));
  await good('meldcode.weigh', weighed(meldcode, 'V1', 'nee'));
  await good('meldcode.decide', decided(meldcode, 'nee'));
  await app.host.close();
  const opened = await openVault({
    folder: app.folder,
    passphrase: passphrase(),
    ports: { now: () => new Date(app.clock).toISOString() },
    fold: foldRow,
    foldVersion: rowVersion,
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  const audit = await opened.value.auditLines();
  await opened.value.close();
  if (!audit.ok) throw new Error(audit.error.kind);
  const written = audit.value.lines.map(({ action }) => action).filter((action) => action.startsWith('meldcode.'));
  expect(written).toEqual(['meldcode.start', 'meldcode.record', 'meldcode.weigh', 'meldcode.decide']);
});
