import { byteAt, fourBackwards, fromText, joined, named, says } from './bytes.ts';
import { afterMark, exifWith, orientationIn } from './orientation.ts';

/** WebP (RFC 9649): the chunks that drawing needs are kept, all others go, and whatever stands behind the container. */

const needed: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM']);
/** Flags of VP8X: a colour profile, EXIF, XMP. */
const profileFlag = 0x20;
const exifFlag = 0x08;
const xmpFlag = 0x04;
/** A frame of a film begins with this many bytes, then has chunks of its own. */
const frameHeader = 16;

type Chunk = { readonly name: string; readonly content: Uint8Array };

/** @returns nothing when the chunks do not fill these bytes */
const chunksIn = (bytes: Uint8Array): readonly Chunk[] | undefined => {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = fourBackwards(bytes, at + 4);
    if (length < 0 || at + 8 + length > bytes.length) return undefined;
    chunks.push({ name: named(bytes, at), content: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
};

const sized = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
const chunk = ({ name, content }: Chunk): Uint8Array =>
  joined([fromText(name), sized(content.length), content, new Uint8Array(content.length % 2)]);

/** @returns nothing when it is not a whole WebP */
export const cleanWebp = (bytes: Uint8Array): Uint8Array | undefined => {
  if (!says(bytes, 0, 'RIFF') || !says(bytes, 8, 'WEBP')) return undefined;
  const size = fourBackwards(bytes, 4);
  const chunks = size < 4 || size + 8 > bytes.length ? undefined : chunksIn(bytes.subarray(12, 8 + size));
  const first = chunks?.[0];
  if (chunks === undefined || first === undefined || !['VP8 ', 'VP8L', 'VP8X'].includes(first.name)) return undefined;
  const exif = chunks.find(({ name }) => name === 'EXIF');
  const orientation = exif === undefined || first.name !== 'VP8X' ? 1 : orientationIn(afterMark(exif.content));
  const kept: Chunk[] = [];
  for (const one of chunks) {
    if (needed.has(one.name)) kept.push(one);
    if (one.name === 'VP8X') {
      if (one !== first || one.content.length !== 10) return undefined;
      const content = one.content.slice();
      content[0] = (byteAt(content, 0) & ~(profileFlag | exifFlag | xmpFlag)) | (orientation === 1 ? 0 : exifFlag);
      kept.push({ name: one.name, content });
    }
    if (one.name === 'ANMF') {
      const inFrame = chunksIn(one.content.subarray(frameHeader));
      if (inFrame === undefined || one.content.length < frameHeader) return undefined;
      const drawn = inFrame.filter(({ name }) => needed.has(name)).map(chunk);
      kept.push({ name: one.name, content: joined([one.content.subarray(0, frameHeader), ...drawn]) });
    }
  }
  if (!kept.some(({ name }) => name === 'VP8 ' || name === 'VP8L' || name === 'ANMF')) return undefined;
  if (orientation !== 1) kept.push({ name: 'EXIF', content: exifWith(orientation) });
  const body = joined([fromText('WEBP'), ...kept.map(chunk)]);
  return joined([fromText('RIFF'), sized(body.length), body]);
};
