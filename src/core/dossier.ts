import { z } from 'zod';
import { type Attachment, AttachmentAdded, AttachmentWithdrawn, foldAttachments } from './attachment.ts';
import { Band, DeadlineCode, deadlines } from './band.ts';
import type { GuideEvent } from './compile.ts';
import { DutyRecorded, type KeptDuty, Owed } from './duty-record.ts';
import {
  type FamilyFact,
  FamilyNoted,
  type Kept,
  lastOf,
  noDetails,
  PersonDetails,
  standing,
  Withdrawn,
  withdrawnFrom,
  withVersion,
} from './family.ts';
import { type Answers, AnswerValue, ItemId } from './instrument.ts';
import { InzageGiven } from './inzage-given.ts';
import { foldMeldcode, type Meldcode } from './meldcode.ts';
import { MeldcodeNoted, MeldcodeStarted } from './meldcode-note.ts';
import { FromPaper } from './paper.ts';
import { type KeptStep, ReferralStepped, withStep } from './referral-loop.ts';
import {
  foldRetention,
  noRetention,
  type Retention,
  RetentionDecided,
  RetentionHeld,
  RetentionReleased,
} from './retention.ts';
import {
  foldSafetyPlan,
  type SafetyPlan,
  SafetyPlanAgreed,
  SafetyPlanBased,
  SafetyPlanGiven,
  SafetyPlanStarted,
  SafetyPlanStepped,
} from './safety-plan.ts';
import { type KeptWork, WorkHandled } from './work-handled.ts';

/**
 * A dossier is an append-only list of entries; its state is a fold over them. A correction is a new entry that names the
 * old one, so both stay visible.
 */

const Event: z.ZodType<GuideEvent> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer'), item: ItemId, value: AnswerValue }),
  z.strictObject({ type: z.literal('go'), to: ItemId.or(z.literal('done')) }),
  z.strictObject({ type: z.literal('stop'), stop: ItemId }),
  z.strictObject({ type: z.literal('resume') }),
]);

/** Beside an answer: what is known, what somebody said and who, and the worker's own view, three things that stay apart. */
export const Note = z.strictObject({ fact: z.string(), said: z.string(), saidBy: z.string(), view: z.string() });
export type Note = z.infer<typeof Note>;

export const Person = z.strictObject({
  id: z.uuid(),
  label: z.string(),
  role: z.enum(['betrokkene', 'ander', 'kind', 'familie', 'verzorger', 'professional', 'anders']),
  birthYear: z.int().nullable(),
});
export type Person = z.infer<typeof Person>;

/** When something happened, and how sure that is. */
export const Happened = z.strictObject({
  on: z.iso.date().nullable(),
  certainty: z.enum(['zeker', 'ongeveer', 'onbekend']),
});
export type Happened = z.infer<typeof Happened>;

/**
 * What the rules gave right after an entry; kept so that a deadline is counted from when it was first reached, and so that
 * what is due is known without reading the dossier.
 */
const Reached = z.strictObject({
  band: Band,
  final: z.boolean(),
  deadline: DeadlineCode.nullable(),
  event: z.string().nullable().optional().describe('When it happened, as far as told: windows are counted from there'),
  measures: z.array(z.string()).optional().describe('What may be possible within its window'),
  owed: z.array(Owed).optional(),
});
export type Reached = z.infer<typeof Reached>;

const Taken = z.strictObject({ value: AnswerValue, assessment: z.uuid(), item: ItemId });
const KeptScore = z.strictObject({ value: z.number(), alike: z.string() });

export const Content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dossier-opened'), label: z.string() }),
  z.strictObject({
    kind: z.literal('signal'),
    text: z.string(),
    about: z.enum(['feit', 'gezegd', 'eigen_indruk']),
    saidBy: z.string().nullable(),
    sort: z.enum(['signaal', 'notitie']).optional(),
    happened: Happened.optional(),
    people: z.array(z.uuid()).optional().describe('Whom of the dossier it is about; none: that was not told'),
    corrects: z.string().nullable().optional().describe('The first entry of the note that this one corrects'),
    reason: z.string().nullable().optional(),
  }),
  z.strictObject({
    kind: z.literal('person'),
    person: Person,
    details: PersonDetails.optional(),
    reason: z.string().nullable().optional().describe('Why what was known of this person is corrected'),
  }),
  FamilyNoted,
  Withdrawn,
  z.strictObject({
    kind: z.literal('assessment-started'),
    assessment: z.uuid(),
    instrument: z.string().describe('ID@version of the form, pinned'),
    rules: z.string().describe('ID@version of the rules, pinned'),
    about: z.uuid().nullable().optional().describe('The person of the dossier it is about'),
    from: z.uuid().nullable().optional().describe('The assessment that led here, and to come back to'),
    taken: z.record(ItemId, Taken).optional().describe('What was known already, and from where'),
    laws: z.record(ItemId, AnswerValue).optional().describe('The versions of the law it is decided under'),
    happenedOn: z.iso
      .date()
      .nullable()
      .optional()
      .describe('The day it is about, as told at the start: its law counts'),
    paper: FromPaper.optional(),
    reached: Reached,
  }),
  z.strictObject({
    kind: z.literal('assessment-event'),
    assessment: z.uuid(),
    event: Event,
    note: Note.nullable(),
    corrects: z.string().nullable().describe('The entry whose answer this one replaces'),
    reason: z.string().nullable(),
    reached: Reached,
  }),
  z.strictObject({
    kind: z.literal('assessment-concluded'),
    assessment: z.uuid(),
    reached: Reached,
    filled: z.record(ItemId, AnswerValue).optional().describe('What other assessments told this one, pinned'),
    scores: z.record(ItemId, KeptScore).optional().describe('Scores that a next time is held against'),
  }),
  z.strictObject({
    kind: z.literal('referral-made'),
    referral: z.uuid(),
    assessment: z.uuid(),
    recipient: z.string(),
    recipientName: z.string(),
    code: z.string(),
    ground: z.string(),
    groundNote: z.string(),
    informed: z.string(),
    informedNote: z.string(),
    topics: z.array(z.string()),
    leftOut: z.array(z.string()),
    added: z.array(z.strictObject({ topic: z.string(), reason: z.string() })),
    file: z.string(),
    sha256: z.string(),
    nextAt: z.string().nullable(),
    reference: z.string().optional().describe('As it stands in the letter and on its reply slip'),
    secrets: z.boolean().optional().describe('What goes on paper only with consent went along'),
  }),
  ReferralStepped,
  MeldcodeStarted,
  MeldcodeNoted,
  DutyRecorded,
  AttachmentAdded,
  AttachmentWithdrawn,
  RetentionHeld,
  RetentionReleased,
  RetentionDecided,
  SafetyPlanStarted,
  SafetyPlanBased,
  SafetyPlanStepped,
  SafetyPlanAgreed,
  SafetyPlanGiven,
  InzageGiven,
  WorkHandled,
]);
export type Content = z.infer<typeof Content>;

export type Entry = { readonly id: string; readonly at: string; readonly content: Content };

export type AssessmentEvent = Omit<Extract<Content, { kind: 'assessment-event' }>, 'kind' | 'assessment'> & {
  readonly entry: string;
  readonly at: string;
};

export type Assessment = {
  readonly id: string;
  readonly instrument: string;
  readonly rules: string;
  readonly startedAt: string;
  readonly events: readonly AssessmentEvent[];
  readonly concludedAt: string | null;
  readonly about: string | null;
  readonly from: string | null;
  readonly taken: Readonly<Record<ItemId, z.infer<typeof Taken>>>;
  readonly laws: Answers;
  /** `2026-11-23`: the day it is about, as told at the start. */
  readonly happenedOn: string | null;
  /** What was told of the paper it was typed in from; null: it was answered on screen. */
  readonly paper: FromPaper | null;
  /** Null until it is concluded: then other assessments change nothing here any more. */
  readonly filled: Answers | null;
  readonly scores: Readonly<Record<ItemId, z.infer<typeof KeptScore>>>;
  /** What the rules gave, entry after entry, oldest first. */
  readonly reached: readonly (Reached & { readonly at: string })[];
};

type Made = Extract<Content, { kind: 'referral-made' }>;
export type ReferralMade = Omit<Made, 'kind'> & {
  readonly at: string;
  /** What became of it, in the order in which it was written down; corrected steps too. */
  readonly steps: readonly KeptStep[];
};

/** Something seen, heard or thought, told apart; a signal, or a note that was made later. */
export type Told = {
  readonly text: string;
  readonly about: 'feit' | 'gezegd' | 'eigen_indruk';
  readonly saidBy: string | null;
  readonly sort: 'signaal' | 'notitie';
  readonly happened: Happened;
  readonly people: readonly string[];
};

export type KnownPerson = { readonly person: Person; readonly details: PersonDetails };

export type Dossier = {
  readonly label: string;
  readonly openedAt: string;
  readonly lastAt: string;
  /** Signals and notes that stand, as they were last told; `at` is when each was first written down. */
  readonly signals: readonly (Told & { readonly id: string; readonly at: string })[];
  /** All of them, with every version and what was withdrawn. */
  readonly notes: readonly Kept<Told>[];
  /** The people that stand, as they were last described. */
  readonly people: readonly Person[];
  /** All of them, with every version and who was withdrawn. */
  readonly persons: readonly Kept<KnownPerson>[];
  readonly facts: readonly Kept<FamilyFact>[];
  readonly assessments: readonly Assessment[];
  readonly referrals: readonly ReferralMade[];
  /** Rounds of the meldcode, oldest first; the last is the one at work. */
  readonly meldcodes: readonly Meldcode[];
  /** When somebody was told what, oldest first; the last of a step stands. */
  readonly duties: readonly KeptDuty[];
  /** Files that were added, oldest first, also those that were withdrawn. */
  readonly attachments: readonly Attachment[];
  readonly retention: Retention;
  /** Safety plans, oldest first; one for each person at most. */
  readonly plans: readonly SafetyPlan[];
  /** What was done about what was due, oldest first. */
  readonly handled: readonly KeptWork[];
};

const empty: Dossier = {
  label: '',
  openedAt: '',
  lastAt: '',
  signals: [],
  notes: [],
  people: [],
  persons: [],
  facts: [],
  assessments: [],
  referrals: [],
  meldcodes: [],
  duties: [],
  attachments: [],
  retention: noRetention,
  plans: [],
  handled: [],
};

const inAssessment = (
  dossier: Dossier,
  id: string,
  change: (assessment: Assessment) => Assessment,
): Pick<Dossier, 'assessments'> => ({
  assessments: dossier.assessments.map((assessment) => (assessment.id === id ? change(assessment) : assessment)),
});

const withNotes = (dossier: Dossier, notes: Dossier['notes']): Dossier => ({
  ...dossier,
  notes,
  signals: standing(notes).map((kept) => ({ ...lastOf(kept), id: kept.id, at: kept.versions[0]?.at ?? '' })),
});

const withPersons = (dossier: Dossier, persons: Dossier['persons']): Dossier => ({
  ...dossier,
  persons,
  people: standing(persons).map((kept) => lastOf(kept).person),
});

const step = (dossier: Dossier, { id, at, content }: Entry): Dossier => {
  const later = { ...dossier, lastAt: at };
  switch (content.kind) {
    case 'dossier-opened':
      return { ...later, label: content.label, openedAt: at };
    case 'signal': {
      const { text, about, saidBy, sort, happened, people, corrects, reason } = content;
      const value: Told = {
        ...{ text, about, saidBy, sort: sort ?? 'signaal', people: people ?? [] },
        happened: happened ?? { on: null, certainty: 'onbekend' },
      };
      return withNotes(
        later,
        withVersion(dossier.notes, corrects ?? id, { entry: id, at, value, reason: reason ?? null }),
      );
    }
    case 'person': {
      const { person, details, reason } = content;
      const value: KnownPerson = { person, details: details ?? noDetails };
      return withPersons(
        later,
        withVersion(dossier.persons, person.id, { entry: id, at, value, reason: reason ?? null }),
      );
    }
    case 'family-noted': {
      const { fact, reason } = content;
      return { ...later, facts: withVersion(dossier.facts, content.id, { entry: id, at, value: fact, reason }) };
    }
    case 'withdrawn': {
      const gone = { at, reason: content.reason };
      const facts = withdrawnFrom(dossier.facts, content.id, gone);
      const persons = withdrawnFrom(dossier.persons, content.id, gone);
      return withPersons(withNotes({ ...later, facts }, withdrawnFrom(dossier.notes, content.id, gone)), persons);
    }
    case 'assessment-started': {
      const { assessment, instrument, rules, reached, about, from, taken, laws, happenedOn, paper } = content;
      const started = {
        id: assessment,
        instrument,
        rules,
        startedAt: at,
        events: [],
        concludedAt: null,
        about: about ?? null,
        from: from ?? null,
        taken: taken ?? {},
        laws: laws ?? {},
        happenedOn: happenedOn ?? null,
        paper: paper ?? null,
        filled: null,
        scores: {},
        reached: [{ ...reached, at }],
      };
      return { ...later, assessments: [...dossier.assessments, started] };
    }
    case 'assessment-event': {
      const { event, note, corrects, reason, reached } = content;
      return {
        ...later,
        ...inAssessment(dossier, content.assessment, (assessment) => ({
          ...assessment,
          events: [...assessment.events, { entry: id, at, event, note, corrects, reason, reached }],
          reached: [...assessment.reached, { ...reached, at }],
        })),
      };
    }
    case 'assessment-concluded':
      return {
        ...later,
        ...inAssessment(dossier, content.assessment, (assessment) => ({
          ...assessment,
          concludedAt: at,
          filled: content.filled ?? {},
          scores: content.scores ?? {},
        })),
      };
    case 'referral-made': {
      const { kind: _, ...made } = content;
      const before = dossier.referrals.find(({ referral }) => referral === made.referral);
      if (before === undefined) return { ...later, referrals: [...dossier.referrals, { ...made, at, steps: [] }] };
      // First copied into a form, then kept as a file as well: one referral, and what was shared last stands.
      const again = { ...made, at: before.at, steps: before.steps };
      return { ...later, referrals: dossier.referrals.map((one) => (one === before ? again : one)) };
    }
    case 'referral-stepped': {
      const stepped = { id, at, content };
      const referrals = dossier.referrals.map((one) =>
        one.referral === content.referral ? { ...one, steps: withStep(one.steps, stepped) } : one,
      );
      return { ...later, referrals };
    }
    case 'duty-recorded':
      return { ...later, duties: [...dossier.duties, { ...content, entry: id, at }] };
    case 'attachment-added':
    case 'attachment-withdrawn':
      return { ...later, attachments: foldAttachments(dossier.attachments, { id, at, content }) };
    case 'inzage-given':
      return later;
    case 'work-handled': {
      const { kind: _, ...handled } = content;
      return { ...later, handled: [...dossier.handled, { ...handled, entry: id, at }] };
    }
    case 'retention-held':
    case 'retention-released':
    case 'retention-decided':
      return { ...dossier, retention: foldRetention(dossier.retention, at, content) }; // about the dossier, not in it
    case 'safety-plan-started':
    case 'safety-plan-based':
    case 'safety-plan-stepped':
    case 'safety-plan-agreed':
    case 'safety-plan-given':
      return { ...later, plans: foldSafetyPlan(dossier.plans, { id, at, content }) };
    case 'meldcode-started':
    case 'meldcode-noted':
      return { ...later, meldcodes: foldMeldcode(dossier.meldcodes, { id, at, content }) };
  }
};

export const fold = (entries: readonly Entry[]): Dossier => entries.reduce(step, empty);

/**
 * The moment from which a deadline is counted: the first of the unbroken run of entries, up to the last, that had this
 * deadline or an earlier one. So a later answer never moves a deadline back.
 *
 * @param code - the deadline as it stands now
 * @param now - the moment when nothing reached it yet
 */
export const countedFrom = (
  assessment: Pick<Assessment, 'reached'>,
  code: DeadlineCode | null,
  now: string,
): string => {
  if (code === null) return assessment.reached.at(-1)?.at ?? now;
  const soEarly = (reached: Reached) =>
    reached.deadline !== null && deadlines.indexOf(reached.deadline) <= deadlines.indexOf(code);
  const run = assessment.reached.slice(assessment.reached.findLastIndex((reached) => !soEarly(reached)) + 1);
  return run[0]?.at ?? now;
};
