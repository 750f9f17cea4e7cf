import { z } from 'zod';
import type { Assessment, Dossier, Person } from './dossier.ts';
import { factParts } from './inzage-family.ts';
import { keptApart, namesToHide } from './kept-apart.ts';
import type { Letter, LetterSection, Sender } from './letter.ts';
import { dateInWords, momentInWords } from './moment-in-words.ts';
import { type Line, withoutNames } from './referral.ts';
import { standingSteps } from './referral-loop.ts';
import { fail, ok, type Result } from './result.ts';
import { lastSteps } from './safety-plan.ts';

/**
 * What a person may see of what is kept about them (inzage). Rules say what goes along, what stays behind, and what never
 * goes; a human looks at every part, and gives a reason for each that is decided otherwise.
 */

export const inzageKinds = [
  'person-self',
  'person-other',
  'family-self',
  'family-home',
  'family-shared',
  'family-other',
  'signal',
  'signal-said',
  'signal-unnamed',
  'signal-other',
  'answer',
  'answer-secret',
  'answer-home',
  'answer-other',
  'note',
  'note-said',
  'outcome',
  'letter',
  'letter-other',
  'attachment',
  'meldcode',
  'duty',
  'duty-other',
  'letter-step',
  'work-handled',
  'work-other',
  'plan',
  'plan-step',
  'plan-other',
] as const;
export type InzageKind = (typeof inzageKinds)[number];

const Sentence = z.string().min(3);
/** `resources/inzage.json`. */
export const InzageRules = z.strictObject({
  source: Sentence,
  rules: z
    .array(
      z.strictObject({
        kind: z.enum(inzageKinds),
        goes: z.enum(['in', 'out', 'never']).describe('never: not to be ticked in by anyone'),
        why: Sentence,
        source: Sentence,
      }),
    )
    .refine(
      (all) => inzageKinds.every((kind) => all.filter((rule) => rule.kind === kind).length === 1),
      'elk soort staat er precies één keer',
    ),
});
export type InzageRules = z.infer<typeof InzageRules>;

export type Part = {
  /** The same as long as what it shows is the same entry. */
  readonly id: string;
  readonly kind: InzageKind;
  readonly at: string;
  readonly title: string;
  readonly text: string;
  readonly goes: 'in' | 'out' | 'never';
  readonly why: string;
};

const gap = '[gegevens om iemand te bereiken]';
const reaching: readonly RegExp[] = [
  /\S+@\S+/gu,
  /\b[1-9]\d{3}\s?[A-Za-z]{2}\b/gu,
  // a street by its ending, with or without a number
  /[\p{L}'’.-]*(?:straat|laan|weg|plein|gracht|kade|dijk|hof|pad|singel|dreef|steeg)\s+\d+\s?\p{L}?\b/giu,
  /\p{Lu}[\p{L}'’.-]*(?:straat|laan|weg|plein|gracht|kade|dijk|singel|dreef|steeg)\b/gu,
];
const longNumber = /(\p{Nd}[\s()./·\p{Pd}]*){6,}/gu;
const day = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}[\s.]*$/u;
/** Any name with a number behind it, as houses have: too much rather than too little. */
const numbered = /\p{Lu}[\p{L}'’.-]+\s+\d{1,5}(?![-/.:\d]\d)\s?\p{L}?\b/gu;

/** Text without what leads to a person: mail address, postcode, street, house, a number of six digits or more. */
export const withoutReach = (text: string): string =>
  reaching
    .reduce((left, pattern) => left.replace(pattern, gap), text)
    .replace(longNumber, (found) => (day.test(found) ? found : gap))
    .replace(numbered, gap);

export type AssessmentLines = {
  readonly assessment: Assessment;
  readonly title: string;
  /** What it led to, in words. */
  readonly outcome: string;
  readonly lines: readonly Line[];
};

/**
 * Every part of a dossier as this person would see it, with what the rules say of it. Names of others are gaps.
 *
 * @param on - the day it is made, as `2026-11-23`
 */
export const partsFor = (
  person: Person,
  dossier: Dossier,
  assessments: readonly AssessmentLines[],
  { rules }: InzageRules,
  on: string,
): readonly Part[] => {
  const apart = keptApart(dossier, { person: person.id, everyHome: true, ownReach: false, on });
  const names = namesToHide(dossier);
  const clean = (text: string): string => withoutNames(withoutReach(apart.without(text)), names, person);
  const part = (kind: InzageKind, id: string, at: string, title: string, text: string): Part => {
    const rule = rules.find((each) => each.kind === kind);
    // a kind without a rule stays behind: the schema does not let that be
    return { id, kind, at, title: clean(title), text: clean(text), goes: rule?.goes ?? 'never', why: rule?.why ?? '' };
  };
  /** Whom a form or a signal without a person is about: who came with it, as long as that can be but one. */
  const alone =
    person.role === 'betrokkene' && dossier.people.every(({ id, role }) => id === person.id || role !== 'betrokkene');
  const isOwn = ({ about }: Pick<Assessment, 'about'>): boolean => (about === null ? alone : about === person.id);
  const ofOwn = (id: string): boolean => {
    const assessment = dossier.assessments.find((one) => one.id === id);
    return assessment !== undefined && isOwn(assessment);
  };
  const signalKind = ({ about, people }: Dossier['signals'][number]): InzageKind => {
    if (people.length > 0 && !people.includes(person.id)) return 'signal-other';
    if (about === 'gezegd') return 'signal-said';
    return people.length === 0 && !alone ? 'signal-unnamed' : 'signal';
  };
  const kindOf = (own: boolean, line: Line): InzageKind => {
    if (!own) return 'answer-other';
    if (line.secret || line.mayHoldSecret) return 'answer-secret';
    return line.topic === 'bereiken' || line.topic === 'huis' ? 'answer-home' : 'answer';
  };
  return [
    ...dossier.people.map((each) => {
      const own = each.id === person.id;
      const born = each.birthYear === null ? '' : `, geboren in ${each.birthYear}`;
      return part(
        own ? 'person-self' : 'person-other',
        `person ${each.id}`,
        '',
        each.label,
        own ? each.label + born : '',
      );
    }),
    ...factParts(person.id, dossier, apart.hides).map(({ kind, id, title, text }) => part(kind, id, '', title, text)),
    ...dossier.signals.map((signal) => {
      const kind = signalKind(signal);
      const title = signal.sort === 'notitie' ? 'Notitie' : 'Signaal';
      return part(kind, `signal ${signal.id}`, signal.at, title, kind === 'signal-other' ? '' : signal.text);
    }),
    ...assessments.flatMap(({ assessment, title, outcome, lines }) => {
      const own = isOwn(assessment);
      const at = assessment.startedAt;
      const result = part(own ? 'outcome' : 'answer-other', `${assessment.id} outcome`, at, title, own ? outcome : '');
      const parts = lines.flatMap((line): Part[] => {
        const kind = kindOf(own, line);
        const id = `${assessment.id} ${line.item}`;
        // of a form about somebody else not even the questions are shown, for those tell of that person
        const answer = own
          ? part(kind, id, at, `${title}: ${line.question}`, line.answer)
          : part(kind, id, at, title, '');
        const { note } = line;
        if (note === null) return [answer];
        const open = kind === 'answer';
        const beside = (which: 'note' | 'note-said', name: string, text: string): Part[] =>
          text.trim() === '' || !own
            ? []
            : [part(open ? which : 'note-said', `${id} ${name}`, at, `Bij: ${line.question}`, text)];
        return [
          answer,
          ...beside('note', 'fact', note.fact),
          ...beside('note-said', 'said', note.said),
          ...beside('note', 'view', note.view),
        ];
      });
      return [...parts, result];
    }),
    // whom a letter about somebody else went to tells of that person too
    ...dossier.referrals.map(({ referral, assessment, at, recipientName, ground }) =>
      ofOwn(assessment)
        ? part('letter', `letter ${referral}`, at, `Brief aan ${recipientName}`, `Grond: ${ground}`)
        : part('letter-other', `letter ${referral}`, at, 'Brief', ''),
    ),
    // that it was followed is told; who said what about it stays with who kept the record
    ...dossier.referrals.flatMap(({ assessment, recipientName, steps }) =>
      standingSteps(steps).map(({ entry, at, on, step }) =>
        ofOwn(assessment)
          ? part('letter-step', `step ${entry}`, at, `Brief aan ${recipientName}: ${step} op ${on}`, '')
          : part('letter-other', `step ${entry}`, at, 'Brief', ''),
      ),
    ),
    // the steps can be ticked in; the code word, and how to reach the person, never stand on a paper
    ...dossier.plans.flatMap((plan) =>
      plan.person === person.id
        ? [
            part(
              'plan',
              `plan ${plan.id}`,
              plan.startedAt,
              'Veiligheidsplan',
              `Afgesproken: ${plan.versions.length} keer`,
            ),
            ...lastSteps(plan.steps).map(({ step, at, text, state }) =>
              part(
                'plan-step',
                `plan ${step}`,
                at,
                'Stap in het veiligheidsplan',
                state === 'in' ? text : `${text} (niet gekozen)`,
              ),
            ),
          ]
        : [part('plan-other', `plan ${plan.id}`, plan.startedAt, 'Veiligheidsplan', '')],
    ),
    ...dossier.attachments
      .filter(({ withdrawn }) => withdrawn === null)
      .map(({ attachment, at, name }) => part('attachment', `attachment ${attachment}`, at, 'Bijlage', name)),
    // its notes are about several people at once: that they are there is told, and they are never copied from here
    ...dossier.meldcodes.map((_, index) =>
      part('meldcode', `meldcode ${index}`, '', `Meldcode, ronde ${index + 1}`, ''),
    ),
    ...dossier.duties.map(({ entry, assessment, at, whom, note }) =>
      ofOwn(assessment)
        ? part('duty', `duty ${entry}`, at, `Verteld aan ${whom}`, note)
        : part('duty-other', `duty ${entry}`, at, 'Verteld', ''),
    ),
    ...dossier.handled.map(({ entry, at, about, done }) =>
      'assessment' in about && !ofOwn(about.assessment)
        ? part('work-other', `handled ${entry}`, at, 'Gedaan', '')
        : part('work-handled', `handled ${entry}`, at, 'Gedaan wat nodig was', done),
    ),
  ];
};

export type Ticked = { readonly part: string; readonly included: boolean; readonly reason: string };
export type Refused = { readonly kind: 'not-all' | 'never' | 'reason-needed'; readonly part: string };

/** The parts that go along. Every part must have been looked at, and each that goes against the rule has a reason. */
export const chosenParts = (parts: readonly Part[], ticked: readonly Ticked[]): Result<readonly Part[], Refused> => {
  const byPart = new Map(ticked.map((each) => [each.part, each]));
  const stranger = ticked.find(({ part }) => !parts.some(({ id }) => id === part));
  if (stranger !== undefined) return fail({ kind: 'not-all', part: stranger.part });
  for (const { id, goes } of parts) {
    const choice = byPart.get(id);
    if (choice === undefined) return fail({ kind: 'not-all', part: id });
    if (goes === 'never' && choice.included) return fail({ kind: 'never', part: id });
    if (goes !== 'never' && choice.included !== (goes === 'in') && choice.reason.trim() === '')
      return fail({ kind: 'reason-needed', part: id });
  }
  return ok(parts.filter(({ id }) => byPart.get(id)?.included === true));
};

const headings: readonly (readonly [string, readonly InzageKind[]])[] = [
  ['Over u', ['person-self', 'family-self', 'family-home']],
  ['U en anderen', ['family-shared']],
  ['Signalen', ['signal', 'signal-said', 'signal-unnamed']],
  ['Vragenlijsten', ['answer', 'answer-secret', 'answer-home', 'note', 'note-said']],
  ['Uitkomsten', ['outcome']],
  ['Brieven', ['letter', 'letter-step']],
  ['Wie wat is verteld', ['duty']],
  ['Wat is gedaan', ['work-handled']],
  ['Veiligheidsplan', ['plan', 'plan-step']],
  ['Bijlagen', ['attachment']],
];

/** @param shown - what `chosenParts` gave */
export const inzageLetter = (
  person: Person,
  all: readonly Part[],
  shown: readonly Part[],
  given: { readonly sender: Sender; readonly on: string; readonly reference: string },
): Letter => {
  const left = all.filter((part) => !shown.includes(part));
  const sections: LetterSection[] = headings.flatMap(([heading, kinds]) => {
    const rows = shown
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ title, text, at }) => ({ label: at === '' ? title : `${title} (${momentInWords(at)})`, value: text }));
    return rows.length === 0 ? [] : [{ heading, blocks: [{ kind: 'facts' as const, rows }] }];
  });
  return {
    title: 'Inzage in wat is vastgelegd',
    reference: given.reference,
    on: given.on,
    date: dateInWords(given.on),
    draftMark: null,
    sender: given.sender,
    recipient: { id: 'inzage', name: person.label, region: null },
    sections: [
      ...sections,
      {
        heading: 'Wat niet meegaat',
        blocks: [
          left.length === 0
            ? { kind: 'paragraph', text: 'Geen deel is weggelaten.' }
            : { kind: 'list', items: [...new Set(left.map(({ why }) => why))] },
          {
            kind: 'paragraph',
            tone: 'quiet',
            text: `Op plaatsen waar iemand anders stond, staat een woord tussen haken.`,
          },
        ],
      },
    ],
    footer: 'Vertrouwelijk. Alleen voor de persoon zelf.',
  };
};
