import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assess } from '#core/assess.ts';
import { compile, replay } from '#core/compile.ts';
import { type AnswerValue, Instrument } from '#core/instrument.ts';
import { RuleFile } from '#core/rules.ts';
import { checkContent } from '#host/check.ts';
import { type Content, openLibrary } from '#host/library.ts';
import { content as nine } from '../core/content.ts';
import { hour, intent, practiceHost } from '../host/practice-host.ts';
import { partsOf, partsUsed } from './parts.ts';

/** A tenth instrument that is two files and no code, with every operation of the format in it. */

const text = (folder: string) => readFileSync(new URL(`./${folder}/TIEN@1.0.0.json`, import.meta.url), 'utf8');
const content: Content = {
  files: [
    ...nine.files,
    ...['forms', 'rules'].map((folder) => ({ path: `${folder}/TIEN@1.0.0.json`, text: text(folder) })),
  ],
};
const { library, faults } = openLibrary(content);
if (library === undefined) throw new Error(JSON.stringify(faults));
const pack = library.packs.get('TIEN');
if (pack === undefined) throw new Error(JSON.stringify(faults));

describe('it uses every part of the format', () => {
  const form = partsUsed(JSON.parse(text('forms')));
  const rules = partsUsed(JSON.parse(text('rules')));

  test('of forms; a place is for sections that are shared, and of a form not taken nothing else can be chosen', () => {
    const left = [...partsOf(Instrument)].filter((part) => !form.has(part) && !rules.has(part));
    expect(left).toEqual(['sections.place', 'sections.items.notTaken.alone']);
  });

  test('of rules; what bands mean and what is unfinished stands in the shared file', () => {
    const left = [...partsOf(RuleFile)].filter((part) => !rules.has(part));
    expect(left.filter((part) => !/^(bands|unfinished)(\.|$)/.test(part))).toEqual([]);
  });

  test('an operation that nobody uses is seen', () => {
    const without = JSON.parse(text('forms').replaceAll('"difference"', '"lowest"'));
    expect([...partsOf(Instrument)].filter((part) => !partsUsed(without).has(part))).toContain('derived.op=difference');
  });
});

test('it stands beside the other nine', async () => {
  const checked = await checkContent(content, Date.parse('2026-11-23T10:00:00+01:00'), false);
  expect(checked.faults).toEqual([]);
  expect(checked).toMatchObject({ kind: 'checked', counts: { instruments: 10 } });
}, 60_000);

test('a case of it is decided', async () => {
  const decided = await assess(library, {
    instrument: 'TIEN',
    on: '2026-11-23T10:00:00+01:00',
    rest: 'nee',
    answers: {
      'TIEN-leeftijd': 34,
      'TIEN-01': 'ja',
      'TIEN-01-soort': ['slaan', 'beelden'],
      'TIEN-01-uren': 72,
      'TIEN-03': '2',
      'TIEN-04': '2',
      'TIEN-05': [3, 2, null, 0, 1],
      'TIEN-06': [1, 2, 5],
    },
  });
  if (!decided.ok) throw new Error(JSON.stringify(decided.error));
  expect(decided.value.outcome).toMatchObject({
    band: 'ACUUT',
    flag: 'zwaar',
    deadline: { code: 'nu' },
    measures: ['SPOREN'],
    stops: ['STOP-1'],
    // 3 + 2 + 0 (empty, lowest) + 0 + 1; one of the two questions says ja
    score: { formulier: { totaal: 6 }, 'TIEN-ja': 1, zwaar: true, vorm: 'lijst' },
  });
  const { referrals, blocked, causes } = decided.value.outcome;
  expect(referrals.map(({ code }) => code)).toEqual(expect.arrayContaining(['112', 'VT_ADVIES', 'OPVANG', 'HUISARTS']));
  expect(JSON.stringify(blocked)).toContain('MEDIATION');
  expect(JSON.stringify(causes)).toContain('OZ-VOORBEELD');
  expect(await assess(library, { instrument: 'TIEN', answers: { 'TIEN-06': [7] } })).toMatchObject({ ok: false });
});

/** An answer for every question, in the way its type asks. */
const answerTo = (id: string): AnswerValue => {
  const item = pack.items.get(id);
  if (item?.type === 'text') return 'Iets';
  if (item?.type === 'municipality') return 'GM0344';
  if (item?.type === 'number') return item.min;
  return pack.candidates.get(id)?.[0] ?? '';
};

test('its guide asks each question once and ends', () => {
  const guide = compile(pack);
  const asked: string[] = [];
  let at = replay(guide, []);
  while (at.place.kind === 'question' && asked.length <= pack.order.length) {
    asked.push(at.place.item);
    at = replay(guide, [{ type: 'answer', item: at.place.item, value: answerTo(at.place.item) }], at);
  }
  expect(at.place).toEqual({ kind: 'done' });
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked).toEqual(expect.arrayContaining(['TIEN-leeftijd', 'TIEN-01-soort', 'TIEN-05', 'TIEN-06', 'TIEN-naam']));
  expect(asked).not.toContain('TIEN-wet');
});

describe('in a dossier', () => {
  const app = practiceHost({ content });
  const { good } = app;

  test('it takes over from PG, is concluded, and is held against the time before', async () => {
    const key = await app.dossier();
    const start = (instrument: string, from: string | null) =>
      good('assessment.start', { dossier: key, instrument, from, about: null, intent: intent() });
    const say = (assessment: string, item: string, value: AnswerValue) =>
      good('assessment.answer', { dossier: key, assessment, item, value, note: null, reason: null, intent: intent() });
    const take = async (from: string | null, scores: AnswerValue) => {
      const started = await start('TIEN', from);
      const { assessment } = started;
      await say(assessment, 'TIEN-01', 'ja');
      await say(assessment, 'TIEN-01-soort', ['beelden']);
      await say(assessment, 'TIEN-05', scores);
      const view = await good('assessment.conclude', { dossier: key, assessment, intent: intent() });
      return { started, view };
    };
    const { assessment: pg } = await start('PG', null);
    await say(pg, 'PG-leeftijd', 34);
    await say(pg, 'PG-12', 'ja');
    expect((await good('instruments.list', {})).instruments.map(({ id }) => id)).toContain('TIEN');
    app.clock += hour;
    const first = await take(pg, [0, 0, 1, 0, 0]);
    expect(Object.fromEntries(first.started.taken.map(({ item, answer }) => [item, answer]))).toMatchObject({
      'TIEN-leeftijd': '34 jaar',
      'TIEN-03': 'Vaak',
    });
    expect(first.view.outcome.band).toBe('HOOG');
    app.clock += 24 * hour;
    // 13 now, 1 the time before: the rule about a difference of five acts
    const second = await take(null, [3, 3, 3, 3, 1]);
    expect(JSON.stringify(second.view.outcome)).toContain('Het totaal is veranderd');
    expect(JSON.stringify(first.view.outcome)).not.toContain('Het totaal is veranderd');
    const list = await good('dossiers.list', {});
    expect(list.rows).toHaveLength(1);
  });
});
