import { z } from 'zod';
import { Person } from '#core/dossier.ts';
import { FamilyFact, PersonDetails } from '#core/family.ts';
import { inDossier, op, stored } from './operation.ts';
import { Intent } from './views.ts';

/** The people of a dossier as a system: read whole, and told, corrected or withdrawn one thing at a time. */

const Gone = z.object({ at: z.string(), reason: z.string() }).nullable();
const Known = Person.extend({ details: PersonDetails });
const earlier = <T extends z.ZodType>(value: T) =>
  z.array(
    z.object({ at: z.string(), value, reason: z.string().nullable().describe('Why the next one took its place') }),
  );

export const FamilyView = z.object({
  dossier: z.string(),
  label: z.string(),
  today: z.string(),
  people: z.array(z.object({ id: z.uuid(), at: z.string(), now: Known, earlier: earlier(Known), withdrawn: Gone })),
  facts: z.array(
    z.object({ id: z.uuid(), at: z.string(), now: FamilyFact, earlier: earlier(FamilyFact), withdrawn: Gone }),
  ),
  alike: z
    .array(
      z.object({
        person: z.uuid(),
        names: z.string(),
        dossier: z.string(),
        dossierLabel: z.string(),
        here: z.boolean().describe('In this same dossier'),
        why: z.enum(['naam-en-jaar', 'hele-naam', 'deel-van-naam']),
      }),
    )
    .describe('People who may be the same; a human decides, nothing is put together'),
});
export type FamilyView = z.infer<typeof FamilyView>;

const reason = z.string().trim().max(1000).nullable();

export const familyOperations = {
  'family.read': op(inDossier, FamilyView, 'unknown-dossier', ...stored),
  'family.person': op(
    inDossier.extend({
      person: z.uuid().nullable().describe('Who is corrected; null: somebody new'),
      label: z.string().trim().min(1).max(120),
      role: Person.shape.role,
      birthYear: z.int().min(1880).max(2200).nullable(),
      details: PersonDetails,
      reason,
      intent: Intent,
    }),
    FamilyView,
    'unknown-dossier',
    'unknown-person',
    'reason-needed',
    ...stored,
  ),
  'family.note': op(
    inDossier.extend({
      id: z.uuid().nullable().describe('What is corrected; null: something new'),
      fact: FamilyFact,
      reason,
      intent: Intent,
    }),
    FamilyView,
    'unknown-dossier',
    'unknown-person',
    'not-in-record',
    'answer-refused',
    'reason-needed',
    ...stored,
  ),
  /** Of a person, a fact or a note that was entered by mistake: it stays to be seen, and counts no more. */
  'family.withdraw': op(
    inDossier.extend({ id: z.string().max(200), reason: z.string().trim().min(1).max(1000), intent: Intent }),
    z.null(),
    'unknown-dossier',
    'not-in-record',
    ...stored,
  ),
} as const;
