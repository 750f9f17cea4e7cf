import { z } from 'zod';
import { MeldcodeStep, meldcodeSteps, WeighingResult } from './meldcode-note.ts';

/**
 * The afwegingskader as data: the questions, their logic and the terms are common to all professions and stand in one file;
 * the words in which a profession asks them stand in a file of that profession. Both under `resources/meldcode/`, named
 * ID@version.json. A version that was used is never edited: records keep the version they were weighed under.
 */

const Id = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const Version = z.string().regex(/^\d+\.\d+\.\d+$/);
const Pin = z.string().regex(/^[a-z]+(-[a-z]+)*@\d+\.\d+\.\d+$/);
const QuestionId = z.string().regex(/^V[1-9]$/);
const Sentence = z.string().min(3);
const Source = z.string().min(3);

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** What an answer leads to: a result, a next question, or a result for the time being and a question for later. */
const Leads = z
  .strictObject({
    result: WeighingResult.nullable(),
    next: QuestionId.nullable(),
    together: z
      .array(QuestionId)
      .min(1)
      .optional()
      .describe('Questions that are then answered together with Veilig Thuis; they change nothing in the result'),
  })
  .refine((leads) => leads.result !== null || leads.next !== null, 'een antwoord leidt naar een uitkomst of een vraag');
export type Leads = z.infer<typeof Leads>;

const Words = z.strictObject({ id: QuestionId, text: Sentence, help: Sentence });

/** A form of what is asked, to tick; for question 2: acute, structural, disclosure. */
const Form = z.strictObject({ id: Id, label: Sentence, meaning: Sentence, source: Source });

const Question = Words.extend({
  ja: Leads,
  nee: Leads,
  kinds: z.array(Form).describe('Forms of it that can be named with a yes'),
  source: Source,
});
export type WeighingQuestion = z.infer<typeof Question>;

const Amount = z.strictObject({ count: z.int().positive(), unit: z.enum(['werkdagen', 'weken']) });

/** A term that runs for Veilig Thuis from the melding. */
const Term = z.strictObject({
  id: Id,
  label: Sentence,
  ...Amount.shape,
  extension: Amount.extend({ when: Sentence, source: Source })
    .nullable()
    .describe('By how much it can be extended, each time anew; null: it cannot'),
  source: Source,
  certainty: z.enum(['zeker', 'te controleren']),
});
export type Term = z.infer<typeof Term>;

const Ground = z.strictObject({ id: Id, label: Sentence, source: Source });

const StepWords = z.strictObject({ step: MeldcodeStep, help: Sentence });

const head = {
  id: Id,
  version: Version,
  title: Sentence,
  forWhom: Sentence,
  source: Source,
  mantelzorgcheck: z.boolean().describe('Whether step 1 asks after adults who depend on the client'),
};

export const CommonFrame = z
  .strictObject({
    ...head,
    kind: z.literal('gemeenschappelijk'),
    questions: z.array(Question).min(1),
    steps: z.array(StepWords),
    results: z
      .array(z.strictObject({ result: WeighingResult, label: Sentence, text: Sentence }))
      .describe('What each result of the weighing asks of the professional'),
    grounds: z.array(Ground).describe('Grounds on which Veilig Thuis keeps the name of a professional back'),
    terms: z.array(Term),
  })
  .refine((frame) => unique(frame.questions.map(({ id }) => id)), 'een vraag staat er twee keer')
  .refine((frame) => {
    const order = frame.questions.map(({ id }) => id);
    return frame.questions.every((question, at) =>
      [question.ja, question.nee].every(({ next, together }) =>
        [...(next === null ? [] : [next]), ...(together ?? [])].every((id) => order.indexOf(id) > at),
      ),
    );
  }, 'een antwoord leidt naar een latere vraag die er is')
  .refine((frame) => {
    const led = new Set(frame.questions.flatMap(({ ja, nee }) => [ja.next, nee.next]));
    return frame.questions.slice(1).every(({ id }) => led.has(id));
  }, 'naar elke vraag leidt een antwoord')
  .refine(
    (frame) =>
      unique(frame.results.map(({ result }) => result)) && frame.results.length === WeighingResult.options.length,
    'elke uitkomst staat er precies één keer',
  )
  .refine(
    (frame) => unique(frame.steps.map(({ step }) => step)) && frame.steps.length === meldcodeSteps.length,
    'elke stap staat er precies één keer',
  )
  .refine((frame) => unique(frame.terms.map(({ id }) => id)), 'een termijn staat er twee keer')
  .refine((frame) => unique(frame.grounds.map(({ id }) => id)), 'een grond staat er twee keer');
export type CommonFrame = z.infer<typeof CommonFrame>;

export const ProfessionFrame = z
  .strictObject({
    ...head,
    kind: z.literal('beroep'),
    common: Pin.describe('The common frame whose logic and terms hold'),
    questions: z.array(Words),
    steps: z.array(StepWords),
  })
  .refine((frame) => unique(frame.questions.map(({ id }) => id)), 'een vraag staat er twee keer')
  .refine((frame) => unique(frame.steps.map(({ step }) => step)), 'een stap staat er twee keer');
export type ProfessionFrame = z.infer<typeof ProfessionFrame>;

export const FrameFile = z.discriminatedUnion('kind', [CommonFrame, ProfessionFrame]);
export type FrameFile = z.infer<typeof FrameFile>;

/** A frame as it is used: the common logic in the words of the profession. */
export type Frame = Omit<CommonFrame, 'kind' | 'questions'> & {
  /** ID@version, as a record pins it. */
  readonly name: string;
  readonly questions: readonly (WeighingQuestion & { readonly own: boolean })[];
};

export type FrameFault = { readonly file: string; readonly at: string; readonly message: string };

/**
 * Puts the words of each profession over the common logic.
 *
 * @param files - by ID@version
 * @returns every frame by ID@version; a profession whose common frame or questions do not fit is left out with its fault
 */
export const assembleFrames = (
  files: ReadonlyMap<string, FrameFile>,
): { readonly frames: ReadonlyMap<string, Frame>; readonly faults: readonly FrameFault[] } => {
  const frames = new Map<string, Frame>();
  const faults: FrameFault[] = [];
  for (const [name, file] of files) {
    if (file.kind === 'gemeenschappelijk') {
      const { kind: _, ...common } = file;
      frames.set(name, { ...common, name, questions: file.questions.map((one) => ({ ...one, own: false })) });
      continue;
    }
    const common = files.get(file.common);
    const path = `resources/meldcode/${name}.json`;
    if (common?.kind !== 'gemeenschappelijk') {
      faults.push({ file: path, at: 'common', message: `${file.common} ontbreekt of is geweigerd` });
      continue;
    }
    const strange = file.questions.filter(({ id }) => !common.questions.some((one) => one.id === id));
    faults.push(
      ...strange.map(({ id }) => ({ file: path, at: id, message: `deze vraag staat niet in ${file.common}` })),
    );
    if (strange.length > 0) continue;
    const { id, version, title, forWhom, source, mantelzorgcheck } = file;
    frames.set(name, {
      ...{ id, version, title, forWhom, source, mantelzorgcheck, name },
      questions: common.questions.map((one) => {
        const words = file.questions.find((own) => own.id === one.id);
        return words === undefined ? { ...one, own: false } : { ...one, text: words.text, help: words.help, own: true };
      }),
      steps: common.steps.map((one) => file.steps.find(({ step }) => step === one.step) ?? one),
      results: common.results,
      grounds: common.grounds,
      terms: common.terms,
    });
  }
  return { frames, faults };
};
