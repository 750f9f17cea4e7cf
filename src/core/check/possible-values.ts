import type { Leaf } from '../condition.ts';
import { compare } from '../decide.ts';
import type { Derived, Item } from '../instrument.ts';
import type { Pack, PackFault } from '../pack.ts';
import { codesOf } from '../possible-answers.ts';
import { bandFacts, conditionsOf, writtenIn } from './conditions.ts';

/** Which values a fact can have, and comparisons with a value it never has: those never hold, or hold always. */

type Plain = string | number | boolean;
export type Possible = {
  readonly values: ReadonlySet<Plain>;
  /** Numbers, both ends included; undefined: it is never a number, or only those in `values`. */
  readonly range: readonly [low: number, high: number] | undefined;
  /** A list of these values, as the answer to a choice of several is. */
  readonly list: boolean;
};

const some = (...values: readonly Plain[]): Possible => ({ values: new Set(values), range: undefined, list: false });
const between = (low: number, high: number, ...values: readonly Plain[]): Possible => ({
  values: new Set(values),
  range: [low, high],
  list: false,
});

const together = (parts: readonly Possible[]): Possible => {
  const ranges = parts.flatMap(({ range }) => (range === undefined ? [] : [range]));
  return {
    values: new Set(parts.flatMap(({ values }) => [...values])),
    range:
      ranges.length === 0
        ? undefined
        : [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))],
    list: parts.some(({ list }) => list),
  };
};

/** The lowest and the highest number among what is possible, a code such as "3" read as its number. */
const ends = (part: Possible): readonly number[] => [
  ...(part.range ?? []),
  ...[...part.values].flatMap((value) => (/^\d+$/.test(String(value)) ? [Number(value)] : [])),
];

const ofItem = (pack: Pack, item: Item): Possible => {
  const codes = codesOf(item)
    .flat()
    .filter((code) => code !== null);
  const aside = [
    ...(item.whenEmpty === undefined ? [] : [item.whenEmpty]),
    ...(item.presumed === undefined ? [] : [item.presumed]),
    ...(item.filled === undefined ? [] : ['niet_ingevuld']),
    ...(pack.counts.has(item.id) && item.type !== 'jno' && item.type !== 'many' ? ['niet_aan_de_orde'] : []),
  ];
  return {
    values: new Set([...codes, ...aside, ...(item.type === 'text' ? [''] : [])]),
    range: item.type === 'number' ? [item.min, item.max] : undefined,
    list: item.type === 'many' || item.type === 'numbers',
  };
};

const scores = (pack: Pack, of: string): (Item & { readonly type: 'scores' }) | undefined =>
  (pack.support.get(of) ?? []).map((id) => pack.items.get(id)).find((item) => item?.type === 'scores');

const ofDerived = (pack: Pack, fact: Derived): Possible => {
  const of = (id: string) => possibleValues(pack, id);
  switch (fact.op) {
    case 'constant':
      return some(fact.value);
    case 'same':
      return together([of(fact.of), some(...(fact.whenMissing === undefined ? [] : [fact.whenMissing]))]);
    case 'given':
      return some('ja', 'nee');
    case 'some-code':
    case 'ja-or-count':
      return some('ja', 'nee', 'onbekend');
    case 'count':
      return between(0, fact.of.length);
    case 'cases':
      return together(
        [...fact.cases, fact.else].flatMap((part) => [
          ...(part.of === undefined ? [] : [of(part.of)]),
          ...(part.value === undefined ? [] : [some(part.value)]),
        ]),
      );
    case 'difference': {
      const [a, b] = fact.of.map((id) => ends(of(id)));
      const far = (a ?? []).flatMap((x) => (b ?? []).map((y) => Math.abs(x - y)));
      return between(0, Math.max(0, ...far), 'onbekend');
    }
    case 'lowest': {
      const numbers = fact.of.flatMap((id) => ends(of(id)));
      return between(Math.min(...numbers), Math.max(...numbers), 'geen');
    }
    case 'highest': {
      const passed = new Set(fact.without ?? []);
      const numbers = fact.of.flatMap((id) => ends(of(id))).filter((n) => !passed.has(String(n)));
      return between(0, Math.max(0, ...numbers));
    }
    case 'total': {
      const parts = fact.of.map((id) => ends(of(id)));
      const sum = (end: (...n: number[]) => number) => parts.reduce((whole, one) => whole + end(0, ...one), 0);
      return between(sum(Math.min), sum(Math.max));
    }
    case 'first':
      return together([...fact.of.map(of), some('niet_aan_de_orde')]);
    case 'sum': {
      const item = scores(pack, fact.of);
      const count = fact.positions?.length ?? item?.count ?? 0;
      const allowed = item?.allowed ?? [0];
      const whole = fact.positions === undefined ? ends(of(fact.of)) : [];
      const reach = [count * Math.min(...allowed), count * Math.max(...allowed), ...whole];
      return between(Math.min(...reach), Math.max(...reach), 'geen');
    }
    case 'scored':
      return between(0, fact.positions.length, 'geen');
    case 'empties':
      return between(0, scores(pack, fact.of)?.count ?? 0, 'geen');
    case 'listed':
      return between(0, fact.to - fact.from + 1, 'geen');
  }
};

/** @returns what this item or derived fact can be, whatever is answered */
export const possibleValues = (pack: Pack, fact: string): Possible => {
  const item = pack.items.get(fact);
  if (item !== undefined) return ofItem(pack, item);
  const derived = pack.derived.get(fact);
  return derived === undefined ? some() : ofDerived(pack, derived);
};

const hasValue = ({ values, range }: Possible, value: Plain): boolean =>
  values.has(value) || (typeof value === 'number' && range !== undefined && value >= range[0] && value <= range[1]);

const told = ({ values, range }: Possible): string =>
  [...(range === undefined ? [] : [`${range[0]} tot en met ${range[1]}`]), ...[...values].map(String)].join(', ');

/** Why this comparison says nothing, or undefined when it can hold and can fail. */
const idle = (leaf: Leaf, possible: Possible): string | undefined => {
  const expected = `${leaf.fact} is alleen: ${told(possible)}`;
  if (leaf.operator.startsWith('lessThan') || leaf.operator.startsWith('greaterThan')) {
    if (possible.range === undefined) return `${leaf.fact} is nooit een getal; ${expected}`;
    const [atLow, atHigh] = possible.range.map((end) => compare(leaf, end));
    // A value that is no number makes such a comparison false.
    const canFail = !atLow || !atHigh || [...possible.values].some((value) => !compare(leaf, value));
    if (!atLow && !atHigh) return `${leaf.operator} ${leaf.value} klopt nooit: ${expected}`;
    return canFail ? undefined : `${leaf.operator} ${leaf.value} klopt altijd: ${expected}`;
  }
  const strange = [leaf.value].flat().filter((value) => !hasValue(possible, value));
  return strange.length === 0 ? undefined : `wordt nooit ${strange.join(' of ')}; ${expected}`;
};

/**
 * Comparisons that can never hold, or never fail. One of a shared file is told when it is idle in every instrument that has
 * it: a fact may be settled in one of them and a question in the next.
 */
export const idleComparisons = (packs: readonly Pack[]): readonly PackFault[] => {
  const found = new Map<string, { readonly fault: PackFault; readonly idle: boolean }>();
  for (const pack of packs) {
    const outcome = bandFacts(pack);
    for (const { file, at, condition } of conditionsOf(pack))
      for (const leaf of writtenIn(condition).leaves) {
        if (outcome.has(leaf.fact) || !pack.support.has(leaf.fact)) continue;
        const why = idle(leaf, possibleValues(pack, leaf.fact));
        const key = JSON.stringify([file, at, leaf]);
        const before = found.get(key)?.idle ?? true;
        found.set(key, { fault: { file, at, message: why ?? '' }, idle: before && why !== undefined });
      }
  }
  return [...found.values()].flatMap(({ fault, idle: always }) => (always ? [fault] : []));
};
