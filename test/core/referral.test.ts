import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Person } from '#core/dossier.ts';
import { Topic } from '#core/instrument.ts';
import { type Letter, type LetterInput, letter, letterFileName } from '#core/letter.ts';
import { copyParts } from '#core/letter-copy.ts';
import { type Choices, draft, givesAway, type Line, missing, withoutNames } from '#core/referral.ts';
import { inputFor, line, lines, people, recipient, recipients } from '../documents/sample.ts';

const ids = recipients.recipients.map(({ id }) => id);
const named = recipients.recipients.filter(({ anonymous }) => !anonymous).map(({ id }) => id);

const made = (input: LetterInput): Letter => {
  const result = letter(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const choose = (id: string, change: Partial<Choices>): LetterInput => {
  const input = inputFor(id);
  return { ...input, choices: { ...input.choices, ...change } };
};

const words = (one: Letter): string => JSON.stringify(one);
const headings = (one: Letter): readonly string[] => one.sections.map(({ heading }) => heading);

describe('what goes along', () => {
  /** Answers that can be found again in a letter: each has words that stand nowhere else. */
  const anyLines: fc.Arbitrary<readonly Line[]> = fc
    .array(
      fc.record({
        topic: fc.constantFrom(...Topic.options),
        kind: fc.constantFrom('jno', 'one', 'many', 'number', 'text', 'municipality'),
        unit: fc.constantFrom(null, 'uur'),
        value: fc.constantFrom('ja', 'nee', 'onbekend'),
        secret: fc.boolean(),
        mayHoldSecret: fc.boolean(),
        consent: fc.boolean(),
        noted: fc.boolean(),
      }),
      { maxLength: 25 },
    )
    .map((some) =>
      some.map(({ noted, ...rest }, n) => ({
        ...line({ item: `X-${n}`, topic: rest.topic }),
        ...rest,
        question: `vraag<${n}>`,
        answer: `antwoord<${n}>`,
        note: noted ? { fact: `feit<${n}>`, said: `gezegd<${n}>`, saidBy: `door<${n}>`, view: `indruk<${n}>` } : null,
      })),
    );

  const anyCase = fc.constantFrom(...ids).chain((id) =>
    fc.record({
      id: fc.constant(id),
      lines: anyLines,
      leftOut: fc.subarray([...recipient(id).topics]),
      added: fc
        .subarray(recipient(id).leftOut.map(({ topic }) => topic))
        .map((topics) =>
          topics.filter(
            (topic) => !recipient(id).anonymous || !['bereiken', 'identiteit', 'huis', 'systeem'].includes(topic),
          ),
        ),
      contactSafe: fc.boolean(),
      secretsAllowed: fc.boolean(),
    }),
  );

  test('an answer stands in a letter exactly when its topic goes along and consent allows it', () => {
    fc.assert(
      fc.property(anyCase, ({ id, lines: some, leftOut, added, contactSafe, secretsAllowed }) => {
        const to = recipient(id);
        const input = choose(id, {
          leftOut,
          added: added.map((topic) => ({ topic, reason: 'Nodig voor de afspraak.' })),
          contactSafe,
          secretsAllowed,
        });
        const letter = made({ ...input, lines: some, outcome: { ...input.outcome, open: [] } });
        const text = words(letter);
        const copied = copyParts(letter)
          .map((part) => part.text)
          .join('\n');
        some.forEach((one, n) => {
          const wanted = (to.topics.includes(one.topic) && !leftOut.includes(one.topic)) || added.includes(one.topic);
          const outs = (one.secret || one.consent) && (!secretsAllowed || to.anonymous);
          const unreachable = one.topic === 'bereiken' && !contactSafe;
          const own = one.kind === 'text' || one.kind === 'municipality';
          const short = to.yesNoOnly.includes(one.topic);
          const goes = wanted && !outs && !unreachable && !(own && !to.freeTexts) && !(short && one.kind !== 'jno');
          expect(text.includes(`vraag<${n}>`), `question ${n}`).toBe(goes);
          expect(copied.includes(`vraag<${n}>`), `copied question ${n}`).toBe(goes);
          expect(copied.includes(`feit<${n}>`), `copied note ${n}`).toBe(text.includes(`feit<${n}>`));
          expect(text.includes(`feit<${n}>`), `note ${n}`).toBe(
            goes && one.note !== null && to.freeTexts && !short && !(one.mayHoldSecret && !secretsAllowed),
          );
          if (!goes)
            for (const part of ['antwoord', 'gezegd', 'door', 'indruk'])
              expect(text + copied).not.toContain(`${part}<${n}>`);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('whether a question that may hold a secret was asked cannot be told without consent', () => {
    const question = 'Waarmee is gedreigd?';
    const open = [{ item: 'PG-15-soort', topic: 'gevaar' as const, mayHoldSecret: true, question }];
    const said = (secretsAllowed: boolean, open_: typeof open) => {
      const input = choose('veilig-thuis', { secretsAllowed });
      return words(made({ ...input, outcome: { ...input.outcome, open: open_ } }));
    };
    expect(said(true, open)).toContain(question);
    expect(said(false, open)).not.toContain(question);
  });

  test('nothing secret without consent, for every recipient and whatever is added', () => {
    const added = Topic.options.map((topic) => ({ topic, reason: 'Nodig.' }));
    for (const id of named) {
      const own = recipient(id).topics;
      const adds = added.filter(({ topic }) => !own.includes(topic));
      const without = words(made(choose(id, { added: adds, contactSafe: true })));
      expect(without).not.toContain('trans vrouw');
      expect(without).not.toContain('lhbti');
      expect(without).not.toContain('Afwijzing om wie iemand is');
      // who gets nothing in own words does not get this either
      if (recipient(id).freeTexts)
        expect(words(made(choose(id, { added: adds, secretsAllowed: true })))).toContain('trans vrouw');
    }
  });

  test('how to reach somebody goes along only when it is marked as without risk', () => {
    for (const id of named) {
      expect(words(made(choose(id, { contactSafe: false })))).not.toContain('Meryem');
      expect(words(made(choose(id, { contactSafe: false })))).toContain('Neem niet zelf contact op.');
      if (recipient(id).freeTexts) expect(words(made(choose(id, { contactSafe: true })))).toContain('Meryem');
    }
  });

  test('the region goes only where it may be told where somebody lives', () => {
    const told = ids.filter((id) => words(made({ ...inputFor(id), region: 'Hollands<1>' })).includes('Hollands<1>'));
    expect(told).toEqual(['veilig-thuis']);
    const without = made({ ...choose('veilig-thuis', { leftOut: ['huis'] }), region: 'Hollands<1>' });
    expect(words(without)).not.toContain('Hollands<1>');
  });

  test('a judgement stays behind with the answers it rests on', () => {
    const report = words(made(inputFor('veilig-thuis')));
    expect(report).toContain('Doodsbedreiging');
    expect(report).not.toContain('Spreek af wie er vandaag bij is.');
    expect(words(made(choose('veilig-thuis', { leftOut: ['gevaar'] })))).not.toContain('Doodsbedreiging');
    expect(words(made(choose('veilig-thuis', { leftOut: ['controle'] })))).not.toContain('gesprek met beide personen');
    for (const id of ['csg', 'huisarts', 'huisarts-ggz']) {
      const care = words(made(inputFor(id)));
      expect(care).not.toContain('Doodsbedreiging');
      expect(care).not.toContain('Partnergeweld');
    }
  });

  test('a judgement that names no answer stays behind', () => {
    const input = inputFor('veilig-thuis');
    const reasons = [{ title: 'Zonder grond<1>', texts: [], because: [] }];
    expect(words(made({ ...input, outcome: { ...input.outcome, reasons } }))).not.toContain('Zonder grond<1>');
  });

  test('medical measures go to the centre and to nobody else', () => {
    const told = ids.filter((id) => words(made(inputFor(id))).includes('(PEP)'));
    expect(told).toEqual(['csg']);
  });

  test('what is not shared is named in the same words whatever the record holds', () => {
    const left = (one: Letter) => /Niet gedeeld:[^"]*/.exec(words(one))?.[0];
    for (const id of ids) {
      const input = inputFor(id);
      expect(left(made(input))).toMatch(/^Niet gedeeld: /);
      expect(left(made({ ...input, lines: [] }))).toBe(left(made(input)));
    }
  });
});

describe('a letter without names', () => {
  const anonymous = recipients.recipients.filter((one) => one.anonymous).map(({ id }) => id);

  test('there is one', () => expect(anonymous).toEqual(['veilig-thuis-advies']));

  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const anyPeople: fc.Arbitrary<readonly Person[]> = fc.array(
    fc.record({
      id: fc.uuid(),
      label: text.map((tail) => `Qx7${tail}`),
      role: fc.constantFrom('betrokkene', 'ander', 'kind', 'familie', 'anders'),
      birthYear: fc.constantFrom(null, 1987),
    }),
    { minLength: 1, maxLength: 4 },
  );

  test('holds no label of a person, no way to reach one and no words of the record, for any words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...anonymous), anyPeople, text, fc.boolean(), (id, some, tail, flag) => {
        const input = choose(id, {
          person: some[0]?.id ?? null,
          contactSafe: flag,
          secretsAllowed: flag,
          groundNote: `Qx8${tail}`,
          informedNote: `Qx8${tail}`,
          fields: {},
          added: [{ topic: 'wens', reason: `Qx8${tail}` }],
        });
        const filled = Topic.options.map((topic, n) => ({
          ...line({ item: `X-${n}`, topic, kind: 'text', answer: `Qx8${tail}` }),
          note: { fact: `Qx8${tail}`, said: some[0]?.label ?? '', saidBy: some[0]?.label ?? '', view: `Qx8${tail}` },
        }));
        const full = words(
          made({
            ...input,
            lines: filled,
            people: some,
            region: `Qx8${tail}`,
            signals: [
              { at: '2026-11-20T10:00:00+01:00', text: `Qx8${tail}`, kind: 'gezegd', saidBy: some[0]?.label ?? '' },
            ],
          }),
        );
        expect(full).not.toContain('Qx7');
        expect(full).not.toContain('Qx8');
        expect(full).not.toContain('1987');
      }),
    );
  });

  test('a question with a name, a number or an address in it is refused', () => {
    const ask = (vraag: string) =>
      missing(choose('veilig-thuis-advies', { fields: { vraag } }).choices, recipient('veilig-thuis-advies'), people);
    expect(ask('Kan ik de ander nu spreken?')).toEqual([]);
    for (const given of [
      'Kan ik Bogdan spreken?',
      'Kan ik ionuț spreken?',
      'Bel 06-12 34 56 78',
      'Mail a@b.nl',
      '3511 AB',
    ])
      expect(ask(given).map(({ field }) => field)).toEqual(['vraag']);
    expect(ask('Kan ik S\u0327eyma spreken?').map(({ field }) => field)).toEqual(['vraag']);
  });

  test('takes no message and no topic by which somebody is recognised', () => {
    const fields = (change: Partial<Choices>) =>
      missing(choose('veilig-thuis-advies', change).choices, recipient('veilig-thuis-advies'), people).map(
        ({ field }) => field,
      );
    expect(fields({ message: 'Dag' })).toEqual(['message']);
    for (const topic of ['bereiken', 'identiteit', 'huis', 'systeem'])
      expect(fields({ added: [{ topic, reason: 'Toch nodig.' }] })).toEqual(['added']);
  });
});

describe('names', () => {
  test('a letter to care names nobody but the person it is about', () => {
    for (const id of ['csg', 'huisarts', 'huisarts-ggz']) {
      const input = inputFor(id);
      const text = words(
        made({ ...input, choices: { ...input.choices, contactSafe: true, message: 'Bogdan en Ilse.' } }),
      );
      expect(text).toContain('Şeyma Őrsi-Łukasz');
      expect(text).not.toMatch(/Bogdan|Ionuț|Ilse/);
      expect(text).toContain('[de ander] en [een kind].');
    }
  });

  test('a report names all who are involved', () => {
    const text = words(made(inputFor('veilig-thuis')));
    for (const { label } of people) expect(text).toContain(label);
  });

  test('a known name is gone from any words around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (before, after) => {
        const clean = withoutNames(`${before} Bogdan Ionuț ${after}`, people);
        expect(clean).not.toMatch(/bogdan|ionuț/i);
        expect(clean).toContain('[de ander]');
      }),
    );
  });

  test('a name inside another word is that word', () =>
    expect(withoutNames('De Ilsestraat', people)).toBe('De Ilsestraat'));

  test.each([
    ['karim el idrissi', 'bang voor Karim', 'bang voor [de ander]'],
    ['oudste zoon karim', 'de oudste is bang voor karim', 'de oudste is bang voor [de ander]'],
    ['Karim', 'Karims broer, Karim’s auto', '[de ander]s broer, [de ander]’s auto'],
    ['José', 'jose en Jose\u0301', '[de ander] en [de ander]'],
    ['Jose', 'José', '[de ander]'],
    ['Tom', 'Tomas', 'Tomas'],
  ])('label %s: “%s” becomes “%s”', (label, text, left) =>
    expect(withoutNames(text, [{ id: 'x', label, role: 'ander', birthYear: null }])).toBe(left),
  );

  test.each(['bel 06-12345678', '06/12/34/56/78', '06–12 34·56 78', '０６１２３４５６７８', 'a@b.nl', '1234 AB'])(
    'a letter without names takes no %s',
    (text) => expect(givesAway(text, [])).toBe(true),
  );
});

describe('what must be chosen first', () => {
  const fields = (id: string, change: Partial<Choices>) =>
    missing(choose(id, change).choices, recipient(id), people).map(({ field }) => field);

  test.each(ids)('nothing when all is chosen: %s', (id) => expect(fields(id, {})).toEqual([]));

  test.each([
    [{ ground: null }, ['ground']],
    [{ ground: 'iets' }, ['ground']],
    [{ groundNote: '  ' }, ['groundNote']],
    [{ informed: null }, ['informed']],
    [{ informed: 'nee', informedNote: '' }, ['informedNote']],
    [{ informed: 'later', informedNote: '' }, ['informedNote']],
    [{ ground: 'toestemming', informed: 'nee' }, ['informed']],
    [{ person: null }, ['person']],
    [{ person: 'vreemd' }, ['person']],
    [{ fields: {} }, ['naam-melder', 'afspraak-ander']],
    [{ fields: { 'naam-melder': 'misschien', 'afspraak-ander': 'Later' } }, ['naam-melder']],
    [{ leftOut: ['medisch'] }, ['leftOut']],
    [{ added: [{ topic: 'medisch', reason: ' ' }] }, ['added']],
    [{ added: [{ topic: 'bestaat-niet', reason: 'Nodig.' }] }, ['added']],
    [{ code: 'CSG' }, ['code']],
    [{ recipient: 'csg' }, ['recipient']],
  ] satisfies [Partial<Choices>, string[]][])('a report with %j: %j', (change, expected) => {
    expect(fields('veilig-thuis', change)).toEqual(expected);
    const refused = letter(choose('veilig-thuis', change));
    expect(refused.ok).toBe(false);
  });
});

describe('what every letter holds', () => {
  test.each(named)('ground, whether the person knows, what is left out, who sends it: %s', (id) => {
    const text = words(made(inputFor(id)));
    expect(text).toContain(recipient(id).grounds[0]?.label);
    expect(text).toContain(`Weet de ${id === 'bevoegd-gezag' ? 'leerling' : 'persoon'} van deze brief?`);
    expect(text).toContain('Besproken op 23 november');
    expect(text).toContain('Niet gedeeld: ');
    expect(text).toContain('geen gevalideerde test');
    for (const part of Object.values(inputFor(id).sender)) expect(text).toContain(part);
  });

  test.each(ids)('never that a person is safe, no percentage, no code: %s', (id) => {
    const text = words(made({ ...inputFor(id), lines: [] }));
    expect(text).not.toMatch(/(?<!on)veilig(?! thuis|-thuis|stel)/i);
    expect(text).not.toMatch(/%|procent/);
    expect(text).not.toMatch(/undefined|null,"value|NaN/);
  });

  test('it says that it is provisional while questions are open', () => {
    const input = inputFor('huisarts');
    expect(made(input).draftMark).toBeNull();
    const early = made({ ...input, outcome: { ...input.outcome, final: false } });
    expect(early.draftMark).toBe('voorlopig');
    expect(words(early)).toContain('voorlopige brief');
  });

  test('what nobody has chosen yet is said to be open, and the letter provisional', () => {
    const input = choose('veilig-thuis', {
      ground: null,
      groundNote: '',
      informed: null,
      informedNote: '',
      fields: {},
    });
    const one = made({ ...input, toFill: true });
    expect(one.draftMark).toBe('voorlopig');
    expect(words(one)).toContain('{"label":"Grond om te delen","value":"Nog in te vullen"}');
    expect(words(one)).toContain('Weet de persoon van deze brief? Nog in te vullen.');
    expect(words(one)).toContain('uw naam noemen aan het gezin?","value":"Nog in te vullen"');
    expect(letter(input).ok).toBe(false);
  });

  test('the order of a report is that of the web form', () =>
    expect(headings(made(inputFor('veilig-thuis')))).toEqual([
      'Toelichting',
      'Stappen van de meldcode',
      'Melder',
      'Betrokkenen',
      'Melding',
      'Netwerk en systeem',
      'Overig',
    ]));

  test('a letter to the centre starts with what is needed now', () =>
    expect(headings(made(inputFor('csg'))).slice(0, 3)).toEqual([
      'Wat nu nodig is',
      'Tijd sinds het voorval',
      'Medische feiten',
    ]));

  test('fact, what was said and the own view stand apart', () => {
    const report = made(inputFor('veilig-thuis'));
    const found = report.sections.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'statement');
    expect(found).toContainEqual({
      kind: 'statement',
      about: 'Is het geweld de laatste tijd erger geworden of komt het vaker voor? Ja',
      fact: 'Blauwe plek op de linkerarm, gezien op 20 november tijdens het spreekuur.',
      said: 'Bogdan pakt steeds vaker mijn telefoon af en slaat als ik iets terug zeg.',
      saidBy: 'Şeyma Őrsi-Łukasz',
      view: 'Ze keek tijdens het gesprek vaak naar de deur.',
    });
  });

  test('title, reference, footer and file name hold no name', () => {
    for (const id of ids) {
      const one = made(inputFor(id));
      const outside = [one.title, one.reference, one.footer, letterFileName(one, one.on)].join(' ');
      expect(outside).not.toMatch(/Şeyma|Őrsi|Bogdan|Ilse|Noor/);
      expect(letterFileName(one, one.on)).toBe(`baken-${id}-2026-11-23-9f3a.pdf`);
    }
  });
});

test('a reply slip names the sender and nobody else, and only when it is asked for', () => {
  const input = choose('veilig-thuis', {});
  const { slip } = made({ ...input, slip: true });
  const said = JSON.stringify(slip);
  expect(said).toContain(input.sender.name);
  for (const { label } of input.people) expect(said).not.toContain(label);
  expect(made(input).slip).toBeUndefined();
});

describe('the draft', () => {
  test('shows what the preset shares and leaves out, with the reason', () => {
    const report = recipient('veilig-thuis');
    const shown = draft(report, 'VT_MELDEN', recipients.topics, lines, true);
    expect(shown.shared.map(({ topic }) => topic).toSorted()).toEqual([...report.topics].toSorted());
    expect(shown.leftOut.map(({ topic }) => topic)).toEqual(report.leftOut.map(({ topic }) => topic));
    expect(JSON.stringify(shown.shared)).not.toMatch(/lhbti|Is er kans op hiv/);
    expect(shown.secrets).toEqual(['Hoe noemt deze persoon het eigen gender?', 'Welke extra steun is gewenst?']);
  });

  test('without names it shows nothing that leads to somebody', () => {
    const shown = draft(recipient('veilig-thuis-advies'), 'VT_ADVIES', recipients.topics, lines, false);
    expect(JSON.stringify(shown)).not.toMatch(/Meryem|Ilse|trans vrouw/);
    expect(shown.secrets).toEqual([]);
    expect(shown.final).toBe(false);
  });
});
