import { type Band, type DeadlineCode, deadlines, earliest, heaviest, weight } from './band.ts';
import { deadlineAt, dutch, type HolidayRules } from './calendar.ts';
import { causesOf } from './causes.ts';
import { flagOf } from './flag.ts';
import type { Answers } from './instrument.ts';
import { bandsOf, type Grounded, grounded, type Judged, judge, unique } from './judged.ts';
import { couldRaise, lacksRequired, type OpenItem, openItems, type UnknownItem, unknownItems } from './open-items.ts';
import { outcomeFact, type Pack } from './pack.ts';
import { type BandFact, type BandFacts, because, type Reading, read } from './reading.ts';
import { type RuleVerdict, raiseVerdict, ruleVerdict, unfinishedVerdict } from './rule-verdicts.ts';
import { type Score, scoreOf } from './score.ts';

/** From answers to an outcome: bands, deadline, referrals, measures, causes, blocked options, and why. */

export type Referral = {
  readonly code: string;
  readonly deadline: DeadlineCode | null;
  readonly at: string | null;
  readonly offer: boolean;
  readonly via: string | null;
  readonly why: readonly string[];
  readonly rules: readonly string[];
  /** A wording of the service that fits this person; it decides nothing. */
  readonly wording: string | null;
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
  /** What makes it worse beside the causes, and is never the excuse. */
  readonly contributing: readonly Grounded[];
  readonly blocked: readonly Grounded[];
  readonly stops: readonly string[];
  readonly next: readonly { readonly id: string; readonly offer: boolean }[];
  readonly texts: readonly string[];
  readonly score: Score;
  readonly flag: string | null;
  readonly rules: readonly RuleVerdict[];
  readonly open: readonly OpenItem[];
  readonly unknown: readonly UnknownItem[];
  /** Why there is no outcome at all; then nothing else here says anything. */
  readonly nothing: string | null;
  readonly raised: { readonly band: Band; readonly reason: string } | null;
};

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
  const findsBand = before.some(({ acts, variant }) => acts && variant.band !== undefined);
  if (pack.empty !== undefined && !findsBand && reading.meanwhile(pack.empty.tree) === 'applies')
    return nothing(
      pack,
      pack.empty.text,
      on,
      before.filter(({ acts }) => acts),
    );
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
  const acts = new Set(acting.map(({ rule }) => rule.id));
  const yields = ({ rule }: Judged) => rule.yieldsTo?.some((id) => acts.has(id)) === true;
  const spoken = acting.filter((one) => !yields(one));
  const standard = pack.bands.get(band)?.deadline ?? null;
  const code = earliest([standard, ...acting.map(({ variant }) => variant.deadline)]);
  const moments = new Map<DeadlineCode, string>();
  const moment = (deadline: DeadlineCode | null): string | null => {
    if (deadline === null) return null;
    const at = moments.get(deadline) ?? dutch(deadlineAt(deadline, on, holidays));
    moments.set(deadline, at);
    return at;
  };
  const grounds = (one: Judged) => because(pack, reading, one.variant.tree, 'applies', facts);
  const blocked = grounded(acting, ({ variant }) => variant.block, grounds);
  const blockedCodes = blocked.map((one) => one.code);
  const referrals = referralsOf(pack, acting, yields, code).filter((referral) => !blockedCodes.includes(referral.code));
  const causes = causesOf(pack, reading, acting, grounds);
  const playsAlong = new Set(pack.causes.filter(({ kind }) => kind === 'meespelend').map(({ code }) => code));
  const verdicts = pack.rules.map((rule) => ruleVerdict(pack, reading, rule, all, facts));
  const accompany = pack.accompany.filter(({ code: of }) => referrals.some((referral) => referral.code === of));
  const raisedText = raised ? [(pack.raise?.text ?? '').replace('{reason}', raised.reason)] : [];
  return {
    instrument: pack.name,
    on: dutch(on),
    band,
    final,
    deadline: code === null ? null : { code, at: moment(code) ?? '' },
    referrals: referrals.map((referral) => ({
      ...referral,
      at: moment(referral.deadline),
      wording: wordingOf(pack, reading, referral.code),
    })),
    measures: unique(acting.flatMap(({ variant }) => variant.measures ?? [])),
    causes: causes.filter(({ code }) => !playsAlong.has(code)),
    contributing: causes.filter(({ code }) => playsAlong.has(code)),
    blocked,
    stops: unique(acting.flatMap(({ variant }) => variant.stop ?? [])).toSorted(),
    next: nextOf(pack, acting),
    texts: unique([
      // Heaviest first: what saves a life is not looked for between advice for later.
      ...spoken.toSorted(heavyFirst).flatMap(({ variant }) => variant.text ?? []),
      ...accompany.map(({ text }) => text),
      ...raisedText,
    ]),
    score: scoreOf(pack, reading),
    flag: flagOf(pack, reading, acting, final),
    rules: [
      ...verdicts,
      ...raiseVerdict(pack, reading, raised),
      ...(isUnfinished ? [unfinishedVerdict(pack, open)] : []),
    ],
    open,
    unknown: unknownItems(pack, answers, reading, before, measure),
    nothing: null,
    raised: raised ?? null,
  };
};

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
  yields: (one: Judged) => boolean,
  outcomeDeadline: DeadlineCode | null,
): readonly Omit<Referral, 'at' | 'wording'>[] => {
  const byCode = new Map<string, Omit<Referral, 'at' | 'wording'>>();
  for (const one of acting) {
    const { rule, variant } = one;
    for (const { code, offer, via } of variant.refer ?? []) {
      const had = byCode.get(code);
      const standard = variant.band === undefined ? outcomeDeadline : pack.bands.get(variant.band)?.deadline;
      const deadline = variant.deadline ?? standard ?? null;
      byCode.set(code, {
        code,
        deadline: earliest([had?.deadline, deadline]),
        offer: (had?.offer ?? true) && offer === true,
        via: had?.via ?? via ?? null,
        why: unique([...(had?.why ?? []), ...(variant.text === undefined || yields(one) ? [] : [variant.text])]),
        rules: unique([...(had?.rules ?? []), rule.id]),
      });
    }
  }
  const urgency = (deadline: DeadlineCode | null) =>
    deadline === null ? deadlines.length : deadlines.indexOf(deadline);
  // What must be done comes before what is offered; within that, what is due first.
  return [...byCode.values()].toSorted(
    (a, b) => Number(a.offer) - Number(b.offer) || urgency(a.deadline) - urgency(b.deadline),
  );
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

/** The wording of a chosen service for this person. It may read who someone is, because it changes nothing else. */
const wordingOf = (pack: Pack, reading: Reading, code: string): string | null =>
  pack.wordings.find((one) => one.code === code && reading.meanwhile(one.tree) === 'applies')?.text ?? null;

/** Nothing was entered, so nothing is said. The band is no finding: it only keeps a reader from taking this for good news. */
const nothing = (pack: Pack, text: string, on: number, acting: readonly Judged[]): Outcome => ({
  instrument: pack.name,
  on: dutch(on),
  band: pack.unfinished.band,
  final: false,
  deadline: null,
  referrals: [],
  measures: [],
  causes: [],
  contributing: [],
  blocked: [],
  stops: unique(acting.flatMap(({ variant }) => variant.stop ?? [])),
  next: [],
  texts: [text, ...acting.flatMap(({ variant }) => (variant.stop === undefined ? [] : (variant.text ?? [])))],
  score: {},
  flag: null,
  rules: [],
  open: [],
  unknown: [],
  nothing: text,
  raised: null,
});
