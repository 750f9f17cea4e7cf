import { z } from 'zod';
import { Condition, FactId } from './condition.ts';

/** What an instrument file in `forms/` is. The JSON Schema beside the forms is made from this, so an editor can help the author. */

export const ItemId = z.string().regex(/^[A-Z][A-Za-z0-9-]*$/);
export type ItemId = z.infer<typeof ItemId>;

const Code = z.string().regex(/^[A-Za-z0-9_-]+$/);
const Option = z.strictObject({
  code: Code,
  label: z.string().min(1),
  alone: z.literal(true).optional().describe('Cannot be chosen together with another code'),
});

/** What a question is about. Decides which recipient of a referral may see it (`resources/recipients.json`). */
export const topics = [
  'gesprek',
  'bereiken',
  'identiteit',
  'huis',
  'wens',
  'gevaar',
  'controle',
  'geweld',
  'keel',
  'seksueel',
  'medisch',
  'politie',
  'zelfdoding',
  'eer',
  'kinderen',
  'omstandigheden',
  'ander',
  'wederzijds',
  'systeem',
  'oordeel',
  'stop',
] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

const common = {
  id: ItemId,
  text: z.string().min(1).describe('The question, B1 Dutch, in our own words'),
  help: z.string().min(1).optional().describe('Why it is asked, or how to ask it'),
  lens: z.string().min(1).optional().describe('The gender lens: what gender may hide here'),
  topic: Topic,
  shownWhen: Condition.optional().describe('On screen only when this holds; left out: always'),
  countsWhen: Condition.optional().describe('A filled item counts while this is not false; left out: as shownWhen'),
  whenEmpty: Code.optional().describe('Read as this code while not filled; the rules on it stay open'),
  presumed: Code.optional().describe('Has this code until given, and keeps nothing open (buttons, own judgement)'),
  required: z.literal(true).optional().describe('While not filled the outcome is not final'),
  recordOnly: z.literal(true).optional().describe('Recorded, read by no rule'),
  optional: z.literal(true).optional().describe('May be left out without being counted as unfinished'),
  consent: z.literal(true).optional().describe('Recorded only with consent, and in no letter without it'),
  offers: z
    .array(z.strictObject({ answer: Code, stops: z.array(ItemId).min(1) }))
    .min(1)
    .optional()
    .describe('Stop buttons brought forward at this answer'),
  secret: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Codes that never go on paper without the consent of the person (outing)'),
};

export const Item = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('jno'), quiet: z.enum(['nee', 'ja']).default('nee') }),
  z.strictObject({ ...common, type: z.literal('one'), options: z.array(Option).min(2) }),
  z.strictObject({
    ...common,
    type: z.literal('many'),
    options: z.array(Option).min(1),
    none: z.string().min(1).describe('What an empty choice is called: geen, nergens voor'),
  }),
  z.strictObject({
    ...common,
    type: z.literal('number'),
    unit: z.enum(['jaar', 'dagen', 'keer', 'uur']),
    min: z.int(),
    max: z.int(),
    unknown: z.boolean().describe('Whether onbekend is an answer'),
  }),
  z.strictObject({ ...common, type: z.literal('text'), maxLength: z.int().positive() }),
  z.strictObject({ ...common, type: z.literal('municipality') }),
]);
export type Item = z.infer<typeof Item>;

/** The four answers of a JNO question. Unknown and refusal are answers, and never "nee". */
export const jno = ['ja', 'nee', 'onbekend', 'wil_niet_zeggen'] as const;

export const Derived = z.discriminatedUnion('op', [
  z
    .strictObject({
      id: FactId,
      op: z.literal('same'),
      of: FactId,
      whenMissing: Code.optional().describe('Settled value while the other is not asked'),
    })
    .describe('Another fact under a name that shared rules know'),
  z.strictObject({ id: FactId, op: z.literal('constant'), value: z.boolean() }),
  z
    .strictObject({ id: FactId, op: z.literal('count'), of: z.array(FactId).min(1), values: z.array(Code).min(1) })
    .describe('How many of these facts have one of these values: an interval while some are not asked'),
  z
    .strictObject({ id: FactId, op: z.literal('some-code'), of: FactId })
    .describe('A choice of several read as JNO: ja at one code or more, onbekend at onbekend, nee when empty'),
  z
    .strictObject({
      id: FactId,
      op: z.literal('ja-or-count'),
      of: FactId,
      among: z.array(FactId).min(1),
      atLeast: z.int().positive(),
    })
    .describe('ja when the fact is ja or at least so many of the others are; else nee, onbekend or not asked'),
]);
export type Derived = z.infer<typeof Derived>;

const Section = z.strictObject({
  id: Code,
  title: z.string().min(1),
  intro: z.string().min(1).optional(),
  place: z
    .enum(['before', 'after', 'button'])
    .optional()
    .describe('Of a shared section: before or after the own questions, or a button that is always there'),
  items: z.array(Item).min(1),
});

const Named = z.strictObject({ id: Code, when: Condition, source: z.string().min(1).optional() });

export const Instrument = z.strictObject({
  $schema: z.string(),
  id: z.string().regex(/^[A-Z]{2,4}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  kind: z.enum(['instrument', 'shared']),
  title: z.string().min(1),
  subtitle: z.string().min(1),
  audience: z.string().min(1),
  howTaken: z.string().min(1),
  limits: z.array(z.string().min(1)).min(1).describe('What this instrument cannot tell, and its evidence'),
  source: z.string().min(1),
  shared: z.array(z.string()).describe('Shared forms it is taken with, as ID@version'),
  sections: z.array(Section).min(1),
  conditions: z.array(Named).describe('Named conditions that rules may refer to'),
  derived: z.array(Derived).describe('Facts computed from answers; a later one may read an earlier one'),
  score: z.array(z.strictObject({ fact: FactId, label: z.string().min(1) })).describe('Counts shown with the outcome'),
});
export type Instrument = z.infer<typeof Instrument>;
export type Section = z.infer<typeof Section>;

/** An answer as it is stored and sent: a code, codes, a number or text; which of them follows from the item. */
export const AnswerValue = z.union([z.string(), z.number(), z.array(z.string())]);
export type AnswerValue = z.infer<typeof AnswerValue>;
/** Answers by item. An item that is not in it was not asked, which is not "nee". */
export type Answers = Readonly<Record<ItemId, AnswerValue>>;
