import { z } from 'zod';
import { KeepingForm, SafetyPlanAgreement, SafetyStepGiven } from '#core/safety-plan.ts';
import { Address, Audience, riskKinds } from '#core/safety-plan-content.ts';
import { Bytes, inDossier, op, stored } from './operation.ts';
import { AssessmentKey, DossierKey, Intent } from './views.ts';

/** The safety plan as the screen draws it, and what can be asked of it. */

const Instant = z.string().describe('ISO 8601 with offset, Europe/Amsterdam');
const Day = z.iso.date();

const Named = z.object({ code: z.string(), label: z.string() });

const StepView = z.object({
  step: z.uuid(),
  at: Instant,
  proposal: z.string().nullable(),
  moment: z.string(),
  text: z.string(),
  causes: z.array(Named),
  who: z.string(),
  until: Day.nullable(),
  state: z.enum(['in', 'dropped']),
  reason: z.string(),
  advises: z
    .array(z.object({ code: z.string(), label: z.string(), reason: z.string() }))
    .describe('What a rule blocked and these words advise'),
});

const ProposalView = z.object({
  id: z.string(),
  u: z.string(),
  jij: z.string(),
  why: z.string(),
  source: z.string(),
  causes: z.array(Named).describe('Causes found that it addresses'),
  because: z.array(z.string()).describe('What was found and makes it fit, in words; none: it fits every plan'),
});

const ChangeView = z.object({
  how: z.enum(['added', 'changed', 'dropped']),
  text: z.string(),
  before: z.string().nullable(),
  reason: z.string(),
});

const Agreed = z.object({
  number: z.number(),
  at: Instant,
  with: z.string(),
  codeWord: z.string(),
  codeMeans: z.string(),
  contact: z.string(),
  numbers: z.array(z.string()),
  evaluateOn: Day.nullable(),
  why: z.string(),
  changes: z.array(ChangeView).describe('Since the version before'),
});

const Candidate = z.object({
  assessment: AssessmentKey,
  title: z.string(),
  about: z.string().nullable().describe('The person of the dossier; null: that was not told'),
  audience: Audience,
  startedAt: Instant,
  concluded: z.boolean(),
  final: z.boolean(),
});

const RiskLine = z.object({ kind: z.enum(riskKinds), label: z.string() });

const PlanView = z.object({
  plan: z.uuid(),
  person: z.uuid(),
  personLabel: z.string(),
  audience: Audience,
  startedAt: Instant,
  basis: z.array(z.object({ assessment: AssessmentKey, title: z.string(), at: Instant, final: z.boolean() })),
  lost: z.boolean().describe('An outcome that it rests on can no longer be read'),
  came: z.array(RiskLine).describe('Found now and not when the plan was last held against the outcomes'),
  went: z.array(RiskLine),
  newer: z.array(Candidate).describe('Of this person, and the plan does not rest on it'),
  blocked: z.array(z.object({ code: z.string(), label: z.string(), reason: z.string() })),
  moments: z.array(
    z.object({ id: z.string(), label: z.string(), proposals: z.array(ProposalView), steps: z.array(StepView) }),
  ),
  dropped: z.array(StepView),
  causes: z.array(Named).describe('Found, and what makes it worse'),
  noneFor: z.array(Named).describe('Causes found that no step of the plan addresses'),
  pending: z.array(ChangeView).describe('Since it was last agreed on'),
  agreed: Agreed.nullable(),
  earlier: z.array(Agreed).describe('Newest first'),
  given: z.array(
    z.object({ at: Instant, form: KeepingForm, file: z.string().nullable(), steps: z.number(), heldBack: z.number() }),
  ),
  numbers: z.array(z.object({ service: z.string(), name: z.string(), phone: z.string(), suggested: z.boolean() })),
});
export type PlanView = z.infer<typeof PlanView>;
export type PlanStepView = z.infer<typeof StepView>;
export type PlanProposalView = z.infer<typeof ProposalView>;

export const SafetyPlanView = z.object({
  dossier: DossierKey,
  dossierLabel: z.string(),
  today: Day,
  people: z.array(z.object({ id: z.uuid(), label: z.string(), planned: z.boolean() })),
  candidates: z.array(Candidate),
  plans: z.array(z.object({ plan: z.uuid(), label: z.string() })),
  plan: PlanView.nullable(),
  again: z.object({ nextAt: Day, why: z.string(), source: z.string() }),
  keeping: z.array(z.object({ id: KeepingForm, label: z.string(), help: z.string() })),
});
export type SafetyPlanView = z.infer<typeof SafetyPlanView>;

const inPlan = inDossier.extend({ plan: z.uuid() });

export const PaperChoices = z.strictObject({
  form: KeepingForm.exclude(['niets']),
  address: Address,
  withCode: z.boolean(),
  ownNumber: z.boolean().describe('The number of the professional goes along'),
  leftOut: z.array(z.uuid()).max(200).describe('Steps that the person does not want on paper'),
});

const HeldBackView = z.object({
  step: z.string().nullable().describe('null: the code word'),
  text: z.string(),
  why: z.enum(['name', 'place', 'word']),
  told: z.string().nullable(),
});

const planned = ['unknown-dossier', 'unknown-plan', ...stored] as const;

export const safetyPlanOperations = {
  'safety-plan.read': op(
    inDossier.extend({ plan: z.uuid().nullable().describe('null: the last one, if any') }),
    SafetyPlanView,
    ...planned,
  ),
  /** Begins the plan of a person on named outcomes. A person has one plan; beginning again gives the one there is. */
  'safety-plan.start': op(
    inDossier.extend({ person: z.uuid(), assessments: z.array(AssessmentKey).min(1).max(20), intent: Intent }),
    SafetyPlanView,
    ...planned,
    'unknown-person',
    'unknown-assessment',
    'answer-refused',
  ),
  /** Lets the plan rest on these outcomes as they are now. */
  'safety-plan.base': op(
    inPlan.extend({ assessments: z.array(AssessmentKey).min(1).max(20), intent: Intent }),
    SafetyPlanView,
    ...planned,
    'unknown-assessment',
    'answer-refused',
  ),
  'safety-plan.step': op(
    inPlan.extend({ given: SafetyStepGiven, intent: Intent }),
    SafetyPlanView,
    ...planned,
    'answer-refused',
    'reason-needed',
  ),
  /** Makes the steps as they stand a version, with a date to look again. */
  'safety-plan.agree': op(
    inPlan.extend({ agreement: SafetyPlanAgreement, intent: Intent }),
    SafetyPlanView,
    ...planned,
    'answer-refused',
  ),
  /** The version for the person, as it would be. */
  'safety-plan.paper': op(
    inPlan.extend({ choices: PaperChoices }),
    z.object({ pdf: Bytes, pages: z.number(), steps: z.number(), heldBack: z.array(HeldBackView) }),
    ...planned,
    'plan-not-agreed',
    'sender-needed',
    'letter-failed',
  ),
  /** Writes it straight to a place of choice, and puts that in the audit and in the record. */
  'safety-plan.save': op(
    inPlan.extend({
      choices: PaperChoices,
      asked: z.string().trim().min(3).max(1000),
      folder: z.string().min(1).max(1000),
      intent: Intent,
    }),
    z.object({ path: z.string() }),
    ...planned,
    'plan-not-agreed',
    'sender-needed',
    'letter-failed',
    'place-refused',
    'file-exists',
  ),
  /** Puts down that nothing on paper was agreed on. */
  'safety-plan.nothing': op(
    inPlan.extend({ asked: z.string().trim().min(3).max(1000), intent: Intent }),
    SafetyPlanView,
    ...planned,
    'plan-not-agreed',
  ),
} as const;
