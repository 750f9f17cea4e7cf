import { z } from 'zod';
import { AnswerValue, ItemId } from '#core/instrument.ts';
import { inDossier, nothing, op, stored } from './operation.ts';
import { AssessmentKey, Intent, QuestionView, ServiceView } from './views.ts';

/** Forms on paper: printed empty, filled in by hand, and typed in afterwards. */

const PaperQuestion = z.object({
  number: z.number().describe('Its number on the paper'),
  only: z.string().nullable().describe('When it is to be filled in, in words'),
  question: QuestionView,
});
export type PaperQuestion = z.infer<typeof PaperQuestion>;

export const PaperView = z.object({
  instrument: z.string(),
  version: z.string(),
  title: z.string(),
  stops: z.array(z.object({ id: ItemId, label: z.string(), advice: z.string() })),
  numbers: z.array(ServiceView),
  sections: z.array(z.object({ title: z.string(), questions: z.array(PaperQuestion) })),
});
export type PaperView = z.infer<typeof PaperView>;

const filledIn = {
  instrument: z.string().max(40),
  on: z.iso.date().describe('The day the paper was filled in'),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
};
const Given = { item: ItemId, value: AnswerValue };

export const paperOperations = {
  /** Writes the empty form straight to a place of choice, with a line in the audit before it is written. */
  'paper.form': op(
    z.strictObject({ instrument: z.string().max(40), folder: z.string().min(1).max(1000) }),
    z.object({ path: z.string() }),
    'unknown-instrument',
    'letter-failed',
    'place-refused',
    'file-exists',
    'unknown-dossier',
    ...stored,
  ),
  'paper.list': op(
    nothing,
    z.object({
      forms: z.array(
        z.object({ instrument: z.string(), title: z.string(), subtitle: z.string(), questions: z.number() }),
      ),
    }),
  ),
  /** The questions in the order of the paper, also those that are asked only sometimes. */
  'paper.read': op(z.strictObject({ instrument: z.string().max(40) }), PaperView, 'unknown-instrument'),
  /** What does not fit in what was typed so far. It decides nothing and writes nothing. */
  'paper.check': op(
    z.strictObject({ ...filledIn, answers: z.array(z.strictObject(Given)).max(400) }),
    z.object({
      asked: z.array(ItemId).describe('Questions that these answers lead to'),
      against: z.array(ItemId).describe('Answered, and not to be asked by the other answers'),
      counted: z
        .array(z.object({ item: ItemId, was: z.string(), now: z.string() }))
        .describe('Times that are another by now'),
      tooMuch: z.object({ items: z.array(ItemId), message: z.string() }).nullable(),
    }),
    'unknown-instrument',
    'unknown-item',
    'answer-refused',
    'moment-refused',
  ),
  /** Puts the whole paper in the dossier in one write, and decides on it as on what is answered on screen. */
  'paper.enter': op(
    inDossier.extend({
      ...filledIn,
      by: z.string().trim().min(1).max(120).describe('Who filled it in'),
      about: z.uuid().nullable(),
      answers: z.array(z.strictObject({ ...Given, note: QuestionView.shape.note })).max(400),
      intent: Intent,
    }),
    z.object({ assessment: AssessmentKey }),
    'unknown-dossier',
    'unknown-instrument',
    'unknown-person',
    'unknown-item',
    'answer-refused',
    'moment-refused',
    ...stored,
  ),
} as const;
