import { z } from 'zod';
import { keyStoreStates } from '#vault/key-store-slot.ts';

/** What passes between the shell and the host process, one shape for a forked process and for Electron's utility process. */

export const ToHost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.int(), name: z.unknown(), input: z.unknown() }),
  z.object({ kind: z.literal('close') }),
]);
export type ToHost = z.infer<typeof ToHost>;

export const FromHost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('reply'), id: z.int(), reply: z.unknown() }),
  /** The last message: everything that was begun has been answered, what is still waiting was never begun. */
  z.object({ kind: z.literal('ended') }),
]);
export type FromHost = z.infer<typeof FromHost>;

/** A secret that the account of this computer is to keep, and the same as its key store sealed it; longer is none of ours. */
const Secret = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32, 'secret');
const Sealed = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= 8192,
  'sealed',
);

/** What the host asks of the key store of the system, which only the shell can reach. */
export const KeyStoreAsk = z.discriminatedUnion('ask', [
  z.strictObject({ kind: z.literal('key-store'), id: z.int(), ask: z.literal('available') }),
  z.strictObject({ kind: z.literal('key-store'), id: z.int(), ask: z.literal('seal'), secret: Secret }),
  z.strictObject({ kind: z.literal('key-store'), id: z.int(), ask: z.literal('open'), sealed: Sealed }),
]);
export type KeyStoreAsk = z.infer<typeof KeyStoreAsk>;

/** The answer to the ask with this id; null: the key store did not do so. */
export const KeyStoreAnswer = z.discriminatedUnion('ask', [
  z.strictObject({
    ...{ kind: z.literal('key-store'), id: z.int(), ask: z.literal('available') },
    state: z.enum(keyStoreStates),
  }),
  z.strictObject({ kind: z.literal('key-store'), id: z.int(), ask: z.literal('seal'), sealed: Sealed.nullable() }),
  z.strictObject({ kind: z.literal('key-store'), id: z.int(), ask: z.literal('open'), secret: Secret.nullable() }),
]);
export type KeyStoreAnswer = z.infer<typeof KeyStoreAnswer>;

/** Minutes without key or pointer after which the vault locks. A choice: short enough for a desk that is left, long enough to listen. */
export const usualLockMinutes = 5;

/** What the host process is told at its start, as one argument. */
export const HostStart = z.strictObject({
  root: z.string().describe('Holds forms/, rules/ and resources/'),
  contentFolder: z.string().describe('Holds the content of the organisation itself; need not be there'),
  folder: z.string().describe('Holds the vault'),
  documentsFolders: z.array(z.string()).describe('Where a letter may be saved'),
  lockMinutes: z.int().min(1).max(15),
});
export type HostStart = z.infer<typeof HostStart>;
