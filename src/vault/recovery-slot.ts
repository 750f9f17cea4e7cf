import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Header } from './header.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, openBytes, sealBytes } from './seal.ts';
import { highestGeneration, secretLength } from './shares.ts';

/** The way in with two sheets of paper: the vault key wrapped under a secret that exists only in shares. */
export const RecoverySlot = z.looseObject({
  kind: z.literal('recovery'),
  /** Of the set of shares: a share of an older set is told from a mistyped one. */
  generation: z.int().min(1).max(highestGeneration),
  /** Instant of making, ISO 8601. */
  made: z.string(),
  /** Instant at which a person typed back part of a sheet; empty until then. */
  confirmed: z.string(),
  salt: Base64,
  wrap: Base64,
});
export type RecoverySlot = z.infer<typeof RecoverySlot>;

const slotBound = (vault: string, { kind, generation, made, salt }: Omit<RecoverySlot, 'wrap' | 'confirmed'>) =>
  parts('baken/slot', 1, vault, String(kind), Number(generation), String(made), String(salt));

/** The secret has its strength by itself, so nothing slow is needed. */
const slotKey = (p: Primitives, secret: Uint8Array, salt: Uint8Array): Uint8Array =>
  p.derive(secret, salt, parts('baken/slot/recovery', 1), 32);

/** A new secret, which the caller wipes, and the slot that it opens. */
export const makeRecoverySlot = (
  p: Primitives,
  vault: string,
  vaultKey: Uint8Array,
  generation: number,
  made: string,
): { readonly slot: RecoverySlot; readonly secret: Uint8Array } => {
  const secret = new Uint8Array(randomBytes(secretLength));
  const salt = randomBytes(16);
  const named = { kind: 'recovery' as const, generation, made, salt: salt.toString('base64') };
  const key = slotKey(p, secret, salt);
  const wrap = Buffer.from(sealBytes(p, key, vaultKey, slotBound(vault, named))).toString('base64');
  key.fill(0);
  return { slot: { ...named, confirmed: '', wrap }, secret };
};

/** The vault key, or nothing when the secret is not that of this slot. */
export const openRecoverySlot = (
  p: Primitives,
  vault: string,
  slot: RecoverySlot,
  secret: Uint8Array,
): Uint8Array | undefined => {
  const key = slotKey(p, secret, Buffer.from(slot.salt, 'base64'));
  const vaultKey = openBytes(p, key, Buffer.from(slot.wrap, 'base64'), slotBound(vault, slot));
  key.fill(0);
  return vaultKey?.length === 32 ? vaultKey : undefined;
};

export const recoverySlots = ({ slots }: Pick<Header, 'slots'>): readonly RecoverySlot[] =>
  slots.flatMap((slot) => {
    const read = RecoverySlot.safeParse(slot);
    return read.success ? [read.data] : [];
  });
