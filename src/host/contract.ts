import { z } from 'zod';
import { AnswerValue, ItemId } from '#core/instrument.ts';
import type { Result } from '#core/result.ts';
import { attachmentOperations } from './attachment-operations.ts';
import { auditOperations } from './audit-operations.ts';
import { backupOperations } from './backup-operations.ts';
import { bibliotheekOperations } from './bibliotheek-operations.ts';
import { checkOperations } from './check-operations.ts';
import { DamageView } from './damage-kinds.ts';
import { draftsOperations } from './drafts-operations.ts';
import { dutiesOperations } from './duties-operations.ts';
import { familyOperations } from './family-operations.ts';
import { inzageOperations } from './inzage-operations.ts';
import { keysOperations, recoverFailures, Sheets } from './keys-operations.ts';
import { loopOperations } from './loop-operations.ts';
import { meldcodeOperations } from './meldcode-operations.ts';
import { Bytes, type FailureKind, inAssessment, inDossier, nothing, op, Passphrase, stored } from './operation.ts';
import { paperOperations } from './paper-operations.ts';
import { retentionOperations } from './retention-operations.ts';
import { safetyPlanOperations } from './safety-plan-operations.ts';
import { schoolOperations } from './school-operations.ts';
import { socialMapOperations } from './social-map-operations.ts';
import { timelineOperations } from './timeline-operations.ts';
import {
  AssessmentKey,
  AssessmentView,
  DossierList,
  DossierView,
  FoundPeople,
  InstrumentRow,
  Intent,
  LetterChoices,
  PersonView,
  QuestionView,
  ReferralDraft,
  ReferralKey,
  Sender,
} from './views.ts';
import { workOperations } from './work-operations.ts';

/** Every operation the screen can ask for: name, input, output, failures. Transports and preload carry it unread. */

export type { AuditFilter, AuditLineView, AuditPageView } from './audit-operations.ts';
export type { BackupJob, BackupView, FoundBackup } from './backup-operations.ts';
export type { BibliotheekView, CardView, HitKind } from './bibliotheek-operations.ts';
export type { CheckView } from './check-operations.ts';
export type { DamageView } from './damage-kinds.ts';
export type { FamilyView } from './family-operations.ts';
export type { KeysView, KitView } from './keys-operations.ts';
export type { ReferralView } from './loop-operations.ts';
export { FailureData, type FailureKind, failureKinds } from './operation.ts';
export type { PaperQuestion, PaperView } from './paper-operations.ts';
export type { PlanProposalView, PlanStepView, PlanView, SafetyPlanView } from './safety-plan-operations.ts';
export type { SchoolView } from './school-operations.ts';
export type { MapService, SocialMapView } from './social-map-operations.ts';
export type { TimelineView } from './timeline-operations.ts';
export type { WorkKind, WorkLine, WorkList } from './work-operations.ts';

export const AccessState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent'), folder: z.string() }),
  z.object({ kind: z.literal('locked'), name: z.string() }),
  z.object({
    kind: z.literal('open'),
    name: z.string(),
    lockMinutes: z.number(),
    clock: z
      .object({ kind: z.enum(['back', 'forward']), said: z.string(), recorded: z.string() })
      .nullable()
      .describe('How the clock of this computer jumped, while that stands: what it said, and the last instant before'),
    check: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('running') }),
      z.object({ kind: z.literal('good'), at: z.string(), records: z.number() }),
      z.object({
        kind: z.literal('damage'),
        at: z.string(),
        damage: z.array(DamageView),
      }),
    ]),
  }),
]);
export type AccessState = z.infer<typeof AccessState>;

export const contract = {
  'access.state': op(nothing, AccessState, 'damaged', 'newer-format', 'unexpected'),
  'access.create': op(
    z.strictObject({ name: z.string().trim().min(1).max(80), passphrase: Passphrase }),
    AccessState,
    'already-open',
    'vault-exists',
    'passphrase-too-weak',
    'read-only',
    'disk-full',
    'folder-missing',
    'unexpected',
  ),
  'access.unlock': op(
    z.strictObject({ passphrase: Passphrase }),
    AccessState,
    'already-open',
    'no-vault',
    'wrong-passphrase',
    'damaged',
    'in-use',
    'newer-format',
    'read-only',
    'disk-full',
    'folder-missing',
    'unexpected',
  ),
  /** Opens with the account of this computer, where that was turned on. */
  'access.openByAccount': op(
    nothing,
    AccessState,
    'already-open',
    'no-vault',
    'no-key-store',
    'damaged',
    'in-use',
    'newer-format',
    'read-only',
    'disk-full',
    'folder-missing',
    'unexpected',
  ),
  /** Opens with two sheets and sets a new passphrase; the sheets are used up. */
  'access.recover': op(
    z.strictObject({ sheets: Sheets, passphrase: Passphrase }),
    AccessState,
    'already-open',
    'no-vault',
    'passphrase-too-weak',
    ...recoverFailures,
    'damaged',
    'in-use',
    'newer-format',
    'read-only',
    'disk-full',
    'folder-missing',
    'unexpected',
  ),
  /** Ends the process that held the keys; the answer comes before it goes. */
  'access.lock': op(
    z.strictObject({
      saved: z
        .boolean()
        .default(false)
        .describe('Asked by a screen that handed over what was typed; else it is asked to'),
    }),
    z.null(),
  ),
  /** Answers when the vault is about to close: a screen that watches hands over what was typed, and then locks. */
  'access.watch': op(nothing, z.null(), 'locked'),

  'instruments.list': op(
    nothing,
    z.object({
      instruments: z.array(InstrumentRow),
      refused: z.array(z.object({ file: z.string(), at: z.string(), message: z.string() })),
      own: z.array(z.string()).describe('What the organisation added of its own'),
    }),
  ),

  /** What is due first comes first. All words of `search` have to occur in what a line shows. */
  'dossiers.list': op(
    z.strictObject({ search: z.string().max(80).default(''), from: z.int().min(0).default(0) }),
    DossierList,
    ...stored,
  ),
  /** The first dossiers and people that these words may mean; of none at all, the dossiers that are due first. */
  'dossiers.find': op(
    z.strictObject({ words: z.string().max(80) }),
    z.object({ dossiers: DossierList, people: FoundPeople }),
    ...stored,
  ),
  'dossiers.open': op(
    z.strictObject({
      label: z.string().trim().min(1).max(80),
      signal: z.string().trim().min(1).max(8000),
      kind: z.enum(['feit', 'gezegd', 'eigen_indruk']),
      saidBy: z.string().trim().max(120).nullable(),
      intent: Intent,
    }),
    DossierView,
    ...stored,
  ),
  'dossiers.read': op(inDossier, DossierView, 'unknown-dossier', ...stored),
  'dossiers.addPerson': op(
    inDossier.extend({ person: PersonView.omit({ id: true }), intent: Intent }),
    DossierView,
    'unknown-dossier',
    ...stored,
  ),

  'assessment.start': op(
    inDossier.extend({
      instrument: z.string(),
      about: z.uuid().nullable().default(null).describe('The person of the dossier it is about'),
      from: AssessmentKey.nullable()
        .default(null)
        .describe('The assessment that led here: what is known is taken over'),
      intent: Intent,
    }),
    AssessmentView,
    'unknown-dossier',
    'unknown-instrument',
    'unknown-assessment',
    'unknown-person',
    ...stored,
  ),
  'assessment.read': op(inAssessment, AssessmentView, 'unknown-dossier', 'unknown-assessment', ...stored),
  /** The questions of one section that are on screen, in its order; an unknown section has none. */
  'assessment.section': op(
    inAssessment.extend({ section: z.string().max(200) }),
    z.object({ questions: z.array(QuestionView) }),
    'unknown-dossier',
    'unknown-assessment',
    ...stored,
  ),
  'assessment.answer': op(
    inAssessment.extend({
      item: ItemId,
      value: AnswerValue,
      note: z
        .strictObject({
          fact: z.string().max(8000),
          said: z.string().max(8000),
          saidBy: z.string().max(120),
          view: z.string().max(8000),
        })
        .nullable(),
      reason: z.string().trim().max(1000).nullable().describe('Needed when an earlier answer is changed'),
      stay: z.boolean().optional().describe('The place stays in the section of this question'),
      intent: Intent,
    }),
    AssessmentView,
    'unknown-dossier',
    'unknown-assessment',
    'unknown-item',
    'not-on-screen',
    'answer-refused',
    'reason-needed',
    ...stored,
  ),
  /** Goes to a question that is on screen, back and forth at will; the place survives closing the window. */
  'assessment.goTo': op(
    inAssessment.extend({ item: ItemId.nullable().describe('null: to the outcome'), intent: Intent }),
    AssessmentView,
    'unknown-dossier',
    'unknown-assessment',
    'not-on-screen',
    ...stored,
  ),
  'assessment.stop': op(
    inAssessment.extend({ stop: z.string().regex(/^STOP-[1-9]$/), intent: Intent }),
    AssessmentView,
    'unknown-dossier',
    'unknown-assessment',
    'unknown-item',
    ...stored,
  ),
  'assessment.resume': op(
    inAssessment.extend({ intent: Intent }),
    AssessmentView,
    'unknown-dossier',
    'unknown-assessment',
    ...stored,
  ),
  'assessment.conclude': op(
    inAssessment.extend({ intent: Intent }),
    AssessmentView,
    'unknown-dossier',
    'unknown-assessment',
    ...stored,
  ),

  'referral.draft': op(
    inAssessment.extend({ code: z.string() }),
    ReferralDraft,
    'unknown-dossier',
    'unknown-assessment',
    'unknown-recipient',
    ...stored,
  ),
  'referral.preview': op(
    LetterChoices,
    z.object({ pdf: Bytes, pages: z.number() }),
    'unknown-dossier',
    'unknown-assessment',
    'unknown-recipient',
    'sender-needed',
    'choices-needed',
    'letter-failed',
    ...stored,
  ),
  /** The letter part by part as plain text, for a form. It is put on record as shared before it is given. */
  'referral.copy': op(
    LetterChoices.extend({ intent: Intent }),
    z.object({ referral: ReferralKey, parts: z.array(z.object({ heading: z.string(), text: z.string() })) }),
    'unknown-dossier',
    'unknown-assessment',
    'unknown-recipient',
    'sender-needed',
    'choices-needed',
    'letter-failed',
    ...stored,
  ),
  /** Writes the letter straight to a place of choice, puts that in the audit, and gives the full path. */
  'referral.save': op(
    LetterChoices.extend({
      folder: z.string().min(1).max(1000),
      referral: ReferralKey.nullable().default(null).describe('Of which parts were copied before'),
      intent: Intent,
    }),
    z.object({ referral: ReferralKey, path: z.string() }),
    'unknown-dossier',
    'unknown-assessment',
    'unknown-recipient',
    'sender-needed',
    'choices-needed',
    'letter-failed',
    'place-refused',
    'file-exists',
    ...stored,
  ),
  'referral.places': op(nothing, z.array(z.string()), 'locked'),

  ...draftsOperations,
  ...familyOperations,
  ...timelineOperations,
  ...dutiesOperations,
  ...schoolOperations,
  ...meldcodeOperations,
  ...safetyPlanOperations,
  ...attachmentOperations,
  ...keysOperations,
  ...auditOperations,
  ...retentionOperations,
  ...backupOperations,
  ...inzageOperations,
  ...checkOperations,
  ...workOperations,
  ...loopOperations,
  ...socialMapOperations,
  ...bibliotheekOperations,
  ...paperOperations,

  'office.read': op(nothing, z.object({ sender: Sender.nullable() }), 'locked', 'damaged', 'not-saved'),
  'office.sender': op(z.strictObject({ sender: Sender, intent: Intent }), Sender, ...stored),
} as const;

export type Contract = typeof contract;
export type Name = keyof Contract;
export type Input<N extends Name> = z.input<Contract[N]['input']>;
export type Checked<N extends Name> = z.output<Contract[N]['input']>;
export type Output<N extends Name> = z.output<Contract[N]['output']>;
/** What a handler may answer with: the failures it declares, and nothing else. */
export type Failure<N extends Name> = {
  readonly kind: Contract[N]['failures'][number];
  readonly at?: string;
  readonly expected?: string;
};
/** What the screen may see: also what goes wrong on the way. */
export type Refusal = { readonly kind: FailureKind; readonly at?: string; readonly expected?: string };
export type Reply<N extends Name> = Result<Output<N>, Refusal>;
export type Client = <N extends Name>(name: N, input: Input<N>) => Promise<Reply<N>>;
export type Handlers = {
  readonly [N in Name]: (input: Checked<N>) => Promise<Result<Output<N>, Failure<N>>>;
};

export const isName = (name: unknown): name is Name => typeof name === 'string' && Object.hasOwn(contract, name);
