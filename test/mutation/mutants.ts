import type { Condition } from '#core/condition.ts';
import type { Instrument } from '#core/instrument.ts';
import type { Rule, RuleFile, Variant } from '#core/rules.ts';

/** Every small wrong that could stand in a rule file: a rule gone, a threshold one off, a condition turned round. */

export type Mutant<T> = { readonly name: string; readonly file: T };

type Changed<T> = { readonly how: string; readonly to: T };

const show = (condition: Condition): string => {
  if ('all' in condition) return `all(${condition.all.length})`;
  if ('any' in condition) return `any(${condition.any.length})`;
  if ('not' in condition) return `not ${show(condition.not)}`;
  if ('condition' in condition) return condition.condition;
  return `${condition.fact} ${condition.operator} ${JSON.stringify(condition.value)}`;
};

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, place) => place !== at);
const replaced = <T>(list: readonly T[], at: number, by: T): T[] => list.map((one, place) => (place === at ? by : one));

/** Every condition that differs from this one in one place. */
const conditionsNear = (condition: Condition): readonly Changed<Condition>[] => {
  const turned: Changed<Condition> = { how: `turn round ${show(condition)}`, to: { not: condition } };
  if ('not' in condition)
    return [turned, ...conditionsNear(condition.not).map(({ how, to }) => ({ how, to: { not: to } }))];
  if ('condition' in condition) return [turned];
  if ('fact' in condition) {
    const { value } = condition;
    const values: readonly (string | number | boolean | string[])[] =
      typeof value === 'number'
        ? [value - 1, value + 1]
        : Array.isArray(value) && value.length > 1
          ? value.map((_, at) => without(value, at))
          : [];
    return [
      turned,
      ...values.map((to) => ({
        how: `${show(condition)} becomes ${JSON.stringify(to)}`,
        to: { ...condition, value: to },
      })),
    ];
  }
  const [key, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  const made = (list: readonly Condition[]): Condition => (key === 'all' ? { all: list } : { any: list });
  return [
    turned,
    ...(parts.length > 1
      ? parts.map((part, at) => ({
          how: `leave out ${show(part)} of ${show(condition)}`,
          to: made(without(parts, at)),
        }))
      : []),
    ...parts.flatMap((part, at) =>
      conditionsNear(part).map(({ how, to }) => ({ how, to: made(replaced(parts, at, to)) })),
    ),
  ];
};

const lists = ['refer', 'block', 'start', 'measures', 'causes'] as const;

/** Every variant that differs from this one in its condition or in one thing it brings. Words are looked at elsewhere. */
const variantsNear = (variant: Variant): readonly Changed<Variant>[] => {
  const { band: _band, deadline: _deadline, stop: _stop, flag: _flag } = variant;
  const dropped = (['band', 'deadline', 'stop', 'flag'] as const).flatMap((key): Changed<Variant>[] => {
    if (variant[key] === undefined) return [];
    const { [key]: _gone, ...rest } = variant;
    return [{ how: `without ${key} ${variant[key]}`, to: rest }];
  });
  const shorter = lists.flatMap((key) =>
    (variant[key] ?? []).map((one, at): Changed<Variant> => {
      const rest = without<unknown>(variant[key] ?? [], at);
      const { [key]: _gone, ...others } = variant;
      return {
        how: `without ${key} ${JSON.stringify(one)}`,
        to: rest.length === 0 ? others : { ...others, [key]: rest },
      };
    }),
  );
  return [
    ...conditionsNear(variant.when).map(({ how, to }) => ({ how, to: { ...variant, when: to } })),
    ...dropped,
    ...shorter,
  ];
};

const rulesNear = (rule: Rule): readonly Changed<Rule | undefined>[] => [
  { how: 'leave out the rule', to: undefined },
  ...rule.variants.flatMap((variant, at): Changed<Rule>[] => {
    const place = variant.id === undefined ? '' : `(${variant.id}) `;
    return [
      ...(rule.variants.length > 1
        ? [{ how: `${place}leave out the variant`, to: { ...rule, variants: without(rule.variants, at) } }]
        : []),
      ...variantsNear(variant).map(({ how, to }) => ({
        how: `${place}${how}`,
        to: { ...rule, variants: replaced(rule.variants, at, to) },
      })),
    ];
  }),
];

/** Every rule file that differs from this one in one place that decides. */
export const ruleMutants = (file: RuleFile): readonly Mutant<RuleFile>[] => [
  ...file.rules.flatMap((rule, at) =>
    rulesNear(rule).map(({ how, to }) => ({
      name: `${rule.id}: ${how}`,
      file: { ...file, rules: to === undefined ? without(file.rules, at) : replaced(file.rules, at, to) },
    })),
  ),
  ...file.causes.flatMap((cause, at) => [
    { name: `${cause.code}: leave out the cause`, file: { ...file, causes: without(file.causes, at) } },
    ...cause.when.flatMap((condition, place) => [
      {
        name: `${cause.code}: leave out ${show(condition)}`,
        file: { ...file, causes: replaced(file.causes, at, { ...cause, when: without(cause.when, place) }) },
      },
      ...conditionsNear(condition).map(({ how, to }) => ({
        name: `${cause.code}: ${how}`,
        file: { ...file, causes: replaced(file.causes, at, { ...cause, when: replaced(cause.when, place, to) }) },
      })),
    ]),
  ]),
  ...file.bandsWithout.flatMap((one, at) =>
    one.without.map((rule, place) => ({
      name: `${one.id}: counts ${rule}`,
      file: {
        ...file,
        bandsWithout: replaced(file.bandsWithout, at, { ...one, without: without(one.without, place) }),
      },
    })),
  ),
];

/** The same for the conditions of a form that rules read by name, and for facts that are told in cases. */
export const formMutants = (form: Instrument): readonly Mutant<Instrument>[] => [
  ...form.conditions.flatMap((named, at) =>
    conditionsNear(named.when).map(({ how, to }) => ({
      name: `${named.id}: ${how}`,
      file: { ...form, conditions: replaced(form.conditions, at, { ...named, when: to }) },
    })),
  ),
  ...form.derived.flatMap((fact, at) =>
    fact.op !== 'cases'
      ? []
      : fact.cases.flatMap((one, place) =>
          conditionsNear(one.when).map(({ how, to }) => ({
            name: `${fact.id}: ${how}`,
            file: {
              ...form,
              derived: replaced(form.derived, at, {
                ...fact,
                cases: replaced(fact.cases, place, { ...one, when: to }),
              }),
            },
          })),
        ),
  ),
];
