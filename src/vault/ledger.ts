import { join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import {
  addLink,
  type Devices,
  type Link,
  openChains,
  type Signer,
  type Tail,
  type Verifiers,
  verifiersOf,
} from './chain.ts';
import type { Damage } from './damage.ts';
import { devicesOf } from './earlier-device.ts';
import type { Damaged, ReadFailure, WriteFailure } from './failures.ts';
import {
  documentTerm,
  Head,
  headContent,
  headDocument,
  headSealingKey,
  openTails,
  sumWith,
  tailDocument,
  tailTerm,
} from './head.ts';
import { type Header, writeHeader } from './header.ts';
import type { JsonValue } from './json.ts';
import type { DerivedKeys } from './keys.ts';
import { type KeyTable, type Log, wipeTable, withDossiers } from './keytable.ts';
import { writeKeyTable } from './keytable-file.ts';
import type { Primitives } from './primitives.ts';
import { Envelope, LocalEnvelope, openSealed, sealLocal } from './seal.ts';
import { type StorageFailure, storageFailure } from './storage-failure.ts';
import { isStoreBroken, nextRev, openStore, type Store, type Stored } from './store.ts';
import type { Witness } from './witness.ts';

/** LevelDB's folder inside the vault's. */
export const storeFolder = 'store';

export type HeadState = { readonly head: Head; readonly rev: string | undefined };
type TailState = { readonly tails: readonly Tail[]; readonly rev: string | undefined };

/** Records signed and sealed, not yet written: with their tails and the head they go to disk in one batch. */
export type Draft = { readonly documents: Envelope[]; readonly tails: Map<Log, Tail> };
export const emptyDraft = (): Draft => ({ documents: [], tails: new Map() });

export type LedgerParts = {
  readonly p: Primitives;
  readonly folder: string;
  readonly header: Header;
  readonly keys: DerivedKeys;
  readonly table: KeyTable;
  readonly store: Store;
  readonly witness: Witness;
};

/** What has to happen around the store being opened anew. */
export type Reopening = { readonly before: () => Promise<void>; readonly after: () => Promise<void> };

export const readHead = async (
  p: Primitives,
  vault: string,
  headKey: Uint8Array,
  store: Store,
): Promise<HeadState | undefined> => {
  const envelope = LocalEnvelope.safeParse((await store.local(headDocument))?.document);
  if (!envelope.success || envelope.data._id !== headDocument) return undefined;
  const opened = openSealed(p, headSealingKey(vault, headKey), envelope.data);
  const head = opened.ok ? Head.safeParse(opened.value) : undefined;
  return head?.success ? { head: head.data, rev: envelope.data._rev } : undefined;
};

/**
 * The records on disk and where they stand: head, tails, key table. One caller at a time; the session sees to that.
 */
export class Ledger {
  /** Of this computer and of every device that signed here before. */
  readonly devices: Devices;
  readonly verifiers: Verifiers;
  readonly #own: Verifiers;
  readonly device: string;
  readonly #parts: LedgerParts;
  readonly #signer: Signer;
  readonly #reopening: Reopening;
  readonly #tails = new Map<string, TailState>();
  #header: Header;
  #keys: DerivedKeys;
  #table: KeyTable;
  #store: Store;
  #head: HeadState | undefined;
  #storeIsOpen = true;
  /** A write failed: LevelDB may hold half a record at its end, so it is opened anew before the next write. */
  #wounded = false;
  #witnessFailed = false;

  constructor(given: LedgerParts, head: HeadState | undefined, reopening: Reopening) {
    this.#parts = given;
    this.#header = given.header;
    this.#keys = given.keys;
    this.#table = given.table;
    this.#store = given.store;
    this.#head = head;
    this.#reopening = reopening;
    const { device } = given.table.identity;
    this.device = device.id;
    this.#signer = { device: device.id, sign: given.p.sign.signer(device.seed) };
    const own = given.p.sign.verifier(device.publicKey);
    this.#own = (id) => (id === device.id ? own : undefined);
    this.devices = devicesOf(given.p, given.keys.wraps, given.table);
    this.verifiers = verifiersOf(given.p, this.devices);
  }

  get table(): KeyTable {
    return this.#table;
  }
  get header(): Header {
    return this.#header;
  }
  get keys(): DerivedKeys {
    return this.#keys;
  }
  get head(): Head | undefined {
    return this.#head?.head;
  }
  get store(): Store {
    return this.#store;
  }
  /** True when the witness could not be written: what was acknowledged is safe, only a lost end would go unseen. */
  get witnessFailed(): boolean {
    return this.#witnessFailed;
  }

  async readyToRead(): Promise<Result<null, StorageFailure>> {
    return this.#storeIsOpen ? ok(null) : this.#reopen();
  }

  async #readyToWrite(): Promise<Result<HeadState, WriteFailure>> {
    if (this.#wounded || !this.#storeIsOpen) {
      const reopened = await this.#reopen();
      if (!reopened.ok) return reopened;
    }
    if (this.#head === undefined) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'head' }] });
    return ok(this.#head);
  }

  async #reopen(): Promise<Result<null, StorageFailure>> {
    const { p, folder } = this.#parts;
    await this.#reopening.before();
    if (this.#storeIsOpen) await this.#store.close();
    this.#storeIsOpen = false;
    const reopened = await openStore(join(folder, storeFolder), false);
    if (!reopened.ok) return reopened;
    this.#store = reopened.value;
    this.#storeIsOpen = true;
    this.#tails.clear();
    this.#head = await readHead(p, this.#table.vault, this.#keys.head, this.#store);
    this.#wounded = false;
    await this.#reopening.after();
    return ok(null);
  }

  /** Gives so many dossiers their keys, on disk before this resolves. */
  async addDossiers(count: number): Promise<Result<readonly Log[], WriteFailure>> {
    const ready = await this.#readyToWrite();
    if (!ready.ok) return ready;
    const { table, logs } = withDossiers(this.#table, count);
    const kept = await this.keepTable(table);
    return kept.ok ? ok(logs) : kept;
  }

  /** Puts another table in the place of this one, on disk before it resolves. Its generation must be higher. */
  async keepTable(table: KeyTable): Promise<Result<null, WriteFailure>> {
    const { p, folder } = this.#parts;
    if (!this.#table.intact) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'keys' }] });
    try {
      await writeKeyTable(p, this.#keys, folder, table);
    } catch (error) {
      return fail(await storageFailure(folder, error));
    }
    this.#table = table;
    return ok(null);
  }

  /** Puts another header in the place of this one, on disk before it resolves. Its generation must be higher. */
  async keepHeader(header: Header): Promise<Result<null, WriteFailure>> {
    const { p, folder } = this.#parts;
    try {
      await writeHeader(p, folder, this.#keys.header, header);
    } catch (error) {
      return fail(await storageFailure(folder, error));
    }
    this.#header = header;
    return ok(null);
  }

  async #tailsOf(log: Log): Promise<Result<TailState, Damaged>> {
    const known = this.#tails.get(log.pseudonym);
    if (known !== undefined) return ok(known);
    const { p } = this.#parts;
    const keys = this.#keys;
    const stored = await this.#store.local(tailDocument(log.pseudonym));
    const opened = openTails(p, this.#table.vault, keys.head, log.pseudonym, stored?.document);
    const lost = opened === undefined && (stored !== undefined || (await this.#hasDocuments(log)));
    if (lost) return fail({ kind: 'damaged', damage: [{ kind: 'tail', log: log.key.log }] });
    const state: TailState = opened ?? { tails: [], rev: undefined };
    this.#tails.set(log.pseudonym, state);
    return ok(state);
  }

  async #hasDocuments(log: Log): Promise<boolean> {
    try {
      for await (const _ of this.#store.startingWith(log.pseudonym)) return true;
      return false;
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      return true; // cannot be read, so it cannot be said that there is nothing
    }
  }

  /** Signs, chains and seals one record behind what is there and what the draft already holds. */
  async stage(draft: Draft, log: Log, body: JsonValue): Promise<Result<Tail, WriteFailure>> {
    const ready = await this.#readyToWrite();
    if (!ready.ok) return ready;
    const state = await this.#tailsOf(log);
    if (!state.ok) return state;
    const before = draft.tails.get(log) ?? state.value.tails.find(({ device }) => device === this.device);
    const { envelope, tail } = addLink(this.#parts.p, log, this.#signer, before, body);
    draft.documents.push(envelope);
    draft.tails.set(log, tail);
    return ok(tail);
  }

  /** Writes a draft, its tails and the head in one batch; durable when this resolves. */
  async commit(draft: Draft): Promise<Result<Head, WriteFailure>> {
    const { p, witness } = this.#parts;
    const keys = this.#keys;
    const header = this.#header;
    const { vault } = this.#table;
    if (this.#head === undefined) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'head' }] });
    const { head: before, rev } = this.#head;
    const sealing = headSealingKey(vault, keys.head);
    const added: bigint[] = [];
    const removed: bigint[] = [];
    const changed = new Map<string, TailState>();
    const locals: ReturnType<typeof sealLocal>[] = [];
    for (const [{ pseudonym, ...log }, tail] of draft.tails) {
      const state = await this.#tailsOf({ pseudonym, ...log });
      if (!state.ok) return state;
      const own = state.value.tails.find(({ device }) => device === tail.device);
      if (own !== undefined) removed.push(tailTerm(p, keys.head, pseudonym, own));
      added.push(tailTerm(p, keys.head, pseudonym, tail));
      const tails = [...state.value.tails.filter(({ device }) => device !== tail.device), tail];
      changed.set(pseudonym, { tails, rev: nextRev(state.value.rev) });
      locals.push(sealLocal(p, sealing, tailDocument(pseudonym), state.value.rev, { chains: tails }));
    }
    const terms = draft.documents.map(({ _id, _rev }) => documentTerm(p, keys.head, _id, _rev));
    const head: Head = {
      ...before,
      counter: before.counter + 1,
      // an older file put back must stay older than the head says, so these never go down
      header: Math.max(before.header, header.generation),
      keys: Math.max(before.keys, this.#table.generation),
      index: Math.max(before.index, this.#table.indexGeneration),
      updateSeq: before.updateSeq + draft.documents.length,
      documents: before.documents + draft.documents.length,
      sum: sumWith(before.sum, terms),
      tails: sumWith(before.tails, added, removed),
    };
    locals.push(sealLocal(p, sealing, headDocument, rev, headContent(head)));
    const written = await this.#store.write(draft.documents, locals);
    if (!written.ok) {
      this.#wounded = true;
      return written;
    }
    for (const [pseudonym, state] of changed) this.#tails.set(pseudonym, state);
    this.#head = { head, rev: nextRev(rev) };
    try {
      await witness.write(head);
      this.#witnessFailed = false;
    } catch {
      this.#witnessFailed = true; // the records are durable; the session shows that their end is not watched
    }
    return ok(head);
  }

  /** Ends long work beside the queue and opens the store anew. */
  reopen(): Promise<Result<null, StorageFailure>> {
    return this.#reopen();
  }

  /**
   * Takes at most so many records of a log whose key is gone out of the store; with the last of them also the note of where
   * its chains end. The head says less in the same batch, so that what is left is whole.
   *
   * @returns how many were taken out; fewer than `most`: there are no more
   */
  async removeSome(pseudonym: string, most: number): Promise<Result<number, WriteFailure>> {
    const ready = await this.#readyToWrite();
    if (!ready.ok) return ready;
    const { p, witness } = this.#parts;
    const keys = this.#keys;
    const { vault } = this.#table;
    const { head: before, rev } = ready.value;
    const found: Envelope[] = [];
    try {
      for await (const { document } of this.#store.startingWith(pseudonym)) {
        const envelope = Envelope.safeParse(document);
        if (envelope.success) found.push(envelope.data); // others are damage: they stay, to be found by the walk
        if (found.length === most) break;
      }
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      return fail({ kind: 'disk-failed', code: 'corrupt' }); // the walk says what is wrong; it is tried again at an unlock
    }
    const tail = await this.#store.local(tailDocument(pseudonym));
    if (found.length === 0 && tail === undefined) return ok(0);
    const last = found.length < most ? openTails(p, vault, keys.head, pseudonym, tail?.document) : undefined;
    const tails = (last?.tails ?? []).map((each) => tailTerm(p, keys.head, pseudonym, each));
    const terms = found.map(({ _id, _rev }) => documentTerm(p, keys.head, _id, _rev));
    const head: Head = {
      ...before,
      counter: before.counter + 1,
      keys: Math.max(before.keys, this.#table.generation),
      index: Math.max(before.index, this.#table.indexGeneration),
      documents: before.documents - found.length,
      sum: sumWith(before.sum, [], terms),
      tails: sumWith(before.tails, [], tails),
    };
    const sealed = sealLocal(p, headSealingKey(vault, keys.head), headDocument, rev, headContent(head));
    const written = await this.#store.remove(
      found.map(({ _id }) => _id),
      last === undefined ? undefined : tailDocument(pseudonym),
      { ...sealed, _rev: nextRev(rev) },
    );
    if (!written.ok) {
      this.#wounded = true;
      return written;
    }
    const reopened = await this.#reopen();
    if (!reopened.ok) return reopened;
    try {
      await witness.write(head);
    } catch {
      this.#witnessFailed = true; // as after any other write
    }
    return ok(found.length);
  }

  /** Every record of a log that opens, and everything that is wrong with the rest and with the whole. */
  async links(
    log: Log,
  ): Promise<Result<{ readonly links: readonly Link[]; readonly damage: readonly Damage[] }, ReadFailure>> {
    const ready = await this.readyToRead();
    if (!ready.ok) return ready;
    const documents: Stored[] = [];
    const damage: Damage[] = [];
    try {
      for await (const stored of this.#store.startingWith(log.pseudonym)) documents.push(stored);
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      damage.push({ kind: 'file', file: 'store' }); // what could be read is handed out, and what is missing is named below
    }
    const state = await this.#tailsOf(log);
    // of an earlier device only what hangs on its noted end is taken: whoever has its keys could sign more
    const opened = state.ok
      ? openChains(this.#parts.p, log, this.#own, documents, state.value.tails)
      : openChains(this.#parts.p, log, this.verifiers, documents, []);
    return ok({ links: opened.links, damage: [...damage, ...opened.damage] });
  }

  /** Gives the folder free and wipes every key. */
  async close(): Promise<void> {
    const { witness } = this.#parts;
    if (this.#storeIsOpen) await this.#store.close();
    this.#storeIsOpen = false;
    await witness.close();
    for (const key of Object.values(this.#keys)) key.fill(0);
    wipeTable(this.#table);
  }
}
