import { withQuietAnswers } from '../answers.ts';
import type { Leaf } from '../condition.ts';
import { compare } from '../decide.ts';
import { type Facts, factsOf } from '../facts.ts';
import type { Answers, AnswerValue, Item, ItemId } from '../instrument.ts';
import type { Node, Pack } from '../pack.ts';
import { leavesIn } from '../pack.ts';
import { opposite, type Says, settle } from '../verdict.ts';

/**
 * Finds answers under which a condition holds, so that an author sees that a rule can fire, and by what. A search, not a
 * proof: from a quiet case it goes towards the condition, one answer at a time, and begins anew from chance when it is stuck.
 * The same seed finds the same answers.
 */

export type Random = () => number;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const pick = <T>(next: Random, from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)];

/** A value the item may have: one worth trying, or for scores and lists one that chance makes. */
export const someValue = (pack: Pack, item: Item, next: Random): AnswerValue | undefined => {
  const tried = pack.candidates.get(item.id) ?? [];
  if (item.type === 'scores' && next() < 0.6) {
    const empty = next() < 0.3 ? next() : 0.1;
    return Array.from({ length: item.count }, () => (next() < empty ? null : (pick(next, item.allowed) ?? null)));
  }
  if (item.type === 'many' && next() < 0.4) {
    const codes = item.options.filter(({ alone }) => alone === undefined).map(({ code }) => code);
    return codes.filter(() => next() < 0.4);
  }
  if (item.type === 'numbers' && next() < 0.5)
    return Array.from({ length: item.max - item.min + 1 }, (_, at) => item.min + at).filter(() => next() < 0.4);
  return pick(next, tried);
};

/** What a condition says of these facts, with nothing assumed. */
export const saysOf = (pack: Pack, facts: Facts, node: Node): Says => {
  if ('not' in node) return opposite(saysOf(pack, facts, node.not));
  if ('leaf' in node) {
    const leaf = pack.leaves[node.leaf];
    if (leaf === undefined) return 'open';
    const state = facts.state(leaf.fact);
    if (state.kind === 'open') return 'open';
    const [low, high] = state.kind === 'known' ? [state.value, state.value] : [state.low, state.high];
    const says = compare(leaf, low);
    return says !== compare(leaf, high) ? 'open' : says ? 'applies' : 'does-not-apply';
  }
  return 'all' in node
    ? settle(
        node.all.map((part) => saysOf(pack, facts, part)),
        'does-not-apply',
      )
    : settle(
        node.any.map((part) => saysOf(pack, facts, part)),
        'applies',
      );
};

const manyAttempts = 60;
const steps = 80;

/**
 * @param seed - where chance begins
 * @param attempts - how often it begins anew
 * @returns answers under which the condition is settled as wanted, or undefined when none were found
 */
export const witnessOf = (
  pack: Pack,
  node: Node,
  seed: number,
  wanted: Says = 'applies',
  attempts = manyAttempts,
): Answers | undefined => {
  const next = randomFrom(seed);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answers: Record<ItemId, AnswerValue> = { ...withQuietAnswers(pack, {}) };
    if (attempt > 0)
      for (const item of pack.order) if (next() < 0.15) put(answers, item.id, someValue(pack, item, next));
    for (let step = 0; step < steps; step += 1) {
      const facts = factsOf(pack, answers);
      if (saysOf(pack, facts, node) === wanted) return answers;
      move(pack, answers, facts, node, wanted, next, 0);
    }
  }
  return undefined;
};

const put = (answers: Record<ItemId, AnswerValue>, item: ItemId, value: AnswerValue | undefined): void => {
  if (value !== undefined) answers[item] = value;
};

/** Changes one answer towards what is wanted of a condition. */
const move = (
  pack: Pack,
  answers: Record<ItemId, AnswerValue>,
  facts: Facts,
  node: Node,
  wanted: Says,
  next: Random,
  depth: number,
): void => {
  if (depth > 30) return;
  if ('not' in node) {
    move(pack, answers, facts, node.not, opposite(wanted), next, depth + 1);
    return;
  }
  if ('leaf' in node) {
    moveLeaf(pack, answers, facts, node, wanted, next, depth);
    return;
  }
  const parts = 'all' in node ? node.all : node.any;
  const wrong = parts.filter((part) => saysOf(pack, facts, part) !== wanted);
  const part = pick(next, wrong.length > 0 ? wrong : parts);
  if (part !== undefined) move(pack, answers, facts, part, wanted, next, depth + 1);
};

const moveLeaf = (
  pack: Pack,
  answers: Record<ItemId, AnswerValue>,
  facts: Facts,
  node: Node & { readonly leaf: number },
  wanted: Says,
  next: Random,
  depth: number,
): void => {
  const leaf = pack.leaves[node.leaf];
  const id = leaf && pick(next, pack.support.get(leaf.fact) ?? []);
  const item = id === undefined ? undefined : pack.items.get(id);
  if (leaf === undefined || item === undefined) return;
  const gates = [pack.shown.get(item.id), pack.counts.get(item.id)].filter((gate) => gate !== undefined);
  const shut = gates.find((gate) => saysOf(pack, facts, gate) !== 'applies');
  // What is not on screen has to be brought there first; sometimes the other way round is wanted.
  if (shut !== undefined && next() < 0.8) {
    move(pack, answers, facts, shut, 'applies', next, depth + 1);
    return;
  }
  const tries = [...(pack.candidates.get(item.id) ?? []), someValue(pack, item, next)].filter(
    (value) => value !== undefined,
  );
  const after = tries.map((value) => ({ value, facts: factsOf(pack, answers, { item: item.id, value }) }));
  const fitting = after.filter((one) => saysOf(pack, one.facts, node) === wanted);
  // Of a sum no single answer does it: then one that brings it nearer.
  const here = distance(facts, leaf, wanted);
  const nearer = fitting.length > 0 ? fitting : after.filter((one) => distance(one.facts, leaf, wanted) < here);
  put(answers, item.id, pick(next, nearer.length > 0 && next() < 0.9 ? nearer : after)?.value);
};

/** How far a number is from what is wanted of it, as a number that gets smaller on the way; 0 for what is no number. */
const distance = (facts: Facts, leaf: Leaf, wanted: Says): number => {
  const state = facts.state(leaf.fact);
  const [low, high] =
    state.kind === 'between' ? [state.low, state.high] : state.kind === 'known' ? [state.value, state.value] : [];
  if (typeof low !== 'number' || typeof high !== 'number') return 0;
  if (leaf.operator.startsWith('greaterThan') === (wanted === 'applies')) return -low;
  return leaf.operator.startsWith('lessThan') || leaf.operator.startsWith('greaterThan') ? high : 0;
};

/** The shortest form of a case: without the answers that the condition does not need. */
export const shortened = (pack: Pack, node: Node, answers: Answers): Answers => {
  const needed = new Set(leavesIn(node).flatMap((leaf) => pack.support.get(pack.leaves[leaf]?.fact ?? '') ?? []));
  const holds = (given: Answers) => saysOf(pack, factsOf(pack, given), node) === 'applies';
  return Object.keys(answers)
    .toSorted((a, b) => Number(needed.has(a)) - Number(needed.has(b)))
    .reduce<Answers>((kept, item) => {
      const { [item]: _left, ...rest } = kept;
      return holds(rest) ? rest : kept;
    }, answers);
};
