import { cleanPicture, enoughToTell, type PictureType, pictureTypeOf } from '#core/pictures/picture.ts';
import { fail, ok, type Result } from '#core/result.ts';
import type { SealedFile } from '#vault/attachment.ts';
import { type AttachmentWriting, beginAttachment } from '#vault/attachment-writing.ts';
import type { DossierId } from '#vault/entry.ts';
import type { OpenVault } from '#vault/vault.ts';
import { type StoreFailure, storeFailure } from './open-vault.ts';

/**
 * One file on its way in. A picture is held in memory until it is whole, since only then can be taken out of it what its
 * maker put in unseen; anything else is sealed as it comes in.
 */

/** Largest picture, in bytes: it is held in memory twice while it is cleaned. Far above what cameras make. */
export const largestPicture = 64 * 1024 * 1024;

export type TooLarge = { readonly kind: 'attachment-too-large'; readonly expected: string };
export type KeepsData = { readonly kind: 'attachment-keeps-data'; readonly at: string };
export type Taken = { readonly sealed: SealedFile; readonly type: string; readonly traces: 'weggehaald' | 'blijven' };

export type Upload = {
  readonly dossier: DossierId;
  readonly name: string;
  readonly received: () => number;
  readonly add: (bytes: Uint8Array) => Promise<Result<null, StoreFailure | TooLarge>>;
  readonly finish: (asIs: boolean) => Promise<Result<Taken, StoreFailure | TooLarge | KeepsData>>;
  readonly drop: () => Promise<void>;
};

export const inMegabytes = (bytes: number): string => `${Math.floor(bytes / (1024 * 1024))} MB`;
const tooLarge = (most: number): Result<never, TooLarge> =>
  fail({ kind: 'attachment-too-large', expected: inMegabytes(most) });

const typeOf = (start: Uint8Array): string =>
  pictureTypeOf(start) ??
  (Buffer.from(start.subarray(0, 5)).toString('latin1') === '%PDF-' ? 'application/pdf' : 'application/octet-stream');

export const beginUpload = async (
  vault: OpenVault,
  dossier: DossierId,
  name: string,
): Promise<Result<Upload, StoreFailure>> => {
  const begun = await beginAttachment(vault, dossier);
  return begun.ok ? ok(upload(dossier, name, begun.value)) : fail(storeFailure(begun.error));
};

const upload = (dossier: DossierId, name: string, writing: AttachmentWriting): Upload => {
  let start: Uint8Array = Buffer.alloc(0);
  let picture: PictureType | undefined;
  let held: Uint8Array[] = [];
  let received = 0;
  let finished: Taken | undefined;

  const write = async (bytes: Uint8Array): Promise<Result<null, StoreFailure | TooLarge>> => {
    const added = await writing.add(bytes);
    if (added.ok) return added;
    return added.error.kind === 'too-large' ? tooLarge(added.error.most) : fail(storeFailure(added.error));
  };
  const letGo = (): void => {
    for (const each of held) each.fill(0);
    held = [];
  };
  const writeHeld = async (): Promise<Result<null, StoreFailure | TooLarge>> => {
    for (const each of held) {
      const added = await write(each);
      if (!added.ok) return added;
    }
    letGo();
    return ok(null);
  };

  return {
    dossier,
    name,
    received: () => received,
    add: async (bytes) => {
      if (start.length < enoughToTell) {
        start = Buffer.concat([start, bytes.subarray(0, enoughToTell - start.length)]);
        picture = pictureTypeOf(start);
      }
      if (picture !== undefined && received + bytes.length > largestPicture) return tooLarge(largestPicture);
      const undecided = start.length < enoughToTell;
      if (undecided || picture !== undefined) held.push(Buffer.from(bytes));
      else {
        const before = await writeHeld();
        const added = before.ok ? await write(bytes) : before;
        if (!added.ok) return added;
      }
      received += bytes.length;
      return ok(null);
    },
    finish: async (asIs) => {
      if (finished !== undefined) return ok(finished); // its entry was refused, and is tried again
      const whole = picture === undefined ? undefined : Buffer.concat(held);
      const cleaned = picture === undefined || whole === undefined ? undefined : cleanPicture(picture, whole);
      whole?.fill(0);
      if (cleaned === undefined && !asIs) return fail({ kind: 'attachment-keeps-data', at: name });
      const written = cleaned === undefined ? await writeHeld() : await write(cleaned);
      if (!written.ok) return written;
      letGo();
      cleaned?.fill(0);
      const sealed = await writing.finish();
      if (!sealed.ok) return fail(storeFailure(sealed.error));
      finished = {
        sealed: sealed.value,
        // what does not read as a whole picture is not handed to the page as one
        type: cleaned === undefined && picture !== undefined ? 'application/octet-stream' : typeOf(start),
        traces: cleaned === undefined ? 'blijven' : 'weggehaald',
      };
      return ok(finished);
    },
    drop: async () => {
      letGo();
      await writing.drop();
    },
  };
};
