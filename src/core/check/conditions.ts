import type { Condition, Leaf } from '../condition.ts';
import type { Instrument } from '../instrument.ts';
import { outcomeFact, type Pack } from '../pack.ts';
import type { RuleFile } from '../rules.ts';

/** Every condition of an instrument as its author wrote it, with the place where it stands. */

export type ConditionKind = 'rule' | 'cause' | 'wording' | 'shown' | 'counts' | 'score' | 'empty' | 'derived' | 'named';

export type Placed = {
  readonly file: string;
  /** The id of what it belongs to. */
  readonly at: string;
  readonly kind: ConditionKind;
  readonly condition: Condition;
};

export const formFile = ({ id, version }: Instrument): string => `forms/${id}@${version}.json`;
export const ruleFile = ({ id, version }: RuleFile): string => `rules/${id}@${version}.json`;

/** How a variant of a rule is called in a fault. */
export const variantName = (rule: string, variant: string | undefined): string =>
  variant === undefined ? rule : `${rule} (${variant})`;

const inForm = (form: Instrument): readonly Placed[] => {
  const file = formFile(form);
  const placed = (kind: ConditionKind, at: string, condition: Condition | undefined): readonly Placed[] =>
    condition === undefined ? [] : [{ file, at, kind, condition }];
  return [
    ...form.sections.flatMap(({ items }) =>
      items.flatMap((item) => [
        ...placed('shown', item.id, item.shownWhen),
        ...placed('counts', item.id, item.countsWhen),
      ]),
    ),
    ...form.conditions.flatMap(({ id, when }) => placed('named', id, when)),
    ...form.derived.flatMap((fact) =>
      fact.op === 'cases' ? fact.cases.flatMap(({ when }) => placed('derived', fact.id, when)) : [],
    ),
    ...form.score.flatMap((entry) => {
      if ('when' in entry) return placed('score', entry.key, entry.when);
      return 'cases' in entry ? entry.cases.flatMap(({ when }) => placed('score', entry.key, when)) : [];
    }),
    ...placed('empty', 'empty', form.empty?.when),
  ];
};

const inRules = (pack: Pack, file: RuleFile): readonly Placed[] => {
  const path = ruleFile(file);
  const has = (fact: string) => pack.support.has(fact);
  return [
    ...file.rules.flatMap((rule) =>
      rule.variants
        .filter(({ requires }) => (requires ?? []).every(has))
        .map(({ id, when }) => ({
          file: path,
          at: variantName(rule.id, id),
          kind: 'rule' as const,
          condition: when,
        })),
    ),
    // A condition of a shared cause runs only where the instrument has all its facts.
    ...file.causes.flatMap(({ code, when }) =>
      when
        .filter((condition) => leavesWithNamed(pack, condition).every(({ fact }) => has(fact)))
        .map((condition) => ({ file: path, at: code, kind: 'cause' as const, condition })),
    ),
    ...(file.variants ?? []).map(({ code, when }) => ({
      file: path,
      at: `variants.${code}`,
      kind: 'wording' as const,
      condition: when,
    })),
  ];
};

/** Those that run in this instrument, the shared ones among them. */
export const conditionsOf = (pack: Pack): readonly Placed[] => [
  ...pack.forms.flatMap(inForm),
  ...pack.ruleFiles.flatMap((file) => inRules(pack, file)),
];

/** The comparisons that stand in a condition itself, and the named conditions it refers to. */
export const writtenIn = (
  condition: Condition,
): { readonly leaves: readonly Leaf[]; readonly names: readonly string[] } => {
  if ('condition' in condition) return { leaves: [], names: [condition.condition] };
  if ('fact' in condition) return { leaves: [condition], names: [] };
  const parts = ('not' in condition ? [condition.not] : 'all' in condition ? condition.all : condition.any).map(
    writtenIn,
  );
  return { leaves: parts.flatMap(({ leaves }) => leaves), names: parts.flatMap(({ names }) => names) };
};

const leavesWithNamed = (pack: Pack, condition: Condition): readonly Leaf[] => {
  const { leaves, names } = writtenIn(condition);
  const named = names.flatMap(
    (name) => pack.forms.flatMap(({ conditions }) => conditions).find(({ id }) => id === name) ?? [],
  );
  return [...leaves, ...named.flatMap(({ when }) => leavesWithNamed(pack, when))];
};

/** The facts about the outcome itself that a rule may read. */
export const bandFacts = (pack: Pack): ReadonlySet<string> =>
  new Set([outcomeFact, ...pack.bandsWithout.map(({ id }) => id)]);
