import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dutch } from '#core/calendar.ts';
import { type DutyCase, type DutyState, dutiesOf } from '#core/duties.ts';
import { dueOf, nextHours } from '#core/duty-due.ts';
import { dutyFaults } from '#core/duty-faults.ts';
import { type DutyRecorded, dutchMoment, isInFuture } from '#core/duty-record.ts';
import { scriptsOf } from '#core/duty-script.ts';
import type { Answers } from '#core/instrument.ts';
import { anyAnswers, decided, on, runs } from './cases.ts';
import { library, packOf } from './content.ts';

const pack = packOf('SMA');
const { duties: table, laws, services, holidays } = library.resources;
const noRecords: DutyCase['records'] = new Map();

/** What the real rules make of these answers, and what the table makes of that. */
const found = async (answers: Answers, records = noRecords) => {
  const { rules } = await decided(pack, answers);
  const acting = new Set(rules.filter(({ acts }) => acts).map(({ id }) => id));
  return dutiesOf(table, laws.laws, { answers, acting, on, records });
};
const states = async (answers: Answers, records = noRecords): Promise<Readonly<Record<string, DutyState['kind']>>> =>
  Object.fromEntries((await found(answers, records)).duties.map(({ id, state }) => [id, state.kind]));

/** The case that the limits of the instrument begin with: a teacher, a pupil of 15. */
const base: Answers = {
  'SMA-05': 'VO',
  'SMA-06': 'medewerker',
  'SMA-01': 'ja',
  'SMA-02': 'met_taken',
  'SMA-03-toen': 15,
  'SMA-03-nu': 15,
  'SMA-10': 'ja',
  'SMA-16': 'ja',
  'SMA-11': 'nee',
  'SMA-13': 'nee',
  'SMA-12': 'nee',
  'SMA-07': 'nee',
};
const but = (change: Answers, drop: readonly string[] = []): Answers =>
  Object.fromEntries(Object.entries({ ...base, ...change }).filter(([item]) => !drop.includes(item)));

const sectors = ['PO', 'SO', 'VO', 'MBO', 'HO', 'KINDEROPVANG'] as const;
const schools = sectors.filter((sector) => sector !== 'KINDEROPVANG');

describe('the steps of every sector', () => {
  test.each([
    ['PO', 'het schoolbestuur', 'WPO art. 4a'],
    ['SO', 'het schoolbestuur', 'WEC art. 4a'],
    ['VO', 'het schoolbestuur', 'WVO 2020 hoofdstuk 3 (artikel controleren)'],
    ['MBO', 'het college van bestuur', 'WEB art. 1.3.8'],
    ['HO', 'het instellingsbestuur', 'WHW art. 1.20'],
    ['KINDEROPVANG', 'de houder', 'Wko art. 1.51b en 1.51c'],
  ])('%s: %s, %s', async (sector, board, article) => {
    const { duties, sector: own } = await found(but({ 'SMA-05': sector }));
    const [first, second] = duties;
    expect(first).toMatchObject({ id: 'vertel-bestuur', whom: board, state: { kind: 'todo' } });
    expect(first?.laws).toMatchObject([{ article, status: 'in werking', source: expect.any(String) }]);
    expect(first?.laws[0]?.note).toMatch(/artikel controleren/);
    expect(second).toMatchObject({ id: 'overleg', who: board, whom: 'de vertrouwensinspecteur' });
    expect(second?.before).toBe('er iets wordt onderzocht');
    expect(own?.covers).toBe(table.sectors.find(({ code }) => code === sector)?.covers);
  });

  test('in order: board, inspector, parents and person before the report, report, inspector again', async () =>
    expect((await found(but({ 'SMA-07': 'ja', 'SMA-08': 'ja', 'SMA-09': 'ja' }))).duties.map(({ id }) => id)).toEqual([
      'vertel-bestuur',
      'overleg',
      'informeer-ouders',
      'informeer-betrokkene',
      'aangifte',
      'meld-aangifte',
    ]));

  test('no step names a room left open', async () => {
    for (const sector of sectors)
      for (const answers of [but({ 'SMA-05': sector }), but({ 'SMA-05': sector, 'SMA-02': 'bestuur' })])
        expect(JSON.stringify(await found(answers))).not.toMatch(/[{}](bestuur|leerling)/i);
  });
});

/** What the law says of telling the board, read from the articles and not from the rules. */
const expectedOf = (sector: string, role: string | undefined, then: number | undefined, able: string | undefined) => {
  const isTasked = role === 'met_taken';
  if (sector === 'KINDEROPVANG' && isTasked) return 'todo';
  if (role === undefined || role === 'onbekend') return 'open';
  if (isTasked && able === 'ja') return 'todo';
  if (then === undefined) return 'open';
  if (!isTasked) return 'not-applicable';
  if (then < 18) return 'todo';
  return able === 'nee' ? 'not-applicable' : 'open';
};

describe('telling the board: who the other is, how old the pupil was, in which sector', () => {
  const roles = ['met_taken', 'leerling', 'ouder_gezin', 'buiten', 'onbekend', undefined];
  const ages = [12, 17, 18, 24, undefined];
  const ables = ['nee', 'ja', 'onbekend', undefined];
  const rows = sectors.flatMap((sector) =>
    roles.flatMap((role) => ages.flatMap((age) => ables.map((able) => [sector, role, age, able] as const))),
  );
  const caseOf = ([sector, role, age, able]: (typeof rows)[number], more: Answers = {}): Answers => ({
    ...but({ 'SMA-05': sector, ...more }, ['SMA-02', 'SMA-03-toen', 'SMA-03-nu']),
    ...(role === undefined ? {} : { 'SMA-02': role }),
    ...(age === undefined ? {} : { 'SMA-03-toen': age }),
    ...(able === undefined || (age ?? 99) < 18 ? {} : { 'SMA-04': able }),
  });

  test(`the law as it is, over ${rows.length} cases`, async () => {
    for (const row of rows) {
      const [sector, role, age, able] = row;
      const now = (await states(caseOf(row)))['vertel-bestuur'];
      expect([row, now]).toEqual([row, expectedOf(sector, role, age, able)]);
    }
  });

  test.each([
    ['ja', 'todo'],
    ['nee', 'not-applicable'],
    ['onbekend', 'open'],
    [undefined, 'open'],
  ])('the bill, an adult student, dependent %s: %s', async (dependent, state) => {
    for (const sector of schools) {
      const answers = but({
        'SMA-05': sector,
        'SMA-03-toen': 19,
        'SMA-03-nu': 19,
        'SMA-04': 'nee',
        'SMA-wet': 'na',
        ...(dependent === undefined ? {} : { 'SMA-15': dependent }),
      });
      const { duties, version } = await found(answers);
      expect(version).toMatchObject({ code: 'na', status: 'voorstel' });
      const board = duties.find(({ id }) => id === 'vertel-bestuur');
      expect([sector, board?.state.kind]).toEqual([sector, state]);
      // The article of the sector does not say it yet: the bill stands beside it.
      if (state === 'todo') expect(board?.laws.map(({ law }) => law)).toContain('wet-vrij-en-veilig-onderwijs');
    }
  });

  test('an adult student under the law of now chooses, and the inspector may be asked', async () => {
    const answers = but({ 'SMA-05': 'HO', 'SMA-03-toen': 19, 'SMA-03-nu': 19, 'SMA-04': 'nee', 'SMA-15': 'ja' });
    expect(await states(answers)).toMatchObject({ 'vertel-bestuur': 'not-applicable', 'advies-inspecteur': 'todo' });
  });

  test('a former pupil counts by the age then', async () => {
    const { duties, notes } = await found(but({ 'SMA-03-toen': 17, 'SMA-03-nu': 24 }));
    expect(duties[0]).toMatchObject({ id: 'vertel-bestuur', state: { kind: 'todo' } });
    expect(notes.map(({ id }) => id)).toContain('oud-leerling');
  });

  test('under 18 now was under 18 then', async () =>
    expect(await states(but({ 'SMA-03-nu': 16 }, ['SMA-03-toen']))).toMatchObject({ 'vertel-bestuur': 'todo' }));

  test('whether it was a crime is unknown: as if it was', async () =>
    expect(await states(but({ 'SMA-01': 'onbekend' }))).toMatchObject({ 'vertel-bestuur': 'todo' }));
});

describe('what the consultation concludes', () => {
  const told = { 'SMA-07': 'ja', 'SMA-08': 'ja' };
  test.each([
    [{ ...told, 'SMA-09': 'ja' }, 'todo'],
    [{ ...told, 'SMA-09': 'nee' }, 'not-applicable'],
    [{ 'SMA-07': 'ja', 'SMA-08': 'nee', 'SMA-09': 'nee' }, 'open'],
    [{ ...told, 'SMA-09': 'nog_niet' }, 'open'],
    [told, 'open'],
  ])('%j: the report is %s', async (change, state) => {
    for (const sector of sectors) {
      const now = await states(but({ 'SMA-05': sector, ...change }));
      for (const step of ['informeer-ouders', 'informeer-betrokkene', 'aangifte', 'meld-aangifte'])
        expect([sector, step, now[step]]).toEqual([sector, step, state]);
    }
  });

  test('without a reasonable suspicion care and complaint stay', async () =>
    expect((await found(but({ ...told, 'SMA-09': 'nee' }))).notes.map(({ id }) => id)).toContain('wat-blijft'));

  test('parents who may be a danger are told with advice, and the report goes on', async () => {
    const { duties } = await found(but({ ...told, 'SMA-09': 'ja', 'SMA-16': 'nee' }));
    const parents = duties.find(({ id }) => id === 'informeer-ouders');
    expect(parents?.state).toMatchObject({ kind: 'todo', text: expect.stringContaining('Veilig Thuis') });
    expect(duties.find(({ id }) => id === 'aangifte')?.state.kind).toBe('todo');
  });

  test('only sexual intimidation: advice now, telling and consulting under the bill, and never a report', async () => {
    const intimidation = but({ 'SMA-01': 'nee', 'SMA-14': 'ja' });
    expect(await states(intimidation)).toMatchObject({
      'vertel-bestuur': 'not-applicable',
      'advies-inspecteur': 'todo',
    });
    expect(await states({ ...intimidation, 'SMA-wet': 'na' })).toMatchObject({
      'vertel-bestuur': 'todo',
      overleg: 'todo',
      aangifte: 'not-applicable',
    });
  });
});

describe('somebody of the board is involved', () => {
  test.each(schools)(
    '%s: another of the board or the supervisor is told, and you call the inspector',
    async (sector) => {
      const { duties, notes } = await found(but({ 'SMA-05': sector, 'SMA-02': 'bestuur', 'SMA-07': 'ja' }));
      expect(duties[0]).toMatchObject({
        id: 'vertel-bestuur',
        whom: 'de intern toezichthouder of een ander bestuurslid',
        // That the board knows may mean that the person knows: it does not count as told.
        state: { kind: 'todo' },
      });
      expect(duties[1]).toMatchObject({ id: 'overleg', who: 'u zelf', state: { kind: 'todo' } });
      expect(notes.map(({ id }) => id)).toContain('betrokken-bestuur');
    },
  );

  test('also while it is open whether the duty holds, nobody is sent to the board', async () => {
    const answers = but({ 'SMA-02': 'bestuur', 'SMA-05': 'MBO' }, ['SMA-03-toen', 'SMA-03-nu']);
    const [first] = (await found(answers)).duties;
    expect(first).toMatchObject({ id: 'vertel-bestuur', whom: expect.stringContaining('toezichthouder') });
    expect(first?.state).toMatchObject({ kind: 'open', text: expect.stringContaining('toezichthouder') });
  });

  test('the holder of childcare: you report yourself and tell the holder nothing', async () => {
    const { duties } = await found(but({ 'SMA-05': 'KINDEROPVANG', 'SMA-02': 'bestuur' }));
    expect(duties.map(({ id, state }) => [id, state.kind])).toEqual([
      ['overleg-zelf', 'todo'],
      ['aangifte-zelf', 'todo'],
      ['vertel-bestuur', 'not-applicable'],
      ['overleg', 'not-applicable'],
      ['informeer-ouders', 'not-applicable'],
      ['informeer-betrokkene', 'not-applicable'],
      ['aangifte', 'not-applicable'],
      ['meld-aangifte', 'not-applicable'],
    ]);
  });

  test('who is of the board does not tell the board, but calls', async () =>
    expect(await states(but({ 'SMA-06': 'bestuur' }, ['SMA-07']))).toMatchObject({
      'vertel-bestuur': 'not-applicable',
      overleg: 'todo',
    }));
});

describe('childcare', () => {
  const abuse = but({ 'SMA-05': 'KINDEROPVANG', 'SMA-01': 'nee', 'SMA-14': 'nee', 'SMA-01-mishandeling': 'ja' });
  test('abuse counts', async () => expect(await states(abuse)).toMatchObject({ 'vertel-bestuur': 'todo' }));
  test('and in a school it is not asked', async () =>
    expect(await states({ ...abuse, 'SMA-05': 'PO' })).toMatchObject({ 'vertel-bestuur': 'not-applicable' }));
});

describe('for any answers', () => {
  const missing = (answers: Answers): boolean => {
    const [then, now, role] = [answers['SMA-03-toen'], answers['SMA-03-nu'], answers['SMA-02']];
    const agedThen = typeof then === 'number' || (typeof now === 'number' && now < 18);
    return !agedThen || role === undefined || role === 'onbekend' || answers['SMA-05'] === undefined;
  };

  test('while sector, age or role is unknown no duty is said not to hold, unless another takes its place', () =>
    fc.assert(
      fc.asyncProperty(anyAnswers(pack), async (answers) => {
        const { duties } = await found(answers);
        const gone = duties.filter(({ state }) => state.kind === 'not-applicable');
        if (!missing(answers) || gone.length === 0) return;
        const replaced = answers['SMA-06'] === 'bestuur' ? ['vertel-bestuur'] : duties.map(({ id }) => id).slice(2);
        const isHolder = answers['SMA-05'] === 'KINDEROPVANG' && answers['SMA-02'] === 'bestuur';
        expect(isHolder || gone.every(({ id }) => replaced.includes(id) && answers['SMA-06'] === 'bestuur')).toBe(true);
      }),
      { numRuns: runs },
    ));

  test('wishes of pupil or parents change the state of no step', () =>
    fc.assert(
      fc.asyncProperty(anyAnswers(pack), fc.constantFrom('ja', 'nee', 'onbekend'), async (answers, wish) => {
        expect(await states({ ...answers, 'SMA-12': wish })).toEqual(await states({ ...answers, 'SMA-12': 'ja' }));
      }),
      { numRuns: runs },
    ));

  test('when the rules ask for a report, somebody has to make it', () =>
    fc.assert(
      fc.asyncProperty(anyAnswers(pack), async (answers) => {
        const { referrals } = await decided(pack, answers);
        const codes = referrals.map(({ code }) => code);
        const now = await states(answers);
        if (codes.includes('AANGIFTE_BEVOEGD_GEZAG')) expect(now.aangifte).toBe('todo');
        if (codes.includes('BEVOEGD_GEZAG') && answers['SMA-06'] !== 'bestuur')
          expect(['todo', 'done', 'open']).toContain(now['vertel-bestuur']);
      }),
      { numRuns: runs },
    ));
});

const record = (happenedAt: string | null, change: Partial<DutyRecorded> = {}): DutyRecorded => ({
  kind: 'duty-recorded',
  assessment: '7b0f6f0e-1f2e-4a59-9b53-4b8d7c4b8a11',
  duty: 'vertel-bestuur',
  happenedAt,
  who: 'medewerker',
  whom: 'bestuur',
  note: '',
  corrects: null,
  reason: null,
  law: null,
  ...change,
});
const kept = (happenedAt: string | null) => new Map([['vertel-bestuur', record(happenedAt)]]);

describe('done', () => {
  test('by an answer, with the time in words', async () => {
    const { duties } = await found(but({ 'SMA-07': 'ja', 'SMA-07-tijd': 'maandag half elf' }));
    expect(duties[0]?.state).toEqual({ kind: 'done', at: null, words: 'maandag half elf' });
  });

  test('by a record, which says more than an answer', async () => {
    const { duties } = await found(but({ 'SMA-07': 'ja' }), kept('2026-11-23T09:30:00+01:00'));
    expect(duties[0]?.state).toEqual({ kind: 'done', at: '2026-11-23T09:30:00+01:00', words: null });
  });

  test('taken back it stands open again, whatever an answer says', async () => {
    const { duties } = await found(but({ 'SMA-07': 'ja' }), kept(null));
    expect(duties[0]?.state.kind).toBe('todo');
  });
});

describe('when it is due', () => {
  const openingOf = (id: string) => services.services.find((one) => one.id === id)?.opening ?? null;
  const due = async (since: string, records = noRecords) => {
    const all = dueOf(await found(base, records), Date.parse(since), openingOf, holidays.holidays);
    return (id: string) => dutch(all.get(id) ?? 0);
  };

  test('at once is today: 24 hours from when it was known, also in the night', async () => {
    expect((await due('2026-11-20T18:00:00+01:00'))('vertel-bestuur')).toBe('2026-11-21T18:00:00+01:00');
  });

  test('a line that is closed is called on the first working day', async () => {
    // Friday after closing: Monday until it closes. Thursday 24 December 2026 in the evening: Monday the 28th.
    expect((await due('2026-11-20T18:00:00+01:00'))('overleg')).toBe('2026-11-23T17:00:00+01:00');
    expect((await due('2026-12-24T18:00:00+01:00'))('overleg')).toBe('2026-12-28T17:00:00+01:00');
    expect((await due('2026-11-23T10:00:00+01:00'))('overleg')).toBe('2026-11-24T10:00:00+01:00');
  });

  test('the clock of a step starts when the one before it was taken', async () => {
    const told = await due('2026-11-23T10:00:00+01:00', kept('2026-11-24T09:00:00+01:00'));
    expect(told('overleg')).toBe('2026-11-25T09:00:00+01:00');
  });

  test.each([
    ['2026-11-23T07:59:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['2026-11-23T16:59:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['2026-11-23T17:00:00+01:00', '2026-11-24T08:00:00+01:00'],
    ['2026-11-27T17:00:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['2026-03-27T23:30:00+01:00', '2026-03-30T08:00:00+02:00'],
    ['2026-10-24T00:10:00+02:00', '2026-10-26T08:00:00+01:00'],
    ['2027-04-26T17:30:00+02:00', '2027-04-28T08:00:00+02:00'],
  ])('from %s the line opens %s', (from, opens) =>
    expect(dutch(nextHours(openingOf('vertrouwensinspectie'), Date.parse(from), holidays.holidays)?.opens ?? 0)).toBe(
      opens,
    ),
  );
});

describe('a moment that is written down', () => {
  test.each([
    ['2026-11-23', '10:15', '2026-11-23T10:15:00+01:00'],
    ['2026-07-01', '00:00', '2026-07-01T00:00:00+02:00'],
    ['2026-03-29', '01:59', '2026-03-29T01:59:00+01:00'],
    ['2026-03-29', '03:00', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25', '03:00', '2026-10-25T03:00:00+01:00'],
  ])('%s %s is %s', (day, time, moment) => {
    const made = dutchMoment(day, time);
    expect(made.ok && dutch(made.value)).toBe(moment);
  });

  test.each([
    ['2026-02-30', '10:00'],
    ['2026-13-01', '10:00'],
    ['2026-11-23', '25:00'],
    ['3026-11-23', '10:00'],
  ])('%s %s is none', (day, time) => expect(dutchMoment(day, time).ok).toBe(false));

  test('may not be ahead', () => {
    expect(isInFuture(1_000_000, 1_000_000)).toBe(false);
    expect(isInFuture(1_000_000 + 121_000, 1_000_000)).toBe(true);
  });
});

describe('what to say on the telephone', () => {
  const scripts = async (answers: Answers) =>
    scriptsOf(table, answers, await found(answers), (item) => item in answers);

  test('role, ages and times, in words and without codes', async () => {
    const [board, inspector] = await scripts(but({ 'SMA-07': 'ja', 'SMA-07-tijd': 'maandag half elf' }, ['SMA-03-nu']));
    expect(board?.id ?? inspector?.id).toBe('aan-inspecteur');
    const lines = (await scripts(but({ 'SMA-07': 'ja', 'SMA-07-tijd': 'maandag half elf' })))[0]?.lines;
    expect(lines).toContainEqual({ label: 'Leeftijd toen', text: '15 jaar', at: null });
    expect(lines).toContainEqual({ label: 'De ander is', text: 'iemand met taken voor de school of opvang', at: null });
    expect(lines).toContainEqual({ label: 'Het bestuur is verteld op', text: 'maandag half elf', at: null });
  });

  test('every answer of a question in a script has its words', () => {
    for (const item of new Set(table.scripts.flatMap(({ lines }) => lines.flatMap((line) => line.item ?? [])))) {
      const known = pack.items.get(item);
      const codes =
        known?.type === 'one'
          ? known.options.map(({ code }) => code)
          : known?.type === 'jno'
            ? ['ja', 'nee', 'onbekend', 'wil_niet_zeggen']
            : ['onbekend'];
      expect([item, codes.filter((code) => table.words[item]?.[code] === undefined)]).toEqual([item, []]);
    }
  });

  test('nobody of the board is told what to say when the board is past it', async () =>
    expect((await scripts(but({ 'SMA-07': 'ja' }))).map(({ id }) => id)).toEqual(['aan-inspecteur']));
});

describe('names in the table that lead nowhere', () => {
  const known = { laws: laws.laws, services: new Set(services.services.map(({ id }) => id)), pack };
  const [first] = table.steps;
  if (first === undefined) throw new Error('The table has no steps');
  const withStep = (change: Partial<typeof first>) => ({
    ...table,
    steps: [{ ...first, ...change }, ...table.steps.slice(1)],
  });

  test('there are none', () => expect(dutyFaults(table, known)).toEqual([]));

  test.each([
    ['a role', withStep({ who: 'niemand' }), /niemand staat niet bij de rollen/],
    ['a step', withStep({ follows: 'geen-stap' }), /geen-stap staat niet bij de stappen/],
    ['a service', withStep({ service: 'geen-dienst' }), /geen-dienst staat niet in/],
    ['a version', withStep({ versions: ['later'] }), /later staat niet bij de versies/],
    ['a law', { ...table, sectors: table.sectors.map((one) => ({ ...one, law: 'x' })) }, /x staat niet in/],
    ['a rule', { ...table, versionRules: ['SMA-R99'] }, /SMA-R99 is geen regel/],
    [
      'an answer',
      withStep({ cases: [{ when: { answers: { 'SMA-02': ['buurman'] } }, state: 'todo', text: 'tekst' }] }),
      /buurman is geen antwoord van SMA-02/,
    ],
    [
      'a question',
      withStep({ cases: [{ when: { answers: { 'SMA-99': ['ja'] } }, state: 'todo', text: 'tekst' }] }),
      /SMA-99 is geen vraag/,
    ],
  ])('%s is told', (_, changed, told) =>
    expect(
      dutyFaults(changed, known)
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(told),
  );
});
