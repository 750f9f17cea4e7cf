import { z } from 'zod';
import type { Outcome } from './outcome.ts';

/** What a safety plan may propose, as data: `resources/safety-plan.json`; and which of it fits the risks that were found. */

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Sentence = z.string().min(3);
const Code = z.string().min(2);
const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** Whom a plan is for: who undergoes violence, a child, or who uses it. */
export const audiences = ['slachtoffer', 'kind', 'pleger'] as const;
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;

/** Of the instruments that speak of a person as this client. */
export const audienceOf = (client: string | null | undefined): Audience =>
  client === 'slachtoffer' || client === 'pleger'
    ? client
    : client === null || client === undefined
      ? 'slachtoffer'
      : 'kind';

/** How the plan speaks to the person. */
export const Address = z.enum(['u', 'jij']);
export type Address = z.infer<typeof Address>;

const Moment = z.strictObject({
  id: Id,
  label: Sentence,
  u: Sentence.describe('Heading for the person, in both ways of speaking to them'),
  jij: Sentence,
  source: Sentence,
});

export const Proposal = z
  .strictObject({
    id: Id,
    moment: Id,
    for: z.array(Audience).min(1),
    when: z
      .strictObject({
        always: z.literal(true).optional(),
        children: z.literal(true).optional().describe('There are children, or there may be'),
        causes: z.array(Code).min(1).optional(),
        stops: z.array(Code).min(1).optional(),
        blocks: z.array(Code).min(1).optional(),
        referrals: z.array(Code).min(1).optional(),
        measures: z.array(Code).min(1).optional(),
      })
      .refine((when) => Object.keys(when).length > 0, 'een voorstel zegt wanneer het past')
      .describe('Any of these is enough'),
    addresses: z.array(Code).describe('The causes that it addresses'),
    breaks: z.array(Code).describe('While one of these options is blocked, this is never proposed'),
    services: z.array(Id).describe('Whose number goes with it'),
    u: Sentence.describe('The same step in both ways of speaking to the person'),
    jij: Sentence,
    why: Sentence.describe('For the professional'),
    source: Sentence,
  })
  .describe('One step that can be proposed');
export type Proposal = z.infer<typeof Proposal>;

export const SafetyPlanContent = z.strictObject({
  source: Sentence,
  moments: z
    .array(Moment)
    .min(1)
    .refine((all) => unique(all.map(({ id }) => id)), 'een moment staat er twee keer'),
  proposals: z
    .array(Proposal)
    .min(1)
    .refine((all) => unique(all.map(({ id }) => id)), 'een voorstel staat er twee keer'),
  numbers: z
    .array(
      z.strictObject({
        service: Id,
        neutral: Sentence.describe('What the number is called where nobody may see what it is for'),
        for: z.array(Audience).min(1),
        always: z.boolean(),
      }),
    )
    .refine((all) => unique(all.map(({ service }) => service)), 'een nummer staat er twee keer'),
  worker: z
    .strictObject({ label: Sentence, neutral: Sentence })
    .describe('What the number of the professional is called, on a sheet and on a card'),
  keeping: z.array(
    z.strictObject({ id: z.enum(['blad', 'kaartje', 'niets']), label: Sentence, help: Sentence, source: Sentence }),
  ),
  notForClient: z.array(
    z.strictObject({
      says: z.string().min(3).describe('Regular expression for what may not stand in the plan of the person'),
      why: Sentence,
      exact: z.boolean().describe('Capitals count'),
    }),
  ),
});
export type SafetyPlanContent = z.infer<typeof SafetyPlanContent>;

/** What outcomes found, without any band: the ground on which a plan rests. Sorted, each code once. */
export const Risks = z.strictObject({
  causes: z.array(z.string()),
  contributing: z.array(z.string()),
  blocked: z.array(z.string()),
  stops: z.array(z.string()),
  referrals: z.array(z.string()),
  measures: z.array(z.string()),
});
export type Risks = z.infer<typeof Risks>;

export const riskKinds = ['causes', 'contributing', 'blocked', 'stops', 'referrals', 'measures'] as const;
export type RiskKind = (typeof riskKinds)[number];

export const noRisks: Risks = { causes: [], contributing: [], blocked: [], stops: [], referrals: [], measures: [] };

const sorted = (codes: readonly string[]): string[] => [...new Set(codes)].toSorted();
const codesOf = (some: readonly { readonly code: string }[]): readonly string[] => some.map(({ code }) => code);

export const risksOf = (outcome: Outcome): Risks => ({
  causes: sorted(codesOf(outcome.causes)),
  contributing: sorted(codesOf(outcome.contributing)),
  blocked: sorted(codesOf(outcome.blocked)),
  stops: sorted(outcome.stops),
  referrals: sorted(codesOf(outcome.referrals)),
  measures: sorted(outcome.measures),
});

export const together = (all: readonly Risks[]): Risks => {
  const of = (kind: RiskKind) => sorted(all.flatMap((one) => one[kind]));
  return {
    ...{ causes: of('causes'), contributing: of('contributing'), blocked: of('blocked') },
    ...{ stops: of('stops'), referrals: of('referrals'), measures: of('measures') },
  };
};

/** What is found now and was not then, and the other way round. */
export const risksChanged = (then: Risks, now: Risks): { readonly came: Risks; readonly went: Risks } => {
  const less = (from: Risks, what: Risks): Risks => {
    const of = (kind: RiskKind) => from[kind].filter((code) => !what[kind].includes(code));
    return {
      ...{ causes: of('causes'), contributing: of('contributing'), blocked: of('blocked') },
      ...{ stops: of('stops'), referrals: of('referrals'), measures: of('measures') },
    };
  };
  return { came: less(now, then), went: less(then, now) };
};

export const hasRisks = (risks: Risks): boolean => riskKinds.some((kind) => risks[kind].length > 0);

export type Proposed = {
  readonly proposal: Proposal;
  /** The causes found that it addresses. */
  readonly causes: readonly string[];
  /** Why it is proposed: codes that were found; none when it fits every plan. */
  readonly because: readonly string[];
};

/**
 * The steps that fit what was found, in the order of the moments. What a rule blocked is never among them.
 *
 * @param blocked - what is blocked anywhere in the dossier, also by an outcome about somebody else in it
 * @param children - whether there are children, or whether that is not known
 */
export const proposalsFor = (
  content: SafetyPlanContent,
  audience: Audience,
  risks: Risks,
  blocked: readonly string[],
  children: boolean,
): readonly Proposed[] => {
  const closed = new Set([...risks.blocked, ...blocked]);
  const found = new Set([...risks.causes, ...risks.contributing]);
  const proposed = content.proposals.flatMap((proposal): Proposed[] => {
    const { when } = proposal;
    if (!proposal.for.includes(audience) || proposal.breaks.some((code) => closed.has(code))) return [];
    const because = [
      ...(when.causes ?? []).filter((code) => found.has(code)),
      ...(when.stops ?? []).filter((code) => risks.stops.includes(code)),
      ...(when.blocks ?? []).filter((code) => closed.has(code)),
      ...(when.referrals ?? []).filter((code) => risks.referrals.includes(code)),
      ...(when.measures ?? []).filter((code) => risks.measures.includes(code)),
    ];
    const fits = when.always === true || (when.children === true && children) || because.length > 0;
    return fits ? [{ proposal, because, causes: proposal.addresses.filter((code) => found.has(code)) }] : [];
  });
  return content.moments.flatMap(({ id }) => proposed.filter(({ proposal }) => proposal.moment === id));
};

type Block = { readonly code: string; readonly says?: readonly string[] | undefined };

/** Which options a sentence advises, as far as its words tell; for sentences that a person wrote. */
export const advises = (text: string, blocks: readonly Block[]): readonly string[] =>
  blocks.filter(({ says }) => says?.some((pattern) => new RegExp(pattern, 'iu').test(text))).map(({ code }) => code);
