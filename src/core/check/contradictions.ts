import type { Answers } from '../instrument.ts';
import type { Node, Pack, PackFault, PackRule } from '../pack.ts';
import type { Resources } from '../resources.ts';
import { ruleFile, variantName } from './conditions.ts';
import { fileOfVariant, variantsOf } from './goals.ts';
import { sentencesOf } from './sentences.ts';
import { witnessOf } from './witness.ts';

/** Rules of one instrument that say opposite things at the same time, without a written priority between them. */

type Act = ReturnType<typeof variantsOf>[number];

const nameOf = ({ rule, variant }: Act): string => variantName(rule.id, variant.id);

/** Begins anew less often than for a rule by itself: of two rules most pairs cannot meet, and that takes longest to see. */
const attempts = 12;

const together = (pack: Pack, ...nodes: readonly Node[]): Answers | undefined =>
  witnessOf(pack, { all: nodes }, 1, 'applies', attempts);

const hasPriority = (a: PackRule, b: PackRule): boolean =>
  a.yieldsTo?.includes(b.id) === true || b.yieldsTo?.includes(a.id) === true;

/** A code that one rule refers to while another blocks it: the referral would vanish without a word. */
const referredAndBlocked = (pack: Pack): readonly PackFault[] => {
  const acts = variantsOf(pack);
  return acts.flatMap((one) =>
    (one.variant.refer ?? []).flatMap(({ code }) =>
      acts
        .filter((other) => other.variant.block?.includes(code) && !hasPriority(one.rule, other.rule))
        .filter((other) => together(pack, one.variant.tree, other.variant.tree) !== undefined)
        .map((other) => ({
          file: fileOfVariant(pack, one),
          at: nameOf(one),
          message: `verwijst naar ${code}, en ${nameOf(other)} blokkeert ${code} in dezelfde casus; leg met yieldsTo vast wat voorgaat`,
        })),
    ),
  );
};

/** A condition in one form, so that the same condition is found however it is written. */
const canonical = (node: Node): string => {
  if ('leaf' in node) return `${node.leaf}`;
  if ('not' in node) return 'not' in node.not ? canonical(node.not.not) : `not(${canonical(node.not)})`;
  const kind = 'all' in node ? 'all' : 'any';
  const flat = (part: Node): readonly string[] =>
    kind in part ? ('all' in part ? part.all : 'any' in part ? part.any : []).flatMap(flat) : [canonical(part)];
  const parts = [...new Set(flat(node))].toSorted();
  return parts.length === 1 ? (parts[0] ?? '') : `${kind}(${parts.join(',')})`;
};

const sameConditionOtherBand = (pack: Pack): readonly PackFault[] => {
  const acts = variantsOf(pack).filter(({ variant }) => variant.band !== undefined);
  const first = new Map<string, Act>();
  return acts.flatMap((act) => {
    const key = canonical(act.variant.tree);
    const had = first.get(key);
    if (had === undefined) first.set(key, act);
    if (had === undefined || had.variant.band === act.variant.band || hasPriority(had.rule, act.rule)) return [];
    return [
      {
        file: fileOfVariant(pack, act),
        at: nameOf(act),
        message: `heeft dezelfde voorwaarde als ${nameOf(had)} en een andere band (${act.variant.band} en ${had.variant.band})`,
      },
    ];
  });
};

/** In a sentence with one of these, what is named is not advised. */
const denies = /\b(geen|niets?|niemand|nooit|zonder|stop|stel .* uit|pas (?:na|als)|eerst een deskundige)\b/iu;

/** Whether a text advises something that these patterns stand for. */
export const advises = (text: string, patterns: readonly string[]): boolean =>
  sentencesOf(text).some(
    (sentence) => !denies.test(sentence) && patterns.some((pattern) => new RegExp(pattern, 'iu').test(sentence)),
  );

/** What a reader is told while a rule acts, or while a cause is found. */
type Saying = {
  readonly at: string;
  readonly file: string;
  readonly rule?: PackRule;
  readonly text: string;
  readonly node: Node;
};

const sayings = (pack: Pack): readonly Saying[] => [
  ...variantsOf(pack).flatMap((act) =>
    act.variant.text === undefined
      ? []
      : [
          {
            at: nameOf(act),
            file: fileOfVariant(pack, act),
            rule: act.rule,
            text: act.variant.text,
            node: act.variant.tree,
          },
        ],
  ),
  ...variantsOf(pack).flatMap((act) =>
    pack.accompany
      .filter(({ code }) => act.variant.refer?.some((refer) => refer.code === code))
      .map(({ code, text }) => ({
        at: `accompany.${code}`,
        file: fileOfVariant(pack, act),
        text,
        node: act.variant.tree,
      })),
  ),
  ...pack.causes.flatMap((cause) => {
    const named = variantsOf(pack).filter(({ variant }) => variant.causes?.includes(cause.code));
    const trees = [...cause.trees, ...named.map(({ variant }) => variant.tree)];
    const holder = pack.ruleFiles.find(({ causes }) => causes.some(({ code }) => code === cause.code));
    const texts = [
      cause.step,
      ...cause.interventions.flatMap(({ do: action, say }) => [action, ...(say === undefined ? [] : [say])]),
    ];
    return trees.length === 0 || holder === undefined
      ? []
      : texts.map((text) => ({ at: cause.code, file: ruleFile(holder), text, node: { any: trees } }));
  }),
];

const advisedAndBlocked = (pack: Pack, { blocks }: Resources): readonly PackFault[] => {
  const acts = variantsOf(pack);
  return blocks.blocks.flatMap(({ code, says }) =>
    sayings(pack)
      .filter(({ text }) => advises(text, says ?? []))
      .flatMap(({ at, file, rule, node, text }) => {
        const blocking = acts
          .filter(({ variant }) => variant.block?.includes(code))
          .filter((other) => rule === undefined || !hasPriority(rule, other.rule))
          .find((other) => together(pack, node, other.variant.tree) !== undefined);
        return blocking === undefined
          ? []
          : [
              {
                file,
                at,
                message: `raadt aan wat ${nameOf(blocking)} in dezelfde casus blokkeert (${code}): "${text}"`,
              },
            ];
      }),
  );
};

/** Priorities that name a rule that is not there, or that go round in a circle. */
const priorities = (pack: Pack): readonly PackFault[] => {
  const known = new Set([
    ...pack.ruleFiles.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ...(pack.raise ? [pack.raise.id] : []),
  ]);
  return pack.ruleFiles.flatMap((file) =>
    file.rules.flatMap((rule) => {
      const place = { file: ruleFile(file), at: rule.id };
      const unknown = (rule.yieldsTo ?? []).filter((id) => !known.has(id));
      const yields = (id: string) =>
        pack.ruleFiles.flatMap(({ rules }) => rules).flatMap((one) => (one.id === id ? (one.yieldsTo ?? []) : []));
      const behind = new Set<string>();
      for (let next = yields(rule.id); next.length > 0; ) {
        const fresh = next.filter((id) => !behind.has(id));
        for (const id of fresh) behind.add(id);
        next = fresh.flatMap(yields);
      }
      return [
        ...unknown.map((id) => ({ ...place, message: `yieldsTo noemt ${id}; die regel is er niet in ${pack.id}` })),
        ...(behind.has(rule.id)
          ? [{ ...place, message: 'yieldsTo gaat in een kring: deze regel gaat voor zichzelf opzij' }]
          : []),
      ];
    }),
  );
};

export const contradictions = (pack: Pack, resources: Resources): readonly PackFault[] => [
  ...referredAndBlocked(pack),
  ...sameConditionOtherBand(pack),
  ...advisedAndBlocked(pack, resources),
  ...priorities(pack),
];
