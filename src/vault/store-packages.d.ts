declare module 'leveldown' {
  type Done = (error: Error | undefined | null) => void;
  export type Iterator = {
    next(done: (error: Error | undefined | null, key?: string, value?: string) => void): void;
    end(done: Done): void;
  };
  export type Level = {
    open(options: object, done: Done): void;
    close(done: Done): void;
    put(key: string, value: string, done: Done): void;
    del(key: string, done: Done): void;
    get(
      key: string,
      options: { asBuffer: false },
      done: (error: Error | undefined | null, value?: string) => void,
    ): void;
    /** Undefined in the place of a key that is not there; an error when one of them cannot be read. */
    getMany(
      keys: readonly string[],
      options: { asBuffer: false },
      done: (error: Error | undefined | null, values?: readonly (string | undefined)[]) => void,
    ): void;
    batch(
      operations: readonly ({ type: 'put'; key: string; value: string } | { type: 'del'; key: string })[],
      done: Done,
    ): void;
    batch(
      operations: readonly { type: 'put'; key: string; value: string }[],
      options: { readonly sync: boolean },
      done: Done,
    ): void;
    /** Writes this range anew without what was deleted from it. */
    compactRange(from: string, to: string, done: Done): void;
    iterator(options: {
      gt?: string;
      gte?: string;
      lt?: string;
      reverse?: boolean;
      highWaterMark?: number;
      keyAsBuffer: false;
      valueAsBuffer: false;
    }): Iterator;
    _get(key: unknown, options: object, done: (error: Error | undefined | null, value?: unknown) => void): void;
    _put(key: unknown, value: unknown, options: object, done: Done): void;
    _del(key: unknown, options: object, done: Done): void;
    _batch(operations: unknown, options: object, done: Done): void;
  };
  export default function leveldown(location: string): Level;
}

declare module 'pouchdb-adapter-leveldb-core' {
  export default function LevelPouch(this: unknown, options: object, done: (error?: Error) => void): void;
}

/** Only what the store calls. The published types redeclare Node's Buffer and leave out `PouchDB.adapter` and `db`. */
declare module 'pouchdb-core' {
  type Adapter = ((this: unknown, options: object, done: (error?: Error) => void) => void) & {
    valid: () => boolean;
    use_prefix: boolean;
  };
  export default class PouchDB {
    static adapter(name: string, make: Adapter, preferred: boolean): void;
    constructor(
      name: string,
      options: { adapter: string; createIfMissing: boolean; db: (location: string) => import('leveldown').Level },
    );
    info(): Promise<{ readonly doc_count: number; readonly update_seq: number }>;
    bulkDocs(documents: readonly object[], options: { readonly new_edits: boolean }): Promise<readonly object[]>;
    /** Only the measurements read this way. */
    allDocs(options: {
      readonly startkey: string;
      readonly endkey?: string;
      readonly limit?: number;
      readonly include_docs: true;
    }): Promise<{ readonly rows: readonly { readonly id: string }[] }>;
    /** Only the proof of what a replica learns uses these: sync has no screen yet. */
    static plugin(plugin: object): void;
    readonly replicate: {
      to(target: PouchDB): Promise<{ readonly docs_written: number; readonly errors: readonly object[] }>;
    };
    close(): Promise<void>;
  }
}

declare module 'pouchdb-replication' {
  const replication: object;
  export default replication;
}
