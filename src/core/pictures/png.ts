import { byteAt, four, fromText, joined, named, says } from './bytes.ts';
import { exifWith, orientationIn } from './orientation.ts';

/** PNG (W3C, third edition, 2025): the chunks that drawing needs are kept, all others go, and whatever stands behind IEND. */

export const pngMark = '\x89PNG\r\n\x1a\n';

const needed: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS'],
  ...['gAMA', 'cHRM', 'sRGB', 'sBIT', 'cICP', 'bKGD'],
  ...['acTL', 'fcTL', 'fdAT'],
]);
/** A chunk whose name begins with a capital cannot be left out of the drawing. */
const isCritical = (name: string): boolean => /^[A-Z]/.test(name);

const table = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
const checksum = (bytes: Uint8Array): number => {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};
const inFour = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
const chunk = (name: string, content: Uint8Array): Uint8Array => {
  const body = joined([fromText(name), content]);
  return joined([inFour(content.length), body, inFour(checksum(body))]);
};

/** @returns nothing when it is not a whole PNG */
export const cleanPng = (bytes: Uint8Array): Uint8Array | undefined => {
  if (!says(bytes, 0, pngMark)) return undefined;
  const kept: Uint8Array[] = [bytes.subarray(0, pngMark.length)];
  let orientation = 1;
  let at = pngMark.length;
  for (;;) {
    const length = four(bytes, at);
    const next = at + 12 + length;
    if (length < 0 || next > bytes.length) return undefined;
    const name = named(bytes, at + 4);
    if (!/^[A-Za-z]{4}$/.test(name)) return undefined;
    if ((at === pngMark.length) !== (name === 'IHDR')) return undefined;
    if (checksum(bytes.subarray(at + 4, next - 4)) !== four(bytes, next - 4)) return undefined;
    if (name === 'eXIf') orientation = orientationIn(bytes.subarray(at + 8, next - 4));
    if (name === 'IEND') {
      if (orientation !== 1) kept.push(chunk('eXIf', exifWith(orientation)));
      kept.push(bytes.subarray(at, next));
      return length === 0 && byteAt(bytes, at) === 0 ? joined(kept) : undefined;
    }
    if (needed.has(name)) kept.push(bytes.subarray(at, next));
    else if (isCritical(name)) return undefined;
    at = next;
  }
};
