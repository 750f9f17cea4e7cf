import { z } from 'zod';
import { Band, DeadlineCode } from '#core/band.ts';
import { LoopStep } from '#core/referral-loop.ts';
import { WorkAbout, WorkHandledGiven } from '#core/work-handled.ts';
import { inDossier, op, stored } from './operation.ts';
import { AssessmentKey, DossierKey, Intent, ReferralKey } from './views.ts';

/** What is due, over all dossiers, as the screen draws it. */

const Instant = z.string().describe('ISO 8601 with offset, Europe/Amsterdam');

export const workKinds = [
  'venster',
  'termijn',
  'plicht',
  'verwijzing',
  'meldcode',
  'afspraak',
  'vragenlijst',
  'opnieuw',
] as const;
export const WorkKind = z.enum(workKinds);
export type WorkKind = z.infer<typeof WorkKind>;

export const workGroups = ['nu', 'vandaag', 'week', 'later'] as const;
export const WorkGroup = z.enum(workGroups);
export type WorkGroup = z.infer<typeof WorkGroup>;

/** What a line is about; the screen has the words. */
export const WorkSubject = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('window'),
    title: z.string(),
    timeKnown: z.boolean(),
    windows: z.array(z.object({ label: z.string(), until: Instant.nullable(), source: z.string() })),
    past: z.array(z.string()).describe('What the window of has passed'),
  }),
  z.object({ what: z.literal('deadline'), title: z.string(), label: z.string(), code: DeadlineCode }),
  z.object({ what: z.literal('open'), title: z.string(), label: z.string().nullable() }),
  z.object({ what: z.literal('owed'), title: z.string(), more: z.number(), known: z.boolean() }),
  z.object({
    what: z.literal('referral'),
    recipient: z.string(),
    state: z.enum(['concept', ...LoopStep.exclude(['nagevraagd']).options]),
  }),
  z.object({ what: z.literal('term'), label: z.string() }),
  z.object({ what: z.literal('report') }),
  z.object({ what: z.literal('agreement') }),
  z.object({ what: z.literal('again'), title: z.string() }),
  z.object({ what: z.literal('plan'), agreed: z.boolean() }),
  z.object({ what: z.literal('signal') }),
]);
export type WorkSubject = z.infer<typeof WorkSubject>;

export const WorkLine = z.object({
  id: z.string(),
  kind: WorkKind,
  group: WorkGroup,
  dossier: DossierKey,
  label: z.string(),
  band: Band.nullable(),
  subject: WorkSubject,
  due: z.object({ at: Instant, whole: z.boolean().describe('Any moment of that day is in time') }).nullable(),
  past: z.boolean(),
  source: z.string().nullable().describe('null: it has no term'),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('assessment'), assessment: AssessmentKey }),
    z.object({ kind: z.literal('referral'), referral: ReferralKey }),
    z.object({ kind: z.literal('meldcode') }),
    z.object({ kind: z.literal('duties') }),
    z.object({ kind: z.literal('safety-plan'), plan: z.uuid() }),
    z.object({ kind: z.literal('dossier') }),
  ]),
  about: WorkAbout.nullable().describe('What can be put down as done from here'),
});
export type WorkLine = z.infer<typeof WorkLine>;

export const WorkList = z.object({
  now: Instant,
  lines: z.array(WorkLine),
  from: z.number(),
  size: z.number(),
  found: z.number(),
  counts: z.record(WorkKind, z.number()).describe('Of all lines, whatever is shown'),
  groups: z.record(WorkGroup, z.number()).describe('Of the lines that were found'),
  again: z.object({ nextAt: z.iso.date(), why: z.string(), source: z.string() }).describe('When to look again'),
  today: z.iso.date(),
  dossiers: z.number(),
  damaged: z.number().describe('Dossiers of which nothing can be read: what is due in them is not known'),
});
export type WorkList = z.infer<typeof WorkList>;

export const workOperations = {
  /** What is due first comes first, over all dossiers, made from the index alone. */
  'work.list': op(
    z.strictObject({ kind: WorkKind.nullable().default(null), from: z.int().min(0).default(0) }),
    WorkList,
    'locked',
  ),
  /** Puts down that something which was due is done. */
  'work.handle': op(
    inDossier.extend({ handled: WorkHandledGiven, intent: Intent }),
    z.object({ dossier: DossierKey }),
    'unknown-dossier',
    ...stored,
  ),
} as const;
