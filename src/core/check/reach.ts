import { checkAnswer, tooMuch, withoutEffect, withQuietAnswers } from '../answers.ts';
import { weight } from '../band.ts';
import type { Answers, ItemId } from '../instrument.ts';
import type { Outcome } from '../outcome.ts';
import { leavesIn, type Node, type Pack, type PackFault } from '../pack.ts';
import { ruleFile } from './conditions.ts';
import { type Goal, type GoalKind, goalsOf, lightestOf } from './goals.ts';
import { randomFrom, shortened, someValue, witnessOf } from './witness.ts';

/**
 * That every rule, variant, cause, band and flag of an instrument can be reached, each with answers under which deciding
 * the case shows it. What the search does not find is told as unreachable; it never was a proof the other way.
 */

export type Reached = {
  readonly instrument: string;
  readonly kind: GoalKind;
  readonly name: string;
  readonly answers: Answers;
};

export type Reach = {
  readonly reached: readonly Reached[];
  readonly faults: readonly PackFault[];
  /** Every case that was decided on the way, for proofs that need many. */
  readonly cases: readonly Answers[];
};

/** Decides a case; the moment and the calendar are the caller's. */
export type DecideCase = (pack: Pack, answers: Answers) => Promise<Outcome>;

/** A case with what came out of it. */
type Tried = { readonly answers: Answers; readonly outcome: Outcome };

const seeds = [1, 2, 3, 4, 5];
const casesByChance = 12;

/** Whether these answers could be given: each fits its question, and numbers are not more together than can be. */
const acceptable = (pack: Pack, answers: Answers): boolean =>
  tooMuch(pack, answers) === undefined &&
  Object.entries(answers).every(([id, value]) => {
    const item = pack.items.get(id);
    return item !== undefined && checkAnswer(item, value).ok;
  });

/** Without answers to questions that are not there and change nothing. */
const asAsked = (pack: Pack, answers: Answers): Answers => {
  const idle = new Set(withoutEffect(pack, answers));
  return Object.fromEntries(Object.entries(answers).filter(([item]) => !idle.has(item)));
};

/** A condition with its comparisons of bands left out, as if these held. */
const withoutBands = (pack: Pack, node: Node): Node | undefined => {
  if ('leaf' in node) return pack.leavesOfBands.has(node.leaf) ? undefined : node;
  if ('not' in node) {
    const inner = withoutBands(pack, node.not);
    return inner && leavesIn(node.not).length === leavesIn(inner).length ? { not: inner } : undefined;
  }
  const parts = 'all' in node ? node.all : node.any;
  const left = parts.flatMap((part) => withoutBands(pack, part) ?? []);
  if (left.length === 0 || ('any' in node && left.length < parts.length)) return undefined;
  return 'all' in node ? { all: left } : { any: left };
};

const readsBands = (pack: Pack, node: Node): boolean => leavesIn(node).some((leaf) => pack.leavesOfBands.has(leaf));

/** Every question answered, numbers and choices by chance: a case in which nothing is left open. */
const filledByChance = (pack: Pack, seed: number, given: Answers): Answers => {
  const next = randomFrom(seed);
  const answers = { ...withQuietAnswers(pack, given) };
  for (const item of pack.order) {
    if (Object.hasOwn(answers, item.id)) continue;
    const value = someValue(pack, item, next);
    if (value !== undefined) answers[item.id] = value;
    if (tooMuch(pack, answers) !== undefined) delete answers[item.id];
  }
  return withQuietAnswers(pack, answers);
};

/** Cases by chance, so that what is easy to reach needs no search. */
const someCases = (pack: Pack): readonly Answers[] =>
  Array.from({ length: casesByChance }, (_, at) => {
    const next = randomFrom(1000 + at);
    const answers: Record<ItemId, Answers[string]> = {};
    for (const item of pack.order) {
      const value = next() < 0.2 ? someValue(pack, item, next) : undefined;
      if (value !== undefined) answers[item.id] = value;
    }
    const quiet = withQuietAnswers(pack, answers);
    return at % 4 === 0 ? quiet : filledByChance(pack, at, quiet);
  });

/** Of these answers those that a condition reads. */
const readBy = (pack: Pack, node: Node, answers: Answers): Answers => {
  const read = new Set(leavesIn(node).flatMap((leaf) => pack.support.get(pack.leaves[leaf]?.fact ?? '') ?? []));
  return Object.fromEntries(Object.entries(answers).filter(([item]) => read.has(item)));
};

/** One case for each band, finished and not, and then all others. */
const different = (pool: readonly Tried[]): readonly Tried[] => {
  const perBand = new Map(pool.map((tried) => [`${tried.outcome.band} ${tried.outcome.final}`, tried]));
  return [...new Set([...perBand.values(), ...pool])];
};

/** Looks for a case of a goal; every case that is decided on the way joins the pool. */
const searching = (pack: Pack, decideCase: DecideCase) => {
  const pool: Tried[] = [];
  const attempt = async (answers: Answers): Promise<Tried | undefined> => {
    const asked = asAsked(pack, answers);
    if (!acceptable(pack, asked)) return undefined;
    const tried = { answers: asked, outcome: await decideCase(pack, asked) };
    pool.push(tried);
    return tried;
  };
  const firstOf = async (goal: Goal, tries: readonly Answers[]): Promise<Tried | undefined> => {
    for (const answers of tries) {
      const tried = await attempt(answers);
      if (tried !== undefined && goal.shows(tried.outcome)) return tried;
    }
    return undefined;
  };
  /** In cases that were decided before, with some answers changed. */
  const among = (goal: Goal, changed: Answers) =>
    firstOf(
      goal,
      different(pool).map(({ answers }) => ({ ...answers, ...changed })),
    );
  const find = async (goal: Goal): Promise<Tried | undefined> => {
    const shows = ({ outcome }: Tried) => goal.shows(outcome);
    const had = pool.find((tried) => shows(tried) && tried.outcome.final) ?? pool.find(shows);
    if (had !== undefined) return had;
    if (goal.given !== undefined) return among(goal, goal.given);
    for (const way of goal.ways) {
      const node = withoutBands(pack, way);
      const first = node === undefined ? {} : witnessOf(pack, node, seeds[0] ?? 1);
      if (first === undefined) continue;
      for (const seed of node === undefined ? [] : seeds) {
        const answers = witnessOf(pack, node ?? way, seed) ?? first;
        const tried = await firstOf(goal, [answers, filledByChance(pack, seed, answers)]);
        if (tried !== undefined) return tried;
      }
      const tried = await among(goal, readBy(pack, way, first));
      if (tried !== undefined) return tried;
    }
    return undefined;
  };
  return { pool, attempt, find };
};

const missed: Readonly<Record<GoalKind, string>> = {
  regel: 'er is geen antwoord gevonden waarbij dit geldt; schrap het, of maak de voorwaarde haalbaar',
  oorzaak: 'er is geen antwoord gevonden waarbij deze oorzaak meedoet',
  band: 'er is geen antwoord gevonden waarbij de uitkomst deze band heeft',
  vlag: 'er is geen antwoord gevonden waarbij de uitkomst deze vlag heeft',
  score: 'er is geen antwoord gevonden waarbij de score dit is',
  formulering: 'er is geen antwoord gevonden waarbij deze formulering te lezen is',
  verhoging: 'er is geen casus gevonden waarin een professional de band kan verhogen',
  leeg: 'er is geen antwoord gevonden waarbij er geen uitkomst is',
};

export const reachOf = async (pack: Pack, decideCase: DecideCase): Promise<Reach> => {
  const { pool, attempt, find } = searching(pack, decideCase);
  for (const answers of [{}, ...someCases(pack)]) await attempt(answers);
  const reached: Reached[] = [];
  const faults: PackFault[] = [];
  for (const goal of goalsOf(pack)) {
    const { kind, name, file, at } = goal;
    const tried = await find(goal);
    if (tried !== undefined) reached.push({ instrument: pack.id, kind, name, answers: tried.answers });
    else faults.push({ file, at, message: `${missed[kind]} (${pack.id})` });
  }
  const under = pool.find(({ outcome }) => outcome.nothing === null && weight(outcome.band) < weight(lightestOf(pack)));
  if (under !== undefined)
    faults.push({
      file: pack.ruleFiles.slice(0, 1).map(ruleFile).join(''),
      at: 'lightest',
      message: `er is een uitkomst met de lichtere band ${under.outcome.band}: ${JSON.stringify(under.answers)}`,
    });
  return { reached, faults, cases: pool.map(({ answers }) => answers) };
};

/** The same cases with no answer more than they need; each is decided again. */
export const shortest = async (
  pack: Pack,
  { kind, name, answers }: Reached,
  decideCase: DecideCase,
): Promise<Answers> => {
  const goal = goalsOf(pack).find((one) => one.kind === kind && one.name === name);
  if (goal === undefined) return answers;
  const shows = async (given: Answers) =>
    withoutEffect(pack, given).length === 0 && goal.shows(await decideCase(pack, given));
  const [way, ...more] = goal.ways;
  if (kind === 'regel' && way !== undefined && more.length === 0 && !readsBands(pack, way)) {
    const short = shortened(pack, way, answers);
    if (await shows(short)) return short;
  }
  return without(answers, shows);
};

/** Leaves out what can go: first the half, then the half of what is left, down to single answers. */
const without = async (answers: Answers, shows: (given: Answers) => Promise<boolean>): Promise<Answers> => {
  let kept = Object.entries(answers);
  for (let size = Math.ceil(kept.length / 2); kept.length > 0; size = Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const rest = kept.toSpliced(at, size);
      if (await shows(Object.fromEntries(rest))) kept = rest;
      else at += size;
    }
    if (size === 1) break;
  }
  return Object.fromEntries(kept);
};
