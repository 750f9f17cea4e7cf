import { beforeEach, expect, test } from 'vitest';
import type { AnswerValue } from '#core/instrument.ts';
import { hour, intent, practiceHost } from './practice-host.ts';

/** Several assessments in one dossier: what one takes over from another, the way back, and the time before. */

const app = practiceHost();
const { call, good } = app;
let key: string;

const start = async (instrument: string, from: string | null = null, about: string | null = null) =>
  good('assessment.start', { dossier: key, instrument, from, about, intent: intent() });
const say = async (assessment: string, item: string, value: AnswerValue, reason: string | null = null) =>
  good('assessment.answer', { dossier: key, assessment, item, value, note: null, reason, intent: intent() });
const conclude = async (assessment: string) =>
  good('assessment.conclude', { dossier: key, assessment, intent: intent() });

beforeEach(async () => {
  key = await app.dossier();
});

test('sexual violence in one form leads to the acute one, which asks nothing that is known, and back', async () => {
  const { assessment: first } = await start('PG');
  await say(first, 'O-rol', 'wijkteam');
  await say(first, 'O-naam', 'Lin');
  await say(first, 'PG-leeftijd', 34);
  await say(first, 'PG-16', 'ja');
  const violence = await say(first, 'PG-16-uren', 30);
  expect(violence.outcome.next.map(({ id }) => id)).toContain('ASG');
  app.clock += 2 * hour;
  const acute = await start('ASG', first);
  expect(acute.from).toEqual({ assessment: first, title: 'Wegwijzer Partnergeweld' });
  expect(Object.fromEntries(acute.taken.map(({ item, answer }) => [item, answer]))).toMatchObject({
    'O-rol': 'Wijkteam',
    'O-naam': 'Lin',
    'ASG-02': '32 uur',
    'ASG-03': '18 jaar of ouder',
  });
  expect(acute.taken.find(({ item }) => item === 'ASG-02')?.at).toBe('2026-11-23T10:00:00+01:00');
  // The role is known, so the first question is the next one.
  expect(acute.place).toMatchObject({ kind: 'question', question: { item: 'O-alleen' } });
  expect(acute.outcome.deadline?.code).toBe('4u');
  const seen = await good('assessment.goTo', {
    dossier: key,
    assessment: acute.assessment,
    item: 'ASG-02',
    intent: intent(),
  });
  expect(seen.place).toMatchObject({ kind: 'question', question: { item: 'ASG-02', answer: 32 } });
  const corrected = await say(acute.assessment, 'ASG-02', 200, 'later precies verteld');
  expect(corrected.taken.map(({ item }) => item)).not.toContain('ASG-02');
  expect(corrected.outcome.deadline?.code).not.toBe('4u');
});

test('what someone thinks is of the day: on another day only what lasts is taken over', async () => {
  const { assessment: first } = await start('OSM');
  await say(first, 'O-naam', 'Lin');
  await say(first, 'OSM-02', 34);
  await say(first, 'OSM-07', 'ja');
  const sameDay = await start('PTS', first);
  expect(sameDay.taken.map(({ item }) => item)).toEqual(expect.arrayContaining(['O-naam', 'PTS-03', 'PTS-06']));
  app.clock += 24 * hour;
  const later = await start('PTS', first);
  const items = later.taken.map(({ item }) => item);
  expect(items).toEqual(expect.arrayContaining(['O-naam', 'PTS-03']));
  expect(items).not.toContain('PTS-06');
});

test('nothing is taken over from another person: a child has its own name and its own fears', async () => {
  const { assessment: first } = await start('PG');
  await say(first, 'O-rol', 'school');
  await say(first, 'O-naam', 'Lin');
  await say(first, 'PG-05', 'ja');
  await say(first, 'PG-05-dood', 'ja');
  const child = await start('KJV', first);
  expect(child.taken.map(({ item }) => item)).toEqual(['O-rol']);
});

test('the danger of a parent reaches the form of the child, also later, until it is concluded', async () => {
  const { assessment: parent } = await start('PG');
  const { assessment: child } = await start('KJV', parent);
  const quiet = await good('assessment.read', { dossier: key, assessment: child });
  expect(quiet.outcome.band).not.toBe('HOOG');
  await say(parent, 'PG-14', 'ja');
  const risen = await good('assessment.read', { dossier: key, assessment: child });
  expect(risen.outcome.band).toBe('HOOG');
  expect(risen.outcome.reasons.map(({ id }) => id)).toContain('KJV-R6');
  await conclude(child);
  await say(parent, 'PG-14', 'nee', 'verkeerd begrepen');
  const fixed = await good('assessment.read', { dossier: key, assessment: child });
  expect(fixed.outcome.band).toBe('HOOG');
});

test('the second time shows item by item what changed, and what that did', async () => {
  const { assessment: first } = await start('PG');
  await say(first, 'PG-13', 'nee');
  await say(first, 'PG-14', 'nee');
  await say(first, 'PG-02', 'ja');
  const before = await conclude(first);
  expect(before.comparison).toBeNull();
  app.clock += 30 * 24 * hour;
  const again = await start('PG');
  await say(again.assessment, 'PG-13', 'nee');
  const after = await say(again.assessment, 'PG-14', 'ja');
  expect(after.comparison).toMatchObject({
    assessment: first,
    band: { before: before.outcome.band, after: 'HOOG', afterLabel: 'Hoog' },
    items: [
      { item: 'PG-02', before: 'Ja', after: null },
      { item: 'PG-14', before: 'Nee', after: 'Ja' },
    ],
    same: 1,
  });
  expect(after.comparison?.came.map(({ id }) => id)).toContain('PG-R1');
});

test('a score is held against the time before only when the same form was taken', async () => {
  const list = (score: number) => Array.from({ length: 20 }, () => score);
  const take = async (age: number, item: string, scores: readonly number[]) => {
    const { assessment } = await start('PTS');
    await say(assessment, 'PTS-03', age);
    await say(assessment, 'PTS-02', 12);
    return say(assessment, item, [...scores]);
  };
  const first = await take(34, 'PTS-04', list(2));
  await conclude(first.assessment);
  app.clock += 40 * 24 * hour;
  const second = await take(34, 'PTS-04', list(1));
  expect(second.outcome.reasons.find(({ id }) => id === 'PTS-R11')?.texts.join(' ')).toMatch(/betekenisvol/i);
  await conclude(second.assessment);
  const other = await take(
    15,
    'PTS-05',
    Array.from({ length: 13 }, () => 1),
  );
  expect(other.outcome.reasons.map(({ id }) => id)).not.toContain('PTS-R11');
});

test('an assessment that is not there is no source, and a person that is not there is nobody', async () => {
  const nowhere = crypto.randomUUID();
  const begun = (given: { from?: string; about?: string }) =>
    call('assessment.start', { dossier: key, instrument: 'PG', intent: intent(), ...given });
  expect(await begun({ from: nowhere })).toMatchObject({ ok: false, error: { kind: 'unknown-assessment' } });
  expect(await begun({ about: nowhere })).toMatchObject({ ok: false, error: { kind: 'unknown-person' } });
});

test('each child has its own form: the time before is that of the same child', async () => {
  const person = async (label: string) => {
    const view = await good('dossiers.addPerson', {
      dossier: key,
      person: { label, role: 'kind', birthYear: 2017 },
      intent: intent(),
    });
    const found = view.people.find((one) => one.label === label);
    if (found === undefined) throw new Error(`${label} was not added`);
    return found.id;
  };
  const [one, two] = [await person('Kind 1'), await person('Kind 2')];
  const first = await start('KJV', null, one);
  await say(first.assessment, 'KJV-07', 'ja');
  await conclude(first.assessment);
  app.clock += hour;
  const second = await start('KJV', null, two);
  expect(second.about).toEqual({ id: two, label: 'Kind 2' });
  expect(second.comparison).toBeNull();
  expect((await start('KJV', null, one)).comparison?.assessment).toBe(first.assessment);
});

test('what a parent runs into goes along in the letter about a child, as known and not as asked', async () => {
  const { assessment: parent } = await start('PG');
  await say(parent, 'PG-14', 'ja');
  const { assessment: child } = await start('KJV', parent);
  await say(child, 'KJV-05', 'ja');
  const draft = await good('referral.draft', { dossier: key, assessment: child, code: 'VT_MELDEN' });
  expect(draft.shared.find(({ topic }) => topic === 'uitslag')?.lines).toEqual([
    { question: 'Uitkomst van de wegwijzer partnergeweld voor een ouder van dit kind', answer: 'Hoog' },
  ]);
});

test('what was agreed is shown again with the outcome; an empty choice is nothing to remember', async () => {
  const { assessment } = await start('KJV');
  await say(assessment, 'KJV-16', []);
  const view = await say(assessment, 'KJV-21', 'oma');
  expect(view.outcome.kept).toEqual([
    { question: 'Bij wie voelt het kind zich beschermd? Noem de rol, geen naam.', answer: 'oma' },
  ]);
});

test('twenty scores are one sum, and in a letter nothing but the sum', async () => {
  const { assessment } = await start('PTS');
  await say(assessment, 'PTS-03', 34);
  await say(assessment, 'PTS-02', 12);
  const scores = Array.from({ length: 20 }, (_, at) => (at === 7 ? null : 2));
  const view = await say(assessment, 'PTS-04', scores);
  const answer = view.outcome.reasons.find(({ id }) => id === 'PTS-R2')?.because.find(({ item }) => item === 'PTS-04');
  expect(answer?.answer).toMatch(/^opgeteld 38 van 80, 1 van de 20 vragen leeg \(2 2 2 2 2 2 2 – 2/);
  const draft = await good('referral.draft', { dossier: key, assessment, code: 'GGZ_SPEC' });
  const lines = draft.shared.flatMap(({ lines: some }) => some);
  expect(lines.find(({ question }) => question.includes('PCL-5'))?.answer).toBe(
    'opgeteld 38 van 80, 1 van de 20 vragen leeg',
  );
});

test('at Acuut what to mind of a lower band stands behind it, and nothing is lost', async () => {
  const { assessment } = await start('PG');
  await say(assessment, 'PG-02', 'ja');
  await say(assessment, 'PG-14', 'ja');
  await say(assessment, 'PG-05', 'ja');
  const high = await say(assessment, 'PG-05-dood', 'ja');
  const before = [...high.outcome.texts, ...high.outcome.moreTexts];
  const acute = await good('assessment.stop', { dossier: key, assessment, stop: 'STOP-1', intent: intent() });
  expect(acute.outcome.band).toBe('ACUUT');
  const lower = acute.outcome.reasons.filter(({ band }) => band !== null && band !== 'ACUUT');
  const own = acute.outcome.reasons.filter(({ band }) => band === 'ACUUT').flatMap(({ texts }) => texts);
  expect(acute.outcome.texts).toEqual(expect.arrayContaining(own));
  for (const text of acute.outcome.texts)
    expect(own.includes(text) || !lower.some(({ texts }) => texts.includes(text)), text).toBe(true);
  expect(acute.outcome.moreTexts.length).toBeGreaterThan(0);
  expect([...acute.outcome.texts, ...acute.outcome.moreTexts]).toEqual(expect.arrayContaining(before));
});

test('a questionnaire that was only opened takes no danger away from a child', async () => {
  const { assessment: first } = await start('PG');
  await say(first, 'PG-14', 'ja');
  await conclude(first);
  app.clock += hour;
  await start('PG');
  const child = await start('KJV');
  expect(child.outcome.reasons.map(({ id }) => id)).toContain('KJV-R6');
});

test('an answer that was taken away is not taken over, and nothing goes to somebody else', async () => {
  const { assessment: first } = await start('PG');
  await say(first, 'PG-05', 'ja');
  await say(first, 'PG-05-dood', 'ja');
  await say(first, 'PG-leeftijd', 34);
  await say(first, 'PG-05', 'nee', 'verkeerd begrepen');
  const acute = await start('ASG', first);
  expect(acute.taken.map(({ item }) => item)).toContain('ASG-03');
  expect(acute.taken.map(({ item }) => item)).not.toContain('ASG-14');
  const { people } = await good('dossiers.addPerson', {
    dossier: key,
    person: { label: 'Bert', role: 'ander', birthYear: null },
    intent: intent(),
  });
  const other = await start('ASG', first, people[0]?.id ?? null);
  expect(other.taken.map(({ item }) => item).filter((item) => item.startsWith('ASG-'))).toEqual([]);
});

test('an answer that is changed where it came from is told, with the time of the one that was taken over', async () => {
  const { assessment: first } = await start('PG');
  await say(first, 'PG-leeftijd', 34);
  app.clock += hour;
  const { assessment: acute } = await start('ASG', first);
  app.clock += hour;
  const again = async () =>
    (await good('assessment.read', { dossier: key, assessment: acute })).taken.find(({ from }) =>
      from.includes('Partner'),
    );
  expect(await again()).toMatchObject({ answer: '18 jaar of ouder', at: '2026-11-23T10:00:00+01:00', changedAt: null });
  await say(first, 'PG-leeftijd', 17, 'Verkeerd verstaan');
  expect(await again()).toMatchObject({
    answer: '18 jaar of ouder',
    at: '2026-11-23T10:00:00+01:00',
    changedAt: '2026-11-23T12:00:00+01:00',
  });
});
