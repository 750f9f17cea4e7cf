import { beforeEach, describe, expect, test } from 'vitest';
import type { AnswerValue } from '#core/instrument.ts';
import { intent, practiceHost } from './practice-host.ts';

/** An assessment taken in one room: a section on a page, questions for the client, and what may never change the outcome. */

const app = practiceHost();
const { good, refusal } = app;
let dossier: string;

beforeEach(async () => {
  dossier = await app.dossier();
});

const begin = async (instrument: string): Promise<string> =>
  (await good('assessment.start', { dossier, instrument, from: null, about: null, intent: intent() })).assessment;
const answer = (assessment: string, item: string, value: AnswerValue, more: { reason?: string; stay?: true } = {}) => ({
  ...{ dossier, assessment, item, value, note: null, intent: intent() },
  ...{ reason: null, ...more },
});

describe('a section on a page', () => {
  test('holds each question on screen with its own answer, and an unknown section holds none', async () => {
    const assessment = await begin('PG');
    await good('assessment.answer', answer(assessment, 'PG-D2', 'nee'));
    const view = await good('assessment.read', { dossier, assessment });
    const section = view.sections.find(({ items }) => items.some(({ item }) => item === 'PG-D2'));
    const { questions } = await good('assessment.section', { dossier, assessment, section: section?.id ?? '' });
    expect(questions.map(({ item }) => item)).toEqual(section?.items.map(({ item }) => item));
    expect(questions.find(({ item }) => item === 'PG-D2')?.answer).toBe('nee');
    expect(questions.find(({ item }) => item === 'PG-D1')?.answer).toBeNull();
    expect(await good('assessment.section', { dossier, assessment, section: 'nergens' })).toEqual({ questions: [] });
  });

  test('is left by nobody who answers its last question first, and the place survives a restart', async () => {
    const assessment = await begin('PG');
    const { sections } = await good('assessment.read', { dossier, assessment });
    const items = sections.find((one) => one.items.some(({ item }) => item === 'PG-D1'))?.items ?? [];
    const last = items.at(-1)?.item ?? '';
    const stayed = await good('assessment.answer', answer(assessment, last, 'nee', { stay: true }));
    expect(stayed.place).toMatchObject({ kind: 'question', question: { item: last, answer: 'nee' } });
    await app.reopen();
    const back = await good('assessment.read', { dossier, assessment });
    expect(back.place).toEqual(stayed.place);
    // one question at a time the same answer goes on to the next section
    const gone = await good('assessment.answer', answer(assessment, last, 'ja', { reason: 'Er is meer verteld' }));
    expect(
      gone.place.kind === 'question' &&
        items.some(({ item }) => gone.place.kind === 'question' && item === gone.place.question.item),
    ).toBe(false);
  });
});

test('only questions that speak to the client can be shown to the client', async () => {
  const toClient = async (instrument: string) =>
    (await good('assessment.read', { dossier, assessment: await begin(instrument) })).sections
      .flatMap(({ items }) => items)
      .filter((one) => one.toClient)
      .map(({ item }) => item);
  const partner = await toClient('PG');
  expect(partner).toContain('PG-D1');
  for (const forWorker of ['O-rol', 'O-alleen', 'PG-P', 'SYS-01']) expect(partner).not.toContain(forWorker);
  // a form that a professional fills in about somebody
  expect(await toClient('KJV')).toEqual([]);
  expect(await toClient('SMA')).toEqual([]);
});

describe('the band', () => {
  test('is raised only with a reason, which stays visible, and nothing lowers it', async () => {
    const assessment = await begin('PG');
    const high = await good('assessment.answer', answer(assessment, 'PG-13', 'ja'));
    expect(high.outcome.band).toBe('HOOG');
    await good('assessment.answer', answer(assessment, 'PG-P', 'hoger'));
    const lower = await good('assessment.answer', answer(assessment, 'PG-P-band', 'AANDACHT'));
    expect(lower.outcome).toMatchObject({ band: 'HOOG', raised: null });
    const unsaid = await good('assessment.answer', answer(assessment, 'PG-P-band', 'ACUUT', { reason: 'Anders' }));
    expect(unsaid.outcome).toMatchObject({ band: 'HOOG', raised: null });
    const raised = await good('assessment.answer', answer(assessment, 'PG-P-reden', 'Zij fluisterde aan de telefoon'));
    expect(raised.outcome).toMatchObject({ band: 'ACUUT', raised: { reason: 'Zij fluisterde aan de telefoon' } });
    await app.reopen();
    const later = await good('assessment.read', { dossier, assessment });
    expect(later.outcome.raised).toEqual(raised.outcome.raised);
  });

  test('is decided anew after a correction, which needs its reason; the answer before it stays', async () => {
    const assessment = await begin('PG');
    await good('assessment.answer', answer(assessment, 'PG-13', 'ja'));
    expect((await refusal('assessment.answer', answer(assessment, 'PG-13', 'nee')))?.kind).toBe('reason-needed');
    const after = await good(
      'assessment.answer',
      answer(assessment, 'PG-13', 'nee', { reason: 'Vraag anders begrepen' }),
    );
    expect(after.outcome.band).not.toBe('HOOG');
    const at = await good('assessment.goTo', { dossier, assessment, item: 'PG-13', intent: intent() });
    expect(at.place).toMatchObject({
      question: { answer: 'nee', history: [{ answer: 'Ja', reason: 'Vraag anders begrepen' }] },
    });
  });
});

test('a text of a rule names a button by its figure and never by its code', async () => {
  const assessment = await begin('PG');
  const { outcome, stops } = await good('assessment.answer', answer(assessment, 'PG-13', 'ja'));
  const texts = [...outcome.reasons, ...outcome.others].flatMap((rule) => rule.texts);
  expect([...texts, ...outcome.texts, ...outcome.moreTexts].join(' ')).not.toMatch(/STOP-\d/);
  const said = outcome.reasons.flatMap((rule) => rule.texts).find((text) => /knop \d/.test(text)) ?? '';
  const figures = [...said.matchAll(/knop (\d)/g)].map(([, figure]) => Number(figure));
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) expect(stops[figure - 1]?.id).toBe(`STOP-${figure}`);
});
