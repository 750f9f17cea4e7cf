import type { FamilyView } from '#host/contract.ts';
import type { Texts } from '../texts.nl.ts';
import type { Fact } from './drawn.ts';

/** A fact in words: what the table says, and what is read aloud of the drawing. */

export const nameOf = (view: FamilyView, id: string): string =>
  view.people.find((one) => one.id === id)?.now.label ?? '?';

const homeOf = (view: FamilyView, id: string): string => {
  const home = view.facts.find((one) => one.id === id)?.now;
  return home?.what === 'huis' ? home.label : '?';
};

export const sentenceOf = (t: Texts, view: FamilyView, fact: Fact): string => {
  const name = (id: string) => nameOf(view, id);
  const code = (one: string) => (t.family.codes[one] ?? one).toLowerCase();
  const say = t.family.say;
  switch (fact.what) {
    case 'band':
      return [
        say.tie[fact.tie](name(fact.one), name(fact.other)),
        fact.quality === null ? '' : ` (${code(fact.quality)})`,
      ].join('');
    case 'geweld':
      return [
        say.violence(name(fact.by), name(fact.towards), code(fact.certainty)),
        fact.words === '' ? '' : `: ${fact.words}`,
      ].join('');
    case 'huis':
      return [fact.label, fact.street, fact.postcode, fact.place, fact.secret ? t.family.secret : '']
        .filter(Boolean)
        .join(', ');
    case 'woont':
      return say.lives(name(fact.person), homeOf(view, fact.home));
    case 'bereik':
      return [
        say.reach(name(fact.person), fact.value, t.family.riskFree[fact.riskFree]),
        fact.when === '' ? '' : `. ${t.family.fields.bereik.when}: ${fact.when}`,
        fact.how === '' ? '' : `. ${t.family.fields.bereik.how}: ${fact.how}`,
        fact.notSay === '' ? '' : `. ${t.family.fields.bereik.notSay}: ${fact.notSay}`,
      ].join('');
    case 'gezag':
      return say.custody(name(fact.holder), name(fact.child), code(fact.sort));
    case 'omgang':
      return say.contact(name(fact.person), name(fact.with), fact.arrangement);
    case 'geheim':
      return say.kept(name(fact.from), name(fact.about), [...fact.kinds.map(code), ...fact.words].join(', '));
    case 'plek':
      return '';
  }
};

export const periodOf = (t: Texts, fact: Fact): string => {
  if (!('from' in fact) || !('until' in fact)) return '';
  const from = fact.from === null ? '' : t.family.since(fact.from);
  const until = fact.until === null ? '' : t.family.until(fact.until);
  return [from, until].filter(Boolean).join(' ');
};
