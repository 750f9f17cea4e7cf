import { byteAt, fromText, joined, says, two } from './bytes.ts';
import { afterMark, exifWith, orientationIn } from './orientation.ts';

/**
 * JPEG (ITU-T T.81): what decoding needs is kept, all else goes: EXIF, XMP, IPTC, comments, thumbnails, colour profiles, and
 * whatever stands behind the end, such as the film that some phones put there.
 */

const begin = 0xd8;
const end = 0xd9;
const scan = 0xda;
/** Frames, tables, restart interval, number of lines. */
const needed: ReadonlySet<number> = new Set([
  ...[0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf],
  ...[0xc4, 0xcc, 0xdb, 0xdd, 0xdc],
]);
const comment = 0xfe;
const isApplication = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef;

const segment = (marker: number, content: Uint8Array): Uint8Array =>
  joined([Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff), content]);

/** What an application segment has that decoding needs, and nothing else of it. */
const neededOf = (marker: number, content: Uint8Array): Uint8Array | undefined => {
  // density stays, the thumbnail goes (JFIF 1.02)
  if (marker === 0xe0 && says(content, 0, 'JFIF\0') && content.length >= 14)
    return segment(marker, joined([content.subarray(0, 12), Uint8Array.of(0, 0)]));
  // says how the colours are kept (Adobe TN 5116)
  if (marker === 0xee && says(content, 0, 'Adobe') && content.length >= 12)
    return segment(marker, content.subarray(0, 12));
  return undefined;
};

/** @returns where the coded data that begins here ends: at the next marker that is not part of it, or the end of the bytes */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return bytes.length;
    const next = byteAt(bytes, at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
};

/** @returns nothing when it is not a whole JPEG */
export const cleanJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
  if (byteAt(bytes, 0) !== 0xff || byteAt(bytes, 1) !== begin) return undefined;
  const application = new Map<number, Uint8Array>();
  const rest: Uint8Array[] = [];
  let orientation = 1;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (byteAt(bytes, at) !== 0xff) return undefined;
    while (byteAt(bytes, at + 1) === 0xff) at += 1; // fill bytes
    const marker = byteAt(bytes, at + 1);
    if (marker === end) break;
    const length = two(bytes, at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return undefined;
    const content = bytes.subarray(at + 4, next);
    if (isApplication(marker)) {
      if (marker === 0xe1 && says(content, 0, 'Exif\0\0') && orientation === 1)
        orientation = orientationIn(afterMark(content));
      const kept = neededOf(marker, content);
      if (kept !== undefined && !application.has(marker)) application.set(marker, kept);
    } else if (marker === scan) {
      scans += 1;
      const stop = endOfScan(bytes, next);
      rest.push(bytes.subarray(at, stop));
      at = stop;
      continue;
    } else if (needed.has(marker)) rest.push(bytes.subarray(at, next));
    else if (marker !== comment) return undefined;
    at = next;
  }
  if (scans === 0) return undefined;
  const turned = orientation === 1 ? [] : [segment(0xe1, joined([fromText('Exif\0\0'), exifWith(orientation)]))];
  const kept = [0xe0, 0xee].flatMap((marker) => application.get(marker) ?? []);
  return joined([
    Uint8Array.of(0xff, begin),
    ...kept.slice(0, 1),
    ...turned,
    ...kept.slice(1),
    ...rest,
    Uint8Array.of(0xff, end),
  ]);
};
