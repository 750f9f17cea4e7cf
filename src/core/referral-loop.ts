import { z } from 'zod';
import { daysAfter, dutch, type HolidayRules, workingDaysAfter } from './calendar.ts';

/**
 * What becomes of a referral after its letter: sent, received, taken up or not, told back, done. Each step is an entry of
 * its own; a correction is a new one with its reason, and both stay visible. While a referral is open it has a next date.
 */

export const loopSteps = [
  'verstuurd',
  'nagevraagd',
  'ontvangen',
  'aangenomen',
  'afgewezen',
  'terugkoppeling',
  'afgerond',
  'ingetrokken',
] as const;
export const LoopStep = z.enum(loopSteps);
export type LoopStep = z.infer<typeof LoopStep>;
/** Asking after it leaves it as it was. */
export type LoopState = 'concept' | Exclude<LoopStep, 'nagevraagd'>;

const isEnd = (step: LoopStep | 'concept'): boolean => step === 'afgerond' || step === 'ingetrokken';
const words = (most: number) => z.string().trim().max(most);

const fields = {
  step: LoopStep,
  on: z.iso.date().describe('The day it happened, in the Netherlands'),
  channel: words(60).min(1).describe('Id of a channel of `resources/follow-up.json`'),
  spoke: words(200).describe('Who was spoken to'),
  agreed: words(2000).describe('What was agreed or told'),
  nextAt: z.iso.date().nullable().describe('When to look at it again'),
  instead: words(2000).describe('What happens in its place, or why it was taken back'),
};

type Dated = { readonly step: LoopStep; readonly nextAt: string | null; readonly instead: string };

/** An open referral without a next date is one that gets forgotten; one that was declined may say what happens instead. */
const hasNext = ({ step, nextAt, instead }: Dated): boolean => {
  if (isEnd(step)) return nextAt === null;
  return nextAt !== null || (step === 'afgewezen' && instead !== '');
};
const saysWhy = ({ step, instead }: Dated): boolean => step !== 'ingetrokken' || instead !== '';
const notBefore = ({ on, nextAt }: { readonly on: string; readonly nextAt: string | null }): boolean =>
  nextAt === null || nextAt >= on;

const noNext = { path: ['nextAt'], message: 'een open verwijzing heeft een volgende datum' };
const noReason = { path: ['instead'], message: 'waarom de verwijzing is ingetrokken hoort erbij' };
const backwards = { path: ['nextAt'], message: 'de volgende datum ligt niet voor deze stap' };

/** A step as it is handed in. */
export const LoopStepGiven = z
  .strictObject(fields)
  .refine(hasNext, noNext)
  .refine(saysWhy, noReason)
  .refine(notBefore, backwards);
export type LoopStepGiven = z.infer<typeof LoopStepGiven>;

/** The entry of a dossier. */
export const ReferralStepped = z.strictObject({
  kind: z.literal('referral-stepped'),
  referral: z.uuid(),
  ...fields,
  corrects: z.string().nullable().describe('The entry that this one takes the place of'),
  reason: z.string().nullable(),
});
export type ReferralStepped = z.infer<typeof ReferralStepped>;

/** What the standing of a referral follows from. */
export type LoopMark = Pick<ReferralStepped, 'step' | 'on' | 'nextAt' | 'corrects'> & { readonly entry: string };

export type KeptStep = Omit<ReferralStepped, 'kind' | 'referral'> & { readonly entry: string; readonly at: string };

/** Steps with one more, in the order in which they were written down. */
export const withStep = (
  steps: readonly KeptStep[],
  entry: { readonly id: string; readonly at: string; readonly content: ReferralStepped },
): readonly KeptStep[] => {
  const { kind: _, referral: __, ...step } = entry.content;
  return [...steps, { ...step, entry: entry.id, at: entry.at }];
};

export const isReplaced = (steps: readonly LoopMark[], { entry }: LoopMark): boolean =>
  steps.some(({ corrects }) => corrects === entry);

/** The first entry of what was written and corrected: it keeps its place in the line. */
const rootOf = <T extends LoopMark>(steps: readonly T[], step: T): T => {
  const before = steps.find(({ entry }) => entry === step.corrects);
  return before === undefined ? step : rootOf(steps, before);
};

/** What stands, in the order in which it was first written down. */
export const standingSteps = <T extends LoopMark>(steps: readonly T[]): readonly T[] =>
  steps
    .filter((step) => !isReplaced(steps, step))
    .toSorted((a, b) => steps.indexOf(rootOf(steps, a)) - steps.indexOf(rootOf(steps, b)));

export type LoopStanding = {
  readonly state: LoopState;
  /** `2026-11-23`; null: nothing more is due. */
  readonly nextAt: string | null;
  readonly open: boolean;
};

/** @param madeNext - the next date that came with the letter, while nothing was done with it yet */
export const loopStanding = (steps: readonly LoopMark[], madeNext: string | null): LoopStanding => {
  const standing = standingSteps(steps);
  const last = standing.at(-1);
  if (last === undefined) return { state: 'concept', nextAt: madeNext, open: true };
  const state = standing.map(({ step }) => step).findLast((step) => step !== 'nagevraagd') ?? 'concept';
  const open = !isEnd(state) && (state !== 'afgewezen' || last.nextAt !== null);
  return { state, nextAt: open ? last.nextAt : null, open };
};

const later: readonly LoopStep[] = ['ontvangen', 'aangenomen', 'afgewezen', 'terugkoppeling'];

/** What can come next. What nobody told in between is skipped: who takes it up has received it. */
export const nextSteps = (state: LoopState): readonly LoopStep[] => {
  switch (state) {
    case 'concept':
      return ['verstuurd', 'ingetrokken'];
    case 'verstuurd':
      return [...later, 'nagevraagd', 'verstuurd', 'afgerond', 'ingetrokken'];
    case 'ontvangen':
      return ['aangenomen', 'afgewezen', 'terugkoppeling', 'nagevraagd', 'afgerond', 'ingetrokken'];
    case 'aangenomen':
    case 'terugkoppeling':
      return ['terugkoppeling', 'afgewezen', 'nagevraagd', 'afgerond', 'ingetrokken'];
    case 'afgewezen':
      return ['nagevraagd', 'verstuurd', 'aangenomen', 'afgerond', 'ingetrokken'];
    case 'afgerond':
    case 'ingetrokken':
      return [];
  }
};

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Sentence = z.string().min(3);
const dated: readonly (LoopStep | 'concept')[] = ['concept', ...loopSteps.filter((step) => !isEnd(step))];

export const FollowUpTerm = z.strictObject({
  recipient: Id.nullable().describe('null: every recipient without a line of its own'),
  after: z.enum(['concept', ...loopSteps]),
  count: z.int().min(0).max(90),
  unit: z.enum(['werkdagen', 'dagen', 'weken']),
  why: Sentence,
  source: Sentence,
  certainty: z.enum(['zeker', 'te controleren', 'keuze']),
});
export type FollowUpTerm = z.infer<typeof FollowUpTerm>;

/** `resources/follow-up.json`: when to look at a referral again, what to say when nobody answers, and where else to go. */
export const FollowUp = z.strictObject({
  source: Sentence,
  channels: z
    .array(z.strictObject({ id: Id, label: z.string().min(2), for: z.array(Id).describe('Empty: for everyone') }))
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'een weg staat er twee keer'),
  terms: z
    .array(FollowUpTerm)
    .refine(
      (all) => new Set(all.map(({ recipient, after }) => `${recipient} ${after}`)).size === all.length,
      'een termijn staat er twee keer',
    )
    .refine(
      (all) => dated.every((step) => all.some(({ recipient, after }) => recipient === null && after === step)),
      'elke stap die een volgende datum vraagt heeft een termijn voor wie geen eigen regel heeft',
    ),
  again: FollowUpTerm.omit({ recipient: true, after: true }).describe('When to assess again after a term was met'),
  silence: z
    .array(
      z.strictObject({
        recipient: Id.nullable(),
        say: Sentence.describe('What to say on the telephone; `{reference}` and `{day}` are filled in'),
        afterwards: Sentence.describe('What to do when that brings nothing'),
        source: Sentence,
      }),
    )
    .refine(
      (all) => all.some(({ recipient }) => recipient === null),
      'er is een regel voor wie geen eigen regel heeft',
    ),
  declined: z
    .array(
      z.strictObject({
        recipient: Id.nullable(),
        ask: Sentence,
        routes: z.array(z.string().regex(/^[A-Z0-9][A-Z0-9_]*$/)).min(1),
        source: Sentence,
      }),
    )
    .refine(
      (all) => all.some(({ recipient }) => recipient === null),
      'er is een regel voor wie geen eigen regel heeft',
    ),
});
export type FollowUp = z.infer<typeof FollowUp>;

const forRecipient = <T extends { readonly recipient: string | null }>(all: readonly T[], recipient: string): T => {
  const found = all.find((one) => one.recipient === recipient) ?? all.find((one) => one.recipient === null);
  if (found === undefined) throw new Error('The schema requires a line for everyone');
  return found;
};

export const silenceOf = (table: FollowUp, recipient: string) => forRecipient(table.silence, recipient);
export const declinedOf = (table: FollowUp, recipient: string) => forRecipient(table.declined, recipient);
export const channelsOf = (table: FollowUp, recipient: string) =>
  table.channels.filter((one) => one.for.length === 0 || one.for.includes(recipient));

export type Proposal = {
  readonly nextAt: string;
  readonly why: string;
  readonly source: string;
  readonly own: boolean;
};

/** Noon in universal time is the same date in the Netherlands, in summer and in winter. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);

/**
 * The next date that the table proposes after a step; null for a step after which nothing is due.
 *
 * @param on - the day of the step
 */
export const proposedNext = (
  table: FollowUp,
  recipient: string,
  after: LoopStep | 'concept',
  on: string,
  holidays: HolidayRules,
): Proposal | null => {
  const lines = table.terms.filter((one) => one.after === after);
  if (lines.length === 0) return null;
  return datedFrom(forRecipient(lines, recipient), on, holidays);
};

/** When somebody looks again, once what an outcome asked for is done. */
export const proposedAgain = (table: FollowUp, on: string, holidays: HolidayRules): Proposal =>
  datedFrom(table.again, on, holidays);

const datedFrom = (
  { count, unit, why, source, certainty }: Omit<FollowUpTerm, 'recipient' | 'after'>,
  on: string,
  holidays: HolidayRules,
): Proposal => {
  const from = noonOf(on);
  const until =
    unit === 'werkdagen'
      ? workingDaysAfter(from, count, holidays)
      : daysAfter(from, unit === 'weken' ? count * 7 : count);
  return { nextAt: dutch(until).slice(0, 10), why, source, own: certainty === 'keuze' };
};
