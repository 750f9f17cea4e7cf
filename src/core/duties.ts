import { z } from 'zod';
import { DeadlineCode } from './band.ts';
import type { DutyRecorded } from './duty-record.ts';
import { type Answers, ItemId } from './instrument.ts';
import { type Law, type LawVersion, versionFor } from './laws.ts';
import { RuleId } from './rules.ts';

/**
 * Who tells whom, and when: the meld-, overleg- and aangifteplicht of education and childcare. The steps stand in
 * `resources/duties.json`; here they are put in order for one case. A duty is only said not to hold by a case in the table
 * that says so, and never while sector, age or role is unknown.
 */

const Id = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const Code = z.string().regex(/^[A-Za-z_]+$/);
const Sentence = z.string().min(3);
const Source = z.string().min(3);

/** All parts that are given must hold. */
const When = z.strictObject({
  rules: z.array(RuleId).min(1).optional().describe('One of these rules acts'),
  without: z.array(RuleId).min(1).optional().describe('None of these rules acts'),
  answers: z.record(ItemId, z.array(Code).min(1)).optional().describe('Each question has one of these answers'),
  sectors: z.array(Code).min(1).optional(),
  adultNow: z.boolean().optional().describe('The pupil is 18 or older now'),
  age: z.enum(['onder', 'boven', 'onbekend']).optional().describe('Under or over 18 when it happened'),
});
type When = z.infer<typeof When>;

const Case = z.discriminatedUnion('state', [
  z.strictObject({
    when: When,
    state: z.literal('todo'),
    text: Sentence,
    who: Id.optional().describe('Another role than usual'),
    whom: Id.optional().describe('Another role than usual'),
  }),
  z.strictObject({
    when: When,
    state: z.literal('open'),
    text: Sentence,
    whom: z.strictObject({ from: Id, to: Id }).optional().describe('Where one role would be told, another is'),
  }),
  z.strictObject({
    when: When,
    state: z.literal('not-applicable'),
    text: Sentence,
    instead: Id.optional().describe('The duty that takes the place of this one; so something still has to be told'),
  }),
]);
type Case = z.infer<typeof Case>;

const Step = z.strictObject({
  id: Id,
  title: Sentence,
  kind: z.enum(['plicht', 'advies']),
  versions: z.array(z.string()).min(1).describe('Versions of the law that know this step'),
  who: Id,
  tells: Sentence,
  whom: Id,
  by: DeadlineCode,
  byText: Sentence.describe('As the law says it'),
  before: Sentence.nullable().describe('What must not have begun'),
  follows: Id.nullable().describe('The step whose time starts this clock'),
  service: z.string().nullable().describe('The line to call'),
  tellers: z.array(Id).min(1).describe('Roles that can have told it'),
  told: z.array(Id).min(1).describe('Roles that can have been told'),
  done: z
    .strictObject({ when: When, words: ItemId })
    .nullable()
    .describe('The answers that say it was done, and the question that has the time in words'),
  cases: z.array(Case).describe('The first that holds'),
  otherwise: z.enum(['common', 'hidden']).describe('Which when none holds: the common cases, or not shown'),
  source: Source,
});
export type Step = z.infer<typeof Step>;

const Sector = z.strictObject({
  code: Code,
  label: Sentence,
  law: z.string().describe('The law with the duty of this sector'),
  board: Sentence.describe('Who is the bevoegd gezag'),
  pupil: Sentence,
  covers: Sentence.describe('Who falls under it'),
});

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

export const Duties = z.strictObject({
  source: Source,
  instrument: z.string().regex(/^[A-Z]{2,4}$/),
  law: z.string().describe('The law whose version decides'),
  version: z.strictObject({ item: ItemId, whenEmpty: z.string() }),
  /** The questions that everything hangs on. */
  asked: z.strictObject({
    own: ItemId,
    sector: ItemId,
    role: ItemId,
    roleUnknown: z.array(Code),
    ageThen: ItemId,
    ageNow: ItemId,
  }),
  /** The first questions of somebody who comes with something that happened, a few at a time. */
  door: z.strictObject({
    steps: z.array(z.strictObject({ id: Id, asks: z.array(ItemId).min(1) })).min(1),
    implied: z
      .array(z.strictObject({ sectors: z.array(Code).min(1), item: ItemId, value: Code }))
      .describe('Who comes through this door has answered these already'),
    takesStory: z
      .array(z.strictObject({ instrument: z.string(), item: ItemId }))
      .describe('Where the next form asks what was seen or heard, so that it need not be typed again'),
    otherLaw: Sentence,
    source: Source,
  }),
  /** Rules that rest on a newer version of the law than the law of the sector itself. */
  versionRules: z.array(RuleId).min(1),
  roles: z.array(z.strictObject({ code: Id, label: Sentence })).min(1),
  /** Stand for board and pupil while the sector is not known. */
  unknownSector: z.strictObject({ board: Sentence, pupil: Sentence }),
  sectors: z
    .array(Sector)
    .min(1)
    .refine((all) => unique(all.map(({ code }) => code)), 'een sector staat er twee keer'),
  steps: z
    .array(Step)
    .min(1)
    .refine((all) => unique(all.map(({ id }) => id)), 'een stap staat er twee keer'),
  common: z.array(Case).min(1).describe('For every step, after its own cases'),
  undecided: Sentence.describe('Said when no case holds'),
  missing: z.strictObject({ text: Sentence, sector: Sentence, role: Sentence, age: Sentence }),
  notes: z.array(z.strictObject({ id: Id, when: When, text: Sentence, source: Source })),
  scripts: z.array(
    z.strictObject({
      id: Id,
      step: z.array(Id).min(1).describe('Shown while one of these steps is to be done or open'),
      title: Sentence,
      begin: Sentence,
      lines: z.array(
        z.strictObject({
          label: Sentence,
          item: ItemId.optional(),
          time: Id.optional().describe('The time of this step'),
        }),
      ),
      ask: z.array(Sentence),
      not: z.array(Sentence).describe('What not to say'),
    }),
  ),
  words: z.record(ItemId, z.record(Code, z.string().min(1))).describe('What an answer is called in a script'),
  notKnown: Sentence,
  closed: z
    .strictObject({
      text: Sentence,
      meanwhile: z.strictObject({ step: Id, text: Sentence }).describe('Said while that step is still to be taken'),
      source: Source,
    })
    .describe('Said while the line of a step is closed'),
});
export type Duties = z.infer<typeof Duties>;

export type DutyState =
  | { readonly kind: 'todo'; readonly text: string }
  /** `at` is on record; `words` is the time as it was written with the answer. */
  | { readonly kind: 'done'; readonly at: string | null; readonly words: string | null }
  | { readonly kind: 'not-applicable'; readonly text: string }
  | { readonly kind: 'open'; readonly text: string };

export type LawReference = {
  readonly law: string;
  readonly title: string;
  readonly article: string | null;
  readonly status: LawVersion['status'];
  readonly code: string;
  readonly from: string | null;
  readonly source: string;
  readonly note: string | null;
};

export type Duty = {
  readonly id: string;
  readonly title: string;
  readonly kind: Step['kind'];
  readonly who: string;
  readonly tells: string;
  readonly whom: string;
  readonly by: Step['by'];
  readonly byText: string;
  readonly before: string | null;
  readonly follows: string | null;
  readonly service: string | null;
  /** Codes of who tells and who is told. */
  readonly roles: { readonly who: string; readonly whom: string };
  readonly laws: readonly LawReference[];
  readonly source: string;
  readonly state: DutyState;
};

export type CaseDuties = {
  readonly version: LawReference | null;
  readonly sector: { readonly label: string; readonly covers: string; readonly board: string } | null;
  readonly duties: readonly Duty[];
  readonly notes: readonly { readonly id: string; readonly text: string; readonly source: string }[];
};

export type DutyCase = {
  readonly answers: Answers;
  /** Ids of the rules that act in the outcome. */
  readonly acting: ReadonlySet<string>;
  /** The moment whose law counts, milliseconds since 1970. */
  readonly on: number;
  /** The moment it became known: its law counts where the table does not reach back to `on`. */
  readonly known?: number;
  /** The last record of each step, by step. */
  readonly records: ReadonlyMap<string, DutyRecorded>;
};

const adult = 18;

/** How old the pupil was when it happened: under 18 now was under 18 then. */
export const ageThen = ({ asked }: Duties, answers: Answers): 'onder' | 'boven' | 'onbekend' => {
  const then = answers[asked.ageThen];
  const now = answers[asked.ageNow];
  if (typeof then === 'number') return then < adult ? 'onder' : 'boven';
  return typeof now === 'number' && now < adult ? 'onder' : 'onbekend';
};

const referenceTo = (law: Law | undefined, version: LawVersion | undefined): LawReference | null => {
  if (law === undefined || version === undefined) return null;
  const { code, from, status, article, source, note } = version;
  return { law: law.id, title: version.title ?? law.title, article, status, code, from, source, note };
};

const moments = ({ on, known }: { readonly on: number; readonly known?: number | undefined }): readonly number[] =>
  known === undefined ? [on] : [on, known];

/** The version that was filled in or given with the answers, else the one of the day. */
export const versionOfCase = (
  table: Duties,
  laws: readonly Law[],
  { answers, on, known }: Pick<DutyCase, 'answers' | 'on' | 'known'>,
) => {
  const law = laws.find(({ id }) => id === table.law);
  const code =
    answers[table.version.item] ?? versionFor(laws, table.law, moments({ on, known }))?.code ?? table.version.whenEmpty;
  return referenceTo(
    law,
    law?.versions.find((version) => version.code === code),
  );
};

const holdsFor =
  (table: Duties, { answers, acting }: DutyCase) =>
  (when: When): boolean => {
    const now = answers[table.asked.ageNow];
    const sector = answers[table.asked.sector];
    return (
      (when.rules === undefined || when.rules.some((rule) => acting.has(rule))) &&
      (when.without === undefined || !when.without.some((rule) => acting.has(rule))) &&
      (when.sectors === undefined || when.sectors.some((code) => code === sector)) &&
      (when.age === undefined || ageThen(table, answers) === when.age) &&
      (when.adultNow === undefined || (typeof now === 'number' && now >= adult) === when.adultNow) &&
      Object.entries(when.answers ?? {}).every(([item, codes]) => codes.some((code) => code === answers[item]))
    );
  };

/** What has to be known before anything can be said not to hold, and is not. */
const missingIn = (table: Duties, answers: Answers): readonly string[] => {
  const { asked, missing, sectors } = table;
  const role = answers[asked.role];
  return [
    ...(sectors.some(({ code }) => code === answers[asked.sector]) ? [] : [missing.sector]),
    ...(typeof role !== 'string' || asked.roleUnknown.includes(role) ? [missing.role] : []),
    ...(ageThen(table, answers) === 'onbekend' ? [missing.age] : []),
  ];
};

/** Puts board and pupil of the sector where a sentence leaves room for them. */
export const sentenceFor = (table: Duties, answers: Answers): ((sentence: string) => string) => {
  const { board, pupil } =
    table.sectors.find(({ code }) => code === answers[table.asked.sector]) ?? table.unknownSector;
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return (sentence) =>
    sentence
      .replaceAll('{bestuur}', board)
      .replaceAll('{Bestuur}', capital(board))
      .replaceAll('{leerling}', pupil)
      .replaceAll('{Leerling}', capital(pupil));
};

/** What a role is called in this case. */
export const roleName = (table: Duties, answers: Answers): ((role: string) => string) => {
  const say = sentenceFor(table, answers);
  return (role) => say(table.roles.find(({ code }) => code === role)?.label ?? role);
};

/**
 * The steps of one case in the order in which they are taken.
 *
 * @param laws - the table of laws; which versions count follows from the case
 */
export const dutiesOf = (table: Duties, laws: readonly Law[], given: DutyCase): CaseDuties => {
  const { answers, acting, records } = given;
  const holds = holdsFor(table, given);
  const say = sentenceFor(table, answers);
  const missing = missingIn(table, answers);
  const version = versionOfCase(table, laws, given);
  const sector = table.sectors.find(({ code }) => code === answers[table.asked.sector]);
  const sectorLaw = referenceTo(
    laws.find(({ id }) => id === sector?.law),
    sector && versionFor(laws, sector.law, moments(given)),
  );
  const newer = version !== null && table.versionRules.some((rule) => acting.has(rule)) ? [version] : [];
  const label = roleName(table, answers);

  const stateOf = (step: Step, found: Case | undefined): DutyState => {
    const recorded = records.get(step.id);
    if (recorded !== undefined && recorded.happenedAt !== null)
      return { kind: 'done', at: recorded.happenedAt, words: null };
    // A step that was taken back stands open again, also when an answer says that it was done.
    const said = recorded === undefined && step.done !== null && holds(step.done.when) ? step.done : null;
    if (said !== null && found?.state !== 'not-applicable') {
      const words = answers[said.words];
      return { kind: 'done', at: null, words: typeof words === 'string' && words.trim() !== '' ? words : null };
    }
    if (found === undefined) return { kind: 'open', text: say(table.undecided) };
    if (found.state === 'not-applicable' && found.instead === undefined && missing.length > 0)
      return { kind: 'open', text: `${table.missing.text} ${missing.join(', ')}.` };
    return { kind: found.state, text: say(found.text) };
  };

  const duties = table.steps.flatMap((step): readonly Duty[] => {
    const known = version === null || step.versions.includes(version.code);
    const cases = step.otherwise === 'common' ? [...step.cases, ...table.common] : step.cases;
    const found = cases.find(({ when }) => holds(when));
    const hidden = step.otherwise === 'hidden' && found === undefined;
    if ((!known || hidden) && !records.has(step.id)) return [];
    const { id, title, kind, tells, by, byText, before, follows, service, source } = step;
    const other = found?.state === 'todo' ? found : undefined;
    const instead = found?.state === 'open' && found.whom?.from === step.whom ? found.whom.to : step.whom;
    const roles = { who: other?.who ?? step.who, whom: other?.whom ?? instead };
    return [
      {
        id,
        title,
        kind,
        who: label(roles.who),
        tells: say(tells),
        whom: label(roles.whom),
        by,
        byText,
        before: before && say(before),
        follows,
        service,
        roles,
        laws: kind === 'plicht' ? [...(sectorLaw === null ? [] : [sectorLaw]), ...newer] : [],
        source,
        state: stateOf(step, found),
      },
    ];
  });
  return {
    version,
    sector: sector === undefined ? null : { label: sector.label, covers: sector.covers, board: sector.board },
    duties,
    notes: table.notes
      .filter(({ when }) => holds(when))
      .map(({ id, text, source }) => ({ id, text: say(text), source })),
  };
};
