import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import { type BackupFault, readFrames, writeFrames } from './backup-frames.ts';
import { type Format, headerBytes, headerFile, parseHeader } from './header.ts';
import { withoutKeyStore } from './key-store-slot.ts';
import type { DerivedKeys } from './keys.ts';
import type { KeyTable } from './keytable.ts';
import { keyTableFile, parseKeyTable } from './keytable-file.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Id } from './seal.ts';

/**
 * The key file of a generation: header and key table of the vault as they lie on disk, with what it belongs to, under a MAC.
 * It is written anew whenever a dossier is erased, so that the data file beside it opens for what is still there.
 */

/** Behind the name of the data file. */
export const keySuffix = '.sleutels';
export const keyFileOf = (dataFile: string): string => `${dataFile}${keySuffix}`;

const kinds = { about: 1, header: 2, keys: 3, mac: 4 } as const;
/** The key table is written in pieces of this many bytes. */
const piece = 1024 * 1024;
/** No key file is larger, in bytes: room for the keys of a million dossiers. A choice. */
const largest = 400 * 1024 * 1024;

/** Readable without a key: what a person needs to know which file is which, and nothing else. */
export const BackupAbout = z.looseObject({
  vault: Id,
  backup: Id,
  /** Name of the vault, as it stands in the header beside it. */
  name: z.string().max(200),
  at: z.string().refine((at) => !Number.isNaN(Date.parse(at))),
  entries: z.int().min(0),
  attachments: z.int().min(0),
  counter: z.int().min(0),
  data: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupAbout = z.infer<typeof BackupAbout>;

export type BackupKeys = {
  readonly about: BackupAbout;
  readonly header: Uint8Array;
  readonly keys: Uint8Array;
  readonly isOurs: (keys: DerivedKeys) => boolean;
};

const macOver = (p: Primitives, keys: DerivedKeys, about: Uint8Array, header: Uint8Array, table: Uint8Array) =>
  p.mac(keys.wraps, parts('baken/backup-keys', 1, about, header, p.digest(table)));

/** The header of a generation names the format of the table that comes to lie beside it. */
const inFormat = (p: Primitives, keys: DerivedKeys, own: Uint8Array, format: Format): Uint8Array => {
  const read = parseHeader(p, Buffer.from(own).toString('utf8'));
  if (!read.ok) throw new Error('A key file that is ours holds a header');
  const { header } = read.value;
  return header.format === format ? own : headerBytes(p, keys.header, { ...header, format });
};

/**
 * The header without the way in through the account of one computer: a copy may come to stand elsewhere, and outlives that way
 * when it is turned off. One more in generation, so that the fuller header is seen when it is put in its place.
 */
const headerToKeep = (p: Primitives, keys: DerivedKeys, bytes: Uint8Array): Uint8Array => {
  const read = parseHeader(p, Buffer.from(bytes).toString('utf8'));
  const kept = read.ok ? withoutKeyStore(read.value.header) : undefined;
  return kept === undefined ? bytes : headerBytes(p, keys.header, kept);
};

/**
 * Puts header and key table as they now lie in the vault's folder beside the data file. Throws what the disk throws.
 *
 * @param format - of the vault, and so of its key table
 * @param own - the header that this generation has already: it goes on opening with the passphrase of then
 */
export const writeBackupKeys = async (
  p: Primitives,
  keys: DerivedKeys,
  folder: string,
  dataFile: string,
  about: BackupAbout,
  format: Format,
  own?: Uint8Array,
): Promise<void> => {
  const header =
    own === undefined
      ? headerToKeep(p, keys, await readFile(join(folder, headerFile)))
      : inFormat(p, keys, own, format);
  const table = await readFile(join(folder, keyTableFile(format)));
  const said = Buffer.from(JSON.stringify(about), 'utf8');
  const writer = await writeFrames(p, keyFileOf(dataFile), 'keys');
  try {
    await writer.add(kinds.about, said);
    await writer.add(kinds.header, header);
    for (let at = 0; at < table.length; at += piece) await writer.add(kinds.keys, table.subarray(at, at + piece));
    await writer.add(kinds.mac, macOver(p, keys, said, header, table));
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  await writer.finish();
};

const parsed = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined; // refused below as what it is not
  }
};

/** What a key file says it is, from its beginning alone: to list many of them, also on a slow stick. */
export const readBackupAbout = async (p: Primitives, file: string): Promise<Result<BackupAbout, BackupFault>> => {
  for await (const frame of readFrames(p, file, 'keys')) {
    if (!frame.ok) return frame;
    const about = frame.value.kind === kinds.about ? BackupAbout.safeParse(parsed(frame.value.payload)) : undefined;
    if (about?.success) return ok(about.data);
    break;
  }
  return fail({ kind: 'backup-damaged', file });
};

/** Reads a key file and holds it against its checks; whether it is ours can only be told with the key. */
export const readBackupKeys = async (p: Primitives, file: string): Promise<Result<BackupKeys, BackupFault>> => {
  const damaged = fail<BackupFault>({ kind: 'backup-damaged', file });
  let said: Uint8Array | undefined;
  let header: Uint8Array | undefined;
  let mac: Uint8Array | undefined;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const frame of readFrames(p, file, 'keys')) {
    if (!frame.ok) return frame;
    const { kind, payload } = frame.value;
    length += payload.length;
    if (length > largest) return damaged;
    if (kind === kinds.about) said = payload;
    if (kind === kinds.header) header = payload;
    if (kind === kinds.keys) pieces.push(payload);
    if (kind === kinds.mac) mac = payload;
  }
  const about = said && BackupAbout.safeParse(parsed(said));
  if (said === undefined || !about?.success || header === undefined || mac === undefined) return damaged;
  const [bytes, front, stated] = [Buffer.concat(pieces), header, said];
  const given = Buffer.from(mac);
  return ok({
    about: about.data,
    header: front,
    keys: bytes,
    isOurs: (keys) => given.equals(macOver(p, keys, stated, front, bytes)),
  });
};

/** The key table in a key file that is ours; nothing when it does not open, or is of a later version. */
export const parseBackupTable = (p: Primitives, keys: DerivedKeys, read: BackupKeys): KeyTable | undefined => {
  const front = parseHeader(p, Buffer.from(read.header).toString('utf8'));
  return front.ok ? parseKeyTable(p, keys, Buffer.from(read.keys), front.value.header) : undefined;
};
