import { z } from 'zod';
import { nothing, op, stored } from './operation.ts';
import { DossierKey } from './views.ts';

/** What was typed and not saved yet, as the screens gave it. Sealed in the vault; not part of any record. */

/** Longest value in characters: far above the longest form, and a call of one stays below what a call may be. */
export const longestDraft = 300_000;

const Key = z.string().min(1).max(200);

export const draftsOperations = {
  'drafts.read': op(
    nothing,
    z.array(z.object({ dossier: DossierKey.nullable(), key: z.string(), value: z.string() })),
    ...stored,
  ),
  /** Durable when it answers. */
  'drafts.keep': op(
    z.strictObject({
      changes: z
        .array(
          z.strictObject({
            dossier: DossierKey.nullable().describe('What it is about; erasing that takes the draft along'),
            key: Key,
            value: z.string().max(longestDraft).nullable().describe('null: it was saved or dropped'),
          }),
        )
        .max(500),
    }),
    z.null(),
    ...stored,
  ),
} as const;
