import { describe, expect, test } from 'vitest';
import type { Input, Output } from '#host/contract.ts';
import { hour, intent, practiceHost } from './practice-host.ts';

/** What is due and what becomes of a referral, in a real vault. It begins on Monday 23 November 2026, 10:00 Dutch time. */

const app = practiceHost();
const { good, refusal } = app;

type Key = { readonly dossier: string; readonly assessment: string };
const start = async (dossier: string, instrument: string): Promise<Key> => {
  const { assessment } = await good('assessment.start', { dossier, instrument, intent: intent() });
  return { dossier, assessment };
};
const say = async (key: Key, answers: Readonly<Record<string, string | number>>) => {
  for (const [item, value] of Object.entries(answers))
    await good('assessment.answer', { ...key, item, value, note: null, reason: null, intent: intent() });
};
const conclude = (key: Key) => good('assessment.conclude', { ...key, intent: intent() });
const list = (kind: Input<'work.list'>['kind'] = null) => good('work.list', { kind });
type Line = Output<'work.list'>['lines'][number];
const of = async (kind: Line['kind']): Promise<Line> => {
  const { lines } = await list(kind);
  const [line] = lines;
  if (line === undefined) throw new Error(`Nothing of kind ${kind}`);
  return line;
};

const sender = { name: 'A. Jansen', role: 'maatschappelijk werker', organisation: 'Wijkteam', phone: '020-1234567' };
const letterChoices = async (key: Key) => {
  await good('office.sender', { sender, intent: intent() });
  const view = await good('dossiers.addPerson', {
    dossier: key.dossier,
    person: { label: 'Linde', role: 'betrokkene', birthYear: null },
    intent: intent(),
  });
  return {
    ...key,
    recipient: 'veilig-thuis',
    code: 'VT_MELDEN',
    ground: 'meldrecht',
    groundNote: 'Nodig om het geweld te stoppen',
    informed: 'nee',
    informedNote: 'Onveilig, na advies van Veilig Thuis',
    leftOut: ['controle'],
    added: [{ topic: 'identiteit', reason: 'nodig voor de tolk' }],
    person: view.people[0]?.id ?? null,
    contactSafe: false,
    secretsAllowed: false,
    fields: { 'naam-melder': 'ja', 'afspraak-ander': 'na overleg', 'eigen-hulp': 'ja' },
    message: '',
  } as const;
};
const save = async (choices: Awaited<ReturnType<typeof letterChoices>>) =>
  (
    await good('referral.save', {
      ...choices,
      leftOut: [...choices.leftOut],
      added: [...choices.added],
      folder: app.root,
      intent: intent(),
    })
  ).referral;
const letter = async (key: Key): Promise<string> => save(await letterChoices(key));
const given = { on: '2026-11-23', channel: 'telefoon', spoke: '', agreed: '', instead: '' };

describe('the work list', () => {
  test('of an empty vault is empty', async () => {
    const { lines, dossiers, found } = await list();
    expect({ lines, dossiers, found }).toEqual({ lines: [], dossiers: 0, found: 0 });
  });

  test('shows a signal with which nothing was done, until something is', async () => {
    const dossier = await app.dossier();
    expect((await list()).lines).toMatchObject([
      { subject: { what: 'signal' }, to: { kind: 'dossier' }, label: 'Linde' },
    ]);
    const about = { on: 'signal' } as const;
    const handled = { about, done: 'Doorgegeven aan collega', nextAt: '2026-11-30', why: '' };
    await good('work.handle', { dossier, handled, intent: intent() });
    expect(await of('vragenlijst')).toMatchObject({ group: 'week', due: { whole: true }, past: false });
    await start(dossier, 'PG');
    expect((await list()).lines).toMatchObject([{ subject: { what: 'open' }, to: { kind: 'assessment' } }]);
  });

  test('counts windows from when it happened, drops each when it closes, and says that later is welcome too', async () => {
    const key = await start(await app.dossier(), 'ASG');
    await say(key, { 'ASG-02': 70 });
    const first = await of('venster');
    expect(first).toMatchObject({ group: 'nu', subject: { timeKnown: true, past: [] } });
    expect(first.due?.at).toBe('2026-11-23T12:00:00+01:00');
    app.clock += 3 * hour;
    const second = await of('venster');
    expect(second.subject.what === 'window' && second.subject.past).toContain('Medicijnen tegen hiv (PEP)');
    expect(second.due?.at).toBe('2026-11-25T12:00:00+01:00');
    app.clock = Date.parse('2026-11-27T11:30:00Z');
    expect((await list('venster')).lines).toEqual([]);
  });

  test('an unknown time counts as in time, until somebody says that it is done', async () => {
    const key = await start(await app.dossier(), 'ASG');
    await say(key, { 'ASG-02': 'onbekend' });
    const line = await of('venster');
    expect(line).toMatchObject({ group: 'nu', due: null, subject: { timeKnown: false } });
    if (line.about === null) throw new Error('A window can be put down as done');
    const handled = { about: line.about, done: 'Gebeld', nextAt: null, why: 'Zij is vandaag bij het CSG geweest' };
    await good('work.handle', { dossier: key.dossier, handled, intent: intent() });
    expect((await list('venster')).lines).toEqual([]);
  });

  test('a deadline stays until it is handled, and then asks to look again', async () => {
    const key = await start(await app.dossier(), 'PG');
    await say(key, { 'PG-29': 3 });
    const open = await of('vragenlijst');
    expect(open.due).not.toBeNull();
    await conclude(key);
    const line = await of('termijn');
    expect(line).toMatchObject({ label: 'Linde', to: { kind: 'assessment', assessment: key.assessment } });
    expect(line.source).toContain('uitkomst');
    app.clock += 48 * hour;
    expect(await of('termijn')).toMatchObject({ group: 'nu', past: true });
    if (line.about === null) throw new Error('A deadline can be handled');
    const { again } = await list();
    expect(again.nextAt).toBe('2026-12-23');
    const handled = { about: line.about, done: 'Gemeld en gebeld', nextAt: again.nextAt, why: '' };
    await good('work.handle', { dossier: key.dossier, handled, intent: intent() });
    expect((await list('termijn')).lines).toEqual([]);
    expect(await of('opnieuw')).toMatchObject({ group: 'later', due: { at: '2026-12-23T23:59:00+01:00' } });
    await app.reopen();
    expect(await of('opnieuw')).toMatchObject({ group: 'later' });
    const next = await start(key.dossier, 'PG');
    expect((await list()).lines).toMatchObject([{ subject: { what: 'open' }, to: { assessment: next.assessment } }]);
  });

  test('to look no more without a reason does not pass the contract', async () => {
    const dossier = await app.dossier();
    const handled = { about: { on: 'signal' }, done: 'Gebeld', nextAt: null, why: '' } as const;
    expect(await refusal('work.handle', { dossier, handled, intent: intent() })).toMatchObject({
      kind: 'malformed-input',
    });
  });

  test('shows who must be told and by when, also after each telling', async () => {
    const key = await start(await app.dossier(), 'SMA');
    await say(key, {
      'SMA-05': 'VO',
      'SMA-06': 'medewerker',
      'SMA-01': 'ja',
      'SMA-02': 'met_taken',
      'SMA-03-toen': 15,
      'SMA-03-nu': 15,
      'SMA-07': 'nee',
    });
    const line = await of('plicht');
    const { duties } = await good('duties.read', key);
    const due = duties.flatMap((duty) => duty.due ?? []).toSorted()[0];
    expect(line).toMatchObject({ to: { kind: 'duties' }, due: { at: due }, subject: { known: true } });
    await good('duties.record', {
      ...key,
      duty: 'vertel-bestuur',
      happened: { day: '2026-11-23', time: '09:40' },
      who: 'medewerker',
      whom: 'bestuur',
      note: 'Telefonisch',
      reason: null,
      intent: intent(),
    });
    const after = await of('plicht');
    expect(after.subject.what === 'owed' && after.subject.title).not.toBe(
      line.subject.what === 'owed' && line.subject.title,
    );
  });

  test('counts the terms of a melding, and a decision to report that was not carried out', async () => {
    const dossier = await app.dossier();
    const begun = await good('meldcode.start', { dossier, frame: 'maatschappelijk-werk', intent: intent() });
    const meldcode = begun.round?.meldcode ?? '';
    await good('meldcode.decide', {
      dossier,
      meldcode,
      decision: 'melden',
      answer: 'ja',
      grounds: 'Acuut gevaar',
      reason: null,
      intent: intent(),
    });
    expect(await of('meldcode')).toMatchObject({ subject: { what: 'report' }, group: 'vandaag' });
    await good('meldcode.record', {
      dossier,
      meldcode,
      note: { what: 'melding', on: '2026-11-23', how: 'Telefoon', told: '', ground: null, groundNote: '' },
      corrects: null,
      reason: null,
      intent: intent(),
    });
    const { lines } = await list('meldcode');
    expect(lines.map(({ due }) => due?.at.slice(0, 10))).toEqual(['2026-11-30', '2026-12-21', '2027-02-01']);
    expect(lines.every(({ source }) => source !== null)).toBe(true);
  });
});

describe('a referral', () => {
  test('begins as a letter that is not sent, and is followed to its end with a next date at every step', async () => {
    const key = await start(await app.dossier(), 'PG');
    const referral = await letter(key);
    const read = { dossier: key.dossier, referral };
    expect(await of('verwijzing')).toMatchObject({ group: 'vandaag', subject: { state: 'concept' }, to: { referral } });
    const step = (values: Partial<Input<'referral.step'>['given']>, more: Partial<Input<'referral.step'>> = {}) => ({
      ...read,
      given: { ...given, step: 'verstuurd' as const, nextAt: null, ...values },
      intent: intent(),
      ...more,
    });
    expect(await refusal('referral.step', step({}))).toMatchObject({ kind: 'malformed-input' });
    expect(await refusal('referral.step', step({ step: 'terugkoppeling', nextAt: '2026-12-01' }))).toMatchObject({
      kind: 'step-refused',
      at: 'step',
    });
    expect(await refusal('referral.step', step({ on: '2026-11-24', nextAt: '2026-12-01' }))).toMatchObject({
      kind: 'moment-refused',
    });
    const { proposals } = await good('referral.read', read);
    const proposed = proposals.find(({ after }) => after === 'verstuurd');
    expect(proposed).toMatchObject({ nextAt: '2026-11-30', own: false });
    const sent = await good('referral.step', step({ channel: 'webformulier', nextAt: proposed?.nextAt ?? null }));
    expect(sent.shared).toMatchObject({ state: 'verstuurd', nextAt: '2026-11-30', open: true });
    expect(await of('verwijzing')).toMatchObject({ group: 'week', subject: { state: 'verstuurd' } });

    app.clock += 8 * 24 * hour;
    expect(await of('verwijzing')).toMatchObject({ group: 'nu', past: true });
    const asked = await good('referral.step', step({ step: 'nagevraagd', on: '2026-12-01', nextAt: '2026-12-03' }));
    expect(asked.shared).toMatchObject({ state: 'verstuurd', nextAt: '2026-12-03' });
    const told = await good(
      'referral.step',
      step({
        step: 'terugkoppeling',
        on: '2026-12-01',
        nextAt: '2026-12-29',
        agreed: 'Onderzoek begint',
        spoke: 'M. de Boer',
      }),
    );
    const [, , wrong] = told.steps;
    const correction = step(
      { step: 'aangenomen', on: '2026-12-01', nextAt: '2027-02-09' },
      { corrects: wrong?.entry ?? '' },
    );
    expect(await refusal('referral.step', correction)).toMatchObject({ kind: 'reason-needed' });
    const right = await good('referral.step', { ...correction, reason: 'verkeerde knop', intent: intent() });
    expect(right.shared).toMatchObject({ state: 'aangenomen', nextAt: '2027-02-09' });
    expect(right.steps.filter(({ replaced }) => replaced)).toMatchObject([
      { step: 'terugkoppeling', agreed: 'Onderzoek begint' },
    ]);
    expect(await refusal('referral.step', { ...correction, reason: 'nog eens', intent: intent() })).toMatchObject({
      kind: 'step-refused',
      at: 'corrects',
    });
    const done = await good('referral.step', step({ step: 'afgerond', on: '2026-12-01' }));
    expect(done).toMatchObject({ next: [], shared: { open: false, nextAt: null } });
    expect((await list('verwijzing')).lines).toEqual([]);
    await app.reopen();
    expect((await good('referral.read', read)).steps).toHaveLength(5);
    const { lines: timeline } = await good('timeline.read', {
      ...{ dossier: key.dossier },
      kind: null,
      person: null,
      from: 0,
    });
    expect(timeline.filter(({ kind }) => kind === 'verwijzing')).toHaveLength(5);
  });

  test('that is declined says what happens instead, and other ways are offered', async () => {
    const key = await start(await app.dossier(), 'PG');
    const referral = await letter(key);
    const read = { dossier: key.dossier, referral };
    await good('referral.step', {
      ...read,
      given: { ...given, step: 'verstuurd', nextAt: '2026-11-30' },
      intent: intent(),
    });
    const no = { ...given, step: 'afgewezen' as const, nextAt: null };
    expect(await refusal('referral.step', { ...read, given: no, intent: intent() })).toMatchObject({
      kind: 'malformed-input',
    });
    const declined = await good('referral.step', {
      ...read,
      given: { ...no, instead: 'Huisarts gebeld' },
      intent: intent(),
    });
    expect(declined.shared).toMatchObject({ state: 'afgewezen', open: false });
    expect(declined.declined.routes.map(({ code }) => code)).toContain('VT_ADVIES');
  });

  test('leaves a line in the ledger: whom, what, on which ground, told or not, what stayed out and what was added', async () => {
    const key = await start(await app.dossier(), 'PG');
    await letter(key);
    expect(await good('referral.ledger', { dossier: key.dossier })).toMatchObject([
      {
        recipient: 'Veilig Thuis (melding)',
        ground: 'Meldrecht',
        groundNote: 'Nodig om het geweld te stoppen',
        informed: 'nee',
        informedNote: 'Onveilig, na advies van Veilig Thuis',
        leftOut: ['Controle en dwang'],
        added: [{ reason: 'nodig voor de tolk' }],
        secrets: false,
        reference: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/),
      },
    ]);
  });

  test('copied part by part has its line before it is saved, and saving it makes no other', async () => {
    const key = await start(await app.dossier(), 'PG');
    const chosen = await letterChoices(key);
    const choices = { ...chosen, leftOut: [...chosen.leftOut], added: [...chosen.added] };
    const once = intent();
    const { parts, referral } = await good('referral.copy', { ...choices, intent: once });
    expect(parts.map(({ heading }) => heading).slice(0, 5)).toEqual([
      'Toelichting',
      'Stappen van de meldcode',
      'Melder',
      'Betrokkenen',
      'Melding',
    ]);
    const ledger = () => good('referral.ledger', { dossier: key.dossier });
    const plain = await good('referral.preview', choices);
    expect((await good('referral.preview', { ...choices, slip: true })).pages).toBe(plain.pages + 1);
    expect(await ledger()).toMatchObject([{ referral, file: '', leftOut: ['Controle en dwang'], state: 'concept' }]);
    await good('referral.copy', { ...choices, leftOut: [], intent: once });
    expect(await ledger()).toMatchObject([{ referral, leftOut: [] }]);
    const saved = await good('referral.save', { ...choices, referral, folder: app.root, intent: intent() });
    expect(saved.referral).toBe(referral);
    expect(await ledger()).toMatchObject([{ referral, file: saved.path, leftOut: ['Controle en dwang'] }]);
  });
});
