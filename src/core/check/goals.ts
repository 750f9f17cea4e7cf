import { type Band, weight } from '../band.ts';
import type { Answers } from '../instrument.ts';
import type { Outcome } from '../outcome.ts';
import type { Node, Pack, PackRule, PackVariant } from '../pack.ts';
import type { RuleFile } from '../rules.ts';
import { scoreAt } from '../score.ts';
import { formFile, ruleFile, variantName } from './conditions.ts';

/** What an instrument can bring: everything that must be reachable by some answers. */

export type GoalKind = 'regel' | 'oorzaak' | 'band' | 'vlag' | 'score' | 'formulering' | 'verhoging' | 'leeg';

export type Goal = {
  readonly kind: GoalKind;
  readonly name: string;
  readonly file: string;
  readonly at: string;
  /** Whether this outcome has it. */
  readonly shows: (outcome: Outcome) => boolean;
  /** Conditions that lead there, tried in this order. */
  readonly ways: readonly Node[];
  /** Answers that lead there whatever else was answered. */
  readonly given?: Answers;
};

type Act = { readonly rule: PackRule; readonly variant: PackVariant };

export const variantsOf = (pack: Pack): readonly Act[] =>
  pack.rules.flatMap((rule) => rule.variants.map((variant) => ({ rule, variant })));

/** The file in which a variant of a rule stands: a shared rule may have variants in more than one. */
export const fileOfVariant = (pack: Pack, { rule, variant }: Act): string => {
  const holds = (file: RuleFile) =>
    file.rules.some(({ id, variants }) => id === rule.id && variants.some(({ when }) => when === variant.when));
  const file = pack.ruleFiles.find(holds) ?? pack.ruleFiles[0];
  return file === undefined ? '' : ruleFile(file);
};

const acts =
  ({ rule, variant }: Act) =>
  (outcome: Outcome): boolean => {
    // An outcome tells those that read the band after the others.
    const order = rule.variants.toSorted((a, b) => Number(a.after) - Number(b.after));
    const verdict = outcome.rules.find(({ id }) => id === rule.id);
    return verdict?.variants[order.indexOf(variant)]?.acts === true;
  };

/** The lightest band that an instrument says it can end in. */
export const lightestOf = (pack: Pack): Band => pack.ruleFiles[0]?.lightest?.band ?? 'GEEN_SIGNAAL';

const without = (node: Node | undefined, heavier: readonly Node[]): readonly Node[] => {
  const none: readonly Node[] = heavier.length === 0 ? [] : [{ not: { any: heavier } }];
  const all = [...(node === undefined ? [] : [node]), ...none];
  return all.length === 0 ? [] : [{ all }];
};

const bandGoals = (pack: Pack, file: string): readonly Goal[] => {
  const lightest = lightestOf(pack);
  const acting = variantsOf(pack).map(({ variant }) => variant);
  const bands = new Set([...acting.flatMap(({ band }) => band ?? []), pack.unfinished.band, lightest]);
  return [...bands]
    .filter((band) => weight(band) >= weight(lightest))
    .map((band) => {
      const heavier = acting.filter((one) => one.band !== undefined && weight(one.band) > weight(band));
      const trees = heavier.map(({ tree }) => tree);
      const same = acting.filter((one) => one.band === band);
      return {
        kind: 'band',
        name: band,
        file,
        at: band,
        shows: (outcome) => outcome.band === band && outcome.nothing === null,
        ways: same.length === 0 ? without(undefined, trees) : same.flatMap(({ tree }) => without(tree, trees)),
      };
    });
};

const flagGoals = (pack: Pack, file: string): readonly Goal[] => {
  const levels = pack.flag?.levels.map(({ code }) => code) ?? [];
  const acting = variantsOf(pack).map(({ variant }) => variant);
  return levels.map((code) => {
    const heavier = acting
      .filter(({ flag }) => flag !== undefined && levels.indexOf(flag) > levels.indexOf(code))
      .map(({ tree }) => tree);
    return {
      kind: 'vlag',
      name: code,
      file,
      at: `flag.${code}`,
      shows: ({ flag }) => flag === code,
      ways: acting.filter(({ flag }) => flag === code).flatMap(({ tree }) => without(tree, heavier)),
    };
  });
};

const causeGoals = (pack: Pack, file: string): readonly Goal[] =>
  pack.causes.flatMap(({ code, trees }): readonly Goal[] => {
    const named = variantsOf(pack).filter(({ variant }) => variant.causes?.includes(code));
    const ways = [...trees, ...named.map(({ variant }) => variant.tree)];
    const holder = pack.ruleFiles.find(({ causes }) => causes.some((one) => one.code === code));
    // A shared cause of which this instrument has no question, and that no rule of it names, belongs to others.
    return ways.length === 0
      ? []
      : [
          {
            kind: 'oorzaak',
            name: code,
            file: holder === undefined ? file : ruleFile(holder),
            at: code,
            shows: ({ causes, contributing }) => [...causes, ...contributing].some((one) => one.code === code),
            ways,
          },
        ];
  });

const scoreGoals = (pack: Pack): readonly Goal[] =>
  pack.score.flatMap((entry): readonly Goal[] => {
    const place = { kind: 'score', file: formFile(pack.instrument), at: `score.${entry.key}` } as const;
    const goal = (value: string | true, way: Node): Goal => ({
      ...place,
      name: `${entry.key}=${value}`,
      shows: ({ score }) => scoreAt(score, entry.key) === value,
      ways: [way],
    });
    if ('when' in entry) return [goal(true, entry.when)];
    return 'cases' in entry ? entry.cases.map(({ value, when }) => goal(value, when)) : [];
  });

const refersTo = (pack: Pack, code: string): boolean =>
  variantsOf(pack).some(({ variant }) => variant.refer?.some((refer) => refer.code === code) === true);

const otherGoals = (pack: Pack, file: string): readonly Goal[] => {
  const { raise, empty } = pack;
  return [
    // In an instrument that never refers there, no wording of it is needed.
    ...pack.wordings
      .filter(({ code }) => refersTo(pack, code))
      .map(
        ({ code, text, tree }): Goal => ({
          kind: 'formulering',
          name: `${code}: ${text}`,
          file,
          at: `variants.${code}`,
          shows: ({ referrals }) => referrals.some((one) => one.code === code && one.wording === text),
          ways: [tree],
        }),
      ),
    ...(raise === undefined
      ? []
      : [
          {
            kind: 'verhoging' as const,
            name: raise.id,
            file,
            at: raise.id,
            shows: ({ raised }: Outcome) => raised !== null,
            ways: [],
            given: { [raise.judgement]: raise.higher, [raise.band]: 'ACUUT', [raise.reason]: 'Mijn indruk' },
          },
        ]),
    ...(empty === undefined
      ? []
      : [
          {
            kind: 'leeg' as const,
            name: pack.id,
            file: formFile(pack.instrument),
            at: 'empty',
            shows: ({ nothing }: Outcome) => nothing !== null,
            ways: [empty.tree],
          },
        ]),
  ];
};

/** In the order in which they are looked for: rules that read the band come when each band was found. */
export const goalsOf = (pack: Pack): readonly Goal[] => {
  const file = pack.ruleFiles[0] === undefined ? '' : ruleFile(pack.ruleFiles[0]);
  const rule = (act: Act): Goal => {
    const name = variantName(act.rule.id, act.variant.id);
    return {
      kind: 'regel',
      name,
      file: fileOfVariant(pack, act),
      at: name,
      shows: acts(act),
      ways: [act.variant.tree],
    };
  };
  const all = variantsOf(pack);
  return [
    ...all.filter(({ variant }) => !variant.after).map(rule),
    ...bandGoals(pack, file),
    ...all.filter(({ variant }) => variant.after).map(rule),
    ...flagGoals(pack, file),
    ...causeGoals(pack, file),
    ...scoreGoals(pack),
    ...otherGoals(pack, file),
  ];
};
