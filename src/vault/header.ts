import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import { writeDurably } from './durable-file.ts';
import { PassphraseSlot } from './keys.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id } from './seal.ts';

export const headerFile = 'header';
/** Of the whole vault: how its files beside the store are read. A new one is a step in `upgrade.ts`. */
export const formats = [1, 2] as const;
const Format = z.literal(formats);
export type Format = z.infer<typeof Format>;
/** The newest, in which everything is written. */
export const format: Format = 2;

/**
 * What can be read without a key. Three lines: this as JSON, its SHA-256 (so that wear of the disk is not taken for a wrong
 * passphrase), and its HMAC under the header key. Unknown fields and slots are kept as they are: later versions add them.
 */
export const Header = z.looseObject({
  format: Format,
  vault: Id,
  /** The only words of the user that are readable on disk; the screen says so where it asks for them. */
  name: z.string(),
  /** Instant of making, ISO 8601. */
  created: z.string(),
  /** Goes up with every change; the head repeats it, so that an older header is seen. */
  generation: z.int().min(1),
  /** How many sets of recovery shares were ever made: a number is used once. */
  kits: z.int().min(0).optional(),
  /** While a new vault key takes the place of another: the old one, sealed under the new. */
  replaces: Base64.optional(),
  slots: z.array(z.looseObject({ kind: z.string() })).min(1),
});
export type Header = z.infer<typeof Header>;

export type ReadHeader = { readonly header: Header; readonly line: string; readonly mac: Uint8Array };
export type HeaderFailure =
  | { readonly kind: 'not-a-vault' }
  | { readonly kind: 'newer-format'; readonly format: number }
  | { readonly kind: 'damaged-header' };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const macOver = (p: Primitives, key: Uint8Array, line: string) => p.mac(key, parts('baken/header', line));

/** Exactly three lines, as they are written: a text that only means the same was written by something else. */
const Lines = /^([^\n]*)\n([0-9a-f]{64})\n([0-9a-f]{64})\n$/;

/** @param text - the whole file */
export const parseHeader = (p: Primitives, text: string): Result<ReadHeader, HeaderFailure> => {
  const [whole, line = '', checksum = '', mac = ''] = Lines.exec(text) ?? [];
  if (whole === undefined || checksum !== hex(p.digest(Buffer.from(line, 'utf8'))))
    return fail({ kind: 'damaged-header' });
  try {
    const body: unknown = JSON.parse(line);
    const version = z.looseObject({ format: z.int() }).safeParse(body);
    if (version.success && version.data.format > format)
      return fail({ kind: 'newer-format', format: version.data.format });
    const header = Header.safeParse(body);
    if (!header.success) return fail({ kind: 'damaged-header' });
    return ok({ header: header.data, line, mac: Buffer.from(mac, 'hex') });
  } catch {
    return fail({ kind: 'damaged-header' }); // not JSON, although the checksum was made to fit
  }
};

export const readHeader = async (p: Primitives, folder: string): Promise<Result<ReadHeader, HeaderFailure>> => {
  const text = await readFile(join(folder, headerFile), 'utf8').catch(() => undefined);
  return text === undefined ? fail({ kind: 'not-a-vault' }) : parseHeader(p, text);
};

export const headerIsOurs = (p: Primitives, key: Uint8Array, { line, mac }: ReadHeader): boolean =>
  Buffer.from(macOver(p, key, line)).equals(mac);

/** The whole file. */
export const headerBytes = (p: Primitives, key: Uint8Array, header: Header): Uint8Array => {
  const line = JSON.stringify(header);
  const lines = [line, hex(p.digest(Buffer.from(line, 'utf8'))), hex(macOver(p, key, line))];
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
};

export const writeHeader = (p: Primitives, folder: string, key: Uint8Array, header: Header): Promise<void> =>
  writeDurably(join(folder, headerFile), headerBytes(p, key, header));

export const passphraseSlot = ({ slots }: Header): PassphraseSlot | undefined => {
  for (const slot of slots) {
    const read = PassphraseSlot.safeParse(slot);
    if (read.success) return read.data;
  }
  return undefined;
};
