import { type Band, bandsBetween } from './band.ts';
import { compare, type FactValue } from './decide.ts';
import type { FactState } from './derived.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Answers, AnswerValue, ItemId } from './instrument.ts';
import { highEnd, isInterval, lowEnd, type Node, type Pack } from './pack.ts';
import { opposite, type Says, settle, settled } from './verdict.ts';

/**
 * Two readings of a condition over the same comparisons. *Settled*: what no later answer can take back. *Meanwhile*: the
 * careful reading that counts until then, with the values that a form names for items not filled and with the band as it
 * stands. A rule acts when it is settled, or when it is still open and the careful reading holds.
 */

/** The bands a band-fact may still end at, and the one it stands at now. */
export type BandFact = { readonly now: Band; readonly low: Band; readonly high: Band };
export type BandFacts = ReadonlyMap<string, BandFact>;

type Kind = 'settled' | 'meanwhile' | 'askable';

export type Reading = {
  readonly facts: Facts;
  readonly settled: (node: Node, bands?: BandFacts) => Says;
  readonly meanwhile: (node: Node, bands?: BandFacts) => Says;
  /** As settled, with what can no longer be asked as the quiet answer it stands for: open only where a question is left. */
  readonly askable: (node: Node, bands?: BandFacts) => Says;
};

const valuesOf = (state: FactState): { readonly low: FactValue; readonly high: FactValue } => {
  switch (state.kind) {
    case 'known':
      return { low: state.value, high: state.value };
    case 'open':
      return { low: state.meanwhile, high: state.meanwhile };
    case 'between':
      return { low: state.low, high: state.high };
  }
};

/** Puts every comparison of the pack to the engine, once, and reads the answers in three values. */
export const read = async (pack: Pack, answers: Answers): Promise<Reading> => {
  const facts = factsOf(pack, answers);
  const values = new Map<string, FactValue>();
  const states = pack.leaves.map((leaf) => facts.state(leaf.fact));
  pack.leaves.forEach((leaf, index) => {
    const state = states[index];
    if (state === undefined) return;
    const { low, high } = valuesOf(state);
    const isCount = isInterval(pack.derived.get(leaf.fact));
    if (low !== undefined) values.set(isCount ? lowEnd(leaf.fact) : leaf.fact, low);
    if (isCount && high !== undefined) values.set(highEnd(leaf.fact), high);
  });
  const compared = await pack.decide(values);
  const leafReadings = pack.leaves.map((_, index) => {
    const [low, high] = pack.ends[index] ?? [0, 0];
    const says = settled(compared[low] === true);
    const state = states[index];
    if (state?.kind === 'open')
      return {
        settled: 'open',
        meanwhile: state.meanwhile === undefined ? 'open' : says,
        askable: state.silent ? says : 'open',
      } as const;
    const both = says === settled(compared[high] === true) ? says : 'open';
    const meanwhile = state?.kind === 'between' && state.lowCounts ? says : both;
    return { settled: both, meanwhile, askable: both } as const;
  });
  const leaf = (index: number) => {
    const reading = leafReadings[index];
    if (reading === undefined) throw new Error(`No comparison ${index}`);
    return reading;
  };
  const ofBands = (index: number, bands: BandFacts | undefined, kind: Kind): Says => {
    const comparison = pack.leaves[index];
    const fact = comparison && bands?.get(comparison.fact);
    if (comparison === undefined || fact === undefined) return 'open';
    if (kind === 'meanwhile') return settled(compare(comparison, fact.now));
    // While something is unfinished the band stands above all that the rules can still reach.
    const says = [...bandsBetween(fact.low, fact.high), fact.now].map((band) => compare(comparison, band));
    return says.every(Boolean) ? 'applies' : says.some(Boolean) ? 'open' : 'does-not-apply';
  };
  const walk =
    (kind: Kind) =>
    (node: Node, bands?: BandFacts): Says => {
      if ('not' in node) return opposite(walk(kind)(node.not, bands));
      if ('any' in node)
        return settle(
          node.any.map((part) => walk(kind)(part, bands)),
          'applies',
        );
      if ('all' in node)
        return settle(
          node.all.map((part) => walk(kind)(part, bands)),
          'does-not-apply',
        );
      return pack.leavesOfBands.has(node.leaf) ? ofBands(node.leaf, bands, kind) : leaf(node.leaf)[kind];
    };
  return { facts, settled: walk('settled'), meanwhile: walk('meanwhile'), askable: walk('askable') };
};

/** The answered items that carry a verdict, in the order of the form's facts. */
export const because = (pack: Pack, reading: Reading, node: Node, says: Says, bands?: BandFacts): readonly ItemId[] => {
  const found = new Set<ItemId>();
  const visit = (part: Node, wanted: Says): void => {
    if ('not' in part) {
      visit(part.not, opposite(wanted));
      return;
    }
    const parts = 'all' in part ? part.all : 'any' in part ? part.any : undefined;
    if (parts !== undefined) {
      // What settled an `any` that applies, or an `all` that does not, are the parts that say so; else all of them.
      const decisive = parts.filter((child) => carries(child, wanted));
      for (const child of decisive.length > 0 ? decisive : parts) visit(child, wanted);
      return;
    }
    if (!('leaf' in part)) return;
    const fact = pack.leaves[part.leaf]?.fact;
    if (fact !== undefined) for (const item of contributing(pack, reading.facts, fact)) found.add(item);
  };
  const carries = (part: Node, wanted: Says): boolean =>
    reading.settled(part, bands) === wanted || reading.meanwhile(part, bands) === wanted;
  visit(node, says);
  return [...found];
};

/** Of a count, the items that were counted; of anything else, the answered items it is made of. */
const contributing = (pack: Pack, facts: Facts, fact: string): readonly ItemId[] => {
  const derived = pack.derived.get(fact);
  const answered = (id: ItemId) => facts.answer(id) !== undefined && facts.counts(id) !== 'does-not-apply';
  if (derived === undefined) return (pack.support.get(fact) ?? []).filter(answered);
  if (derived.op === 'count') {
    const wanted: readonly FactValue[] = derived.values;
    return derived.of.flatMap((id) => {
      const state = facts.state(id);
      return state.kind === 'known' && wanted.includes(state.value) ? contributing(pack, facts, id) : [];
    });
  }
  if (derived.op === 'ja-or-count') {
    const state = facts.state(fact);
    const made = [derived.of, ...derived.among];
    const matching = made.filter((id) => {
      const part = facts.state(id);
      return part.kind === 'known' && state.kind === 'known' && part.value === state.value;
    });
    return (matching.length > 0 ? matching : made).flatMap((id) => contributing(pack, facts, id));
  }
  if (derived.op === 'same' || derived.op === 'some-code') return contributing(pack, facts, derived.of);
  // Of sums, differences and cases: every answered item they are made of.
  return (pack.support.get(fact) ?? []).filter(answered);
};

/** Which single answers would make a condition act: the items of which one answer does it alone. */
export type Acts = (node: Node) => readonly ItemId[];

/**
 * Answers to questions not asked yet. One pass over the tree: each comparison is tried with the answers that touch it, and
 * what a part becomes under an answer decides what the whole becomes.
 */
export const actsBy = (pack: Pack, answers: Answers, reading: Reading): Acts =>
  acting(pack, answers, reading, (node, fact) =>
    reading.settled(node) === 'open' ? unanswered(pack, reading.facts, fact) : [],
  );

/** The same for other answers to questions that were answered with something unknown. */
export const actsByKnowing = (pack: Pack, answers: Answers, reading: Reading, unknown: readonly ItemId[]): Acts => {
  const touching = new Map<string, readonly ItemId[]>();
  const reads = (fact: string): readonly ItemId[] => {
    const had = touching.get(fact);
    if (had !== undefined) return had;
    const support = pack.support.get(fact) ?? [];
    const parents = support.flatMap((item) =>
      [pack.counts.get(item), pack.shown.get(item)].flatMap((node) => (node === undefined ? [] : itemsIn(pack, node))),
    );
    const found = unknown.filter((item) => support.includes(item) || parents.includes(item));
    touching.set(fact, found);
    return found;
  };
  return acting(pack, answers, reading, (_, fact) => reads(fact));
};

const acting = (pack: Pack, answers: Answers, reading: Reading, touched: Touched): Acts => {
  const trial = trying(pack, answers, reading, touched);
  return (node) => [
    ...new Set([...trial(node).under].filter(([, { says }]) => says === 'applies').map(([, { item }]) => item)),
  ];
};

/** The items of which another answer is tried for a comparison. */
type Touched = (node: Node, fact: string) => readonly ItemId[];

/** What a condition says now, and under each single answer that touches it, keyed by item and place of the answer. */
type Trial = {
  readonly now: Says;
  readonly under: ReadonlyMap<string, { readonly item: ItemId; readonly says: Says }>;
};

const trying = (pack: Pack, answers: Answers, reading: Reading, touched: Touched): ((node: Node) => Trial) => {
  const tried = new Map<string, Facts>();
  const factsWith = (key: string, item: ItemId, value: AnswerValue): Facts => {
    const facts = tried.get(key) ?? factsOf(pack, answers, { item, value });
    tried.set(key, facts);
    return facts;
  };
  const done = new Map<number, Trial>();
  const leaf = (node: Node & { readonly leaf: number }): Trial => {
    const comparison = pack.leaves[node.leaf];
    const had = done.get(node.leaf);
    if (had !== undefined || comparison === undefined) return had ?? { now: 'open', under: new Map() };
    const under = new Map<string, { item: ItemId; says: Says }>();
    for (const item of touched(node, comparison.fact))
      (pack.candidates.get(item) ?? []).forEach((value, at) => {
        const key = `${item}#${at}`;
        const after = factsWith(key, item, value).state(comparison.fact);
        const { low, high } = valuesOf(after);
        const lowCounts = after.kind === 'between' && after.lowCounts === true;
        const same = lowCounts || compare(comparison, low) === compare(comparison, high);
        const says = low === undefined || !same ? 'open' : settled(compare(comparison, low));
        under.set(key, { item, says });
      });
    const trial = { now: reading.meanwhile(node), under };
    done.set(node.leaf, trial);
    return trial;
  };
  const walk = (node: Node): Trial => {
    if ('leaf' in node) return leaf(node);
    const parts = ('not' in node ? [node.not] : 'all' in node ? node.all : node.any).map(walk);
    const join = (says: readonly Says[]): Says => {
      if ('not' in node) return opposite(says[0] ?? 'open');
      return settle(says, 'all' in node ? 'does-not-apply' : 'applies');
    };
    const under = new Map<string, { item: ItemId; says: Says }>();
    for (const part of parts)
      for (const [key, { item }] of part.under)
        if (!under.has(key))
          under.set(key, { item, says: join(parts.map((one) => one.under.get(key)?.says ?? one.now)) });
    return { now: join(parts.map(({ now }) => now)), under };
  };
  return walk;
};

/** Questions not asked yet that an open condition waits for, alone or together with others. */
export const waitsFor = (pack: Pack, reading: Reading, node: Node): readonly ItemId[] => {
  if (reading.askable(node) !== 'open') return [];
  if ('not' in node) return waitsFor(pack, reading, node.not);
  if ('all' in node) return node.all.flatMap((part) => waitsFor(pack, reading, part));
  if ('any' in node) return node.any.flatMap((part) => waitsFor(pack, reading, part));
  const fact = pack.leaves[node.leaf]?.fact;
  return fact === undefined
    ? []
    : unanswered(pack, reading.facts, fact).filter((item) => reading.facts.shown(item) === 'applies');
};

/** The items a fact still needs: those it is made of, and those that decide whether these are asked or count. */
const unanswered = (pack: Pack, facts: Facts, fact: string): readonly ItemId[] => {
  const found = new Set<ItemId>();
  const visit = (item: ItemId): void => {
    if (facts.answer(item) === undefined && pack.items.get(item)?.filled === undefined) found.add(item);
    for (const node of [pack.counts.get(item), pack.shown.get(item)])
      if (node !== undefined && (facts.counts(item) === 'open' || facts.shown(item) === 'open'))
        for (const parent of itemsIn(pack, node)) if (!found.has(parent)) visit(parent);
  };
  for (const item of pack.support.get(fact) ?? []) visit(item);
  return [...found];
};

/** Every item that a condition reads. */
export const itemsIn = (pack: Pack, node: Node): readonly ItemId[] => {
  if ('not' in node) return itemsIn(pack, node.not);
  if ('leaf' in node) return pack.support.get(pack.leaves[node.leaf]?.fact ?? '') ?? [];
  return ('all' in node ? node.all : node.any).flatMap((part) => itemsIn(pack, part));
};
