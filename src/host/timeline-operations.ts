import { z } from 'zod';
import { Happened } from '#core/dossier.ts';
import { inDossier, op, stored } from './operation.ts';
import { Intent } from './views.ts';

/** All that happened in a dossier on one line, a page at a time; and telling something new, or telling it better. */

export const timelineKinds = [
  'signaal',
  'notitie',
  'wegwijzer',
  'correctie',
  'meldcode',
  'verteld',
  'brief',
  'bijlage',
  'verwijzing',
  'afgehandeld',
  'plan',
  'mensen',
  'anders',
] as const;
/** Lines on a page. */
export const timelinePageSize = 50;

const Told = z.object({
  about: z.enum(['feit', 'gezegd', 'eigen_indruk']),
  text: z.string(),
  saidBy: z.string().nullable(),
  happened: Happened,
  people: z.array(z.uuid()),
});

export const TimelineView = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(timelineKinds),
      at: z.string().describe('When it was written down'),
      text: z.string(),
      people: z.array(z.string()).describe('Names of those whom it is about'),
      told: Told.nullable().describe('Of a signal or a note: fact, what somebody said, or own impression'),
      earlier: z.array(z.object({ at: z.string(), value: Told, reason: z.string().nullable() })),
      withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  from: z.number(),
  size: z.number(),
  found: z.number(),
  total: z.number(),
  people: z.array(z.object({ id: z.uuid(), label: z.string() })),
});
export type TimelineView = z.infer<typeof TimelineView>;

export const timelineOperations = {
  'timeline.read': op(
    inDossier.extend({
      kind: z.enum(timelineKinds).nullable(),
      person: z.uuid().nullable(),
      from: z.int().min(0),
    }),
    TimelineView,
    'unknown-dossier',
    ...stored,
  ),
  'timeline.tell': op(
    inDossier.extend({
      sort: z.enum(['signaal', 'notitie']),
      kind: z.enum(['feit', 'gezegd', 'eigen_indruk']),
      text: z.string().trim().min(1).max(8000),
      saidBy: z.string().trim().max(120).nullable(),
      happened: Happened,
      people: z.array(z.uuid()).max(100),
      corrects: z.string().max(200).nullable().describe('The note that is told better'),
      reason: z.string().trim().max(1000).nullable(),
      intent: Intent,
    }),
    z.null(),
    'unknown-dossier',
    'unknown-person',
    'not-in-record',
    'moment-refused',
    'reason-needed',
    ...stored,
  ),
} as const;
