import { readdirSync, readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnswerValue } from '#core/instrument.ts';
import type { Input, Output } from '#host/contract.ts';
import { intent, practiceHost } from './practice-host.ts';

/** The safety plan through the real vault: what it rests on, what is chosen, what leaves the vault and what never does. */

const app = practiceHost();
const { good, refusal } = app;
let dossier: string;
let linde: string;
let karim: string;
beforeEach(async () => {
  dossier = await app.dossier();
  const add = async (label: string, role: 'betrokkene' | 'ander') => {
    const { people } = await good('dossiers.addPerson', {
      ...{ dossier, intent: intent() },
      person: { label, role, birthYear: null },
    });
    return people.find((one) => one.label === label)?.id ?? '';
  };
  linde = await add('Linde', 'betrokkene');
  karim = await add('Karim', 'ander');
});

const asked = async (answers: Record<string, AnswerValue>, about: string | null = linde, instrument = 'PG') => {
  const { assessment } = await good('assessment.start', { dossier, instrument, about, intent: intent() });
  for (const [item, value] of Object.entries(answers))
    await good('assessment.answer', { dossier, assessment, item, value, note: null, reason: null, intent: intent() });
  return assessment;
};
type View = Output<'safety-plan.read'>;
const planIn = (view: View) => {
  if (view.plan === null) throw new Error('There is a plan');
  return view.plan;
};
const begun = async (assessments: readonly string[], person = linde) =>
  planIn(await good('safety-plan.start', { dossier, person, assessments: [...assessments], intent: intent() }));
type Given = Input<'safety-plan.step'>['given'];
const given = (text: string, more: Partial<Given> = {}): Given => ({
  ...{
    step: intent(),
    proposal: null,
    moment: 'thuis',
    text,
    causes: [],
    who: '',
    until: null,
    state: 'in',
    reason: '',
  },
  ...more,
});
const agreement = (more: object = {}) => ({
  ...{
    with: 'Linde',
    codeWord: 'appeltaart',
    codeMeans: 'belt 112',
    contact: 'via haar werk',
    numbers: ['112', 'veilig-thuis'],
  },
  ...{ evaluateOn: '2026-12-07', why: '' },
  ...more,
});
const choices: Input<'safety-plan.paper'>['choices'] = {
  ...{ form: 'blad', address: 'jij', withCode: false, ownNumber: false, leftOut: [] },
};

/** The words on the paper, and all that surrounds them. */
const textOf = async (bytes: Uint8Array) => {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const { info } = await pdf.getMetadata();
  return { words: pages.join(' ').replace(/\s+/g, ' '), around: JSON.stringify(info) };
};

describe('what a plan rests on', () => {
  test('names the outcomes, proposes by what they found, and nothing that a rule blocked', async () => {
    const pg = await asked({ 'PG-12': 'ja', 'PG-17': 'ja', 'PG-17-soort': ['eer'] });
    const plan = await begun([pg]);
    expect(plan).toMatchObject({
      personLabel: 'Linde',
      audience: 'slachtoffer',
      basis: [{ title: expect.stringContaining('Partnergeweld') }],
    });
    const proposed = plan.moments.flatMap(({ proposals }) => proposals);
    const ids = proposed.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['eigen-ding', 'buiten-familie', 'niet-samen']));
    expect(plan.blocked.map(({ code }) => code)).toEqual(expect.arrayContaining(['FAMILIE_INFORMEREN', 'MEDIATION']));
    expect(ids).not.toContain('familie');
    expect(proposed.find(({ id }) => id === 'eigen-ding')).toMatchObject({ causes: [{ code: 'OZ-CONTROLE' }] });
    expect(plan.noneFor.map(({ code }) => code)).toEqual(expect.arrayContaining(['OZ-CONTROLE', 'OZ-EER']));
    // a step that people thought of can answer a cause too
    const own = given('Elke week bellen met Ans', { causes: ['OZ-CONTROLE'] });
    const after = planIn(await good('safety-plan.step', { dossier, plan: plan.plan, given: own, intent: intent() }));
    expect(after.noneFor.map(({ code }) => code)).not.toContain('OZ-CONTROLE');
    expect(after.causes.map(({ code }) => code)).toContain('OZ-CONTROLE');
    expect(JSON.stringify(plan)).not.toMatch(/"band"|VERHOOGD|HOOG\b|%/);
  });

  test('a form about somebody else, of another kind, or not there is refused; a person has one plan', async () => {
    const pg = await asked({ 'PG-12': 'ja' });
    const phz = await asked({ 'PHZ-07-1': 'ja' }, karim, 'PHZ');
    const start = (person: string, assessments: string[]) =>
      refusal('safety-plan.start', { dossier, person, assessments, intent: intent() });
    expect(await start(karim, [pg])).toMatchObject({ kind: 'unknown-assessment' });
    expect(await start(intent(), [pg])).toMatchObject({ kind: 'unknown-person' });
    expect(await start(linde, [intent()])).toMatchObject({ kind: 'unknown-assessment' });
    const loose = await asked({ 'PG-12': 'nee' }, null);
    expect(await start(karim, [phz, loose])).toMatchObject({ kind: 'answer-refused' });
    const first = await begun([pg]);
    expect((await begun([pg])).plan).toBe(first.plan);
    const his = await begun([phz], karim);
    expect(his.audience).toBe('pleger');
    // what protects her holds in his plan too
    expect(his.blocked.map(({ code }) => code)).toContain('MEDIATION');
    expect(await refusal('safety-plan.read', { dossier, plan: intent() })).toMatchObject({ kind: 'unknown-plan' });
  });

  test('tells when what is known changed, and when there is something newer; looking again settles it', async () => {
    const pg = await asked({ 'PG-12': 'ja' });
    const { plan, came } = await begun([pg]);
    expect(came).toEqual([]);
    await good('assessment.answer', {
      dossier,
      assessment: pg,
      item: 'PG-04',
      value: 'ja',
      note: null,
      reason: null,
      intent: intent(),
    });
    const changed = planIn(await good('safety-plan.read', { dossier, plan }));
    expect(changed.came).toEqual(expect.arrayContaining([{ kind: 'causes', label: 'Alleen komen te staan' }]));
    app.clock += 3_600_000;
    const later = await asked({ 'PG-12': 'ja', 'PG-13': 'ja' });
    const newer = planIn(await good('safety-plan.read', { dossier, plan }));
    expect(newer.newer.map(({ assessment }) => assessment)).toEqual([later]);
    // of nobody in particular, and there is but one whom it can be about
    const loose = await asked({ 'PG-12': 'ja' }, null);
    const unnamed = planIn(await good('safety-plan.read', { dossier, plan }));
    expect(unnamed.newer.map(({ assessment }) => assessment)).toEqual([loose]);
    const settled = planIn(
      await good('safety-plan.base', { dossier, plan, assessments: [loose, later], intent: intent() }),
    );
    expect([settled.came, settled.newer]).toEqual([[], []]);
    expect(settled.basis.map(({ assessment }) => assessment)).toEqual([loose, later]);
  });
});

describe('choosing and agreeing', () => {
  test('each choice stays after closing; a version says what changed, and asks why', async () => {
    const pg = await asked({ 'PG-12': 'ja' });
    const { plan, moments } = await begun([pg]);
    const tas = moments.flatMap(({ proposals }) => proposals).find(({ id }) => id === 'tas');
    if (tas === undefined) throw new Error('It fits every plan');
    const send = (one: Given) => good('safety-plan.step', { dossier, plan, given: one, intent: intent() });
    const bag = given(tas.u, { proposal: 'tas', moment: 'weggaan', who: 'Linde', until: '2026-11-30' });
    await send(bag);
    await send(given('Ander slot', { proposal: 'slot', state: 'dropped', reason: 'huurhuis' }));
    const view = planIn(await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() }));
    expect(view).toMatchObject({ pending: [], agreed: { number: 1, codeWord: 'appeltaart', changes: [] } });
    expect(view.dropped).toMatchObject([{ text: 'Ander slot', reason: 'huurhuis' }]);
    const left = view.moments.flatMap(({ proposals }) => proposals.map(({ id }) => id));
    expect(left).not.toEqual(expect.arrayContaining(['tas']));
    const moved = { ...bag, text: 'Leg een tas op je werk' };
    expect(await refusal('safety-plan.step', { dossier, plan, given: moved, intent: intent() })).toMatchObject({
      kind: 'reason-needed',
    });
    await send({ ...moved, reason: 'zij slaapt niet meer bij Ans' });
    await good('safety-plan.agree', {
      dossier,
      plan,
      agreement: agreement({ evaluateOn: null, why: 'verhuisd naar opvang' }),
      intent: intent(),
    });
    await app.reopen();
    const after = planIn(await good('safety-plan.read', { dossier, plan: null }));
    expect(after).toMatchObject({
      agreed: {
        number: 2,
        evaluateOn: null,
        changes: [{ how: 'changed', text: 'Leg een tas op je werk', before: tas.u }],
      },
      earlier: [{ number: 1 }],
    });
    const { lines } = await good('timeline.read', { dossier, kind: 'plan', person: linde, from: 0 });
    expect(lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['Veiligheidsplan afgesproken, versie 2']));
  });

  test('own words that advise what was blocked are marked; what does not fit is refused', async () => {
    const { plan } = await begun([await asked({ 'PG-12': 'ja' })]);
    const step = (one: Given) => refusal('safety-plan.step', { dossier, plan, given: one, intent: intent() });
    await good('safety-plan.step', {
      dossier,
      plan,
      given: given('Ga samen in gesprek met de buurtbemiddelaar'),
      intent: intent(),
    });
    const view = planIn(await good('safety-plan.read', { dossier, plan }));
    expect(view.moments.flatMap(({ steps }) => steps)).toMatchObject([{ advises: [{ code: 'GEZAMENLIJK_GESPREK' }] }]);
    expect(await step(given('Iets', { moment: 'ooit' }))).toMatchObject({ kind: 'answer-refused' });
    expect(await step(given('Iets', { proposal: 'nergens' }))).toMatchObject({ kind: 'answer-refused' });
    expect(await step(given('Iets', { state: 'dropped' }))).toMatchObject({ kind: 'malformed-input' });
    await good('safety-plan.step', {
      dossier,
      plan,
      given: given('Tas bij Ans', { proposal: 'tas' }),
      intent: intent(),
    });
    expect(await step(given('Nog een tas', { proposal: 'tas' }))).toMatchObject({ kind: 'answer-refused' });
    const agree = (more: object) =>
      refusal('safety-plan.agree', { dossier, plan, agreement: agreement(more), intent: intent() });
    expect(await agree({ evaluateOn: '2026-11-22' })).toMatchObject({ kind: 'answer-refused', at: 'evaluateOn' });
    expect(await agree({ evaluateOn: null })).toMatchObject({ kind: 'malformed-input' });
    expect(await agree({ numbers: ['piloot'] })).toMatchObject({ kind: 'answer-refused', at: 'numbers' });
  });

  test('stands in the work list: first as not done, then on the day to look again', async () => {
    const { plan } = await begun([await asked({ 'PG-12': 'ja' })]);
    const lines = async () => (await good('work.list', {})).lines.filter(({ subject }) => subject.what === 'plan');
    expect(await lines()).toMatchObject([{ kind: 'vragenlijst', due: null, to: { kind: 'safety-plan', plan } }]);
    await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() });
    expect(await lines()).toMatchObject([{ kind: 'opnieuw', due: { at: expect.stringMatching(/^2026-12-07/) } }]);
    await app.reopen();
    expect(await lines()).toHaveLength(1);
    await good('safety-plan.agree', {
      dossier,
      plan,
      agreement: agreement({ evaluateOn: null, why: 'niet nodig' }),
      intent: intent(),
    });
    expect(await lines()).toEqual([]);
  });
});

describe('the version for the person', () => {
  const ready = async () => {
    const { plan } = await begun([await asked({ 'PG-12': 'ja' })]);
    for (const text of ['Bel Karim niet terug', 'Zet je schoenen bij de deur', 'Je band is HOOG'])
      await good('safety-plan.step', { dossier, plan, given: given(text), intent: intent() });
    return plan;
  };

  test('is made of what was agreed; what gives somebody away stays out, and says why', async () => {
    const plan = await ready();
    expect(await refusal('safety-plan.paper', { dossier, plan, choices })).toMatchObject({ kind: 'plan-not-agreed' });
    await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() });
    const { pdf, heldBack, steps } = await good('safety-plan.paper', { dossier, plan, choices });
    expect(steps).toBe(1);
    expect(heldBack).toMatchObject([{ why: 'name' }, { why: 'word', told: expect.stringContaining('uitkomst') }]);
    const { words, around } = await textOf(pdf);
    expect(words).toContain('Zet je schoenen bij de deur');
    expect(words).toContain('0800-2000');
    expect(words + around).not.toMatch(/Karim|Linde|HOOG|Baken|veiligheidsplan|appeltaart|via haar werk|Wijkteam/i);
    expect(
      await refusal('safety-plan.paper', { dossier, plan, choices: { ...choices, ownNumber: true } }),
    ).toMatchObject({
      kind: 'sender-needed',
    });
  });

  test('a card has plain names, numbers and the code word', async () => {
    const plan = await ready();
    await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() });
    const { pdf, pages } = await good('safety-plan.paper', {
      dossier,
      plan,
      choices: { ...choices, form: 'kaartje', withCode: true },
    });
    const { words } = await textOf(pdf);
    expect(pages).toBe(1);
    expect(words.trim()).toBe('Nummers Spoed 112 Advies 0800-2000 appeltaart');
  });

  test('is written only to a place that was named, with a line in the audit and in the record', async () => {
    const plan = await ready();
    await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() });
    const input = { dossier, plan, choices, asked: 'Zij bewaart het op haar werk', folder: app.root, intent: intent() };
    expect(await refusal('safety-plan.save', { ...input, folder: app.folder })).toMatchObject({
      kind: 'place-refused',
    });
    expect(readdirSync(app.root)).toEqual(['vault']);
    const { path } = await good('safety-plan.save', input);
    expect(path).toMatch(/\/lijst-2026-11-23-[0-9a-f]{4}\.pdf$/);
    expect(await good('safety-plan.save', input)).toEqual({ path });
    expect(readdirSync(app.root)).toHaveLength(2);
    const view = planIn(await good('safety-plan.read', { dossier, plan }));
    expect(view.given).toMatchObject([{ form: 'blad', file: path, steps: 1, heldBack: 2 }]);
    const filter = { group: 'taken-out', dossier, person: null, result: null, from: null, until: null } as const;
    const { lines } = await good('audit.page', { from: null, filter });
    expect(lines.map(({ action }) => action)).toEqual(['safety-plan.export']);
    await app.reopen();
    const again = planIn(await good('safety-plan.read', { dossier, plan }));
    expect(again.given).toEqual(view.given);
    expect((await textOf(new Uint8Array(readFileSync(path)))).words).toContain('Zet je schoenen bij de deur');
  });

  test('may also be nothing on paper, and that is on record', async () => {
    const plan = await ready();
    const nothing = { dossier, plan, asked: 'Hij kijkt in haar tas', intent: intent() };
    expect(await refusal('safety-plan.nothing', nothing)).toMatchObject({ kind: 'plan-not-agreed' });
    await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() });
    expect(planIn(await good('safety-plan.nothing', nothing)).given).toMatchObject([{ form: 'niets', file: null }]);
    expect(readdirSync(app.root)).toEqual(['vault']);
  });
});

test('in an inzage the plan of the person is told, its steps stay behind unless ticked, and another never sees it', async () => {
  const { plan } = await begun([await asked({ 'PG-12': 'ja' })]);
  await good('safety-plan.step', { dossier, plan, given: given('Zet je schoenen bij de deur'), intent: intent() });
  await good('safety-plan.agree', { dossier, plan, agreement: agreement(), intent: intent() });
  const parts = async (person: string) =>
    (await good('inzage.read', { dossier, person })).parts.filter(({ kind }) => kind.startsWith('plan'));
  expect(await parts(linde)).toMatchObject([
    { kind: 'plan', goes: 'in' },
    { kind: 'plan-step', goes: 'out', text: 'Zet je schoenen bij de deur' },
  ]);
  const his = await parts(karim);
  expect(his).toMatchObject([{ kind: 'plan-other', goes: 'never', text: '' }]);
  expect(JSON.stringify([his, await parts(linde)])).not.toMatch(/appeltaart|via haar werk/);
});
