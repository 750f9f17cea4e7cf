import { z } from 'zod';

/** What can be wrong with the record, by the kinds the screen has sentences for. */

export const damageKinds = [
  'unreadable',
  'foreign',
  'unknown-key',
  'newer-format',
  'bad-signature',
  'broken-chain',
  'fork',
  'missing',
  'missing-entry',
  'tail',
  'head-mismatch',
  'rolled-back',
  'attachment',
  'file-header',
  'file-keys',
  'file-witness',
  'file-store',
  'file-head',
  'file-drafts',
  'not-understood',
  'instrument-missing',
] as const;
export type DamageKind = (typeof damageKinds)[number];

export const DamageView = z.object({
  kind: z.enum(damageKinds),
  document: z.string().describe('Id of what is damaged, for whoever helps; never what it held'),
  dossier: z.string().nullable().describe('The dossier it is in; null: the vault itself, or not known'),
  label: z.string().nullable().describe('Name of that dossier, when it can still be read'),
});
export type DamageView = z.infer<typeof DamageView>;
