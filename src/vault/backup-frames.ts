import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { syncFolder } from './durable-file.ts';
import type { Primitives } from './primitives.ts';
import { runningDigest } from './running-digest.ts';

/**
 * The form of both files of a backup: a line that says what it is and in which version, then frames, the last of which says
 * that it is the last. A frame is its length (32 bits, big endian), its number, its kind, its payload, and SHA-256 over all
 * of that. The checks are against wear and cutting short; what is in the frames is sealed, and proves itself.
 */

/** The version that is written, and the newest that is read. */
const version = 1;
const headLength = 9;
const digestLength = 32;
/** No payload is larger in bytes; a length beyond it is refused before anything is allocated. */
export const largestPayload = 32 * 1024 * 1024;
/** Bytes after which what was written is forced to disk, so that whoever types never waits behind much of it. */
const syncEvery = 4 * 1024 * 1024;
const endKind = 255;

export type BackupFileKind = 'data' | 'keys';
const title = (what: BackupFileKind): string => `baken-backup-${what} `;
const longestTitle = 64;

export type BackupFault =
  | { readonly kind: 'backup-missing'; readonly file: string }
  | { readonly kind: 'not-a-backup'; readonly file: string }
  | { readonly kind: 'backup-newer'; readonly file: string; readonly version: number }
  /** Bytes were altered, or the end is gone. */
  | { readonly kind: 'backup-damaged'; readonly file: string };

export type Frame = { readonly kind: number; readonly payload: Buffer };

/** `digest` names the whole content of the file: SHA-256 over the checks of all frames. */
export type Finished = { readonly bytes: number; readonly digest: string };
export type FrameWriter = {
  readonly add: (kind: number, payload: Uint8Array) => Promise<void>;
  /** Writes the end, forces all of it to disk and gives the file its name. */
  readonly finish: () => Promise<Finished>;
  /** Takes away what was written; to be called when it was not finished. */
  readonly abandon: () => Promise<void>;
};

/** Under this name while it is being written. */
export const beingWritten = (path: string): string => `${path}.part`;

const framed = (p: Primitives, kind: number, index: number, payload: Uint8Array): Buffer => {
  if (payload.length > largestPayload) throw new RangeError('A frame is larger than any reader takes');
  const frame = Buffer.alloc(headLength + payload.length + digestLength);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt32BE(index, 4);
  frame.writeUInt8(kind, 8);
  frame.set(payload, headLength);
  frame.set(p.digest(frame.subarray(0, headLength + payload.length)), headLength + payload.length);
  return frame;
};

/** Overwrites nothing but what was left half written under the same name. Throws what the disk throws. */
export const writeFrames = async (p: Primitives, path: string, what: BackupFileKind): Promise<FrameWriter> => {
  // a stick comes from elsewhere: a link that waits under this name must not lead to another file of the user
  await rm(beingWritten(path), { force: true });
  const handle = await open(beingWritten(path), 'wx', 0o600);
  const digest = runningDigest(p);
  let bytes = 0;
  let synced = 0;
  let index = 0;
  const write = async (chunk: Uint8Array): Promise<void> => {
    await handle.writeFile(chunk);
    bytes += chunk.length;
    if (bytes - synced < syncEvery) return;
    synced = bytes;
    await handle.datasync();
  };
  const add = async (kind: number, payload: Uint8Array): Promise<void> => {
    const frame = framed(p, kind, index, payload);
    digest.add(frame.subarray(-digestLength));
    index += 1;
    await write(frame);
  };
  await write(Buffer.from(`${title(what)}${version}\n`, 'utf8'));
  return {
    add,
    finish: async () => {
      const whole = digest.hex();
      await write(framed(p, endKind, index, Buffer.from(whole, 'hex')));
      await handle.sync();
      await handle.close();
      await rename(beingWritten(path), path);
      await syncFolder(dirname(path));
      return { bytes, digest: whole };
    },
    abandon: async () => {
      await handle.close();
      await rm(beingWritten(path), { force: true });
    },
  };
};

/** The version of a file, from its first line; nothing when it is not of this kind. */
const versionOf = (first: string, what: BackupFileKind): number | undefined => {
  const [line = ''] = first.split('\n');
  if (line === first || !line.startsWith(title(what))) return undefined;
  const rest = line.slice(title(what).length);
  return /^[1-9]\d{0,5}$/.test(rest) ? Number(rest) : undefined;
};

/** Reads so many bytes at this place, or fewer when the file ends there. */
const readAt = async (handle: FileHandle, at: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const { bytesRead } = await handle.read(bytes, got, length - got, at + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return bytes.subarray(0, got);
};

/**
 * Every frame in order, each checked, and at the end that nothing is missing or left over. One frame is in memory at a time.
 * The first thing that is wrong is given instead of a frame, and is the last.
 *
 * @returns the digest of the whole, as `finish` gave it
 */
export const readFrames = async function* (
  p: Primitives,
  path: string,
  what: BackupFileKind,
): AsyncGenerator<Result<Frame, BackupFault>, string | undefined> {
  // without waiting: what is no file (a pipe, a device) may never give a byte
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => undefined);
  if (handle === undefined) {
    yield fail({ kind: 'backup-missing', file: path });
    return undefined;
  }
  const damaged = fail<BackupFault>({ kind: 'backup-damaged', file: path });
  try {
    const about = await handle.stat();
    if (!about.isFile()) {
      yield fail({ kind: 'not-a-backup', file: path });
      return undefined;
    }
    const { size } = about;
    const first = (await readAt(handle, 0, longestTitle)).toString('latin1');
    const found = versionOf(first, what);
    if (found === undefined) {
      yield fail({ kind: 'not-a-backup', file: path });
      return undefined;
    }
    if (found > version) {
      yield fail({ kind: 'backup-newer', file: path, version: found });
      return undefined;
    }
    const digest = runningDigest(p);
    let at = first.indexOf('\n') + 1;
    for (let index = 0; ; index += 1) {
      const head = await readAt(handle, at, headLength);
      const length = head.length === headLength ? head.readUInt32BE(0) : 0;
      const rest = length + digestLength;
      if (head.length < headLength || length > largestPayload || at + headLength + rest > size) {
        yield damaged;
        return undefined;
      }
      const frame = await readAt(handle, at + headLength, rest);
      const payload = frame.subarray(0, length);
      const check = frame.subarray(length);
      const right = frame.length === rest && p.digest(Buffer.concat([head, payload]));
      if (!right || !check.equals(right) || head.readUInt32BE(4) !== index) {
        yield damaged;
        return undefined;
      }
      at += headLength + rest;
      const kind = head.readUInt8(8);
      if (kind === endKind) {
        const whole = digest.hex();
        if (at === size && payload.toString('hex') === whole) return whole;
        yield damaged;
        return undefined;
      }
      digest.add(check);
      yield ok({ kind, payload });
    }
  } catch {
    yield damaged; // bytes that the disk cannot give
    return undefined;
  } finally {
    await handle.close();
  }
};
