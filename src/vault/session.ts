import { join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { AuditBody, type AuditLine, type AuditRecord } from './audit.ts';
import { addLink, checkChains, type Link, openLink, type Signer, type Tail, type Verifiers } from './chain.ts';
import type { Damage } from './damage.ts';
import { DossierId, EntryBody, type Fold, inOrder, type Row, type StoredEntry, toEntry } from './entry.ts';
import { documentTerm, Head, headDocument, headSealingKey, sumWith, tailDocument, tailTerm } from './head.ts';
import type { Header } from './header.ts';
import type { JsonValue } from './json.ts';
import type { DerivedKeys } from './keys.ts';
import { type KeyTable, type Log, withDossier, writeKeyTable } from './keytable.ts';
import type { Primitives } from './primitives.ts';
import { type Envelope, LocalEnvelope, openSealed, pseudonymOf, sealLocal } from './seal.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { type StorageFailure, storageFailure } from './storage-failure.ts';
import { openStore, type Store } from './store.ts';
import { openTails, type VerifyReport, walk } from './walk.ts';
import type { Witness } from './witness.ts';

export type VaultPorts = {
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
};
export type Folding = { readonly fold: Fold; readonly foldVersion: string };

export type Closed = { readonly kind: 'closed' };
export type UnknownDossier = { readonly kind: 'unknown-dossier' };
/** Writing on would hide what was found wrong. */
export type DamagedVault = { readonly kind: 'damaged'; readonly damage: readonly Damage[] };
export type WriteFailure = StorageFailure | Closed | UnknownDossier | DamagedVault;
export type ReadFailure = WriteFailure;

/** What a write is for: the screen's id of the intent, the same again on a retry, and the line in the audit. */
export type Writing = { readonly intent: string; readonly audit: AuditLine };
export type DossierReading = { readonly entries: readonly StoredEntry[]; readonly damage: readonly Damage[] };
export type ListedRow = { readonly dossier: DossierId; readonly row: Row; readonly damaged: boolean };

export type Verification =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'stopped' };

type Given = {
  readonly p: Primitives;
  readonly folder: string;
  readonly header: Header;
  readonly keys: DerivedKeys;
  readonly table: KeyTable;
  readonly store: Store;
  readonly witness: Witness;
  readonly ports: VaultPorts;
  readonly folding: Folding;
  /** What the checks at unlock found. */
  readonly damage: readonly Damage[];
};

type HeadState = { readonly head: Head; readonly rev: string | undefined };
type LogState = {
  tails: readonly Tail[];
  rev: string | undefined;
  intents: Map<string, readonly StoredEntry[]> | undefined;
};
type Draft = { readonly documents: Envelope[]; readonly tails: Map<Log, Tail> };

/** A snapshot of the index is kept after this many writes, so that unlock has at most these to catch up with. */
const writesPerSnapshot = 256;

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

/** An open vault. Holds the keys; everything that touches the store goes through one queue, one at a time. */
export class VaultSession {
  readonly #given: Given;
  readonly #signer: Signer;
  readonly #verifiers: Verifiers;
  readonly #logs = new Map<string, LogState>();
  readonly #rows = new Map<string, Row>();
  readonly #damagedLogs = new Set<string>();
  #table: KeyTable;
  #byDossier: Map<string, Log>;
  #byPseudonym: Map<string, Log>;
  #store: Store;
  #head: HeadState | undefined;
  #indexSeq = 0;
  #writesSinceSnapshot = 0;
  /** A write failed: LevelDB may hold half a record at its end, so it is opened anew before the next one. */
  #wounded = false;
  #storeIsOpen = true;
  #closing = false;
  #last: Promise<unknown> = Promise.resolve();
  #verification: Verification = { kind: 'not-started' };
  #walking: Promise<unknown> = Promise.resolve();

  constructor(given: Given, head: HeadState | undefined) {
    this.#given = given;
    this.#table = given.table;
    this.#store = given.store;
    this.#head = head;
    const { device } = given.table.identity;
    this.#signer = { device: device.id, sign: given.p.sign.signer(device.seed) };
    const own = given.p.sign.verifier(device.publicKey);
    this.#verifiers = (id) => (id === device.id ? own : undefined);
    this.#byDossier = new Map(given.table.dossiers.map((log) => [log.key.log, log]));
    this.#byPseudonym = new Map(given.table.dossiers.map((log) => [log.pseudonym, log]));
  }

  get name(): string {
    return this.#given.header.name;
  }
  get deviceId(): string {
    return this.#signer.device;
  }
  /** Which implementation does what on this machine. */
  get primitives(): Primitives['chosen'] {
    return this.#given.p.chosen;
  }

  /** Reads the index and catches up with what was written after it. Never reads every entry, unless there is no index. */
  async start(): Promise<void> {
    const { p, folder, folding } = this.#given;
    const snapshot = await readSnapshot(p, folder, this.#table, folding.foldVersion);
    for (const [dossier, row] of snapshot?.rows ?? []) if (this.#byDossier.has(dossier)) this.#rows.set(dossier, row);
    this.#indexSeq = snapshot?.updateSeq ?? 0;
    await this.#catchUp();
  }

  /** Makes a dossier: its keys are on disk before its first audit line is. */
  newDossier(audit: AuditLine): Promise<Result<DossierId, WriteFailure>> {
    return this.#turn(async () => {
      const { p, keys, folder } = this.#given;
      const ready = await this.#readyToWrite();
      if (!ready.ok) return ready;
      if (!this.#table.intact) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'keys' }] });
      const { table, log } = withDossier(p, keys, this.#table);
      try {
        await writeKeyTable(p, keys, folder, table);
      } catch (error) {
        return fail(await storageFailure(folder, error));
      }
      this.#table = table;
      this.#byDossier.set(log.key.log, log);
      this.#byPseudonym.set(log.pseudonym, log);
      const dossier = DossierId.parse(log.key.log);
      const written = await this.#writeAudit(audit, { dossier });
      return written.ok ? ok(dossier) : written;
    });
  }

  /** Resolves when the entry, its audit line and the head are durable together. The same intent again writes nothing. */
  async append(dossier: DossierId, content: JsonValue, writing: Writing): Promise<Result<StoredEntry, WriteFailure>> {
    const written = await this.appendAll(dossier, [content], writing);
    if (!written.ok) return written;
    const [entry] = written.value;
    if (entry === undefined) throw new Error('One content gives one entry');
    return ok(entry);
  }

  /** As `append`, for several entries that belong to one intent: all of them or none. */
  appendAll(
    dossier: DossierId,
    contents: readonly JsonValue[],
    { intent, audit }: Writing,
  ): Promise<Result<readonly StoredEntry[], WriteFailure>> {
    return this.#turn(async () => {
      const ready = await this.#readyToWrite();
      if (!ready.ok) return ready;
      const log = this.#byDossier.get(dossier);
      if (log === undefined) return fail({ kind: 'unknown-dossier' });
      const intents = await this.#intents(log);
      if (!intents.ok) return intents;
      const earlier = intents.value.get(intent);
      if (earlier !== undefined) return ok(earlier);

      const at = this.#given.ports.now();
      const draft: Draft = { documents: [], tails: new Map() };
      const entries: StoredEntry[] = [];
      for (const [part, content] of contents.entries()) {
        const body = { at, intent, part, content };
        const link = await this.#stage(draft, log, body);
        if (!link.ok) return link;
        const { device, length: sequence, last: id } = link.value;
        entries.push(toEntry(dossier, { id, device, sequence, previous: '', hash: '', body }, body));
      }
      const line: AuditBody = { at, ...audit, dossier, entries: entries.map(({ id }) => id) };
      const staged = await this.#stage(draft, this.#table.audit, withoutGaps(line));
      if (!staged.ok) return staged;
      const committed = await this.#commit(draft);
      if (!committed.ok) return committed;

      intents.value.set(intent, entries);
      for (const entry of entries) this.#rows.set(dossier, this.#given.folding.fold(this.#rows.get(dossier), entry));
      this.#indexSeq = this.#head?.head.updateSeq ?? this.#indexSeq;
      return ok(entries);
    });
  }

  /**
   * A dossier's entries in order, and what of it is damaged. With `audit`, that it was read is durable before anything is
   * handed out.
   */
  read(dossier: DossierId, audit?: AuditLine): Promise<Result<DossierReading, ReadFailure>> {
    return this.#turn(async () => {
      const log = this.#byDossier.get(dossier);
      if (this.#closing) return fail({ kind: 'closed' });
      if (log === undefined) return fail({ kind: 'unknown-dossier' });
      if (audit !== undefined) {
        const noted = await this.#writeAudit(audit, { dossier });
        if (!noted.ok) return noted;
      }
      const read = await this.#readLog(log);
      if (!read.ok) return read;
      return ok({ entries: read.value.entries, damage: read.value.damage });
    });
  }

  /** Adds a line to the audit for what is not a write: an export, a print, a search. */
  note(audit: AuditLine, dossier?: DossierId): Promise<Result<null, WriteFailure>> {
    return this.#turn(() => this.#writeAudit(audit, dossier === undefined ? {} : { dossier }));
  }

  /** Notes in the audit what unlocking found, so that it is not forgotten by the next unlock. */
  noteOpening(action: string): Promise<Result<null, WriteFailure>> {
    const { damage } = this.#given;
    return this.#turn(() => this.#writeAudit({ action }, damage.length === 0 ? {} : { damage: [...damage] }));
  }

  /** Every dossier that has an entry, also one of which nothing can be read. */
  rows(): readonly ListedRow[] {
    return [...this.#rows].map(([dossier, row]) => ({
      dossier: DossierId.parse(dossier),
      row,
      damaged: this.#damagedLogs.has(dossier),
    }));
  }

  /** Every line of the audit, oldest first per device. */
  auditLines(): Promise<
    Result<{ readonly lines: readonly AuditRecord[]; readonly damage: readonly Damage[] }, ReadFailure>
  > {
    return this.#turn(async () => {
      const read = await this.#links(this.#table.audit);
      if (!read.ok) return read;
      const damage = [...read.value.damage];
      const lines: AuditRecord[] = [];
      for (const { id, device, sequence, body } of read.value.links) {
        const line = AuditBody.safeParse(body);
        if (line.success) lines.push({ ...line.data, id, device, sequence });
        else damage.push({ kind: 'unreadable', document: id });
      }
      return ok({ lines: lines.toSorted((a, b) => a.sequence - b.sequence), damage });
    });
  }

  /** What unlocking and the last full walk found wrong. */
  damage(): readonly Damage[] {
    return [...this.#given.damage, ...(this.#verification.kind === 'done' ? this.#verification.report.damage : [])];
  }

  verification(): Verification {
    return this.#verification;
  }

  /** Opens everything, as it is now, and holds it against chains, audit and head. Other work goes on meanwhile. */
  async verify(): Promise<Result<VerifyReport, ReadFailure>> {
    const { p, ports, keys } = this.#given;
    if (this.#closing) return fail({ kind: 'closed' });
    const { running } = await this.#turn(async () => {
      const of = this.#head?.head.documents ?? 0;
      this.#verification = { kind: 'running', done: 0, of };
      const proceed = (done: number): boolean => {
        this.#verification = { kind: 'running', done, of };
        return !this.#closing;
      };
      const running = walk({
        p,
        store: this.#store,
        table: this.#table,
        headKey: keys.head,
        head: this.#head?.head,
        verifiers: this.#verifiers,
        at: ports.now(),
        proceed,
      }).catch((): VerifyReport => ({ at: ports.now(), documents: 0, damage: [{ kind: 'file', file: 'store' }] }));
      this.#walking = running;
      return { running };
    });
    const report = await running;
    if (report === undefined) {
      this.#verification = { kind: 'stopped' };
      return fail({ kind: 'closed' });
    }
    for (const each of report.damage) {
      const log =
        'document' in each && each.document !== undefined
          ? this.#byPseudonym.get(pseudonymOf(each.document))
          : undefined;
      if (log !== undefined) this.#markDamaged(log);
      else if ('log' in each && this.#byDossier.has(each.log)) this.#markDamaged(this.#byDossier.get(each.log));
    }
    this.#verification = { kind: 'done', report };
    return ok(report);
  }

  /** Ends the walk, keeps the index, gives the folder free and wipes the keys. */
  async close(): Promise<void> {
    if (this.#closing) return this.#last.then(() => undefined);
    this.#closing = true;
    await this.#walking;
    await this.#turn(async () => {
      const { keys, witness } = this.#given;
      await this.#keepIndex();
      if (this.#storeIsOpen) await this.#store.close();
      await witness.close();
      for (const key of Object.values(keys)) key.fill(0);
      for (const log of [this.#table.audit, ...this.#table.dossiers]) log.key.bytes.fill(0);
      const { person, device } = this.#table.identity;
      for (const secret of [this.#table.indexKey, person.agree, person.sign, device.seed]) secret.fill(0);
    });
  }

  #turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined); // whoever asked for it gets the error; the next in line must still have its turn
    return mine;
  }

  #markDamaged(log: Log | undefined): void {
    if (log === undefined) return;
    this.#damagedLogs.add(log.key.log);
    if (!this.#rows.has(log.key.log)) this.#rows.set(log.key.log, {});
  }

  async #readyToWrite(): Promise<Result<HeadState, WriteFailure>> {
    if (this.#closing) return fail({ kind: 'closed' });
    if (this.#wounded) {
      const healed = await this.#heal();
      if (!healed.ok) return healed;
    }
    if (this.#head === undefined) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'head' }] });
    return ok(this.#head);
  }

  async #heal(): Promise<Result<null, WriteFailure>> {
    const { p, folder, keys } = this.#given;
    this.#closing = true; // ends a walk over the store that is about to close
    await this.#walking;
    this.#closing = false;
    if (this.#storeIsOpen) await this.#store.close();
    this.#storeIsOpen = false;
    const reopened = await openStore(join(folder, storeFolder), false);
    if (!reopened.ok) return reopened;
    this.#store = reopened.value;
    this.#storeIsOpen = true;
    this.#logs.clear();
    this.#head = await readHead(p, this.#table.vault, keys.head, this.#store);
    await this.#catchUp();
    this.#wounded = false;
    return ok(null);
  }

  async #state(log: Log): Promise<Result<LogState, DamagedVault>> {
    const known = this.#logs.get(log.pseudonym);
    if (known !== undefined) return ok(known);
    const { p, keys } = this.#given;
    const id = tailDocument(log.pseudonym);
    const stored = await this.#store.local(id);
    const opened = openTails(p, this.#table.vault, keys.head, id, stored);
    if (stored !== undefined && opened === undefined) {
      return fail({ kind: 'damaged', damage: [{ kind: 'tail', log: log.key.log }] });
    }
    const state: LogState = { tails: opened?.tails ?? [], rev: opened?.rev, intents: undefined };
    this.#logs.set(log.pseudonym, state);
    return ok(state);
  }

  async #stage(draft: Draft, log: Log, body: JsonValue): Promise<Result<Tail, DamagedVault>> {
    const state = await this.#state(log);
    if (!state.ok) return state;
    const before = draft.tails.get(log) ?? state.value.tails.find(({ device }) => device === this.#signer.device);
    const { envelope, tail } = addLink(this.#given.p, log, this.#signer, before, body);
    draft.documents.push(envelope);
    draft.tails.set(log, tail);
    return ok(tail);
  }

  /** Writes a draft, its tails and the head in one batch. */
  async #commit(draft: Draft): Promise<Result<null, WriteFailure>> {
    const { p, keys, header, witness } = this.#given;
    const { vault } = this.#table;
    const ready = await this.#readyToWrite();
    if (!ready.ok) return ready;
    const { head: before, rev } = ready.value;
    const sealing = headSealingKey(vault, keys.head);
    const added: bigint[] = [];
    const removed: bigint[] = [];
    const changed: { readonly state: LogState; readonly tails: readonly Tail[] }[] = [];
    const locals: ReturnType<typeof sealLocal>[] = [];
    for (const [log, tail] of draft.tails) {
      const state = await this.#state(log);
      if (!state.ok) return state;
      const own = state.value.tails.find(({ device }) => device === tail.device);
      if (own !== undefined) removed.push(tailTerm(p, keys.head, log.pseudonym, own));
      added.push(tailTerm(p, keys.head, log.pseudonym, tail));
      const tails = [...state.value.tails.filter(({ device }) => device !== tail.device), tail];
      changed.push({ state: state.value, tails });
      locals.push(sealLocal(p, sealing, tailDocument(log.pseudonym), state.value.rev, { chains: tails }));
    }
    const head: Head = {
      ...before,
      counter: before.counter + 1,
      header: header.generation,
      keys: this.#table.generation,
      index: this.#table.indexGeneration,
      updateSeq: before.updateSeq + draft.documents.length,
      documents: before.documents + draft.documents.length,
      sum: sumWith(
        before.sum,
        draft.documents.map(({ _id, _rev }) => documentTerm(p, keys.head, _id, _rev)),
      ),
      tails: sumWith(before.tails, added, removed),
    };
    locals.push(sealLocal(p, sealing, headDocument, rev, headContent(head)));
    const written = await this.#store.write(draft.documents, locals);
    if (!written.ok) {
      this.#wounded = true;
      return written;
    }
    for (const { state, tails } of changed) {
      state.tails = tails;
      state.rev = nextRev(state.rev);
    }
    this.#head = { head, rev: nextRev(rev) };
    await witness.write(head);
    this.#writesSinceSnapshot += 1;
    if (this.#writesSinceSnapshot >= writesPerSnapshot) {
      this.#writesSinceSnapshot = 0;
      void this.#turn(() => this.#keepIndex());
    }
    return ok(null);
  }

  async #writeAudit(
    audit: AuditLine,
    about: Pick<AuditBody, 'dossier' | 'damage'>,
  ): Promise<Result<null, WriteFailure>> {
    const ready = await this.#readyToWrite();
    if (!ready.ok) return ready;
    const draft: Draft = { documents: [], tails: new Map() };
    const line: AuditBody = { at: this.#given.ports.now(), ...audit, ...about };
    const staged = await this.#stage(draft, this.#table.audit, withoutGaps(line));
    return staged.ok ? this.#commit(draft) : staged;
  }

  async #links(
    log: Log,
  ): Promise<Result<{ readonly links: readonly Link[]; readonly damage: readonly Damage[] }, ReadFailure>> {
    if (this.#closing) return fail({ kind: 'closed' });
    if (!this.#storeIsOpen) {
      const healed = await this.#heal();
      if (!healed.ok) return healed;
    }
    const links: Link[] = [];
    const damage: Damage[] = [];
    try {
      for await (const stored of this.#store.startingWith(log.pseudonym)) {
        const link = openLink(this.#given.p, log, this.#verifiers, stored);
        if (link.ok) links.push(link.value);
        else damage.push(link.error);
      }
    } catch (error) {
      return fail(await storageFailure(this.#given.folder, error));
    }
    const state = await this.#state(log);
    const chains = checkChains(log.key.log, links, state.ok ? state.value.tails : []);
    const all = state.ok ? [...damage, ...chains] : [...damage, ...chains, ...state.error.damage];
    if (all.length > 0 && log.kind === 'dossier') this.#markDamaged(log);
    return ok({ links, damage: all });
  }

  async #readLog(
    log: Log,
  ): Promise<Result<DossierReading & { readonly intents: Map<string, readonly StoredEntry[]> }, ReadFailure>> {
    const read = await this.#links(log);
    if (!read.ok) return read;
    const damage = [...read.value.damage];
    const intents = new Map<string, readonly StoredEntry[]>();
    const entries: StoredEntry[] = [];
    const dossier = DossierId.parse(log.key.log);
    for (const link of read.value.links.toSorted((a, b) => a.sequence - b.sequence)) {
      const body = EntryBody.safeParse(link.body);
      if (!body.success) {
        damage.push({ kind: 'unreadable', document: link.id });
        continue;
      }
      const entry = toEntry(dossier, link, body.data);
      entries.push(entry);
      intents.set(body.data.intent, [...(intents.get(body.data.intent) ?? []), entry]);
    }
    const state = await this.#state(log);
    if (state.ok) state.value.intents = intents;
    return ok({ entries: inOrder(entries), damage, intents });
  }

  async #intents(log: Log): Promise<Result<Map<string, readonly StoredEntry[]>, WriteFailure>> {
    const state = await this.#state(log);
    if (!state.ok) return state;
    if (state.value.intents !== undefined) return ok(state.value.intents);
    const read = await this.#readLog(log);
    return read.ok ? ok(read.value.intents) : read;
  }

  /** Folds in what was written after the index was kept. */
  async #catchUp(): Promise<void> {
    const { p, folding } = this.#given;
    for await (const stored of this.#store.since(this.#indexSeq)) {
      this.#indexSeq = stored.sequence;
      const log = this.#byPseudonym.get(pseudonymOf(stored.id));
      if (log === undefined) continue; // the audit, or a key this vault does not hold: the walk names it
      const link = openLink(p, log, this.#verifiers, stored);
      const body = link.ok ? EntryBody.safeParse(link.value.body) : undefined;
      if (!link.ok || !body?.success) {
        this.#markDamaged(log);
        continue;
      }
      const dossier = DossierId.parse(log.key.log);
      this.#rows.set(dossier, folding.fold(this.#rows.get(dossier), toEntry(dossier, link.value, body.data)));
    }
  }

  /** The index is a copy: when it cannot be written, the next unlock has more to catch up with and nothing is lost. */
  async #keepIndex(): Promise<void> {
    const { p, folder, folding } = this.#given;
    const rows = [...this.#rows];
    await writeSnapshot(p, folder, this.#table, { updateSeq: this.#indexSeq, fold: folding.foldVersion, rows }).catch(
      () => undefined,
    );
  }
}

/** LevelDB's folder inside the vault's. */
export const storeFolder = 'store';

const nextRev = (rev: string | undefined): string => `0-${rev === undefined ? 1 : Number(rev.slice(2)) + 1}`;
/** JSON has no undefined: what is not said is left out. */
const withoutGaps = (value: object): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue; // what JSON.parse gives is JSON
const headContent = (head: Head): JsonValue => withoutGaps(head);
