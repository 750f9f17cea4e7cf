import { compare, type FactValue } from './decide.ts';
import type { Answers, AnswerValue, Derived, Item, ItemId } from './instrument.ts';
import type { Node, Pack } from './pack.ts';
import { opposite, type Says, settle, settled } from './verdict.ts';

/** From answers to facts. A question that was not asked is no fact; it is never "nee". */

/**
 * What is known of a fact: its value; or nothing yet, with the value that counts meanwhile where the form names one
 * (`whenEmpty`); or, for a count, the numbers still possible.
 */
export type FactState =
  | { readonly kind: 'known'; readonly value: Exclude<FactValue, undefined> }
  | {
      readonly kind: 'open';
      readonly meanwhile: FactValue;
      /** Nobody can be asked any more: the question fell away behind a refusal. It keeps nothing open. */
      readonly silent?: true;
    }
  | { readonly kind: 'between'; readonly low: number; readonly high: number };

const open: FactState = { kind: 'open', meanwhile: undefined };
const known = (value: Exclude<FactValue, undefined>): FactState => ({ kind: 'known', value });

/** What an item is when nothing is the matter; also how an item reads that its parent's "nee" took away. */
const quietValue = (item: Item): Exclude<FactValue, undefined> => {
  switch (item.type) {
    case 'jno':
      return 'nee';
    case 'many':
      return [];
    default:
      return 'niet_aan_de_orde';
  }
};

/** One form for every way an answer may be written: a single code of a choice of several becomes a list of one. */
export const normal = (item: Item, value: AnswerValue): AnswerValue | undefined => {
  if (item.type === 'many') return Array.isArray(value) ? value : [String(value)];
  if (item.type === 'text') return typeof value === 'string' && value.trim() === '' ? undefined : value;
  return value;
};

const unknowns: readonly FactValue[] = ['onbekend', 'wil_niet_zeggen'];

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
    if (shown(item.id) === 'does-not-apply') return { kind: 'open', meanwhile: quietValue(item), silent: true };
    if (given !== undefined) return open;
    return item.whenEmpty === undefined ? open : { kind: 'open', meanwhile: item.whenEmpty };
  };
  const knownValue = (id: string): FactValue => {
    const fact = state(id);
    return fact.kind === 'known' ? fact.value : undefined;
  };
  const ofDerived = (fact: Derived): FactState => {
    switch (fact.op) {
      case 'constant':
        return known(fact.value);
      case 'same': {
        const other = state(fact.of);
        return other.kind === 'open' && fact.whenMissing !== undefined ? known(fact.whenMissing) : other;
      }
      case 'some-code': {
        const other = state(fact.of);
        if (other.kind === 'open' && other.silent) return { kind: 'open', meanwhile: 'nee', silent: true };
        const codes = knownValue(fact.of);
        if (!Array.isArray(codes)) return open;
        if (codes.includes('onbekend')) return known('onbekend');
        return known(codes.length > 0 ? 'ja' : 'nee');
      }
      case 'count': {
        const wanted: readonly FactValue[] = fact.values;
        const values = fact.of.map(knownValue);
        const low = values.filter((value) => wanted.includes(value)).length;
        const high = low + values.filter((value) => value === undefined).length;
        return low === high ? known(low) : { kind: 'between', low, high };
      }
      case 'ja-or-count': {
        const itself = knownValue(fact.of);
        const others = fact.among.map(knownValue);
        const ja = others.filter((value) => value === 'ja').length;
        const unasked = others.filter((value) => value === undefined).length;
        const unknown = others.filter((value) => unknowns.includes(value)).length;
        if (itself === 'ja' || ja >= fact.atLeast) return known('ja');
        const reachable = ja + unasked + unknown >= fact.atLeast;
        if (itself === undefined || (reachable && unasked > 0)) return open;
        return known(reachable || unknowns.includes(itself) ? 'onbekend' : 'nee');
      }
    }
  };
  const state = (id: string): FactState => {
    const found = cache.get(id);
    if (found !== undefined) return found;
    const item = pack.items.get(id);
    const fact = pack.derived.get(id);
    const made = item !== undefined ? ofItem(item) : fact !== undefined ? ofDerived(fact) : open;
    cache.set(id, made);
    return made;
  };
  return { state, shown, counts, answer };
};
