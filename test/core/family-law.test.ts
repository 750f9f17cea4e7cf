import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, type Dossier, fold, type Person } from '#core/dossier.ts';
import type { FamilyFact } from '#core/family.ts';
import { type AssessmentLines, chosenParts, InzageRules, inzageLetter, partsFor } from '#core/inzage.ts';
import { type LetterInput, letter, letterFileName } from '#core/letter.ts';
import type { Line } from '#core/referral.ts';
import { inputFor, recipients } from '../documents/sample.ts';

/**
 * No paper for one person holds another's number, secret home, or what was marked as not to be known: for every ordered pair
 * of people in families made at random, through the letter and the inzage as they are really made.
 */

const rules = InzageRules.parse(
  JSON.parse(readFileSync(new URL('../../resources/inzage.json', import.meta.url), 'utf8')),
);
const on = '2026-11-23';
const uuid = (kind: number, n: number): string => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const personId = (n: number) => uuid(1, n);

/** Words that stand nowhere else, so that finding one is finding what it stands for. */
const marks = 'Wilgrozen Kastanjef Meidoornz Lijsterbq Vuurdoorw Sleedooru'.split(' ');
const markOf = (n: number): string => marks[n] ?? 'Anders';

type Family = {
  readonly count: number;
  readonly roles: readonly Person['role'][];
  readonly secret: readonly boolean[];
  readonly sharing: readonly number[];
  readonly oldNumber: readonly boolean[];
  readonly kept: readonly { about: number; from: number; kinds: readonly ('adres' | 'bereik' | 'alles')[] }[];
  readonly style: number;
  readonly tagged: boolean;
};

const anyFamily: fc.Arbitrary<Family> = fc.integer({ min: 2, max: 5 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    roles: fc.array(fc.constantFrom<Person['role']>('betrokkene', 'ander', 'kind', 'verzorger'), {
      minLength: count,
      maxLength: count,
    }),
    secret: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    sharing: fc.array(fc.nat(count - 1), { minLength: count, maxLength: count }),
    oldNumber: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    kept: fc.array(
      fc
        .record({
          about: fc.nat(count - 1),
          from: fc.nat(count - 1),
          kinds: fc.subarray<'adres' | 'bereik' | 'alles'>(['adres', 'bereik', 'alles']),
        })
        .filter(({ about, from }) => about !== from),
      { maxLength: 4 },
    ),
    style: fc.nat(4),
    tagged: fc.boolean(),
  }),
);

const people = ({ count, roles }: Family): readonly Person[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: personId(n), label: `Persoon${markOf(n).slice(0, 3)} Achternaam${n}`, birthYear: 1990 },
    role: roles[n] ?? 'anders',
  }));
const number = (n: number, old: boolean): string => `06${old ? 7 : 1}234567${n}`;
const street = (n: number): string => `${markOf(n)}pad ${n + 11}`;
const school = (n: number): string => `De ${markOf(n)}school`;

/** The same thing as different people write it. */
const written = (text: string, style: number): string => {
  if (/^\d+$/.test(text))
    return (
      [
        text,
        `${text.slice(0, 2)}-${text.slice(2)}`,
        `+31 6 ${text.slice(2, 6)} ${text.slice(6)}`,
        `0031${text.slice(1)}`,
        text.replace(/(\d\d)/g, '$1 ').trim(),
      ][style % 5] ?? text
    );
  return (
    [text, text.toUpperCase(), text.toLowerCase(), text.replace(' ', '  '), text.normalize('NFD')][style % 5] ?? text
  );
};

const noted = (id: string, fact: FamilyFact): Content => ({
  ...{ kind: 'family-noted', id, fact, corrects: null, reason: null },
});
const always = { from: null, until: null };

/** Everybody's everything in one text, as a hurried note might hold it. */
const everything = (family: Family): string =>
  people(family)
    .map(({ label }, n) => {
      const way = (text: string): string => written(text, family.style);
      return `${label} woont op ${way(street(n))}, 351${n} ${'ABCDE'[n]}X, in ${way(`${markOf(n)}stad`)}, bij ${way(`Opvang ${markOf(n)}huis`)}; bel ${way(number(n, false))} of ${way(number(n, true))} of ${markOf(n)}@post.nl; school ${way(school(n))}.`;
    })
    .join(' ');

const contents = (family: Family): readonly Content[] => {
  const text = everything(family);
  const all = people(family);
  return [
    { kind: 'dossier-opened', label: 'Dossier' },
    ...all.map((person): Content => ({ kind: 'person', person })),
    ...all.flatMap((_, n): Content[] => {
      const bereik = (value: string): FamilyFact => ({
        ...{ what: 'bereik', person: personId(n), value, riskFree: 'ja', when: '', how: '', notSay: '' },
      });
      return [
        // an old number that was corrected is in notes of before
        noted(uuid(2, n), bereik(number(n, true))),
        noted(uuid(2, n), bereik(`${number(n, false)} of ${markOf(n)}@post.nl`)),
        noted(uuid(3, n), {
          ...{ what: 'huis', label: `Opvang ${markOf(n)}huis`, street: street(n), postcode: `351${n} ${'ABCDE'[n]}X` },
          ...{ place: `${markOf(n)}stad`, secret: family.secret[n] ?? false },
        }),
        noted(uuid(4, n), { what: 'woont', person: personId(n), home: uuid(3, family.sharing[n] ?? n), ...always }),
        ...(family.oldNumber[n] ? [{ kind: 'withdrawn', id: uuid(2, n), reason: 'vergissing' } as const] : []),
      ];
    }),
    ...family.kept.map(({ about, from, kinds }, n) =>
      noted(uuid(5, n), {
        ...{ what: 'geheim', about: personId(about), from: personId(from), kinds: [...kinds], words: [school(about)] },
      }),
    ),
    ...all.map((_, n) =>
      noted(uuid(6, n), {
        ...{ what: 'omgang', person: personId(n), with: personId((n + 1) % all.length), arrangement: text, ...always },
      }),
    ),
    { kind: 'signal', text, about: 'feit', saidBy: null, people: family.tagged ? [personId(0)] : [] },
    { kind: 'signal', text, about: 'gezegd', saidBy: text },
    ...[null, ...all.map(({ id }) => id)].map(
      (about, n): Content => ({
        ...{ kind: 'assessment-started', assessment: uuid(7, n), instrument: 'A@1', rules: 'A@1', about },
        reached: { band: 'AANDACHT', final: true, deadline: null },
      }),
    ),
  ];
};

const dossierOf = (family: Family): Dossier =>
  fold(contents(family).map((content, n) => ({ id: String(n), at: '2026-11-23T09:00:00Z', content })));

const flat = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{Nd}]/gu, '')
    .toLowerCase();

/** What of the other may not stand on a paper for this person. */
const forbidden = (family: Family, person: number, other: number, everyHome: boolean): readonly string[] => {
  const home = family.sharing[other] ?? other;
  const together = (family.sharing[person] ?? person) === home;
  const ruled = family.kept.filter(({ about, from }) => about === other && from === person);
  const kept = ruled.some(({ kinds }) => kinds.some((kind) => kind !== 'bereik'));
  const hidden = (family.secret[home] ?? false) || kept;
  return [
    number(other, false).slice(1),
    number(other, true).slice(1),
    `${markOf(other)}@post.nl`,
    ...(together || !(hidden || everyHome) ? [] : [street(home), `351${home} ${'ABCDE'[home]}X`]),
    ...(together || !hidden ? [] : [`Opvang ${markOf(home)}huis`, `${markOf(home)}stad`]),
    ...(ruled.length === 0 ? [] : [school(other)]),
    ...(ruled.some(({ kinds }) => kinds.includes('alles')) ? [people(family)[other]?.label ?? '?'] : []),
  ];
};

const pairs = (family: Family): readonly (readonly [number, number])[] =>
  Array.from({ length: family.count }, (_, a) => a).flatMap((a) =>
    Array.from({ length: family.count }, (_, b) => [a, b] as const).filter(([, b]) => b !== a),
  );

/** @param paper - its letters and digits alone */
const holds = (paper: string, secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) => paper.includes(flat(secret)));

const lineOf = (text: string, topic: Line['topic']): Line => ({
  ...{ item: `A-${topic}`, topic, kind: 'text', unit: null, question: 'Vraag?', value: text, answer: text },
  ...{ reading: null, filled: false, mayHoldSecret: false, secret: false, consent: false },
  note: { fact: text, said: text, saidBy: text, view: text },
});

const letterInput = (
  family: Family,
  dossier: Dossier,
  person: number,
  to: string,
  contactSafe: boolean,
): LetterInput => {
  const text = everything(family);
  const given = inputFor(to);
  return {
    ...given,
    lines: [...given.lines, lineOf(text, 'gevaar'), lineOf(text, 'bereiken'), lineOf(text, 'systeem')],
    signals: dossier.signals.map(({ at, text: said, about, saidBy, people: whom }) => ({
      ...{ at, text: said, kind: about, saidBy, people: whom },
    })),
    people: dossier.people,
    around: dossier,
    on: `${on}T10:00:00+01:00`,
    choices: {
      ...given.choices,
      ...{ person: personId(person), contactSafe, groundNote: `Grond ${text}`, informedNote: `Weet het ${text}` },
      ...(given.recipient.anonymous ? {} : { message: text }),
      fields: Object.fromEntries(
        Object.entries(given.choices.fields).map(([id, had]) => {
          const field = given.recipient.fields.find((one) => one.id === id);
          return [id, field?.options === null && !given.recipient.anonymous ? text : had];
        }),
      ),
    },
  };
};

describe('for every ordered pair of people in a family', () => {
  test('no letter about the one holds what may not be known of the other', () => {
    const ids = recipients.recipients.map(({ id }) => id);
    let compared = 0;
    fc.assert(
      fc.property(anyFamily, fc.constantFrom(...ids), fc.boolean(), (family, to, contactSafe) => {
        const dossier = dossierOf(family);
        const papers = dossier.people.map((_, person) => {
          const made = letter(letterInput(family, dossier, person, to, contactSafe));
          if (!made.ok) throw new Error(JSON.stringify(made.error));
          return flat(JSON.stringify(made.value) + letterFileName(made.value, made.value.on));
        });
        for (const [person, other] of pairs(family)) {
          compared += 1;
          const found = holds(papers[person] ?? '', forbidden(family, person, other, false));
          expect(found, `${to}: ${person} ${other}`).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
    expect(compared).toBeGreaterThan(50);
  }, 120_000);

  test('no inzage for the one does, with everything ticked in that can be', () => {
    fc.assert(
      fc.property(anyFamily, (family) => {
        const dossier = dossierOf(family);
        const text = everything(family);
        const lines: readonly AssessmentLines[] = dossier.assessments.map((assessment) => ({
          ...{ assessment, title: 'Vragenlijst', outcome: 'Aandacht' },
          lines: [lineOf(text, 'gevaar'), lineOf(text, 'bereiken'), lineOf(text, 'huis')],
        }));
        const papers = dossier.people.map((one) => {
          const parts = partsFor(one, dossier, lines, rules, on);
          const ticked = parts.map(({ id, goes }) => ({ part: id, included: goes !== 'never', reason: 'nagekeken' }));
          const chosen = chosenParts(parts, ticked);
          if (!chosen.ok) throw new Error(chosen.error.part);
          const sender = { name: 'Sam', role: 'werker', organisation: 'Wijkteam', phone: '030 000 00 00' };
          const paper = inzageLetter(one, parts, chosen.value, { sender, on, reference: '1A2B-3C4D' });
          return flat(JSON.stringify(paper) + letterFileName(paper, on));
        });
        for (const [person, other] of pairs(family))
          expect(holds(papers[person] ?? '', forbidden(family, person, other, true)), `${person} ${other}`).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('what is one’s own stays: the number of the person stands in the letter when it may', () => {
    fc.assert(
      fc.property(anyFamily, (family) => {
        const dossier = dossierOf(family);
        const input = letterInput(family, dossier, 0, 'veilig-thuis', true);
        const made = letter(input);
        if (!made.ok) throw new Error(JSON.stringify(made.error));
        expect(holds(flat(JSON.stringify(made.value)), [number(0, false).slice(1)])).toHaveLength(1);
      }),
      { numRuns: 8 },
    );
  });
});

test('with two people whom it is about, a form and a signal without a name are nobody’s own', () => {
  const family: Family = {
    ...{ count: 2, roles: ['betrokkene', 'betrokkene'], secret: [false, false], sharing: [0, 1] },
    ...{ oldNumber: [false, false], kept: [], style: 0, tagged: false },
  };
  const dossier = dossierOf(family);
  for (const person of dossier.people) {
    const goes = partsFor(person, dossier, [], rules, on).filter(({ id }) => id.startsWith('signal'));
    expect(goes.map(({ kind }) => kind)).toEqual(['signal-unnamed', 'signal-said']);
  }
});

test('of a letter or a telling about somebody else one learns nothing, not even to whom', () => {
  const base = contents({
    ...{ count: 2, roles: ['betrokkene', 'ander'], secret: [false, false], sharing: [0, 1] },
    ...{ oldNumber: [false, false], kept: [], style: 0, tagged: true },
  });
  const made: Content = {
    ...{ kind: 'referral-made', referral: uuid(8, 1), assessment: uuid(7, 1), recipient: 'csg', recipientName: 'CSG' },
    ...{ code: 'R', ground: 'Toestemming', groundNote: '', informed: 'ja', informedNote: '', topics: [], leftOut: [] },
    ...{ added: [], file: '/x.pdf', sha256: '0', nextAt: null },
  };
  const dossier = fold([...base, made].map((content, n) => ({ id: String(n), at: '2026-11-23T09:00:00Z', content })));
  const letterOf = (n: number) => {
    const person = dossier.people[n];
    return person && partsFor(person, dossier, [], rules, on).find(({ id }) => id.startsWith('letter'));
  };
  expect(letterOf(0)).toMatchObject({ kind: 'letter', title: 'Brief aan CSG' });
  expect(letterOf(1)).toMatchObject({ kind: 'letter-other', title: 'Brief', text: '', goes: 'never' });
});
