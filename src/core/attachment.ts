import { z } from 'zod';

/** Files in a dossier: where each came from, and that it was withdrawn. The bytes lie sealed beside the record. */

/** How the worker came by it. */
export const origins = ['gekregen', 'zelf-gemaakt', 'van-organisatie', 'anders'] as const;
export const Origin = z.enum(origins);

/** What was done about what a maker puts in a file unseen: taken out, or it cannot be taken out of this kind. */
export const Traces = z.enum(['weggehaald', 'blijven']);

export const AttachmentAdded = z.strictObject({
  kind: z.literal('attachment-added'),
  attachment: z.uuid(),
  name: z.string(),
  type: z
    .string()
    .describe('By its first bytes: a picture of a known kind, application/pdf, or application/octet-stream'),
  origin: Origin,
  from: z.string().describe('Who gave it, or where it was found'),
  on: z.iso.date().nullable().describe('The day on which it was got or made; null: not known'),
  traces: Traces,
  by: z.string().describe('Name of who worked here then, or of the vault when there was none yet'),
  sealed: z.record(z.string(), z.json()).describe('What the vault holds the file against; read by the vault alone'),
});
export const AttachmentWithdrawn = z.strictObject({
  kind: z.literal('attachment-withdrawn'),
  attachment: z.uuid(),
  reason: z.string(),
});

type Added = Omit<z.infer<typeof AttachmentAdded>, 'kind'>;
export type Attachment = Added & {
  readonly entry: string;
  readonly at: string;
  readonly withdrawn: { readonly at: string; readonly reason: string } | null;
};

type AttachmentEntry = {
  readonly id: string;
  readonly at: string;
  readonly content: z.infer<typeof AttachmentAdded> | z.infer<typeof AttachmentWithdrawn>;
};

export const foldAttachments = (
  before: readonly Attachment[],
  { id, at, content }: AttachmentEntry,
): readonly Attachment[] => {
  if (content.kind === 'attachment-added') {
    const { kind: _, ...added } = content;
    return [...before, { ...added, entry: id, at, withdrawn: null }];
  }
  return before.map((one) =>
    one.attachment === content.attachment ? { ...one, withdrawn: { at, reason: content.reason } } : one,
  );
};
