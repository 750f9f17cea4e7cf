import leveldown, { type Level } from 'leveldown';
import LevelPouch from 'pouchdb-adapter-leveldb-core';
import PouchDB from 'pouchdb-core';

/** PouchDB on LevelDB as it comes: not sealed, not signed, not chained. What durable and readable can cost at least. */

/** LevelDB that has every write on disk before it says so, as the vault's has. */
const synced = (location: string): Level => {
  const level = leveldown(location);
  const { _put: put, _batch: batch } = level;
  level._put = (key, value, options, done) => put.call(level, key, value, { ...options, sync: true }, done);
  level._batch = (operations, options, done) => batch.call(level, operations, { ...options, sync: true }, done);
  return level;
};
const adapterName = 'bench-leveldb';
PouchDB.adapter(
  adapterName,
  Object.assign(
    function adapter(this: unknown, options: object, done: (error?: Error) => void) {
      LevelPouch.call(this, options, done);
    },
    { valid: () => true, use_prefix: false },
  ),
  false,
);

export const plainPouch = (folder: string) =>
  new PouchDB(folder, { adapter: adapterName, createIfMissing: true, db: synced });
