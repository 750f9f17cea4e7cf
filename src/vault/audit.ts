import { z } from 'zod';
import { Damage } from './damage.ts';

/** One line of the record of who did what: ids and kinds, never answers or names (NEN 7513). */
export type AuditLine = { readonly action: string; readonly purpose?: string | undefined };

/** As it stands in the chain. */
export const AuditBody = z.object({
  /** Instant, ISO 8601. */
  at: z.string(),
  action: z.string(),
  purpose: z.string().optional(),
  /** The dossier it was about. */
  dossier: z.string().optional(),
  /** The dossiers it was about, when several were made at once. */
  dossiers: z.array(z.string()).optional(),
  /** The entries that were written with this line, in one batch. */
  entries: z.array(z.string()).optional(),
  /** What was found wrong when the vault was opened. */
  damage: z.array(Damage).optional(),
});
export type AuditBody = z.infer<typeof AuditBody>;

export type AuditRecord = AuditBody & { readonly id: string; readonly device: string; readonly sequence: number };
