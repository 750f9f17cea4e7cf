import { z } from 'zod';
import { DamageView, damageKinds } from './damage-kinds.ts';
import { op, stored } from './operation.ts';
import { DossierKey } from './views.ts';

/** Who did what in this vault: read a page at a time, and written out for whoever oversees it. */

/** What kind of event a line is about. */
export const auditGroups = ['read', 'changed', 'taken-out', 'opened', 'keys', 'kept', 'erased', 'checked'] as const;
export type AuditGroup = (typeof auditGroups)[number];

/** Lines on a page. */
export const auditPageSize = 50;

const Cursor = z.strictObject({
  before: z.int().min(0),
  expected: z.array(z.strictObject({ device: z.string(), sequence: z.int(), hash: z.string() })).max(100),
});

const Filter = z.strictObject({
  group: z.enum(auditGroups).nullable(),
  dossier: DossierKey.nullable(),
  person: z.string().max(64).nullable(),
  result: z.enum(['done', 'refused', 'failed']).nullable(),
  from: z.iso.date().nullable().describe('First day, in the Netherlands'),
  until: z.iso.date().nullable().describe('Last day, included'),
});
export type AuditFilter = z.infer<typeof Filter>;

const Line = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  group: z.enum(auditGroups),
  result: z.string().nullable().describe('null: written before this was noted'),
  person: z.string().nullable(),
  own: z.boolean().describe('The owner of this vault did it'),
  role: z.string().nullable(),
  device: z.string(),
  ownDevice: z.boolean(),
  dossier: z.string().nullable(),
  label: z.string().nullable().describe('Name of the dossier, when it is still there'),
  dossiers: z.number().describe('How many dossiers, when there were more'),
  object: z.string().nullable(),
  purpose: z.string().nullable(),
  authority: z.string().nullable(),
  source: z.string().nullable(),
  entries: z.number().describe('How many entries were written with it'),
  damage: z.array(z.enum(damageKinds)),
});
export type AuditLineView = z.infer<typeof Line>;

export const AuditPageView = z.object({
  lines: z.array(Line),
  damage: z.array(DamageView).describe('What is wrong in the part of the audit that was gone through'),
  next: Cursor.nullable(),
});
export type AuditPageView = z.infer<typeof AuditPageView>;

export const auditOperations = {
  /** The newest first. That it was read is put in the audit itself, once per question. */
  'audit.page': op(z.strictObject({ from: Cursor.nullable(), filter: Filter }), AuditPageView, ...stored),
  /** Writes it out, in the order of writing, straight to a place of choice; each line is chained to the one before. */
  'audit.export': op(
    z.strictObject({ format: z.enum(['csv', 'json']), filter: Filter, folder: z.string().min(1).max(1000) }),
    z.object({
      path: z.string(),
      lines: z.number(),
      chain: z.string().describe('Last link of the chain in the file; it stands in the audit too'),
      damage: z.array(DamageView),
    }),
    'place-refused',
    'file-exists',
    ...stored,
  ),
} as const;
