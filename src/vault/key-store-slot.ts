import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Header } from './header.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, openBytes, sealBytes } from './seal.ts';

/** Why the key store of the system is not used. `refused`: it would keep keys where any program can read them. */
export const keyStoreStates = ['ok', 'absent', 'refused', 'failed'] as const;
export type KeyStoreState = (typeof keyStoreStates)[number];

/** The key store of the user's account on this computer, given by the shell that has one. */
export type KeyStore = {
  readonly available: () => Promise<KeyStoreState>;
  /** Seals for this account; nothing when the store did not do so. */
  readonly seal: (bytes: Uint8Array) => Promise<Uint8Array | undefined>;
  readonly open: (sealed: Uint8Array) => Promise<Uint8Array | undefined>;
};

/** Where there is none: on the loopback and the command line. */
export const noKeyStore: KeyStore = {
  available: async () => 'absent',
  seal: async () => undefined,
  open: async () => undefined,
};

/** The way in with the account of this computer. A convenience beside the passphrase: never the only slot. */
export const KeyStoreSlot = z.looseObject({
  kind: z.literal('key-store'),
  salt: Base64,
  /** A secret as the key store sealed it; only that store, for that account, opens it. */
  sealed: Base64,
  wrap: Base64,
});
export type KeyStoreSlot = z.infer<typeof KeyStoreSlot>;

const slotBound = (vault: string, salt: string, sealed: string) =>
  parts('baken/slot', 1, vault, 'key-store', salt, sealed);
const slotKey = (p: Primitives, secret: Uint8Array, salt: Uint8Array): Uint8Array =>
  p.derive(secret, salt, parts('baken/slot/key-store', 1), 32);

/** Nothing when the key store did not seal, or does not give back what it sealed: then there is no slot. */
export const makeKeyStoreSlot = async (
  p: Primitives,
  vault: string,
  vaultKey: Uint8Array,
  store: KeyStore,
): Promise<KeyStoreSlot | undefined> => {
  if ((await store.available()) !== 'ok') return undefined;
  const secret = new Uint8Array(randomBytes(32));
  const salt = randomBytes(16);
  try {
    const sealed = await store.seal(secret);
    const back = sealed && (await store.open(sealed));
    if (sealed === undefined || back === undefined || !Buffer.from(back).equals(secret)) return undefined;
    back.fill(0);
    const named = { salt: salt.toString('base64'), sealed: Buffer.from(sealed).toString('base64') };
    const key = slotKey(p, secret, salt);
    const wrap = sealBytes(p, key, vaultKey, slotBound(vault, named.salt, named.sealed));
    key.fill(0);
    return { kind: 'key-store', ...named, wrap: Buffer.from(wrap).toString('base64') };
  } finally {
    secret.fill(0);
  }
};

/** The vault key, or nothing when the store is not there, is another account's, or does not fit the slot. */
export const openKeyStoreSlot = async (
  p: Primitives,
  vault: string,
  slot: KeyStoreSlot,
  store: KeyStore,
): Promise<Uint8Array | undefined> => {
  if ((await store.available()) !== 'ok') return undefined;
  const secret = await store.open(Buffer.from(slot.sealed, 'base64'));
  if (secret === undefined) return undefined;
  const key = slotKey(p, secret, Buffer.from(slot.salt, 'base64'));
  secret.fill(0);
  const vaultKey = openBytes(p, key, Buffer.from(slot.wrap, 'base64'), slotBound(vault, slot.salt, slot.sealed));
  key.fill(0);
  return vaultKey?.length === 32 ? vaultKey : undefined;
};

export const keyStoreSlot = ({ slots }: Pick<Header, 'slots'>): KeyStoreSlot | undefined => {
  for (const slot of slots) {
    const read = KeyStoreSlot.safeParse(slot);
    if (read.success) return read.data;
  }
  return undefined;
};

/** The same header without this way in and of a next generation; nothing when it is not in there. */
export const withoutKeyStore = (header: Header): Header | undefined => {
  const slots = header.slots.filter(({ kind }) => kind !== 'key-store');
  return slots.length === header.slots.length ? undefined : { ...header, generation: header.generation + 1, slots };
};
