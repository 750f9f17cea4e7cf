import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import { compare } from '#core/decide.ts';
import { factsOf } from '#core/facts.ts';
import type { Node, Pack } from '#core/pack.ts';
import { read } from '#core/reading.ts';
import { settle } from '#core/verdict.ts';
import { runs, wholeAnswers } from './cases.ts';
import { packOf } from './content.ts';

/** The rule as json-rules-engine itself takes it, whole. */
const native = (pack: Pack, node: Node): object => {
  if ('not' in node) return { not: native(pack, node.not) };
  if ('all' in node) return { all: node.all.map((part) => native(pack, part)) };
  if ('any' in node) return { any: node.any.map((part) => native(pack, part)) };
  const leaf = pack.leaves[node.leaf];
  if (leaf === undefined) throw new Error('A comparison that is not there');
  return { fact: leaf.fact, operator: leaf.operator, value: leaf.value };
};

describe.each(['PG', 'ASG'])('%s', (id) => {
  const pack = packOf(id);
  const variants = pack.rules.flatMap((rule) =>
    rule.variants.filter(({ after }) => !after).map((variant, index) => ({ ...variant, name: `${rule.id}.${index}` })),
  );

  test('where every fact is known, the engine running the rules whole says the same', {
    timeout: 120_000,
  }, async () => {
    const engine = new Engine([], { allowUndefinedFacts: true });
    for (const { tree, name } of variants)
      engine.addRule({ conditions: { all: [native(pack, tree)] } as never, event: { type: name } });
    await fc.assert(
      fc.asyncProperty(wholeAnswers(pack), async (answers) => {
        const reading = await read(pack, answers);
        const facts = factsOf(pack, answers);
        const known = Object.fromEntries(
          pack.leaves.flatMap(({ fact }) => {
            const state = facts.state(fact);
            return state.kind === 'known' ? [[fact, state.value]] : [];
          }),
        );
        const { events } = await engine.run(known);
        const fired = new Set(events.map(({ type }) => type));
        for (const { tree, name } of variants) {
          const says = reading.settled(tree);
          if (says !== 'open') expect([name, says === 'applies']).toEqual([name, fired.has(name)]);
        }
      }),
      { numRuns: runs },
    );
  });
});

test.each([
  [['applies', 'open'], 'applies', 'applies'],
  [['does-not-apply', 'open'], 'applies', 'open'],
  [['does-not-apply', 'does-not-apply'], 'applies', 'does-not-apply'],
  [['does-not-apply', 'open'], 'does-not-apply', 'does-not-apply'],
  [['applies', 'open'], 'does-not-apply', 'open'],
  [['applies', 'applies'], 'does-not-apply', 'applies'],
] as const)('%j settled by %s: %s', (parts, by, says) => expect(settle(parts, by)).toBe(says));

test.each([
  ['lessThanInclusive', 168, 168, true],
  ['lessThanInclusive', 168, 169, false],
  ['lessThanInclusive', 168, 'onbekend', false],
  ['notEqual', 'nee', undefined, false],
  ['contains', 'eer', ['familie', 'eer'], true],
  ['contains', 'eer', [], false],
] as const)('%s %s of %s: %s', (operator, value, fact, truth) =>
  expect(compare({ fact: 'X', operator, value }, fact)).toBe(truth),
);
