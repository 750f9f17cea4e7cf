import type { Fact } from './drawn.ts';

/** Which fields each kind of fact has, in the order in which they are asked. */

export type Kind = Exclude<Fact['what'], 'plek'>;
export type Field = {
  readonly key: string;
  readonly input: 'person' | 'home' | 'text' | 'long' | 'date' | 'tick' | 'one' | 'many' | 'words';
  readonly codes?: readonly string[];
  readonly needed?: boolean;
  readonly longest?: number;
};

const span: readonly Field[] = [
  { key: 'from', input: 'date' },
  { key: 'until', input: 'date' },
];
const person = (key: string): Field => ({ key, input: 'person', needed: true });
const text = (key: string, longest: number, needed = false): Field => ({ key, input: 'text', longest, needed });

export const fieldsOf: Readonly<Record<Kind, readonly Field[]>> = {
  band: [
    person('one'),
    {
      ...{ key: 'tie', input: 'one', needed: true },
      codes: ['partner', 'ex-partner', 'ouder', 'broer-zus', 'familie', 'verzorger', 'vriend', 'professional'],
    },
    person('other'),
    { key: 'quality', input: 'one', codes: ['steunend', 'gespannen', 'verbroken'] },
    ...span,
  ],
  geweld: [
    person('by'),
    person('towards'),
    { key: 'certainty', input: 'one', codes: ['vermoed', 'verteld', 'vastgesteld'], needed: true },
    { key: 'words', input: 'long', longest: 500 },
    ...span,
  ],
  huis: [
    text('label', 120, true),
    text('street', 160),
    text('postcode', 12),
    text('place', 80),
    { key: 'secret', input: 'tick' },
  ],
  woont: [person('person'), { key: 'home', input: 'home', needed: true }, ...span],
  bereik: [
    person('person'),
    text('value', 200, true),
    { key: 'riskFree', input: 'one', codes: ['ja', 'nee', 'onbekend'], needed: true },
    text('when', 300),
    text('how', 300),
    text('notSay', 300),
  ],
  gezag: [
    person('holder'),
    person('child'),
    { key: 'sort', input: 'one', codes: ['alleen', 'samen', 'voogdij', 'geen', 'onbekend'], needed: true },
    ...span,
  ],
  omgang: [
    person('person'),
    person('with'),
    { key: 'arrangement', input: 'long', longest: 1000, needed: true },
    ...span,
  ],
  geheim: [
    person('about'),
    person('from'),
    { key: 'kinds', input: 'many', codes: ['adres', 'bereik', 'alles'] },
    { key: 'words', input: 'words' },
  ],
};

export const kinds: readonly Kind[] = ['band', 'geweld', 'huis', 'woont', 'bereik', 'gezag', 'omgang', 'geheim'];

export type Filled = Readonly<Record<string, string | boolean | readonly string[]>>;

/** What stands in the fields when something is corrected, or nothing. */
export const filledFrom = (kind: Kind, fact: Fact | null): Filled => {
  const had: Readonly<Record<string, unknown>> = { ...fact };
  return Object.fromEntries(
    fieldsOf[kind].map(({ key, input }) => {
      const value = had[key];
      if (input === 'tick') return [key, value === true];
      if (input === 'many') return [key, Array.isArray(value) ? value.map(String) : []];
      if (input === 'words') return [key, Array.isArray(value) ? value.join('\n') : ''];
      return [key, typeof value === 'string' ? value : ''];
    }),
  );
};

/** The fact that these fields tell; the host holds it against the contract. */
export const factFrom = (kind: Kind, filled: Filled): Fact => {
  const values = fieldsOf[kind].map(({ key, input, needed, codes }) => {
    const value = filled[key];
    if (input === 'words')
      return [
        key,
        String(value)
          .split('\n')
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      ];
    if (typeof value !== 'string') return [key, value];
    if (value === '' && (input === 'date' || (codes !== undefined && !needed))) return [key, null];
    return [key, value.trim()];
  });
  return { what: kind, ...Object.fromEntries(values) } as Fact; // its fields are those of the kind; checked at the door
};

export const missingIn = (kind: Kind, filled: Filled): readonly string[] =>
  fieldsOf[kind].flatMap(({ key, needed }) => (needed && String(filled[key] ?? '').trim() === '' ? [key] : []));
