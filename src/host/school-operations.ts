import { z } from 'zod';
import { AnswerValue, ItemId } from '#core/instrument.ts';
import { DutiesView, LawView } from './duties-view.ts';
import { inAssessment, nothing, op, stored } from './operation.ts';
import { AssessmentKey, DossierKey, Intent } from './views.ts';

/** Something happened at school: the first questions, what they lead to, and the papers that go with it. */

const DoorQuestion = z.object({
  item: ItemId,
  text: z.string(),
  help: z.string().nullable(),
  lens: z.string().nullable(),
  options: z
    .array(z.object({ code: z.string(), label: z.string() }))
    .nullable()
    .describe('null: a number'),
  min: z.number(),
  max: z.number(),
  unknown: z.boolean().describe('„Onbekend” is an answer'),
  onlyWhen: z
    .object({ item: ItemId, codes: z.array(z.string()) })
    .nullable()
    .describe('Asked only when this earlier question has one of these answers'),
});
export type DoorQuestion = z.infer<typeof DoorQuestion>;

export const DoorView = z.object({
  steps: z.array(z.object({ id: z.string(), questions: z.array(DoorQuestion) })),
  law: LawView.nullable().describe('The law of today'),
  source: z.string(),
});

export const SchoolView = z.object({
  dossier: DossierKey,
  assessment: AssessmentKey,
  label: z.string(),
  answered: z.number(),
  shown: z.number(),
  next: z
    .array(z.object({ instrument: z.string(), title: z.string(), assessment: AssessmentKey.nullable() }))
    .describe('The form that the case belongs in, and whether it was begun'),
  letter: z.string().nullable().describe('The referral code of the letter to the board, when the duty leads there'),
  duty: z.boolean().describe('Somebody has to tell somebody, or that is not settled yet'),
  scripts: z.array(z.object({ id: z.string(), title: z.string() })),
  duties: DutiesView,
});
export type SchoolView = z.infer<typeof SchoolView>;

export const schoolOperations = {
  /** The first questions, from the form itself. */
  'school.door': op(nothing, DoorView, 'locked', 'unknown-instrument'),
  /** Makes the dossier and the form with these answers in it, and begins the form that the case belongs in. */
  'school.open': op(
    z.strictObject({
      label: z.string().trim().min(1).max(80),
      signal: z.string().trim().min(1).max(8000),
      kind: z.enum(['feit', 'gezegd', 'eigen_indruk']),
      saidBy: z.string().trim().max(120).nullable(),
      happenedOn: z.iso.date().nullable().describe('The day it happened; null: not known'),
      certainty: z.enum(['zeker', 'ongeveer', 'onbekend']),
      answers: z.array(z.strictObject({ item: ItemId, value: AnswerValue })).max(20),
      intent: Intent,
    }),
    z.object({ dossier: DossierKey, assessment: AssessmentKey }),
    'unknown-instrument',
    'unknown-item',
    'not-on-screen',
    'answer-refused',
    'moment-refused',
    ...stored,
  ),
  /** What has to be done now, and what can be printed. */
  'school.read': op(inAssessment, SchoolView, 'unknown-dossier', 'unknown-assessment', 'unknown-duty', ...stored),
  /** Writes a paper straight to a place of choice, with a line in the audit before it is written. */
  'school.paper': op(
    inAssessment.extend({
      paper: z.string().max(60).describe('`verslag`, or the id of a script'),
      folder: z.string().min(1).max(1000),
      intent: Intent,
    }),
    z.object({ path: z.string() }),
    'unknown-dossier',
    'unknown-assessment',
    'unknown-duty',
    'letter-failed',
    'place-refused',
    'file-exists',
    ...stored,
  ),
} as const;
