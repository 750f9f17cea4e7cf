import { type Band, type DeadlineCode, earliest, heaviest } from './band.ts';
import type { AnswerValue, ItemId } from './instrument.ts';
import { bandsOf, type Judged, unique } from './judged.ts';
import type { OpenItem } from './open-items.ts';
import type { Pack, PackRule } from './pack.ts';
import { type BandFacts, because, type Reading } from './reading.ts';
import { type Says, settle } from './verdict.ts';

/** Every rule with its verdict, the answers behind it and its source. */

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
  /** What it brings in this outcome: its own deadline where it has one, and its codes. */
  readonly deadline: DeadlineCode | null;
  readonly refers: readonly string[];
  readonly blocks: readonly string[];
  readonly starts: readonly string[];
  readonly variants: readonly VariantVerdict[];
};

export const ruleVerdict = (
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
    texts: rule.yieldsTo?.some((id) => all.some((one) => one.acts && one.rule.id === id))
      ? []
      : unique(acting.flatMap(({ variant }) => variant.text ?? [])),
    source: rule.source,
    deadline: earliest(acting.map(({ variant }) => variant.deadline)),
    refers: unique(acting.flatMap(({ variant }) => (variant.refer ?? []).map(({ code }) => code))),
    blocks: unique(acting.flatMap(({ variant }) => variant.block ?? [])),
    starts: unique(acting.flatMap(({ variant }) => (variant.start ?? []).map(({ instrument }) => instrument))),
    variants: judged.map(({ variant, says: own, acts }) => ({
      id: variant.id ?? null,
      says: own,
      acts,
      band: variant.band ?? null,
      text: variant.text ?? null,
    })),
  };
};

const bringsNothing = { deadline: null, refers: [], blocks: [], starts: [] } as const;

export const raiseVerdict = (
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
      ...bringsNothing,
      variants: [],
    },
  ];
};

/** That something is unfinished is never settled: the next answers take it away. */
export const unfinishedVerdict = (pack: Pack, open: readonly OpenItem[]): RuleVerdict => ({
  id: pack.unfinished.id,
  title: pack.unfinished.title,
  says: 'open',
  acts: true,
  band: pack.unfinished.band,
  because: [],
  texts: [pack.unfinished.text.replace('{open}', open.map(({ item }) => item).join(', '))],
  source: pack.unfinished.source,
  ...bringsNothing,
  variants: [],
});
