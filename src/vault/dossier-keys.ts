import type { Log } from './log.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { openBytes, sealBytes } from './seal.ts';

/**
 * The keys of all dossiers, sealed one by one in records of the same length, in the order of their pseudonyms: what was made
 * when does not show. A key is opened when it is first asked for. Which dossier is which record is known from the names, so
 * that nothing is opened to find one.
 *
 * A record: pseudonym (16 bytes), id of the key (16), epoch (32 bits, big endian), and sealed: id of the dossier (16), key (32).
 */

const idLength = 16;
const keyLength = 32;
const sealedAt = 2 * idLength + 4;
/** Bytes of one record: what is readable, nonce, id and key, tag. */
export const recordLength = sealedAt + 12 + idLength + keyLength + 16;
export const nameLength = idLength;

/** A view, never a copy: the records of a full vault are megabytes, and this is asked at every write. */
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);
const hex = (bytes: Uint8Array, from: number): string => viewOf(bytes).toString('hex', from, from + idLength);

const bound = (vault: string, record: Uint8Array): Uint8Array =>
  parts('baken/wrap', 2, vault, 'dossier', record.subarray(0, sealedAt));

const sealRecord = (p: Primitives, key: Uint8Array, vault: string, log: Log): Buffer => {
  const record = Buffer.alloc(recordLength);
  record.write(log.pseudonym, 0, 'hex');
  record.write(log.key.id, idLength, 'hex');
  record.writeUInt32BE(log.epoch, 2 * idLength);
  const content = Buffer.concat([Buffer.from(log.key.log, 'hex'), log.key.bytes]);
  record.set(sealBytes(p, key, content, bound(vault, record)), sealedAt);
  content.fill(0);
  return record;
};

/** Nothing when it does not open: another key, or altered bytes. */
export const openRecord = (p: Primitives, key: Uint8Array, vault: string, record: Uint8Array): Log | undefined => {
  const opened = openBytes(p, key, record.subarray(sealedAt), bound(vault, record));
  if (opened?.length !== idLength + keyLength) return undefined;
  const bytes = Uint8Array.from(opened.subarray(idLength));
  const log = hex(opened, 0);
  opened.fill(0);
  return {
    kind: 'dossier',
    pseudonym: hex(record, 0),
    epoch: viewOf(record).readUInt32BE(2 * idLength),
    key: { id: hex(record, idLength), log, bytes },
  };
};

type Sealing = { readonly p: Primitives; readonly key: Uint8Array; readonly vault: string };

export class DossierKeys {
  /** Not copied: when the key is wiped, nothing more opens. */
  readonly #sealing: Sealing;
  readonly records: Buffer;
  /** Ids of the dossiers in the order of the records. */
  readonly names: Buffer;
  /** By pseudonym, what was opened so far; shared by every table that came from this one, so that all of it is wiped. */
  readonly #opened: Map<string, Log>;
  /** Places in `names`, by the first bytes of a name; as ids are random, they need no other hash. */
  #places: Int32Array | undefined;

  private constructor(sealing: Sealing, records: Buffer, names: Buffer, opened: Map<string, Log>) {
    this.#sealing = sealing;
    this.records = records;
    this.names = names;
    this.#opened = opened;
  }

  /** @param key - the derived key for own wraps */
  static of(p: Primitives, key: Uint8Array, vault: string, logs: readonly Log[]): DossierKeys {
    const none = new DossierKeys({ p, key, vault }, Buffer.alloc(0), Buffer.alloc(0), new Map());
    return none.with(logs);
  }

  /** As they were written; nothing when they are not in order, or there is not a name for each. */
  static stored(
    p: Primitives,
    key: Uint8Array,
    vault: string,
    records: Buffer,
    names: Buffer,
  ): DossierKeys | undefined {
    const count = records.length / recordLength;
    if (names.length !== count * nameLength) return undefined;
    for (let at = recordLength; at < records.length; at += recordLength)
      if (records.compare(records, at, at + idLength, at - recordLength, at - recordLength + idLength) >= 0)
        return undefined;
    return new DossierKeys({ p, key, vault }, records, names, new Map());
  }

  get size(): number {
    return this.records.length / recordLength;
  }

  /** @param dossier - its own id */
  has(dossier: string): boolean {
    return this.#placeOf(dossier) !== undefined;
  }

  hasPseudonym(pseudonym: string): boolean {
    return this.#placeAt(Buffer.from(pseudonym, 'hex')).there;
  }

  byId(dossier: string): Log | undefined {
    const place = this.#placeOf(dossier);
    return place === undefined ? undefined : this.#open(place);
  }

  byPseudonym(pseudonym: string): Log | undefined {
    const { place, there } = this.#placeAt(Buffer.from(pseudonym, 'hex'));
    return there ? this.#open(place) : undefined;
  }

  /** Opens all that were not opened yet. */
  *[Symbol.iterator](): Generator<Log> {
    for (let place = 0; place < this.size; place += 1) {
      const log = this.#open(place);
      if (log !== undefined) yield log;
    }
  }

  with(logs: readonly Log[]): DossierKeys {
    const { p, key, vault } = this.#sealing;
    const added = logs
      .map((log) => ({ log, record: sealRecord(p, key, vault, log) }))
      .toSorted((a, b) => a.record.compare(b.record, 0, idLength, 0, idLength));
    const records: Buffer[] = [];
    const names: Buffer[] = [];
    let from = 0;
    for (const { log, record } of added) {
      const { place } = this.#placeAt(record.subarray(0, idLength));
      records.push(this.records.subarray(from * recordLength, place * recordLength), record);
      names.push(this.names.subarray(from * nameLength, place * nameLength), Buffer.from(log.key.log, 'hex'));
      this.#opened.set(log.pseudonym, log);
      from = place;
    }
    records.push(this.records.subarray(from * recordLength));
    names.push(this.names.subarray(from * nameLength));
    return new DossierKeys(this.#sealing, Buffer.concat(records), Buffer.concat(names), this.#opened);
  }

  without(pseudonym: string): DossierKeys {
    const { place, there } = this.#placeAt(Buffer.from(pseudonym, 'hex'));
    if (!there) return this;
    const cut = (bytes: Buffer, length: number): Buffer =>
      Buffer.concat([bytes.subarray(0, place * length), bytes.subarray((place + 1) * length)]);
    return new DossierKeys(this.#sealing, cut(this.records, recordLength), cut(this.names, nameLength), this.#opened);
  }

  /** Of every key that was opened, here or in a table that this one came from. */
  wipe(): void {
    for (const { key } of this.#opened.values()) key.bytes.fill(0);
  }

  #open(place: number): Log | undefined {
    const at = place * recordLength;
    const known = this.#opened.get(hex(this.records, at));
    if (known !== undefined) return known;
    const { p, key, vault } = this.#sealing;
    const log = openRecord(p, key, vault, this.records.subarray(at, at + recordLength));
    // a record under the name of another dossier is not that dossier's
    if (log === undefined || log.key.log !== hex(this.names, place * nameLength)) return undefined;
    this.#opened.set(log.pseudonym, log);
    return log;
  }

  /** Where this pseudonym is, or where it would stand. */
  #placeAt(pseudonym: Uint8Array): { readonly place: number; readonly there: boolean } {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = middle * recordLength;
      const order = this.records.compare(pseudonym, 0, pseudonym.length, at, at + idLength);
      if (order === 0) return { place: middle, there: true };
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return { place: low, there: false };
  }

  #placeOf(dossier: string): number | undefined {
    const name = Buffer.from(dossier, 'hex');
    if (name.length !== nameLength) return undefined;
    this.#places ??= placesOf(this.names);
    const mask = this.#places.length - 1;
    for (let slot = name.readUInt32BE(0) & mask; ; slot = (slot + 1) & mask) {
      const place = this.#places[slot] ?? -1;
      if (place < 0) return undefined;
      const at = place * nameLength;
      if (this.names.compare(name, 0, nameLength, at, at + nameLength) === 0) return place;
    }
  }
}

/** At least twice as many slots as names, so that there is always an empty one to end at. */
const placesOf = (names: Buffer): Int32Array => {
  const count = names.length / nameLength;
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(-1);
  for (let place = 0; place < count; place += 1) {
    let slot = names.readUInt32BE(place * nameLength) & (places.length - 1);
    while ((places[slot] ?? -1) >= 0) slot = (slot + 1) & (places.length - 1);
    places[slot] = place;
  }
  return places;
};
