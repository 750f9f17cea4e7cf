import { randomBytes } from 'node:crypto';
import { totalmem } from 'node:os';
import { z } from 'zod';
import { parts } from './parts.ts';
import type { Cost, Primitives } from './primitives.ts';
import { Base64, openBytes, sealBytes } from './seal.ts';

const gibibyte = 1024 ** 3;

/** Below this a header is refused before anything is derived: RFC 9106, section 4, second recommended option (64 MiB, t = 3). */
export const floor: Cost = { memoryKiB: 64 * 1024, passes: 3 };
/** Above this a header is refused too: a planted one must not hang or starve the machine. About 45 s here (tech probe: 46 ms at the floor). */
export const ceiling: Cost = { memoryKiB: 1024 * 1024, passes: 64 };
/** What one unlock may take, in milliseconds, on the machine that made the vault. */
const aim = 800;

/** How hard a passphrase is to guess: measured on this machine, or the floor (tests). */
export type Effort = 'calibrated' | 'floor';

export const costFor = async (p: Primitives, effort: Effort): Promise<Cost> => {
  if (effort === 'floor') return floor;
  const memoryKiB = (totalmem() < 4 * gibibyte ? 64 : 256) * 1024;
  const passes = 2;
  const before = performance.now();
  await p.stretch(randomBytes(16), randomBytes(16), { memoryKiB, passes });
  const perPass = (performance.now() - before) / passes;
  return { memoryKiB, passes: Math.min(ceiling.passes, Math.max(floor.passes, Math.round(aim / perPass))) };
};

/** The way in with a passphrase: how to derive, and the vault key wrapped under what comes out. */
export const PassphraseSlot = z.looseObject({
  kind: z.literal('passphrase'),
  kdf: z.literal('argon2id'),
  memoryKiB: z.int(),
  passes: z.int(),
  lanes: z.literal(1),
  salt: Base64,
  wrap: Base64,
});
export type PassphraseSlot = z.infer<typeof PassphraseSlot>;

export type CostFailure = { readonly kind: 'weak-parameters' } | { readonly kind: 'excessive-parameters' };

/** To be asked before deriving. */
export const costFailure = ({ memoryKiB, passes }: Cost): CostFailure | undefined => {
  if (memoryKiB < floor.memoryKiB || passes < floor.passes) return { kind: 'weak-parameters' };
  if (memoryKiB > ceiling.memoryKiB || passes > ceiling.passes) return { kind: 'excessive-parameters' };
  return undefined;
};

type Bound = Pick<PassphraseSlot, 'kind' | 'kdf' | 'memoryKiB' | 'passes' | 'lanes' | 'salt'>;
const slotBound = (vault: string, { kind, kdf, memoryKiB, passes, lanes, salt }: Bound): Uint8Array =>
  parts('baken/slot', 1, vault, kind, kdf, memoryKiB, passes, lanes, salt);

const slotKey = async (p: Primitives, passphrase: Uint8Array, salt: Uint8Array, cost: Cost): Promise<Uint8Array> => {
  const stretched = await p.stretch(passphrase, salt, cost);
  const key = p.derive(stretched, salt, parts('baken/slot/passphrase', 1), 32);
  stretched.fill(0);
  return key;
};

export const makePassphraseSlot = async (
  p: Primitives,
  vault: string,
  vaultKey: Uint8Array,
  passphrase: Uint8Array,
  cost: Cost,
): Promise<PassphraseSlot> => {
  const salt = randomBytes(16);
  const slot = {
    kind: 'passphrase' as const,
    kdf: 'argon2id' as const,
    ...cost,
    lanes: 1 as const,
    salt: salt.toString('base64'),
  };
  const key = await slotKey(p, passphrase, salt, cost);
  const wrap = Buffer.from(sealBytes(p, key, vaultKey, slotBound(vault, slot))).toString('base64');
  key.fill(0);
  return { ...slot, wrap };
};

/** The vault key, or nothing when the passphrase is not the one. Costs the full derivation either way. */
export const openPassphraseSlot = async (
  p: Primitives,
  vault: string,
  slot: PassphraseSlot,
  passphrase: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const key = await slotKey(p, passphrase, Buffer.from(slot.salt, 'base64'), slot);
  const vaultKey = openBytes(p, key, Buffer.from(slot.wrap, 'base64'), slotBound(vault, slot));
  key.fill(0);
  return vaultKey?.length === 32 ? vaultKey : undefined;
};

/** What the vault key is used for: one key per use, never itself. */
export type DerivedKeys = {
  /** The vault key itself, for wrapping it in a new slot and nothing else. */
  readonly root: Uint8Array;
  readonly header: Uint8Array;
  readonly head: Uint8Array;
  readonly index: Uint8Array;
  readonly audit: Uint8Array;
  readonly wraps: Uint8Array;
};

export const deriveKeys = (p: Primitives, vault: string, vaultKey: Uint8Array): DerivedKeys => {
  const labelled = (label: string) => p.derive(vaultKey, Buffer.from(vault, 'hex'), parts('baken/key', 1, label), 32);
  return {
    root: Uint8Array.from(vaultKey),
    header: labelled('header'),
    head: labelled('head'),
    index: labelled('index'),
    audit: labelled('audit'),
    wraps: labelled('own-wraps'),
  };
};
