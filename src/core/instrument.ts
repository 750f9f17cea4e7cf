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
  'pleger',
  'school',
  'gedrag',
  'online',
  'klachten',
  'uitslag',
  'zorg',
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
  shownWithOutcome: z.literal(true).optional().describe('Shown again with the outcome, to come back to'),
  optional: z.literal(true).optional().describe('May be left out without being counted as unfinished'),
  consent: z.literal(true).optional().describe('Recorded only with consent, and in no letter without it'),
  offers: z
    .array(z.strictObject({ answer: Code, stops: z.array(ItemId).min(1) }))
    .min(1)
    .optional()
    .describe('Stop buttons brought forward at this answer'),
  filled: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('outcome'), of: z.string() }).describe('The band of another instrument'),
      z.strictObject({ by: z.literal('law'), law: z.string() }).describe('The version of a law on the day'),
      z
        .strictObject({ by: z.literal('score'), key: z.string(), alike: FactId })
        .describe('A score of the time before, when this fact was the same then'),
    ])
    .optional()
    .describe('Never asked: the app fills it in. Absent it is settled, and rules on it do not apply'),
  carries: z
    .enum(['always', 'same-client'])
    .optional()
    .describe('Of a shared item: taken over by every next instrument, or only by one about the same person'),
  lasting: z.literal(true).optional().describe('Taken over also on a later day'),
  identity: z.literal(true).optional().describe('Who someone is; no condition that decides may read it'),
  secret: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Codes that never go on paper without the consent of the person (outing)'),
};

export const Unit = z.enum(['jaar', 'maanden', 'weken', 'dagen', 'uur', 'keer', 'punten', 'signalen']);
export type Unit = z.infer<typeof Unit>;

/** A score as an empty place on an official form, or not taken at all. */
const Scores = z.strictObject({
  ...common,
  type: z.literal('scores'),
  count: z.int().positive().describe('How many items the official form has'),
  allowed: z.array(z.int()).min(2).describe('Scores an item can have, lowest first'),
  notTaken: Option.describe('The answer that says the form was not taken'),
  official: z
    .string()
    .regex(/^[A-Z0-9-]+$/)
    .describe('Names the local file that may hold the licensed texts'),
});

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
    unit: Unit,
    min: z.int(),
    max: z.int(),
    unknown: z.boolean().describe('Whether onbekend is an answer'),
  }),
  z.strictObject({ ...common, type: z.literal('text'), maxLength: z.int().positive() }),
  z.strictObject({ ...common, type: z.literal('municipality') }),
  Scores,
  z.strictObject({
    ...common,
    type: z.literal('numbers'),
    min: z.int(),
    max: z.int(),
    none: z.string().min(1).describe('What an empty list is called'),
  }),
]);
export type Item = z.infer<typeof Item>;

/** The four answers of a JNO question. Unknown and refusal are answers, and never "nee". */
export const jno = ['ja', 'nee', 'onbekend', 'wil_niet_zeggen'] as const;

const Value = z.union([Code, z.boolean(), z.number()]);
const Empty = z.enum(['lowest', 'highest']).describe('How an empty place counts');
const Positions = z.array(z.int().positive()).min(1);
const Case = z.strictObject({
  when: Condition,
  value: Value.optional(),
  of: FactId.optional(),
  meanwhile: z.literal(true).optional().describe('Counts for now; a later answer may still change it'),
});

const sourced = { source: z.string().min(1).optional().describe('Where its numbers come from') };

export const Derived = z.discriminatedUnion('op', [
  z
    .strictObject({
      id: FactId,
      op: z.literal('same'),
      of: FactId,
      whenMissing: Code.optional().describe('Settled value while the other is not asked'),
    })
    .describe('Another fact under a name that shared rules know'),
  z.strictObject({ id: FactId, op: z.literal('constant'), value: z.union([z.boolean(), Code]) }),
  z
    .strictObject({
      id: FactId,
      op: z.literal('count'),
      of: z.array(FactId).min(1),
      values: z.array(Code).min(1),
      knownCounts: z.literal(true).optional().describe('What is known counts while the rest is not asked'),
    })
    .describe('How many of these facts have one of these values: an interval while some are not asked'),
  z
    .strictObject({ id: FactId, op: z.literal('some-code'), of: FactId })
    .describe('A choice of several read as JNO: ja at one code or more, onbekend at a code that says so, else nee'),
  z
    .strictObject({
      id: FactId,
      op: z.literal('ja-or-count'),
      ...sourced,
      of: FactId,
      among: z.array(FactId).min(1),
      atLeast: z.int().positive(),
    })
    .describe('ja when the fact is ja or at least so many of the others are; else nee, onbekend or not asked'),
  z
    .strictObject({ id: FactId, op: z.literal('given'), of: z.array(ItemId).min(1) })
    .describe('ja when one of these items was answered, else nee: settled at once'),
  z
    .strictObject({
      id: FactId,
      op: z.literal('cases'),
      ...sourced,
      cases: z.array(Case).min(1),
      else: z.strictObject({
        value: Value.optional(),
        of: FactId.optional(),
        meanwhile: z.literal(true).optional().describe('Counts for now while a case is open'),
      }),
    })
    .describe('The value of the first case that holds; open while a case before it is open'),
  z
    .strictObject({ id: FactId, op: z.literal('difference'), of: z.array(FactId).length(2) })
    .describe('How far two numbers lie apart; onbekend when one is no number'),
  z
    .strictObject({ id: FactId, op: z.literal('lowest'), of: z.array(FactId).min(1) })
    .describe('The lowest number; open while one is not asked'),
  z
    .strictObject({
      id: FactId,
      op: z.literal('highest'),
      of: z.array(FactId).min(1),
      without: z.array(Code).optional().describe('Values that are passed over'),
      knownCounts: z.literal(true).optional().describe('What is known counts while the rest is not asked'),
    })
    .describe('The highest number, 0 when there is none'),
  z
    .strictObject({ id: FactId, op: z.literal('total'), of: z.array(FactId).min(1) })
    .describe('These numbers together: an interval while some are not asked'),
  z
    .strictObject({ id: FactId, op: z.literal('first'), of: z.array(ItemId).min(1) })
    .describe('The first of these items that was answered'),
  z
    .strictObject({
      id: FactId,
      op: z.literal('sum'),
      of: FactId,
      positions: Positions.optional(),
      empty: Empty,
    })
    .describe('Scores together; of a total that total; geen where there is neither'),
  z
    .strictObject({
      id: FactId,
      op: z.literal('scored'),
      ...sourced,
      of: FactId,
      positions: Positions,
      atLeast: z.int(),
      empty: Empty,
    })
    .describe('How many of these places have at least this score; geen where only a total is known'),
  z.strictObject({ id: FactId, op: z.literal('empties'), of: FactId }).describe('How many places are empty'),
  z
    .strictObject({ id: FactId, op: z.literal('listed'), ...sourced, of: FactId, from: z.int(), to: z.int() })
    .describe('How many of the listed numbers lie within these bounds'),
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

const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)?$/)
  .describe('Where it stands in the score of an outcome');
export const Score = z.union([
  z.strictObject({
    key: key.optional().describe('Left out: the name of the fact'),
    label: z.string().min(1),
    fact: FactId,
  }),
  z.strictObject({ key, label: z.string().min(1), when: Condition }),
  z.strictObject({
    key,
    label: z.string().min(1),
    cases: z.array(z.strictObject({ when: Condition, value: Code, label: z.string().min(1) })).min(1),
  }),
]);
export type Score = z.infer<typeof Score>;

/** An answer that means the same in two instruments. Several lines for one item: the first found counts. */
export const Prefill = z.strictObject({
  item: ItemId,
  from: ItemId.describe('An item of another instrument'),
  only: z.array(Code).min(1).optional().describe('Only these answers are taken over'),
  map: z.record(Code, Code).optional().describe('What an answer there is called here'),
  ranges: z.array(z.strictObject({ from: z.int(), to: z.int(), code: Code })).optional(),
  lasting: z.literal(true).optional().describe('Also taken over on a later day; other answers only on the same day'),
  direct: z.literal(true).optional().describe('Only from the assessment that led here, not from one before it'),
  divideBy: z.int().positive().optional().describe('Whole units: hours to weeks is 168'),
  clock: z
    .enum(['uur', 'weken', 'dagen'])
    .optional()
    .describe('The time since it was asked is added to hours and weeks since, and taken off days until'),
});
export type Prefill = z.infer<typeof Prefill>;

const Named = z.strictObject({ id: Code, when: Condition, source: z.string().min(1).optional() });

export const Instrument = z
  .strictObject({
    $schema: z.string(),
    id: z.string().regex(/^[A-Z]{2,4}$/),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    kind: z.enum(['instrument', 'shared']),
    client: z
      .enum(['slachtoffer', 'kind', 'kinderen', 'leerling', 'pleger'])
      .optional()
      .describe('Whom the answers are about; of an instrument, not of what is shared'),
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
    score: z.array(Score).describe('Counts and readings shown with the outcome'),
    checks: z
      .array(z.strictObject({ sum: z.array(ItemId).min(2), atMost: z.int(), message: z.string().min(1) }))
      .optional()
      .describe('Numbers that together cannot be more'),
    empty: z
      .strictObject({ when: Condition, text: z.string().min(1) })
      .optional()
      .describe('There is no outcome while this holds and no rule with a band acts'),
    prefill: z.array(Prefill).optional().describe('What is taken over from other instruments in the same dossier'),
  })
  .refine(({ kind, client }) => kind === 'shared' || client !== undefined, {
    path: ['client'],
    message: 'zeg over wie de antwoorden gaan',
  });
export type Instrument = z.infer<typeof Instrument>;
export type Section = z.infer<typeof Section>;

/** An answer as it is stored and sent: a code, codes, a number, text, or scores; which of them follows from the item. */
export const AnswerValue = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number(), z.null()]))]);
export type AnswerValue = z.infer<typeof AnswerValue>;
/** Answers by item. An item that is not in it was not asked, which is not "nee". */
export type Answers = Readonly<Record<ItemId, AnswerValue>>;
