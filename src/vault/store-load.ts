import leveldown from 'leveldown';
import { ok, type Result } from '#core/result.ts';
import type { Envelope, LocalEnvelope } from './seal.ts';
import type { StorageFailure } from './storage-failure.ts';
import { countsStore, documentCount, laidDown, lastSequence, localStore, openStore, put, settled } from './store.ts';

/**
 * Filling a new store with documents that were in one before, in the order in which they were written then, for the audit
 * and the list are read by that order.
 */

export type Loading = {
  readonly add: (documents: readonly Envelope[]) => Promise<void>;
  /** How many there are, which is also the update sequence. */
  readonly count: () => number;
  /** Writes the local documents and the counts, and forces all of it to disk. */
  readonly finish: (locals: readonly LocalEnvelope[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Makes a store in a folder where there is none. All but the opening throws what LevelDB throws. */
export const loadStore = async (folder: string): Promise<Result<Loading, StorageFailure>> => {
  const made = await openStore(folder, true);
  if (!made.ok) return made;
  await made.value.close();
  const level = leveldown(folder);
  await settled((done) => level.open({}, done));
  let sequence = 0;
  return ok({
    add: async (documents) => {
      const puts = documents.flatMap((document) => {
        sequence += 1;
        return laidDown(document, sequence);
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
