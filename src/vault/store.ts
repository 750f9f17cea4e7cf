import { accessSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import leveldown, { type Level } from 'leveldown';
import LevelPouch from 'pouchdb-adapter-leveldb-core';
import PouchDB from 'pouchdb-core';
import { fail, ok, type Result } from '#core/result.ts';
import { parsedOrNothing } from './json.ts';
import type { Closed } from './record-opening.ts';
import type { Envelope, LocalEnvelope } from './seal.ts';
import { type StorageFailure, storageFailure } from './storage-failure.ts';

/** What lies under an id, as it lies there: not yet held against the shape of an envelope. */
export type Stored = { readonly id: string; readonly document: unknown };
/** `_rev` is that of the present one; there is none yet when it is left out. */
export type NewLocal = Omit<LocalEnvelope, '_rev'> & { _rev?: string };

/** PouchDB keeps every store in one LevelDB, each under its own prefix (sublevel-pouchdb 9). */
export const inStore = (store: string, key: string): string => `\u00ff${store}\u00ff${key}`;
export const documentStore = 'document-store';
export const sequenceStore = 'by-sequence';
export const localStore = 'local-store';
export const countsStore = 'meta-store';
/** Documents that are read in one call, while those of the call before are opened. A choice: none of these is large. */
const readTogether = 32;
/** Bytes that a scan takes from LevelDB in one call; its own choice, 16 kB, makes four times as many calls. */
const highWaterMark = 64 * 1024;
export const documentCount = '_local_doc_count';
export const lastSequence = '_local_last_update_seq';
export const sequenceKey = (sequence: number): string => String(sequence).padStart(16, '0');

type Put = { readonly type: 'put'; readonly key: string; readonly value: string };
export const put = (store: string, key: string, value: unknown): Put => ({
  type: 'put',
  key: inStore(store, key),
  value: JSON.stringify(value),
});
/** A new document as PouchDB itself lays it down: the record by its place in the order of writing, and the way to it by its id. */
export const laidDown = (document: Envelope, sequence: number): readonly Put[] => {
  const { _id, _rev } = document;
  return [
    put(sequenceStore, sequenceKey(sequence), document),
    put(documentStore, _id, {
      id: _id,
      rev: _rev,
      rev_tree: [{ pos: 1, ids: [_rev.slice(2), { status: 'available' }, []] }],
      rev_map: { [_rev]: sequence },
      winningRev: _rev,
      deleted: false,
      seq: sequence,
    }),
  ];
};
/** A local document counts its changes. */
export const nextRev = (rev: string | undefined): string => `0-${rev === undefined ? 1 : Number(rev.slice(2)) + 1}`;

/**
 * LevelDB with every write forced to disk before it is acknowledged (PouchDB asks for none of it).
 * PouchDB parses what it reads inside a callback, where altered bytes would end the process: they become an error here.
 */
const durableLevel = (location: string): Level => {
  const level = leveldown(location);
  const { _get: get, _put: put, _del: del, _batch: batch } = level;
  level._get = (key, options, done) =>
    get.call(level, key, options, (error, value) => {
      if (error) return done(error);
      try {
        JSON.parse(String(value));
      } catch {
        return done(new Error('Corruption: stored value is not JSON'));
      }
      return done(undefined, value);
    });
  level._put = (key, value, options, done) => put.call(level, key, value, { ...options, sync: true }, done);
  level._del = (key, options, done) => del.call(level, key, { ...options, sync: true }, done);
  level._batch = (operations, options, done) => batch.call(level, operations, { ...options, sync: true }, done);
  return level;
};

/** PouchDB asks an adapter for these two properties besides the call itself. */
const adapter = Object.assign(
  function adapter(this: unknown, options: object, done: (error?: Error) => void) {
    LevelPouch.call(this, options, done);
  },
  { valid: () => true, use_prefix: false },
);
const adapterName = 'baken-leveldb';
PouchDB.adapter(adapterName, adapter, true);

/** True of what the scans of a store throw when LevelDB cannot go on; anything else is a bug and is not to be caught. */
export const isStoreBroken = (error: unknown): boolean =>
  error instanceof Error && /^(Corruption|IO error)/.test(error.message);

export type Store = {
  /** Documents and the update sequence, as PouchDB counts them. */
  readonly info: () => { readonly documents: number; readonly updateSeq: number };
  /**
   * New documents, in this order, and local documents in the place of the revision they name: all or none, in one LevelDB
   * batch, durable when this resolves. The one writer knows every id to be new and every revision to be the present one.
   */
  readonly write: (
    documents: readonly Envelope[],
    locals: readonly NewLocal[],
  ) => Promise<Result<null, StorageFailure>>;
  /**
   * Takes documents and a local document out as if they had never been written, and puts a local document in, in one
   * LevelDB batch; then writes the files anew without them.
   */
  readonly remove: (
    documents: readonly string[],
    removed: string | undefined,
    local: LocalEnvelope,
  ) => Promise<Result<null, StorageFailure>>;
  readonly get: (id: string) => Promise<Stored | undefined>;
  readonly local: (id: string) => Promise<Stored | undefined>;
  // The next six throw when LevelDB cannot go on reading: what they gave until then stands.
  /** Every document as the text that it is, some at a time, in the order of ids, as the store is at the moment of the call. */
  readonly texts: () => AsyncGenerator<readonly Closed[]>;
  /** Every document whose id starts so, in the order of ids, as the store is at the moment of the call. */
  readonly startingWith: (prefix: string) => AsyncGenerator<Stored>;
  /** Id and revision of every document, without the document: for what is counted over the whole store. */
  readonly revisions: () => AsyncGenerator<{ readonly id: string; readonly rev: string }>;
  /** Every local document, in the order of ids, as the store is at the moment of the call. */
  readonly locals: () => AsyncGenerator<Stored>;
  /** Every document written after this update sequence, in the order of writing. */
  readonly since: (sequence: number) => AsyncGenerator<Stored & { readonly sequence: number }>;
  /** Every document written before this update sequence, the newest first, as the store is at the moment of the call. */
  readonly before: (sequence: number) => AsyncGenerator<Stored & { readonly sequence: number }>;
  readonly close: () => Promise<void>;
};

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const settled = (step: (done: (error: Error | undefined | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    step((error) => (error ? reject(error) : resolve()));
  });

/** From the first to the last key that was taken out, per store. */
const rangesOf = (documents: readonly string[], sequences: readonly number[]): (readonly [string, string])[] => {
  const ids = documents.map((id) => inStore(documentStore, id));
  const places = sequences.map((sequence) => inStore(sequenceStore, sequenceKey(sequence)));
  return [ids.toSorted(), places.toSorted()].flatMap((keys): (readonly [string, string])[] => {
    const [from] = keys;
    const to = keys.at(-1);
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
};

/** The one revision of a document; a second, a deletion or a missing one means that it was tampered with. */
const onlySequence = (metadata: unknown): number | undefined => {
  const { rev_map: revisions, deleted } = record(metadata);
  const sequences = Object.values(record(revisions));
  const [sequence] = sequences;
  return sequences.length === 1 && deleted === false && typeof sequence === 'number' ? sequence : undefined;
};

/**
 * LevelDB writes on to files that it has open after somebody moved or removed their folder, and says that all is well: what
 * was acknowledged then would be gone. This names its files, so it is there as long as the store is.
 *
 * @throws as node:fs does when it is not there
 */
const stillThere = (folder: string): Promise<void> => access(currentIn(folder));
const currentIn = (folder: string): string => join(folder, 'CURRENT');

/**
 * Opens LevelDB in this folder. The process that has it open owns it; another is told `in-use`. PouchDB makes, opens and
 * closes the store, and finds in it what it would have written. Reading goes straight to LevelDB, for PouchDB's own reading
 * takes every error for "not there"; so does writing, for PouchDB first reads what the one writer knows, and orders the
 * documents of a batch at will.
 */
export const openStore = async (folder: string, create: boolean): Promise<Result<Store, StorageFailure>> => {
  const levels: Level[] = [];
  const db = new PouchDB(folder, {
    adapter: adapterName,
    createIfMissing: create,
    db: (location: string) => {
      const level = durableLevel(location);
      levels.push(level);
      return level;
    },
  });
  const counted = { documents: 0, updateSeq: 0 };
  try {
    const { doc_count, update_seq } = await db.info();
    counted.documents = doc_count;
    counted.updateSeq = update_seq;
  } catch (error) {
    return fail(await storageFailure(folder, error));
  }
  const [level] = levels;
  if (level === undefined) throw new Error('PouchDB opened a store without LevelDB');

  /** Bytes that LevelDB cannot give are handed on as an empty text, which is no envelope: every reader reports that. */
  const rawMany = async (keys: readonly string[]): Promise<readonly (string | undefined)[]> => {
    const values = await new Promise<readonly (string | undefined)[] | undefined>((resolve) => {
      level.getMany([...keys], { asBuffer: false }, (error, found) => resolve(error ? undefined : found));
    });
    if (values !== undefined) return values;
    if (keys.length === 1) return [''];
    return (await Promise.all(keys.map((key) => rawMany([key])))).flat(); // one of them cannot be read: which, is seen one by one
  };
  const raw = async (key: string): Promise<string | undefined> => (await rawMany([key]))[0];
  /** LevelDB's iterator sees the store as it was when the iterator was made, so it is made here and not at the first step. */
  const scan = (range: {
    gt?: string;
    gte?: string;
    lt: string;
    reverse?: boolean;
  }): AsyncGenerator<readonly [string, string]> => {
    const iterator = level.iterator({ ...range, highWaterMark, keyAsBuffer: false, valueAsBuffer: false });
    const next = () =>
      new Promise<readonly [string, string] | undefined>((resolve, reject) => {
        iterator.next((error, key, value) => {
          if (error) reject(error);
          else resolve(key === undefined || value === undefined ? undefined : [key, value]);
        });
      });
    const end = () =>
      new Promise<void>((resolve, reject) => iterator.end((error) => (error ? reject(error) : resolve())));
    return (async function* () {
      try {
        for (let found = await next(); found !== undefined; found = await next()) yield found;
      } finally {
        await end();
      }
    })();
  };
  const inRange = (store: string, prefix: string): { gte: string; lt: string } => ({
    gte: inStore(store, prefix),
    lt: inStore(store, `${prefix}\u00ff`),
  });
  const idOf = (store: string, key: string): string => key.slice(inStore(store, '').length);
  const inSequence = async function* (found: AsyncGenerator<readonly [string, string]>) {
    for await (const [key, value] of found) {
      const read = parsedOrNothing(value);
      yield { id: String(record(read)._id), document: read, sequence: Number(idOf(sequenceStore, key)) };
    }
  };
  /** The documents that these entries of the document store lead to, in their order. */
  const leadingTo = async (found: readonly (readonly [id: string, metadata: string])[]): Promise<readonly Closed[]> => {
    const places = found.map(([id, metadata]) => ({ id, sequence: onlySequence(parsedOrNothing(metadata)) }));
    const keys = places.flatMap(({ sequence }) =>
      sequence === undefined ? [] : [inStore(sequenceStore, sequenceKey(sequence))],
    );
    const values = (await rawMany(keys)).values();
    return places.map(({ id, sequence }) => ({
      id,
      text: sequence === undefined ? undefined : values.next().value,
    }));
  };
  /** In groups: the next one is on its way while this one is used, for waiting for the disk took a third of a walk. */
  const texts = (prefix: string): AsyncGenerator<readonly Closed[]> => {
    const found = scan(inRange(documentStore, prefix));
    return (async function* () {
      let coming: Promise<readonly Closed[]> = Promise.resolve([]);
      let group: (readonly [string, string])[] = [];
      const next = (): Promise<readonly Closed[]> => {
        const before = coming;
        coming = leadingTo(group);
        group = [];
        return before;
      };
      let broken: { readonly error: unknown } | undefined;
      try {
        for await (const [key, value] of found) {
          group.push([idOf(documentStore, key), value]);
          if (group.length === readTogether) yield await next();
        }
      } catch (error) {
        broken = { error }; // thrown below, after what had been found until then
      }
      yield await next();
      yield await coming;
      if (broken !== undefined) throw broken.error;
    })();
  };

  return ok({
    info: () => ({ ...counted }),
    write: async (documents, locals) => {
      const after = {
        documents: counted.documents + documents.length,
        updateSeq: counted.updateSeq + documents.length,
      };
      const there = stillThere(folder);
      try {
        const puts = [
          ...documents.flatMap((document, index) => laidDown(document, counted.updateSeq + 1 + index)),
          ...locals.map((local) => put(localStore, local._id, { ...local, _rev: nextRev(local._rev) })),
          put(countsStore, lastSequence, after.updateSeq),
          put(countsStore, documentCount, after.documents),
        ];
        await there; // looked at while the batch was made
        await settled((done) => level.batch(puts, done));
        accessSync(currentIn(folder)); // what went to a folder that is gone is not acknowledged; at once, for it was just written to
        Object.assign(counted, after);
        return ok(null);
      } catch (error) {
        return fail(await storageFailure(folder, error));
      }
    },
    remove: async (documents, removed, local) => {
      try {
        await stillThere(folder);
        const sequences: number[] = [];
        for (const id of documents) {
          const { rev_map: revisions } = record(parsedOrNothing(await raw(inStore(documentStore, id))));
          for (const sequence of Object.values(record(revisions)))
            if (typeof sequence === 'number') sequences.push(sequence);
        }
        const left = counted.documents - documents.length;
        const gone = [
          ...documents.map((id) => inStore(documentStore, id)),
          ...sequences.map((sequence) => inStore(sequenceStore, sequenceKey(sequence))),
          ...(removed === undefined ? [] : [inStore(localStore, removed)]),
        ];
        await settled((done) =>
          level.batch(
            [
              ...gone.map((key) => ({ type: 'del' as const, key })),
              put(localStore, local._id, local),
              put(countsStore, documentCount, left),
            ],
            done,
          ),
        );
        counted.documents = left;
        for (const [from, to] of rangesOf(documents, sequences)) {
          await settled((done) => level.compactRange(from, `${to}\u0000`, done));
        }
        return ok(null);
      } catch (error) {
        return fail(await storageFailure(folder, error));
      }
    },
    get: async (id) => {
      const metadata = await raw(inStore(documentStore, id));
      if (metadata === undefined) return undefined;
      const [closed] = await leadingTo([[id, metadata]]);
      return { id, document: parsedOrNothing(closed?.text) };
    },
    local: async (id) => {
      const text = await raw(inStore(localStore, id));
      return text === undefined ? undefined : { id, document: parsedOrNothing(text) };
    },
    texts: () => texts(''),
    startingWith: (prefix) => {
      const found = texts(prefix);
      return (async function* () {
        for await (const group of found)
          for (const { id, text } of group) yield { id, document: parsedOrNothing(text) };
      })();
    },
    revisions: () => {
      const found = scan(inRange(documentStore, ''));
      return (async function* () {
        for await (const [key, value] of found) {
          const [rev = ''] = Object.keys(record(record(parsedOrNothing(value)).rev_map));
          yield { id: idOf(documentStore, key), rev };
        }
      })();
    },
    locals: () => {
      const found = scan(inRange(localStore, ''));
      return (async function* () {
        for await (const [key, value] of found) yield { id: idOf(localStore, key), document: parsedOrNothing(value) };
      })();
    },
    since: (sequence) => {
      const { lt } = inRange(sequenceStore, '');
      return inSequence(scan({ gt: inStore(sequenceStore, sequenceKey(sequence)), lt }));
    },
    before: (sequence) => {
      const { gte } = inRange(sequenceStore, '');
      return inSequence(scan({ gte, lt: inStore(sequenceStore, sequenceKey(sequence)), reverse: true }));
    },
    close: () => db.close(),
  });
};
