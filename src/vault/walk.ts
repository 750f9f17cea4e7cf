import type { AttachmentWalk } from './attachment-walk.ts';
import { checkChains, type Place, type Tail } from './chain.ts';
import type { Damage } from './damage.ts';
import { type Head, headDocument, openTails, sumWith, tailTerm } from './head.ts';
import { type KeyTable, type Log, logOf } from './keytable.ts';
import type { Openers } from './opening-threads.ts';
import type { Primitives } from './primitives.ts';
import type { Asked, Closed, OpenedRecord } from './record-opening.ts';
import { pseudonymOf } from './seal.ts';
import { isStoreBroken, type Store } from './store.ts';

/** Outcome of opening everything there is. `damage` empty means: every record is there, opens, and is the one written. */
export type VerifyReport = {
  /** Instant at which the walk began, ISO 8601. */
  readonly at: string;
  readonly documents: number;
  readonly damage: readonly Damage[];
};

export type Walk = {
  readonly p: Primitives;
  readonly store: Store;
  readonly table: KeyTable;
  readonly headKey: Uint8Array;
  readonly head: Head | undefined;
  readonly openers: Openers;
  readonly attachments: AttachmentWalk;
  readonly at: string;
  /** Called after every few documents, and waited for: whoever is at the screen goes first. False ends the walk. */
  readonly proceed: (done: number) => Promise<boolean>;
};

/** Each with what was begun with it, in order, that many ahead of whoever takes them. What comes before an error is still given. */
const ahead = async function* <T, R>(
  source: AsyncIterable<T>,
  most: number,
  begin: (each: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  let broken: { readonly error: unknown } | undefined;
  try {
    for await (const each of source) {
      begun.push(begin(each));
      const first = begun.length > most ? begun.shift() : undefined;
      if (first !== undefined) yield await first;
    }
  } catch (error) {
    broken = { error };
  }
  for (const each of begun) yield await each;
  if (broken !== undefined) throw broken.error;
};

/** Ends a scan that nothing was taken from: it holds the store as it was until it has begun and ended. */
const unread = async (scan: AsyncGenerator<unknown>): Promise<undefined> => {
  for await (const _ of scan) return undefined;
  return undefined;
};

/** Records that were opened together, in the order of the store. */
type Group = { readonly records: readonly Closed[]; readonly opened: readonly OpenedRecord[] };

/**
 * Opens every document as the store was at the moment of the call, whatever is written meanwhile, and holds all of it
 * against the chains, the audit lines and the head. Nothing when it was told to stop.
 */
export const walk = async (given: Walk): Promise<VerifyReport | undefined> => {
  const { p, store, table, headKey, head, openers, attachments, at, proceed } = given;
  const documents = store.texts();
  const locals = store.locals();
  const damage: Damage[] = [];

  const tails = new Map<string, readonly Tail[]>();
  let tailSum = sumWith('0', []);
  try {
    for await (const stored of locals) {
      if (stored.id === headDocument) continue;
      const pseudonym = stored.id.slice('_local/'.length);
      const opened = openTails(p, table.vault, headKey, pseudonym, stored.document);
      if (opened === undefined) damage.push({ kind: 'tail', log: pseudonym });
      else tails.set(pseudonym, opened.tails);
      tailSum = sumWith(
        tailSum,
        (opened?.tails ?? []).map((tail) => tailTerm(p, headKey, pseudonym, tail)),
      );
      if (!(await proceed(0))) return await unread(documents);
    }
  } catch (error) {
    if (!isStoreBroken(error)) throw error;
    damage.push({ kind: 'file', file: 'store' }); // LevelDB could not go on reading; the sums below say what that leaves out
  }

  const erased = new Set(table.erased.map(({ pseudonym }) => pseudonym));
  const seen = new Set<string>();
  const mentioned: { readonly dossier: string; readonly id: string }[] = [];
  let sum = 0n;
  let links: Place[] = [];
  let current = '';
  const finish = (): void => {
    if (current !== '' && !erased.has(current))
      damage.push(...checkChains(logOf(table, current)?.key.log ?? current, links, tails.get(current) ?? []));
    tails.delete(current);
    links = [];
  };
  const opening = async (records: readonly Closed[]): Promise<Group> => {
    const logs: Log[] = [];
    const asked: Asked['records'][number][] = [];
    for (const { id, text } of records) {
      const pseudonym = pseudonymOf(id);
      if (logs.at(-1)?.pseudonym !== pseudonym) {
        const log = logOf(table, pseudonym); // records of a dossier follow each other
        if (log !== undefined) logs.push(log);
      }
      const known = logs.at(-1)?.pseudonym === pseudonym;
      asked.push({ id, text, log: known ? logs.length - 1 : undefined, erased: erased.has(pseudonym) });
    }
    return { records, opened: await openers.open({ logs, records: asked }) };
  };
  const take = (id: string, { term, link, mentioned: mentions, file }: OpenedRecord): void => {
    const pseudonym = pseudonymOf(id);
    if (pseudonym !== current) {
      finish();
      current = pseudonym;
    }
    if (term !== undefined) sum += term;
    seen.add(id);
    if (link === undefined) return; // erased, and waits to be taken away: the sum still holds it against the head
    if (!link.ok) return void damage.push(link.error);
    links.push(link.value);
    for (const entry of mentions?.entries ?? []) mentioned.push({ dossier: mentions?.dossier ?? '', id: entry });
    const log = file && logOf(table, pseudonym);
    if (log !== undefined && file !== undefined) attachments.see(log, id, file);
  };
  try {
    for await (const { records, opened } of ahead(documents, openers.ahead, opening)) {
      for (const [index, { id }] of records.entries()) {
        const one = opened[index];
        if (one === undefined) throw new Error('A record was neither opened nor found wrong');
        take(id, one);
      }
      if (!(await proceed(seen.size))) return undefined;
    }
  } catch (error) {
    if (!isStoreBroken(error)) throw error;
    damage.push({ kind: 'file', file: 'store' }); // as above
  }
  finish();
  for (const [pseudonym, left] of tails) {
    if (erased.has(pseudonym)) continue;
    damage.push(...checkChains(logOf(table, pseudonym)?.key.log ?? pseudonym, [], left));
  }

  const named = new Set(damage.flatMap((each) => ('document' in each ? [each.document] : [])));
  for (const { dossier, id } of mentioned) {
    if (!seen.has(id) && !named.has(id) && !erased.has(pseudonymOf(id))) {
      damage.push({ kind: 'missing-entry', log: dossier, document: id });
    }
  }
  if (head === undefined) damage.push({ kind: 'file', file: 'head' });
  else if (head.sum !== sumWith('0', [sum]) || head.tails !== tailSum || head.documents !== seen.size) {
    damage.push({ kind: 'head-mismatch', expected: head.documents, found: seen.size });
  }
  const files = await attachments.check(() => proceed(seen.size));
  if (files === undefined) return undefined;
  damage.push(...files);
  if (damage.length === 0) await attachments.sweep();
  return { at, documents: seen.size, damage };
};
