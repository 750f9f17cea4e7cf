import type { Note, Person } from './dossier.ts';
import { type AnswerValue, type Item, type ItemId, Topic, type Unit } from './instrument.ts';
import type { Recipient, Recipients } from './resources.ts';

/**
 * What goes to whom. A recipient sees the topics of its preset, less what the sender leaves out, plus what the sender adds
 * with a reason; of those only what consent allows. What rests on an answer that stays behind, stays behind with it.
 */

/** An answered question, as the letter needs it. */
export type Line = {
  readonly item: ItemId;
  readonly topic: Topic;
  readonly kind: Item['type'];
  readonly unit: Unit | null;
  readonly question: string;
  readonly value: AnswerValue;
  /** The answer in words, as it stands in a letter. */
  readonly answer: string;
  /** The answer holds a code that may out somebody (`secret` in the form). */
  readonly secret: boolean;
  /** The question has such a code, chosen or not: a note beside it may say in words what the code would. */
  readonly mayHoldSecret: boolean;
  /** What the rules read in a score, told only where the rules themselves do not go along; null for any other answer. */
  readonly reading: string | null;
  /** Filled in by the app, so never asked (`filled` in the form). */
  readonly filled: boolean;
  /** Recorded only with consent (`consent` in the form). */
  readonly consent: boolean;
  readonly note: Note | null;
};

/** What the sender decides about a letter; everything else in it follows from the record. */
export type Choices = {
  readonly recipient: string;
  readonly code: string;
  readonly ground: string | null;
  readonly groundNote: string;
  readonly informed: 'ja' | 'nee' | 'later' | null;
  readonly informedNote: string;
  readonly leftOut: readonly string[];
  readonly added: readonly { readonly topic: string; readonly reason: string }[];
  readonly person: string | null;
  readonly contactSafe: boolean;
  readonly secretsAllowed: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly message: string;
};

export type Missing = { readonly field: string; readonly expected: string };

/** Topics by which somebody can be found or recognised; in a letter without names never, also not when added. */
const identifying: readonly Topic[] = ['bereiken', 'identiteit', 'huis', 'systeem'];

const isTopic = (text: string): text is Topic => Topic.safeParse(text).success;

/** The topics that may go along, in the order in which topics are listed. */
export const topicsFor = (recipient: Recipient, choices: Pick<Choices, 'leftOut' | 'added'>): readonly Topic[] => {
  const added = choices.added.filter(({ reason }) => reason.trim() !== '').map(({ topic }) => topic);
  const wanted = new Set<string>([...recipient.topics, ...added]);
  return Topic.options.filter(
    (topic) =>
      wanted.has(topic) && !choices.leftOut.includes(topic) && !(recipient.anonymous && identifying.includes(topic)),
  );
};

const inOwnWords = (line: Line): boolean => line.kind === 'text' || line.kind === 'municipality';

/** The answered questions that go along, each with its note or without. */
export const linesFor = (
  recipient: Recipient,
  choices: Pick<Choices, 'leftOut' | 'added' | 'contactSafe' | 'secretsAllowed'>,
  lines: readonly Line[],
): readonly Line[] => {
  const topics = topicsFor(recipient, choices);
  return lines
    .filter((line) => topics.includes(line.topic))
    .filter((line) => !(line.secret || line.consent) || (choices.secretsAllowed && !recipient.anonymous))
    .filter((line) => line.topic !== 'bereiken' || choices.contactSafe)
    .filter((line) => !inOwnWords(line) || recipient.freeTexts)
    .filter((line) => line.kind === 'jno' || !recipient.yesNoOnly.includes(line.topic))
    .map((line) => {
      const inWords = recipient.freeTexts && !recipient.yesNoOnly.includes(line.topic);
      const quiet = line.mayHoldSecret && !choices.secretsAllowed;
      return inWords && !quiet ? line : { ...line, note: null };
    });
};

/** Whether a judgement may stand in the letter: every answer it rests on stands there too. Resting on nothing is no pass. */
export const rests = (because: readonly { readonly item: ItemId }[], shared: readonly Line[]): boolean =>
  because.length > 0 && because.every(({ item }) => shared.some((line) => line.item === item));

const withinName = ['van', 'de', 'der', 'den', 'het', 'ten', 'ter', 'te', 'el', 'al', 'en'];
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Without its accents: who hurries writes Jose for José. */
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Words that say who somebody is to another, in a label of such words only: no name. */
const kin =
  'moeder vader dochter zoon kind kinderen broer zus oma opa oom tante nicht neef partner ex man vrouw vriend vriendin buurman buurvrouw oudste jongste'.split(
    ' ',
  );

/**
 * A label and the names in it, without accents. A name is a word with a capital that is no article or preposition; who types
 * without capitals has no other mark of a name, so there every word counts that is no kinship.
 */
const namesOf = (written: string): readonly string[] => {
  const label = bare(written).trim();
  const words = label
    .split(/[\s,;/()-]+/)
    .filter((word) => word.length > 1 && !withinName.includes(word.toLowerCase()));
  const withCapital = words.filter((word) => /^\p{Lu}/u.test(word));
  return [label, ...(withCapital.length > 0 ? withCapital : words.filter((word) => !kin.includes(word.toLowerCase())))];
};

/**
 * Own words without the names of these people. Somebody reads what is left, so the gap is shown, with the role that stood
 * behind the name. It knows only the labels of the record: an unknown name stays.
 *
 * @param kept - who may be named: what is part of this name too is left as it is
 */
export const withoutNames = (words: string, people: readonly Person[], kept?: Person): string => {
  const text = words.normalize('NFC');
  const named = kept === undefined ? [] : namesOf(kept.label);
  const hidden = people
    .filter(({ id }) => id !== kept?.id)
    .flatMap(({ label, role }) => namesOf(label).map((name) => ({ name, gap: `[${roles[role]}]` })))
    .filter(({ name }) => name !== '' && !named.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length);
  if (hidden.length === 0) return text;
  const letters = (name: string): string => [...name].map((letter) => `${escaped(letter)}\\p{M}*`).join('');
  // The s of possession stays behind the gap: Karims broer, [de ander]s broer.
  const whole = (name: string): string =>
    (/^[\p{L}\p{N}]/u.test(name) ? '(?<![\\p{L}\\p{N}\\p{M}])' : '') +
    letters(name) +
    (/[\p{L}\p{N}]$/u.test(name) ? '(?=s?(?![\\p{L}\\p{N}\\p{M}]))' : '');
  // One pass over all names, longest first: a gap that was made is not searched again.
  const pattern = new RegExp(hidden.map(({ name }) => `(${whole(name)})`).join('|'), 'giu');
  const left = text.normalize('NFD').replace(pattern, (...found: unknown[]) => {
    const at = found.slice(1, hidden.length + 1).findIndex((group) => group !== undefined);
    return hidden[at]?.gap ?? '[naam]';
  });
  return left.normalize('NFC');
};

export const roles: Readonly<Record<Person['role'], string>> = {
  betrokkene: 'de betrokkene',
  ander: 'de ander',
  kind: 'een kind',
  familie: 'familie',
  verzorger: 'een verzorger',
  professional: 'een professional',
  anders: 'iemand anders',
};

/** What can lead to a person in own words: a known name, a number of six digits or more, a mail address, a postcode. */
export const givesAway = (text: string, people: readonly Person[]): boolean =>
  withoutNames(text, people) !== text.normalize('NFC') ||
  /(\p{Nd}[\s()./·\p{Pd}]*){6,}/u.test(text) ||
  /\S@\S/.test(text) ||
  /\b[1-9]\d{3}\s?[A-Za-z]{2}\b/.test(text);

/**
 * What must still be chosen or written before this letter may be made. Empty: nothing.
 *
 * @param people - those of the dossier: their names may not stand in a letter without names
 * @param givesSomebodyAway - whether own words can lead to a person
 */
export const missing = (
  choices: Choices,
  recipient: Recipient,
  people: readonly Person[] = [],
  givesSomebodyAway: (text: string) => boolean = (text) => givesAway(text, people),
): readonly Missing[] => {
  const found: Missing[] = [];
  const need = (field: string, expected: string) => found.push({ field, expected });

  if (choices.recipient !== recipient.id) need('recipient', recipient.id);
  if (!recipient.codes.includes(choices.code)) need('code', `Een van: ${recipient.codes.join(', ')}`);

  const ground = recipient.grounds.find(({ id }) => id === choices.ground);
  if (recipient.grounds.length > 0 && ground === undefined)
    need('ground', `Kies op welke grond u deelt: ${recipient.grounds.map(({ label }) => label).join(', ')}.`);
  if (ground !== undefined && choices.groundNote.trim() === '') need('groundNote', ground.needs);

  if (!recipient.anonymous) {
    const who = `de ${recipient.subject}`;
    if (choices.informed === null) need('informed', `Kies of ${who} van deze brief weet: ja, nee of later.`);
    else if (ground?.consent === true && choices.informed !== 'ja')
      need('informed', `Toestemming kan niet zonder dat ${who} van de brief weet. Kies ja, of een andere grond.`);
    if (choices.informed === 'nee' && choices.informedNote.trim() === '')
      need('informedNote', `Schrijf op waarom ${who} dit niet weet, en na welk advies.`);
    if (choices.informed === 'later' && choices.informedNote.trim() === '')
      need('informedNote', `Schrijf op wanneer en door wie ${who} dit hoort.`);
    if (recipient.names.person && choices.person === null) need('person', 'Kies over wie de brief gaat.');
    if (recipient.names.person && choices.person !== null && people.length > 0)
      if (!people.some(({ id }) => id === choices.person)) need('person', 'Kies iemand uit dit dossier.');
  }

  for (const topic of choices.leftOut)
    if (!recipient.topics.some((one) => one === topic)) need('leftOut', `${topic} gaat niet mee naar deze ontvanger.`);
  for (const { topic, reason } of choices.added) {
    if (!isTopic(topic)) need('added', `${topic} is geen onderwerp.`);
    else if (recipient.anonymous && identifying.includes(topic))
      need('added', 'In een brief zonder namen gaat niets mee waaraan iemand te herkennen is.');
    else if (reason.trim() === '') need('added', 'Schrijf op waarom deze ontvanger dit moet weten.');
  }

  for (const field of recipient.fields) {
    const given = choices.fields[field.id]?.trim() ?? '';
    if (field.required && given === '') need(field.id, field.label);
    if (given !== '' && field.options !== null && !field.options.some(({ code }) => code === given))
      need(field.id, `Een van: ${field.options.map(({ label }) => label).join(', ')}`);
    if (recipient.anonymous && field.options === null && givesSomebodyAway(given))
      need(field.id, 'Zonder namen, nummers of adressen.');
  }
  if (recipient.anonymous && choices.message.trim() !== '')
    need('message', 'Laat dit leeg: in een brief zonder namen staat geen tekst in eigen woorden.');
  return found;
};

export type Draft = {
  readonly recipient: { readonly id: string; readonly name: string; readonly title: string };
  readonly code: string;
  readonly anonymous: boolean;
  readonly subject: Recipient['subject'];
  /** Whether it has to be said whom the letter is about. */
  readonly named: boolean;
  readonly grounds: { id: string; label: string; needs: string; source: string }[];
  readonly fields: {
    id: string;
    label: string;
    required: boolean;
    options: { code: string; label: string }[] | null;
  }[];
  readonly shared: { topic: string; label: string; lines: { question: string; answer: string }[] }[];
  readonly leftOut: { topic: string; label: string; reason: string }[];
  /** Questions whose answers go along only when the person agrees. */
  readonly secrets: string[];
  readonly final: boolean;
};

/**
 * What the sender sees before choosing: what the preset shares and what it leaves out, with the reason. How to reach
 * somebody is shown here and stands in the letter only once it is marked as safe to use.
 */
export const draft = (
  recipient: Recipient,
  code: string,
  topics: Recipients['topics'],
  lines: readonly Line[],
  final: boolean,
): Draft => {
  const shown = linesFor(recipient, { leftOut: [], added: [], contactSafe: true, secretsAllowed: false }, lines);
  const label = (topic: Topic): string => labelOf(topics, topic);
  return {
    recipient: { id: recipient.id, name: recipient.name, title: recipient.title },
    code,
    anonymous: recipient.anonymous,
    subject: recipient.subject,
    named: recipient.names.person,
    grounds: recipient.grounds.map((ground) => ({ ...ground })),
    fields: recipient.fields.map(({ id, label: text, required, options }) => ({
      id,
      label: text,
      required,
      options: options?.map((option) => ({ ...option })) ?? null,
    })),
    shared: topicsFor(recipient, { leftOut: [], added: [] }).map((topic) => ({
      topic,
      label: label(topic),
      lines: shown.filter((line) => line.topic === topic).map(({ question, answer }) => ({ question, answer })),
    })),
    leftOut: recipient.leftOut.map(({ topic, why }) => ({ topic, label: label(topic), reason: why })),
    secrets: recipient.anonymous
      ? []
      : lines.filter(({ secret, consent }) => secret || consent).map(({ question }) => question),
    final,
  };
};

export const labelOf = (topics: Recipients['topics'], topic: Topic): string =>
  topics.find((one) => one.topic === topic)?.label ?? topic;
