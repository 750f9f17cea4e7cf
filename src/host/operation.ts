import { z } from 'zod';
import { AssessmentKey, DossierKey } from './views.ts';

/** What every operation of the contract is made of: its shape, and the failures it may answer with. */

/** Everything that can go wrong in normal use; the screen has a sentence for each. */
export const failureKinds = [
  'unknown-operation',
  'malformed-input',
  'unexpected',
  'host-ended',
  'locked',
  'already-open',
  'no-vault',
  'vault-exists',
  'wrong-passphrase',
  'passphrase-too-weak',
  'damaged',
  'in-use',
  'newer-format',
  'read-only',
  'disk-full',
  'folder-missing',
  'not-saved',
  'unknown-dossier',
  'unknown-assessment',
  'unknown-instrument',
  'unknown-person',
  'not-in-record',
  'unknown-item',
  'not-on-screen',
  'answer-refused',
  'reason-needed',
  'unknown-recipient',
  'unknown-referral',
  'step-refused',
  'sender-needed',
  'choices-needed',
  'letter-failed',
  'place-refused',
  'file-exists',
  'unknown-duty',
  'moment-refused',
  'unknown-meldcode',
  'unknown-plan',
  'plan-not-agreed',
  'unknown-attachment',
  'attachment-too-large',
  'attachment-keeps-data',
  'attachment-lost',
  'unknown-term',
  'unknown-service',
  'unknown-card',
  'name-differs',
  'on-hold',
  'unknown-erasure',
  'share-mistyped',
  'share-incomplete',
  'share-foreign',
  'share-outdated',
  'share-checksum',
  'shares-apart',
  'no-kit',
  'no-key-store',
  'kit-differs',
  'no-backup-place',
  'no-backup',
  'unknown-backup',
  'place-missing',
  'backup-missing',
  'not-a-backup',
  'backup-newer',
  'backup-damaged',
  'backup-unproven',
  'backup-exists',
  'passphrase-same',
  'reopen',
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** A failure crosses the seam as its kind and, where a user can act on it, the place and what is expected there. */
export const FailureData = z.object({
  kind: z.enum(failureKinds),
  at: z.string().optional(),
  expected: z.string().optional(),
});

export const op = <I extends z.ZodType, O extends z.ZodType, const F extends FailureKind>(
  input: I,
  output: O,
  ...failures: readonly F[]
) => ({ input, output, failures });

export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes');
export const Passphrase = Bytes.refine((bytes) => bytes.length <= 1024);

export const nothing = z.object({}).strict();
export const stored = ['locked', 'damaged', 'read-only', 'disk-full', 'not-saved'] as const;
export const inDossier = z.strictObject({ dossier: DossierKey });
export const inAssessment = z.strictObject({ dossier: DossierKey, assessment: AssessmentKey });
