import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { Input } from '#host/contract.ts';
import { intent, practiceHost } from './practice-host.ts';

/** Forms on paper, in a real vault: printed empty, and typed in after they were filled in. */

const app = practiceHost();
const { good, refusal } = app;

const pagesOf = async (pdf: Uint8Array): Promise<readonly string[]> => {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    pages.push(solid(items.map((item) => ('str' in item ? item.str : '')).join('')));
  }
  return pages;
};
/** Without spaces: where a line ends is no difference. */
const solid = (text: string): string => text.replace(/\s+/g, '');

const actions = async () =>
  (
    await good('audit.page', {
      from: null,
      filter: { group: null, dossier: null, person: null, result: null, from: null, until: null },
    })
  ).lines.map(({ action }) => action);

describe('an empty form', () => {
  // between them they have every kind of room to answer in
  test.each(['PG', 'KJV', 'PTS', 'EXT'])('%s asks every question, with the danger first', async (instrument) => {
    const { path } = await good('paper.form', { instrument, folder: app.root });
    const { sections, stops, numbers, version } = await good('paper.read', { instrument });
    const pages = await pagesOf(await readFile(path));
    const whole = pages.join('');
    for (const { label } of stops) expect(pages[0]).toContain(solid(label));
    for (const { phone } of numbers) expect(pages[0]).toContain(solid(phone ?? ''));
    for (const { title, questions } of sections) {
      expect(whole).toContain(solid(title));
      for (const { question, only } of questions) {
        expect(whole).toContain(solid(question.text));
        if (only !== null) expect(whole).toContain(solid(only));
        const { input } = question;
        if (input.kind === 'one' || input.kind === 'many')
          for (const { label } of input.options) expect(whole).toContain(solid(label));
      }
    }
    for (const [at, page] of pages.entries()) {
      expect(page).toContain(`Formulier${instrument},versie${version}`);
      expect(page).toContain(`${at + 1}van${pages.length}`);
    }
  });

  test('lies only where one says, under a name that tells nothing, never over another; and stands in the audit', async () => {
    const first = await good('paper.form', { instrument: 'EXT', folder: app.root });
    const second = await good('paper.form', { instrument: 'EXT', folder: app.root });
    expect((await readdir(app.root)).toSorted()).toEqual([
      'formulier-EXT-1.0.0-2.pdf',
      'formulier-EXT-1.0.0.pdf',
      'vault',
    ]);
    expect([first.path, second.path]).toEqual([
      join(app.root, 'formulier-EXT-1.0.0.pdf'),
      join(app.root, 'formulier-EXT-1.0.0-2.pdf'),
    ]);
    expect((await actions()).filter((action) => action === 'form.export')).toHaveLength(2);
    expect(await refusal('paper.form', { instrument: 'EXT', folder: app.folder })).toMatchObject({
      kind: 'place-refused',
    });
    expect(await refusal('paper.form', { instrument: 'XXX', folder: app.root })).toMatchObject({
      kind: 'unknown-instrument',
    });
  });
});

type Answers = Readonly<Record<string, Input<'paper.enter'>['answers'][number]['value']>>;
const paper = (dossier: string, instrument: string, answers: Answers, more: Partial<Input<'paper.enter'>> = {}) => ({
  ...{ dossier, instrument, about: null, on: '2026-11-23', time: '09:30', by: 'Sanne', intent: intent() },
  answers: Object.entries(answers).map(([item, value]) => ({ item, value, note: null })),
  ...more,
});
const entered = async (
  dossier: string,
  instrument: string,
  answers: Answers,
  more: Partial<Input<'paper.enter'>> = {},
) => {
  const { assessment } = await good('paper.enter', paper(dossier, instrument, answers, more));
  return good('assessment.read', { dossier, assessment });
};

describe('a form that was filled in', () => {
  const told: Answers = { 'O-veilig': 'ja', 'PG-01': 'ja', 'PG-15': 'ja', 'PG-15-bewustzijn': 'ja', 'PG-15-uren': 20 };

  test('decides as the same answers on screen do, and says that it came from paper', async () => {
    const dossier = await app.dossier();
    const view = await entered(dossier, 'PG', told);
    const begun = await good('assessment.start', {
      dossier,
      instrument: 'PG',
      about: null,
      from: null,
      intent: intent(),
    });
    const { assessment } = begun;
    for (const [item, value] of Object.entries(told))
      await good('assessment.answer', { dossier, assessment, item, value, note: null, reason: null, intent: intent() });
    const onScreen = await good('assessment.read', { dossier, assessment });
    expect(view.outcome).toEqual(onScreen.outcome);
    expect(view.progress).toEqual(onScreen.progress);
    expect(view.place).toEqual({ kind: 'done' });
    expect(view.paper).toEqual({ on: '2026-11-23', time: '09:30', by: 'Sanne', aside: [], counted: [] });
    expect(onScreen.paper).toBeNull();
    const { assessments } = await good('dossiers.read', { dossier });
    expect(assessments.map(({ paper: day }) => day)).toEqual([null, '2026-11-23']);
    expect(await actions()).toContain('assessment.from-paper');
  });

  test('what was left empty is open and never nee; a press of danger counts', async () => {
    const dossier = await app.dossier();
    const empty = await entered(dossier, 'PG', {});
    expect(empty.outcome).toMatchObject({ final: false, band: 'BEPERKT_ZICHT' });
    expect(empty.outcome.open.length).toBeGreaterThan(0);
    expect(empty.progress.answered).toBe(0);
    const pressed = await entered(dossier, 'PG', { 'STOP-1': 'ja' });
    expect(pressed.outcome.stops.map(({ id }) => id)).toEqual(['STOP-1']);
    expect(pressed.progress.answered).toBe(0);
  });

  test('an answer that does not fit is told while typing, kept, and told again beside the record', async () => {
    const dossier = await app.dossier();
    const answers: Answers = { 'PG-15': 'nee', 'PG-15-bewustzijn': 'ja' };
    const given = Object.entries(answers).map(([item, value]) => ({ item, value }));
    const check = await good('paper.check', { instrument: 'PG', on: '2026-11-23', time: null, answers: given });
    expect(check.against).toEqual(['PG-15-bewustzijn']);
    expect(check.asked).not.toContain('PG-15-bewustzijn');
    const view = await entered(dossier, 'PG', answers);
    expect(view.paper?.aside).toMatchObject([{ item: 'PG-15-bewustzijn', answer: 'Ja', shown: false }]);
    const { assessment } = view;
    const corrected = await good('assessment.answer', {
      ...{ dossier, assessment, item: 'PG-15', value: 'ja', note: null, reason: 'Verkeerd overgenomen' },
      intent: intent(),
    });
    expect(corrected.paper?.aside).toMatchObject([{ item: 'PG-15-bewustzijn', shown: true }]);
    await app.reopen();
    const again = await good('assessment.read', { dossier, assessment });
    expect(again.paper).toEqual(corrected.paper);
    expect(again.outcome.band).toBe(corrected.outcome.band);
  });

  test('hours since it happened run on from the moment on the paper', async () => {
    const dossier = await app.dossier();
    const two = { on: '2026-11-21', time: '10:00' };
    const given = [{ item: 'ASG-02', value: 30 }];
    const check = await good('paper.check', { instrument: 'ASG', ...two, answers: given });
    expect(check.counted).toEqual([{ item: 'ASG-02', was: '30 uur', now: '78 uur' }]);
    const later = await entered(dossier, 'ASG', { 'ASG-02': 30 }, two);
    const now = await entered(dossier, 'ASG', { 'ASG-02': 78 });
    expect(later.outcome.measures).toEqual(now.outcome.measures);
    expect(later.paper?.counted).toMatchObject([{ was: '30 uur' }]);
  });

  test('notes stay with their answers; the whole is written once, also when it is sent again', async () => {
    const dossier = await app.dossier();
    const note = { fact: 'Blauwe plek op de arm', said: 'Hij duwde mij', saidBy: 'Linde', view: '' };
    const input = { ...paper(dossier, 'PG', told), answers: [{ item: 'PG-01', value: 'ja', note }] };
    const first = await good('paper.enter', input);
    expect(await good('paper.enter', input)).toEqual(first);
    expect((await good('dossiers.read', { dossier })).assessments).toHaveLength(1);
    const { questions } = await good('assessment.section', {
      ...{ dossier, assessment: first.assessment },
      section:
        (await good('assessment.read', { dossier, assessment: first.assessment })).sections.find(({ items }) =>
          items.some(({ item }) => item === 'PG-01'),
        )?.id ?? '',
    });
    expect(questions.find(({ item }) => item === 'PG-01')?.note).toEqual(note);
  });

  test('is refused whole, and nothing is written, where something cannot be', async () => {
    const dossier = await app.dossier();
    const cases: readonly [Answers, Partial<Input<'paper.enter'>>, string][] = [
      [{ 'PG-01': 'misschien' }, {}, 'answer-refused'],
      [{ 'PG-99': 'ja' }, {}, 'unknown-item'],
      [{ 'O-gemeente': 'GM9999' }, {}, 'answer-refused'],
      [told, { on: '2026-11-24' }, 'moment-refused'],
      [told, { time: '18:00' }, 'moment-refused'],
      [told, { about: crypto.randomUUID() }, 'unknown-person'],
      [told, { instrument: 'XXX' }, 'unknown-instrument'],
    ];
    for (const [answers, more, kind] of cases)
      expect(await refusal('paper.enter', paper(dossier, 'PG', answers, more))).toMatchObject({ kind });
    expect((await good('dossiers.read', { dossier })).assessments).toEqual([]);
  });

  test('what the person may see names it as from paper, also what did not count', async () => {
    const dossier = await app.dossier();
    const person = { label: 'Linde', role: 'betrokkene', birthYear: null } as const;
    const { people } = await good('dossiers.addPerson', { dossier, person, intent: intent() });
    const about = people[0]?.id ?? '';
    await entered(dossier, 'PG', { 'PG-15': 'nee', 'PG-15-bewustzijn': 'ja' }, { about });
    const { parts } = await good('inzage.read', { dossier, person: about });
    const texts = parts.map(({ title, text }) => `${title} ${text}`);
    expect(texts.filter((text) => text.includes('stond op papier, telt niet mee'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Op papier ingevuld op 23 november 2026'))).toHaveLength(1);
  });
});
