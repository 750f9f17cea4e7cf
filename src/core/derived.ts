import type { FactValue } from './decide.ts';
import type { AnswerValue, Derived, Item, ItemId } from './instrument.ts';
import type { Node, Pack } from './pack.ts';
import type { Says } from './verdict.ts';

/** Facts computed from answers and from other facts: counts, sums, differences, cases. */

/**
 * What is known of a fact: its value; or nothing yet, with the value that counts meanwhile where the form names one; or,
 * for a count or a sum, the numbers still possible.
 */
export type FactState =
  | { readonly kind: 'known'; readonly value: Exclude<FactValue, undefined> }
  | {
      readonly kind: 'open';
      readonly meanwhile: FactValue;
      /** Nobody can be asked any more: the question fell away behind a refusal. It keeps nothing open. */
      readonly silent?: true;
    }
  | {
      readonly kind: 'between';
      readonly low: number;
      readonly high: number;
      /** What is known counts while the rest is not asked: the low end. */
      readonly lowCounts?: true;
    };

export const open: FactState = { kind: 'open', meanwhile: undefined };
export const known = (value: Exclude<FactValue, undefined>): FactState => ({ kind: 'known', value });

const unknowns: readonly FactValue[] = ['onbekend', 'wil_niet_zeggen'];
/** What a number is called that cannot be told: a comparison with less or greater is false on it. */
const noNumber = known('geen');

/** What a derived fact may read. */
type Reads = {
  readonly state: (fact: string) => FactState;
  readonly holds: (node: Node) => Says;
  readonly counts: (item: ItemId) => Says;
  readonly answer: (item: ItemId) => AnswerValue | undefined;
};

/** A number, also when it is written as the code of a choice; undefined for every other value. */
const numeric = (value: FactValue): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
};

const numbersOf = (item: Item): readonly number[] => {
  if (item.type === 'number') return [item.min, item.max];
  return item.type === 'one' ? item.options.flatMap(({ code }) => numeric(code) ?? []) : [];
};

/** The numbers that a fact can have, as far as the form bounds them. */
const possible = (pack: Pack, id: string): readonly number[] => {
  const item = pack.items.get(id);
  if (item !== undefined) return numbersOf(item);
  return (pack.support.get(id) ?? []).flatMap((one) => possible(pack, one));
};

const scoresOf = (pack: Pack, id: string): (Item & { readonly type: 'scores' }) | undefined => {
  for (const one of pack.support.get(id) ?? []) {
    const item = pack.items.get(one);
    if (item?.type === 'scores') return item;
  }
  return undefined;
};

export const derivedState = (pack: Pack, fact: Derived, { state, holds, counts, answer }: Reads): FactState => {
  const knownValue = (id: string): FactValue => {
    const one = state(id);
    return one.kind === 'known' ? one.value : undefined;
  };
  const isGiven = (id: ItemId) => answer(id) !== undefined;
  switch (fact.op) {
    case 'constant':
      return known(fact.value);
    case 'same': {
      const other = state(fact.of);
      return other.kind === 'open' && fact.whenMissing !== undefined ? known(fact.whenMissing) : other;
    }
    case 'given':
      return known(fact.of.some(isGiven) ? 'ja' : 'nee');
    case 'first': {
      const found = fact.of.find((id) => isGiven(id) && counts(id) === 'applies');
      if (found !== undefined) return state(found);
      return fact.of.every((id) => state(id).kind === 'known') ? known('niet_aan_de_orde') : open;
    }
    case 'some-code': {
      const other = state(fact.of);
      if (other.kind === 'open' && other.silent) return { kind: 'open', meanwhile: 'nee', silent: true };
      const codes = knownValue(fact.of);
      if (!Array.isArray(codes)) return open;
      if (codes.some((code) => unknowns.includes(code))) return known('onbekend');
      return known(codes.some((code) => code !== 'geen') ? 'ja' : 'nee');
    }
    case 'count': {
      const wanted: readonly FactValue[] = fact.values;
      const values = fact.of.map(knownValue);
      const low = values.filter((value) => wanted.includes(value)).length;
      const high = low + values.filter((value) => value === undefined).length;
      return between(low, high, fact.knownCounts);
    }
    case 'ja-or-count':
      return jaOrCount(
        knownValue(fact.of),
        fact.among.map((id) => knownValue(id)),
        fact.atLeast,
      );
    case 'cases':
      return casesState(pack, fact, state, holds);
    case 'difference': {
      const [a, b] = fact.of.map((id) => state(id));
      if (a?.kind !== 'known' || b?.kind !== 'known') return open;
      return typeof a.value === 'number' && typeof b.value === 'number'
        ? known(Math.abs(a.value - b.value))
        : known('onbekend');
    }
    case 'lowest': {
      const states = fact.of.map((id) => state(id));
      if (states.some(({ kind }) => kind !== 'known')) return open;
      const numbers = fact.of.flatMap((id) => numeric(knownValue(id)) ?? []);
      return numbers.length === 0 ? noNumber : known(Math.min(...numbers));
    }
    case 'highest': {
      const passed = fact.without ?? [];
      const counted = (value: FactValue) =>
        typeof value === 'string' && passed.includes(value) ? undefined : numeric(value);
      const states = fact.of.map((id) => ({ id, is: state(id) }));
      const now = (is: FactState) => (is.kind === 'known' ? is.value : is.kind === 'open' ? is.meanwhile : is.low);
      const low = Math.max(0, ...states.flatMap(({ is }) => counted(now(is)) ?? []));
      const left = states.filter(({ is }) => is.kind !== 'known').map(({ id }) => id);
      if (left.length === 0) return known(low);
      if (fact.knownCounts === undefined) return open;
      const most = left.flatMap((id) => possible(pack, id)).filter((n) => !passed.includes(String(n)));
      return between(low, Math.max(low, ...most), fact.knownCounts);
    }
    case 'total': {
      const ends = fact.of.map((id): readonly [number, number] => {
        const one = state(id);
        if (one.kind === 'between') return [one.low, one.high];
        if (one.kind === 'known') return typeof one.value === 'number' ? [one.value, one.value] : [0, 0];
        const range = possible(pack, id);
        return [Math.min(0, ...range), Math.max(0, ...range)];
      });
      const sum = (at: 0 | 1) => ends.reduce((whole, end) => whole + end[at], 0);
      return between(sum(0), sum(1), undefined);
    }
    case 'sum':
    case 'scored':
    case 'empties':
      return ofScores(pack, fact, state(fact.of));
    case 'listed': {
      const numbers = knownValue(fact.of);
      if (numbers === undefined) return state(fact.of).kind === 'known' ? noNumber : open;
      if (!Array.isArray(numbers)) return noNumber;
      return known(numbers.filter((n) => typeof n === 'number' && n >= fact.from && n <= fact.to).length);
    }
  }
};

const between = (low: number, high: number, lowCounts: true | undefined): FactState =>
  low === high ? known(low) : { kind: 'between', low, high, ...(lowCounts && { lowCounts }) };

const jaOrCount = (itself: FactValue, others: readonly FactValue[], atLeast: number): FactState => {
  const ja = others.filter((value) => value === 'ja').length;
  const unasked = others.filter((value) => value === undefined).length;
  const unknown = others.filter((value) => unknowns.includes(value)).length;
  if (itself === 'ja' || ja >= atLeast) return known('ja');
  const reachable = ja + unasked + unknown >= atLeast;
  if (itself === undefined || (reachable && unasked > 0)) return open;
  return known(reachable || unknowns.includes(itself) ? 'onbekend' : 'nee');
};

/** The first case that holds. While one before it is open, the value is known only when every way leads to the same. */
const casesState = (
  pack: Pack,
  fact: Extract<Derived, { op: 'cases' }>,
  state: Reads['state'],
  holds: Reads['holds'],
): FactState => {
  const of = (part: {
    readonly value?: string | number | boolean | undefined;
    readonly of?: string | undefined;
    readonly meanwhile?: true | undefined;
  }): FactState => {
    if (part.of !== undefined) return state(part.of);
    if (part.value === undefined) return open;
    return part.meanwhile ? { kind: 'open', meanwhile: part.value } : known(part.value);
  };
  const trees = pack.cases.get(fact.id) ?? [];
  const ways: FactState[] = [];
  for (const [at, one] of fact.cases.entries()) {
    const tree = trees[at];
    const says = tree === undefined ? 'open' : holds(tree);
    if (says === 'does-not-apply') continue;
    ways.push(of(one));
    if (says === 'applies') return sameWay(ways) ?? open;
  }
  const rest = of({ value: fact.else.value, of: fact.else.of });
  const way = sameWay([...ways, rest]);
  if (way !== undefined) return way;
  return fact.else.meanwhile && rest.kind === 'known' ? { kind: 'open', meanwhile: rest.value } : open;
};

const sameWay = (ways: readonly FactState[]): FactState | undefined =>
  ways.every((way) => JSON.stringify(way) === JSON.stringify(ways[0])) ? ways[0] : undefined;

/** What scores on an official form come to; an empty place is read as the lowest or the highest score it can have. */
const ofScores = (
  pack: Pack,
  fact: Extract<Derived, { op: 'sum' | 'scored' | 'empties' }>,
  state: FactState,
): FactState => {
  if (state.kind !== 'known') return state.kind === 'open' ? { ...state, meanwhile: undefined } : open;
  const { value } = state;
  // Of a total only the whole is known, not its parts.
  if (typeof value === 'number' && fact.op === 'sum' && fact.positions === undefined) return known(value);
  if (!Array.isArray(value)) return noNumber;
  if (fact.op === 'empties') return known(value.filter((score) => score === null).length);
  const allowed = scoresOf(pack, fact.of)?.allowed ?? [0];
  const empty = fact.empty === 'lowest' ? Math.min(...allowed) : Math.max(...allowed);
  const scores = value
    .filter((_, at) => fact.positions === undefined || fact.positions.includes(at + 1))
    .map((score) => (typeof score === 'number' ? score : empty));
  if (fact.op === 'sum') return known(scores.reduce((sum, score) => sum + score, 0));
  return known(scores.filter((score) => score >= fact.atLeast).length);
};
