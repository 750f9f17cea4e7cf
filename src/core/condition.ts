import { z } from 'zod';

/**
 * The condition language of forms and rules: that of json-rules-engine, kept to what it reads without surprises. Empty
 * `all` and `any`, numbers written as text and priorities inside a condition do not pass this schema.
 */
export const operators = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const;
export const Operator = z.enum(operators);
export type Operator = z.infer<typeof Operator>;

export const FactId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/)
  .describe('An item or a derived fact, such as PG-13 or som24');

export const Leaf = z.strictObject({
  fact: FactId,
  operator: Operator,
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).min(1)]),
});
export type Leaf = z.infer<typeof Leaf>;

export type Condition =
  | Leaf
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly condition: string };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    Leaf,
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ condition: z.string().min(1).describe('The name of a condition that the form declares') }),
  ]),
);

/** Every comparison in a condition, in reading order. Named conditions must have been put in place before. */
export const leaves = (condition: Condition): readonly Leaf[] => {
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  if ('not' in condition) return leaves(condition.not);
  if ('condition' in condition) throw new Error(`Condition ${condition.condition} was not put in place`);
  return [condition];
};
