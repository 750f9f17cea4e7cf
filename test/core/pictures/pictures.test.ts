import { describe, expect, test } from 'vitest';
import { cleanedName } from '#core/attachment-name.ts';
import { orientationIn } from '#core/pictures/orientation.ts';
import { cleanPicture, pictureTypeOf, pictureTypes } from '#core/pictures/picture.ts';
import { fuzzPictures } from './fuzz.ts';
import { plainGif, plainJpeg, plainPng, plainWebp } from './plain.ts';
import { exif, latitude, longitude, sullied, sulliedJpeg, words } from './sullied.ts';

const plain = { 'image/jpeg': plainJpeg, 'image/png': plainPng, 'image/webp': plainWebp, 'image/gif': plainGif };
const clean = (type: (typeof pictureTypes)[number], bytes: Uint8Array): Buffer => {
  const cleaned = cleanPicture(type, bytes);
  if (cleaned === undefined) throw new Error(`Not read as ${type}`);
  return Buffer.from(cleaned);
};
/** Whatever a maker could have left. */
const traces = [
  words,
  'MERKTEKEN',
  latitude,
  longitude,
  'GPSLatitude',
  'Telefoonmaker',
  '2026:11:20',
  'xmpmeta',
  'Photoshop',
  'MPF',
  'ICC',
];

describe.each(pictureTypes)('%s', (type) => {
  test('is told by its first bytes', () => {
    expect(pictureTypeOf(plain[type])).toBe(type);
    expect(pictureTypeOf(sullied[type](1))).toBe(type);
  });

  test('loses place, maker, moment, words, and what stands behind its end', () => {
    const before = Buffer.from(sullied[type](1));
    expect(before.includes(words)).toBe(true);
    if (type !== 'image/gif') expect(before.includes(latitude)).toBe(true);
    const after = clean(type, before);
    expect(traces.filter((trace) => after.includes(trace))).toEqual([]);
    expect(after.equals(clean(type, plain[type]))).toBe(true); // nothing of it is left, and all of the picture is
  });

  test('is the same when it is cleaned again', () => {
    const once = clean(type, sullied[type](6));
    expect(clean(type, once).equals(once)).toBe(true);
  });

  test('is refused when it is cut off anywhere, or is something else', () => {
    const whole = clean(type, plain[type]);
    for (let length = 0; length < whole.length; length += 1)
      expect(cleanPicture(type, whole.subarray(0, length))).toBeUndefined();
    for (const other of pictureTypes) if (other !== type) expect(cleanPicture(type, plain[other])).toBeUndefined();
  });
});

describe('which way up a picture is', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])('%i stays, alone', (orientation) => {
    expect(orientationIn(exif(orientation))).toBe(orientation);
    for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
      const after = clean(type, sullied[type](orientation));
      expect(traces.filter((trace) => after.includes(trace))).toEqual([]);
      const at = after.indexOf('II*\0', 0, 'latin1');
      expect(orientationIn(after.subarray(at))).toBe(orientation);
      expect(after.length).toBeLessThan(clean(type, plain[type]).length + 50);
    }
  });

  test('is left out when it is no orientation', () => {
    for (const value of [0, 9, 65535]) expect(clean('image/jpeg', sulliedJpeg(value)).includes('Exif')).toBe(false);
  });
});

test('broken pictures are refused or cleaned, never a crash', () => {
  const { cleaned, refused } = fuzzPictures(4000, 20_261_124);
  expect(cleaned).toBeGreaterThan(400);
  expect(refused).toBeGreaterThan(400);
});

test.each([
  ['foto.jpg', 'foto.jpg'],
  ['C:\\Users\\linde\\foto.jpg', 'foto.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['factuur\u202Egpj.exe', 'factuurgpj.exe'],
  ['a\u0000b\u001b[31m\n\tc\u200B.pdf', 'ab[31mc.pdf'],
  ['  .. verborgen. ', 'verborgen'],
  ['', 'bijlage'],
  ['///', 'bijlage'],
  ['aux.txt', '-aux.txt'],
  ['wat?"<>|*.pdf', 'wat------.pdf'],
  ['café 🕯.png', 'café 🕯.png'],
  [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(115)}.jpeg`],
])('the name %j is shown as %j', (given, shown) => {
  expect(cleanedName(given)).toBe(shown);
});
