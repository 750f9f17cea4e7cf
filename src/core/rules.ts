import { z } from 'zod';
import { Band, DeadlineCode } from './band.ts';
import { Condition, FactId } from './condition.ts';

/** What a rule file in `rules/` is. Conditions are those of json-rules-engine; what a rule brings is data beside them. */

const Code = z.string().regex(/^[A-Z0-9][A-Z0-9_]*$/);
export const RuleId = z.string().regex(/^[A-Z]+-[A-Z0-9-]+$|^LHBTI$/);

const Refer = z.strictObject({
  code: Code,
  offer: z.literal(true).optional().describe('An offer: arranged only when the person wants it'),
  via: z.string().min(1).optional().describe('Through whom, as a short phrase: via Veilig Thuis'),
});

const Variant = z.strictObject({
  id: z.string().min(1).optional().describe('The letter behind the rule id: a, b, c'),
  requires: z
    .array(FactId)
    .min(1)
    .optional()
    .describe('Of a shared rule: facts an instrument must have for this to run in it'),
  when: Condition.describe('May read uitkomst (the band of the outcome) and the bands declared in bandsWithout'),
  band: Band.optional().describe('The least band; left out: the rule sets none'),
  deadline: DeadlineCode.optional(),
  refer: z.array(Refer).min(1).optional(),
  block: z.array(Code).min(1).optional(),
  start: z
    .array(z.strictObject({ instrument: z.string(), offer: z.literal(true).optional() }))
    .min(1)
    .optional(),
  measures: z.array(Code).min(1).optional(),
  causes: z
    .array(z.string().regex(/^OZ-[A-Z]+$/))
    .min(1)
    .optional(),
  stop: z
    .string()
    .regex(/^STOP-[1-9]$/)
    .optional()
    .describe('The stop this is, when it fires by itself'),
  text: z.string().min(1).optional(),
});
export type Variant = z.infer<typeof Variant>;

export const Rule = z.strictObject({
  id: RuleId,
  title: z.string().min(1).describe('What the rule looks at, in a few words'),
  source: z.string().min(1),
  variants: z.array(Variant).min(1),
});
export type Rule = z.infer<typeof Rule>;

export const RuleFile = z.strictObject({
  $schema: z.string(),
  id: z.string().regex(/^[A-Z]{2,4}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  form: z.string().describe('The form it decides, as ID@version'),
  shared: z.array(z.string()).describe('Shared rule files that run with it, as ID@version'),
  source: z.string().min(1),
  rules: z.array(Rule).min(1),
  causes: z.array(
    z.strictObject({
      code: z.string().regex(/^OZ-[A-Z]+$/),
      label: z.string().min(1),
      when: z
        .array(Condition)
        .describe('Any of these; a condition on facts that an instrument does not have is left out there'),
      step: z.string().min(1).describe('The step that addresses this cause'),
      source: z.string().min(1),
    }),
  ),
  causeNotAsked: z.strictObject({ code: z.string(), label: z.string(), text: z.string() }).optional(),
  bandsWithout: z
    .array(z.strictObject({ id: FactId, without: z.array(z.string()).min(1), source: z.string().min(1) }))
    .describe('The highest band of all rules but these, as a fact for rules that read the outcome'),
  raise: z
    .strictObject({
      id: RuleId,
      title: z.string().min(1),
      judgement: FactId,
      higher: z.string(),
      band: FactId,
      reason: FactId,
      text: z.string().describe('{reason} stands for the reason given'),
      source: z.string().min(1),
    })
    .optional()
    .describe('How a professional raises the band; nothing lowers it'),
  bands: z
    .array(
      z.strictObject({
        band: Band,
        label: z.string(),
        meaning: z.string(),
        deadline: DeadlineCode.nullable(),
        least: z.string(),
        source: z.string().min(1),
      }),
    )
    .optional(),
  unfinished: z
    .strictObject({ id: RuleId, title: z.string(), band: Band, text: z.string(), source: z.string().min(1) })
    .optional()
    .describe('The band while open rules could raise a lower one'),
  accompany: z
    .array(z.strictObject({ code: Code, text: z.string().min(1), source: z.string().min(1) }))
    .optional()
    .describe('A text that goes with every referral of this code'),
});
export type RuleFile = z.infer<typeof RuleFile>;
