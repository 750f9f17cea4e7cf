import { Engine } from 'json-rules-engine';
import { type Leaf, operators } from './condition.ts';

/**
 * The one place that runs json-rules-engine. The engine decides every comparison; how comparisons join into a verdict is
 * read in three values (`verdict.ts`), because the engine itself takes a missing fact as false under `equal` and as true
 * under `notEqual`.
 *
 * Each distinct comparison of a pack is put to the engine once, in one rule: repeating comparisons rule by rule costs
 * several times as much and gives the same answers (`decide.test.ts` holds the two against each other).
 */

/** A value as the engine sees it; `undefined` stands for a fact that has none. */
export type FactValue = string | number | boolean | readonly string[] | undefined;

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

/**
 * @param leaves - distinct comparisons; their facts may be absent at run time
 * @returns a function from facts to the engine's answer per comparison, in the same order
 */
export const decider = (leaves: readonly Leaf[]): Decider => {
  if (leaves.length === 0) return async () => [];
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addRule({
    conditions: { any: leaves.map(({ fact, operator, value }) => ({ fact, operator, value })) },
    event: { type: 'compared' },
  });
  return async (facts) => {
    const { results, failureResults } = await engine.run(Object.fromEntries(facts));
    const tree = (results[0] ?? failureResults[0])?.conditions;
    if (tree === undefined || !('any' in tree)) throw new Error('json-rules-engine left no tree of results');
    return tree.any.map((node) => 'result' in node && node.result === true);
  };
};
