import { compare, type FactValue } from './decide.ts';
import { derivedState, type FactState, known, open } from './derived.ts';
import type { Answers, AnswerValue, Item, ItemId } from './instrument.ts';
import type { Node, Pack } from './pack.ts';
import { opposite, type Says, settle, settled } from './verdict.ts';

/** From answers to facts. A question that was not asked is no fact; it is never "nee". */

/** What an item is when nothing is the matter; also how an item reads that its parent's "nee" took away. */
const quietValue = (item: Item): Exclude<FactValue, undefined> => {
  switch (item.type) {
    case 'jno':
      return item.quiet;
    case 'many':
      return [];
    case 'text':
      return '';
    default:
      return 'niet_aan_de_orde';
  }
};

/** One form for every way an answer may be written: a single code of a choice of several becomes a list of one. */
export const normal = (item: Item, value: AnswerValue): AnswerValue | undefined => {
  if (item.type === 'many') return Array.isArray(value) ? value : [value];
  if (item.type === 'text') return typeof value === 'string' && value.trim() === '' ? undefined : value;
  return value;
};

export type Facts = {
  readonly state: (fact: string) => FactState;
  readonly shown: (item: ItemId) => Says;
  readonly counts: (item: ItemId) => Says;
  readonly answer: (item: ItemId) => AnswerValue | undefined;
};

/**
 * Reads facts from answers, each computed once and only when asked for.
 *
 * @param change - one answer that is tried instead of what stands in `answers`
 */
export const factsOf = (
  pack: Pack,
  answers: Answers,
  change?: { readonly item: ItemId; readonly value: AnswerValue },
): Facts => {
  const cache = new Map<string, FactState>();
  const answer = (id: ItemId): AnswerValue | undefined => {
    const item = pack.items.get(id);
    const raw = change?.item === id ? change.value : answers[id];
    return item === undefined || raw === undefined ? undefined : normal(item, raw);
  };
  const says = (node: Node, heedSilence: boolean): Says => {
    const part = (inner: Node) => says(inner, heedSilence);
    if ('not' in node) return opposite(part(node.not));
    if ('any' in node) return settle(node.any.map(part), 'applies');
    if ('all' in node) return settle(node.all.map(part), 'does-not-apply');
    const leaf = pack.leaves[node.leaf];
    if (leaf === undefined) throw new Error(`No comparison ${node.leaf}`);
    const fact = state(leaf.fact);
    if (fact.kind === 'open') return heedSilence && fact.silent ? settled(compare(leaf, fact.meanwhile)) : 'open';
    if (fact.kind === 'known') return compare(leaf, fact.value) ? 'applies' : 'does-not-apply';
    const low = compare(leaf, fact.low);
    return low === compare(leaf, fact.high) ? (low ? 'applies' : 'does-not-apply') : 'open';
  };
  const holds = (node: Node | undefined, heedSilence: boolean): Says =>
    node === undefined ? 'applies' : says(node, heedSilence);
  const counts = (id: ItemId) => holds(pack.counts.get(id), false);
  // A question behind one that can no longer be asked can no longer be asked either.
  const shown = (id: ItemId) => holds(pack.shown.get(id), true);
  const ofItem = (item: Item): FactState => {
    const counting = counts(item.id);
    if (counting === 'does-not-apply') return known(quietValue(item));
    const given = answer(item.id);
    if (given !== undefined && counting === 'applies') return known(given);
    if (given === undefined && item.presumed !== undefined) return known(item.presumed);
    if (given === undefined && item.filled !== undefined) return known('niet_ingevuld');
    if (shown(item.id) === 'does-not-apply') return { kind: 'open', meanwhile: quietValue(item), silent: true };
    if (given !== undefined) return open;
    return item.whenEmpty === undefined ? open : { kind: 'open', meanwhile: item.whenEmpty };
  };
  const state = (id: string): FactState => {
    const found = cache.get(id);
    if (found !== undefined) return found;
    const item = pack.items.get(id);
    const fact = pack.derived.get(id);
    const made =
      item !== undefined
        ? ofItem(item)
        : fact !== undefined
          ? derivedState(pack, fact, { state, holds: (node) => holds(node, false), counts, answer })
          : open;
    cache.set(id, made);
    return made;
  };
  return { state, shown, counts, answer };
};
