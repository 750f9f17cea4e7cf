import { z } from 'zod';
import { Band, DeadlineCode } from './band.ts';
import { Condition, FactId } from './condition.ts';

/** What a rule file in `rules/` is. Conditions are those of json-rules-engine; what a rule brings is data beside them. */

const Code = z.string().regex(/^[A-Z0-9][A-Z0-9_]*$/);
export const RuleId = z.string().regex(/^[A-Z]+-[A-Z0-9-]+[a-z]?$|^LHBTI$/);

const FlagCode = z.string().regex(/^[a-z]+$/);

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
  flag: FlagCode.optional().describe('Of instruments that end in a flag: the least flag'),
  text: z.string().min(1).optional(),
});
export type Variant = z.infer<typeof Variant>;

export const Rule = z.strictObject({
  id: RuleId,
  title: z.string().min(1).describe('What the rule looks at, in a few words'),
  source: z.string().min(1),
  yieldsTo: z
    .array(RuleId)
    .min(1)
    .optional()
    .describe('A priority: the texts of this rule are left out when one of these acts'),
  variants: z.array(Variant).min(1),
});
export type Rule = z.infer<typeof Rule>;

/** What someone does first about a cause, and words to begin with. */
export const Intervention = z.strictObject({
  for: z.enum(['slachtoffer', 'pleger', 'kind', 'netwerk', 'professional']),
  do: z.string().min(1),
  say: z.string().min(1).optional().describe('Words to begin with'),
  refer: z.array(Code).min(1).optional(),
  source: z.string().min(1),
});
export type Intervention = z.infer<typeof Intervention>;

const Cause = z.strictObject({
  code: z.string().regex(/^OZ-[A-Z]+$/),
  label: z.string().min(1),
  kind: z.enum(['oorzaak', 'meespelend']).describe('What plays along makes it worse and is never the excuse'),
  lens: z.string().min(1).describe('How gender may be at work in it'),
  when: z
    .array(Condition)
    .describe('Any of these; a condition on facts that an instrument does not have is left out there'),
  step: z.string().min(1).describe('The step that addresses this cause'),
  interventions: z.array(Intervention),
  source: z.string().min(1),
});

/** How rules make a flag, for instruments that end in one. */
export const Flags = z.strictObject({
  levels: z.array(z.strictObject({ code: FlagCode, label: z.string().min(1), step: z.string().min(1) })).min(2),
  chosen: z.strictObject({ rules: z.array(RuleId).min(1) }).describe('The professional chose the flag himself'),
  strong: FlagCode.describe('From here up a flag stands whatever is unknown'),
  withheld: z
    .array(z.strictObject({ rules: z.array(RuleId).min(1), chosenStands: z.boolean() }))
    .describe('While one of these rules acts no flag under strong is given'),
  needs: z.array(FactId).describe('Not given under strong while one of these is not asked'),
  source: z.string().min(1),
});
export type Flags = z.infer<typeof Flags>;

export const RuleFile = z.strictObject({
  $schema: z.string(),
  id: z.string().regex(/^[A-Z]{2,4}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  form: z.string().describe('The form it decides, as ID@version'),
  shared: z.array(z.string()).describe('Shared rule files that run with it, as ID@version'),
  source: z.string().min(1),
  rules: z.array(Rule).min(1),
  causes: z.array(Cause),
  causeNotAsked: z
    .strictObject({
      code: z.string(),
      label: z.string(),
      text: z.string(),
      besides: z.array(FactId).describe('Items that may tell of a cause and do not ask for it'),
    })
    .optional(),
  flag: Flags.optional(),
  variants: z
    .array(z.strictObject({ code: Code, when: Condition, text: z.string().min(1), source: z.string().min(1) }))
    .optional()
    .describe('A wording beside a service that the rules chose. Only here may identity be read; nothing here decides'),
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
  lightest: z
    .strictObject({ band: Band, source: z.string().min(1) })
    .optional()
    .describe('The lightest band this instrument can end in, and why; left out: GEEN_SIGNAAL'),
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
