import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { Input, Output } from '#host/contract.ts';
import type { Content } from '#host/library.ts';
import { content } from '../core/content.ts';
import { intent, practiceHost } from './practice-host.ts';

/** Something happened at school: from the first questions to the papers, in a real vault. */

const app = practiceHost({ vault: 'School' });
const { good, refusal } = app;

type Answers = Readonly<Record<string, string | number>>;
const teacher: Answers = {
  'SMA-05': 'VO',
  'SMA-06': 'medewerker',
  'SMA-01': 'ja',
  'SMA-02': 'met_taken',
  'SMA-03-toen': 15,
  'SMA-03-nu': 16,
};
const told = {
  label: 'School 23 november 2026',
  signal: 'Noor vertelde over berichten van haar mentor',
  kind: 'gezegd',
  saidBy: 'Noor',
  happenedOn: '2026-11-20',
  certainty: 'zeker',
} as const;

const asOpened = (answers: Answers, more: Partial<Input<'school.open'>> = {}): Input<'school.open'> => ({
  ...told,
  answers: Object.entries(answers).map(([item, value]) => ({ item, value })),
  intent: intent(),
  ...more,
});
const opened = (answers: Answers, more: Partial<Input<'school.open'>> = {}) =>
  good('school.open', asOpened(answers, more));

const stateOf = ({ duties: { duties } }: Output<'school.read'>, id: string) =>
  duties.find((one) => one.id === id)?.state.kind;

/** The words of a file, without spaces: where a line ends is no difference. */
const wordsOf = async (pdf: Uint8Array): Promise<string> => {
  const document = await getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  let text = '';
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  return text.replace(/\s+/g, '');
};
const solid = (text: string): string => text.replace(/\s+/g, '');

describe('the door', () => {
  test('asks what the form asks, each question once', async () => {
    const door = await good('school.door', {});
    expect(door.steps.map(({ questions }) => questions.map(({ item }) => item))).toEqual([
      ['SMA-05', 'SMA-06'],
      ['SMA-01', 'SMA-01-mishandeling', 'SMA-02'],
      ['SMA-03-toen', 'SMA-03-nu'],
    ]);
    expect(door.steps[1]?.questions[1]?.onlyWhen).toEqual({ item: 'SMA-05', codes: ['KINDEROPVANG'] });
    expect(door.law).toMatchObject({ status: 'in werking', from: '1999-07-28' });
  });

  test('a teacher and a pupil of 15: who must be told today, with nothing to be asked again', async () => {
    const key = await opened(teacher);
    const view = await good('school.read', key);
    expect(view).toMatchObject({ duty: true, letter: 'BEVOEGD_GEZAG', next: [], label: told.label });
    expect(stateOf(view, 'vertel-bestuur')).toBe('todo');
    const form = await good('assessment.read', key);
    expect(form.place).toMatchObject({ kind: 'question', question: { item: 'O-alleen' } });
    const answered = form.sections.flatMap(({ items }) => items).filter(({ answer }) => answer !== null);
    expect(answered.map(({ item }) => item)).toEqual(['O-rol', ...Object.keys(teacher)]);
    const { lines } = await good('timeline.read', { dossier: key.dossier, kind: null, person: null, from: 0 });
    expect(lines.find((line) => line.told?.text === told.signal)?.told).toMatchObject({
      about: 'gezegd',
      saidBy: 'Noor',
      happened: { on: '2026-11-20', certainty: 'zeker' },
    });
  });

  test('behaviour between pupils leads to the six criteria, with the age and the facts taken over', async () => {
    const key = await opened({ ...teacher, 'SMA-02': 'leerling' });
    const view = await good('school.read', key);
    expect(view).toMatchObject({ duty: false, letter: null });
    const [next] = view.next;
    expect(next).toMatchObject({ instrument: 'SGM', assessment: expect.any(String) });
    const form = await good('assessment.read', { dossier: key.dossier, assessment: next?.assessment ?? '' });
    const answers = Object.fromEntries(
      form.sections.flatMap(({ items }) => items).map((one) => [one.item, one.answer]),
    );
    expect(answers).toMatchObject({ 'SGM-01': told.signal, 'SGM-02-a': '16 jaar' });
    expect(form.from).toMatchObject({ assessment: key.assessment });
  });

  test('a parent leads to the meldcode form about the child', async () => {
    const { next } = await good('school.read', await opened({ ...teacher, 'SMA-02': 'ouder_gezin' }));
    expect(next).toMatchObject([{ instrument: 'KJV', assessment: expect.any(String) }]);
  });

  test('an own view is not taken over as a fact', async () => {
    const key = await opened({ ...teacher, 'SMA-02': 'leerling' }, { kind: 'eigen_indruk', saidBy: null });
    const { next } = await good('school.read', key);
    const form = await good('assessment.read', { dossier: key.dossier, assessment: next[0]?.assessment ?? '' });
    expect(form.sections.flatMap(({ items }) => items).find(({ item }) => item === 'SGM-01')?.answer).toBeNull();
  });

  test.each([
    ['who it was', { ...teacher, 'SMA-02': 'onbekend', 'SMA-03-toen': 30, 'SMA-03-nu': 30 }],
    ['how old', { ...teacher, 'SMA-03-toen': 'onbekend', 'SMA-03-nu': 'onbekend' }],
    ['how old then', { ...teacher, 'SMA-03-toen': 'onbekend', 'SMA-03-nu': 18 }],
    ['whether it was a crime', { ...teacher, 'SMA-01': 'onbekend' }],
  ])('not knowing %s never means that there is no duty', async (_, answers) => {
    const view = await good('school.read', await opened(answers));
    expect(view).toMatchObject({ duty: true, letter: 'BEVOEGD_GEZAG' });
    expect(['todo', 'open']).toContain(stateOf(view, 'vertel-bestuur'));
  });

  test('a holder who is involved gets no letter', async () => {
    const answers = { ...teacher, 'SMA-05': 'KINDEROPVANG', 'SMA-01-mishandeling': 'nee', 'SMA-02': 'bestuur' };
    const view = await good('school.read', await opened(answers));
    expect(view).toMatchObject({ duty: true, letter: null });
    expect(stateOf(view, 'aangifte-zelf')).toBe('todo');
  });

  test('a second try makes no second dossier', async () => {
    const given = asOpened({ ...teacher, 'SMA-02': 'leerling' });
    const first = await good('school.open', given);
    expect(await good('school.open', given)).toEqual(first);
    expect((await good('dossiers.list', {})).total).toBe(1);
    expect((await good('dossiers.read', { dossier: first.dossier })).assessments).toHaveLength(2);
  });

  test.each([
    ['a question that is not asked here', asOpened({ ...teacher, 'SMA-10': 'ja' }), 'unknown-item'],
    ['a question of another sector', asOpened({ ...teacher, 'SMA-01-mishandeling': 'ja' }), 'not-on-screen'],
    ['an answer that is none', asOpened({ ...teacher, 'SMA-02': 'iemand' }), 'answer-refused'],
    ['a day that is yet to come', asOpened(teacher, { happenedOn: '2026-11-24' }), 'moment-refused'],
  ])('%s is refused and nothing is made', async (_, given, kind) => {
    expect(await refusal('school.open', given)).toMatchObject({ kind });
    expect((await good('dossiers.list', {})).total).toBe(0);
  });
});

describe('the law', () => {
  const inForceFrom = (from: string): Content => ({
    files: content.files.map((file) =>
      file.path === 'resources/laws.json'
        ? {
            ...file,
            text: file.text.replace(
              /"code": "na",\s*"from": null,\s*"until": null,\s*"status": "voorstel"/,
              `"code": "na", "from": "${from}", "until": null, "status": "in werking"`,
            ),
          }
        : file,
    ),
  });

  test('is that of the day it happened, with its date and status, also where today has another', async () => {
    await app.reopen({ content: inForceFrom('2026-11-21') });
    const before = (await good('school.read', await opened(teacher))).duties;
    expect(before).toMatchObject({
      version: { from: '1999-07-28', status: 'in werking' },
      happenedOn: '2026-11-20',
      otherNow: { from: '2026-11-21' },
    });
    const on = (await good('school.read', await opened(teacher, { happenedOn: '2026-11-21' }))).duties;
    expect(on).toMatchObject({ version: { from: '2026-11-21', status: 'in werking' }, otherNow: null });
    const unknown = await opened(teacher, { happenedOn: null, certainty: 'onbekend' });
    expect((await good('school.read', unknown)).duties).toMatchObject({
      version: { from: '2026-11-21' },
      happenedOn: null,
    });
  });

  test('where the table does not reach back so far, the law of the day it became known counts', async () => {
    const view = await good('school.read', await opened(teacher, { happenedOn: '1990-05-01' }));
    expect(view.duties.version).toMatchObject({ from: '1999-07-28' });
    expect(stateOf(view, 'vertel-bestuur')).toBe('todo');
    expect(view.duties.duties[0]?.laws).toHaveLength(1);
  });
});

describe('on paper', () => {
  const save = async (key: { dossier: string; assessment: string }, paper: string) => {
    const { path } = await good('school.paper', { ...key, paper, folder: app.root, intent: intent() });
    return { path, words: await wordsOf(new Uint8Array(await readFile(path))) };
  };

  test('the report: who told whom and when, what was said apart, and what is not known', async () => {
    const key = await opened({ ...teacher, 'SMA-03-nu': 'onbekend' });
    await good('duties.record', {
      ...{ ...key, duty: 'vertel-bestuur', who: 'medewerker', whom: 'bestuur', note: 'Telefonisch', reason: null },
      ...{ happened: { day: '2026-11-23', time: '09:40' }, intent: intent() },
    });
    const { path, words } = await save(key, 'verslag');
    expect(path.slice(app.root.length + 1)).toMatch(/^baken-verslag-2026-11-23-[0-9a-f]{4}\.pdf$/);
    for (const text of [
      'Gedaan: 23 november 2026 om 09.40 uur. Medewerker vertelde het aan het schoolbestuur. Telefonisch',
      'Opgeschreven 23 november 2026 om 10.00 uur.',
      'Gezegd door Noor',
      told.signal,
      'Hoe oud is de leerling nu? Weet ik niet',
      'Niet bekend is iets anders dan nee.',
      'In werking sinds 28 juli 1999',
      '20 november 2026',
    ])
      expect(words, text).toContain(solid(text));
  });

  test('what to say on the telephone names nobody, and has the number and room to write', async () => {
    const key = await opened(teacher);
    const { words } = await save(key, 'aan-inspecteur');
    for (const text of ['0900-111 3 111', 'Ik noem geen namen', '15 jaar', 'Is er een redelijk vermoeden?', 'Ja'])
      expect(words, text).toContain(solid(text));
    expect(words).not.toContain(solid('Weet de persoon'));
    expect(words).not.toContain('Noor');
    expect(words).not.toContain(solid(told.signal));
  });

  test('a closed line says when it opens', async () => {
    app.clock = Date.parse('2026-11-27T17:30:00Z');
    const { words } = await save(await opened(teacher), 'aan-inspecteur');
    expect(words).toContain(solid('De lijn is nu dicht. Bel op 30 november 2026 om 08.00 uur.'));
  });

  test('goes only to a place outside the vault, with a line in the audit', async () => {
    const key = await opened(teacher);
    const at = { ...key, paper: 'verslag', intent: intent() };
    expect(await refusal('school.paper', { ...at, folder: app.folder })).toMatchObject({ kind: 'place-refused' });
    expect(await refusal('school.paper', { ...at, folder: join(app.root, 'er niet') })).toMatchObject({
      kind: 'place-refused',
    });
    expect(await refusal('school.paper', { ...at, paper: 'iets', folder: app.root })).toMatchObject({
      kind: 'unknown-duty',
    });
    expect((await readdir(app.root)).filter((name) => name.endsWith('.pdf'))).toEqual([]);
    await save(key, 'verslag');
    const filter = {
      group: 'taken-out',
      dossier: key.dossier,
      person: null,
      result: null,
      from: null,
      until: null,
    } as const;
    const { lines } = await good('audit.page', { from: null, filter });
    expect(lines.map(({ action }) => action)).toContain('report.export');
  });

  test('the letter to the board has the steps, no names and no story, and stands in the ledger', async () => {
    const key = await opened(teacher);
    await good('dossiers.addPerson', {
      dossier: key.dossier,
      person: { label: 'Noor Bakker', role: 'betrokkene', birthYear: 2010 },
      intent: intent(),
    });
    const sender = { name: 'S. de Vries', role: 'Docent', organisation: 'Lyceum Oost', phone: '030 123 45 67' };
    await good('office.sender', { sender, intent: intent() });
    const draft = await good('referral.draft', { ...key, code: 'BEVOEGD_GEZAG' });
    expect(draft).toMatchObject({ named: false, anonymous: false, subject: 'leerling' });
    const choices: Omit<Input<'referral.save'>, 'folder' | 'intent'> = {
      ...{ ...key, recipient: 'bevoegd-gezag', code: 'BEVOEGD_GEZAG', ground: 'meldplicht', person: null },
      ...{ groundNote: 'Gehoord op 23 november, ook mondeling verteld.', informed: 'ja', informedNote: '' },
      ...{ leftOut: [], added: [], contactSafe: false, secretsAllowed: false },
      ...{ fields: { aan: 'bestuur', leerling: 'N.B.' }, message: 'Noor vertelde het mij zelf.', slip: false },
    };
    const { path } = await good('referral.save', { ...choices, folder: app.root, intent: intent() });
    const words = await wordsOf(new Uint8Array(await readFile(path)));
    for (const text of [
      'Melding aan het bevoegd gezag',
      'N.B.',
      'Het schoolbestuur vertelt de vertrouwensinspecteur',
      'Voordat er iets wordt onderzocht',
      'Hoe oud was de leerling toen het gebeurde?',
      'Meldplicht aan het bevoegd gezag',
      // never a question that can be read as about the one who is accused
      'Weet de leerling van deze brief?',
    ])
      expect(words, text).toContain(solid(text));
    expect(words).not.toContain(solid('Weet de persoon'));
    expect(words).not.toContain('Noor');
    expect(words).not.toContain(solid(told.signal));
    const { referrals } = await good('dossiers.read', { dossier: key.dossier });
    expect(referrals).toHaveLength(1);
  });
});
