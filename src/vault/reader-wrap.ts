import { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import { openSealedTo, sealTo } from './hpke.ts';
import type { Person } from './identity.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id } from './seal.ts';

/**
 * The key of a dossier for another reader: sealed to that person's X25519 key, and signed by who shares it. HPKE's `info`
 * binds dossier, epoch, reader and sharer, so that a wrap is of no use in the place of another.
 */

export const ReaderWrap = z.strictObject({
  v: z.literal(1),
  /** Id of the dossier itself, as inside the associated data of its records. */
  dossier: Id,
  /** A share taken back starts a new one. */
  epoch: z.int().min(1),
  reader: Id,
  sharer: Id,
  enc: Base64,
  c: Base64,
  signature: Base64,
});
export type ReaderWrap = z.infer<typeof ReaderWrap>;

/** Somebody whose keys came in through a verified invitation: Ed25519 to check with, X25519 to seal to. */
export type Member = { readonly id: string; readonly sign: Uint8Array; readonly agree: Uint8Array };
/** The members of the group, by id; nothing for whoever is none. */
export type Members = (id: string) => Member | undefined;
export type DossierKey = { readonly dossier: string; readonly epoch: number; readonly bytes: Uint8Array };

export type WrapFailure =
  /** Not the shape of a wrap, or not of this version. */
  | { readonly kind: 'not-a-wrap' }
  | { readonly kind: 'for-another' }
  | { readonly kind: 'unknown-sharer'; readonly sharer: string }
  | { readonly kind: 'bad-signature'; readonly sharer: string }
  /** Signed by a member, and yet it does not open. */
  | { readonly kind: 'unreadable'; readonly sharer: string };

export const asMember = (p: Primitives, { id, sign, agree }: Person): Member => ({
  id,
  sign: p.sign.publicKey(sign),
  agree: p.agree.publicKey(agree),
});

type Named = Pick<ReaderWrap, 'dossier' | 'epoch' | 'reader' | 'sharer'>;
const info = ({ dossier, epoch, reader, sharer }: Named): Uint8Array =>
  parts('baken/reader-wrap', 1, dossier, epoch, reader, sharer);
const statement = (named: Named, enc: string, c: string): Uint8Array =>
  parts('baken/reader-wrap/signature', 1, info(named), enc, c);
const none = new Uint8Array();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const wrapForReader = (
  p: Primitives,
  { dossier, epoch, bytes }: DossierKey,
  reader: Member,
  sharer: Person,
): ReaderWrap => {
  const named = { dossier, epoch, reader: reader.id, sharer: sharer.id };
  const { enc, sealed } = sealTo(p, reader.agree, info(named), none, bytes);
  const texts = { enc: base64(enc), c: base64(sealed) };
  const signature = p.sign.signer(sharer.sign)(statement(named, texts.enc, texts.c));
  return { v: 1, ...named, ...texts, signature: base64(signature) };
};

/** Nothing is opened before the signature of a known member is found right. */
export const openReaderWrap = (
  p: Primitives,
  stored: unknown,
  reader: Person,
  members: Members,
): Result<DossierKey & { readonly sharer: string }, WrapFailure> => {
  const read = ReaderWrap.safeParse(stored);
  if (!read.success) return fail({ kind: 'not-a-wrap' });
  const { dossier, epoch, sharer, enc, c, signature } = read.data;
  if (read.data.reader !== reader.id) return fail({ kind: 'for-another' });
  const member = members(sharer);
  if (member?.id !== sharer) return fail({ kind: 'unknown-sharer', sharer });
  const signed = p.sign.verifier(member.sign)(statement(read.data, enc, c), Buffer.from(signature, 'base64'));
  if (!signed) return fail({ kind: 'bad-signature', sharer });
  const sealed = { enc: Buffer.from(enc, 'base64'), sealed: Buffer.from(c, 'base64') };
  const bytes = openSealedTo(p, reader.agree, info(read.data), none, sealed);
  return bytes?.length === 32 ? ok({ dossier, epoch, bytes, sharer }) : fail({ kind: 'unreadable', sharer });
};
