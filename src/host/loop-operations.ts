import { z } from 'zod';
import { LoopStep, LoopStepGiven } from '#core/referral-loop.ts';
import { inDossier, op, stored } from './operation.ts';
import { AssessmentKey, DossierKey, Intent, ReferralKey, ServiceView } from './views.ts';

/** A referral and what became of it, as the screen draws it. */

const Instant = z.string().describe('ISO 8601 with offset, Europe/Amsterdam');
const Day = z.iso.date();
const LoopState = z.enum(['concept', ...LoopStep.exclude(['nagevraagd']).options]);

const StepView = z.object({
  entry: z.string(),
  at: Instant.describe('When it was written down'),
  step: LoopStep,
  on: Day,
  channel: z.string().describe('Its label'),
  channelId: z.string(),
  spoke: z.string(),
  agreed: z.string(),
  nextAt: Day.nullable(),
  instead: z.string(),
  reason: z.string().nullable().describe('Why it was corrected'),
  replaced: z.boolean().describe('A later entry took its place; it stays to be seen'),
});
export type LoopStepView = z.infer<typeof StepView>;

/** What was shared, with whom, on which ground: a line of the ledger. */
export const SharedView = z.object({
  referral: ReferralKey,
  at: Instant,
  recipient: z.string(),
  ground: z.string(),
  groundNote: z.string(),
  informed: z.string(),
  informedNote: z.string(),
  topics: z.array(z.string()).describe('Their labels'),
  leftOut: z.array(z.string()),
  added: z.array(z.object({ topic: z.string(), reason: z.string() })),
  secrets: z.boolean().nullable().describe('null: not kept at the time'),
  reference: z.string().nullable(),
  file: z.string().describe('Empty: copied into a form, and not kept as a file'),
  state: LoopState,
  nextAt: Day.nullable(),
  open: z.boolean(),
});
export type SharedView = z.infer<typeof SharedView>;

export const ReferralView = z.object({
  dossier: DossierKey,
  dossierLabel: z.string(),
  assessment: AssessmentKey,
  code: z.string(),
  shared: SharedView,
  today: Day,
  late: z.boolean().describe('The next date is past'),
  steps: z.array(StepView).describe('Oldest first, corrected ones too'),
  next: z.array(LoopStep).describe('What can come next'),
  proposals: z
    .array(
      z.object({
        after: LoopStep,
        nextAt: Day,
        why: z.string(),
        source: z.string(),
        own: z.boolean().describe('A choice of ours, not a term of law or protocol'),
      }),
    )
    .describe('The next date after each step, when it is taken today'),
  channels: z.array(z.object({ id: z.string(), label: z.string() })),
  services: z.array(ServiceView),
  silence: z.object({ say: z.string(), afterwards: z.string(), source: z.string() }),
  declined: z.object({
    ask: z.string(),
    source: z.string(),
    routes: z.array(z.object({ code: z.string(), label: z.string(), letter: z.boolean() })),
  }),
});
export type ReferralView = z.infer<typeof ReferralView>;

const inReferral = inDossier.extend({ referral: ReferralKey });

export const loopOperations = {
  'referral.read': op(inReferral, ReferralView, 'unknown-dossier', 'unknown-referral', ...stored),
  /** Writes down what became of it. A correction names the entry it replaces, and says why. */
  'referral.step': op(
    inReferral.extend({
      given: LoopStepGiven,
      corrects: z.string().max(200).nullable().default(null),
      reason: z.string().trim().max(1000).nullable().default(null),
      intent: Intent,
    }),
    ReferralView,
    'unknown-dossier',
    'unknown-referral',
    'step-refused',
    'moment-refused',
    'reason-needed',
    ...stored,
  ),
  /** What was shared with whom, newest first. */
  'referral.ledger': op(inDossier, z.array(SharedView), 'unknown-dossier', ...stored),
} as const;
