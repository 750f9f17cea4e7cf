/**
 * Sentences and words of a text. As Flesch counts them, a sentence is every whole unit of speech that ends in a full stop, a
 * question mark, an exclamation mark, a colon, a semicolon or a dash (R. Flesch, How to Write Plain English, 1979, ch. 2).
 */

/** Ends in a full stop without ending a sentence. */
const short = /(?:^|[\s(])(?:art|nr|bijv|blz|ca|e\.d|o\.a|d\.w\.z|i\.v\.m|m\.u\.v|e\.a)\.$/iu;

export const sentencesOf = (text: string): readonly string[] => {
  const sentences: string[] = [];
  let kept = '';
  for (const part of text.split(/(?<=[.!?:;…]["'”’)]*)\s+|\s+[–—-]\s+|\n+/u)) {
    kept = kept === '' ? part : `${kept} ${part}`;
    if (short.test(kept)) continue;
    sentences.push(kept);
    kept = '';
  }
  return [...sentences, kept].filter((sentence) => wordsOf(sentence).length > 0);
};

/** Words as they stand; a compound with a hyphen is one. */
export const wordsOf = (sentence: string): readonly string[] =>
  sentence.match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’.-]*[\p{L}\p{N}])?/gu) ?? [];
