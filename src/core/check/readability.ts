import type { PackFault } from '../pack.ts';
import { sentencesOf, wordsOf } from './sentences.ts';
import { syllablesOf } from './syllables.ts';
import { isSource, type ReadText } from './texts.ts';

/**
 * How easily a text reads, by the Dutch formula of Douma after Flesch: 206.84 − 0.93 × words per sentence − 77 × syllables
 * per word (W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960). 100 is very easy, 60 to 70 standard, under 30
 * very hard.
 */
export const readingEase = (texts: readonly string[]): number => {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.flatMap(wordsOf);
  if (words.length === 0) return 100;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 206.84 - 0.93 * (words.length / sentences.length) - 77 * (syllables / words.length);
};

/** Longest sentence, in words: the advice for texts at B1 of the Dutch government is 10 to 15, and no more than 20. */
const longestSentence = 20;
/** Of fewer words the formula says little: one long name would decide. */
const leastWords = 20;
/** Of a text, and of a file as a whole: under 60 the table of Douma calls it fairly hard, from 60 up standard or easier. */
export const easeFloor = 60;

export type FileEase = {
  readonly file: string;
  readonly texts: number;
  readonly words: number;
  readonly ease: number;
  readonly lowest: number | null;
};

const sizeOf = (text: string): number => sentencesOf(text).flatMap(wordsOf).length;

/** Texts that are read as sentences; the name of a thing is none. */
const prose = (text: ReadText): boolean =>
  !isSource(text) && text.field !== 'name' && (/[.!?:]["'”’)]*$/u.test(text.text) || sizeOf(text.text) >= leastOfLabel);
const leastOfLabel = 8;

export const easeOf = (texts: readonly ReadText[]): readonly FileEase[] => {
  const all = texts.filter(prose);
  return [...new Set(all.map(({ file }) => file))].map((file) => {
    // What stands in a file more than once is read as one text.
    const some = [...new Map(all.filter((text) => text.file === file).map((one) => [one.text, one])).values()];
    const long = some.filter(({ text }) => sizeOf(text) >= leastWords).map(({ text }) => readingEase([text]));
    return {
      file,
      texts: some.length,
      words: some.reduce((sum, { text }) => sum + sizeOf(text), 0),
      ease: readingEase(some.map(({ text }) => text)),
      lowest: long.length === 0 ? null : Math.min(...long),
    };
  });
};

export const hardToRead = (texts: readonly ReadText[]): readonly PackFault[] => [
  ...texts.filter(prose).flatMap(({ file, at, text }): readonly PackFault[] => {
    const long = sentencesOf(text).filter((sentence) => wordsOf(sentence).length > longestSentence);
    const ease = readingEase([text]);
    return [
      ...long.map((sentence) => ({
        file,
        at,
        message: `zin van ${wordsOf(sentence).length} woorden, hoogstens ${longestSentence}: "${sentence}"`,
      })),
      ...(sizeOf(text) >= leastWords && ease < easeFloor
        ? [{ file, at, message: `leest te zwaar: ${ease.toFixed(0)}, ten minste ${easeFloor}: "${text}"` }]
        : []),
    ];
  }),
  ...easeOf(texts)
    .filter(({ ease, words }) => words >= leastWords && ease < easeFloor)
    .map(({ file, ease }) => ({
      file,
      at: '',
      message: `de teksten samen lezen te zwaar: ${ease.toFixed(0)}, ten minste ${easeFloor}`,
    })),
];
