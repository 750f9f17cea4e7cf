import { z } from 'zod';
import { Tail } from './chain.ts';
import type { JsonValue } from './json.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Id, LocalEnvelope, openSealed, type SealingKey } from './seal.ts';

export const headDocument = '_local/head';
export const tailDocument = (pseudonym: string): string => `_local/${pseudonym}`;

const Sum = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What the whole store should be, written in the same batch as every change. The tails of the chains stand in one local
 * document per log, so that a write costs the same in a vault of ten thousand dossiers; their sum stands here.
 */
export const Head = z.looseObject({
  vault: Id,
  /** Writes so far. The witness repeats it outside the store. */
  counter: z.int().min(0),
  /** Generations of the header, the key table and the index key. */
  header: z.int(),
  keys: z.int(),
  index: z.int(),
  /** PouchDB's own count after this write. */
  updateSeq: z.int(),
  documents: z.int(),
  /** Sum mod 2^256 of HMAC(head key, `_id`, `_rev`) over all documents. */
  sum: Sum,
  /** The same over the tails of all chains. */
  tails: Sum,
});
export type Head = z.infer<typeof Head>;

export const noSum = '0'.repeat(64);

export const emptyHead = (vault: string): Head => ({
  vault,
  counter: 0,
  header: 1,
  keys: 1,
  index: 1,
  updateSeq: 0,
  documents: 0,
  sum: noSum,
  tails: noSum,
});

/** The head and the tails are sealed under the derived head key, which has no id of its own in the key table. */
export const headSealingKey = (vault: string, bytes: Uint8Array): SealingKey => ({ id: vault, log: vault, bytes });

const modulus = 1n << 256n;
const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Adds and takes away terms; the order does not matter, so a document may be added without knowing the others. */
export const sumWith = (sum: string, add: readonly bigint[], takeAway: readonly bigint[] = []): string => {
  const total = takeAway.reduce(
    (rest, term) => rest - term,
    add.reduce((rest, term) => rest + term, BigInt(`0x${sum}`)),
  );
  return (((total % modulus) + modulus) % modulus).toString(16).padStart(64, '0');
};

export const documentTerm = (p: Primitives, headKey: Uint8Array, id: string, rev: string): bigint =>
  number(p.mac(headKey, parts('baken/head/document', id, rev)));

export const tailTerm = (p: Primitives, headKey: Uint8Array, pseudonym: string, tail: Tail): bigint =>
  number(p.mac(headKey, parts('baken/head/tail', pseudonym, tail.device, tail.length, tail.hash, tail.last)));

/** Names one state of the head, for the witness. */
export const headDigest = (p: Primitives, head: Head): Uint8Array =>
  p.digest(parts('baken/head/digest', head.vault, head.counter, head.updateSeq, head.documents, head.sum, head.tails));

/** JSON has no undefined: what is not said is left out. */
export const headContent = (head: Head): JsonValue => JSON.parse(JSON.stringify(head)) as JsonValue; // what JSON.parse gives is JSON

const Tails = z.object({ chains: z.array(Tail) });

/** The tails of one log as they lie in the store; nothing when they do not open as such. */
export const openTails = (
  p: Primitives,
  vault: string,
  headKey: Uint8Array,
  pseudonym: string,
  document: unknown,
): { readonly tails: readonly Tail[]; readonly rev: string } | undefined => {
  const envelope = LocalEnvelope.safeParse(document);
  if (!envelope.success || envelope.data._id !== tailDocument(pseudonym)) return undefined;
  const opened = openSealed(p, headSealingKey(vault, headKey), envelope.data);
  const read = opened.ok ? Tails.safeParse(opened.value) : undefined;
  return read?.success ? { tails: read.data.chains, rev: envelope.data._rev } : undefined;
};
