import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Font } from '@react-pdf/renderer';

/**
 * The bundled typeface of documents: Source Sans 3 (SIL Open Font License 1.1), with Latin, Greek and Cyrillic. Nothing is
 * taken from the machine, so a letter looks the same everywhere.
 */

const faces = [
  { file: 'source-sans-3-regular.ttf', fontWeight: 400, fontStyle: 'normal' },
  { file: 'source-sans-3-semibold.ttf', fontWeight: 600, fontStyle: 'normal' },
  { file: 'source-sans-3-italic.ttf', fontWeight: 400, fontStyle: 'italic' },
] as const;

export type Typeface = {
  readonly family: string;
  /** Whether every face can print this code point. */
  readonly prints: (codePoint: number) => boolean;
};

const loaded = new Map<string, Promise<Typeface>>();
let loads = 0;

/** Reads the typeface, once per folder. Rejects when a file is not there or is no font; a later call then tries again. */
export const typeface = (folder: string): Promise<Typeface> => {
  const had = loaded.get(folder);
  if (had !== undefined) return had;
  const loading = load(folder);
  loaded.set(folder, loading);
  loading.catch(() => loaded.delete(folder));
  return loading;
};

const load = async (folder: string): Promise<Typeface> => {
  // The font store keeps what failed, so every attempt has a name of its own.
  loads += 1;
  const family = `Source Sans 3 (${loads})`;
  const fonts = faces.map(({ file, ...face }) => ({ ...face, src: join(folder, file) }));
  await Promise.all(fonts.map(({ src }) => access(src)));
  Font.register({ family, fonts });
  Font.registerHyphenationCallback(breaks);
  const data = await Promise.all(
    faces.map(async ({ fontWeight, fontStyle }) => {
      const face = { fontFamily: family, fontWeight, fontStyle };
      await Font.load(face);
      const font = Font.getFont(face).data;
      if (font === null || font === undefined) throw new Error('A font was registered and not loaded');
      // A glyph that is first met as a part of another (the ı in ï, the Z in Ž) is kept without its character, and from
      // then on cannot be copied or read aloud from any letter. So each is met as itself first.
      for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
      shapeOnce(font);
      return font;
    }),
  );
  return { family, prints: (codePoint) => data.every((font) => font.hasGlyphForCodePoint(codePoint)) };
};

/** Texts whose glyphs are kept per face: some ten letters. They go with the process, which ends at every lock. */
const keptTexts = 2000;

type Face = NonNullable<ReturnType<typeof Font.getFont>['data']>;

/** Shaping is a third of drawing, and a letter is drawn again at every choice: the same text is shaped once. */
const shapeOnce = (font: Face): void => {
  const shape: (...given: readonly unknown[]) => unknown = font.layout.bind(font);
  const shaped = new Map<unknown, unknown>();
  font.layout = (...given: readonly unknown[]) => {
    const [text, features] = given;
    if (Array.isArray(features) && features.length > 0) return shape(...given);
    const glyphs = shaped.get(text) ?? shape(...given);
    if (shaped.size >= keptTexts) shaped.clear();
    shaped.set(text, glyphs);
    return glyphs;
  };
};

/** Longer words than this are broken where the line ends; shorter ones stay whole. Fits the narrowest column of a letter. */
const longestWord = 22;

const breaks = (word: string): string[] => (word.length <= longestWord ? [word] : (word.match(/.{1,6}/gsu) ?? [word]));

const standIn = '□';
/** Shows nothing by itself and can turn the reading order around: direction marks, joiners, variation selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** Text as this typeface can print it; what it lacks is shown as an empty square. */
export const printable = (text: string, { prints }: Typeface): { readonly text: string; readonly lacks: boolean } => {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(invisible, '');
  let lacks = false;
  const shown = Array.from(plain, (character) => {
    if (character === '\n' || prints(character.codePointAt(0) ?? 0)) return character;
    lacks = true;
    return standIn;
  });
  return { text: shown.join(''), lacks };
};
