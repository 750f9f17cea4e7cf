import { z } from 'zod';
import { Origin, Traces } from '#core/attachment.ts';
import { inDossier, op, stored } from './operation.ts';
import { Intent } from './views.ts';

/** Most bytes in one message, either way: text of it stays below what the loopback takes. */
export const pieceLength = 512 * 1024;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes');
const Piece = Bytes.refine((bytes) => bytes.length > 0 && bytes.length <= pieceLength);
const inAttachment = inDossier.extend({ attachment: z.uuid() });

export const AttachmentView = z.object({
  attachment: z.uuid(),
  name: z.string(),
  type: z.string(),
  shown: z.enum(['picture', 'pdf']).nullable().describe('How the app can show it; null: it cannot'),
  size: z.number().describe('Bytes'),
  sha256: z.string(),
  origin: Origin,
  from: z.string(),
  on: z.string().nullable(),
  traces: Traces,
  addedAt: z.string(),
  addedBy: z.string().describe('Name of who worked here then, or of the vault when there was none yet'),
  withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

const List = z.object({
  attachments: z.array(AttachmentView),
  today: z.string(),
  largest: z.number().describe('Bytes; larger is refused'),
  piece: z.number().describe('Bytes of a file to send at a time'),
});

export const attachmentOperations = {
  'attachment.list': op(inDossier, List, 'unknown-dossier', ...stored),
  /** Begins to take in a file. One at a time: an earlier one that was not finished is dropped. */
  'attachment.begin': op(
    inDossier.extend({ name: z.string().min(1).max(1000), size: z.number().int().min(0), intent: Intent }),
    z.object({ received: z.number().describe('Bytes that need not be sent again') }),
    'unknown-dossier',
    'attachment-too-large',
    ...stored,
  ),
  'attachment.chunk': op(
    z.strictObject({ intent: Intent, from: z.number().int().min(0), bytes: Piece }),
    z.object({ received: z.number() }),
    'attachment-lost',
    'attachment-too-large',
    ...stored,
  ),
  /** Keeps what was taken in. Without `asIs` a file that Baken cannot take unseen data out of is not kept. */
  'attachment.finish': op(
    inDossier.extend({
      origin: Origin,
      from: z.string().trim().min(1).max(200),
      on: z.iso.date().nullable(),
      asIs: z.boolean(),
      intent: Intent,
    }),
    List,
    'unknown-dossier',
    'attachment-lost',
    'attachment-too-large',
    'attachment-keeps-data',
    'moment-refused',
    ...stored,
  ),
  'attachment.cancel': op(z.strictObject({ intent: Intent }), z.null()),
  'attachment.read': op(
    inAttachment.extend({ from: z.number().int().min(0) }),
    z.object({ bytes: Bytes, next: z.number().nullable().describe('Where to go on; null: this was the end') }),
    'unknown-dossier',
    'unknown-attachment',
    ...stored,
  ),
  /** Writes an unsealed copy straight to a place of choice, puts that in the audit, and gives the full path. */
  'attachment.saveCopy': op(
    inAttachment.extend({ folder: z.string().min(1).max(1000) }),
    z.object({ path: z.string() }),
    'unknown-dossier',
    'unknown-attachment',
    'place-refused',
    'file-exists',
    ...stored,
  ),
  /** The file stays in the record, as everything does; it is said to be withdrawn, and why. */
  'attachment.withdraw': op(
    inAttachment.extend({ reason: z.string().trim().min(1).max(1000), intent: Intent }),
    List,
    'unknown-dossier',
    'unknown-attachment',
    ...stored,
  ),
} as const;
