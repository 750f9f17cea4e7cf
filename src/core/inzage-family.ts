import type { Dossier } from './dossier.ts';
import { type FamilyFact, lastOf, peopleIn, standing } from './family.ts';

/** What a person may see of the family facts: as parts, each of a kind that a rule decides about. */

export type FactPart = {
  readonly kind: 'family-self' | 'family-home' | 'family-shared' | 'family-other';
  readonly id: string;
  readonly title: string;
  readonly text: string;
};

type Around = Pick<Dossier, 'persons' | 'facts'>;

const years = ({ from, until }: { readonly from: string | null; readonly until: string | null }): string =>
  [from === null ? '' : `vanaf ${from}`, until === null ? '' : `tot ${until}`].filter(Boolean).join(' ');
const sentence = (...parts: readonly string[]): string => parts.filter(Boolean).join(', ');

const ties: Readonly<Record<Extract<FamilyFact, { what: 'band' }>['tie'], string>> = {
  partner: 'partner',
  'ex-partner': 'ex-partner',
  ouder: 'ouder en kind',
  'broer-zus': 'broer of zus',
  familie: 'familie',
  verzorger: 'verzorger',
  vriend: 'vriend',
  professional: 'professional',
};
const custody: Readonly<Record<Extract<FamilyFact, { what: 'gezag' }>['sort'], string>> = {
  alleen: 'alleen gezag',
  samen: 'samen gezag',
  voogdij: 'voogdij',
  geen: 'geen gezag',
  onbekend: 'niet bekend',
};

const other: Omit<FactPart, 'id'> = { kind: 'family-other', title: 'Over iemand anders', text: '' };

const partOf = (person: string, fact: FamilyFact, around: Around): Omit<FactPart, 'id'> | null => {
  const name = (id: string): string => {
    const known = around.persons.find((one) => one.id === id);
    return known === undefined ? '' : lastOf(known).person.label;
  };
  const shared = (one: string, two: string, title: string, text: string): Omit<FactPart, 'id'> =>
    one === person || two === person ? { kind: 'family-shared', title, text } : other;
  switch (fact.what) {
    case 'bereik':
      return fact.person === person ? { kind: 'family-home', title: 'Bereiken', text: fact.value } : other;
    case 'woont': {
      const home = around.facts.find(({ id }) => id === fact.home);
      const what = home === undefined ? undefined : lastOf(home);
      const address = what?.what === 'huis' ? sentence(what.label, what.street, what.postcode, what.place) : '';
      return fact.person === person
        ? { kind: 'family-home', title: 'Wonen', text: sentence(address, years(fact)) }
        : other;
    }
    case 'band':
      return shared(
        fact.one,
        fact.other,
        `Band: ${ties[fact.tie]}`,
        sentence(`${name(fact.one)} en ${name(fact.other)}`, years(fact)),
      );
    case 'gezag':
      return shared(
        fact.holder,
        fact.child,
        'Gezag',
        sentence(`${name(fact.holder)} over ${name(fact.child)}: ${custody[fact.sort]}`, years(fact)),
      );
    case 'omgang':
      return shared(
        fact.person,
        fact.with,
        'Omgang',
        sentence(`${name(fact.person)} met ${name(fact.with)}: ${fact.arrangement}`, years(fact)),
      );
    // who says from whom violence comes can be in danger by it: for a human to look at, as all that is shared
    case 'geweld':
      return shared(
        fact.by,
        fact.towards,
        'Geweld',
        sentence(`van ${name(fact.by)} naar ${name(fact.towards)}: ${fact.certainty}`, fact.words, years(fact)),
      );
    // that something may not be known by somebody tells that there is something
    case 'geheim':
      return other;
    // a home stands with who lives in it; where somebody was put in the drawing says nothing of that person
    case 'huis':
    case 'plek':
      return null;
  }
};

/**
 * One part for each fact that stands, and one for what is known of the person beside a name.
 *
 * @param hides - whether the person may not know of somebody at all
 */
export const factParts = (person: string, around: Around, hides: (id: string) => boolean): readonly FactPart[] => {
  const own = around.persons.find(({ id }) => id === person);
  const details = own === undefined ? undefined : lastOf(own).details;
  const said =
    details === undefined
      ? ''
      : sentence(
          details.birthDate === null ? '' : `geboren op ${details.birthDate}`,
          details.pronouns === '' ? '' : `voornaamwoorden: ${details.pronouns}`,
          details.addressAs === '' ? '' : `aanspreken als: ${details.addressAs}`,
        );
  return [
    ...(said === ''
      ? []
      : [{ kind: 'family-self' as const, id: `details ${person}`, title: 'Wat u over uzelf vertelde', text: said }]),
    ...standing(around.facts).flatMap((kept): FactPart[] => {
      const fact = lastOf(kept);
      const part = partOf(person, fact, around);
      if (part !== null && peopleIn(fact).some(hides)) return [{ ...other, id: `fact ${kept.id}` }];
      return part === null ? [] : [{ ...part, id: `fact ${kept.id}` }];
    }),
  ];
};
