import { fail, ok, type Result } from '#core/result.ts';
import { attachmentWalk } from './attachment-walk.ts';
import { type Actor, type AuditAbout, AuditBody, type AuditLine, type AuditRecord, auditBody } from './audit.ts';
import { openLink } from './chain.ts';
import { type ClockJump, type RecordClock, recordClock } from './clock.ts';
import type { Damage } from './damage.ts';
import { DossierId, EntryBody, type Fold, inOrder, type Row, type StoredEntry, toEntry } from './entry.ts';
import type { ReadFailure, WriteFailure } from './failures.ts';
import { openTails, tailDocument } from './head.ts';
import type { JsonValue } from './json.ts';
import { isNoted } from './jump-noted.ts';
import type { Log } from './keytable.ts';
import { type Draft, emptyDraft, type HeadState, Ledger, type LedgerParts } from './ledger.ts';
import { openersFor, type StartThread } from './opening-threads.ts';
import type { Primitives } from './primitives.ts';
import { type ListedRow, RowList } from './row-list.ts';
import { pseudonymOf } from './seal.ts';
import { type IndexFile, indexFile } from './snapshot.ts';
import { isStoreBroken, type Stored } from './store.ts';
import { type VerifyReport, walk } from './walk.ts';

export type { ReadFailure, WriteFailure };

export type VaultPorts = {
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
  /** Program and way in, for the audit; by default `app`. */
  readonly source?: string;
  /** Starts a thread to open records in, beside the one that answers; without it all is opened in that one. */
  readonly startThread?: StartThread | undefined;
};
export type Folding = { readonly fold: Fold; readonly foldVersion: string };

/** What a write is for: the screen's id of the intent, the same again on a retry, and the line in the audit. */
export type Writing = { readonly intent: string; readonly audit: AuditLine };
export type DossierReading = { readonly entries: readonly StoredEntry[]; readonly damage: readonly Damage[] };
export type AuditReading = { readonly lines: readonly AuditRecord[]; readonly damage: readonly Damage[] };

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
/** Long work beside the queue, such as the full walk. `done` is there to wait on. */
type Running = { readonly done: Promise<unknown>; readonly stop: () => void };

/** What a line of the audit says besides what was done. */
export type About = Omit<AuditAbout, 'entries'>;

/** What this folder's own parts (keys, backup, erasure) work with; nobody else holds it. */
export type Workbench = {
  readonly p: Primitives;
  readonly folder: string;
  readonly ports: VaultPorts;
  readonly ledger: Ledger;
  /** Adds a line to the audit within the turn that is at work. */
  readonly note: (audit: AuditLine, about?: About) => Promise<Result<null, WriteFailure>>;
};
/** Called now and then by long work, and waited for: whoever is at the screen goes first. False: stop at once. */
export type Proceed = (done: number) => Promise<boolean>;
export type Stopped = { readonly kind: 'stopped' };
type Intents = Map<string, readonly StoredEntry[]>;

/** The index is kept after this many writes, so that unlock has at most these to catch up with. */
const writesPerSnapshot = 256;

const unique = (damage: readonly Damage[]): readonly Damage[] => [
  ...new Map(damage.map((each) => [JSON.stringify(each), each])).values(),
];

/** An open vault. Everything that touches the records goes through one queue, one at a time. */
export class VaultSession {
  readonly #given: Given;
  /** The computer's clock. */
  readonly #system: VaultPorts['now'];
  #clock: RecordClock;
  readonly #ledger: Ledger;
  readonly #rows = new RowList();
  readonly #intents = new Map<string, Intents>();
  readonly #index: IndexFile;
  #indexSeq = 0;
  #storeBroken = false;
  #writesSinceSnapshot = 0;
  #closing: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #verification: Verification = { kind: 'not-started' };
  #walk: Running | undefined;
  /** Of the last walk that reached the end. */
  #report: VerifyReport | undefined;
  /** Damage that was met on reading. */
  readonly #met: Damage[] = [];
  readonly #tellVerified: ((report: VerifyReport) => void)[] = [];
  readonly #running = new Set<Running>();

  constructor(given: Given, head: HeadState | undefined) {
    this.#system = given.ports.now;
    this.#clock = recordClock(this.#system, given.header.created);
    // everything that is recorded through this session takes its time from the same clock
    this.#given = { ...given, ports: { ...given.ports, now: () => this.#clock.now() } };
    this.#index = indexFile(given.p, given.folder);
    this.#ledger = new Ledger(given, head, {
      before: () => this.#endRunning(),
      after: () => {
        this.#intents.clear();
        return this.#catchUp();
      },
    });
  }

  get name(): string {
    return this.#ledger.header.name;
  }
  get personId(): string {
    return this.#ledger.table.identity.person.id;
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
    const { folding, damage } = this.#given;
    const { table } = this.#ledger;
    const kept = damage.length === 0 ? await this.#index.read(table, folding.foldVersion) : undefined;
    const snapshot = kept !== undefined && kept.updateSeq <= (this.#ledger.head?.updateSeq ?? 0) ? kept : undefined;
    const sameTable = snapshot?.keys === table.generation;
    for (const [dossier, row] of snapshot?.rows ?? [])
      if (sameTable || table.dossiers.has(dossier)) this.#rows.set(dossier, row);
    this.#indexSeq = snapshot?.updateSeq ?? 0;
    await this.#catchUp();
    await this.#setClock();
  }

  /** The instant that would be recorded now, ISO 8601: what is due is counted from it too. */
  now(): string {
    return this.#clock.now();
  }

  /** How the computer's clock jumped, while that still stands. */
  clockJump(): ClockJump | undefined {
    return this.#clock.jump();
  }

  /** Every write has an audit line, so the newest of them holds the last recorded instant. */
  async #setClock(): Promise<void> {
    const { p, header } = this.#given;
    const { audit } = this.#ledger.table;
    const stored = await this.#ledger.store.local(tailDocument(audit.pseudonym));
    const { vault } = this.#ledger.table;
    const tails = openTails(p, vault, this.#ledger.keys.head, audit.pseudonym, stored?.document)?.tails ?? [];
    let recorded = header.created;
    for (const { last } of tails) {
      const line = await this.#ledger.store.get(last);
      const link = line && openLink(p, audit, this.#ledger.verifiers, line);
      const body = link?.ok ? AuditBody.safeParse(link.value.body) : undefined; // what does not open, the walk names
      if (body?.success && Date.parse(body.data.at) > Date.parse(recorded)) recorded = body.data.at;
    }
    this.#clock = recordClock(this.#system, recorded);
  }

  /** Makes a dossier: its keys are on disk before its first audit line is. */
  async newDossier(audit: AuditLine): Promise<Result<DossierId, WriteFailure>> {
    const made = await this.newDossiers(1, audit);
    if (!made.ok) return made;
    const [dossier] = made.value;
    if (dossier === undefined) throw new Error('One is one');
    return ok(dossier);
  }

  /** Makes several at once: one change of the key table and one audit line that names them all. */
  newDossiers(count: number, audit: AuditLine): Promise<Result<readonly DossierId[], WriteFailure>> {
    return this.#turn(async () => {
      const logs = await this.#ledger.addDossiers(count);
      if (!logs.ok) return logs;
      const made = logs.value.map(({ key }) => DossierId.parse(key.log));
      const [dossier] = made;
      const noted = await this.#writeAudit(
        audit,
        count === 1 && dossier !== undefined ? { dossier } : { dossiers: made },
      );
      return noted.ok ? ok(made) : noted;
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
      const log = this.#ledger.table.dossiers.byId(dossier);
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
      const line = auditBody(at, this.#actor(), audit, { dossier, entries: entries.map(({ id }) => id) });
      const staged = await this.#ledger.stage(draft, this.#ledger.table.audit, line);
      if (!staged.ok) return staged;
      const noted = await this.#stageJump(draft, at);
      if (!noted.ok) return noted;
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
      const log = this.#ledger.table.dossiers.byId(dossier);
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

  /** Adds a line to the audit that says what was found wrong. */
  noteDamage(audit: AuditLine, damage: readonly Damage[]): Promise<Result<null, WriteFailure>> {
    return this.#turn(() => this.#writeAudit(audit, damage.length === 0 ? {} : { damage }));
  }

  /** Notes in the audit what unlocking found, so that it is not forgotten by the next unlock. */
  noteOpening(action: string): Promise<Result<null, WriteFailure>> {
    const { damage } = this.#given;
    return this.#turn(() => this.#writeAudit({ action }, damage.length === 0 ? {} : { damage: [...damage] }));
  }

  /** What a list shows of one dossier; nothing when it has no entry. */
  rowOf(dossier: DossierId): Row | undefined {
    return this.#rows.get(dossier);
  }

  /** Every dossier that has an entry, also one of which nothing can be read. */
  rows(): readonly ListedRow[] {
    return this.#rows.all();
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

  /** What unlocking, reading and the last full walk found wrong, each thing once. */
  damage(): readonly Damage[] {
    const unwatched: readonly Damage[] = this.#ledger.witnessFailed ? [{ kind: 'file', file: 'witness' }] : [];
    const broken: readonly Damage[] = this.#storeBroken ? [{ kind: 'file', file: 'store' }] : [];
    const walked = this.#report?.damage ?? [];
    return unique([...this.#given.damage, ...unwatched, ...broken, ...walked, ...this.#met]);
  }

  /** The dossier a damage is in; nothing when it is about the vault itself, the audit, or what is not known here. */
  dossierOf(found: Damage): DossierId | undefined {
    const log = this.#logOf(found);
    return log?.kind === 'dossier' ? DossierId.parse(log.key.log) : undefined;
  }

  verification(): Verification {
    return this.#verification;
  }

  /** Opens everything, as it is now, and holds it against chains, audit and head. Other work goes on meanwhile. */
  async verify(): Promise<Result<VerifyReport, ReadFailure>> {
    this.#walk?.stop();
    const met = this.#met.length;
    let mine: Running | undefined;
    const walked = await this.alongside(async ({ p, folder, ports, ledger }, proceed, running) => {
      mine = running;
      this.#walk = running;
      const { store, table, head, devices, keys } = ledger;
      const of = head?.documents ?? 0;
      const at = ports.now();
      this.#verification = { kind: 'running', done: 0, of };
      const shown = (done: number): Promise<boolean> => {
        if (this.#walk === mine) this.#verification = { kind: 'running', done, of };
        return proceed(done);
      };
      const attachments = attachmentWalk(p, folder, table);
      const openers = openersFor(p, { headKey: keys.head, devices }, ports.startThread);
      try {
        return await walk({ p, store, table, headKey: keys.head, head, openers, attachments, at, proceed: shown });
      } finally {
        await openers.close();
      }
    });
    if (!walked.ok) {
      if (this.#walk === mine) this.#verification = { kind: 'stopped' };
      return walked.error.kind === 'stopped' ? fail({ kind: 'closed' }) : fail(walked.error);
    }
    for (const found of walked.value.damage) this.#markDamaged(this.#logOf(found));
    if (this.#walk === mine) {
      this.#verification = { kind: 'done', report: walked.value };
      this.#report = walked.value;
      this.#met.splice(0, met); // what was met before this walk it has seen for itself
      for (const tell of this.#tellVerified) tell(walked.value);
    }
    return walked;
  }

  /** Remembers what was found wrong by whoever read something, so that it is shown with the rest. */
  metDamage(found: Damage): void {
    const known = JSON.stringify(found);
    if (!this.#met.some((each) => JSON.stringify(each) === known)) this.#met.push(found);
    this.#markDamaged(this.#logOf(found));
  }

  /** Ends the walk, when one runs; what the one before it found still stands. */
  stopVerifying(): void {
    this.#walk?.stop();
  }

  /** Tells of every walk that reached the end, also of one that already did. */
  onVerified(tell: (report: VerifyReport) => void): void {
    this.#tellVerified.push(tell);
    if (this.#report !== undefined) tell(this.#report);
  }

  /**
   * Long work on the store as it is at this moment, while other work goes on: `job` is begun in its turn and waited for
   * outside of it. What it takes from the bench before its first `await` belongs together. It is stopped when the vault is
   * closed or the store has to be opened anew; then, or when it gives nothing itself, the answer is `stopped`.
   */
  async alongside<T>(
    job: (bench: Workbench, proceed: Proceed, running: Running) => Promise<T | undefined>,
  ): Promise<Result<T, ReadFailure | Stopped>> {
    const begun = await this.#turn(async () => {
      const ready = await this.#ledger.readyToRead();
      if (!ready.ok) return ready;
      return ok({ work: this.#begin(job) }); // in an object, or the queue would wait for the work
    });
    if (!begun.ok) return begun;
    const given = await begun.value.work;
    return given === undefined ? fail({ kind: 'stopped' }) : ok(given);
  }

  #begin<T>(
    job: (bench: Workbench, proceed: Proceed, running: Running) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    let mayGoOn = true;
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = () => {
        mayGoOn = false;
        resolve();
      };
    });
    const proceed = async (): Promise<boolean> => {
      // whoever is at the screen goes first; a turn that wants this work ended must not wait for it to wait for the turn
      while (mayGoOn && this.#waiting > 0) await Promise.race([this.#last, stopped]);
      return mayGoOn;
    };
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const running: Running = { done, stop };
    this.#running.add(running);
    const work = job(this.#bench(), proceed, running);
    return work.finally(() => {
      this.#running.delete(running);
      finish();
    });
  }

  /** Work on keys, header or records that nothing else may come between. Long reading belongs in `alongside`. */
  exclusively<T, E extends { readonly kind: string }>(
    work: (bench: Workbench) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly kind: 'closed' }>> {
    return this.#turn(async () => {
      const before = this.#ledger.table;
      const worked = await work(this.#bench());
      if (this.#ledger.table !== before) this.#adoptTable();
      if (this.#ledger.table.indexGeneration !== before.indexGeneration) await this.#keepIndex();
      return worked;
    });
  }

  #bench(): Workbench {
    const { p, folder, ports } = this.#given;
    return { p, folder, ports, ledger: this.#ledger, note: (audit, about = {}) => this.#writeAudit(audit, about) };
  }

  /** Dossiers whose key is gone leave the list and the memory; new ones can be written to. */
  #adoptTable(): void {
    const { dossiers } = this.#ledger.table;
    this.#rows.keepOnly((dossier) => dossiers.has(dossier));
    for (const pseudonym of this.#intents.keys())
      if (!dossiers.hasPseudonym(pseudonym)) this.#intents.delete(pseudonym);
  }

  /** Ends the walk, keeps the index, gives the folder free and wipes the keys. */
  close(): Promise<void> {
    this.#closing ??= this.#last.then(async () => {
      await this.#endRunning();
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

  async #endRunning(): Promise<void> {
    const running = [...this.#running];
    for (const each of running) each.stop();
    await Promise.all(running.map(({ done }) => done));
  }

  #logOf(found: Damage): Log | undefined {
    const { dossiers } = this.#ledger.table;
    if ('document' in found && found.document !== undefined) return dossiers.byPseudonym(pseudonymOf(found.document));
    return 'log' in found ? (dossiers.byId(found.log) ?? dossiers.byPseudonym(found.log)) : undefined;
  }

  #markDamaged(log: Log | undefined): void {
    if (log === undefined || log.kind !== 'dossier') return;
    this.#rows.markDamaged(log.key.log);
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

  #actor(): Actor {
    const { person } = this.#ledger.table.identity;
    return { person: person.id, role: 'owner', source: this.#given.ports.source ?? 'app' };
  }

  /**
   * Puts a line that says how the clock jumped behind what is staged, once for each jump: one that still stands after a new
   * opening is the same, so that the log is not filled by starting Baken.
   */
  async #stageJump(draft: Draft, at: string): Promise<Result<unknown, WriteFailure>> {
    const jump = this.#clock.toNote();
    if (jump === undefined || (await isNoted(this.#given.p, this.#ledger, jump))) return ok(null);
    const { kind, said, recorded } = jump;
    const line = { action: `clock.${kind}`, object: { kind: 'vault' }, details: { said, recorded } };
    return this.#ledger.stage(draft, this.#ledger.table.audit, auditBody(at, this.#actor(), line, {}));
  }

  async #writeAudit(audit: AuditLine, about: About): Promise<Result<null, WriteFailure>> {
    const draft = emptyDraft();
    const at = this.#given.ports.now();
    const staged = await this.#ledger.stage(
      draft,
      this.#ledger.table.audit,
      auditBody(at, this.#actor(), audit, about),
    );
    if (!staged.ok) return staged;
    const noted = await this.#stageJump(draft, at);
    if (!noted.ok) return noted;
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
    for (const found of damage) this.metDamage(found);
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
        const log = this.#ledger.table.dossiers.byPseudonym(pseudonymOf(stored.id));
        if (log !== undefined) this.#foldIn(log, stored); // others: the audit, or a key not held here, which the walk names
      }
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      // LevelDB could not go on reading: a dossier of which nothing was seen yet may have entries beyond, so it is listed
      this.#storeBroken = true;
      for (const log of this.#ledger.table.dossiers)
        if (this.#rows.get(log.key.log) === undefined) this.#markDamaged(log);
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
    // of a part of the dossiers it would be read as the list of all of them, once the rest is back
    if (this.#storeBroken || !this.#ledger.table.intact) return;
    const snapshot = { updateSeq: this.#indexSeq, rows: this.#rows.rows };
    await this.#index.write(this.#ledger.table, this.#given.folding.foldVersion, snapshot).catch(() => undefined);
  }
}
