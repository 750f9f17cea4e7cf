import { fileNamedIn } from './attachment.ts';
import type { BackupFile } from './backup-data.ts';
import { type Link, openUnverified, type Tail, type Verifiers } from './chain.ts';
import type { Damage } from './damage.ts';
import { documentTerm, Head, headDocument, headSealingKey, noSum, openTails, sumWith, tailTerm } from './head.ts';
import { type KeyTable, logOf } from './keytable.ts';
import type { Primitives } from './primitives.ts';
import { type RunningDigest, runningDigest } from './running-digest.ts';
import { Envelope, LocalEnvelope, openSealed, pseudonymOf } from './seal.ts';
import type { Stored } from './store.ts';

/**
 * Holds what streams out of a data file against itself: every document opens, hangs in its chain up to the noted end, and
 * together they are the ones the head was made over; every attachment is the one its entry names. What it remembers is per
 * dossier and per attachment, not per document.
 */

export type DataCheck = {
  /** The noted ends and the head. They come first. */
  readonly locals: (documents: readonly Stored[]) => void;
  readonly documents: (documents: readonly Stored[]) => void;
  readonly file: (file: BackupFile) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  /** To be called at the end. Empty damage: all of it is there, and is what it was. */
  readonly finish: () => Checked;
};
export type Checked = {
  readonly damage: readonly Damage[];
  readonly head: Head | undefined;
  readonly documents: number;
};

type Given = {
  readonly p: Primitives;
  readonly table: KeyTable;
  readonly headKey: Uint8Array;
  readonly verifiers: Verifiers;
};

/** A chain as far as it hangs together, and what came before its turn. */
type Chain = { length: number; hash: string; last: string; readonly early: Map<number, Link> };
/** What is wrong is named up to here; more of it makes no difference. */
const mostDamage = 1000;

export const openHead = (p: Primitives, vault: string, headKey: Uint8Array, document: unknown): Head | undefined => {
  const envelope = LocalEnvelope.safeParse(document);
  if (!envelope.success || envelope.data._id !== headDocument) return undefined;
  const opened = openSealed(p, headSealingKey(vault, headKey), envelope.data);
  return opened.ok ? Head.safeParse(opened.value).data : undefined;
};

export const dataCheck = ({ p, table, headKey, verifiers }: Given): DataCheck => {
  const erased = new Set(table.erased.map(({ pseudonym }) => pseudonym));
  const damage: Damage[] = [];
  const found = (one: Damage): void => {
    if (damage.length < mostDamage) damage.push(one);
  };
  const tails = new Map<string, readonly Tail[]>();
  const chains = new Map<string, Map<string, Chain>>();
  /** Digest that an entry says, by pseudonym and file; taken out when the file came by and was right. */
  const named = new Map<string, { readonly entry: string; readonly digest: string }>();
  let current: { readonly key: string; readonly digest: RunningDigest } | undefined;
  let head: Head | undefined;
  let sum = noSum;
  let tailSum = noSum;
  let count = 0;

  const hang = (pseudonym: string, link: Link): void => {
    const perDevice = chains.get(pseudonym) ?? new Map<string, Chain>();
    chains.set(pseudonym, perDevice);
    const chain = perDevice.get(link.device) ?? { length: 0, hash: '', last: '', early: new Map() };
    perDevice.set(link.device, chain);
    chain.early.set(link.sequence, link);
    for (let next = chain.early.get(chain.length + 1); next; next = chain.early.get(chain.length + 1)) {
      if (next.previous !== chain.hash) found({ kind: 'broken-chain', document: next.id });
      chain.early.delete(next.sequence);
      Object.assign(chain, { length: next.sequence, hash: next.hash, last: next.id });
    }
  };
  const closeFile = (): void => {
    const expected = current && named.get(current.key);
    if (current !== undefined && expected?.digest === current.digest.hex()) named.delete(current.key);
    current = undefined;
  };
  const checkEnds = (): void => {
    for (const [pseudonym, noted] of tails) {
      if (erased.has(pseudonym)) continue;
      const log = logOf(table, pseudonym)?.key.log ?? pseudonym;
      for (const { device, length, hash } of noted) {
        const chain = chains.get(pseudonym)?.get(device);
        chains.get(pseudonym)?.delete(device);
        const reached = chain?.length ?? 0;
        if (reached < length) found({ kind: 'missing', log, device, from: reached + 1, to: length });
        else if (reached > length || chain?.hash !== hash) found({ kind: 'tail', log });
      }
    }
    for (const [pseudonym, left] of chains)
      if (left.size > 0) found({ kind: 'tail', log: logOf(table, pseudonym)?.key.log ?? pseudonym });
  };

  return {
    locals: (documents) => {
      for (const { id, document } of documents) {
        if (id === headDocument) {
          head = openHead(p, table.vault, headKey, document);
          continue;
        }
        const pseudonym = id.slice('_local/'.length);
        const opened = openTails(p, table.vault, headKey, pseudonym, document);
        if (opened === undefined || tails.has(pseudonym)) found({ kind: 'tail', log: pseudonym });
        else {
          tails.set(pseudonym, opened.tails);
          const terms = opened.tails.map((tail) => tailTerm(p, headKey, pseudonym, tail));
          tailSum = sumWith(tailSum, terms);
        }
      }
    },
    documents: (documents) => {
      const terms: bigint[] = [];
      for (const stored of documents) {
        count += 1;
        const envelope = Envelope.safeParse(stored.document);
        if (!envelope.success) {
          found({ kind: 'foreign', document: stored.id });
          continue;
        }
        terms.push(documentTerm(p, headKey, stored.id, envelope.data._rev));
        const pseudonym = pseudonymOf(stored.id);
        if (erased.has(pseudonym)) continue; // its key is gone; the sum still holds it against the head
        const log = logOf(table, pseudonym);
        const opened = openUnverified(p, log, verifiers, stored);
        if (!opened.ok) {
          found(opened.error);
          continue;
        }
        // the signature needs no second look: what hangs by its hash on an end that was noted was checked when it was noted
        const { link } = opened.value;
        const sealed = log?.kind === 'dossier' ? fileNamedIn(link.body) : undefined;
        if (sealed !== undefined)
          named.set(`${pseudonym}/${sealed.file}`, { entry: link.id, digest: sealed.sealedSha256 });
        hang(pseudonym, { ...link, body: undefined });
      }
      sum = sumWith(sum, terms);
    },
    file: ({ pseudonym, file }) => {
      closeFile();
      current = { key: `${pseudonym}/${file}`, digest: runningDigest(p) };
    },
    bytes: (bytes) => {
      current?.digest.add(bytes);
    },
    finish: () => {
      closeFile();
      checkEnds();
      for (const { entry } of named.values()) found({ kind: 'attachment', document: entry, fault: 'altered' });
      if (head === undefined) found({ kind: 'file', file: 'head' });
      else if (head.sum !== sum || head.tails !== tailSum || head.documents !== count)
        found({ kind: 'head-mismatch', expected: head.documents, found: count });
      return { damage, head, documents: count };
    },
  };
};
