import type { Person } from './dossier.ts';
import type { Topic } from './instrument.ts';
import type { Allowed, Block, LetterSection } from './letter.ts';
import { dateInWords, momentInWords } from './moment-in-words.ts';
import { type Line, labelOf, roles } from './referral.ts';

/**
 * What a letter says and in which order. A report to Veilig Thuis follows the order of its web form, so that each part can
 * be taken over as it stands; a letter to care starts with what is needed now.
 */
export const sectionsOf = (allowed: Allowed): readonly LetterSection[] => {
  switch (allowed.recipient.id) {
    case 'veilig-thuis':
      return forReport(allowed);
    case 'csg':
      return forSexualAssaultCentre(allowed);
    case 'huisarts':
    case 'huisarts-ggz':
      return forDoctor(allowed);
    case 'bevoegd-gezag':
      return forBoard(allowed);
    default:
      return forAnyone(allowed);
  }
};

const section = (heading: string, ...blocks: readonly (Block | readonly Block[] | null)[]): LetterSection => ({
  heading,
  blocks: blocks.flat().filter((block): block is Block => block !== null),
});

const paragraph = (text: string, tone?: 'strong' | 'quiet'): Block | null =>
  text.trim() === '' ? null : { kind: 'paragraph', text: text.trim(), ...(tone === undefined ? {} : { tone }) };

const paragraphs = (text: string): readonly Block[] => text.split(/\n\s*\n/).flatMap((part) => paragraph(part) ?? []);

/** Only in a letter of a case from a file: there nobody has chosen yet. */
const toFill = 'Nog in te vullen';

type Row = { readonly label: string; readonly value: string };

const row = (label: string, value: string | number | null | undefined): readonly Row[] =>
  value === null || value === undefined || String(value).trim() === '' ? [] : [{ label, value: String(value).trim() }];

const facts = (title: string | null, rows: readonly Row[]): Block | null =>
  rows.length === 0 ? null : { kind: 'facts', rows, ...(title === null ? {} : { title }) };

const list = (title: string | null, items: readonly string[]): Block | null =>
  items.length === 0 ? null : { kind: 'list', items, ...(title === null ? {} : { title }) };

const asked = (title: string | null, lines: readonly Line[]): Block | null => {
  const block = facts(
    title,
    lines.map(({ question, answer, kind }) => ({
      label: question,
      value: kind === 'text' ? answer : upperFirst(answer),
    })),
  );
  return block?.kind === 'facts' ? { ...block, asked: true } : null;
};

/** From so many on, questions answered with "nee" stand together in a list: a column of noes is not read. */
const manyNoes = 3;

/** The answers on some topics, topic by topic, and the notes beside them. */
const answers = (allowed: Allowed, topics: readonly Topic[], leave: readonly Line[] = []): readonly Block[] =>
  topics.flatMap((topic): readonly Block[] => {
    const lines = allowed.lines.filter((line) => line.topic === topic && !leave.includes(line));
    const found = lines.filter(({ kind, value }) => kind === 'jno' && value === 'nee');
    const noes = found.length >= manyNoes ? found : [];
    const filled = lines.filter((line) => line.filled);
    const rest = lines.filter((line) => !noes.includes(line) && !filled.includes(line));
    const label = labelOf(allowed.topics, topic);
    return [
      asked(label, rest),
      facts(
        `${label}, al bekend`,
        filled.flatMap(({ question, answer }) => row(question, upperFirst(answer))),
      ),
      list(
        rest.length === 0 ? `${label}: nee op deze vragen` : 'Nee op deze vragen',
        noes.map(({ question }) => question),
      ),
      ...lines.map(statement),
    ].filter((block) => block !== null);
  });

const statement = ({ question, answer, note }: Line): Block | null => {
  if (note === null) return null;
  const said = (text: string): string | null => (text === '' ? null : text);
  const block = { fact: said(note.fact), said: said(note.said), saidBy: said(note.saidBy), view: said(note.view) };
  if (block.fact === null && block.said === null && block.view === null) return null;
  return { kind: 'statement', about: `${question} ${answer}`, ...block };
};

/** Questions were put to somebody, and call the other X: a reader who was not there needs to know. */
const whoIsWho = ({ lines, outcome }: Allowed): Block | null => {
  if (lines.length === 0) return null;
  const other = lines.some(({ question }) => /\bX\b/.test(question)) ? ' X is de ander.' : '';
  const you = !lines.some(({ question }) => /\b[Uu]w?\b/.test(question))
    ? ''
    : ` In de vragen is ‘u’ ${outcome.asked === 'sender' ? 'de afzender' : 'degene die antwoordde'}.`;
  const text = `Antwoorden van ${dateInWords(outcome.on)}.${you}${other}`;
  return paragraph(text, 'quiet');
};

/** The topics among these that go along, in this order; and every other one, for the part where the rest stands. */
const shared = ({ shared: all }: Allowed, topics: readonly Topic[]): readonly Topic[] =>
  topics.filter((topic) => all.includes(topic));
const others = ({ shared: all }: Allowed, topics: readonly Topic[]): readonly Topic[] =>
  all.filter((topic) => !topics.includes(topic));

const deadline = ({ outcome }: Allowed): string => {
  if (outcome.deadline === null) return '';
  return outcome.deadline.code === 'nu' ? 'Nu meteen' : `Uiterlijk ${momentInWords(outcome.deadline.at)}`;
};

const unfinished = ({ outcome }: Allowed): Block | null =>
  outcome.final
    ? null
    : paragraph(
        'Dit is een voorlopige brief: nog niet alle vragen zijn gesteld. Nieuwe antwoorden kunnen de uitkomst zwaarder maken.',
        'strong',
      );

const senderRows = ({ sender }: Allowed): readonly Row[] => [
  ...row('Naam', sender.name),
  ...row('Functie', sender.role),
  ...row('Organisatie', sender.organisation),
  ...row('Telefoon', sender.phone),
];

/** What was filled in at a question of this recipient, in the words of the option. */
const field = ({ recipient, choices, toFill: open }: Allowed, id: string): readonly Row[] => {
  const asked = recipient.fields.find((one) => one.id === id);
  if (asked === undefined) return [];
  const given = choices.fields[id]?.trim() ?? '';
  if (given === '') return asked.required && open ? row(asked.label, toFill) : [];
  const option = asked.options?.find(({ code }) => code === given);
  if (asked.options !== null && option === undefined) return [];
  return row(asked.label, option?.label ?? given);
};

const fieldsBut = (allowed: Allowed, ids: readonly string[]): readonly Row[] =>
  allowed.recipient.fields.filter(({ id }) => !ids.includes(id)).flatMap(({ id }) => field(allowed, id));

const groundNotNeeded = 'Niet nodig: in deze brief staat geen betrokkene met naam.';

const informedWords = { ja: 'Ja', nee: 'Nee', later: 'Nog niet, wel later' } as const;

const informed = ({ recipient, choices }: Allowed): string => {
  if (choices.informed !== null) return informedWords[choices.informed];
  return recipient.anonymous ? 'Niet nodig bij advies zonder namen' : toFill;
};

const ground = (allowed: Allowed): Block | null => {
  const { recipient, choices } = allowed;
  const chosen = recipient.grounds.find(({ id }) => id === choices.ground);
  return facts(null, [
    ...row('Grond om te delen', chosen?.label ?? (recipient.grounds.length === 0 ? groundNotNeeded : toFill)),
    ...row('Toelichting', choices.groundNote),
    ...row(`Weet de ${recipient.subject} van deze brief?`, informed(allowed)),
    ...row('Toelichting', choices.informedNote),
  ]);
};

const personRows = (person: Person): readonly Row[] => [
  ...row('Naam of schuilnaam', person.label),
  ...row('Geboortejaar', person.birthYear),
];

const person = ({ person: one }: Allowed): Block | null => (one === null ? null : facts(null, personRows(one)));

/** How to reach somebody, or that nobody may be approached without a talk with the sender first. */
const reach = (allowed: Allowed): readonly Block[] => {
  const known = answers(allowed, shared(allowed, ['bereiken']));
  if (known.length > 0)
    return [...known, paragraph('Gebruik alleen deze weg. Weet u het niet zeker? Bel mij eerst.')].filter(
      (block) => block !== null,
    );
  const text = `Hoe de persoon te bereiken is zonder risico, staat niet in deze brief. Bel mij eerst: ${allowed.sender.phone}. Neem niet zelf contact op.`;
  return [paragraph(text)].filter((block) => block !== null);
};

/** By their titles: the texts of a rule tell the sender what to do, not the reader what was found. */
const judgement = (allowed: Allowed): readonly Block[] => {
  const { reasons, causes } = allowed.outcome;
  return [
    list('Waar de uitkomst op rust', [...new Set(reasons.map(({ title }) => title))]),
    facts(
      'Mogelijke oorzaken, en wat daarbij past',
      causes.map(({ label, step }) => ({ label, value: step })),
    ),
  ].filter((block) => block !== null);
};

const closed = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const blocked = ({ outcome }: Allowed): Block | null =>
  facts(
    'Doe dit nu niet',
    outcome.blocked.map(({ label, reason }) => ({ label, value: reason })),
  );

const open = ({ outcome }: Allowed): Block | null =>
  list(
    'Nog niet gevraagd',
    outcome.open.map(({ question }) => question),
  );

const addedTopics = ({ choices, topics, shared: all, recipient }: Allowed): Block | null =>
  recipient.anonymous
    ? null
    : facts(
        'Toegevoegd op verzoek van de afzender',
        choices.added.flatMap(({ topic, reason }) => {
          const known = all.find((one) => one === topic);
          return known === undefined ? [] : row(labelOf(topics, known), reason);
        }),
      );

const aid =
  'De vragen en regels van Baken zijn een hulpmiddel bij het oordeel van een professional. Ze zijn geen gevalideerde test en voorspellen niets.';

/** What every letter ends with: what it does not tell, what the instrument is worth, and who to call. */
const aboutThisLetter = (allowed: Allowed): readonly Block[] => {
  const { notShared, recipient, outcome, sender, choices, on } = allowed;
  const onPaper = choices.secretsAllowed ? [] : ['wat alleen met toestemming op papier mag'];
  const left =
    notShared.length + onPaper.length === 0
      ? ''
      : `Niet gedeeld: ${[...notShared.map(lowerFirst), ...onPaper].join('; ')}. Deze lijst staat er altijd, ook als er niets over bekend is.`;
  return [
    paragraph(left),
    paragraph(aid),
    // The limits name the instrument, and the name of an instrument tells what it was about.
    recipient.rules ? list(`Wat „${outcome.title}” niet kan zeggen`, outcome.limits) : null,
    paragraph(recipient.closing.text),
    paragraph(
      `${sender.name}, ${sender.role}, ${sender.organisation}, telefoon ${sender.phone}. Gemaakt op ${momentInWords(on)}.`,
      'quiet',
    ),
  ].filter((block) => block !== null);
};

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

const inReport: readonly Topic[] = [
  'gevaar',
  'geweld',
  'keel',
  'seksueel',
  'controle',
  'wederzijds',
  'eer',
  'kinderen',
  'omstandigheden',
  'ander',
];
const inNetwork: readonly Topic[] = ['systeem', 'huis'];

const outcomeRows = (allowed: Allowed): readonly Row[] => [
  ...row('Uitkomst', `${allowed.outcome.bandLabel}. ${closed(allowed.outcome.meaning)}`),
  ...row('Termijn', deadline(allowed)),
  ...row('Vragen gesteld op', momentInWords(allowed.outcome.on)),
  ...row('Vragenlijst', allowed.outcome.title),
  ...row('Zo is de lijst bedoeld', allowed.outcome.howTaken),
];

const signals = ({ signals: all }: Allowed): readonly Block[] =>
  all.map(({ at, text, kind, saidBy }) => ({
    kind: 'statement',
    about: `Signaal van ${dateInWords(at)}`,
    fact: kind === 'feit' ? text : null,
    said: kind === 'gezegd' ? text : null,
    saidBy,
    view: kind === 'eigen_indruk' ? text : null,
  }));

const forReport = (allowed: Allowed): readonly LetterSection[] => {
  const { choices, signals: seen, person: one, others: rest, outcome } = allowed;
  const rests = others(allowed, [...inReport, ...inNetwork, 'bereiken']);
  return [
    section('Toelichting', unfinished(allowed), paragraphs(choices.message), facts(null, outcomeRows(allowed))),
    section(
      'Stappen van de meldcode',
      facts(null, [
        ...row(
          '1. Signalen in kaart',
          `${seen.length > 0 ? 'Signalen en antwoorden' : 'Antwoorden'} staan bij Melding. Vragen gesteld op ${dateInWords(outcome.on)}.`,
        ),
        ...row('2. Overleg met een collega', 'Hierover staat niets in deze brief.'),
        ...row(
          '3. Gesprek met de betrokkene',
          `Weet de ${allowed.recipient.subject} van deze brief? ${informed(allowed)}.`,
        ),
        ...row('4. Wegen', `${outcome.bandLabel}, met de redenen bij Melding.`),
        ...row('5. Beslissen', 'Melden bij Veilig Thuis, met deze brief.'),
        ...field(allowed, 'eigen-hulp'),
      ]),
      ground(allowed),
    ),
    section('Melder', facts(null, [...senderRows(allowed), ...field(allowed, 'naam-melder')])),
    section(
      'Betrokkenen',
      facts('Over wie het gaat', [
        ...(one === null ? row('Naam of schuilnaam', toFill) : personRows(one)),
        ...row('Regio', allowed.region),
      ]),
      rest.map((other) => facts(upperFirst(roles[other.role]), personRows(other))).filter((block) => block !== null),
      facts('Contact', field(allowed, 'afspraak-ander')),
      reach(allowed),
    ),
    section(
      'Melding',
      signals(allowed),
      whoIsWho(allowed),
      answers(allowed, shared(allowed, inReport)),
      judgement(allowed),
    ),
    section('Netwerk en systeem', answers(allowed, shared(allowed, inNetwork))),
    section(
      'Overig',
      answers(allowed, rests),
      addedTopics(allowed),
      facts(null, fieldsBut(allowed, ['naam-melder', 'afspraak-ander', 'eigen-hulp'])),
      blocked(allowed),
      open(allowed),
      aboutThisLetter(allowed),
    ),
  ];
};

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const forSexualAssaultCentre = (allowed: Allowed): readonly LetterSection[] => {
  const { choices, outcome } = allowed;
  const since = allowed.lines.filter(({ topic, unit }) => topic === 'seksueel' && unit === 'uur');
  const medical: readonly Topic[] = ['medisch', 'keel', 'zelfdoding'];
  const happened: readonly Topic[] = ['seksueel', 'gevaar'];
  const wishes: readonly Topic[] = ['politie', 'wens'];
  return [
    section(
      'Wat nu nodig is',
      unfinished(allowed),
      facts(null, [
        ...row('Termijn', deadline(allowed)),
        ...field(allowed, 'gebeld'),
        ...field(allowed, 'begeleiding'),
      ]),
      facts(
        'Wat nog kan',
        outcome.measures.map(({ label, text, until }) => ({
          label,
          value: `${until === null ? 'Tijd niet bekend: telt als nog op tijd.' : `Tot ${momentInWords(until)}.`} ${text}`,
        })),
      ),
      paragraphs(choices.message),
    ),
    section(
      'Tijd sinds het voorval',
      asked(null, since),
      paragraph(
        since.length === 0
          ? 'Niet bekend. Een onbekende tijd telt als binnen elke termijn.'
          : `Gevraagd op ${momentInWords(outcome.on)}. Sindsdien is er tijd bij gekomen.`,
      ),
      since.map(statement).filter((block) => block !== null),
    ),
    section('Medische feiten', whoIsWho(allowed), answers(allowed, shared(allowed, medical))),
    section('Wat er is gebeurd', answers(allowed, shared(allowed, happened), since)),
    section('Wensen', answers(allowed, shared(allowed, wishes))),
    section('Wie en hoe te bereiken', person(allowed), facts(null, row('Regio', allowed.region)), reach(allowed)),
    section('Grond en toestemming', ground(allowed)),
    section(
      'Over deze brief',
      answers(allowed, others(allowed, [...medical, ...happened, ...wishes, 'bereiken'])),
      addedTopics(allowed),
      facts(null, fieldsBut(allowed, ['gebeld', 'begeleiding'])),
      aboutThisLetter(allowed),
    ),
  ];
};

const forDoctor = (allowed: Allowed): readonly LetterSection[] => {
  const { choices, person: one } = allowed;
  const question = ['vraag', 'toelichting', 'wens-behandelaar'];
  const years = allowed.recipient.fields.some(({ id }) => id === 'leeftijd');
  const about = one === null ? [] : years ? row('Naam of schuilnaam', one.label) : personRows(one);
  return [
    section(
      'Verzoek',
      unfinished(allowed),
      facts(null, [...about, ...fieldsBut(allowed, question), ...row('Termijn', deadline(allowed))]),
    ),
    section(
      'Vraagstelling',
      facts(
        null,
        question.flatMap((id) => field(allowed, id)),
      ),
      paragraphs(choices.message),
    ),
    section('Kort beeld', whoIsWho(allowed), answers(allowed, others(allowed, ['bereiken'])), addedTopics(allowed)),
    section('Hoe te bereiken', reach(allowed)),
    section('Grond en toestemming', ground(allowed)),
    section('Over deze brief', aboutThisLetter(allowed)),
  ];
};

/** What the board needs to act, and no more: who it is about is told by word of mouth. */
const forBoard = (allowed: Allowed): readonly LetterSection[] => [
  section(
    'Waarom u deze brief krijgt',
    unfinished(allowed),
    paragraph('Ik meld u een vermoeden. In deze brief staan geen namen: die hoort u van mij zelf.'),
    facts(null, [...fieldsBut(allowed, []), ...row('Termijn', deadline(allowed))]),
    paragraphs(allowed.choices.message),
  ),
  section('Wie wat nu moet doen', facts(null, allowed.steps ?? []), blocked(allowed)),
  section('Wat bekend is', whoIsWho(allowed), answers(allowed, others(allowed, ['bereiken'])), addedTopics(allowed)),
  section('Voordat u iemand benadert', reach(allowed)),
  section('Wat nog niet bekend is', open(allowed)),
  section('Grond om dit te delen', ground(allowed)),
  section('Over deze brief', aboutThisLetter(allowed)),
];

const forAnyone = (allowed: Allowed): readonly LetterSection[] => [
  section(
    allowed.recipient.anonymous ? 'Vraag' : 'Verzoek',
    unfinished(allowed),
    facts(null, fieldsBut(allowed, [])),
    paragraphs(allowed.choices.message),
    facts(null, allowed.recipient.rules ? outcomeRows(allowed) : row('Termijn', deadline(allowed))),
  ),
  section('Wie en hoe te bereiken', person(allowed), allowed.recipient.anonymous ? null : reach(allowed)),
  section('Situatie', whoIsWho(allowed), answers(allowed, others(allowed, ['bereiken'])), judgement(allowed)),
  section('Wat verder telt', addedTopics(allowed), blocked(allowed), open(allowed)),
  section('Grond en toestemming', ground(allowed)),
  section('Over deze brief', aboutThisLetter(allowed)),
];
