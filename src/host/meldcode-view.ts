import { z } from 'zod';
import { Band } from '#core/band.ts';
import { missingCodes } from '#core/meldcode.ts';
import { Decision, Known, MeldcodeNote, MeldcodeStep, WeighingResult } from '#core/meldcode-note.ts';
import { AssessmentKey, DossierKey, ServiceView } from './views.ts';

/** The meldcode as the screen draws it. */

const Instant = z.string().describe('ISO 8601 with offset, Europe/Amsterdam');
const Day = z.iso.date();
const FrameName = z.string().describe('ID@version');

const FrameRow = z.object({ name: FrameName, title: z.string(), forWhom: z.string(), source: z.string() });

const NoteView = z.object({
  entry: z.string(),
  root: z.string().describe('Stays the same when the note is corrected'),
  at: Instant,
  note: MeldcodeNote,
  reason: z.string().nullable().describe('Why it was corrected or taken back'),
  withdrawn: z.boolean().describe('Taken back: it stays to be seen and counts no more'),
  earlier: z.array(z.object({ entry: z.string(), at: Instant, note: MeldcodeNote })).describe('Newest first'),
});
export type NoteView = z.infer<typeof NoteView>;

const Given = z.object({
  entry: z.string(),
  at: Instant,
  answer: Known,
  grounds: z.string(),
  kinds: z.array(z.string()).describe('Their labels'),
  reason: z.string().nullable(),
});

const QuestionView = z.object({
  id: z.string(),
  text: z.string(),
  help: z.string(),
  source: z.string(),
  kinds: z.array(z.object({ id: z.string(), label: z.string(), meaning: z.string(), source: z.string() })),
  askable: z.boolean(),
  together: z.boolean().describe('Answered together with Veilig Thuis; changes nothing in the result'),
  current: Given.extend({ ticked: z.array(z.string()) }).nullable(),
  earlier: z.array(Given).describe('Earlier answers, newest first'),
});
export type WeighingQuestionView = z.infer<typeof QuestionView>;

const WeighingView = z.object({
  questions: z.array(QuestionView),
  says: z.union([WeighingResult, z.literal('open')]),
  label: z.string().nullable(),
  text: z.string().nullable(),
  possible: z.array(z.object({ result: WeighingResult, label: z.string() })),
  next: z.string().nullable(),
  unknown: z.array(z.string()),
  contradicts: z.boolean().describe('A questionnaire points to melden, and the weighing does not'),
});

const AlarmView = z.object({
  assessment: AssessmentKey,
  title: z.string(),
  band: Band,
  bandLabel: z.string(),
  melden: z.boolean().describe('The outcome names melden at Veilig Thuis'),
});

const DecisionView = z.object({
  decision: Decision,
  current: z
    .object({
      entry: z.string(),
      at: Instant,
      answer: z.enum(['ja', 'nee']),
      grounds: z.string(),
      norm: WeighingResult.nullable(),
      reason: z.string().nullable(),
      departs: z.boolean().describe('Not to report, where the weighing said that melden is the norm'),
    })
    .nullable(),
  earlier: z.array(
    z.object({ at: Instant, answer: z.enum(['ja', 'nee']), grounds: z.string(), reason: z.string().nullable() }),
  ),
});

const TermView = z.object({
  melding: z.string(),
  id: z.string(),
  label: z.string(),
  amount: z.object({ count: z.number(), unit: z.enum(['werkdagen', 'weken']) }),
  from: Day,
  until: Day,
  past: z.boolean(),
  extensions: z.number(),
  extension: z
    .object({ count: z.number(), unit: z.enum(['werkdagen', 'weken']), when: z.string(), source: z.string() })
    .nullable(),
  source: z.string(),
  certainty: z.enum(['zeker', 'te controleren']),
});
export type TermView = z.infer<typeof TermView>;

const StepView = z.object({
  step: MeldcodeStep,
  help: z.string(),
  state: z.enum(['niets', 'vastgelegd', 'gelaten']),
  missing: z.array(z.enum(missingCodes)),
  notes: z.array(NoteView).describe('Oldest first; weighing answers and decisions stand apart'),
});
export type StepView = z.infer<typeof StepView>;

const RoundView = z.object({
  meldcode: z.uuid(),
  startedAt: Instant,
  current: z.boolean().describe('The round at work; an earlier one is only read'),
  frameName: FrameName,
  frame: FrameRow.nullable().describe('null: this version of the frame is not here any more'),
  mantelzorgcheck: z.boolean(),
  steps: z.array(StepView),
  weighing: WeighingView.nullable(),
  decisions: z.array(DecisionView),
  terms: z.array(TermView),
  grounds: z.array(z.object({ id: z.string(), label: z.string(), source: z.string() })),
});
export type RoundView = z.infer<typeof RoundView>;

export const MeldcodeView = z.object({
  dossier: DossierKey,
  dossierLabel: z.string(),
  today: Day,
  frames: z.array(FrameRow).describe('What a round can be begun under: the newest of each'),
  round: RoundView.nullable(),
  rounds: z.array(z.object({ meldcode: z.uuid(), startedAt: Instant, title: z.string() })).describe('Newest first'),
  alarms: z.array(AlarmView).describe('Questionnaires of the dossier that point to melden or to grave danger'),
  signals: z
    .array(
      z.object({
        at: Instant,
        text: z.string(),
        about: z.enum(['feit', 'gezegd', 'eigen_indruk']),
        by: z.string(),
      }),
    )
    .describe('Signals of the dossier, to take over'),
  children: z.array(z.string()).describe('Children among the people of the dossier'),
  numbers: z.array(ServiceView),
});
export type MeldcodeView = z.infer<typeof MeldcodeView>;
