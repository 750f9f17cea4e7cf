import { type Band, type DeadlineCode, deadlines, earliest, heaviest, weight } from './band.ts';
import { deadlineAt, dutch, type HolidayRules } from './calendar.ts';
import type { Answers, AnswerValue, ItemId } from './instrument.ts';
import type { Pack, PackRule, PackVariant } from './pack.ts';
import { outcomeFact } from './pack.ts';
import { actsBy, type BandFact, type BandFacts, because, itemsIn, type Reading, read, waitsFor } from './reading.ts';
import { type Says, settle } from './verdict.ts';

/** From answers to an outcome: bands, deadline, referrals, measures, causes, blocked options, and why. */

export type Referral = {
  readonly code: string;
  readonly deadline: DeadlineCode | null;
  readonly at: string | null;
  readonly offer: boolean;
  readonly via: string | null;
  readonly why: readonly string[];
  readonly rules: readonly string[];
};

/** A code with the answers it rests on: where those may not go, it may not go either. */
export type Grounded = { readonly code: string; readonly because: readonly ItemId[] };

export type VariantVerdict = {
  readonly id: string | null;
  readonly says: Says;
  readonly acts: boolean;
  readonly band: Band | null;
  readonly text: string | null;
};

export type RuleVerdict = {
  readonly id: string;
  readonly title: string;
  readonly says: Says;
  /** Counts in this outcome, although a later answer may still change it. */
  readonly acts: boolean;
  readonly band: Band | null;
  readonly because: readonly { readonly item: ItemId; readonly answer: AnswerValue }[];
  readonly texts: readonly string[];
  readonly source: string;
  readonly variants: readonly VariantVerdict[];
};

export type OpenItem = {
  readonly item: ItemId;
  /** The heaviest band this answer could bring: by itself, or together with others that are open. */
  readonly could: Band;
  readonly alone: boolean;
};

/** An outcome counted from another moment: the same codes, other times. */
export const countedAt = (outcome: Outcome, on: number, holidays: HolidayRules): Outcome => {
  const at = (code: DeadlineCode) => dutch(deadlineAt(code, on, holidays));
  const { deadline } = outcome;
  return {
    ...outcome,
    deadline: deadline && { code: deadline.code, at: at(deadline.code) },
    referrals: outcome.referrals.map((one) => ({ ...one, at: one.deadline && at(one.deadline) })),
  };
};

export type Outcome = {
  readonly instrument: string;
  readonly on: string;
  readonly band: Band;
  readonly final: boolean;
  readonly deadline: { readonly code: DeadlineCode; readonly at: string } | null;
  readonly referrals: readonly Referral[];
  readonly measures: readonly string[];
  readonly causes: readonly Grounded[];
  readonly blocked: readonly Grounded[];
  readonly stops: readonly string[];
  readonly next: readonly { readonly id: string; readonly offer: boolean }[];
  readonly texts: readonly string[];
  readonly score: Readonly<Record<string, number>>;
  readonly rules: readonly RuleVerdict[];
  readonly open: readonly OpenItem[];
  readonly raised: { readonly band: Band; readonly reason: string } | null;
};

type Judged = {
  readonly rule: PackRule;
  readonly variant: PackVariant;
  readonly says: Says;
  readonly acts: boolean;
  /** Open, and a question is left that could still make it apply. */
  readonly waits: boolean;
};

const judge = (reading: Reading, rule: PackRule, variant: PackVariant, bands?: BandFacts): Judged => {
  const says = reading.settled(variant.tree, bands);
  const acts = says === 'applies' || (says === 'open' && reading.meanwhile(variant.tree, bands) === 'applies');
  return { rule, variant, says, acts, waits: !acts && reading.askable(variant.tree, bands) === 'open' };
};

const bandsOf = (some: readonly Judged[]): readonly Band[] => some.flatMap(({ variant }) => variant.band ?? []);

/** The band as it stands, the least that later answers leave of it, and the most they can make of it. */
const spread = (judged: readonly Judged[]): BandFact => ({
  now: heaviest(bandsOf(judged.filter(({ acts }) => acts))),
  low: heaviest(bandsOf(judged.filter(({ says }) => says === 'applies'))),
  high: heaviest(bandsOf(judged.filter(({ says, acts }) => acts || says === 'open'))),
});

const atLeast = (fact: BandFact, least: Band): BandFact => ({
  now: heaviest([fact.now, least]),
  low: heaviest([fact.low, least]),
  high: heaviest([fact.high, least]),
});

const heavyFirst = (a: Judged, b: Judged): number =>
  weight(b.variant.band ?? 'GEEN_SIGNAAL') - weight(a.variant.band ?? 'GEEN_SIGNAAL');

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/**
 * Decides a case.
 *
 * @param answers - checked answers (`answers.ts`); an item that is not in it was not asked
 * @param on - the moment of the assessment, milliseconds since 1970
 */
export const decide = async (pack: Pack, answers: Answers, on: number, holidays: HolidayRules): Promise<Outcome> => {
  const reading = await read(pack, answers);
  const variants = pack.rules.flatMap((rule) => rule.variants.map((variant) => ({ rule, variant })));
  const before = variants.filter(({ variant }) => !variant.after).map((v) => judge(reading, v.rule, v.variant));
  const reached = spread(before);
  const waiting = before.some((one) => couldRaise(one, reached.now)) || lacksRequired(pack, reading);
  const unfinished = waiting && weight(reached.now) < weight(pack.unfinished.band);
  const floor = unfinished ? pack.unfinished.band : reached.now;
  const raised = raisedTo(pack, reading, floor);
  const band = raised?.band ?? floor;
  // What is open is measured against what the rules reach; where a professional went higher, against that.
  const measure = raised?.band ?? reached.now;
  const open = openItems(pack, answers, reading, before, measure);
  const final = open.length === 0 && !before.some((one) => couldRaise(one, measure));
  const isUnfinished = unfinished && !final;
  const facts: BandFacts = new Map([
    [outcomeFact, { ...atLeast(reached, raised?.band ?? 'GEEN_SIGNAAL'), now: band }],
    ...pack.bandsWithout.map(({ id, without }): [string, BandFact] => [
      id,
      atLeast(spread(before.filter(({ rule }) => !without.includes(rule.id))), raised?.band ?? 'GEEN_SIGNAAL'),
    ]),
  ]);
  const after = variants.filter(({ variant }) => variant.after).map((v) => judge(reading, v.rule, v.variant, facts));
  const all = [...before, ...after];
  const acting = all.filter(({ acts }) => acts);
  const standard = pack.bands.get(band)?.deadline ?? null;
  const code = earliest([standard, ...acting.map(({ variant }) => variant.deadline)]);
  const moment = (deadline: DeadlineCode | null) =>
    deadline === null ? null : dutch(deadlineAt(deadline, on, holidays));
  const grounds = (one: Judged) => because(pack, reading, one.variant.tree, 'applies', facts);
  const blocked = grounded(acting, ({ variant }) => variant.block, grounds);
  const blockedCodes = blocked.map((one) => one.code);
  const referrals = referralsOf(pack, acting, code).filter((referral) => !blockedCodes.includes(referral.code));
  const verdicts = pack.rules.map((rule) => ruleVerdict(pack, reading, rule, all, facts));
  const accompany = pack.accompany.filter(({ code: of }) => referrals.some((referral) => referral.code === of));
  const raisedText = raised ? [(pack.raise?.text ?? '').replace('{reason}', raised.reason)] : [];
  return {
    instrument: pack.name,
    on: dutch(on),
    band,
    final,
    deadline: code === null ? null : { code, at: dutch(deadlineAt(code, on, holidays)) },
    referrals: referrals.map((referral) => ({ ...referral, at: moment(referral.deadline) })),
    measures: unique(acting.flatMap(({ variant }) => variant.measures ?? [])),
    causes: causesOf(pack, reading, acting, grounds),
    blocked,
    stops: unique(acting.flatMap(({ variant }) => variant.stop ?? [])).toSorted(),
    next: nextOf(pack, acting),
    texts: unique([
      // Heaviest first: what saves a life is not looked for between advice for later.
      ...acting.toSorted(heavyFirst).flatMap(({ variant }) => variant.text ?? []),
      ...accompany.map(({ text }) => text),
      ...raisedText,
    ]),
    score: Object.fromEntries(pack.instrument.score.map(({ fact }) => [fact, lowCount(reading, fact)])),
    rules: [
      ...verdicts,
      ...raiseVerdict(pack, reading, raised),
      ...(isUnfinished ? [unfinishedVerdict(pack, open)] : []),
    ],
    open,
    raised: raised ?? null,
  };
};

const couldRaise = ({ waits, variant }: Judged, reached: Band): boolean =>
  waits && variant.band !== undefined && weight(variant.band) > weight(reached);

/** What is not asked yet and could still raise the band; and what the form says an outcome cannot do without. */
const openItems = (
  pack: Pack,
  answers: Answers,
  reading: Reading,
  before: readonly Judged[],
  reached: Band,
): readonly OpenItem[] => {
  const alone = actsBy(pack, answers, reading);
  const found = new Map<ItemId, { could: Band; alone: boolean }>();
  const put = (item: ItemId, could: Band, byItself: boolean) => {
    const had = found.get(item);
    // What an answer does by itself says more than what it may do together with others.
    if (had === undefined || (byItself && !had.alone) || (byItself === had.alone && weight(could) > weight(had.could)))
      found.set(item, { could, alone: byItself });
  };
  for (const one of before) {
    if (!couldRaise(one, reached) || one.variant.band === undefined) continue;
    for (const item of alone(one.variant.tree))
      if (reading.facts.shown(item) === 'applies' || pack.buttons.some(({ id }) => id === item))
        put(item, one.variant.band, true);
    for (const item of waitsFor(pack, reading, one.variant.tree)) put(item, one.variant.band, false);
  }
  for (const item of requiredLeft(pack, reading)) if (!found.has(item)) put(item, reached, false);
  const place = (id: ItemId) => pack.order.findIndex((item) => item.id === id);
  return [...found].map(([item, rest]) => ({ item, ...rest })).toSorted((a, b) => place(a.item) - place(b.item));
};

const requiredLeft = (pack: Pack, reading: Reading): readonly ItemId[] =>
  pack.order
    .filter(({ id, required }) => required && reading.facts.answer(id) === undefined)
    .map(({ id }) => id)
    .filter((id) => reading.facts.shown(id) === 'applies');

const lacksRequired = (pack: Pack, reading: Reading): boolean => requiredLeft(pack, reading).length > 0;

const raisedTo = (pack: Pack, reading: Reading, floor: Band): { band: Band; reason: string } | undefined => {
  const { raise } = pack;
  if (raise === undefined) return undefined;
  const known = (fact: string) => {
    const state = reading.facts.state(fact);
    return state.kind === 'known' ? state.value : undefined;
  };
  const wish = known(raise.band);
  const reason = known(raise.reason);
  const band = [...pack.bands.keys()].find((one) => one === wish);
  if (known(raise.judgement) !== raise.higher || band === undefined) return undefined;
  if (typeof reason !== 'string' || pack.items.get(raise.reason) === undefined) return undefined;
  if (reading.facts.answer(raise.reason) === undefined) return undefined;
  return weight(band) > weight(floor) ? { band, reason } : undefined;
};

const referralsOf = (
  pack: Pack,
  acting: readonly Judged[],
  outcomeDeadline: DeadlineCode | null,
): readonly Omit<Referral, 'at'>[] => {
  const byCode = new Map<string, Omit<Referral, 'at'>>();
  for (const { rule, variant } of acting)
    for (const { code, offer, via } of variant.refer ?? []) {
      const had = byCode.get(code);
      const standard = variant.band === undefined ? outcomeDeadline : pack.bands.get(variant.band)?.deadline;
      const deadline = variant.deadline ?? standard ?? null;
      byCode.set(code, {
        code,
        deadline: earliest([had?.deadline, deadline]),
        offer: (had?.offer ?? true) && offer === true,
        via: had?.via ?? via ?? null,
        why: unique([...(had?.why ?? []), ...(variant.text === undefined ? [] : [variant.text])]),
        rules: unique([...(had?.rules ?? []), rule.id]),
      });
    }
  const urgency = (deadline: DeadlineCode | null) =>
    deadline === null ? deadlines.length : deadlines.indexOf(deadline);
  // What must be done comes before what is offered; within that, what is due first.
  return [...byCode.values()].toSorted(
    (a, b) => Number(a.offer) - Number(b.offer) || urgency(a.deadline) - urgency(b.deadline),
  );
};

const grounded = (
  acting: readonly Judged[],
  codes: (one: Judged) => readonly string[] | undefined,
  grounds: (one: Judged) => readonly ItemId[],
): readonly Grounded[] =>
  unique(acting.flatMap((one) => codes(one) ?? [])).map((code) => ({
    code,
    because: unique(acting.filter((one) => codes(one)?.includes(code)).flatMap(grounds)),
  }));

const causesOf = (
  pack: Pack,
  reading: Reading,
  acting: readonly Judged[],
  grounds: (one: Judged) => readonly ItemId[],
): readonly Grounded[] => {
  const byAnswer = pack.causes.flatMap(({ code, trees }): Grounded[] => {
    const found = trees.filter((tree) => reading.settled(tree) === 'applies');
    return found.length === 0
      ? []
      : [{ code, because: found.flatMap((tree) => because(pack, reading, tree, 'applies')) }];
  });
  const byRule = grounded(acting, ({ variant }) => variant.causes, grounds);
  const all = [...byAnswer, ...byRule];
  const found = unique(all.map(({ code }) => code)).map((code) => ({
    code,
    because: unique(all.filter((one) => one.code === code).flatMap((one) => one.because)),
  }));
  if (found.length > 0 || pack.causeNotAsked === undefined) return found;
  const trees = pack.causes.flatMap((cause) => cause.trees);
  const { answer, counts } = reading.facts;
  const asked = trees.some((tree) =>
    itemsIn(pack, tree).some((item) => answer(item) !== undefined && counts(item) === 'applies'),
  );
  return asked ? [] : [{ code: pack.causeNotAsked.code, because: [] }];
};

const nextOf = (pack: Pack, acting: readonly Judged[]): Outcome['next'] => {
  const starts = acting
    .flatMap(({ variant }) => variant.start ?? [])
    .filter(({ instrument }) => instrument !== pack.id);
  return unique(starts.map(({ instrument }) => instrument)).map((id) => ({
    id,
    offer: starts.every((start) => start.instrument !== id || start.offer === true),
  }));
};

const lowCount = (reading: Reading, fact: string): number => {
  const state = reading.facts.state(fact);
  if (state.kind === 'between') return state.low;
  return state.kind === 'known' && typeof state.value === 'number' ? state.value : 0;
};

const ruleVerdict = (
  pack: Pack,
  reading: Reading,
  rule: PackRule,
  all: readonly Judged[],
  bands: BandFacts,
): RuleVerdict => {
  const judged = all.filter((one) => one.rule.id === rule.id);
  const acting = judged.filter(({ acts }) => acts);
  const says = settle(
    judged.map((one) => one.says),
    'applies',
  );
  const telling = acting.length > 0 ? acting : judged.filter((one) => one.says === says);
  const items = unique(
    telling.flatMap(({ variant, acts, says: own }) =>
      because(pack, reading, variant.tree, acts ? 'applies' : own, bands),
    ),
  );
  const set = bandsOf(acting);
  return {
    id: rule.id,
    title: rule.title,
    says,
    acts: acting.length > 0,
    band: set.length > 0 ? heaviest(set) : null,
    because: items.flatMap((item) => {
      const answer = reading.facts.answer(item);
      return answer === undefined ? [] : [{ item, answer }];
    }),
    texts: unique(acting.flatMap(({ variant }) => variant.text ?? [])),
    source: rule.source,
    variants: judged.map(({ variant, says: own, acts }) => ({
      id: variant.id ?? null,
      says: own,
      acts,
      band: variant.band ?? null,
      text: variant.text ?? null,
    })),
  };
};

const raiseVerdict = (
  pack: Pack,
  reading: Reading,
  raised: { band: Band; reason: string } | undefined,
): readonly RuleVerdict[] => {
  const { raise } = pack;
  if (raise === undefined) return [];
  const items = [raise.judgement, raise.band, raise.reason].flatMap((item) => {
    const answer = reading.facts.answer(item);
    return answer === undefined ? [] : [{ item, answer }];
  });
  return [
    {
      id: raise.id,
      title: raise.title,
      says: raised === undefined ? 'does-not-apply' : 'applies',
      acts: raised !== undefined,
      band: raised?.band ?? null,
      because: items,
      texts: raised === undefined ? [] : [raise.text.replace('{reason}', raised.reason)],
      source: raise.source,
      variants: [],
    },
  ];
};

/** That something is unfinished is never settled: the next answers take it away. */
const unfinishedVerdict = (pack: Pack, open: readonly OpenItem[]): RuleVerdict => ({
  id: pack.unfinished.id,
  title: pack.unfinished.title,
  says: 'open',
  acts: true,
  band: pack.unfinished.band,
  because: [],
  texts: [pack.unfinished.text.replace('{open}', open.map(({ item }) => item).join(', '))],
  source: pack.unfinished.source,
  variants: [],
});
