import { fail, ok, type Result } from '#core/result.ts';
import { AuditBody, type AuditLine, type AuditRecord } from './audit.ts';
import { openLink } from './chain.ts';
import type { Damage } from './damage.ts';
import { DossierId, EntryBody, type Fold, inOrder, type Row, type StoredEntry, toEntry } from './entry.ts';
import type { ReadFailure, WriteFailure } from './failures.ts';
import type { JsonValue } from './json.ts';
import type { Log } from './keytable.ts';
import { emptyDraft, type HeadState, Ledger, type LedgerParts } from './ledger.ts';
import type { Primitives } from './primitives.ts';
import { pseudonymOf } from './seal.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { isStoreBroken, type Stored } from './store.ts';
import { type VerifyReport, walk } from './walk.ts';

export type { ReadFailure, WriteFailure };

export type VaultPorts = {
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
};
export type Folding = { readonly fold: Fold; readonly foldVersion: string };

/** What a write is for: the screen's id of the intent, the same again on a retry, and the line in the audit. */
export type Writing = { readonly intent: string; readonly audit: AuditLine };
export type DossierReading = { readonly entries: readonly StoredEntry[]; readonly damage: readonly Damage[] };
export type AuditReading = { readonly lines: readonly AuditRecord[]; readonly damage: readonly Damage[] };
export type ListedRow = { readonly dossier: DossierId; readonly row: Row; readonly damaged: boolean };

/** The full walk: `of` is how many documents it has to open. */
export type Verification =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'stopped' };

type Given = LedgerParts & {
  readonly ports: VaultPorts;
  readonly folding: Folding;
  /** What the checks at unlock found. */
  readonly damage: readonly Damage[];
};
/** A full walk under way. `done` is there to wait on. */
type RunningWalk = { readonly done: Promise<unknown>; readonly stop: () => void };
type Intents = Map<string, readonly StoredEntry[]>;

/** The index is kept after this many writes, so that unlock has at most these to catch up with. */
const writesPerSnapshot = 256;

/** JSON has no undefined: what is not said is left out. */
const asJson = (line: AuditBody): JsonValue => JSON.parse(JSON.stringify(line)) as JsonValue; // what JSON.parse gives is JSON

/** An open vault. Everything that touches the records goes through one queue, one at a time. */
export class VaultSession {
  readonly #given: Given;
  readonly #ledger: Ledger;
  readonly #rows = new Map<string, Row>();
  readonly #damaged = new Set<string>();
  readonly #intents = new Map<string, Intents>();
  readonly #byDossier: Map<string, Log>;
  readonly #byPseudonym: Map<string, Log>;
  #indexSeq = 0;
  #storeBroken = false;
  #writesSinceSnapshot = 0;
  #closing: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #verification: Verification = { kind: 'not-started' };
  #walk: RunningWalk | undefined;

  constructor(given: Given, head: HeadState | undefined) {
    this.#given = given;
    this.#ledger = new Ledger(given, head, {
      before: () => this.#endWalk(),
      after: () => {
        this.#intents.clear();
        return this.#catchUp();
      },
    });
    this.#byDossier = new Map(given.table.dossiers.map((log) => [log.key.log, log]));
    this.#byPseudonym = new Map(given.table.dossiers.map((log) => [log.pseudonym, log]));
  }

  get name(): string {
    return this.#given.header.name;
  }
  get deviceId(): string {
    return this.#ledger.device;
  }
  /** Which implementation does what on this machine. */
  get primitives(): Primitives['chosen'] {
    return this.#given.p.chosen;
  }

  /**
   * Reads the index and catches up with what was written after it. Never reads every entry, unless there is no index, or
   * the store is not the one that the index was made of.
   */
  async start(): Promise<void> {
    const { p, folder, folding, damage } = this.#given;
    const kept =
      damage.length === 0 ? await readSnapshot(p, folder, this.#ledger.table, folding.foldVersion) : undefined;
    const snapshot = kept !== undefined && kept.updateSeq <= (this.#ledger.head?.updateSeq ?? 0) ? kept : undefined;
    for (const [dossier, row] of snapshot?.rows ?? []) if (this.#byDossier.has(dossier)) this.#rows.set(dossier, row);
    this.#indexSeq = snapshot?.updateSeq ?? 0;
    await this.#catchUp();
  }

  /** Makes a dossier: its keys are on disk before its first audit line is. */
  newDossier(audit: AuditLine): Promise<Result<DossierId, WriteFailure>> {
    return this.#turn(async () => {
      const log = await this.#ledger.addDossier();
      if (!log.ok) return log;
      this.#byDossier.set(log.value.key.log, log.value);
      this.#byPseudonym.set(log.value.pseudonym, log.value);
      const dossier = DossierId.parse(log.value.key.log);
      const noted = await this.#writeAudit(audit, { dossier });
      return noted.ok ? ok(dossier) : noted;
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
      const log = this.#byDossier.get(dossier);
      if (log === undefined) return fail({ kind: 'unknown-dossier' });
      const intents = await this.#intentsOf(log);
      if (!intents.ok) return intents;
      const earlier = intents.value.get(intent);
      if (earlier !== undefined) return ok(earlier);

      const at = this.#given.ports.now();
      const draft = emptyDraft();
      const entries: StoredEntry[] = [];
      for (const [part, content] of contents.entries()) {
        const body = { at, intent, part, content };
        const link = await this.#ledger.stage(draft, log, body);
        if (!link.ok) return link;
        const { device, length: sequence, last: id } = link.value;
        entries.push(toEntry(dossier, { id, device, sequence }, body));
      }
      const line = { at, ...audit, dossier, entries: entries.map(({ id }) => id) };
      const staged = await this.#ledger.stage(draft, this.#ledger.table.audit, asJson(line));
      if (!staged.ok) return staged;
      const committed = await this.#ledger.commit(draft);
      if (!committed.ok) return committed;

      intents.value.set(intent, entries);
      this.#indexSeq = committed.value.updateSeq;
      for (const entry of entries) this.#rows.set(dossier, this.#given.folding.fold(this.#rows.get(dossier), entry));
      this.#countWrite();
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
      if (log === undefined) return fail({ kind: 'unknown-dossier' });
      if (audit !== undefined) {
        const noted = await this.#writeAudit(audit, { dossier });
        if (!noted.ok) return noted;
      }
      const read = await this.#readLog(log);
      return read.ok ? ok({ entries: read.value.entries, damage: read.value.damage }) : read;
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
      damaged: this.#damaged.has(dossier),
    }));
  }

  /** Every line of the audit, oldest first. */
  auditLines(): Promise<Result<AuditReading, ReadFailure>> {
    return this.#turn(async () => {
      const read = await this.#ledger.links(this.#ledger.table.audit);
      if (!read.ok) return read;
      const damage = [...read.value.damage];
      const lines: AuditRecord[] = [];
      for (const { id, device, sequence, body } of read.value.links) {
        const line = AuditBody.safeParse(body);
        if (line.success) lines.push({ ...line.data, id, device, sequence });
        else damage.push({ kind: 'unreadable', document: id });
      }
      return ok({ lines: inOrder(lines), damage });
    });
  }

  /** What unlocking and the last full walk found wrong. */
  damage(): readonly Damage[] {
    const walked = this.#verification.kind === 'done' ? this.#verification.report.damage : [];
    const unwatched: readonly Damage[] = this.#ledger.witnessFailed ? [{ kind: 'file', file: 'witness' }] : [];
    const broken: readonly Damage[] = this.#storeBroken ? [{ kind: 'file', file: 'store' }] : [];
    return [...this.#given.damage, ...unwatched, ...broken, ...walked];
  }

  verification(): Verification {
    return this.#verification;
  }

  /** Opens everything, as it is now, and holds it against chains, audit and head. Other work goes on meanwhile. */
  async verify(): Promise<Result<VerifyReport, ReadFailure>> {
    const begun = await this.#turn(async () => {
      const ready = await this.#ledger.readyToRead();
      if (!ready.ok) return ready;
      await this.#endWalk();
      return ok(this.#beginWalk());
    });
    if (!begun.ok) return begun;
    const { walk: mine, report: running } = begun.value; // in an object, or the queue would wait for the report
    const report = await running;
    if (report === undefined) {
      if (this.#walk === mine) this.#verification = { kind: 'stopped' };
      return fail({ kind: 'closed' });
    }
    for (const found of report.damage) this.#markDamaged(this.#logOf(found));
    if (this.#walk === mine) this.#verification = { kind: 'done', report };
    return ok(report);
  }

  #beginWalk(): { readonly walk: RunningWalk; readonly report: Promise<VerifyReport | undefined> } {
    const { p, ports, keys } = this.#given;
    const { store, table, head, verifiers } = this.#ledger;
    const of = head?.documents ?? 0;
    let mayGoOn = true;
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = () => {
        mayGoOn = false;
        resolve();
      };
    });
    const proceed = async (done: number): Promise<boolean> => {
      if (mayGoOn) this.#verification = { kind: 'running', done, of };
      // whoever is at the screen goes first; a turn that wants this walk ended must not wait for it to wait for the turn
      while (mayGoOn && this.#waiting > 0) await Promise.race([this.#last, stopped]);
      return mayGoOn;
    };
    const at = ports.now();
    this.#verification = { kind: 'running', done: 0, of };
    const report = walk({ p, store, table, headKey: keys.head, head, verifiers, at, proceed });
    this.#walk = { done: report, stop };
    return { walk: this.#walk, report };
  }

  /** Ends the walk, keeps the index, gives the folder free and wipes the keys. */
  close(): Promise<void> {
    this.#closing ??= this.#last.then(async () => {
      await this.#endWalk();
      await this.#keepIndex();
      await this.#ledger.close();
    });
    return this.#closing;
  }

  #turn<T, E extends { readonly kind: string }>(
    work: () => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly kind: 'closed' }>> {
    if (this.#closing !== undefined) return Promise.resolve(fail({ kind: 'closed' }));
    this.#waiting += 1;
    const mine = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = mine.catch(() => undefined); // whoever asked gets the error; the next in line still has its turn
    return mine;
  }

  async #endWalk(): Promise<void> {
    this.#walk?.stop();
    await this.#walk?.done;
  }

  #logOf(found: Damage): Log | undefined {
    if ('document' in found && found.document !== undefined) return this.#byPseudonym.get(pseudonymOf(found.document));
    return 'log' in found ? this.#byDossier.get(found.log) : undefined;
  }

  #markDamaged(log: Log | undefined): void {
    if (log === undefined || log.kind !== 'dossier') return;
    this.#damaged.add(log.key.log);
    if (!this.#rows.has(log.key.log)) this.#rows.set(log.key.log, {});
  }

  #countWrite(): void {
    this.#writesSinceSnapshot += 1;
    if (this.#writesSinceSnapshot < writesPerSnapshot) return;
    this.#writesSinceSnapshot = 0;
    void this.#turn(async () => {
      await this.#keepIndex();
      return ok(null);
    });
  }

  async #writeAudit(
    audit: AuditLine,
    about: Pick<AuditBody, 'dossier' | 'damage'>,
  ): Promise<Result<null, WriteFailure>> {
    const draft = emptyDraft();
    const line = { at: this.#given.ports.now(), ...audit, ...about };
    const staged = await this.#ledger.stage(draft, this.#ledger.table.audit, asJson(line));
    if (!staged.ok) return staged;
    const committed = await this.#ledger.commit(draft);
    if (!committed.ok) return committed;
    this.#indexSeq = committed.value.updateSeq;
    this.#countWrite();
    return ok(null);
  }

  async #readLog(log: Log): Promise<Result<DossierReading & { readonly intents: Intents }, ReadFailure>> {
    const read = await this.#ledger.links(log);
    if (!read.ok) return read;
    const damage = [...read.value.damage];
    const intents: Intents = new Map();
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
    if (damage.length > 0) this.#markDamaged(log);
    this.#intents.set(log.pseudonym, intents);
    return ok({ entries: inOrder(entries), damage, intents });
  }

  /** What was already done in this dossier. A chain whose end is not known for certain is not written on: it would fork. */
  async #intentsOf(log: Log): Promise<Result<Intents, WriteFailure>> {
    const known = this.#intents.get(log.pseudonym);
    if (known !== undefined) return ok(known);
    const read = await this.#readLog(log);
    if (!read.ok) return read;
    const uncertain = read.value.damage.filter(({ kind }) => kind === 'tail' || kind === 'fork');
    if (uncertain.length === 0) return ok(read.value.intents);
    this.#intents.delete(log.pseudonym);
    return fail({ kind: 'damaged', damage: uncertain });
  }

  /** Folds in what was written after the index was kept. */
  async #catchUp(): Promise<void> {
    try {
      for await (const stored of this.#ledger.store.since(this.#indexSeq)) {
        this.#indexSeq = stored.sequence;
        const log = this.#byPseudonym.get(pseudonymOf(stored.id));
        if (log !== undefined) this.#foldIn(log, stored); // others: the audit, or a key not held here, which the walk names
      }
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      // LevelDB could not go on reading: a dossier of which nothing was seen yet may have entries beyond, so it is listed
      this.#storeBroken = true;
      for (const log of this.#byPseudonym.values()) if (!this.#rows.has(log.key.log)) this.#markDamaged(log);
    }
  }

  #foldIn(log: Log, stored: Stored): void {
    const { p, folding } = this.#given;
    const link = openLink(p, log, this.#ledger.verifiers, stored);
    const body = link.ok ? EntryBody.safeParse(link.value.body) : undefined;
    if (!link.ok || !body?.success) {
      this.#markDamaged(log);
      return;
    }
    const dossier = DossierId.parse(log.key.log);
    this.#rows.set(dossier, folding.fold(this.#rows.get(dossier), toEntry(dossier, link.value, body.data)));
  }

  /** The index is a copy: when it cannot be written, the next unlock has more to catch up with and nothing is lost. */
  async #keepIndex(): Promise<void> {
    if (this.#storeBroken) return;
    const { p, folder, folding } = this.#given;
    const snapshot = { updateSeq: this.#indexSeq, fold: folding.foldVersion, rows: [...this.#rows] };
    await writeSnapshot(p, folder, this.#ledger.table, snapshot).catch(() => undefined);
  }
}
