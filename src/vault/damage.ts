import { z } from 'zod';

/** The file of an attachment is not there, shorter than it was, or other bytes. */
export const AttachmentFault = z.enum(['missing', 'cut-short', 'altered']);
export type AttachmentFault = z.infer<typeof AttachmentFault>;

/**
 * What was found wrong, and with what. Ids only: never what a record held.
 *
 * `document` is the id under which the record is, or was, stored.
 */
export const Damage = z.discriminatedUnion('kind', [
  /** The stored bytes are there, and do not open: altered, moved to another id, or sealed with another key. */
  z.object({ kind: z.literal('unreadable'), document: z.string() }),
  /** Not a sealed document at all, or one that was stored more than once. */
  z.object({ kind: z.literal('foreign'), document: z.string() }),
  /** Sealed under a key that this vault does not hold. */
  z.object({ kind: z.literal('unknown-key'), document: z.string() }),
  /** Written by a newer Baken; nothing is wrong with it, but it cannot be read here. */
  z.object({ kind: z.literal('newer-format'), document: z.string() }),
  /** Opens, but the signature is not that of a device this vault knows. */
  z.object({ kind: z.literal('bad-signature'), document: z.string() }),
  /** Opens and is signed, but does not continue the record before it. */
  z.object({ kind: z.literal('broken-chain'), document: z.string() }),
  /** Two different records claim the same place in one device's chain. */
  z.object({ kind: z.literal('fork'), document: z.string() }),
  /** Records with these sequence numbers, both ends included, are not there. */
  z.object({
    kind: z.literal('missing'),
    log: z.string(),
    device: z.string(),
    from: z.int(),
    to: z.int(),
    /** Filled when the record's own id is known from elsewhere. */
    document: z.string().optional(),
  }),
  /** An entry that an audit line says was written is not there. */
  z.object({ kind: z.literal('missing-entry'), log: z.string(), document: z.string() }),
  /** The note of how long a chain is does not open, or says less than the chain. */
  z.object({ kind: z.literal('tail'), log: z.string() }),
  /** The documents together are not the ones the head was made over. */
  z.object({ kind: z.literal('head-mismatch'), expected: z.int(), found: z.int() }),
  /** The head is older than what was acknowledged: the end of the store is gone. */
  z.object({ kind: z.literal('rolled-back'), expected: z.int(), found: z.int() }),
  /** The sealed file beside this entry is not the one that was acknowledged with it. */
  z.object({ kind: z.literal('attachment'), document: z.string(), fault: AttachmentFault }),
  /** One of the vault's own files: gone, altered or older than the head says. */
  z.object({ kind: z.literal('file'), file: z.enum(['header', 'keys', 'witness', 'store', 'head', 'drafts']) }),
]);
export type Damage = z.infer<typeof Damage>;
