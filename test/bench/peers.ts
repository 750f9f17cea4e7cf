import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './cases.ts';

/** What is measured beside and Baken itself does not use. Each may be absent: then its place in a row says why. */

const folder = join(root, 'test/bench/peers');
const load = createRequire(join(folder, 'package.json'));

/** A peer, or in one line why it is not there. */
export type Found<T> = { readonly ok: true; readonly peer: T } | { readonly ok: false; readonly skipped: string };

const find = <T>(name: string, make: () => T): Found<T> => {
  if (!existsSync(join(folder, 'node_modules', name)))
    return { ok: false, skipped: `${name} skipped: it did not install; npm says above why` };
  try {
    return { ok: true, peer: make() };
  } catch (error) {
    const [reason] = String(error).split('\n');
    return { ok: false, skipped: `${name} skipped: ${reason}` };
  }
};

/** Of better-sqlite3 only what is measured. */
export type Sqlite = {
  readonly pragma: (text: string) => unknown;
  readonly exec: (text: string) => void;
  readonly prepare: (text: string) => { readonly run: (...values: readonly (string | number)[]) => void };
  readonly transaction: <A extends readonly unknown[]>(work: (...given: A) => void) => (...given: A) => void;
  readonly close: () => void;
};

/** SQLite as SQLCipher 4 seals it, with every commit forced to disk. */
export const sealedSqlite = (file: string): Found<Sqlite> =>
  find('better-sqlite3-multiple-ciphers', () => {
    const Database: new (file: string) => Sqlite = load('better-sqlite3-multiple-ciphers');
    const db = new Database(file);
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = "x'${'7f'.repeat(32)}'"`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    return db;
  });

/** Of PouchDB with crypto-pouch only what is measured. */
export type CryptoPouch = {
  readonly crypto: (password: string) => Promise<void>;
  readonly bulkDocs: (documents: readonly object[]) => Promise<unknown>;
  readonly allDocs: (options: {
    readonly startkey: string;
    readonly limit: number;
    readonly include_docs: true;
  }) => Promise<{ readonly rows: readonly { readonly id: string }[] }>;
  readonly close: () => Promise<void>;
};

/** PouchDB that seals each document with crypto-pouch, as its readme has it. */
export const cryptoPouch = (place: string): Found<CryptoPouch> => {
  const plugin = find<object>('crypto-pouch', () => load('crypto-pouch'));
  if (!plugin.ok) return plugin;
  return find('pouchdb', () => {
    const PouchDB: { readonly plugin: (plugin: object) => new (name: string) => CryptoPouch } = load('pouchdb');
    const Sealed = PouchDB.plugin(plugin.peer);
    return new Sealed(place);
  });
};
