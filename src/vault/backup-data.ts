import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import { chunkLength, unfinished } from './attachment.ts';
import { attachmentFiles } from './attachment-walk.ts';
import { type BackupFault, type Finished, type FrameWriter, readFrames, writeFrames } from './backup-frames.ts';
import type { Damage } from './damage.ts';
import type { Head } from './head.ts';
import type { Primitives } from './primitives.ts';
import { Envelope, Id, LocalEnvelope } from './seal.ts';
import type { Proceed, Workbench } from './session.ts';
import { isStoreBroken, type Store, type Stored } from './store.ts';

/**
 * The data file of a generation: every sealed document, the noted ends of all chains and the head, and the sealed files of
 * attachments, each byte for byte as it lies in the vault. No index, and nothing that is not sealed but ids and sizes.
 */

const kinds = { about: 1, locals: 2, documents: 3, file: 4, bytes: 5 } as const;
/** Documents are put together in frames of about this many bytes. */
const together = 128 * 1024;

const About = z.looseObject({ vault: Id, backup: Id, at: z.string() });
const FileName = z.strictObject({ pseudonym: Id, file: Id, size: z.int().min(0) });
export type BackupFile = z.infer<typeof FileName>;

/** Work goes on at most this many milliseconds before whoever types has their turn. */
const stretch = 4;

/** `proceed`, asked no more often than is needed, and with room for what comes in from outside. */
export const breathing = (proceed: Proceed): Proceed => {
  let since = performance.now();
  return async (done) => {
    if (performance.now() - since < stretch) return true;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    const mayGoOn = await proceed(done);
    since = performance.now();
    return mayGoOn;
  };
};

/** One JSON text a line, some of them in each frame. */
const inLines = (writer: FrameWriter, kind: number) => {
  let lines: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    if (lines.length > 0) await writer.add(kind, Buffer.from(lines.join('\n'), 'utf8'));
    lines = [];
    length = 0;
  };
  return {
    add: async (document: unknown): Promise<void> => {
      const line = JSON.stringify(document);
      lines.push(line);
      length += line.length;
      if (length >= together) await flush();
    },
    flush,
  };
};

const sizeOf = async (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined, // taken away meanwhile, since no entry names it; the proof tells when one does
  );

type Copying = Pick<Workbench, 'p' | 'folder'> & {
  readonly store: Store;
  readonly head: Head;
  readonly path: string;
  readonly about: z.infer<typeof About>;
  /** `done` of the same unit as `of`: documents, and pieces of attachments. */
  readonly proceed: (done: number, of: number) => Promise<boolean>;
};
export type Copied = Finished & { readonly attachments: number };
export type CopyFailure = { readonly kind: 'damaged'; readonly damage: readonly Damage[] };

/**
 * Writes the store as it is at the moment of the call. Nothing when it was told to stop: then no file is left. Throws what
 * the disk throws.
 */
export const copyData = async (given: Copying): Promise<Result<Copied, CopyFailure> | undefined> => {
  const { p, folder, store, head, path, about, proceed } = given;
  const documents = store.since(0);
  const locals = store.locals();
  const damaged = (damage: Damage) => fail<CopyFailure>({ kind: 'damaged', damage: [damage] });
  const writer = await writeFrames(p, path, 'data');
  let finished = false;
  try {
    await writer.add(kinds.about, Buffer.from(JSON.stringify(about), 'utf8'));
    const files: BackupFile[] = [];
    const paths: string[] = [];
    for (const each of await attachmentFiles(folder)) {
      const size = each.endsWith(unfinished) ? undefined : await sizeOf(each);
      const name = FileName.safeParse({ pseudonym: basename(dirname(each)), file: basename(each), size });
      if (!name.success) continue; // not one of ours
      files.push(name.data);
      paths.push(each);
    }
    const of = head.documents + files.reduce((sum, { size }) => sum + Math.ceil(size / chunkLength), 0);
    const breathe = breathing((done) => proceed(done, of));
    let done = 0;

    const ends = inLines(writer, kinds.locals);
    for await (const { id, document } of locals) {
      if (!LocalEnvelope.safeParse(document).success) return damaged({ kind: 'foreign', document: id });
      await ends.add(document);
      if (!(await breathe(done))) return undefined;
    }
    await ends.flush();
    const entries = inLines(writer, kinds.documents);
    for await (const { id, document } of documents) {
      if (!Envelope.safeParse(document).success) return damaged({ kind: 'foreign', document: id });
      await entries.add(document);
      done += 1;
      if (!(await breathe(done))) return undefined;
    }
    await entries.flush();
    for (const [index, file] of files.entries()) {
      const copied = await copyFile(writer, paths[index] ?? '', file, async () => {
        done += 1;
        return breathe(done);
      });
      if (copied === 'stopped') return undefined;
      if (copied === 'altered') return damaged({ kind: 'foreign', document: `${file.pseudonym}:${file.file}` });
    }
    const whole = await writer.finish();
    finished = true;
    return ok({ ...whole, attachments: files.length });
  } catch (error) {
    if (isStoreBroken(error)) return damaged({ kind: 'file', file: 'store' });
    throw error;
  } finally {
    if (!finished) await writer.abandon();
  }
};

const copyFile = async (
  writer: FrameWriter,
  path: string,
  file: BackupFile,
  proceed: () => Promise<boolean>,
): Promise<'copied' | 'altered' | 'stopped'> => {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return 'copied'; // as in `sizeOf`: nothing of it is in the backup
  try {
    await writer.add(kinds.file, Buffer.from(JSON.stringify(file), 'utf8'));
    const bytes = Buffer.alloc(chunkLength);
    let copied = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, copied);
      if (bytesRead === 0) return copied === file.size ? 'copied' : 'altered';
      copied += bytesRead;
      await writer.add(kinds.bytes, bytes.subarray(0, bytesRead));
      if (!(await proceed())) return 'stopped';
    }
  } finally {
    await handle.close();
  }
};

/** What a data file is made of, in the order in which it comes. */
export type DataPart =
  | { readonly kind: 'about'; readonly vault: string; readonly backup: string; readonly at: string }
  | { readonly kind: 'locals'; readonly documents: readonly Stored[] }
  | { readonly kind: 'documents'; readonly documents: readonly Stored[] }
  | { readonly kind: 'file'; readonly file: BackupFile }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The last: every frame was there. `digest` names the whole. */
  | { readonly kind: 'end'; readonly digest: string };

const WithId = z.looseObject({ _id: z.string() });
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused where it is held against its shape
  }
};
const storedIn = (payload: Buffer): readonly Stored[] | undefined => {
  const found: Stored[] = [];
  for (const line of payload.toString('utf8').split('\n')) {
    const document = WithId.safeParse(jsonOf(line));
    if (!document.success) return undefined;
    found.push({ id: document.data._id, document: document.data });
  }
  return found;
};

const partOf = ({ kind, payload }: { readonly kind: number; readonly payload: Buffer }): DataPart | undefined => {
  if (kind === kinds.locals || kind === kinds.documents) {
    const documents = storedIn(payload);
    return documents && { kind: kind === kinds.locals ? 'locals' : 'documents', documents };
  }
  if (kind === kinds.bytes) return { kind: 'bytes', bytes: payload };
  const value = kind === kinds.about || kind === kinds.file ? jsonOf(payload.toString('utf8')) : undefined;
  if (kind === kinds.about) {
    const about = About.safeParse(value);
    return about.success ? { kind: 'about', ...about.data } : undefined;
  }
  const file = FileName.safeParse(value);
  return file.success ? { kind: 'file', file: file.data } : undefined;
};

/** Streams a data file back. The first thing that is wrong is given instead of a part, and is the last. */
export const readData = async function* (p: Primitives, path: string): AsyncGenerator<Result<DataPart, BackupFault>> {
  const frames = readFrames(p, path, 'data');
  try {
    for (;;) {
      const next = await frames.next();
      if (next.done === true) {
        if (next.value !== undefined) yield ok({ kind: 'end', digest: next.value });
        return;
      }
      const part = next.value.ok ? partOf(next.value.value) : undefined;
      if (next.value.ok && part !== undefined) {
        yield ok(part);
        continue;
      }
      yield next.value.ok ? fail({ kind: 'backup-damaged', file: path }) : next.value;
      return;
    }
  } finally {
    await frames.return(undefined); // whoever reads may stop halfway: the file is closed all the same
  }
};
