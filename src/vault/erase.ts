import { fail, ok, type Result } from '#core/result.ts';
import { dropAttachments } from './attachment-walk.ts';
import type { AuditLine } from './audit.ts';
import { type DossierId, EntryBody, inOrder, type StoredEntry, toEntry } from './entry.ts';
import type { WriteFailure } from './failures.ts';
import { type KeyTable, type Log, withoutDossier, withTombstone } from './keytable.ts';
import type { Workbench } from './session.ts';
import { storageFailure } from './storage-failure.ts';
import type { Generation, Tombstone } from './tombstone.ts';
import type { OpenVault } from './vault.ts';

/**
 * Erasing a dossier: its key is destroyed, and what was sealed under it opens for nobody any more. The rewrite of the key
 * table is the moment itself: before it the dossier is whole, after it it is gone. All that follows can be done again, and
 * is, at the next unlock, until the tombstone says that it is finished.
 */

export type Erasing = {
  /** In the words of whoever erases it. Stays in the vault. */
  readonly reason: string;
  /** Their name. */
  readonly by: string;
  readonly audit: AuditLine;
  /** Whether these entries hold back an erasure. Asked in the same turn, so that nothing comes in between. */
  readonly held: (entries: readonly StoredEntry[]) => boolean;
  /** Destroys the key in the backups that can be reached now, and names those that cannot. */
  readonly inBackups?: (bench: Workbench, log: Pick<Log, 'pseudonym'>) => Promise<InBackups>;
};
export type InBackups = { readonly reached: readonly Generation[]; readonly notReached: readonly Generation[] };
export type Erased = { readonly tombstone: Tombstone };
export type EraseFailure = WriteFailure | { readonly kind: 'on-hold' };

/** Records taken out of the store in one turn, so that whoever types waits for tens of milliseconds at most. */
const atOnce = 500;

/** Resolves when the key is destroyed, here and in the backups in reach. `finishErasures` takes away what is left. */
export const eraseDossier = async (
  vault: OpenVault,
  dossier: DossierId,
  { reason, by, audit, held, inBackups }: Erasing,
): Promise<Result<Erased, EraseFailure>> =>
  vault.exclusively<Erased, EraseFailure>(async (bench) => {
    const { p, ports, ledger } = bench;
    const before = ledger.table;
    const log = before.dossiers.byId(dossier);
    if (log === undefined) return fail({ kind: 'unknown-dossier' });
    const entries = await entriesOf(bench, dossier, log);
    if (!entries.ok) return entries;
    if (held(entries.value)) return fail({ kind: 'on-hold' });

    const first: Tombstone = {
      ...{ pseudonym: log.pseudonym, log: dossier, at: ports.now(), reason, by },
      ...{ reached: [], notReached: [], finished: false },
    };
    const kept = await ledger.keepTable(withoutDossier(p, ledger.keys, before, first));
    if (!kept.ok) return kept;

    // from here on it is erased: what fails below is taken up again at the next unlock
    await ledger.reopen(); // ends a walk or a backup that is at work with the old key
    wipe(before, log);
    await bench.note(audit, { dossier });
    const generations = await inBackups?.(bench, log);
    const tombstone: Tombstone =
      generations === undefined
        ? first
        : { ...first, reached: [...generations.reached], notReached: [...generations.notReached] };
    if (generations !== undefined) await ledger.keepTable(withTombstone(p, ledger.keys, ledger.table, tombstone));
    return ok({ tombstone });
  });

/** A dossier of which something cannot be read may hold a legal hold there: it is not erased. */
const entriesOf = async (
  { ledger }: Workbench,
  dossier: DossierId,
  log: Log,
): Promise<Result<readonly StoredEntry[], EraseFailure>> => {
  const read = await ledger.links(log);
  if (!read.ok) return read;
  const damage = [...read.value.damage];
  const entries: StoredEntry[] = [];
  for (const link of read.value.links) {
    const body = EntryBody.safeParse(link.body);
    if (body.success) entries.push(toEntry(dossier, link, body.data));
    else damage.push({ kind: 'unreadable', document: link.id });
  }
  return damage.length > 0 ? fail({ kind: 'damaged', damage }) : ok(inOrder(entries));
};

const wipe = (before: KeyTable, log: Log): void => {
  log.key.bytes.fill(0);
  before.indexKey.fill(0);
};

/** What was erased in this vault, oldest first. */
export const erasures = (vault: OpenVault): Promise<Result<readonly Tombstone[], { readonly kind: 'closed' }>> =>
  vault.exclusively(async ({ ledger }) => ok(ledger.table.erased));

/**
 * Takes away what erased dossiers leave: attachments, sealed records, and the end of their chains. Each turn is short and
 * leaves the vault whole. It ends a full walk that is running, so whoever calls it lets one begin afterwards.
 */
export const finishErasures = async (vault: OpenVault): Promise<Result<null, EraseFailure>> => {
  for (;;) {
    const turn = await vault.exclusively(finishSome);
    if (!turn.ok) return turn;
    if (turn.value === 'finished') return ok(null);
  }
};

const finishSome = async (bench: Workbench): Promise<Result<'more' | 'finished', EraseFailure>> => {
  const { p, folder, ledger } = bench;
  const tombstone = ledger.table.erased.find(({ finished }) => !finished);
  if (tombstone === undefined) return ok('finished');
  try {
    await dropAttachments(folder, tombstone.pseudonym);
  } catch (error) {
    return fail(await storageFailure(folder, error));
  }
  const removed = await ledger.removeSome(tombstone.pseudonym, atOnce);
  if (!removed.ok) return removed;
  if (removed.value === atOnce) return ok('more');
  const noted = await bench.note({ action: 'erase.finished' }, { dossier: tombstone.log });
  if (!noted.ok) return noted;
  const kept = await ledger.keepTable(withTombstone(p, ledger.keys, ledger.table, { ...tombstone, finished: true }));
  return kept.ok ? ok('more') : kept;
};
