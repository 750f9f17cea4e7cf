import { z } from 'zod';
import type { Damage } from './damage.ts';
import type { JsonValue } from './json.ts';

/**
 * The record of who did what: ids and kinds, never answers or names. What a line says follows NEN 7513: the event, when, who,
 * on whose authority and for which purpose, about what, how it ended, and where it came from.
 */

/** How it ended. A line without one was written before this was noted, and then only what was done was noted. */
export type AuditResult = 'done' | 'refused' | 'failed';

/** What whoever acts says about it. The session adds when, who and where from. */
export type AuditLine = {
  /** The event, as `dossier.read`: what it was about and what was done. */
  readonly action: string;
  readonly result?: AuditResult | undefined;
  /** What it was for, as a kind: `care`, `review`, `maintenance`. */
  readonly purpose?: string | undefined;
  /** On whose authority or legal ground, as a kind or an article. */
  readonly authority?: string | undefined;
  /** In which role; by default as owner of the vault. */
  readonly role?: string | undefined;
  /** What of the dossier, or of the vault when there is no dossier: its kind, and its id when it has one. */
  readonly object?: { readonly kind: string; readonly id?: string | undefined } | undefined;
  /** Where it was asked, when that is not where the session says: `command-line`, `background`. */
  readonly source?: string | undefined;
  /** Ids and counts that belong to this event, such as the digest of what was exported. */
  readonly details?: Readonly<Record<string, string | number>> | undefined;
};

/** As it stands in the chain. Fields of a later version are kept, and kinds that are not known here are read as they are. */
export const AuditBody = z.looseObject({
  /** Instant, ISO 8601. */
  at: z.string(),
  action: z.string(),
  result: z.string().optional(),
  /** Id of the owner of the vault, or of whoever else acted. The device stands in the signature. */
  person: z.string().optional(),
  role: z.string().optional(),
  purpose: z.string().optional(),
  authority: z.string().optional(),
  /** The dossier it was about. */
  dossier: z.string().optional(),
  /** The dossiers it was about, when there were more. */
  dossiers: z.array(z.string()).optional(),
  object: z.looseObject({ kind: z.string(), id: z.string().optional() }).optional(),
  /** Which program, and which way in. */
  source: z.string().optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** The entries that were written with this line, in one batch. */
  entries: z.array(z.string()).optional(),
  /** What was found wrong. */
  damage: z.array(z.looseObject({ kind: z.string() })).optional(),
});
export type AuditBody = z.infer<typeof AuditBody>;

/** What the session puts beside a line. */
export type AuditAbout = {
  readonly dossier?: string | undefined;
  readonly dossiers?: readonly string[] | undefined;
  readonly damage?: readonly Damage[] | undefined;
  readonly entries?: readonly string[] | undefined;
};

export type Actor = { readonly person: string; readonly role: string; readonly source: string };

/** A line as it is written. JSON has no undefined: what is not said is left out. */
export const auditBody = (at: string, actor: Actor, line: AuditLine, about: AuditAbout): JsonValue =>
  JSON.parse(JSON.stringify({ at, ...actor, result: 'done', ...line, ...about })) as JsonValue; // what JSON.parse gives is JSON

export type AuditRecord = AuditBody & { readonly id: string; readonly device: string; readonly sequence: number };
