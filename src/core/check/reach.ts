import { checkAnswer, tooMuch, withoutEffect, withQuietAnswers } from '../answers.ts';
import { type Band, weight } from '../band.ts';
import type { Answers, ItemId } from '../instrument.ts';
import type { Outcome } from '../outcome.ts';
import { leavesIn, type Node, type Pack, type PackFault, type PackRule, type PackVariant } from '../pack.ts';
import { ruleFile, variantName } from './conditions.ts';
import { randomFrom, shortened, someValue, witnessOf } from './witness.ts';

/**
 * That every rule, variant, cause, band and flag of an instrument can be reached, each with answers under which deciding
 * the case shows it. What the search does not find is told as unreachable; it never was a proof the other way.
 */

export type Reached = {
  readonly instrument: string;
  readonly kind: 'regel' | 'oorzaak' | 'band' | 'vlag';
  readonly name: string;
  readonly answers: Answers;
};
export type Reach = { readonly reached: readonly Reached[]; readonly faults: readonly PackFault[] };

/** Decides a case; the moment and the calendar are the caller's. */
export type DecideCase = (pack: Pack, answers: Answers) => Promise<Outcome>;

/** A case with what came out of it. */
type Tried = { readonly answers: Answers; readonly outcome: Outcome };

const seeds = [1, 2, 3, 4, 5];

/** Whether these answers could be given: each fits its question, and numbers are not more together than can be. */
const acceptable = (pack: Pack, answers: Answers): boolean =>
  tooMuch(pack, answers) === undefined &&
  Object.entries(answers).every(([id, value]) => {
    const item = pack.items.get(id);
    return item !== undefined && checkAnswer(item, value).ok;
  });

/** Without answers to questions that are not there and change nothing. */
const asAsked = (pack: Pack, answers: Answers): Answers => {
  const idle = withoutEffect(pack, answers);
  return idle.length === 0
    ? answers
    : Object.fromEntries(Object.entries(answers).filter(([item]) => !idle.includes(item)));
};

const acts = ({ outcome }: Tried, rule: PackRule, variant: PackVariant): boolean =>
  outcome.rules
    .find(({ id }) => id === rule.id)
    ?.variants.some((one, at) => rule.variants[at] === variant && one.acts) === true;

/** A condition with its comparisons of bands left out, as if these held. */
const withoutBands = (pack: Pack, node: Node): Node | undefined => {
  if ('leaf' in node) return pack.leavesOfBands.has(node.leaf) ? undefined : node;
  if ('not' in node) {
    const inner = withoutBands(pack, node.not);
    return inner && leavesIn(node.not).length === leavesIn(inner).length ? { not: inner } : undefined;
  }
  const parts = 'all' in node ? node.all : node.any;
  const left = parts.flatMap((part) => withoutBands(pack, part) ?? []);
  if (left.length === 0) return undefined;
  if ('all' in node) return { all: left };
  return left.length === parts.length ? { any: left } : undefined;
};

/** Every question answered, numbers and choices by chance: a case in which nothing is left open. */
const filledByChance = (pack: Pack, seed: number, given: Answers): Answers => {
  const next = randomFrom(seed);
  const answers = { ...withQuietAnswers(pack, given) };
  for (const item of pack.order) {
    if (Object.hasOwn(answers, item.id) || item.filled !== undefined) continue;
    const value = someValue(pack, item, next);
    if (value !== undefined) answers[item.id] = value;
    if (tooMuch(pack, answers) !== undefined) delete answers[item.id];
  }
  return withQuietAnswers(pack, answers);
};

/** The search for one instrument. */
type Search = {
  readonly pack: Pack;
  /** Every case that was decided on the way: what was looked for later may stand among them already. */
  readonly pool: Tried[];
  readonly attempt: (answers: Answers | undefined) => Promise<Tried | undefined>;
};

/** A case in which the condition holds and that shows what is looked for when it is decided. */
const find = async (
  { pack, attempt }: Search,
  node: Node,
  shows: (tried: Tried) => boolean,
): Promise<Tried | undefined> => {
  for (const seed of seeds) {
    const answers = witnessOf(pack, node, seed);
    if (answers === undefined) return undefined;
    for (const given of [answers, filledByChance(pack, seed, answers)]) {
      const tried = await attempt(given);
      if (tried !== undefined && shows(tried)) return tried;
    }
  }
  return undefined;
};

const variantsOf = (pack: Pack): readonly { readonly rule: PackRule; readonly variant: PackVariant }[] =>
  pack.rules.flatMap((rule) => rule.variants.map((variant) => ({ rule, variant })));

/** A variant that reads the band: its other conditions, joined with cases that end in each band. */
const findAfter = async (search: Search, rule: PackRule, variant: PackVariant): Promise<Tried | undefined> => {
  const { pack, pool, attempt } = search;
  const shows = (tried: Tried) => acts(tried, rule, variant);
  const found = pool.find(shows);
  if (found !== undefined) return found;
  const node = withoutBands(pack, variant.tree);
  const own = node === undefined ? {} : witnessOf(pack, node, 1);
  if (own === undefined) return undefined;
  const needed = new Set(
    leavesIn(variant.tree).flatMap((leaf) => pack.support.get(pack.leaves[leaf]?.fact ?? '') ?? []),
  );
  const kept = Object.fromEntries(Object.entries(own).filter(([item]) => needed.has(item)));
  const perBand = new Map(pool.map((tried) => [`${tried.outcome.band} ${tried.outcome.final}`, tried]));
  for (const { answers } of [...perBand.values(), ...pool]) {
    const tried = await attempt({ ...answers, ...kept });
    if (tried !== undefined && shows(tried)) return tried;
  }
  return undefined;
};

const lightestOf = (pack: Pack): Band => pack.ruleFiles[0]?.lightest?.band ?? 'GEEN_SIGNAAL';

/** Bands that a rule gives, the one of what is unfinished, and the lightest of all. */
const bandsToReach = (pack: Pack): readonly Band[] => {
  const lightest = lightestOf(pack);
  const given = variantsOf(pack).flatMap(({ variant }) => variant.band ?? []);
  return [...new Set([...given, pack.unfinished.band, lightest])].filter((band) => weight(band) >= weight(lightest));
};

const findBand = async (search: Search, band: Band): Promise<Tried | undefined> => {
  const { pack, pool, attempt } = search;
  const shows = ({ outcome }: Tried) => outcome.band === band && outcome.nothing === null;
  const found = pool.find((tried) => shows(tried) && tried.outcome.final) ?? pool.find(shows);
  if (found !== undefined) return found;
  const heavier = variantsOf(pack).flatMap(({ variant }) =>
    variant.band !== undefined && weight(variant.band) > weight(band) ? [variant.tree] : [],
  );
  const same = variantsOf(pack).flatMap(({ variant }) => (variant.band === band ? [variant.tree] : []));
  for (const tree of same.length > 0 ? same : [undefined]) {
    const all = [...(tree === undefined ? [] : [tree]), ...(heavier.length === 0 ? [] : [{ not: { any: heavier } }])];
    if (all.length === 0) return attempt(filledByChance(pack, 1, {}));
    const one = await find(search, { all }, shows);
    if (one !== undefined) return one;
  }
  return undefined;
};

const findFlag = async (search: Search, code: string): Promise<Tried | undefined> => {
  const { pack, pool } = search;
  const levels = pack.flag?.levels.map((level) => level.code) ?? [];
  const shows = ({ outcome }: Tried) => outcome.flag === code;
  const found = pool.find((tried) => shows(tried) && tried.outcome.final) ?? pool.find(shows);
  if (found !== undefined) return found;
  const heavier = variantsOf(pack).flatMap(({ variant }) =>
    variant.flag !== undefined && levels.indexOf(variant.flag) > levels.indexOf(code) ? [variant.tree] : [],
  );
  for (const { variant } of variantsOf(pack)) {
    if (variant.flag !== code) continue;
    const node = heavier.length === 0 ? variant.tree : { all: [variant.tree, { not: { any: heavier } }] };
    const one = await find(search, node, shows);
    if (one !== undefined) return one;
  }
  return undefined;
};

/** Cases by chance, so that what is easy to reach needs no search. */
const someCases = (pack: Pack, count: number): readonly Answers[] =>
  Array.from({ length: count }, (_, at) => {
    const next = randomFrom(1000 + at);
    const answers: Record<ItemId, Answers[string]> = {};
    for (const item of pack.order) {
      const value = next() < 0.2 ? someValue(pack, item, next) : undefined;
      if (value !== undefined) answers[item.id] = value;
    }
    const quiet = withQuietAnswers(pack, answers);
    return at % 4 === 0 ? quiet : filledByChance(pack, at, quiet);
  });

/** Cases that were decided on the way, for proofs that need many. */
export type WithCases = Reach & { readonly cases: readonly Answers[] };

export const reachOf = async (pack: Pack, decideCase: DecideCase): Promise<WithCases> => {
  const pool: Tried[] = [];
  const attempt: Search['attempt'] = async (answers) => {
    const asked = answers && asAsked(pack, answers);
    if (asked === undefined || !acceptable(pack, asked)) return undefined;
    const tried = { answers: asked, outcome: await decideCase(pack, asked) };
    pool.push(tried);
    return tried;
  };
  const search: Search = { pack, pool, attempt };
  const reached: Reached[] = [];
  const faults: PackFault[] = [];
  const [own] = pack.ruleFiles;
  if (own === undefined) return { reached, faults, cases: [] };
  const tell = (kind: Reached['kind'], name: string, tried: Tried | undefined, fault: Omit<PackFault, 'message'>) => {
    if (tried !== undefined) reached.push({ instrument: pack.id, kind, name, answers: tried.answers });
    else faults.push({ ...fault, message: `${missed[kind]} (${pack.id})` });
  };
  for (const answers of someCases(pack, 12)) await attempt(answers);
  const fileOf = (rule: PackRule, variant: PackVariant): string =>
    ruleFile(
      pack.ruleFiles.find((file) =>
        file.rules.some(({ id, variants }) => id === rule.id && variants.some(({ when }) => when === variant.when)),
      ) ?? own,
    );
  const ordered = variantsOf(pack).toSorted((a, b) => Number(a.variant.after) - Number(b.variant.after));
  const bands = new Map<Band, Tried | undefined>();
  const before = ordered.filter(({ variant }) => !variant.after);
  const after = ordered.filter(({ variant }) => variant.after);
  for (const { rule, variant } of before) {
    const name = variantName(rule.id, variant.id);
    const shows = (tried: Tried) => acts(tried, rule, variant);
    tell('regel', name, pool.find(shows) ?? (await find(search, variant.tree, shows)), {
      file: fileOf(rule, variant),
      at: name,
    });
  }
  for (const band of bandsToReach(pack)) bands.set(band, await findBand(search, band));
  for (const [band, tried] of bands) tell('band', band, tried, { file: ruleFile(own), at: band });
  for (const { rule, variant } of after) {
    const name = variantName(rule.id, variant.id);
    tell('regel', name, await findAfter(search, rule, variant), { file: fileOf(rule, variant), at: name });
  }
  for (const { code } of pack.flag?.levels ?? [])
    tell('vlag', code, await findFlag(search, code), { file: ruleFile(own), at: `flag.${code}` });
  for (const cause of pack.causes) {
    const shows = ({ outcome }: Tried) =>
      [...outcome.causes, ...outcome.contributing].some(({ code }) => code === cause.code);
    // A shared cause of which this instrument has no question, and that no rule of it names, belongs to others.
    const named = variantsOf(pack).some(({ variant }) => variant.causes?.includes(cause.code));
    if (cause.trees.length === 0 && !named) continue;
    const holder = pack.ruleFiles.find(({ causes }) => causes.some(({ code }) => code === cause.code)) ?? own;
    const found =
      pool.find(shows) ?? (cause.trees.length === 0 ? undefined : await find(search, { any: cause.trees }, shows));
    tell('oorzaak', cause.code, found, { file: ruleFile(holder), at: cause.code });
  }
  const under = pool.find(({ outcome }) => outcome.nothing === null && weight(outcome.band) < weight(lightestOf(pack)));
  if (under !== undefined)
    faults.push({
      file: ruleFile(own),
      at: 'lightest',
      message: `er is een uitkomst met de lichtere band ${under.outcome.band}: ${JSON.stringify(under.answers)}`,
    });
  return { reached, faults, cases: pool.map(({ answers }) => answers) };
};

const missed: Readonly<Record<Reached['kind'], string>> = {
  regel: 'er is geen antwoord gevonden waarbij dit geldt; schrap het, of maak de voorwaarde haalbaar',
  oorzaak: 'er is geen antwoord gevonden waarbij deze oorzaak meedoet',
  band: 'er is geen antwoord gevonden waarbij de uitkomst deze band heeft',
  vlag: 'er is geen antwoord gevonden waarbij de uitkomst deze vlag heeft',
};

/** The same cases with no answer more than they need; each is decided again. */
export const shortest = async (
  pack: Pack,
  { kind, name, answers }: Reached,
  decideCase: DecideCase,
): Promise<Answers> => {
  const found = variantsOf(pack).find(({ rule, variant }) => variantName(rule.id, variant.id) === name);
  const shows = async (given: Answers): Promise<boolean> => {
    const outcome = await decideCase(pack, given);
    if (kind === 'band') return outcome.band === name && outcome.nothing === null;
    if (kind === 'vlag') return outcome.flag === name;
    if (kind === 'oorzaak') return [...outcome.causes, ...outcome.contributing].some(({ code }) => code === name);
    return found !== undefined && acts({ answers: given, outcome }, found.rule, found.variant);
  };
  if (kind === 'regel' && found !== undefined && !found.variant.after) {
    const short = shortened(pack, found.variant.tree, answers);
    if (await shows(short)) return short;
  }
  return without(answers, shows);
};

/** Leaves out what can go: first the half, then the half of what is left, down to single answers. */
const without = async (answers: Answers, shows: (given: Answers) => Promise<boolean>): Promise<Answers> => {
  let kept = Object.entries(answers);
  for (let size = Math.ceil(kept.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const rest = kept.toSpliced(at, size);
      if (await shows(Object.fromEntries(rest))) kept = rest;
      else at += size;
    }
    if (size === 1) return Object.fromEntries(kept);
  }
};
