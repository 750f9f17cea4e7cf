import { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import type { Damage } from './damage.ts';
import type { JsonValue } from './json.ts';
import type { Log } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives, Verifier } from './primitives.ts';
import {
  Base64,
  DocumentId,
  Envelope,
  envelopeVersion,
  Id,
  newDocumentId,
  openSealed,
  revision,
  sealDocument,
} from './seal.ts';
import type { Stored } from './store.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is inside the seal of every record. `body` is JSON text, so that what was signed is read back to the byte. */
const Signed = z.strictObject({
  device: Id,
  /** Place in this device's chain within this log, from 1. */
  sequence: z.int().min(1),
  /** Hash of the record before it; empty for the first. */
  previous: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  body: z.string(),
  signature: Base64,
});

/** Where one device's chain in one log ends. */
export const Tail = z.strictObject({ device: Id, length: z.int().min(1), hash: Hash, last: DocumentId });
export type Tail = z.infer<typeof Tail>;

/** Where a record stands in a chain. */
export type Place = {
  readonly id: string;
  readonly device: string;
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
};
/** A record that opened, whose signature is right. */
export type Link = Place & { readonly body: unknown };

export type Signer = { readonly device: string; readonly sign: (message: Uint8Array) => Uint8Array };
/** Checks a signature of a known device; nothing for a device this vault does not know. */
export type Verifiers = (device: string) => Verifier | undefined;

const statement = (p: Primitives, log: Log, id: string, { device, sequence, previous, body }: z.infer<typeof Signed>) =>
  parts(`baken/${log.kind}`, 1, log.key.log, id, device, sequence, previous, p.digest(Buffer.from(body, 'utf8')));
const linkHash = (p: Primitives, stated: Uint8Array, signature: Uint8Array): string =>
  Buffer.from(p.digest(parts('baken/link', stated, signature))).toString('hex');

/** Signs, chains and seals one record behind `tail`. */
export const addLink = (
  p: Primitives,
  log: Log,
  { device, sign }: Signer,
  tail: Tail | undefined,
  body: JsonValue,
): { readonly envelope: Envelope; readonly tail: Tail } => {
  const id = newDocumentId(log.pseudonym);
  const unsigned = {
    device,
    sequence: (tail?.length ?? 0) + 1,
    previous: tail?.hash ?? '',
    body: JSON.stringify(body),
    signature: '',
  };
  const stated = statement(p, log, id, unsigned);
  const signature = sign(stated);
  const signed = { ...unsigned, signature: Buffer.from(signature).toString('base64') };
  return {
    envelope: sealDocument(p, log.key, id, signed),
    tail: { device, length: unsigned.sequence, hash: linkHash(p, stated, signature), last: id },
  };
};

/** Public keys of the devices that may have signed, by their ids. */
export type Devices = ReadonlyMap<string, Uint8Array>;
export const verifiersOf = (p: Primitives, devices: Devices): Verifiers => {
  const verifiers = new Map([...devices].map(([id, publicKey]) => [id, p.sign.verifier(publicKey)]));
  return (device) => verifiers.get(device);
};

/** A record that opened, whose signature nobody has looked at yet. */
type Unverified = { readonly link: Link; readonly isSigned: () => boolean };

/** Opens one stored document of a log and checks all that can be checked of it alone. */
export const openLink = (
  p: Primitives,
  log: Log | undefined,
  verifiers: Verifiers,
  stored: Stored,
): Result<Link, Damage> => openedLink(openUnverified(p, log, verifiers, stored));

/** With its signature looked at. */
export const openedLink = (opened: Result<Unverified, Damage>): Result<Link, Damage> => {
  if (!opened.ok) return opened;
  const { link, isSigned } = opened.value;
  return isSigned() ? ok(link) : fail({ kind: 'bad-signature', document: link.id });
};

/**
 * Records that hang by their hashes on the end of a chain that is noted under a key of this vault. A hash covers the record
 * before it and the signature, which was checked when the end was noted: what hangs on it needs no second check.
 */
const hanging = (links: readonly Link[], tails: readonly Tail[]): ReadonlySet<Link> => {
  const byHash = new Map(links.map((link) => [link.hash, link]));
  const trusted = new Set<Link>();
  for (const tail of tails) {
    let link = byHash.get(tail.hash);
    let sequence = tail.length;
    while (link !== undefined && link.device === tail.device && link.sequence === sequence && !trusted.has(link)) {
      trusted.add(link);
      sequence -= 1;
      link = byHash.get(link.previous);
    }
  }
  return trusted;
};

/** The records of one log, held against their signatures, each other and their noted ends. */
export const openChains = (
  p: Primitives,
  log: Log,
  verifiers: Verifiers,
  documents: readonly Stored[],
  tails: readonly Tail[],
): { readonly links: readonly Link[]; readonly damage: readonly Damage[] } => {
  const damage: Damage[] = [];
  const opened: Unverified[] = [];
  for (const stored of documents) {
    const one = openUnverified(p, log, verifiers, stored);
    if (one.ok) opened.push(one.value);
    else damage.push(one.error);
  }
  const trusted = hanging(
    opened.map(({ link }) => link),
    tails,
  );
  const links: Link[] = [];
  for (const { link, isSigned } of opened) {
    if (trusted.has(link) || isSigned()) links.push(link);
    else damage.push({ kind: 'bad-signature', document: link.id });
  }
  return { links, damage: [...damage, ...checkChains(log.key.log, links, tails)] };
};

export const openUnverified = (
  p: Primitives,
  log: Log | undefined,
  verifiers: Verifiers,
  { id, document }: Stored,
): Result<Unverified, Damage> => openEnvelope(p, log, verifiers, id, Envelope.safeParse(document).data);

/** As `openUnverified`, of the document as such, when it is an envelope. */
export const openEnvelope = (
  p: Primitives,
  log: Log | undefined,
  verifiers: Verifiers,
  id: string,
  envelope: Envelope | undefined,
): Result<Unverified, Damage> => {
  if (envelope === undefined) return fail({ kind: 'foreign', document: id });
  if (envelope.v > envelopeVersion) return fail({ kind: 'newer-format', document: id });
  if (log === undefined || envelope.k !== log.key.id) return fail({ kind: 'unknown-key', document: id });
  if (envelope._id !== id || envelope._rev !== revision(p, envelope)) return fail({ kind: 'unreadable', document: id });
  const opened = openSealed(p, log.key, envelope);
  const signed = opened.ok ? Signed.safeParse(opened.value) : undefined;
  if (!signed?.success) return fail({ kind: 'unreadable', document: id });
  const stated = statement(p, log, id, signed.data);
  const signature = Buffer.from(signed.data.signature, 'base64');
  const { device, sequence, previous, body } = signed.data;
  const verify = verifiers(device);
  try {
    const link = { id, device, sequence, previous, hash: linkHash(p, stated, signature), body: JSON.parse(body) };
    return ok({
      link,
      isSigned: () => verify?.(stated, signature) ?? false,
    });
  } catch {
    return fail({ kind: 'unreadable', document: id }); // signed, yet no JSON: not something this version wrote
  }
};

const checkChain = (log: string, device: string, links: readonly Place[], tail: Tail | undefined): Damage[] => {
  const found: Damage[] = [];
  const ordered = links.toSorted((a, b) => a.sequence - b.sequence);
  let before: { sequence: number; hash: string } | undefined = { sequence: 0, hash: '' };
  let reached = 0;
  for (const link of ordered) {
    if (link.sequence === reached) {
      found.push({ kind: 'fork', document: link.id });
      continue;
    }
    if (link.sequence > reached + 1) {
      found.push({ kind: 'missing', log, device, from: reached + 1, to: link.sequence - 1 });
      before = undefined;
    }
    if (before !== undefined && link.previous !== before.hash) {
      found.push({ kind: 'broken-chain', document: link.id });
    }
    before = { sequence: link.sequence, hash: link.hash };
    reached = link.sequence;
  }
  if (tail === undefined || tail.length < reached) found.push({ kind: 'tail', log });
  else if (tail.length > reached) {
    const one = tail.length === reached + 1 ? { document: tail.last } : {};
    found.push({ kind: 'missing', log, device, from: reached + 1, to: tail.length, ...one });
  } else if (before !== undefined && before.hash !== tail.hash) {
    found.push({ kind: 'fork', document: ordered.at(-1)?.id ?? tail.last });
  }
  return found;
};

/** Holds a log's records against each other and against its noted tails: gaps, forks, breaks, a missing end. */
export const checkChains = (log: string, links: readonly Place[], tails: readonly Tail[]): readonly Damage[] => {
  const perDevice = new Map<string, Place[]>();
  for (const link of links) {
    const chain = perDevice.get(link.device);
    if (chain === undefined) perDevice.set(link.device, [link]);
    else chain.push(link);
  }
  const devices = new Set([...perDevice.keys(), ...tails.map(({ device }) => device)]);
  return [...devices].flatMap((device) =>
    checkChain(
      log,
      device,
      perDevice.get(device) ?? [],
      tails.find((tail) => tail.device === device),
    ),
  );
};
