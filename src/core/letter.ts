import type { DeadlineCode } from './band.ts';
import type { Person } from './dossier.ts';
import type { ItemId, Topic } from './instrument.ts';
import { type Around, keptApart, namesToHide } from './kept-apart.ts';
import { sectionsOf } from './letter-sections.ts';
import { dateInWords } from './moment-in-words.ts';
import {
  type Choices,
  givesAway,
  type Line,
  labelOf,
  linesFor,
  type Missing,
  missing,
  rests,
  topicsFor,
  withoutNames,
} from './referral.ts';
import type { Recipient, Recipients } from './resources.ts';
import { fail, ok, type Result } from './result.ts';

/** A referral letter as plain data: what it says, not how it looks. */

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: 'strong' | 'quiet' }
  | {
      readonly kind: 'facts';
      readonly title?: string;
      /** The labels are questions of the instrument, the values their answers. */
      readonly asked?: true;
      readonly rows: readonly { readonly label: string; readonly value: string }[];
    }
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly string[] }
  | {
      readonly kind: 'statement';
      readonly about: string;
      readonly fact: string | null;
      readonly said: string | null;
      readonly saidBy: string | null;
      readonly view: string | null;
    }
  /** Room to write by hand: boxes to tick, and lines. */
  | { readonly kind: 'write'; readonly label: string; readonly lines: number; readonly boxes?: readonly string[] };

export type LetterSection = { readonly heading: string; readonly blocks: readonly Block[] };

export type Sender = {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly phone: string;
};

export type Letter = {
  readonly title: string;
  /** Shown on every page and free of names: `1A2B-3C4D`. */
  readonly reference: string;
  /** ISO 8601 with offset: when the letter was made. */
  readonly on: string;
  /** The date in words. */
  readonly date: string;
  readonly draftMark: 'voorlopig' | null;
  readonly sender: Sender;
  readonly recipient: { readonly id: string; readonly name: string; readonly region: string | null };
  readonly sections: readonly LetterSection[];
  readonly footer: string;
  /** A page to send back: for who has no software for it. */
  readonly slip?: ReplySlip;
};

/** The answer of the recipient on paper. Nobody is named in it but the sender: the reference says which letter it is about. */
export type ReplySlip = {
  readonly title: string;
  readonly intro: string;
  readonly boxes: readonly string[];
  readonly lines: readonly string[];
};

const slipFor = (sender: Sender): ReplySlip => ({
  title: 'Antwoordstrook',
  intro: `Wilt u deze strook terugsturen aan ${sender.name}, ${sender.organisation}? Of bel ${sender.phone} en noem het kenmerk. Schrijf hier geen naam van de persoon op.`,
  boxes: ['Ontvangen', 'Wij pakken dit op', 'Wij pakken dit niet op, omdat:'],
  lines: ['Wie neemt contact op', 'Telefoon', 'Datum', 'Handtekening'],
});

type Because = readonly { readonly item: ItemId }[];

/** What a letter needs of an outcome. Every judgement names the answers it rests on, or it stays behind. */
export type LetterOutcome = {
  readonly title: string;
  readonly howTaken: string;
  /** Whom „u” means in the questions: who is asked, or the sender who answers about others. */
  readonly asked: 'person' | 'sender';
  readonly on: string;
  readonly bandLabel: string;
  readonly meaning: string;
  readonly final: boolean;
  readonly deadline: { readonly code: DeadlineCode; readonly at: string } | null;
  readonly reasons: readonly { readonly title: string; readonly texts: readonly string[]; readonly because: Because }[];
  readonly causes: readonly { readonly label: string; readonly step: string; readonly because: Because }[];
  readonly blocked: readonly { readonly label: string; readonly reason: string; readonly because: Because }[];
  readonly measures: readonly { readonly label: string; readonly text: string; readonly until: string | null }[];
  readonly open: readonly {
    readonly item: ItemId;
    readonly question: string;
    readonly topic: Topic;
    /** Some answer to it may not stand on paper without consent. */
    readonly mayHoldSecret: boolean;
  }[];
  readonly limits: readonly string[];
};

/** What was seen or heard before any question was asked; goes only where the rules go too. */
export type Signal = {
  readonly at: string;
  readonly text: string;
  readonly kind: 'feit' | 'gezegd' | 'eigen_indruk';
  readonly saidBy: string | null;
  /** Whom it is about, by id; none: that was not told. */
  readonly people?: readonly string[];
};

export type LetterInput = {
  readonly recipient: Recipient;
  /** Labels of topics, from the same file as the recipient. */
  readonly topics: Recipients['topics'];
  readonly outcome: LetterOutcome;
  readonly lines: readonly Line[];
  readonly signals: readonly Signal[];
  readonly people: readonly Person[];
  /** The people as a system, for what may not be known by whom; a case from a file has none. */
  readonly around?: Around;
  readonly sender: Sender;
  readonly choices: Choices;
  /** Label of the region of the municipality, or null. */
  readonly region: string | null;
  /** ISO 8601 with offset, Dutch time. */
  readonly on: string;
  /** Random hexadecimal digits, eight or more: not made from anything in the dossier. */
  readonly reference: string;
  /** Nothing was chosen yet: what the sender must fill in stands in the letter as such. Never for a letter that is sent. */
  readonly toFill?: true;
  /** Who has to tell whom, for a recipient who has to act on it. */
  readonly steps?: readonly { readonly label: string; readonly value: string }[];
  /** With a page to send back. */
  readonly slip?: boolean;
};

/** The same, with only what may go along: the one thing the sections are made from. */
export type Allowed = Omit<LetterInput, 'lines' | 'people' | 'outcome'> & {
  readonly lines: readonly Line[];
  readonly person: Person | null;
  readonly others: readonly Person[];
  readonly outcome: LetterOutcome;
  readonly shared: readonly Topic[];
  readonly notShared: readonly string[];
};

const shownReference = (reference: string): string => {
  const digits = reference.toUpperCase().replace(/[^0-9A-F]/g, '');
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}`;
};

/**
 * The letter, or what must be chosen first. Whatever is not allowed to this recipient is gone before a word is written.
 */
export const letter = (
  input: LetterInput,
): Result<Letter, { readonly kind: 'choices-needed'; readonly missing: readonly Missing[] }> => {
  const around = input.around ?? nobodyAround;
  const names = namesIn(input);
  const apart = keptApart(around, { person: null, everyHome: true, ownReach: false, on: input.on.slice(0, 10) });
  const leads = (text: string): boolean => givesAway(text, names) || apart.without(text) !== text.normalize('NFC');
  const found = missing(input.choices, input.recipient, input.people, leads);
  if (found.length > 0 && input.toFill !== true) return fail({ kind: 'choices-needed', missing: found });
  const { recipient, outcome, sender, on } = input;
  const allowed = onlyAllowed(input);
  return ok({
    title: recipient.title,
    reference: shownReference(input.reference),
    on,
    date: dateInWords(on),
    draftMark: outcome.final && found.length === 0 ? null : 'voorlopig',
    sender,
    recipient: { id: recipient.id, name: recipient.name, region: allowed.region },
    sections: sectionsOf(allowed).filter(({ blocks }) => blocks.length > 0),
    footer: 'Vertrouwelijk. Alleen voor de ontvanger.',
    ...(input.slip === true ? { slip: slipFor(sender) } : {}),
  });
};

const nobodyAround: Around = { persons: [], facts: [] };

/** Everybody, also under a name that was corrected since or that only stands in texts. */
const namesIn = ({ around, people }: LetterInput): readonly Person[] => [
  ...people,
  ...(around === undefined ? [] : namesToHide(around)),
];

/** A score says little to who does not have the form at hand: what it means goes with it. */
const withReading = ({ answer, reading }: Line, rules: boolean): string =>
  rules || reading === null ? answer : `${answer}. ${reading}`;

const onlyAllowed = (input: LetterInput): Allowed => {
  const { recipient, choices, people, outcome } = input;
  const { person: personGoes, others: othersGo } = recipient.names;
  const person = personGoes && !recipient.anonymous ? people.find(({ id }) => id === choices.person) : undefined;
  const mayName = othersGo && !recipient.anonymous;
  // Without names it is about nobody, and then everybody is protected.
  const about = recipient.anonymous ? null : choices.person;
  const ownReach = choices.contactSafe && about !== null;
  const apart = keptApart(input.around ?? nobodyAround, {
    ...{ person: about, everyHome: !mayName, ownReach, on: input.on.slice(0, 10) },
  });
  const names = namesIn(input).filter(({ id }) => !mayName || apart.hides(id));
  const clean = (text: string): string => withoutNames(apart.without(text.trim()), names, person);
  const lines = linesFor(recipient, choices, input.lines).map((line) => ({
    ...line,
    answer: line.kind === 'text' ? clean(line.answer) : withReading(line, recipient.rules),
    note: line.note && {
      fact: clean(line.note.fact),
      said: clean(line.note.said),
      saidBy: clean(line.note.saidBy),
      view: clean(line.note.view),
    },
  }));
  const shared = topicsFor(recipient, choices);
  const rules = recipient.rules;
  // Left out whatever the answer: were it named as open only while it is, its absence would tell the answer.
  const onPaper = choices.secretsAllowed && !recipient.anonymous;
  return {
    ...input,
    lines,
    shared,
    person: person ?? null,
    others: mayName ? people.filter(({ id }) => id !== person?.id && !apart.hides(id)) : [],
    // Made from where somebody lives, so it goes where that goes.
    region: shared.includes('huis') ? input.region : null,
    // Signals carry no topic, so they go only to who may read everything in own words and every name.
    signals: (rules && recipient.freeTexts && mayName ? input.signals : [])
      .filter(({ people: whom }) => whom === undefined || whom.length === 0 || !whom.every(apart.hides))
      .map((signal) => ({
        ...signal,
        text: clean(signal.text),
        saidBy: signal.saidBy === null ? null : clean(signal.saidBy),
      })),
    choices: {
      ...choices,
      groundNote: recipient.anonymous ? '' : clean(choices.groundNote),
      informedNote: recipient.anonymous ? '' : clean(choices.informedNote),
      message: recipient.anonymous ? '' : clean(choices.message),
      added: choices.added.map(({ topic, reason }) => ({ topic, reason: clean(reason) })),
      fields: Object.fromEntries(Object.entries(choices.fields).map(([id, text]) => [id, clean(text)])),
    },
    outcome: {
      ...outcome,
      reasons: rules ? outcome.reasons.filter(({ because }) => rests(because, lines)) : [],
      causes: recipient.causes ? outcome.causes.filter(({ because }) => rests(because, lines)) : [],
      blocked: rules ? outcome.blocked.filter(({ because }) => rests(because, lines)) : [],
      measures: shared.includes('medisch') && shared.includes('seksueel') ? outcome.measures : [],
      open: rules
        ? outcome.open.filter(({ topic, mayHoldSecret }) => shared.includes(topic) && (!mayHoldSecret || onPaper))
        : [],
    },
    // The same list whatever the record holds: that a topic is named here tells nothing about it.
    notShared: input.topics
      .filter(({ topic }) => !shared.includes(topic))
      .map(({ topic }) => labelOf(input.topics, topic)),
  };
};

/** A name for the file with nothing in it that leads to a person. */
export const letterFileName = (letter: Pick<Letter, 'recipient' | 'reference'>, on: string): string =>
  `baken-${letter.recipient.id}-${on.slice(0, 10)}-${letter.reference
    .replace(/[^0-9A-Fa-f]/g, '')
    .slice(0, 4)
    .toLowerCase()}.pdf`;
