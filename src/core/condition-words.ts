import { jnoLabels } from './answers.ts';
import type { Leaf } from './condition.ts';
import type { ItemId } from './instrument.ts';
import type { Node, Pack } from './pack.ts';

/** When a question is asked, in words for who fills in a paper: which answer must stand at which number. */

type NumberOf = (item: ItemId) => number | undefined;

/** What no one can read off a paper at a glance is told as what it hangs on. */
const readable = 4;

const listed = (parts: readonly string[], word: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;

/** A fact that only gives another its own name is read as that other. */
const source = (pack: Pack, fact: string): string => {
  const derived = pack.derived.get(fact);
  return derived?.op === 'same' && pack.items.has(derived.of) ? derived.of : fact;
};

const label = (pack: Pack, item: ItemId, code: string): string => {
  const known = pack.items.get(item);
  const options = known?.type === 'one' || known?.type === 'many' ? known.options : [];
  return options.find((one) => one.code === code)?.label ?? jnoLabels[code] ?? code;
};

const amounts: Readonly<Partial<Record<Leaf['operator'], (n: number) => string>>> = {
  lessThan: (n) => `minder dan ${n}`,
  lessThanInclusive: (n) => `hoogstens ${n}`,
  greaterThan: (n) => `meer dan ${n}`,
  greaterThanInclusive: (n) => `minstens ${n}`,
  equal: (n) => `het getal ${n}`,
};

/** What must stand at a question; undefined when it cannot be read off one question. */
type Wanted = { readonly item: ItemId; readonly what: string };

const wanted = (pack: Pack, { fact, operator, value }: Leaf): Wanted | undefined => {
  const derived = pack.derived.get(fact);
  const [only, ...more] = pack.support.get(fact) ?? [];
  if (derived !== undefined && only !== undefined && more.length === 0) {
    const yes = (operator === 'equal' && value === 'ja') || (operator === 'notEqual' && value === 'nee');
    if (derived.op === 'given' && yes) return { item: only, what: 'iets is ingevuld' };
    if (derived.op === 'given') return { item: only, what: 'niets is ingevuld' };
    if (derived.op === 'some-code' && yes) return { item: only, what: 'iets is gekozen' };
    if (derived.op === 'same' && derived.whenMissing === value && operator === 'equal')
      return { item: only, what: 'niets is ingevuld' };
  }
  const item = source(pack, fact);
  if (!pack.items.has(item)) return undefined;
  if (typeof value === 'number') {
    const amount = amounts[operator];
    return amount === undefined ? undefined : { item, what: `${amount(value)} staat` };
  }
  if (typeof value === 'boolean') return undefined;
  const codes = listed(
    [value].flat().map((code) => `‘${label(pack, item, code)}’`),
    'of',
  );
  switch (operator) {
    case 'equal':
    case 'in':
    case 'contains':
      return { item, what: `${codes} is gekozen` };
    case 'notEqual':
    case 'notIn':
      return { item, what: `iets anders dan ${codes} is gekozen` };
    default:
      return undefined;
  }
};

const itemsIn = (pack: Pack, node: Node): readonly ItemId[] => {
  if ('not' in node) return itemsIn(pack, node.not);
  if ('leaf' in node) return pack.support.get(pack.leaves[node.leaf]?.fact ?? '') ?? [];
  return ('all' in node ? node.all : node.any).flatMap((part) => itemsIn(pack, part));
};

/** Several choices at one question, or one choice at several, said in one breath. */
const gathered = (parts: readonly Wanted[], numberOf: NumberOf, word: 'en' | 'of'): readonly string[] => {
  const choice = / is gekozen$/;
  const byItem = new Map<ItemId, string[]>();
  for (const { item, what } of parts) byItem.set(item, [...(byItem.get(item) ?? []), what]);
  const byWhat = new Map<string, ItemId[]>();
  for (const [item, whats] of byItem) {
    const joined =
      word === 'of' && whats.every((what) => choice.test(what))
        ? `${listed(
            whats.map((what) => what.replace(choice, '')),
            'of',
          )} is gekozen`
        : listed(whats, word);
    byWhat.set(joined, [...(byWhat.get(joined) ?? []), item]);
  }
  return [...byWhat].map(([what, items]) => {
    const numbers = items.map((item) => numberOf(item) ?? 0).toSorted((a, b) => a - b);
    const which = numbers.length > 2 && word === 'of' ? 'een van de vragen' : 'vraag';
    return `bij ${which} ${listed(numbers.map(String), which === 'vraag' ? word : 'en')} ${what}`;
  });
};

const inWords = (pack: Pack, node: Node, numberOf: NumberOf): string | undefined => {
  if ('not' in node) return undefined;
  const nodes: readonly Node[] = 'leaf' in node ? [node] : 'all' in node ? node.all : node.any;
  const word = 'all' in node ? 'en' : 'of';
  const leaves: Wanted[] = [];
  const deeper: string[] = [];
  for (const part of nodes) {
    if ('leaf' in part) {
      const leaf = pack.leaves[part.leaf];
      const found = leaf && wanted(pack, leaf);
      if (found === undefined || numberOf(found.item) === undefined) return undefined;
      leaves.push(found);
      continue;
    }
    const same = 'any' in part ? 'of' : 'en';
    const inner = inWords(pack, part, numberOf);
    // one `of` within another reads on; a mixture needs brackets that no one speaks
    if (inner === undefined || (same !== word && nodes.length > 1 && inner.includes(` ${same} bij `))) return undefined;
    deeper.push(inner);
  }
  const parts = [...gathered(leaves, numberOf, word), ...deeper];
  return parts.length > readable ? undefined : listed(parts, word);
};

/**
 * @param numberOf - the number of a question on the paper
 * @returns `Alleen als bij vraag 4 ‘Ja’ of ‘Weet ik niet’ is gekozen.`; what is too tangled to read is told as what it hangs on
 */
export const askedOnlyWhen = (pack: Pack, item: ItemId, numberOf: NumberOf): string | null => {
  const node = pack.shown.get(item);
  if (node === undefined) return null;
  const words = inWords(pack, node, numberOf);
  if (words !== undefined) return `Alleen als ${words}.`;
  const numbers = [...new Set(itemsIn(pack, node))].flatMap((one) => numberOf(one) ?? []).toSorted((a, b) => a - b);
  const those = numbers.length === 1 ? `vraag ${numbers[0]}` : `de vragen ${listed(numbers.map(String), 'en')}`;
  return `Niet altijd nodig: het hangt af van ${those}. Twijfelt u? Vul hem dan in.`;
};
