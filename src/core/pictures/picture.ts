import { byteAt, says } from './bytes.ts';
import { cleanGif } from './gif.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng, pngMark } from './png.ts';
import { cleanWebp } from './webp.ts';

/** What a file is, by its first bytes and never by its name, and a picture without what its maker put in it unseen. */

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** Bytes from the start of a file that `pictureTypeOf` needs. */
export const enoughToTell = 12;

export const pictureTypeOf = (start: Uint8Array): PictureType | undefined => {
  if (byteAt(start, 0) === 0xff && byteAt(start, 1) === 0xd8 && byteAt(start, 2) === 0xff) return 'image/jpeg';
  if (says(start, 0, pngMark)) return 'image/png';
  if (says(start, 0, 'RIFF') && says(start, 8, 'WEBP')) return 'image/webp';
  return says(start, 0, 'GIF87a') || says(start, 0, 'GIF89a') ? 'image/gif' : undefined;
};

const cleaners: Readonly<Record<PictureType, (bytes: Uint8Array) => Uint8Array | undefined>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
};

/** @returns nothing when it does not read as a whole picture of its kind: then nothing can be said to be gone from it */
export const cleanPicture = (type: PictureType, bytes: Uint8Array): Uint8Array | undefined => cleaners[type](bytes);
