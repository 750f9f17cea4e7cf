import { Engine } from 'json-rules-engine';
import { type Leaf, operators } from './condition.ts';

/**
 * The one place that runs json-rules-engine. The engine decides every comparison; how comparisons join into a verdict is
 * read in three values (`verdict.ts`), because the engine itself takes a missing fact as false under `equal` and as true
 * under `notEqual`.
 *
 * Each distinct comparison of a pack is put to the engine in one rule, and once for each value it meets: what it answers
 * depends on nothing else. Repeating comparisons rule by rule costs many times as much and gives the same answers
 * (`decide.test.ts` holds the two against each other).
 */

/** A value as the engine sees it; `undefined` stands for a fact that has none. */
export type FactValue = string | number | boolean | readonly (string | number | null)[] | undefined;

type Evaluate = (factValue: unknown, value: unknown) => boolean;

/** The engine's own operators. It gives no public way to them, so what is found is checked once, at start. */
const evaluators: ReadonlyMap<string, Evaluate> = (() => {
  const held: unknown = Reflect.get(new Engine(), 'operators');
  const byName: unknown = typeof held === 'object' && held !== null ? Reflect.get(held, 'operators') : undefined;
  if (!(byName instanceof Map)) throw new Error('json-rules-engine holds its operators elsewhere than in 7.3');
  return new Map(
    operators.map((name) => {
      const operator: unknown = byName.get(name);
      if (typeof operator !== 'object' || operator === null || !('evaluate' in operator))
        throw new Error(`json-rules-engine has no operator ${name}`);
      const { evaluate } = operator;
      if (typeof evaluate !== 'function') throw new Error(`json-rules-engine has no operator ${name}`);
      return [name, (factValue, value) => evaluate.call(operator, factValue, value) === true];
    }),
  );
})();

/** One comparison by the engine's own operator, for a single value that is tried. A missing value compares as false. */
export const compare = (leaf: Leaf, value: FactValue): boolean =>
  value !== undefined && (evaluators.get(leaf.operator)?.(value, leaf.value) ?? false);

export type Decider = (facts: ReadonlyMap<string, FactValue>) => Promise<readonly boolean[]>;

/** Answers kept per set of comparisons; a comparison of a value that was met before is not put to the engine again. */
const keptAnswers = 20_000;

/**
 * @param leaves - distinct comparisons; their facts may be absent at run time
 * @returns a function from facts to the engine's answer per comparison, in the same order
 */
export const decider = (leaves: readonly Leaf[]): Decider => {
  const known = new Map<string, boolean>();
  return async (facts) => {
    const keys = leaves.map(({ fact }, index) => `${index} ${JSON.stringify(facts.get(fact) ?? null)}`);
    const unmet = leaves.flatMap((leaf, index) => (known.has(keys[index] ?? '') ? [] : [{ leaf, index }]));
    if (unmet.length > 0) {
      if (known.size > keptAnswers) known.clear();
      const answers = await ask(
        unmet.map(({ leaf }) => leaf),
        facts,
      );
      unmet.forEach(({ index }, at) => {
        known.set(keys[index] ?? '', answers[at] === true);
      });
      // Cleared while there was more than these: what was known before is asked again.
      if (keys.some((key) => !known.has(key))) return ask(leaves, facts);
    }
    return keys.map((key) => known.get(key) === true);
  };
};

/** Puts comparisons to the engine, all in one rule. */
const ask = async (leaves: readonly Leaf[], facts: ReadonlyMap<string, FactValue>): Promise<readonly boolean[]> => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addRule({
    conditions: { any: leaves.map(({ fact, operator, value }) => ({ fact, operator, value })) },
    event: { type: 'compared' },
  });
  const { results, failureResults } = await engine.run(Object.fromEntries(facts));
  const tree = (results[0] ?? failureResults[0])?.conditions;
  if (tree === undefined || !('any' in tree)) throw new Error('json-rules-engine left no tree of results');
  return tree.any.map((node) => 'result' in node && node.result === true);
};
