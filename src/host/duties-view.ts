import { z } from 'zod';
import { AssessmentKey, DossierKey, ServiceView } from './views.ts';

/** Who tells whom, and when, as the screen draws it. */

const Instant = z.string().describe('ISO 8601 with offset, Europe/Amsterdam');

export const LawView = z.object({
  title: z.string(),
  article: z.string().nullable(),
  status: z.enum(['in werking', 'voorstel', 'vervallen']),
  from: z.string().nullable().describe('First day in force'),
  source: z.string(),
  note: z.string().nullable(),
});
export type LawView = z.infer<typeof LawView>;

const RoleView = z.object({ code: z.string(), label: z.string() });

export const DutyRecordView = z.object({
  entry: z.string(),
  at: Instant.describe('When it was written down'),
  happenedAt: Instant.nullable().describe('When it happened; null: an earlier record was taken back'),
  who: RoleView,
  whom: RoleView,
  note: z.string(),
  reason: z.string().nullable(),
  law: z.string().nullable().describe('The version of the law it was recorded under'),
});
export type DutyRecordView = z.infer<typeof DutyRecordView>;

export const DutyView = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['plicht', 'advies']),
  who: z.string(),
  tells: z.string(),
  whom: z.string(),
  byText: z.string(),
  before: z.string().nullable(),
  laws: z.array(LawView),
  source: z.string(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('todo'), text: z.string() }),
    z.object({ kind: z.literal('done'), at: Instant.nullable(), words: z.string().nullable() }),
    z.object({ kind: z.literal('not-applicable'), text: z.string() }),
    z.object({ kind: z.literal('open'), text: z.string() }),
  ]),
  due: Instant.nullable(),
  overdue: z.boolean().describe('To be done, and the time is past'),
  late: z.boolean().describe('Done after the time that was due'),
  line: ServiceView.nullable().describe('Whom to call'),
  closed: z
    .object({ text: z.string(), opens: Instant.nullable() })
    .nullable()
    .describe('The line is closed now, and the step is still to be taken'),
  tellers: z.array(RoleView),
  told: z.array(RoleView),
  usual: z.object({ who: z.string(), whom: z.string() }).describe('What the form begins with'),
  records: z.array(DutyRecordView).describe('Newest first'),
});
export type DutyView = z.infer<typeof DutyView>;

export const DutiesView = z.object({
  dossier: DossierKey,
  assessment: AssessmentKey,
  version: LawView.nullable(),
  happenedOn: z.string().nullable().describe('The day it is about; null: not told, and the law of the start counts'),
  otherNow: LawView.nullable().describe('The law of today, where it is another version'),
  otherLaw: z.string().describe('What to do when it is'),
  sector: z.object({ label: z.string(), covers: z.string(), board: z.string() }).nullable(),
  duties: z.array(DutyView),
  notes: z.array(z.object({ id: z.string(), text: z.string(), source: z.string() })),
  scripts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      begin: z.string(),
      lines: z.array(z.object({ label: z.string(), text: z.string(), at: Instant.nullable() })),
      ask: z.array(z.string()),
      not: z.array(z.string()),
    }),
  ),
  source: z.string(),
});
export type DutiesView = z.infer<typeof DutiesView>;
