import type { Band } from './band.ts';
import { type Condition, type Leaf, leaves } from './condition.ts';
import { type Decider, decider } from './decide.ts';
import type { AnswerValue, Derived, Instrument, Item, ItemId, Section } from './instrument.ts';
import { cannotHold, codesOf, numbersToTry } from './possible-answers.ts';
import type { Rule, RuleFile, Variant } from './rules.ts';

/** An instrument with its shared parts and its rules, put together once and then only read. */

export type PackFault = { readonly file: string; readonly at: string; readonly message: string };

/** A condition with its named parts put in place and its comparisons numbered. */
export type Node =
  | { readonly leaf: number }
  | { readonly all: readonly Node[] }
  | { readonly any: readonly Node[] }
  | { readonly not: Node };

export type PackVariant = Variant & {
  readonly tree: Node;
  /** Runs after the bands are known, because its condition reads them. */
  readonly after: boolean;
};
export type PackRule = Omit<Rule, 'variants'> & { readonly variants: readonly PackVariant[] };
export type PackCause = {
  readonly code: string;
  readonly label: string;
  readonly step: string;
  readonly source: string;
  readonly kind: RuleFile['causes'][number]['kind'];
  readonly lens: string;
  readonly interventions: RuleFile['causes'][number]['interventions'];
  readonly trees: readonly Node[];
};

/** An entry of the score with its conditions put in place. */
export type PackScore = { readonly key: string; readonly label: string } & (
  | { readonly fact: string }
  | { readonly when: Node }
  | { readonly cases: readonly { readonly when: Node; readonly value: string; readonly label: string }[] }
);

export type Pack = {
  readonly id: string;
  /** ID@version, as a record pins it. */
  readonly name: string;
  readonly rulesName: string;
  readonly instrument: Instrument;
  /** What it was put together from, its own first. */
  readonly forms: readonly Instrument[];
  readonly ruleFiles: readonly RuleFile[];
  /** The questions in the order in which they are asked. */
  readonly sections: readonly Section[];
  readonly order: readonly Item[];
  /** Items that are buttons, always there and never on the way. */
  readonly buttons: readonly Item[];
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly derived: ReadonlyMap<string, Derived>;
  /** The conditions of derived facts that are told in cases, in their order. */
  readonly cases: ReadonlyMap<string, readonly Node[]>;
  readonly shown: ReadonlyMap<ItemId, Node>;
  readonly counts: ReadonlyMap<ItemId, Node>;
  readonly leaves: readonly Leaf[];
  readonly leavesOfBands: ReadonlySet<number>;
  readonly decide: Decider;
  /** Where in the decider's answers a comparison stands: at the low and at the high end of its fact. */
  readonly ends: readonly (readonly [low: number, high: number])[];
  readonly rules: readonly PackRule[];
  readonly causes: readonly PackCause[];
  readonly causeNotAsked: RuleFile['causeNotAsked'];
  readonly bandsWithout: RuleFile['bandsWithout'];
  readonly raise: RuleFile['raise'];
  readonly bands: ReadonlyMap<Band, NonNullable<RuleFile['bands']>[number]>;
  readonly unfinished: NonNullable<RuleFile['unfinished']>;
  readonly accompany: NonNullable<RuleFile['accompany']>;
  readonly flag: RuleFile['flag'];
  readonly wordings: readonly { readonly code: string; readonly text: string; readonly tree: Node }[];
  readonly score: readonly PackScore[];
  readonly empty: { readonly tree: Node; readonly text: string } | undefined;
  /** Values worth trying for an item: every code, and for a number the values at and beside each threshold. */
  readonly candidates: ReadonlyMap<ItemId, readonly AnswerValue[]>;
  /** Items whose answers a fact is made of. */
  readonly support: ReadonlyMap<string, readonly ItemId[]>;
};

/** The facts about an outcome that conditions may read beside the answers. */
export const outcomeFact = 'uitkomst';

/** Facts that are an interval while something is not asked: compared at both ends, so only with less and greater. */
export const isInterval = (fact: Derived | undefined): boolean =>
  fact?.op === 'count' || fact?.op === 'total' || (fact?.op === 'highest' && fact.knownCounts === true);

const nameOf = (file: { readonly id: string; readonly version: string }) => `${file.id}@${file.version}`;

/** `som24` at its lowest and at its highest: the ends of a count of which some items are not asked. */
export const lowEnd = (fact: string) => `${fact}.low`;
export const highEnd = (fact: string) => `${fact}.high`;

const namedConditions = (parts: readonly Instrument[]): ReadonlyMap<string, Condition> =>
  new Map(parts.flatMap((part) => part.conditions.map(({ id, when }) => [id, when])));

const putInPlace = (condition: Condition, named: ReadonlyMap<string, Condition>, depth = 0): Condition => {
  if (depth > 20) throw new Error('een voorwaarde met een naam verwijst naar zichzelf');
  if ('all' in condition) return { all: condition.all.map((part) => putInPlace(part, named, depth + 1)) };
  if ('any' in condition) return { any: condition.any.map((part) => putInPlace(part, named, depth + 1)) };
  if ('not' in condition) return { not: putInPlace(condition.not, named, depth + 1) };
  if ('condition' in condition) {
    const found = named.get(condition.condition);
    if (found === undefined) throw new Error(`er is geen voorwaarde die ${condition.condition} heet`);
    return putInPlace(found, named, depth + 1);
  }
  return condition;
};

/** The facts and items that a derived fact names outside its conditions. */
export const readBy = (fact: Derived): readonly string[] => {
  if (fact.op === 'constant') return [];
  if (fact.op === 'cases') return [...fact.cases, fact.else].flatMap(({ of }) => of ?? []);
  const of = [fact.of].flat();
  return fact.op === 'ja-or-count' ? [...of, ...fact.among] : of;
};

/** The numbers of the comparisons in a tree. */
export const leavesIn = (node: Node): readonly number[] => {
  if ('leaf' in node) return [node.leaf];
  if ('not' in node) return leavesIn(node.not);
  return ('all' in node ? node.all : node.any).flatMap(leavesIn);
};

/** Numbers each distinct comparison, so that it is decided once. */
const numbering = () => {
  const list: Leaf[] = [];
  const known = new Map<string, number>();
  const number = (leaf: Leaf): number => {
    const key = JSON.stringify([leaf.fact, leaf.operator, leaf.value]);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, list.length);
    return list.push(leaf) - 1;
  };
  const tree = (condition: Condition): Node => {
    if ('all' in condition) return { all: condition.all.map(tree) };
    if ('any' in condition) return { any: condition.any.map(tree) };
    if ('not' in condition) return { not: tree(condition.not) };
    if ('condition' in condition) throw new Error(`Condition ${condition.condition} was not put in place`);
    return { leaf: number(condition) };
  };
  return { list, tree };
};

/**
 * Puts an instrument together with what it shares and with its rules.
 *
 * @param parts - the instrument first, then its shared forms in the order it names them
 * @param ruleFiles - its rules first, then the shared ones
 * @returns the pack, or every fault found, each with the file, the place in it and what is expected there
 */
export const assemble = (
  parts: readonly [Instrument, ...Instrument[]],
  ruleFiles: readonly [RuleFile, ...RuleFile[]],
): { readonly pack: Pack | undefined; readonly faults: readonly PackFault[] } => {
  const [instrument] = parts;
  const [own] = ruleFiles;
  const faults: PackFault[] = [];
  const inForm = (part: Instrument) => `forms/${nameOf(part)}.json`;
  const inRules = (file: RuleFile) => `rules/${nameOf(file)}.json`;
  const shared = parts.slice(1);
  const placed = (place: Section['place']) =>
    shared.flatMap((part) => part.sections.filter((section) => section.place === place));
  // What the app fills in is never on the way.
  const sections = [...placed('before'), ...instrument.sections, ...placed('after')].map((section) => ({
    ...section,
    items: section.items.filter((item) => item.filled === undefined),
  }));
  const buttons = placed('button').flatMap((section) => section.items);
  const order = sections.flatMap((section) => section.items);
  const items = new Map<ItemId, Item>();
  for (const part of parts)
    for (const item of part.sections.flatMap((section) => section.items)) {
      if (items.has(item.id))
        faults.push({
          file: inForm(part),
          at: item.id,
          message: 'dit id staat twee keer; geef elke vraag een eigen id',
        });
      items.set(item.id, item);
    }
  const derived = new Map<string, Derived>();
  const cases = new Map<string, readonly Node[]>();
  const support = new Map<string, readonly ItemId[]>([...items.keys()].map((id) => [id, [id]]));
  const named = namedConditions(parts);
  const { list, tree } = numbering();
  const bandFacts = new Set([outcomeFact, ...ruleFiles.flatMap((file) => file.bandsWithout.map(({ id }) => id))]);
  /** With its named parts in place; undefined, and reported, when one of them is not there. */
  const whole = (file: string, at: string, condition: Condition): Condition | undefined => {
    try {
      return putInPlace(condition, named);
    } catch (error) {
      faults.push({ file, at, message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };
  const compiled = (file: string, at: string, condition: Condition, readsBands: boolean): Node | undefined => {
    const read = whole(file, at, condition);
    if (read === undefined) return undefined;
    for (const leaf of leaves(read)) {
      if (bandFacts.has(leaf.fact) && readsBands) continue;
      if (!support.has(leaf.fact)) {
        faults.push({ file, at, message: `leest ${leaf.fact}; dat is geen vraag en geen feit van ${instrument.id}` });
        return undefined;
      }
      if (
        isInterval(derived.get(leaf.fact)) &&
        !leaf.operator.startsWith('lessThan') &&
        !leaf.operator.startsWith('greaterThan')
      ) {
        faults.push({ file, at, message: `${leaf.fact} is een telling of som: vergelijk met lessThan of greaterThan` });
        return undefined;
      }
      const wrong = cannotHold(items.get(leaf.fact), leaf);
      if (wrong !== undefined) {
        faults.push({ file, at, message: wrong });
        return undefined;
      }
    }
    return tree(read);
  };
  for (const part of parts)
    for (const fact of part.derived) {
      const at = { file: inForm(part), at: fact.id };
      const read = readBy(fact);
      for (const id of read)
        if (!support.has(id)) faults.push({ ...at, message: `leest ${id}; dat is geen vraag en geen eerder feit` });
      if (support.has(fact.id))
        faults.push({ ...at, message: 'dit feit heeft de naam van een ander feit of een vraag' });
      const trees =
        fact.op === 'cases' ? fact.cases.flatMap(({ when }) => compiled(inForm(part), fact.id, when, false) ?? []) : [];
      if (fact.op === 'cases') cases.set(fact.id, trees);
      derived.set(fact.id, fact);
      const inTrees = trees.flatMap(leavesIn).flatMap((leaf) => list[leaf]?.fact ?? []);
      support.set(fact.id, [...new Set([...read, ...inTrees].flatMap((id) => support.get(id) ?? []))]);
    }
  const shown = new Map<ItemId, Node>();
  const counts = new Map<ItemId, Node>();
  for (const part of parts)
    for (const item of part.sections.flatMap((section) => section.items)) {
      const gates = [
        { map: shown, at: 'shownWhen', when: item.shownWhen },
        { map: counts, at: 'countsWhen', when: item.countsWhen ?? item.shownWhen },
      ];
      for (const { map, at, when } of gates) {
        const node = when && compiled(inForm(part), `${item.id}.${at}`, when, false);
        if (node !== undefined) map.set(item.id, node);
      }
    }
  const has = (fact: string) => support.has(fact);
  const rules = new Map<string, PackRule>();
  for (const file of ruleFiles)
    for (const rule of file.rules) {
      const runs = rule.variants.filter((variant) => (variant.requires ?? []).every(has));
      const variants = runs.flatMap((variant): PackVariant[] => {
        const at = `${rule.id}${variant.id === undefined ? '' : ` (${variant.id})`}`;
        const node = compiled(inRules(file), at, variant.when, true);
        if (node === undefined) return [];
        const after = leaves(putInPlace(variant.when, named)).some((leaf) => bandFacts.has(leaf.fact));
        if (after && variant.band !== undefined)
          faults.push({
            file: inRules(file),
            at,
            message: 'leest de band van de uitkomst en kan er dus zelf geen geven',
          });
        return [{ ...variant, tree: node, after }];
      });
      const before = rules.get(rule.id);
      if (variants.length > 0 || before !== undefined)
        rules.set(rule.id, before ? { ...before, variants: [...before.variants, ...variants] } : { ...rule, variants });
    }
  const causes = ruleFiles.flatMap((file) =>
    file.causes.map((cause) => ({
      ...cause,
      trees: cause.when.flatMap((condition): Node[] => {
        const read = whole(inRules(file), cause.code, condition);
        if (read === undefined || !leaves(read).every((leaf) => has(leaf.fact))) return [];
        const node = compiled(inRules(file), cause.code, read, false);
        return node === undefined ? [] : [node];
      }),
    })),
  );
  const score = parts.flatMap((part) =>
    part.score.flatMap((entry): readonly PackScore[] => {
      const at = `score.${'fact' in entry ? (entry.key ?? entry.fact) : entry.key}`;
      const { label } = entry;
      if ('fact' in entry) return [{ key: entry.key ?? entry.fact, label, fact: entry.fact }];
      if ('when' in entry) {
        const when = compiled(inForm(part), at, entry.when, false);
        return when === undefined ? [] : [{ key: entry.key, label, when }];
      }
      const found = entry.cases.flatMap((one) => {
        const when = compiled(inForm(part), at, one.when, false);
        return when === undefined ? [] : [{ ...one, when }];
      });
      return [{ key: entry.key, label, cases: found }];
    }),
  );
  const wordings = ruleFiles.flatMap((file) =>
    (file.variants ?? []).flatMap(({ code, when, text }) => {
      const node = compiled(inRules(file), `variants.${code}`, when, false);
      return node === undefined ? [] : [{ code, text, tree: node }];
    }),
  );
  const emptyTree = instrument.empty && compiled(inForm(instrument), 'empty', instrument.empty.when, false);
  const bands = new Map(ruleFiles.flatMap((file) => (file.bands ?? []).map((band) => [band.band, band] as const)));
  const unfinished = ruleFiles.find((file) => file.unfinished !== undefined)?.unfinished;
  if (unfinished === undefined || bands.size === 0)
    faults.push({
      file: inRules(own),
      at: 'shared',
      message: 'geen regelbestand zegt wat de banden betekenen en wat onaf is',
    });
  const candidates = new Map(
    [...items.values()].map((item): [ItemId, readonly AnswerValue[]] => {
      const thresholds = list.flatMap((leaf) =>
        typeof leaf.value === 'number' &&
        !isInterval(derived.get(leaf.fact)) &&
        support.get(leaf.fact)?.includes(item.id)
          ? [leaf.value - 1, leaf.value, leaf.value + 1]
          : [],
      );
      return [item.id, [...codesOf(item), ...numbersToTry(item, thresholds)]];
    }),
  );
  if (faults.length > 0 || unfinished === undefined) return { pack: undefined, faults };
  return {
    faults,
    pack: {
      id: instrument.id,
      name: nameOf(instrument),
      rulesName: nameOf(own),
      instrument,
      forms: parts,
      ruleFiles,
      sections,
      order,
      buttons,
      items,
      derived,
      cases,
      shown,
      counts,
      leaves: list,
      leavesOfBands: new Set(list.flatMap((leaf, index) => (bandFacts.has(leaf.fact) ? [index] : []))),
      ...comparisons(list, derived),
      rules: [...rules.values()],
      causes,
      causeNotAsked: ruleFiles.find((file) => file.causeNotAsked !== undefined)?.causeNotAsked,
      bandsWithout: ruleFiles.flatMap((file) => file.bandsWithout),
      raise: own.raise,
      bands,
      unfinished,
      accompany: ruleFiles.flatMap((file) => file.accompany ?? []),
      flag: own.flag,
      wordings,
      score,
      empty: instrument.empty && emptyTree ? { tree: emptyTree, text: instrument.empty.text } : undefined,
      candidates,
      support,
    },
  };
};

/** A count of which some items are not asked is an interval: such a comparison is decided at both ends. */
const comparisons = (list: readonly Leaf[], derived: ReadonlyMap<string, Derived>): Pick<Pack, 'decide' | 'ends'> => {
  const asked: Leaf[] = [];
  const ends = list.map((leaf): readonly [number, number] => {
    if (!isInterval(derived.get(leaf.fact))) {
      const at = asked.push(leaf) - 1;
      return [at, at];
    }
    return [
      asked.push({ ...leaf, fact: lowEnd(leaf.fact) }) - 1,
      asked.push({ ...leaf, fact: highEnd(leaf.fact) }) - 1,
    ];
  });
  return { decide: decider(asked), ends };
};
