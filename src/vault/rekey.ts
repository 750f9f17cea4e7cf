import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import type { Tail } from './chain.ts';
import type { Damage } from './damage.ts';
import {
  documentTerm,
  headContent,
  headDocument,
  headSealingKey,
  noSum,
  openTails,
  sumWith,
  tailDocument,
  tailTerm,
} from './head.ts';
import { type Header, writeHeader } from './header.ts';
import { type DerivedKeys, deriveKeys } from './keys.ts';
import { type KeyTable, withNewKeys } from './keytable.ts';
import { readKeyTable, writeKeyTable } from './keytable-file.ts';
import { readHead } from './ledger.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { openBytes, sealBytes, sealLocal } from './seal.ts';
import { indexFile } from './snapshot.ts';
import type { StorageFailure } from './storage-failure.ts';
import type { Store } from './store.ts';
import { checkAtUnlock } from './unlock-check.ts';
import { newWitness, readWitness, witnessFile } from './witness.ts';

/**
 * A new vault key in the place of one that somebody else may know. The rewrite of the header is the moment itself: from
 * then on only the new passphrase opens. Until everything that hangs on the vault key (key table, ends of the chains, head,
 * witness) stands under the new one, the header carries the old vault key sealed under the new; each unlock goes on with
 * what is left, and the last step takes the old key out. Records stay as they are: the cost is per dossier, and one keyed
 * sum per record.
 */

const bound = ({ vault, generation }: Pick<Header, 'vault' | 'generation'>): Uint8Array =>
  parts('baken/replaces', 1, vault, generation);

/** The header with another vault key and nothing but this way in: sheets and key store held the old key. */
export const renewedHeader = (
  p: Primitives,
  header: Header,
  before: DerivedKeys,
  root: Uint8Array,
  slot: Header['slots'][number],
): { readonly header: Header; readonly keys: DerivedKeys } => {
  const keys = deriveKeys(p, header.vault, root);
  const generation = header.generation + 1;
  const sealed = sealBytes(p, keys.wraps, before.root, bound({ vault: header.vault, generation }));
  return {
    keys,
    header: { ...header, generation, slots: [slot], replaces: Buffer.from(sealed).toString('base64') },
  };
};

export const newVaultKey = (): Uint8Array => new Uint8Array(randomBytes(32));

export type Renewal = {
  readonly p: Primitives;
  readonly folder: string;
  readonly store: Store;
  /** One that says what it replaces. */
  readonly header: Header;
  readonly keys: DerivedKeys;
  /** Name of the fold, so that the list need not be made anew from every entry. */
  readonly fold: string;
};
export type RenewalFailure = StorageFailure | { readonly kind: 'damaged'; readonly damage: readonly Damage[] };
const damaged = (file: 'header' | 'keys'): RenewalFailure => ({ kind: 'damaged', damage: [{ kind: 'file', file }] });

/**
 * Puts everything under the new vault key that is not yet. Can be broken off anywhere and done again.
 *
 * @returns the header without the old key, and what was wrong before: it is noted, and never put right by this
 */
export const finishRenewal = async (
  renewal: Renewal,
): Promise<Result<{ readonly header: Header; readonly damage: readonly Damage[] }, RenewalFailure>> => {
  const { p, folder, store, header, keys } = renewal;
  const { vault } = header;
  const sealed = Buffer.from(header.replaces ?? '', 'base64');
  const root = openBytes(p, keys.wraps, sealed, bound(header));
  if (root?.length !== 32) return fail(damaged('header'));
  const former = deriveKeys(p, vault, root);
  root.fill(0);
  try {
    const done = await readHead(p, vault, keys.head, store);
    // this header was put back after all was done: it is not carried out again, and unlocking says that it is old
    if (done !== undefined && done.head.header > header.generation) return ok({ header, damage: [] });
    const table = await renewTable(renewal, former);
    if (table === undefined) return fail(damaged('keys'));
    const damage = await renewHead(renewal, former, table);
    if (!damage.ok) return damage;
    const { replaces: _, ...rest } = header;
    const last: Header = { ...rest, generation: header.generation + 1 };
    await writeHeader(p, folder, keys.header, last);
    return ok({ header: last, damage: damage.value });
  } finally {
    for (const key of Object.values(former)) key.fill(0);
  }
};

/** Nothing when the table opens under neither key, or was altered: it would be given another MAC, and that buried. */
const renewTable = async (
  { p, folder, header, keys, fold }: Renewal,
  former: DerivedKeys,
): Promise<KeyTable | undefined> => {
  const renewed = await readKeyTable(p, keys, folder, header);
  if (renewed !== undefined) return renewed.intact ? renewed : undefined;
  const before = await readKeyTable(p, former, folder, header);
  if (before === undefined || !before.intact) return undefined;
  const index = indexFile(p, folder);
  const list = await index.read(before, fold);
  const table = withNewKeys(p, former, keys, before);
  await writeKeyTable(p, keys, folder, table);
  if (list !== undefined) await index.write(table, fold, list);
  before.dossiers.wipe(); // the table is read anew below with what is in the file
  return table;
};

/** Local documents written in one batch, so that a large vault does not stand in memory twice. */
const atOnce = 500;

const renewHead = async (
  renewal: Renewal,
  former: DerivedKeys,
  table: KeyTable,
): Promise<Result<readonly Damage[], StorageFailure>> => {
  const { p, folder, store, header, keys } = renewal;
  const { vault } = header;
  const renewed = await readHead(p, vault, keys.head, store);
  if (renewed !== undefined) {
    await newWitness(p, keys.head, folder, renewed.head);
    return ok([]);
  }
  const before = await readHead(p, vault, former.head, store);
  const damage = await checkAtUnlock(p, store, header, table, before?.head, await toldBefore(p, former, folder));
  if (before === undefined) return ok(damage);
  const tails = await renewTails(renewal, former);
  if (!tails.ok) return tails;
  const documents = await documentSums(renewal, former);
  const { head, rev } = before;
  // where the old sum does not fit, the new one must not either: each walk goes on to say so
  const fits = documents.before === head.sum && documents.count === head.documents;
  const next = {
    ...head,
    counter: head.counter + 1,
    header: Math.max(head.header, header.generation),
    keys: Math.max(head.keys, table.generation),
    index: Math.max(head.index, table.indexGeneration),
    sum: fits ? documents.after : noSum,
    tails: tails.value.before === head.tails ? tails.value.after : noSum,
  };
  const sealed = sealLocal(p, headSealingKey(vault, keys.head), headDocument, rev, headContent(next));
  const written = await store.write([], [sealed]);
  if (!written.ok) return written;
  await newWitness(p, keys.head, folder, next);
  return ok(damage);
};

const toldBefore = async (p: Primitives, former: DerivedKeys, folder: string) => {
  const handle = await open(join(folder, witnessFile), 'r').catch(() => undefined); // gone: then nothing is told
  try {
    return handle && (await readWitness(p, former.head, handle));
  } finally {
    await handle?.close();
  }
};

type Sums = { readonly before: string; readonly after: string };

const renewTails = async (
  { p, store, header: { vault }, keys }: Renewal,
  former: DerivedKeys,
): Promise<Result<Sums, StorageFailure>> => {
  const sums = { before: sumWith('0', []), after: sumWith('0', []) };
  let batch: ReturnType<typeof sealLocal>[] = [];
  const count = (pseudonym: string, tails: readonly Tail[]) => {
    const terms = (key: Uint8Array) => tails.map((tail) => tailTerm(p, key, pseudonym, tail));
    sums.before = sumWith(sums.before, terms(former.head));
    sums.after = sumWith(sums.after, terms(keys.head));
  };
  for await (const { id, document } of store.locals()) {
    if (id === headDocument) continue;
    const pseudonym = id.slice('_local/'.length);
    const done = openTails(p, vault, keys.head, pseudonym, document);
    const opened = done ?? openTails(p, vault, former.head, pseudonym, document);
    if (opened === undefined) continue; // damage: the sum above then does not fit, and the walk names it
    count(pseudonym, opened.tails);
    if (done !== undefined) continue;
    const content = { chains: opened.tails.map((tail) => ({ ...tail })) };
    batch.push(sealLocal(p, headSealingKey(vault, keys.head), tailDocument(pseudonym), opened.rev, content));
    if (batch.length < atOnce) continue;
    const written = await store.write([], batch);
    if (!written.ok) return written;
    batch = [];
  }
  const written = await store.write([], batch);
  return written.ok ? ok(sums) : written;
};

const documentSums = async (
  { p, store, keys }: Renewal,
  former: DerivedKeys,
): Promise<Sums & { readonly count: number }> => {
  const sums = { before: sumWith('0', []), after: sumWith('0', []), count: 0 };
  let terms: { before: bigint[]; after: bigint[] } = { before: [], after: [] };
  const add = () => {
    sums.before = sumWith(sums.before, terms.before);
    sums.after = sumWith(sums.after, terms.after);
    terms = { before: [], after: [] };
  };
  for await (const { id, rev } of store.revisions()) {
    terms.before.push(documentTerm(p, former.head, id, rev));
    terms.after.push(documentTerm(p, keys.head, id, rev));
    sums.count += 1;
    if (terms.before.length === atOnce) add();
  }
  add();
  return sums;
};
