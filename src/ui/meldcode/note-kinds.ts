import type { Input, Output } from '#host/contract.ts';
import type { MeldcodeTexts } from './texts.nl.ts';

/** What a form asks for each kind of note, and the way between the fields and the note. */

export type View = Output<'meldcode.read'>;
export type Round = NonNullable<View['round']>;
export type Step = Round['steps'][number];
export type Note = Step['notes'][number]['note'];
type Sent = Input<'meldcode.record'>['note'];
export type Kind = Sent['what'];
/** Fields by key; what a form does not ask, such as the step that is left, stands in it as well. */
export type Draft = Readonly<Record<string, string>>;

export type FieldSpec = {
  readonly key: string;
  readonly as: 'line' | 'text' | 'day' | 'later-day' | 'choice' | 'ground';
  readonly label: keyof MeldcodeTexts['fields'];
  readonly help?: keyof MeldcodeTexts['help'];
  readonly options?: keyof MeldcodeTexts['choices'];
  /** Absent: always needed. */
  readonly optional?: boolean;
  /** Absent: always shown. What is not shown is not kept. */
  readonly shown?: (draft: Draft) => boolean;
};

/** The choice that the name need not be kept back. */
export const known = 'bekend';

const children = (draft: Draft) => draft.children === 'ja';
const talk = (draft: Draft) => draft.step === 'gesprek';
const told = (draft: Draft) => draft.informed === 'ja';

export const fieldsOf: Readonly<Record<Kind, readonly FieldSpec[]>> = {
  signaal: [
    { key: 'about', as: 'choice', label: 'about', options: 'about' },
    { key: 'text', as: 'text', label: 'signal' },
    { key: 'by', as: 'line', label: 'by', shown: (draft) => draft.about === 'gezegd' },
    { key: 'when', as: 'line', label: 'when', help: 'when' },
  ],
  kindcheck: [
    { key: 'children', as: 'choice', label: 'children', options: 'known' },
    { key: 'list', as: 'text', label: 'list', help: 'list', optional: true, shown: children },
    { key: 'care', as: 'text', label: 'care', help: 'care', optional: true, shown: children },
    { key: 'pregnant', as: 'choice', label: 'pregnant', options: 'known' },
    { key: 'outcome', as: 'text', label: 'checkOutcome' },
  ],
  mantelzorgcheck: [
    { key: 'depends', as: 'choice', label: 'depends', options: 'known' },
    { key: 'outcome', as: 'text', label: 'checkOutcome' },
  ],
  overleg: [
    { key: 'with', as: 'choice', label: 'consulted', options: 'consulted' },
    { key: 'who', as: 'line', label: 'name' },
    { key: 'on', as: 'day', label: 'day' },
    { key: 'outcome', as: 'text', label: 'outcome' },
    { key: 'todo', as: 'text', label: 'todo' },
  ],
  gesprek: [
    { key: 'with', as: 'line', label: 'talkedWith' },
    { key: 'on', as: 'day', label: 'day' },
    { key: 'said', as: 'text', label: 'said' },
    { key: 'reaction', as: 'text', label: 'reaction' },
    { key: 'child', as: 'text', label: 'child', optional: true },
  ],
  gelaten: [
    { key: 'how', as: 'choice', label: 'how', options: 'left' },
    { key: 'why', as: 'text', label: 'why' },
    { key: 'adviser', as: 'choice', label: 'adviser', options: 'adviser', shown: talk },
    { key: 'advice', as: 'text', label: 'advice', shown: talk },
  ],
  inschatting: [
    { key: 'nature', as: 'text', label: 'nature' },
    { key: 'risk', as: 'text', label: 'risk' },
    { key: 'grounds', as: 'text', label: 'grounds' },
  ],
  besproken: [
    { key: 'who', as: 'line', label: 'toldTo' },
    { key: 'informed', as: 'choice', label: 'informed', options: 'yesNo' },
    { key: 'reaction', as: 'text', label: 'toldReaction', shown: told },
    { key: 'objections', as: 'text', label: 'objections', optional: true, shown: told },
    { key: 'why', as: 'text', label: 'whyNot', shown: (draft) => draft.informed === 'nee' },
  ],
  poging: [
    { key: 'who', as: 'line', label: 'talkedWith' },
    { key: 'on', as: 'day', label: 'day' },
    { key: 'how', as: 'text', label: 'attempt' },
  ],
  afspraak: [
    { key: 'with', as: 'line', label: 'agreedWith' },
    { key: 'text', as: 'text', label: 'agreed' },
    { key: 'until', as: 'later-day', label: 'until', optional: true },
  ],
  melding: [
    { key: 'on', as: 'day', label: 'reportedOn' },
    { key: 'how', as: 'line', label: 'reportedHow', help: 'reportedHow' },
    { key: 'told', as: 'text', label: 'toldByVt', optional: true },
    { key: 'ground', as: 'ground', label: 'ground', help: 'ground' },
    { key: 'groundNote', as: 'text', label: 'groundNote', shown: (d) => d.ground !== undefined && d.ground !== known },
  ],
  verlenging: [{ key: 'why', as: 'text', label: 'extensionWhy' }],
  vervallen: [],
};

export const shownFields = (kind: Kind, draft: Draft): readonly FieldSpec[] =>
  fieldsOf[kind].filter(({ shown }) => shown === undefined || shown(draft));

/** What can be added by hand in each step, in the order of the buttons; leaving the step comes after. */
export const kindsOf = (step: Step['step'], mantelzorgcheck: boolean): readonly Kind[] => {
  switch (step) {
    case 'signalen':
      return mantelzorgcheck ? ['signaal', 'kindcheck', 'mantelzorgcheck'] : ['signaal', 'kindcheck'];
    case 'overleg':
      return ['overleg'];
    case 'gesprek':
      return ['gesprek'];
    case 'wegen':
      return ['inschatting'];
    case 'beslissen':
      return ['melding', 'besproken', 'afspraak', 'poging'];
  }
};

type Child = { readonly name: string; readonly age: number | null };

/** `Sem, 4` or `Sem 4 jaar` on each line; a line without a number is a child of unknown age. */
export const childrenIn = (text: string): Child[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const parts = /^(.*?)[\s,;:(]+(\d{1,2})(?:\s*jaar|\s*jr\.?)?\)?$/i.exec(line);
      const age = parts?.[2] === undefined ? null : Number(parts[2]);
      return parts?.[1] && age !== null && age <= 30 ? { name: parts[1], age } : { name: line, age: null };
    });

export const childLine = ({ name, age }: Child): string => (age === null ? name : `${name}, ${age}`);

/** A note in the fields of its form. */
export const draftOf = (note: Note): Draft =>
  Object.fromEntries(
    Object.entries(note).map(([key, value]) => {
      if (key === 'ground') return [key, typeof value === 'string' ? value : known];
      if (note.what === 'kindcheck' && key === 'list') return [key, note.list.map(childLine).join('\n')];
      return [key, typeof value === 'string' ? value : ''];
    }),
  );

const oneOf = <T extends string>(some: readonly T[], value: string | undefined): T | undefined =>
  some.find((one) => one === value);

const knowns = ['ja', 'nee', 'onbekend'] as const;
const advisers = ['veilig-thuis', 'aandachtsfunctionaris', 'collega', 'letseldeskundige', 'ander'] as const;
const steps = ['signalen', 'overleg', 'gesprek', 'wegen', 'beslissen'] as const;

/** @returns the note, or null while a choice it needs is not made; what a form does not show is left out of it */
export const noteOf = (kind: Kind, filled: Draft): Sent | null => {
  const asked = new Set(shownFields(kind, filled).map(({ key }) => key));
  const draft = (key: string) => (asked.has(key) ? (filled[key] ?? '').trim() : '');
  switch (kind) {
    case 'signaal': {
      const about = oneOf(['feit', 'gezegd', 'eigen_indruk'], draft('about'));
      return about === undefined
        ? null
        : { what: kind, about, text: draft('text'), by: draft('by'), when: draft('when') };
    }
    case 'kindcheck': {
      const there = oneOf(knowns, draft('children'));
      const pregnant = oneOf(knowns, draft('pregnant'));
      if (there === undefined || pregnant === undefined) return null;
      const list = childrenIn(draft('list'));
      return { what: kind, children: there, list, pregnant, care: draft('care'), outcome: draft('outcome') };
    }
    case 'mantelzorgcheck': {
      const depends = oneOf(knowns, draft('depends'));
      return depends === undefined ? null : { what: kind, depends, outcome: draft('outcome') };
    }
    case 'overleg': {
      const adviser = oneOf(advisers, draft('with'));
      if (adviser === undefined) return null;
      const [who, on, outcome, todo] = [draft('who'), draft('on'), draft('outcome'), draft('todo')];
      return { what: kind, with: adviser, who, on, outcome, todo };
    }
    case 'gesprek': {
      const [said, reaction, child] = [draft('said'), draft('reaction'), draft('child')];
      return { what: kind, with: draft('with'), on: draft('on'), said, reaction, child };
    }
    case 'gelaten': {
      const step = oneOf(steps, filled.step);
      const how = oneOf(['overgeslagen', 'uitgesteld'], draft('how'));
      const adviser = oneOf([...advisers, 'geen'], draft('adviser'));
      if (step === undefined || how === undefined || (step === 'gesprek' && adviser === undefined)) return null;
      return { what: kind, step, how, why: draft('why'), adviser: adviser ?? null, advice: draft('advice') };
    }
    case 'inschatting':
      return { what: kind, nature: draft('nature'), risk: draft('risk'), grounds: draft('grounds') };
    case 'besproken': {
      const informed = oneOf(['ja', 'nee'], draft('informed'));
      if (informed === undefined) return null;
      const [why, reaction, objections] = [draft('why'), draft('reaction'), draft('objections')];
      return { what: kind, who: draft('who'), informed, why, reaction, objections };
    }
    case 'poging':
      return { what: kind, who: draft('who'), on: draft('on'), how: draft('how') };
    case 'afspraak':
      return { what: kind, with: draft('with'), text: draft('text'), until: draft('until') || null };
    case 'melding': {
      const ground = draft('ground') === known ? null : draft('ground');
      const [told, groundNote] = [draft('told'), draft('groundNote')];
      return { what: kind, on: draft('on'), how: draft('how'), told, ground, groundNote };
    }
    case 'verlenging':
      return { what: kind, melding: filled.melding ?? '', term: filled.term ?? '', why: draft('why') };
    case 'vervallen':
      return { what: kind };
  }
};
