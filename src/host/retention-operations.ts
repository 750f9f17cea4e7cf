import { z } from 'zod';
import { RetentionTerm } from '#core/retention.ts';
import { inDossier, nothing, op, stored } from './operation.ts';
import { DossierKey, Intent } from './views.ts';

/** How long dossiers are kept, what holds them, and erasing them. */

const Standing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('held') }),
  z.object({ kind: z.literal('due'), on: z.string() }),
  z.object({ kind: z.literal('running'), until: z.string() }),
  z.object({ kind: z.literal('no-term') }),
  z.object({ kind: z.literal('undecided') }),
]);
export type StandingView = z.infer<typeof Standing>;

const Generation = z.object({ name: z.string(), at: z.string() });

/** What a certificate says. */
export const ErasureView = z.object({
  dossier: DossierKey,
  at: z.string(),
  reason: z.string(),
  by: z.string(),
  reached: z.array(Generation),
  notReached: z.array(Generation).describe('Backups in which the dossier still opens with the passphrase'),
  finished: z.boolean().describe('Its sealed records and attachments are taken away too'),
});
export type ErasureView = z.infer<typeof ErasureView>;

export const RetentionView = z.object({
  dossier: DossierKey,
  label: z.string(),
  lastChange: z.string(),
  standing: Standing,
  hold: z.object({ at: z.string(), reason: z.string(), by: z.string() }).nullable(),
  decided: z.object({ term: z.string(), from: z.string().nullable(), at: z.string(), by: z.string() }).nullable(),
  terms: z.array(RetentionTerm),
  today: z.string(),
});
export type RetentionView = z.infer<typeof RetentionView>;

const Listed = z.object({
  dossier: DossierKey,
  label: z.string(),
  lastChange: z.string(),
  term: z.string().nullable().describe('Name of the term that was chosen'),
  standing: Standing,
});

const Reason = z.string().trim().min(3).max(1000);

export const retentionOperations = {
  /** What asks for a decision first. What was erased comes with it, the newest first. */
  'retention.list': op(
    nothing,
    z.object({ source: z.string(), dossiers: z.array(Listed), erased: z.array(ErasureView) }),
    'locked',
  ),
  'retention.read': op(inDossier, RetentionView, 'unknown-dossier', ...stored),
  'retention.decide': op(
    inDossier.extend({
      term: z.string(),
      from: z.iso.date().nullable().describe('Asked when the term counts from a day that a person gives'),
      intent: Intent,
    }),
    RetentionView,
    'unknown-dossier',
    'unknown-term',
    'moment-refused',
    ...stored,
  ),
  'retention.hold': op(
    inDossier.extend({ reason: Reason, intent: Intent }),
    RetentionView,
    'unknown-dossier',
    ...stored,
  ),
  'retention.release': op(
    inDossier.extend({ reason: Reason, intent: Intent }),
    RetentionView,
    'unknown-dossier',
    ...stored,
  ),
  /** For good. Asks the name of the dossier typed over; the same again tells what was done. */
  'dossier.erase': op(
    inDossier.extend({ name: z.string().max(200), reason: Reason }),
    ErasureView,
    'unknown-dossier',
    'name-differs',
    'on-hold',
    ...stored,
  ),
  /** Writes the certificate of an erasure straight to a place of choice. */
  'erasure.certificate': op(
    inDossier.extend({ folder: z.string().min(1).max(1000) }),
    z.object({ path: z.string() }),
    'unknown-erasure',
    'letter-failed',
    'place-refused',
    'file-exists',
    ...stored,
  ),
} as const;
