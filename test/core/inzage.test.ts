import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, fold, type Person } from '#core/dossier.ts';
import { type AssessmentLines, chosenParts, InzageRules, inzageLetter, partsFor, withoutReach } from '#core/inzage.ts';
import type { Line } from '#core/referral.ts';

const rules = InzageRules.parse(
  JSON.parse(readFileSync(new URL('../../resources/inzage.json', import.meta.url), 'utf8')),
);
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const people: readonly Person[] = [
  { id: id(1), label: 'Linde Vogel', role: 'betrokkene', birthYear: 1990 },
  { id: id(2), label: 'Karim Bos', role: 'ander', birthYear: 1988 },
  { id: id(3), label: 'Noor', role: 'kind', birthYear: 2019 },
  { id: id(4), label: 'Oma Annie', role: 'familie', birthYear: null },
];
/** How each can be reached; all of it stands in every text below. */
const reach = new Map<string, readonly string[]>([
  [id(1), ['Lindelaan 12', '3511 AB', '06 12345671', 'linde@post.nl']],
  [id(2), ['Boskade 7b', '3512CD', '06-12345672', 'karim@post.nl']],
  [id(3), ['Noorderweg 101', '3513 ef', '0612345673', 'noor@post.nl']],
  [id(4), ['Oude gracht 3', 'Rokin 12', '3514 GH', '(030) 123 45 74', 'annie@post.nl']],
]);
const everything = people.map(({ id: who, label }) => `${label} woont ${reach.get(who)?.join(', ')}`).join('; ');
const line = (item: string, topic: Line['topic'], more: Partial<Line> = {}): Line => ({
  ...{ item, topic, kind: 'text', unit: null, question: `Vraag ${item}?`, value: everything, answer: everything },
  ...{ reading: null, filled: false, mayHoldSecret: false, secret: false, consent: false },
  note: { fact: everything, said: everything, saidBy: 'Karim Bos', view: everything },
  ...more,
});
const reached = { band: 'AANDACHT', final: true, deadline: null } as const;
const entries = [
  { kind: 'dossier-opened', label: 'Linde' },
  { kind: 'signal', text: everything, about: 'gezegd', saidBy: 'Oma Annie' },
  { kind: 'signal', text: everything, about: 'feit', saidBy: null },
  ...people.map((person) => ({ kind: 'person', person }) as const),
  ...[null, ...people.map((person) => person.id)].map(
    (about, n) =>
      ({
        kind: 'assessment-started',
        assessment: id(10 + n),
        instrument: 'A@1',
        rules: 'A@1',
        about,
        reached,
      }) as const,
  ),
] satisfies Content[];
const dossier = fold(entries.map((content, n) => ({ id: String(n), at: '2026-11-23T09:00:00Z', content })));
const lines: readonly AssessmentLines[] = dossier.assessments.map((assessment) => ({
  assessment,
  title: 'Vragenlijst',
  outcome: 'Aandacht',
  lines: [
    line('A-01', 'gevaar'),
    line('A-02', 'bereiken'),
    line('A-03', 'huis'),
    line('A-04', 'identiteit', { secret: true }),
  ],
}));
const given = {
  sender: { name: 'Sam', role: 'werker', organisation: 'Wijkteam', phone: '030 000 00 00' },
  on: '2026-11-23T10:00:00+01:00',
  reference: '1A2B-3C4D',
};
const partsOf = (person: Person) => partsFor(person, dossier, lines, rules, '2026-11-23');
/** The paper with everything on it that a human can tick in. */
const fullest = (person: Person): string => {
  const parts = partsOf(person);
  const ticked = parts.map(({ id: part, goes }) => ({ part, included: goes !== 'never', reason: 'nagekeken' }));
  const chosen = chosenParts(parts, ticked);
  if (!chosen.ok) throw new Error(chosen.error.part);
  return JSON.stringify(inzageLetter(person, parts, chosen.value, given));
};

describe('for every pair of people in a dossier', () => {
  const pairs = people.flatMap((person) =>
    people.filter((other) => other !== person).map((other) => ({ person, other })),
  );
  test.each(pairs)('$person.label never sees how to reach $other.label, nor the name', ({ person, other }) => {
    const paper = fullest(person);
    for (const secret of reach.get(other.id) ?? []) expect(paper.includes(secret), secret).toBe(false);
    for (const name of other.label.split(' '))
      expect(paper.replaceAll(person.label, '').includes(name), name).toBe(false);
  });

  test.each(pairs)('of a form about $other.label nothing can be ticked in for $person.label', ({ person, other }) => {
    const form = dossier.assessments.find(({ about }) => about === other.id)?.id ?? '?';
    const parts = partsOf(person).filter((part) => part.id.startsWith(form));
    expect(parts).toHaveLength(5);
    for (const part of parts) expect(part).toMatchObject({ goes: 'never', text: '' });
  });
});

test('who is not the one that the dossier is about sees nothing of a form without a name', () => {
  const form = dossier.assessments.find(({ about }) => about === null)?.id ?? '?';
  const goes = (person: Person | undefined) =>
    person && [...new Set(partsOf(person).flatMap((part) => (part.id.startsWith(form) ? [part.goes] : [])))];
  expect(goes(people[1])).toEqual(['never']);
  expect(goes(people[0])).toContain('in');
});

test('the rules leave out what others said, what tells a secret, and where somebody is', () => {
  const [linde] = people;
  if (linde === undefined) throw new Error('There are four');
  const out = partsOf(linde).filter(({ goes }) => goes === 'out');
  expect(new Set(out.map(({ kind }) => kind))).toEqual(
    new Set(['signal-said', 'answer-home', 'answer-secret', 'note-said']),
  );
});

describe('the check by a human', () => {
  const [linde] = people;
  if (linde === undefined) throw new Error('There are four');
  const parts = partsOf(linde);
  const asRules = parts.map(({ id: part, goes }) => ({ part, included: goes === 'in', reason: '' }));

  test('takes over what the rules say, and nothing else', () => {
    const chosen = chosenParts(parts, asRules);
    expect(chosen.ok && chosen.value.map(({ goes }) => goes)).toEqual(
      parts.filter(({ goes }) => goes === 'in').map(() => 'in'),
    );
  });

  test('is for all parts: each that is missing, strange, forbidden or without its reason is refused', () => {
    fc.assert(
      fc.property(fc.nat(parts.length - 1), (at) => {
        const part = parts[at];
        if (part === undefined) throw new Error('Within the parts');
        const changed = (change: object) => asRules.map((each, n) => (n === at ? { ...each, ...change } : each));
        const without = chosenParts(parts, asRules.toSpliced(at, 1));
        expect(without).toMatchObject({ ok: false, error: { kind: 'not-all', part: part.id } });
        const turned = chosenParts(parts, changed({ included: part.goes !== 'in' }));
        expect(turned).toMatchObject({
          ok: false,
          error: { kind: part.goes === 'never' ? 'never' : 'reason-needed', part: part.id },
        });
        const reasoned = chosenParts(parts, changed({ included: part.goes !== 'in', reason: 'nagekeken' }));
        expect(reasoned.ok).toBe(part.goes !== 'never');
      }),
    );
    const strange = chosenParts(parts, [...asRules, { part: 'iets', included: false, reason: '' }]);
    expect(strange).toMatchObject({ ok: false, error: { kind: 'not-all' } });
  });
});

test('a date is no number to reach somebody, a phone number is', () => {
  expect(withoutReach('Op 23-11-2026 om 10:00 bij de Dorpsstraat 4a.')).not.toContain('Dorpsstraat');
  expect(withoutReach('Op 23-11-2026.')).toBe('Op 23-11-2026.');
  expect(withoutReach('Rokin 12 1012 AB')).not.toMatch(/Rokin|1012/);
  expect(withoutReach('Bel 030 123 45 67')).toBe('Bel [gegevens om iemand te bereiken]');
});
