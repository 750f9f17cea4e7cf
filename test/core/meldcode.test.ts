import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, fold } from '#core/dossier.ts';
import { decisionOf, type Meldcode, notesOf, stepsStanding } from '#core/meldcode.ts';
import { assembleFrames, CommonFrame, type Frame, FrameFile, type Leads } from '#core/meldcode-frame.ts';
import { type Known, type MeldcodeNote, StepNote } from '#core/meldcode-note.ts';
import { runningTerms, termUntil } from '#core/meldcode-terms.ts';
import { type WeighingAnswers, weigh } from '#core/meldcode-weighing.ts';
import { content, faults, library } from './content.ts';

const frameOf = (id: string): Frame => {
  const frame = library.frames.get(id);
  if (frame === undefined) throw new Error(`${id} is not in use: ${JSON.stringify(faults)}`);
  return frame;
};
const common = frameOf('gemeenschappelijk');
const social = frameOf('maatschappelijk-werk');
const school = frameOf('onderwijs');
const holidays = library.resources.holidays.holidays;

const given = ['ja', 'nee', 'onbekend', undefined] as const;
const questions = ['V1', 'V2', 'V3', 'V4', 'V5'] as const;
const answersOf = (some: readonly (Known | undefined)[]): WeighingAnswers =>
  Object.fromEntries(questions.flatMap((id, at) => (some[at] === undefined ? [] : [[id, some[at]]])));
/** Every way in which five questions can be answered, answered with unknown, or left: 1024. */
const everyCase = questions.reduce<readonly (readonly (Known | undefined)[])[]>(
  (cases, _) => cases.flatMap((one) => given.map((answer) => [...one, answer])),
  [[]],
);

describe('the weighing', () => {
  test.each<[string, readonly (Known | undefined)[], string, string | null]>([
    ['no suspicion: close', ['nee'], 'sluiten', null],
    ['suspicion: on to danger', ['ja'], 'open', 'V2'],
    ['acute or structural danger: melden', ['ja', 'ja'], 'melden', null],
    ['no such danger: on to help', ['ja', 'nee'], 'open', 'V3'],
    ['no effective help: melden', ['ja', 'nee', 'nee'], 'melden', null],
    ['help is possible: on to whether it is accepted', ['ja', 'nee', 'ja'], 'open', 'V4'],
    ['help is not accepted: melden', ['ja', 'nee', 'ja', 'nee'], 'melden', null],
    ['help is accepted: help, and later the last question', ['ja', 'nee', 'ja', 'ja'], 'hulp', 'V5'],
    ['not enough after the term: melden (again)', ['ja', 'nee', 'ja', 'ja', 'nee'], 'melden', null],
    ['enough after the term: help, with agreements', ['ja', 'nee', 'ja', 'ja', 'ja'], 'hulp', null],
    ['unknown danger is not no danger', ['ja', 'onbekend'], 'open', 'V3'],
    ['unknown danger with help refused: both ways melden', ['ja', 'onbekend', 'ja', 'nee'], 'melden', null],
    ['unknown danger with help accepted: open', ['ja', 'onbekend', 'ja', 'ja'], 'open', 'V5'],
    ['unknown whether it helped: open', ['ja', 'nee', 'ja', 'ja', 'onbekend'], 'open', null],
    ['nothing answered: open', [], 'open', 'V1'],
  ])('%s', (_, some, says, next) => expect(weigh(common.questions, answersOf(some))).toMatchObject({ says, next }));

  /** The table of the afwegingskader, written out a second time as one would read it aloud. */
  const byTheTable = ([suspicion, danger, help, accepted, enough]: readonly (Known | undefined)[]): string => {
    if (suspicion === 'nee') return 'sluiten';
    if (danger === 'ja') return 'melden';
    if (help === 'nee') return 'melden';
    if (accepted === 'nee') return 'melden';
    return enough === 'nee' ? 'melden' : 'hulp';
  };

  test('the whole table of yes and no', () => {
    const settled = everyCase.filter((one) => one.every((answer) => answer === 'ja' || answer === 'nee'));
    expect(settled).toHaveLength(32);
    for (const one of settled) expect(weigh(common.questions, answersOf(one)).says, String(one)).toBe(byTheTable(one));
  });

  test('of all 1024 cases, a case with open answers says what all its completions say, or is open', () => {
    expect(everyCase).toHaveLength(1024);
    for (const one of everyCase) {
      // The last question comes after the agreed term: until it is answered, help that is accepted holds.
      const filled = one.map((answer, at) => (at === 4 && answer === undefined ? ('ja' as const) : answer));
      const completions = filled.reduce<readonly (readonly Known[])[]>(
        (all, answer) =>
          all.flatMap((begun) =>
            (answer === 'ja' || answer === 'nee' ? [answer] : (['ja', 'nee'] as const)).map((a) => [...begun, a]),
          ),
        [[]],
      );
      const results = new Set(completions.map(byTheTable));
      const { says, possible, unknown } = weigh(common.questions, answersOf(one));
      expect(new Set(possible), String(one)).toEqual(results);
      expect(says, String(one)).toBe(results.size === 1 ? [...results][0] : 'open');
      for (const id of unknown) expect(answersOf(one)[id]).toBe('onbekend');
    }
  });

  test('no answer of unknown closes the code, and none takes a melding away', () => {
    for (const one of everyCase) {
      const { says } = weigh(common.questions, answersOf(one));
      for (let at = 0; at < one.length; at++) {
        if (one[at] !== 'nee') continue;
        const less = one.map((answer, index) => (index === at ? ('onbekend' as const) : answer));
        const unsure = weigh(common.questions, answersOf(less)).says;
        expect([says, 'open'], `${one} to ${less}`).toContain(unsure);
      }
    }
  });

  test('a later question is asked only where the answers lead; after danger the rest is answered together', () => {
    expect(weigh(common.questions, {}).askable).toEqual(['V1']);
    expect(weigh(common.questions, { V1: 'nee', V2: 'ja' }).askable).toEqual(['V1']);
    expect(weigh(common.questions, { V1: 'ja', V2: 'onbekend' })).toMatchObject({
      askable: ['V1', 'V2', 'V3'],
      unknown: ['V2'],
    });
    const danger = weigh(common.questions, { V1: 'ja', V2: 'ja', V3: 'ja', V4: 'ja', V5: 'ja' });
    expect(danger).toMatchObject({ says: 'melden', askable: [...questions], together: ['V3', 'V4', 'V5'] });
  });

  test('the words of a profession change nothing in what follows', () =>
    fc.assert(
      fc.property(fc.constantFrom(...everyCase), fc.constantFrom(social, school), (one, frame) => {
        expect(weigh(frame.questions, answersOf(one))).toEqual(weigh(common.questions, answersOf(one)));
      }),
    ));
});

describe('the frames', () => {
  test('the common one and two professions are in use, each in its own words and with its source', () => {
    expect(faults.filter(({ file }) => file.startsWith('resources/meldcode/'))).toEqual([]);
    for (const frame of [social, school]) {
      expect(frame.questions.map(({ id }) => id)).toEqual([...questions]);
      expect(frame.questions.every(({ own }) => own)).toBe(true);
      expect(frame.terms).toEqual(common.terms);
      expect(library.frames.get(frame.name)).toBe(frame);
    }
    expect(social.mantelzorgcheck).toBe(true);
    expect(school.mantelzorgcheck).toBe(false);
  });

  test('sentences are short, and nobody is called safe', () => {
    for (const { path, text } of content.files.filter(({ path }) => path.startsWith('resources/meldcode/'))) {
      const file = FrameFile.parse(JSON.parse(text));
      const said = [
        ...file.questions.flatMap((one) => [one.text, one.help]),
        ...file.steps.map(({ help }) => help),
        ...(file.kind === 'beroep' ? [] : file.results.flatMap((one) => [one.label, one.text])),
      ];
      for (const words of said) {
        expect(words.replaceAll('Veilig Thuis', ''), path).not.toMatch(/\bveilig/i);
        for (const sentence of words.split(/(?<=[.?!:])\s+/))
          expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(24);
      }
    }
  });

  const file = JSON.parse(
    content.files.find(({ path }) => path === 'resources/meldcode/gemeenschappelijk@1.0.0.json')?.text ?? '{}',
  );
  const withQuestion = (at: number, change: Partial<Record<'ja' | 'nee', Leads>>) => ({
    ...file,
    questions: CommonFrame.parse(file).questions.map((one, index) => (index === at ? { ...one, ...change } : one)),
  });
  test.each([
    ['an answer that leads nowhere', withQuestion(0, { nee: { result: null, next: null } })],
    ['an answer that leads back', withQuestion(2, { ja: { result: null, next: 'V1' } })],
    ['an answer that leads to itself', withQuestion(2, { ja: { result: null, next: 'V3' } })],
    ['a question that is not there', withQuestion(4, { ja: { result: null, next: 'V6' } })],
    ['a question nobody reaches', withQuestion(3, { ja: { result: 'hulp', next: null } })],
    ['a result without words', { ...file, results: file.results.slice(1) }],
    ['a step without words', { ...file, steps: file.steps.slice(1) }],
  ])('%s is refused', (_, spoiled) => expect(CommonFrame.safeParse(spoiled).success).toBe(false));

  test('a profession on a frame that is not there, or with a question of its own, is told and left out', () => {
    const own = FrameFile.parse(
      JSON.parse(content.files.find(({ path }) => path.endsWith('onderwijs@1.0.0.json'))?.text ?? '{}'),
    );
    if (own.kind !== 'beroep') throw new Error('onderwijs is a profession');
    const alone = assembleFrames(new Map([['onderwijs@1.0.0', own]]));
    expect([...alone.frames.keys()]).toEqual([]);
    expect(alone.faults).toEqual([expect.objectContaining({ at: 'common' })]);
    const strange = { ...own, questions: [...own.questions, { id: 'V7', text: 'Wat nog?', help: 'Niets.' }] };
    const both = assembleFrames(
      new Map<string, FrameFile>([
        ['gemeenschappelijk@1.0.0', CommonFrame.parse(file)],
        ['onderwijs@1.0.0', strange],
      ]),
    );
    expect([...both.frames.keys()]).toEqual(['gemeenschappelijk@1.0.0']);
    expect(both.faults).toEqual([expect.objectContaining({ at: 'V7' })]);
  });
});

const round = '11111111-1111-4111-8111-111111111111';
type Line = MeldcodeNote | { readonly note: MeldcodeNote; readonly corrects: string; readonly reason: string };
/** A round with these notes, of which the entries are called e1, e2 and so on, a minute apart. */
const record = (...lines: readonly Line[]): Meldcode => {
  const at = (minute: number) => `2026-11-23T10:${String(minute).padStart(2, '0')}:00+01:00`;
  const contents: Content[] = [
    { kind: 'meldcode-started', meldcode: round, frame: social.name },
    ...lines.map((line): Content => {
      const { note, corrects, reason } = 'note' in line ? line : { note: line, corrects: null, reason: null };
      return { kind: 'meldcode-noted', meldcode: round, note, corrects, reason };
    }),
  ];
  const dossier = fold(contents.map((one, index) => ({ id: `e${index}`, at: at(index), content: one })));
  const meldcode = dossier.meldcodes[0];
  if (meldcode === undefined) throw new Error('The round was begun');
  return meldcode;
};
const lacks = (frame: Frame, step: string, ...lines: readonly Line[]) =>
  stepsStanding(record(...lines), frame).find((one) => one.step === step);

const signal: MeldcodeNote = {
  what: 'signaal',
  about: 'gezegd',
  text: 'Hij sloeg haar',
  by: 'buurvrouw',
  when: 'zondag',
};
const noChildren: MeldcodeNote = {
  ...{ what: 'kindcheck', children: 'nee', list: [], pregnant: 'nee', care: '', outcome: 'Geen kinderen in huis' },
};
const weighed = (question: string, answer: Known): MeldcodeNote => ({
  ...{ what: 'weegvraag', question, answer, kinds: [], grounds: 'gezien' },
});
const consulted = (who: 'collega' | 'veilig-thuis'): MeldcodeNote => ({
  ...{ what: 'overleg', with: who, who: 'S.', on: '2026-11-23', outcome: 'advies', todo: 'ik bel' },
});
const talked = (child: string): MeldcodeNote => ({
  ...{ what: 'gesprek', with: 'moeder', on: '2026-11-23', said: 'zorg', reaction: 'schrok', child },
});
const left = (
  step: 'overleg' | 'gesprek',
  how: 'overgeslagen' | 'uitgesteld',
  adviser: 'geen' | 'veilig-thuis' | null,
) => ({ what: 'gelaten', step, how, why: 'gevaar', adviser, advice: adviser === null ? '' : 'wacht' }) as const;
const decided = (decision: 'melden' | 'hulp', answer: 'ja' | 'nee'): MeldcodeNote => ({
  ...{ what: 'besluit', decision, answer, grounds: 'omdat', norm: null },
});
const reported: MeldcodeNote = {
  ...{ what: 'melding', on: '2026-12-23', how: 'telefoon', told: '', ground: null, groundNote: '' },
};

describe('what is still missing', () => {
  test('of nothing, everything; in no step more than its own', () => {
    expect(stepsStanding(record(), social)).toEqual([
      { step: 'signalen', state: 'niets', missing: ['signaal', 'kindcheck', 'mantelzorgcheck'] },
      { step: 'overleg', state: 'niets', missing: ['overleg'] },
      { step: 'gesprek', state: 'niets', missing: ['gesprek'] },
      { step: 'wegen', state: 'niets', missing: ['inschatting', 'weegvraag'] },
      { step: 'beslissen', state: 'niets', missing: ['besluit-melden', 'besluit-hulp'] },
    ]);
  });

  test('the mantelzorgcheck only where the frame has it', () => {
    expect(lacks(school, 'signalen', signal, noChildren)).toMatchObject({ state: 'vastgelegd', missing: [] });
    expect(lacks(social, 'signalen', signal, noChildren)).toMatchObject({ missing: ['mantelzorgcheck'] });
  });

  test.each<[string, Partial<Extract<MeldcodeNote, { what: 'kindcheck' }>>, readonly string[]]>([
    ['unknown children are not no children', { children: 'onbekend' }, ['kinderen-onbekend']],
    ['unknown pregnancy stays open', { pregnant: 'onbekend' }, ['kinderen-onbekend']],
    ['children without number', { children: 'ja', care: 'oma' }, ['kinderen-leeftijd']],
    ['an age unknown', { children: 'ja', care: 'oma', list: [{ name: 'S', age: null }] }, ['kinderen-leeftijd']],
    ['nobody known who cares', { children: 'ja', list: [{ name: 'S', age: 4 }] }, ['zorg']],
    ['number, age and care', { children: 'ja', care: 'oma', list: [{ name: 'S', age: 0 }] }, []],
  ])('kindcheck: %s', (_, change, missing) =>
    expect(lacks(school, 'signalen', signal, { ...noChildren, ...change } as MeldcodeNote)?.missing).toEqual(missing),
  );

  test('the talk: skipped on advice, put off, without advice, and without the child', () => {
    const gesprek = (...lines: readonly Line[]) => {
      const { state, missing } = lacks(social, 'gesprek', ...lines) ?? {};
      return [state, missing];
    };
    expect(gesprek(left('gesprek', 'overgeslagen', 'veilig-thuis'))).toEqual(['gelaten', []]);
    expect(gesprek(left('gesprek', 'uitgesteld', 'veilig-thuis'))).toEqual(['gelaten', ['gesprek-later']]);
    expect(gesprek(left('gesprek', 'uitgesteld', 'geen'))).toEqual(['gelaten', ['gesprek-later', 'gesprek-advies']]);
    expect(gesprek(left('gesprek', 'uitgesteld', 'geen'), talked('vertelde het zelf'))).toEqual(['vastgelegd', []]);
    expect(gesprek(talked(''))).toEqual(['vastgelegd', ['kind']]);
    expect(gesprek(noChildren, talked(''))).toEqual(['vastgelegd', []]);
  });

  test('a step that is left lacks nothing more, until something is recorded in it', () => {
    expect(lacks(social, 'overleg', left('overleg', 'overgeslagen', null))).toMatchObject({
      ...{ state: 'gelaten', missing: [] },
    });
    expect(lacks(social, 'overleg', left('overleg', 'overgeslagen', null), consulted('collega'))).toMatchObject({
      ...{ state: 'vastgelegd', missing: [] },
    });
  });

  test('unknown asks for advice of Veilig Thuis that came after it', () => {
    const unsure = [weighed('V1', 'ja'), weighed('V2', 'onbekend')];
    expect(lacks(social, 'wegen', consulted('veilig-thuis'), ...unsure)?.missing).toContain('advies');
    expect(lacks(social, 'wegen', ...unsure, consulted('collega'))?.missing).toContain('advies');
    expect(lacks(social, 'wegen', ...unsure, consulted('veilig-thuis'))?.missing).not.toContain('advies');
  });

  test('a decision asks for what follows from it', () => {
    const of = (...lines: readonly Line[]) => lacks(social, 'beslissen', ...lines)?.missing;
    expect(of(decided('melden', 'ja'))).toEqual(['besluit-hulp', 'melding', 'besproken', 'afspraak']);
    expect(of(decided('melden', 'nee'), decided('hulp', 'nee'))).toEqual(['besproken']);
    expect(of(decided('melden', 'ja'), { ...left('overleg', 'overgeslagen', null), step: 'beslissen' })).toEqual([
      'melding',
    ]);
  });
});

describe('the record', () => {
  test('a correction takes the place of the old note, and both stay', () => {
    const nee: Line = { note: decided('melden', 'nee'), corrects: 'e1', reason: 'verkeerd aangeklikt' };
    const meldcode = record(decided('melden', 'ja'), nee);
    expect(meldcode.notes).toMatchObject([
      { entry: 'e1', note: { answer: 'ja' }, replacedBy: 'e2' },
      { entry: 'e2', root: 'e1', note: { answer: 'nee' }, reason: 'verkeerd aangeklikt', replacedBy: null },
    ]);
    expect(decisionOf(meldcode, 'melden')?.note.answer).toBe('nee');
  });

  test('a note that was taken back stays and counts no more', () => {
    const meldcode = record(signal, { note: { what: 'vervallen' }, corrects: 'e1', reason: 'ander dossier' });
    expect(notesOf(meldcode, 'signaal')).toEqual([]);
    expect(meldcode.notes).toHaveLength(2);
    expect(lacks(social, 'signalen', signal, { note: { what: 'vervallen' }, corrects: 'e1', reason: 'x' })?.state).toBe(
      'niets',
    );
  });

  test('correcting an older note does not undo that the step was left', () => {
    const again: Line = { note: consulted('collega'), corrects: 'e1', reason: 'naam vergeten' };
    expect(lacks(social, 'overleg', consulted('collega'), left('overleg', 'overgeslagen', null), again)).toMatchObject({
      ...{ state: 'vastgelegd', missing: [] },
    });
  });

  test('a note for a round that is not there changes nothing', () => {
    const dossier = fold([
      {
        id: 'e0',
        at: '2026-11-23T10:00:00Z',
        content: { kind: 'meldcode-noted', meldcode: round, note: signal, corrects: null, reason: null },
      },
    ]);
    expect(dossier.meldcodes).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['something said without who said it', { ...signal, by: '' }],
    ['a talk that is passed over without who advised that', left('gesprek', 'overgeslagen', null)],
    ['a talk that is passed over without what was advised', { ...left('gesprek', 'uitgesteld', 'geen'), advice: ' ' }],
    ['an adviser on leaving another step', left('overleg', 'overgeslagen', 'geen')],
    ['a name kept back without why', { ...reported, ground: 'melder' }],
    [
      'somebody who was not told, without why',
      {
        ...{ what: 'besproken', who: 'vader', informed: 'nee', why: '', reaction: '', objections: '' },
      },
    ],
    [
      'somebody who was told, without a reaction',
      {
        ...{ what: 'besproken', who: 'vader', informed: 'ja', why: '', reaction: '', objections: '' },
      },
    ],
    ['a day that does not exist', { ...reported, on: '2026-02-30' }],
  ])('refused: %s', (_, note) => expect(StepNote.safeParse(note).success).toBe(false));
});

describe('the terms', () => {
  test.each([
    ['five working days over Christmas and the weekend', '2026-12-23', { count: 5, unit: 'werkdagen' }, '2026-12-31'],
    ['five working days in a plain week', '2026-11-23', { count: 5, unit: 'werkdagen' }, '2026-11-30'],
    ['five working days from a Saturday', '2026-11-21', { count: 5, unit: 'werkdagen' }, '2026-11-27'],
    ['four weeks', '2026-11-23', { count: 4, unit: 'weken' }, '2026-12-21'],
    ['ten weeks over the end of summer time', '2026-09-01', { count: 10, unit: 'weken' }, '2026-11-10'],
    ['ten weeks over the beginning of summer time', '2027-02-01', { count: 10, unit: 'weken' }, '2027-04-12'],
  ] as const)('%s', (_, from, amount, until) => expect(termUntil(from, amount, holidays)).toBe(until));

  const extended = (term: string): MeldcodeNote => ({
    ...{ what: 'verlenging', melding: 'e1', term, why: 'nog onderzoek' },
  });
  const untils = (...lines: readonly Line[]) =>
    Object.fromEntries(runningTerms(record(...lines), common.terms, holidays).map((one) => [one.term.id, one.until]));

  test('run from the melding, each with its source; none without a melding', () => {
    expect(runningTerms(record(decided('melden', 'ja')), common.terms, holidays)).toEqual([]);
    expect(untils(reported)).toEqual({
      ...{ beoordeling: '2026-12-31', 'op-de-hoogte': '2027-01-20', onderzoek: '2027-03-03' },
    });
    for (const { source } of common.terms) expect(source.length).toBeGreaterThan(10);
  });

  test('four weeks can be extended by two, and again; the others cannot', () => {
    expect(untils(reported, extended('op-de-hoogte'))['op-de-hoogte']).toBe('2027-02-03');
    expect(untils(reported, extended('op-de-hoogte'), extended('op-de-hoogte'))['op-de-hoogte']).toBe('2027-02-17');
    expect(untils(reported, extended('onderzoek'), extended('beoordeling'))).toEqual(untils(reported));
  });

  test('move with a corrected day of the melding, and keep their extension', () => {
    const later: Line = { note: { ...reported, on: '2026-12-24' }, corrects: 'e1', reason: 'een dag later' };
    expect(untils(reported, extended('op-de-hoogte'), later)).toMatchObject({
      ...{ 'op-de-hoogte': '2027-02-04', beoordeling: '2027-01-04' },
    });
    const back: Line = { note: { what: 'vervallen' }, corrects: 'e1', reason: 'niet gebeurd' };
    expect(untils(reported, back)).toEqual({});
  });
});
