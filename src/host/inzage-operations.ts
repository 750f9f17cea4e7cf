import { z } from 'zod';
import { inzageKinds } from '#core/inzage.ts';
import { inDossier, op, stored } from './operation.ts';
import { Intent, PersonView } from './views.ts';

/** What a person may see of what is kept about them: looked at part by part, and written out whole or not at all. */

const ofPerson = inDossier.extend({ person: z.uuid() });

export const InzageView = z.object({
  person: PersonView,
  source: z.string(),
  parts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(inzageKinds),
      at: z.string(),
      title: z.string(),
      text: z.string(),
      goes: z.enum(['in', 'out', 'never']),
      why: z.string(),
    }),
  ),
});
export type InzageView = z.infer<typeof InzageView>;

export const inzageOperations = {
  'inzage.read': op(ofPerson, InzageView, 'unknown-dossier', 'unknown-person', ...stored),
  /** Refused when a part was not looked at, so also when something was added meanwhile. */
  'inzage.save': op(
    ofPerson.extend({
      ticked: z
        .array(
          z.strictObject({ part: z.string().max(200), included: z.boolean(), reason: z.string().trim().max(1000) }),
        )
        .max(20_000),
      folder: z.string().min(1).max(1000),
      intent: Intent,
    }),
    z.object({ path: z.string(), shown: z.number(), leftOut: z.number() }),
    'unknown-dossier',
    'unknown-person',
    'sender-needed',
    'choices-needed',
    'reason-needed',
    'answer-refused',
    'letter-failed',
    'place-refused',
    'file-exists',
    ...stored,
  ),
} as const;
