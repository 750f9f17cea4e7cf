import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { attachmentPath, unfinished } from './attachment.ts';
import { dataCheck } from './backup-check.ts';
import { type BackupFile, breathing, readData } from './backup-data.ts';
import type { BackupFault } from './backup-frames.ts';
import { verifiersOf } from './chain.ts';
import type { Damage } from './damage.ts';
import { syncFolder } from './durable-file.ts';
import { devicesOf } from './earlier-device.ts';
import {
  documentTerm,
  type Head,
  headContent,
  headDocument,
  headSealingKey,
  noSum,
  openTails,
  sumWith,
  tailTerm,
} from './head.ts';
import type { DerivedKeys } from './keys.ts';
import type { KeyTable } from './keytable.ts';
import { storeFolder } from './ledger.ts';
import type { Primitives } from './primitives.ts';
import { Envelope, LocalEnvelope, pseudonymOf, sealLocal } from './seal.ts';
import type { Proceed } from './session.ts';
import { type StorageFailure, storageFailure } from './storage-failure.ts';
import type { Stored } from './store.ts';
import { loadStore } from './store-load.ts';

/** Filling a store from a data file, while all that streams by is held against itself. */

export type Filling = {
  readonly p: Primitives;
  readonly keys: DerivedKeys;
  /** The table that the restored vault gets. */
  readonly table: KeyTable;
  /** Folder of the vault that is being made. */
  readonly folder: string;
  readonly dataFile: string;
  /** Digest that the data file must have. */
  readonly digest: string;
  /** Least counter of writes, and generation of the header, that the new head says. */
  readonly counter: number;
  readonly header: number;
  readonly proceed: Proceed;
};
export type Filled = { readonly head: Head; readonly documents: number };
export type FillFailure =
  | BackupFault
  | StorageFailure
  | { readonly kind: 'stopped' }
  | { readonly kind: 'backup-unproven'; readonly file: string; readonly damage: readonly Damage[] };

/** Documents written in one batch, and checked before whoever types may have their turn. */
const atOnce = 64;

/** Leaves a store with a head that says what is in it: documents of erased dossiers are not taken over. */
export const fillStore = async (given: Filling): Promise<Result<Filled, FillFailure>> => {
  const { p, keys, table, folder, dataFile, proceed } = given;
  const erased = new Set(table.erased.map(({ pseudonym }) => pseudonym));
  const opened = await loadStore(join(folder, storeFolder));
  if (!opened.ok) return opened;
  const store = opened.value;
  const breathe = breathing(proceed);
  const check = dataCheck({ p, table, headKey: keys.head, verifiers: verifiersOf(p, devicesOf(p, keys.wraps, table)) });
  const files = attachmentFiller(folder);
  const ends: LocalEnvelope[] = [];
  let tails = noSum;
  let sum = noSum;
  let seen = 0;
  let digest = '';

  const takeEnds = (locals: readonly Stored[]): void => {
    for (const { id, document } of locals) {
      const envelope = LocalEnvelope.safeParse(document);
      const pseudonym = id.slice('_local/'.length);
      if (id === headDocument || erased.has(pseudonym) || !envelope.success) continue; // what is strange, `check` names
      const read = openTails(p, table.vault, keys.head, pseudonym, document);
      if (read === undefined) continue;
      ends.push(envelope.data);
      const terms = read.tails.map((tail) => tailTerm(p, keys.head, pseudonym, tail));
      tails = sumWith(tails, terms);
    }
  };
  const take = async (some: readonly Stored[]): Promise<void> => {
    check.documents(some);
    seen += some.length;
    const kept: Envelope[] = [];
    for (const { id, document } of some) {
      const envelope = Envelope.safeParse(document);
      if (envelope.success && !erased.has(pseudonymOf(id))) kept.push(envelope.data);
    }
    const terms = kept.map(({ _id, _rev }) => documentTerm(p, keys.head, _id, _rev));
    sum = sumWith(sum, terms);
    if (kept.length > 0) await store.add(kept);
  };

  try {
    for await (const part of readData(p, dataFile)) {
      if (!part.ok) return part;
      const { value } = part;
      if (value.kind === 'locals') {
        check.locals(value.documents);
        takeEnds(value.documents);
      }
      if (value.kind === 'documents')
        for (let first = 0; first < value.documents.length; first += atOnce) {
          await take(value.documents.slice(first, first + atOnce));
          if (!(await breathe(seen))) return fail({ kind: 'stopped' });
        }
      if (value.kind === 'file') {
        check.file(value.file);
        await files.begin(erased.has(value.file.pseudonym) ? undefined : value.file);
      }
      if (value.kind === 'bytes') {
        check.bytes(value.bytes);
        await files.add(value.bytes);
      }
      if (value.kind === 'end') digest = value.digest;
      if (!(await breathe(seen))) return fail({ kind: 'stopped' });
    }
    await files.begin(undefined);
    const { damage, head } = check.finish();
    if (damage.length > 0) return fail({ kind: 'backup-unproven', file: dataFile, damage });
    if (digest !== given.digest || head === undefined) return fail({ kind: 'backup-damaged', file: dataFile });

    const next: Head = {
      ...head,
      counter: Math.max(head.counter, given.counter) + 1,
      header: Math.max(head.header, given.header),
      keys: table.generation,
      index: Math.max(head.index, table.indexGeneration),
      ...{ updateSeq: store.count(), documents: store.count(), sum, tails },
    };
    const sealing = headSealingKey(table.vault, keys.head);
    const sealed = sealLocal(p, sealing, headDocument, undefined, headContent(next));
    await store.finish([...ends, { ...sealed, _rev: '0-1' }]);
    return ok({ head: next, documents: store.count() });
  } catch (error) {
    return fail(await storageFailure(folder, error));
  } finally {
    await files.begin(undefined);
    await store.close();
  }
};

/** Writes the sealed files of attachments one after the other; each is on disk before the next begins. */
const attachmentFiller = (folder: string) => {
  let current: { readonly path: string; readonly handle: Awaited<ReturnType<typeof open>> } | undefined;
  const close = async (): Promise<void> => {
    const { handle, path } = current ?? {};
    current = undefined;
    if (handle === undefined || path === undefined) return;
    await handle.sync();
    await handle.close();
    await syncFolder(dirname(path));
  };
  return {
    /** Ends the one before; nothing: what comes is not taken over. */
    begin: async (file: BackupFile | undefined): Promise<void> => {
      await close();
      if (file === undefined || file.file.endsWith(unfinished)) return;
      const path = attachmentPath(folder, file, file.file);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      current = { path, handle: await open(path, 'w', 0o600) };
    },
    add: async (bytes: Uint8Array): Promise<void> => {
      await current?.handle.writeFile(bytes);
    },
  };
};
