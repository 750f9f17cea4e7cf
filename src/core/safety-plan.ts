import { z } from 'zod';
import { Address, Audience, Risks } from './safety-plan-content.ts';

/**
 * A safety plan of a person: on which outcomes it rests, its steps, and its versions. Every entry is written once; a step that
 * is worded anew, or dropped, is a new entry, and agreeing makes a version, so that what changed since is known.
 */

const line = (longest: number) => z.string().trim().max(longest);
const id = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(60);

export const SafetyPlanStarted = z.strictObject({
  kind: z.literal('safety-plan-started'),
  plan: z.uuid(),
  person: z.uuid(),
  audience: Audience,
});

/** What the plan rests on from here on: assessments that were named, and what each found at that moment. */
export const SafetyPlanBased = z.strictObject({
  kind: z.literal('safety-plan-based'),
  plan: z.uuid(),
  basis: z.array(z.strictObject({ assessment: z.uuid(), risks: Risks })).min(1),
});

const step = {
  step: z.uuid().describe('The same over all entries about this step'),
  proposal: id.nullable().describe('What Baken proposed; null: thought of by people'),
  moment: id,
  text: line(500).min(3).describe('As the person reads it'),
  causes: z.array(z.string()).describe('The causes that it addresses'),
  who: line(160).describe('Who does it; empty: not agreed yet'),
  until: z.iso.date().nullable().describe('By when'),
  state: z.enum(['in', 'dropped']),
  reason: line(1000).describe('Why it was dropped, or changed after it was agreed'),
};

/** As it is handed in: dropping asks for a reason. */
export const SafetyStepGiven = z
  .strictObject(step)
  .refine(({ state, reason }) => state === 'in' || reason.length >= 3, {
    path: ['reason'],
    message: 'waarom deze stap niet in het plan komt',
  });
export type SafetyStepGiven = z.infer<typeof SafetyStepGiven>;

export const SafetyPlanStepped = z.strictObject({ kind: z.literal('safety-plan-stepped'), plan: z.uuid(), ...step });

const agreement = {
  with: line(160).min(1).describe('With whom it was gone through'),
  codeWord: line(60).describe('Empty: none was agreed'),
  codeMeans: line(300).describe('What somebody does who hears it'),
  contact: line(300).describe('How the person can be reached without danger; never on a paper'),
  numbers: z.array(id).describe('Services whose number goes along'),
  evaluateOn: z.iso.date().nullable().describe('When it is looked at again'),
  why: line(1000).describe('Why it need not be looked at again'),
};

/** As it is handed in: not to look again asks for a reason. */
export const SafetyPlanAgreement = z
  .strictObject(agreement)
  .refine(({ evaluateOn, why }) => evaluateOn !== null || why.length >= 3, {
    path: ['why'],
    message: 'waarom hier geen datum bij hoort',
  });
export type SafetyPlanAgreement = z.infer<typeof SafetyPlanAgreement>;

export const SafetyPlanAgreed = z.strictObject({
  kind: z.literal('safety-plan-agreed'),
  plan: z.uuid(),
  ...agreement,
});

export const keepingForms = ['blad', 'kaartje', 'niets'] as const;
export const KeepingForm = z.enum(keepingForms);
export type KeepingForm = z.infer<typeof KeepingForm>;

/** The version for the person was made, or it was agreed to take nothing along. */
export const SafetyPlanGiven = z.strictObject({
  kind: z.literal('safety-plan-given'),
  given: z.uuid(),
  plan: z.uuid(),
  version: z.string().describe('The entry that agreed on it'),
  form: KeepingForm,
  address: Address,
  asked: line(1000).describe('What the person said about keeping it without danger'),
  withCode: z.boolean(),
  steps: z.int().min(0),
  heldBack: z.int().min(0).describe('Steps that stayed out of it'),
  file: z.string().nullable(),
  sha256: z.string().nullable(),
});

export const SafetyPlanContentEntry = z.discriminatedUnion('kind', [
  SafetyPlanStarted,
  SafetyPlanBased,
  SafetyPlanStepped,
  SafetyPlanAgreed,
  SafetyPlanGiven,
]);
type PlanContent = z.infer<typeof SafetyPlanContentEntry>;

type Entered = { readonly entry: string; readonly at: string };
export type SafetyStep = Omit<z.infer<typeof SafetyPlanStepped>, 'kind' | 'plan'> & Entered;
export type PlanVersion = Omit<z.infer<typeof SafetyPlanAgreed>, 'kind' | 'plan'> &
  Entered & {
    /** The steps that stood when it was agreed, oldest first. */
    readonly steps: readonly SafetyStep[];
  };

export type SafetyPlan = {
  readonly id: string;
  readonly person: string;
  readonly audience: Audience;
  readonly startedAt: string;
  readonly basis: (z.infer<typeof SafetyPlanBased>['basis'][number] & { readonly at: string })[];
  /** Every entry about every step. */
  readonly steps: readonly SafetyStep[];
  readonly versions: readonly PlanVersion[];
  readonly given: readonly (Omit<z.infer<typeof SafetyPlanGiven>, 'kind' | 'plan'> & Entered)[];
};

/** Each step as it was last written, in the order in which they came in; dropped ones too. */
export const lastSteps = (steps: readonly SafetyStep[]): readonly SafetyStep[] => [
  ...new Map(steps.map((one) => [one.step, one])).values(),
];

export const stepsIn = (plan: Pick<SafetyPlan, 'steps'>): readonly SafetyStep[] =>
  lastSteps(plan.steps).filter(({ state }) => state === 'in');

/** The plans with one more entry. One for a plan that is not there changes nothing. */
export const foldSafetyPlan = (
  plans: readonly SafetyPlan[],
  { id: entry, at, content }: { readonly id: string; readonly at: string; readonly content: PlanContent },
): readonly SafetyPlan[] => {
  if (content.kind === 'safety-plan-started') {
    const { plan, person, audience } = content;
    if (plans.some(({ id: known }) => known === plan)) return plans;
    return [...plans, { id: plan, person, audience, startedAt: at, basis: [], steps: [], versions: [], given: [] }];
  }
  const change = (plan: SafetyPlan): SafetyPlan => {
    switch (content.kind) {
      case 'safety-plan-based':
        return { ...plan, basis: content.basis.map((one) => ({ ...one, at })) };
      case 'safety-plan-stepped': {
        const { kind: _, plan: __, ...given } = content;
        return { ...plan, steps: [...plan.steps, { ...given, entry, at }] };
      }
      case 'safety-plan-agreed': {
        const { kind: _, plan: __, ...given } = content;
        return { ...plan, versions: [...plan.versions, { ...given, entry, at, steps: stepsIn(plan) }] };
      }
      case 'safety-plan-given': {
        const { kind: _, plan: __, ...given } = content;
        return { ...plan, given: [...plan.given, { ...given, entry, at }] };
      }
    }
  };
  return plans.map((plan) => (plan.id === content.plan ? change(plan) : plan));
};

export type StepChange = {
  readonly how: 'added' | 'changed' | 'dropped';
  readonly step: SafetyStep;
  readonly before: SafetyStep | null;
};

const sayTheSame = (a: SafetyStep, b: SafetyStep): boolean =>
  a.text === b.text && a.who === b.who && a.until === b.until && a.moment === b.moment;

/**
 * What changed in the steps.
 *
 * @param before - the steps of an earlier version; @param after - those that stand
 * @param all - every entry about every step, to know why one was dropped
 */
export const stepChanges = (
  before: readonly SafetyStep[],
  after: readonly SafetyStep[],
  all: readonly SafetyStep[],
): readonly StepChange[] => {
  const then = new Map(before.map((one) => [one.step, one]));
  const now = new Set(after.map((one) => one.step));
  const last = new Map(all.map((one) => [one.step, one]));
  return [
    ...after.flatMap((one): StepChange[] => {
      const had = then.get(one.step);
      if (had === undefined) return [{ how: 'added', step: one, before: null }];
      return sayTheSame(had, one) ? [] : [{ how: 'changed', step: one, before: had }];
    }),
    ...before
      .filter((one) => !now.has(one.step))
      .map((one): StepChange => ({ how: 'dropped', step: last.get(one.step) ?? one, before: one })),
  ];
};

/** What was changed since the last version; all of it while there is none. */
export const pendingChanges = (plan: SafetyPlan): readonly StepChange[] =>
  stepChanges(plan.versions.at(-1)?.steps ?? [], stepsIn(plan), plan.steps);
