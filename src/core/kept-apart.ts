import type { Dossier, Person } from './dossier.ts';
import { type FamilyFact, factsOfKind, holdsOn, lastOf } from './family.ts';

/**
 * What may not reach a reader: how to reach others, where they live, and what was marked as not to be known. It is looked
 * for by what it says and not by where it stands, so it is taken out of free text too; also what was corrected or withdrawn.
 */

export const apartGap = '[afgeschermd]';

/** What is read of a dossier for this. */
export type Around = Pick<Dossier, 'persons' | 'facts'>;

export type Reading = {
  /** Whom the paper is about, who may read it; null: nobody is named, so everybody is protected. */
  readonly person: string | null;
  /** Hide where others live also when it is no secret: they did not choose this paper. */
  readonly everyHome: boolean;
  /** How to reach the person, and where that is a secret, may stand in it. */
  readonly ownReach: boolean;
  /** `2026-11-23`: who lives where on that day. */
  readonly on: string;
};

export type Apart = {
  /** The same text with a gap for each thing that may not be known. */
  readonly without: (text: string) => string;
  /** Whether somebody may not even be named. */
  readonly hides: (person: string) => boolean;
};

type Fact<W extends FamilyFact['what']> = Extract<FamilyFact, { what: W }>;

/** Every version, also what was corrected or withdrawn: an old address in a note still leads to somebody. */
const everOf = <W extends FamilyFact['what']>(around: Around, what: W): readonly { id: string; fact: Fact<W> }[] =>
  around.facts.flatMap(
    ({ id, versions }) =>
      versions.flatMap(({ value }) => (value.what === what ? [{ id, fact: value as Fact<W> }] : [])), // just checked
  );

/** Every name under which somebody ever stood in the dossier, as if each were a person with that name. */
export const everyName = ({ persons }: Pick<Around, 'persons'>): readonly Person[] =>
  persons.flatMap(({ versions }) =>
    versions.flatMap(({ value: { person, details } }) => [
      person,
      ...details.aliases.map((label) => ({ ...person, label })),
    ]),
  );

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
const between = '[\\s.,:;/()·\\p{Pd}]*';

/** A phone number in any of the ways in which people write it: with spaces, dashes, +31, 0031 or 0 in front. */
const phone = (own: string): string => {
  const spread = [...own].join(between);
  return `(?<!\\p{Nd})(?:(?:\\+|00)${between}31${between}(?:\\(?0\\)?${between})?|\\(?0${between})?${spread}(?!\\p{Nd})`;
};

/** Words one after another, whatever stands between them, with or without accents, in capitals or not. */
const phrase = (text: string): string => {
  const parts = bare(text).match(/[\p{L}]+|\p{Nd}+/gu) ?? [];
  const spread = parts
    .map((part) => [...part].map((sign) => `${escaped(sign)}\\p{M}*`).join(''))
    .join('[^\\p{L}\\p{Nd}]*');
  return spread === '' ? '' : `(?<![\\p{L}\\p{Nd}])${spread}(?![\\p{L}\\p{Nd}])`;
};

/** A number of so many digits is one by which a phone can be reached. */
const leastDigits = 6;
/** Shorter words would take more out of a text than they protect. */
const leastLetters = 3;

/** Its letters and digits alone, as every way of writing it holds them. */
const flat = (text: string): string =>
  bare(text)
    .replace(/[^\p{L}\p{Nd}]/gu, '')
    .toLowerCase();

type Term = { readonly pattern: string; readonly flat: string };

const termOf = (text: string): Term => {
  const digits = text.replace(/\P{Nd}/gu, '');
  const letters = text.replace(/\P{L}/gu, '');
  if (digits.length >= leastDigits && letters.length <= 2) {
    const own = digits.replace(/^(?:0031|31(?=\d{9}$)|0)/, '');
    return { pattern: phone(own), flat: own };
  }
  const pattern = letters.length + digits.length < leastLetters ? '' : phrase(text);
  return { pattern, flat: flat(text) };
};

/** The numbers and mail addresses that stand in what was written as one way to reach somebody, and all of it. */
const reachTerms = (value: string): readonly string[] => [
  value,
  ...(value.match(/\S+@\S+/gu) ?? []),
  ...(value.match(/\+?(?:\p{Nd}[\s()./·\p{Pd}]*){6,}/gu) ?? []),
];

/** The street with its number, and the street alone when it has a name that is no common short word. */
const streetTerms = (street: string): readonly string[] => {
  const alone = street.replace(/\s*\d.*$/u, '').trim();
  return alone.length > 4 && alone !== street.trim() ? [street, alone] : [street];
};

const homeTerms = (
  { label, street, postcode, place, secret }: Fact<'huis'>,
  ownPlaces: ReadonlySet<string>,
): string[] => [
  ...streetTerms(street),
  postcode,
  ...(secret ? [label, ...(ownPlaces.has(bare(place).toLowerCase()) ? [] : [place])] : []),
];

/** Where somebody lives on a day, by the facts that stand. */
export const homesOf = (around: Around, person: string, on: string): ReadonlySet<string> =>
  new Set(
    factsOfKind(around.facts, 'woont').flatMap(({ fact }) =>
      fact.person === person && holdsOn(fact, on) ? [fact.home] : [],
    ),
  );

export const keptApart = (around: Around, reading: Reading): Apart => {
  const { person } = reading;
  const own = person === null ? new Set<string>() : homesOf(around, person, reading.on);
  const ever = everOf(around, 'huis');
  const ownPlaces = new Set(ever.flatMap(({ id, fact }) => (own.has(id) ? [bare(fact.place).toLowerCase()] : [])));
  // a rule that was withdrawn asks for nothing any more
  const rules = factsOfKind(around.facts, 'geheim').filter(({ fact }) => person === null || fact.from === person);
  const everything = new Set(rules.flatMap(({ fact }) => (fact.kinds.includes('alles') ? [fact.about] : [])));
  const addressless = new Set(
    rules.flatMap(({ fact }) => (fact.kinds.some((kind) => kind !== 'bereik') ? [fact.about] : [])),
  );
  const livedIn = everOf(around, 'woont');
  const homes = ever.flatMap(({ id, fact }) => {
    if (own.has(id)) return fact.secret && !reading.ownReach ? homeTerms(fact, new Set()) : [];
    const kept = livedIn.some(({ fact: stay }) => stay.home === id && addressless.has(stay.person));
    return fact.secret || kept || reading.everyHome
      ? homeTerms({ ...fact, secret: fact.secret || kept }, ownPlaces)
      : [];
  });
  const reach = everOf(around, 'bereik').flatMap(({ fact }) =>
    fact.person !== person || !reading.ownReach ? reachTerms(fact.value) : [],
  );
  const words = rules.flatMap(({ fact }) => fact.words);
  const names = everyName(around).flatMap(({ id, label }) => (everything.has(id) ? [label] : []));
  const terms = [...new Set([...homes, ...reach, ...words, ...names])]
    .toSorted((a, b) => b.length - a.length)
    .map(termOf)
    .filter(({ pattern }) => pattern !== '');
  return {
    without: (text) => {
      const inText = flat(text);
      // most texts hold nothing of this: looking for letters and digits alone is much quicker than for patterns
      const here = terms.filter((term) => inText.includes(term.flat));
      if (here.length === 0) return text;
      const pattern = new RegExp(here.map((term) => term.pattern).join('|'), 'giu');
      return text.normalize('NFD').replace(pattern, apartGap).normalize('NFC');
    },
    hides: (id) => everything.has(id),
  };
};

/** As people stand in the record, with the names they had before, so that a name that was corrected is hidden too. */
export const namesToHide = (around: Pick<Around, 'persons'>): readonly Person[] => {
  const now = new Map(around.persons.map((kept) => [kept.id, lastOf(kept).person]));
  return everyName(around).map((one) => ({ ...one, role: now.get(one.id)?.role ?? one.role }));
};
