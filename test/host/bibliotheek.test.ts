import { describe, expect, test } from 'vitest';
import { intent, practiceHost } from './practice-host.ts';

/** Reading what Baken asks and advises with, and cards from the question they belong to. */

const { good, refusal, dossier } = practiceHost();

test('everything in use stands in it, with its source', async () => {
  const view = await good('bibliotheek.read', {});
  const { instruments } = await good('instruments.list', {});
  expect(view.instruments.map(({ id }) => id)).toEqual(instruments.map(({ id }) => id));
  for (const one of view.instruments) expect(one.limits.length, one.id).toBeGreaterThan(0);
  expect(view.laws.some(({ versions }) => versions.some(({ status }) => status === 'voorstel'))).toBe(true);
  for (const all of [view.terms, view.blocks, view.measures, view.frames])
    expect(all.every(({ source }) => source.length > 2)).toBe(true);
});

test('every instrument can be read whole, and an unknown one is refused', async () => {
  const { instruments } = await good('bibliotheek.read', {});
  for (const { id, questions } of instruments) {
    const { sections } = await good('bibliotheek.questions', { instrument: id });
    expect(sections.flatMap(({ items }) => items).length).toBeGreaterThanOrEqual(questions);
  }
  expect(await refusal('bibliotheek.questions', { instrument: 'XX' })).toMatchObject({ kind: 'unknown-instrument' });
});

test('every card opens, and says that it decides nothing', async () => {
  const { cards } = await good('bibliotheek.read', {});
  for (const { id } of cards) {
    const card = await good('bibliotheek.card', { card: id });
    expect(card.note).toContain('beslist niets');
    expect(card.removes.length * card.worsens.length, id).toBeGreaterThan(0);
  }
  expect(await refusal('bibliotheek.card', { card: 'onzin' })).toMatchObject({ kind: 'unknown-card' });
});

describe('searching', () => {
  test('all words have to stand there; what has them in its title comes first', async () => {
    const { hits } = await good('bibliotheek.find', { word: 'druk KEEL' });
    expect(hits[0]).toMatchObject({ kind: 'card', id: 'druk-op-de-keel' });
    expect(hits.map(({ kind }) => kind)).toContain('question');
    expect(await good('bibliotheek.find', { word: 'keel xyzzy' })).toEqual({ hits: [], more: 0 });
    expect(await good('bibliotheek.find', { word: '  ' })).toEqual({ hits: [], more: 0 });
  });

  test('what is not shown is counted', async () => {
    const { hits, more } = await good('bibliotheek.find', { word: 'e' });
    expect(hits).toHaveLength(40);
    expect(more).toBeGreaterThan(100);
  });
});

test('a question leads to its card and explains its words; an outcome does so for causes', async () => {
  const key = await dossier();
  const started = await good('assessment.start', { dossier: key, instrument: 'PG', intent: intent() });
  const at = { dossier: key, assessment: started.assessment };
  const ask = async (item: string) => {
    const view = await good('assessment.goTo', { ...at, item, intent: intent() });
    if (view.place.kind !== 'question') throw new Error(`${item} is not asked`);
    return view.place.question;
  };
  expect((await ask('PG-12')).card).toEqual({ id: 'dwingende-controle', title: 'Dwingende controle' });
  expect((await ask('PG-03')).terms.map(({ term }) => term)).toContain('outing');
  await good('assessment.answer', { ...at, item: 'PG-12', value: 'ja', note: null, reason: null, intent: intent() });
  const { outcome } = await good('assessment.read', at);
  expect(outcome.causes.map(({ code, card }) => [code, card])).toContainEqual(['OZ-CONTROLE', 'dwingende-controle']);
  expect(outcome.terms.map(({ term }) => term)).toContain('dwingende controle');
});
