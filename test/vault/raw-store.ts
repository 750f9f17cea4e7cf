import { join } from 'node:path';
import leveldown from 'leveldown';

const inStore = (store: string, key: string): string => `\u00ff${store}\u00ff${key}`;
const sequenceKey = (sequence: number): string => String(sequence).padStart(16, '0');

export type RawDocument = { [name: string]: unknown; _id: string; _rev: string; v: number; k: string; c: string };
type Raw = { readonly [key: string]: string };

/** What an attacker with the folder and without the key can do: read and write any key of a closed vault's LevelDB. */
export const withRawStore = async <T>(folder: string, work: (raw: RawStore) => Promise<T>): Promise<T> => {
  const level = leveldown(join(folder, 'store'));
  const step = <R>(
    call: (done: (error: Error | undefined | null, value?: R) => void) => void,
  ): Promise<R | undefined> =>
    new Promise((resolve, reject) => {
      call((error, value) => (error ? reject(error) : resolve(value)));
    });
  await step<void>((done) => level.open({}, done));
  try {
    return await work({
      all: async () => {
        const found: { [key: string]: string } = {};
        const iterator = level.iterator({ keyAsBuffer: false, valueAsBuffer: false });
        for (;;) {
          const next = await new Promise<readonly [string, string] | undefined>((resolve, reject) => {
            iterator.next((error, key, value) => {
              if (error) reject(error);
              else resolve(key === undefined || value === undefined ? undefined : [key, value]);
            });
          });
          if (next === undefined) break;
          found[next[0]] = next[1];
        }
        await step<void>((done) => iterator.end(done));
        return found;
      },
      put: (key, value) => step<void>((done) => level.put(key, value, done)),
      remove: (key) => step<void>((done) => level.del(key, done)),
    });
  } finally {
    await step<void>((done) => level.close(done));
  }
};

export type RawStore = {
  readonly all: () => Promise<Raw>;
  readonly put: (key: string, value: string) => Promise<unknown>;
  readonly remove: (key: string) => Promise<unknown>;
};

/** Every document with the place it lies, in the order of writing. */
export const rawDocuments = (all: Raw): readonly { readonly sequence: string; readonly document: RawDocument }[] =>
  Object.entries(all)
    .filter(([key]) => key.startsWith(inStore('by-sequence', '')))
    .map(([key, value]) => ({ sequence: key, document: JSON.parse(value) }));

export const localKey = (id: string): string => inStore('local-store', id);
export const metadataKey = (id: string): string => inStore('document-store', id);

/** Removes a document as if it had never been written. */
export const eraseRaw = async (raw: RawStore, { sequence, document }: { sequence: string; document: RawDocument }) => {
  await raw.remove(sequence);
  await raw.remove(metadataKey(document._id));
};

/** Writes a document the way PouchDB would, at a sequence number of its own. */
export const plantRaw = async (raw: RawStore, document: RawDocument, sequence: number) => {
  const hash = document._rev.slice(2);
  await raw.put(inStore('by-sequence', sequenceKey(sequence)), JSON.stringify(document));
  await raw.put(
    metadataKey(document._id),
    JSON.stringify({
      id: document._id,
      rev: document._rev,
      rev_tree: [{ pos: 1, ids: [hash, { status: 'available' }, []] }],
      rev_map: { [document._rev]: sequence },
      winningRev: document._rev,
      deleted: false,
      seq: sequence,
    }),
  );
};
