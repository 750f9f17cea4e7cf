import { describe, expect, test } from 'vitest';
import type { Output } from '#host/contract.ts';
import type { Content } from '#host/library.ts';
import { content } from '../core/content.ts';
import { intent, practiceHost } from './practice-host.ts';

/** The time of telling on record, in a real vault. */

const app = practiceHost({ vault: 'School' });
const { good, refusal } = app;

const started = async (instrument: string): Promise<{ dossier: string; assessment: string }> => {
  const { dossier } = await good('dossiers.open', {
    label: 'Linde',
    signal: 'Een leerling vertelde iets',
    kind: 'gezegd',
    saidBy: 'leerling',
    intent: intent(),
  });
  const { assessment } = await good('assessment.start', { dossier, instrument, intent: intent() });
  return { dossier, assessment };
};

type Key = { readonly dossier: string; readonly assessment: string };
const say = async (key: Key, answers: Readonly<Record<string, string | number>>) => {
  for (const [item, value] of Object.entries(answers))
    await good('assessment.answer', { ...key, item, value, note: null, reason: null, intent: intent() });
};

/** A teacher has heard of a pupil of 15 and a colleague. */
const school = async (): Promise<Key> => {
  const key = await started('SMA');
  await say(key, {
    'SMA-05': 'VO',
    'SMA-06': 'medewerker',
    'SMA-01': 'ja',
    'SMA-02': 'met_taken',
    'SMA-03-toen': 15,
    'SMA-03-nu': 15,
    'SMA-07': 'nee',
  });
  return key;
};

const told = {
  duty: 'vertel-bestuur',
  happened: { day: '2026-11-23', time: '09:40' },
  who: 'medewerker',
  whom: 'bestuur',
  note: 'Telefonisch',
  reason: null,
};
const step = ({ duties }: Output<'duties.read'>, id = 'vertel-bestuur') => {
  const duty = duties.find((one) => one.id === id);
  if (duty === undefined) throw new Error(`No step ${id}`);
  return duty;
};

describe('what stands', () => {
  test('the first step is due within a day of when it was known, with article and what to say', async () => {
    const key = await school();
    const view = await good('duties.read', key);
    expect(step(view)).toMatchObject({
      who: 'medewerker of vertrouwenspersoon',
      whom: 'het schoolbestuur',
      state: { kind: 'todo' },
      due: '2026-11-24T10:00:00+01:00',
      overdue: false,
      laws: [{ article: 'WVO 2020 hoofdstuk 3 (artikel controleren)', status: 'in werking' }],
    });
    expect(view.version).toMatchObject({ status: 'in werking', from: '1999-07-28' });
    expect(view.scripts.map(({ id }) => id)).toEqual(['aan-bestuur', 'aan-inspecteur']);
    expect(view.scripts[1]?.lines).toContainEqual({ label: 'Leeftijd toen', text: '15 jaar', at: null });
  });

  test('what is past its time says so', async () => {
    const key = await school();
    app.clock += 24 * 3_600_000;
    expect(step(await good('duties.read', key)).overdue).toBe(false);
    app.clock += 1000;
    expect(step(await good('duties.read', key)).overdue).toBe(true);
  });

  test('a closed line is told with its first working day, and the board is told today all the same', async () => {
    app.clock = Date.parse('2026-11-27T17:30:00Z');
    const view = await good('duties.read', await school());
    expect(step(view, 'overleg')).toMatchObject({
      line: { id: 'vertrouwensinspectie', openNow: 'dicht' },
      closed: { text: expect.stringMatching(/eerste werkdag.*vandaag/), opens: '2026-11-30T08:00:00+01:00' },
      due: '2026-11-30T17:00:00+01:00',
    });
    expect(step(view)).toMatchObject({ due: '2026-11-28T18:30:00+01:00', closed: null });
  });

  test('a closed line sends nobody to a board that is involved, or that knows already', async () => {
    app.clock = Date.parse('2026-11-27T17:30:00Z');
    const key = await school();
    await good('duties.record', { ...key, ...told, happened: { day: '2026-11-27', time: '18:00' }, intent: intent() });
    expect(step(await good('duties.read', key), 'overleg').closed?.text).not.toMatch(/vandaag/);
    const involved = await started('SMA');
    await say(involved, { 'SMA-05': 'KINDEROPVANG', 'SMA-06': 'medewerker', 'SMA-01': 'ja', 'SMA-02': 'bestuur' });
    const holder = await good('duties.read', involved);
    expect(step(holder, 'overleg-zelf').closed?.text).toBe('De lijn is nu dicht. Bel op de eerste werkdag.');
    const board = await started('SMA');
    await say(board, {
      'SMA-05': 'VO',
      'SMA-06': 'medewerker',
      'SMA-01': 'ja',
      'SMA-02': 'bestuur',
      'SMA-03-toen': 15,
    });
    expect(step(await good('duties.read', board), 'overleg').closed?.text).toMatch(
      /vandaag al aan de intern toezichthouder/,
    );
  });

  test('an instrument without such steps has none', async () => {
    expect(await refusal('duties.read', await started('PG'))).toMatchObject({ kind: 'unknown-duty' });
  });
});

describe('on record', () => {
  test('the time, who told whom and the law go into the dossier and survive closing it', async () => {
    const key = await school();
    await good('duties.record', { ...key, ...told, intent: intent() });
    await app.reopen();
    const view = await good('duties.read', key);
    expect(step(view)).toMatchObject({
      state: { kind: 'done', at: '2026-11-23T09:40:00+01:00' },
      late: false,
      records: [
        {
          happenedAt: '2026-11-23T09:40:00+01:00',
          at: '2026-11-23T10:00:00+01:00',
          who: { label: 'medewerker' },
          whom: { label: 'het schoolbestuur' },
          note: 'Telefonisch',
          law: 'Wet vrij en veilig onderwijs (Kamerstuk 36 777): voor',
        },
      ],
    });
    const { lines: timeline } = await good('timeline.read', {
      ...{ dossier: key.dossier },
      kind: null,
      person: null,
      from: 0,
    });
    expect(timeline).toContainEqual(
      expect.objectContaining({
        at: '2026-11-23T09:40:00+01:00',
        kind: 'verteld',
        text: 'Medewerker vertelde het aan het schoolbestuur',
      }),
    );
  });

  test('the clock of the next step starts when the board was told', async () => {
    const key = await school();
    const view = await good('duties.record', { ...key, ...told, intent: intent() });
    expect(step(view, 'overleg').due).toBe('2026-11-24T09:40:00+01:00');
  });

  test('a correction needs a reason; what was there stays visible', async () => {
    const key = await school();
    await good('duties.record', { ...key, ...told, intent: intent() });
    const changed = { ...key, ...told, happened: { day: '2026-11-22', time: '16:00' } };
    expect(await refusal('duties.record', { ...changed, intent: intent() })).toMatchObject({ kind: 'reason-needed' });
    const view = await good('duties.record', { ...changed, reason: 'Verkeerde dag', intent: intent() });
    expect(step(view).state).toMatchObject({ at: '2026-11-22T16:00:00+01:00' });
    expect(step(view).records.map(({ happenedAt, reason }) => [happenedAt, reason])).toEqual([
      ['2026-11-22T16:00:00+01:00', 'Verkeerde dag'],
      ['2026-11-23T09:40:00+01:00', null],
    ]);
    const { lines: timeline } = await good('timeline.read', {
      ...{ dossier: key.dossier },
      kind: null,
      person: null,
      from: 0,
    });
    expect(timeline.filter(({ kind }) => kind === 'verteld').map(({ text }) => text)).toEqual([
      'Medewerker vertelde het aan het schoolbestuur (later gewijzigd)',
      'Gewijzigd (Verkeerde dag): medewerker vertelde het aan het schoolbestuur',
    ]);
  });

  test('taken back, the step is to be done again', async () => {
    const key = await school();
    await good('duties.record', { ...key, ...told, intent: intent() });
    const back = { ...key, ...told, happened: null, reason: 'Het was de teamleider' };
    const view = await good('duties.record', { ...back, intent: intent() });
    expect(step(view)).toMatchObject({ state: { kind: 'todo' }, records: [{ happenedAt: null }, {}] });
  });

  test('the same again is one record', async () => {
    const key = await school();
    const input = { ...key, ...told, intent: intent() };
    await good('duties.record', input);
    expect(step(await good('duties.record', input)).records).toHaveLength(1);
    expect(step(await good('duties.record', { ...input, intent: intent() })).records).toHaveLength(1);
  });

  test.each([
    ['in the future', { happened: { day: '2026-11-23', time: '10:03' } }, 'moment-refused'],
    ['on a day that is none', { happened: { day: '2026-02-30', time: '10:00' } }, 'malformed-input'],
    ['at a time that is none', { happened: { day: '2026-11-23', time: '24:10' } }, 'malformed-input'],
    ['nothing to take back', { happened: null }, 'moment-refused'],
    ['an unknown step', { duty: 'iets-anders' }, 'unknown-duty'],
    ['a role that cannot have told it', { who: 'politie' }, 'answer-refused'],
    ['a role that cannot have been told', { whom: 'ouders' }, 'answer-refused'],
  ])('%s is refused and leaves nothing', async (_, change, kind) => {
    const key = await school();
    expect(await refusal('duties.record', { ...key, ...told, ...change, intent: intent() })).toMatchObject({ kind });
    expect(step(await good('duties.read', key)).records).toEqual([]);
  });

  test('locked, nothing is read or written', async () => {
    const key = await school();
    await app.restart();
    expect(await refusal('duties.read', key)).toMatchObject({ kind: 'locked' });
    expect(await refusal('duties.record', { ...key, ...told, intent: intent() })).toMatchObject({ kind: 'locked' });
  });
});

describe('a new date in the table of laws', () => {
  /** The bill in force from a day, by its date alone. */
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
  const student = {
    'SMA-05': 'HO',
    'SMA-06': 'medewerker',
    'SMA-01': 'ja',
    'SMA-02': 'met_taken',
    'SMA-03-toen': 19,
    'SMA-04': 'nee',
    'SMA-15': 'ja',
  };

  test('counts for what is begun from that day on; an assessment keeps the law of its own date', async () => {
    await app.reopen({ content: inForceFrom('2026-11-24') });
    app.clock = Date.parse('2026-11-23T22:59:00Z');
    const before = await started('SMA');
    app.clock = Date.parse('2026-11-23T23:00:00Z');
    const after = await started('SMA');
    await say(before, student);
    await say(after, student);
    app.clock += 3_600_000;
    expect(step(await good('duties.read', before)).state.kind).toBe('not-applicable');
    expect(step(await good('duties.read', after)).state.kind).toBe('todo');
    const view = await good('duties.record', {
      ...after,
      ...told,
      happened: { day: '2026-11-24', time: '00:10' },
      intent: intent(),
    });
    expect(step(view).records[0]?.law).toMatch(/: na$/);
    expect(step(view).laws.map(({ title }) => title)).toEqual([
      'Wet op het hoger onderwijs en wetenschappelijk onderzoek',
      'Wet vrij en veilig onderwijs (Kamerstuk 36 777)',
    ]);
  });
});
