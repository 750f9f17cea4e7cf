import { crc32 } from 'node:zlib';
import { plainGif, plainJpeg, plainPng, plainWebp } from './plain.ts';

/** The same pictures as phones and programs hand them over: with a place, a maker, a name and words in every spot for it. */

export const words = 'MERKTEKEN van Linde, Dorpsstraat 1';
const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** 52° 5' 24.36", 5° 7' 12.5": numbers as EXIF writes them, three pairs of 32 bits. */
const degrees = (...pairs: readonly (readonly [number, number])[]): Buffer => {
  const bytes = Buffer.alloc(24);
  pairs.forEach(([above, below], index) => {
    bytes.writeUInt32LE(above, index * 8);
    bytes.writeUInt32LE(below, index * 8 + 4);
  });
  return bytes;
};
export const latitude = degrees([52, 1], [5, 1], [2436, 100]);
export const longitude = degrees([5, 1], [7, 1], [125, 10]);

type Field = readonly [tag: number, type: 2 | 3 | 4 | 5, value: Buffer | number];
const widths = { 2: 1, 3: 2, 4: 4, 5: 8 } as const;
/** A directory of EXIF at this offset, with behind it what does not fit in it. */
const directory = (at: number, fields: readonly Field[]): Buffer => {
  const head = Buffer.alloc(2 + fields.length * 12 + 4);
  const behind: Buffer[] = [];
  head.writeUInt16LE(fields.length, 0);
  fields.forEach(([tag, type, value], index) => {
    const place = 2 + index * 12;
    head.writeUInt16LE(tag, place);
    head.writeUInt16LE(type, place + 2);
    if (typeof value === 'number') {
      head.writeUInt32LE(1, place + 4);
      head.writeUInt32LE(value, place + 8);
    } else {
      head.writeUInt32LE(value.length / widths[type], place + 4);
      if (value.length <= 4) value.copy(head, place + 8);
      else {
        head.writeUInt32LE(at + head.length + behind.reduce((length, each) => length + each.length, 0), place + 8);
        behind.push(value);
      }
    }
  });
  return Buffer.concat([head, ...behind]);
};

/** EXIF with maker, moment, place and a turned camera, as a phone writes it. */
export const exif = (orientation: number): Buffer => {
  const first = (gpsAt: number) =>
    directory(8, [
      [0x010e, 2, text(`${words}\0`)],
      [0x010f, 2, text('Telefoonmaker\0')],
      [0x0112, 3, orientation],
      [0x0132, 2, text('2026:11:20 21:04:05\0')],
      [0x8825, 4, gpsAt],
    ]);
  const gpsAt = 8 + first(0).length;
  const gps = directory(gpsAt, [
    [0x0001, 2, text('N\0')],
    [0x0002, 5, latitude],
    [0x0003, 2, text('E\0')],
    [0x0004, 5, longitude],
    [0x001d, 2, text('2026:11:20\0')],
  ]);
  return Buffer.concat([text('II*\0'), Buffer.from([8, 0, 0, 0]), first(gpsAt), gps]);
};
const xmp = text(`<x:xmpmeta><rdf:Description exif:GPSLatitude="52,5.406N" dc:creator="${words}"/></x:xmpmeta>`);

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};
export const sulliedJpeg = (orientation = 6): Uint8Array =>
  Buffer.concat([
    plainJpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([text('Exif\0\0'), exif(orientation)])),
    segment(0xe1, Buffer.concat([text('http://ns.adobe.com/xap/1.0/\0'), xmp])),
    segment(0xed, text(`Photoshop 3.0\x008BIM ${words}`)),
    segment(0xe2, text(`MPF\0${words}`)),
    segment(0xfe, text(words)),
    plainJpeg.subarray(2),
    sulliedFilm,
  ]);
/** Some phones put a film, or a second picture with its own EXIF, behind the end. */
const sulliedFilm = Buffer.concat([text(`ftypmp42 ${words}`), exif(1)]);

const chunk = (name: string, content: Buffer): Buffer => {
  const body = Buffer.concat([text(name), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
/** Behind the header of 33 bytes. */
export const sulliedPng = (orientation = 6): Uint8Array =>
  Buffer.concat([
    plainPng.subarray(0, 33),
    chunk('tEXt', text(`Author\0${words}`)),
    chunk('iTXt', Buffer.concat([text('XML:com.adobe.xmp\0\0\0\0\0'), xmp])),
    chunk('eXIf', exif(orientation)),
    chunk('tIME', Buffer.from([7, 234, 11, 20, 21, 4, 5])),
    chunk('prVt', text(words)),
    plainPng.subarray(33),
    text(words),
  ]);

const riff = (name: string, content: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([text(name), length, content, Buffer.alloc(content.length % 2)]);
};
export const sulliedWebp = (orientation = 6): Uint8Array => {
  const body = Buffer.from(plainWebp.subarray(12));
  body[8] = (body[8] ?? 0) | 0x08 | 0x04; // says in VP8X that there is EXIF and XMP
  const all = Buffer.concat([body, riff('EXIF', exif(orientation)), riff('XMP ', xmp), riff('note', text(words))]);
  return Buffer.concat([riff('RIFF', Buffer.concat([text('WEBP'), all])), text(words)]);
};

const blocks = (content: Buffer): Buffer => Buffer.concat([Buffer.from([content.length]), content, Buffer.from([0])]);
/** Behind the header and its table of two colours, 19 bytes. */
export const sulliedGif = (): Uint8Array =>
  Buffer.concat([
    plainGif.subarray(0, 19),
    Buffer.from([0x21, 0xfe]),
    blocks(text(words)),
    Buffer.from([0x21, 0xff, 11]),
    text('XMP DataXMP'),
    blocks(xmp),
    plainGif.subarray(19),
    text(words),
  ]);

export const sullied = {
  'image/jpeg': sulliedJpeg,
  'image/png': sulliedPng,
  'image/webp': sulliedWebp,
  'image/gif': sulliedGif,
};
