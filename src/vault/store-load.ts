import leveldown from 'leveldown';
import { ok, type Result } from '#core/result.ts';
import type { Envelope, LocalEnvelope } from './seal.ts';
import type { StorageFailure } from './storage-failure.ts';
import {
  countsStore,
  documentCount,
  documentStore,
  inStore,
  localStore,
  openStore,
  sequenceKey,
  sequenceStore,
  settled,
} from './store.ts';

/**
 * Filling a new store with documents that were in one before, in the order in which they were written then. PouchDB gives
 * the documents of a batch their places in no certain order, and what is read by that order (audit, list) would come out
 * otherwise; so they are laid down as PouchDB itself lays them.
 */

export type Loading = {
  readonly add: (documents: readonly Envelope[]) => Promise<void>;
  /** How many there are, which is also the update sequence. */
  readonly count: () => number;
  /** Writes the local documents and the counts, and forces all of it to disk. */
  readonly finish: (locals: readonly LocalEnvelope[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const lastSequence = '_local_last_update_seq';

const metadata = ({ _id, _rev }: Envelope, sequence: number): object => ({
  ...{ id: _id, rev: _rev },
  rev_tree: [{ pos: 1, ids: [_rev.slice(2), { status: 'available' }, []] }],
  rev_map: { [_rev]: sequence },
  ...{ winningRev: _rev, deleted: false, seq: sequence },
});

/** Makes a store in a folder where there is none. All but the opening throws what LevelDB throws. */
export const loadStore = async (folder: string): Promise<Result<Loading, StorageFailure>> => {
  const made = await openStore(folder, true);
  if (!made.ok) return made;
  await made.value.close();
  const level = leveldown(folder);
  await settled((done) => level.open({}, done));
  let sequence = 0;
  const put = (store: string, key: string, value: unknown) =>
    ({ type: 'put', key: inStore(store, key), value: JSON.stringify(value) }) as const;
  return ok({
    add: async (documents) => {
      const puts = documents.flatMap((document) => {
        sequence += 1;
        return [
          put(sequenceStore, sequenceKey(sequence), document),
          put(documentStore, document._id, metadata(document, sequence)),
        ];
      });
      // not forced to disk one by one: until `finish` nobody was told that this is there
      await settled((done) => level.batch(puts, { sync: false }, done));
    },
    count: () => sequence,
    finish: async (locals) => {
      const puts = [
        ...locals.map((local) => put(localStore, local._id, local)),
        put(countsStore, documentCount, sequence),
        put(countsStore, lastSequence, sequence),
      ];
      await settled((done) => level.batch(puts, { sync: true }, done));
    },
    close: () => settled((done) => level.close(done)),
  });
};
