import { byteAt, joined, says } from './bytes.ts';

/** GIF89a: pictures and their timing are kept; comments, texts and all but the loop of application data go. */

const extension = 0x21;
const picture = 0x2c;
const trailer = 0x3b;
const timing = 0xf9;
const application = 0xff;

/** Bytes of a table of colours, from the packed field that announces it. */
const coloursIn = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** @returns where the chain of blocks that begins here ends, or -1 when it runs out */
const endOfBlocks = (bytes: Uint8Array, from: number): number => {
  for (let at = from; ; ) {
    const length = byteAt(bytes, at);
    if (length < 0) return -1;
    if (length === 0) return at + 1;
    at += 1 + length;
  }
};

const isLoop = (bytes: Uint8Array, at: number): boolean =>
  byteAt(bytes, at) === 11 &&
  (says(bytes, at + 1, 'NETSCAPE2.0') || says(bytes, at + 1, 'ANIMEXTS1.0')) &&
  byteAt(bytes, at + 12) === 3 &&
  byteAt(bytes, at + 16) === 0;

/** @returns nothing when it is not a whole GIF */
export const cleanGif = (bytes: Uint8Array): Uint8Array | undefined => {
  if ((!says(bytes, 0, 'GIF87a') && !says(bytes, 0, 'GIF89a')) || bytes.length < 13) return undefined;
  let at = 13 + coloursIn(byteAt(bytes, 10));
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  let pictures = 0;
  for (;;) {
    const kind = byteAt(bytes, at);
    if (kind === trailer) return pictures === 0 ? undefined : joined([...kept, Uint8Array.of(trailer)]);
    if (kind === picture) {
      const data = at + 10 + coloursIn(byteAt(bytes, at + 9));
      const next = endOfBlocks(bytes, data + 1);
      if (next < 0) return undefined;
      kept.push(bytes.subarray(at, next));
      pictures += 1;
      at = next;
    } else if (kind === extension) {
      const next = endOfBlocks(bytes, at + 2);
      if (next < 0) return undefined;
      const label = byteAt(bytes, at + 1);
      if (label === timing) {
        if (byteAt(bytes, at + 2) !== 4 || next !== at + 8) return undefined;
        kept.push(bytes.subarray(at, next));
      } else if (label === application && isLoop(bytes, at + 2) && next === at + 19)
        kept.push(bytes.subarray(at, next));
      at = next;
    } else return undefined;
  }
};
