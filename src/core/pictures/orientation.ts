import { byteAt, four, fourBackwards, says, two, twoBackwards } from './bytes.ts';

/** Which way up a picture is, 1 to 8, is the one thing of EXIF that a viewer needs (EXIF 2.32, tag 0x0112). */

const tag = 0x0112;
const short = 3;

/** @param exif - from the TIFF header on, as JPEG has it behind `Exif\0\0`. @returns 1 when it does not say */
export const orientationIn = (exif: Uint8Array): number => {
  const little = says(exif, 0, 'II');
  if (!little && !says(exif, 0, 'MM')) return 1;
  const [read2, read4] = little ? [twoBackwards, fourBackwards] : [two, four];
  const directory = read4(exif, 4);
  if (directory < 8) return 1;
  const count = read2(exif, directory);
  for (let index = 0; index < count; index += 1) {
    const at = directory + 2 + index * 12;
    if (at + 12 > exif.length) return 1;
    if (read2(exif, at) !== tag || read2(exif, at + 2) !== short) continue;
    const value = read2(exif, at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** EXIF that says which way up, and nothing else. */
export const exifWith = (orientation: number): Uint8Array =>
  Uint8Array.of(
    ...[0x49, 0x49, 0x2a, 0, 8, 0, 0, 0], // II, 42, the directory follows at 8
    ...[1, 0, 0x12, 0x01, short, 0, 1, 0, 0, 0, orientation, 0, 0, 0], // one field, one value
    ...[0, 0, 0, 0], // no further directory
  );

/** JPEG and some WebP put these six bytes before the TIFF header. */
export const afterMark = (exif: Uint8Array): Uint8Array =>
  says(exif, 0, 'Exif') && byteAt(exif, 4) === 0 && byteAt(exif, 5) === 0 ? exif.subarray(6) : exif;
