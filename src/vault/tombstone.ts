import { z } from 'zod';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id, openBytes, sealBytes } from './seal.ts';

/** What stays of a dossier that was erased: a sealed line in the key table, so that it is known what is missing and why. */

/** A backup, by the name and the moment under which the owner knows it. */
export const Generation = z.object({
  name: z.string(),
  /** Instant at which it was made, ISO 8601. */
  at: z.string(),
});
export type Generation = z.infer<typeof Generation>;

const Content = z.looseObject({
  /** The dossier's own id. */
  log: Id,
  /** Instant at which its key was destroyed, ISO 8601. */
  at: z.string(),
  reason: z.string(),
  /** Who erased it, by name. */
  by: z.string(),
  reached: z.array(Generation),
  notReached: z.array(Generation),
  /** False until attachments and sealed records are taken away too; the next unlock goes on with it. */
  finished: z.boolean(),
});
export type Tombstone = z.infer<typeof Content> & { readonly pseudonym: string };

const Line = z.looseObject({ kind: z.literal('erased'), id: Id, wrap: Base64 });

const bound = (vault: string, pseudonym: string): Uint8Array => parts('baken/erased', 1, vault, pseudonym);

/** @param key - the derived key for what the vault holds of its own */
export const tombstoneLine = (p: Primitives, key: Uint8Array, vault: string, tombstone: Tombstone): string => {
  const { pseudonym, ...content } = tombstone;
  const text = Buffer.from(JSON.stringify(content), 'utf8');
  const wrap = sealBytes(p, key, text, bound(vault, pseudonym));
  return JSON.stringify({ kind: 'erased', id: pseudonym, wrap: Buffer.from(wrap).toString('base64') });
};

/** Nothing when the line is another one, or does not open. */
export const openTombstone = (p: Primitives, key: Uint8Array, vault: string, line: unknown): Tombstone | undefined => {
  const read = Line.safeParse(line);
  if (!read.success) return undefined;
  const { id, wrap } = read.data;
  const opened = openBytes(p, key, Buffer.from(wrap, 'base64'), bound(vault, id));
  if (opened === undefined) return undefined;
  try {
    const content = Content.safeParse(JSON.parse(Buffer.from(opened).toString('utf8')));
    return content.success ? { ...content.data, pseudonym: id } : undefined;
  } catch {
    return undefined; // sealed by a key holder, yet no JSON: not something this version wrote
  }
};
