import type { Dossier } from './dossier.ts';
import type { CaseDuties, Duty } from './duties.ts';
import type { KeptDuty } from './duty-record.ts';
import type { Script } from './duty-script.ts';
import type { Block, Letter, LetterSection, Sender } from './letter.ts';
import { dateInWords, momentInWords } from './moment-in-words.ts';

/**
 * The papers of somebody who has to tell: the report for the own file, and what to say on the telephone. Both are made from
 * the same record as the screen. They are no letter: nobody gets them but who makes them.
 */

/** Moments are ISO 8601 with offset, Dutch time. */
export type PaperCase = {
  readonly on: string;
  readonly reference: string;
  readonly sender: Sender | null;
  readonly title: string;
  readonly found: CaseDuties;
  /** The day it is about; null: not told. */
  readonly happenedOn: string | null;
  /** Said when the law of today is another. */
  readonly otherLaw: string | null;
  readonly answers: readonly { readonly question: string; readonly answer: string; readonly unknown: boolean }[];
  /** Questions that are on screen and have no answer. */
  readonly unanswered: readonly string[];
  readonly notes: readonly (Told & { readonly about: string })[];
  readonly signals: readonly Pick<Dossier['signals'][number], 'at' | 'text' | 'about' | 'saidBy'>[];
  readonly records: readonly KeptDuty[];
  readonly due: ReadonlyMap<string, string>;
  readonly roleName: (role: string) => string;
  readonly scripts: readonly Script[];
  readonly line: CallLine | null;
};

type Told = { readonly fact: string; readonly said: string; readonly saidBy: string; readonly view: string };
type Row = { readonly label: string; readonly value: string };

/** The line to call, as `resources/services.json` has it. */
export type CallLine = {
  readonly name: string;
  readonly phone: string | null;
  readonly hours: string | null;
  readonly note: string | null;
  readonly checked: string;
  /** Set when it is closed at the moment of printing: when it opens again. */
  readonly opens: string | null;
};

const section = (heading: string, blocks: readonly (Block | null)[]): LetterSection => ({
  heading,
  blocks: blocks.filter((block) => block !== null),
});
const paragraph = (text: string, tone?: 'strong' | 'quiet'): Block => ({
  kind: 'paragraph',
  text,
  ...(tone === undefined ? {} : { tone }),
});
const facts = (rows: readonly Row[], title?: string): Block | null =>
  rows.length === 0 ? null : { kind: 'facts', rows, ...(title === undefined ? {} : { title }) };
const list = (items: readonly string[], title?: string): Block | null =>
  items.length === 0 ? null : { kind: 'list', items, ...(title === undefined ? {} : { title }) };
const write = (label: string, lines: number, boxes?: readonly string[]): Block => ({
  kind: 'write',
  label,
  lines,
  ...(boxes === undefined ? {} : { boxes }),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

/** Nobody filled in who sends letters: who prints this writes it by hand. */
const nobody: Sender = { name: 'Naam: nog in te vullen', role: '', organisation: '', phone: '' };

const paper = (
  given: PaperCase,
  { id, title, name, footer }: { id: string; title: string; name: string; footer: string },
  sections: readonly LetterSection[],
): Letter => ({
  title,
  reference: given.reference,
  on: given.on,
  date: dateInWords(given.on),
  draftMark: null,
  sender: given.sender ?? nobody,
  recipient: { id, name, region: null },
  sections: sections.filter(({ blocks }) => blocks.length > 0),
  footer,
});

const lawWords = ({ found: { version, sector }, happenedOn, otherLaw }: PaperCase): LetterSection => {
  const day = happenedOn === null ? 'Niet bekend. Daarom telt de dag waarop dit is begonnen.' : dateInWords(happenedOn);
  const since = version?.from == null ? '' : ` sinds ${dateInWords(version.from)}`;
  return section('Welke wet telt', [
    facts([
      { label: 'Dag van het voorval', value: day },
      ...(version === null
        ? []
        : [{ label: version.title, value: `${capital(version.status)}${since}. ${version.note ?? ''}`.trim() }]),
      ...(sector === null
        ? []
        : [
            {
              label: 'Sector',
              value: `${sector.label}. Bevoegd gezag: ${sector.board}. Wie eronder valt: ${sector.covers}.`,
            },
          ]),
    ]),
    otherLaw === null ? null : paragraph(otherLaw, 'strong'),
    paragraph(
      'Dit overzicht is geen juridisch advies. Bij twijfel beslissen de vertrouwensinspecteur en een jurist.',
      'quiet',
    ),
  ]);
};

const article = ({ laws }: Duty): string => {
  const named = laws.map(({ article: one, title, status }) => `${one ?? title} (${status})`);
  return named.length === 0 ? '' : ` ${named.join('; ')}.`;
};

const kinds = { plicht: 'Plicht', advies: 'Advies' } as const;

/** A step as it stands: what is done is told with its moment, all else with what has to be done. */
const stepRow = (duty: Duty, { records, due, roleName }: PaperCase): Row => {
  const last = records.findLast((record) => record.duty === duty.id);
  const { state } = duty;
  const told = `${capital(duty.who)} vertelt het aan ${duty.whom}.`;
  const until = due.get(duty.id);
  const value = {
    todo: () => `Nog te doen. ${told}${until === undefined ? '' : ` Uiterlijk ${momentInWords(until)}.`}`,
    open: () => `Staat nog open. ${state.kind === 'open' ? state.text : ''}`,
    'not-applicable': () => `Geldt hier niet. ${state.kind === 'not-applicable' ? state.text : ''}`,
    done: () => {
      const [at, words] = state.kind === 'done' ? [state.at, state.words] : [null, null];
      const when = at === null ? (words ?? 'tijd niet opgeschreven') : momentInWords(at);
      const who =
        last === undefined || at === null
          ? ''
          : ` ${capital(roleName(last.who))} vertelde het aan ${roleName(last.whom)}.`;
      const note = last === undefined || last.note === '' || at === null ? '' : ` ${last.note}`;
      return `Gedaan: ${when}.${who}${note}`;
    },
  }[state.kind]();
  return {
    label: `${duty.title} (${kinds[duty.kind].toLowerCase()})`,
    value: `${value}${duty.kind === 'plicht' ? article(duty) : ''}`.trim(),
  };
};

/** Everything that was put on record, also what was corrected since: when it happened, and when it was written down. */
const recordRows = ({ records, found, roleName }: PaperCase): readonly Row[] =>
  records.map((record) => {
    const title = found.duties.find(({ id }) => id === record.duty)?.title ?? record.duty;
    const later = records.some(({ corrects }) => corrects === record.entry) ? ' Later gewijzigd.' : '';
    const reason = record.reason === null || record.reason === '' ? '' : ` Reden van de wijziging: ${record.reason}.`;
    const what =
      record.happenedAt === null
        ? `Niet verteld aan ${roleName(record.whom)}.`
        : `${capital(roleName(record.who))} vertelde het aan ${roleName(record.whom)}: ${momentInWords(record.happenedAt)}.`;
    return { label: title, value: `${what} Opgeschreven ${momentInWords(record.at)}.${reason}${later}` };
  });

/** Facts, what was said and by whom, and the own view stay apart, here as on the screen. */
const toldBlocks = ({ signals, notes }: PaperCase): readonly Block[] => [
  ...signals.map(
    ({ at, text, about, saidBy }): Block => ({
      kind: 'statement',
      about: `Opgeschreven ${dateInWords(at)}`,
      fact: about === 'feit' ? text : null,
      said: about === 'gezegd' ? text : null,
      saidBy,
      view: about === 'eigen_indruk' ? text : null,
    }),
  ),
  ...notes.map(
    ({ about, fact, said, saidBy, view }): Block => ({
      kind: 'statement',
      about,
      fact: orNull(fact),
      said: orNull(said),
      saidBy: orNull(saidBy),
      view: orNull(view),
    }),
  ),
];

/** What is not known stands in the report too: a gap that is not named reads as "no". */
const notKnown = ({ answers, unanswered, happenedOn }: PaperCase): readonly string[] => [
  ...(happenedOn === null ? ['Wanneer het gebeurde'] : []),
  ...answers.filter(({ unknown }) => unknown).map(({ question, answer }) => `${question} ${capital(answer)}`),
  ...unanswered.map((question) => `${question} Nog niet beantwoord`),
];

/** The report for the own file: what is known, who told whom and when, what is still to be done, and what is not known. */
export const dutyReport = (given: PaperCase): Letter =>
  paper(
    given,
    {
      id: 'verslag',
      title: 'Verslag: wie vertelde wie, en wanneer',
      name: 'Eigen dossier',
      footer: 'Vertrouwelijk. Voor het eigen dossier, niet om door te sturen.',
    },
    [
      section('Wie vertelde wie, en wanneer', [
        facts(given.found.duties.map((duty) => stepRow(duty, given))),
        facts(recordRows(given), 'Alles wat is opgeschreven'),
      ]),
      section('Wat is gezien, gezegd en gedacht', toldBlocks(given)),
      section('Wat is beantwoord', [
        facts(
          given.answers
            .filter(({ unknown }) => !unknown)
            .map(({ question, answer }) => ({ label: question, value: answer })),
        ),
        paragraph(`Vragenlijst: ${given.title}.`, 'quiet'),
      ]),
      section('Wat niet bekend is', [list(notKnown(given)), paragraph('Niet bekend is iets anders dan nee.', 'quiet')]),
      lawWords(given),
      section('Ondertekening', [write('Naam en functie', 1), write('Datum en handtekening', 1)]),
    ],
  );

/** What to say on the telephone and room to write the answers down; nobody is named in it. */
export const callPaper = (given: PaperCase, script: Script): Letter => {
  const { line, answers } = given;
  return paper(
    given,
    {
      id: 'belscript',
      title: script.title,
      name: line?.name ?? 'De vertrouwensinspecteur',
      footer: 'Vertrouwelijk. Voor wie belt. Schrijf hier geen namen op.',
    },
    [
      section('Bellen', [
        facts([
          ...(line === null ? [] : [{ label: 'Nummer', value: line.phone ?? 'Niet bekend' }]),
          ...(line === null
            ? []
            : [{ label: 'Open', value: `${line.hours ?? 'Niet bekend'}. ${line.note ?? ''}`.trim() }]),
          ...(line === null ? [] : [{ label: 'Nummer gecontroleerd', value: line.checked }]),
        ]),
        line?.opens == null
          ? null
          : paragraph(`De lijn is nu dicht. Bel op ${momentInWords(line.opens)}. Gevaar nu: bel 112.`, 'strong'),
      ]),
      section('Zo begint u', [paragraph(`“${script.begin}”`, 'strong')]),
      section('Houd dit bij de hand', [
        facts(script.lines.map(({ label, text, at }) => ({ label, value: at === null ? text : momentInWords(at) }))),
        list(
          answers
            .filter(({ unknown }) => unknown)
            .map(({ question }) => `${question} Dat weet u nog niet. Zeg dat ook.`),
        ),
      ]),
      section('Vraag dit', [...script.ask.map((question) => write(question, 2))]),
      section('Zeg dit niet', [list(script.not)]),
      section('Wat is afgesproken', [
        write('Dag en tijd van het gesprek', 1),
        write('Met wie sprak u? (functie)', 1),
        write('Is er een redelijk vermoeden?', 1, ['Ja', 'Nee', 'Nog niet bekend']),
        write('Wat doet u nu, en wie doet wat?', 3),
        paragraph('Schrijf de dag en tijd daarna ook in Baken bij deze stap.', 'quiet'),
      ]),
      lawWords(given),
    ],
  );
};
