import { z } from 'zod';
import type { PackFault } from '../pack.ts';
import { isSource, type ReadText } from './texts.ts';

/** Words of the trade, explained once, in `resources/glossary.json`; and words that a text uses without that. */

const Sentence = z.string().min(10);

export const Glossary = z.strictObject({
  source: z.string().min(3),
  terms: z
    .array(
      z.strictObject({
        term: z.string().min(2),
        variants: z.array(z.string().min(2)).describe('Other forms of the word, such as its plural'),
        explanation: Sentence.describe('In plain Dutch, for who does not know the word'),
        source: z.string().min(3),
      }),
    )
    .min(1)
    .refine((all) => {
      const forms = all.flatMap(({ term, variants }) => [term, ...variants].map((form) => form.toLowerCase()));
      return new Set(forms).size === forms.length;
    }, 'een woord staat er twee keer'),
  hard: z
    .array(z.string().min(3))
    .min(1)
    .describe('Begins of long or foreign words that not everybody knows: where a text has one, a term explains it'),
  plain: z
    .array(z.strictObject({ word: z.string().min(2), instead: z.string().min(1) }))
    .min(1)
    .describe('Words of officials for which there is a plain one'),
  names: z
    .array(z.strictObject({ name: z.string().min(2), reason: z.string().min(5) }))
    .describe('Letters in capitals that need no explanation'),
});
export type Glossary = z.infer<typeof Glossary>;

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const whole = (word: string): string => `(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`;

/** An abbreviation is one only in its capitals: MEE is no word for "mee". */
const flags = (form: string): string => (/^\p{Lu}+$/u.test(form) ? 'u' : 'iu');

type Found = { readonly term: Glossary['terms'][number]; readonly pattern: RegExp };
/** Patterns of a glossary, made once: every question and outcome is read with them. */
const patterns = new WeakMap<Glossary, readonly Found[]>();

/** The words of the trade that stand in these texts, in the order of the glossary. */
export const termsIn = (texts: readonly string[], glossary: Glossary): readonly Found['term'][] => {
  const known =
    patterns.get(glossary) ??
    glossary.terms.flatMap((term) =>
      [term.term, ...term.variants].map((form) => ({ term, pattern: new RegExp(whole(form), flags(form)) })),
    );
  patterns.set(glossary, known);
  const read = texts.join('\n');
  return [...new Set(known.filter(({ pattern }) => pattern.test(read)).map(({ term }) => term))];
};

/** Letters of an abbreviation: two capitals or more, with digits among them, by themselves or in a compound. */
const abbreviations = /(?<![\p{L}\p{N}_-])\p{Lu}[\p{Lu}\d]*\p{Lu}[\p{Lu}\d]*(?![\p{Ll}_])/gu;

export const unexplained = (texts: readonly ReadText[], glossary: Glossary): readonly PackFault[] => {
  const forms = glossary.terms.flatMap(({ term, variants }) => [term, ...variants]);
  const explained = new Set(forms.map((form) => form.toLowerCase()));
  const named = new Set(glossary.names.map(({ name }) => name));
  // One pattern for all: thousands of texts are read.
  const hard = new RegExp(`(?<![\\p{L}])(?:${glossary.hard.map(escaped).join('|')})[\\p{L}-]*`, 'giu');
  const stiff = new RegExp(glossary.plain.map(({ word }) => whole(word)).join('|'), 'iu');
  const plain = glossary.plain.map(({ word, instead }) => ({ word, instead, pattern: new RegExp(whole(word), 'iu') }));
  return texts
    .filter((text) => !isSource(text) && text.field !== 'name')
    .flatMap(({ file, at, text }) => {
      const letters = [...text.matchAll(abbreviations)].map(([word]) => word).filter((word) => !named.has(word));
      const difficult = [...text.matchAll(hard)].map(([word]) => word);
      const missing = [...new Set([...letters, ...difficult])].filter((word) => !explained.has(word.toLowerCase()));
      return [
        ...missing.map((word) => ({
          file,
          at,
          message: `"${word}" staat niet in resources/glossary.json; leg het daar uit, of gebruik een gewoon woord`,
        })),
        ...(stiff.test(text) ? plain : [])
          .filter(({ pattern }) => pattern.test(text))
          .map(({ word, instead }) => ({ file, at, message: `"${word}" is stijf; schrijf liever: ${instead}` })),
      ];
    });
};

/** Terms that no text uses any more. */
export const idleTerms = (texts: readonly ReadText[], { terms, names }: Glossary): readonly PackFault[] => {
  const file = 'resources/glossary.json';
  const all = texts
    .filter((text) => text.file !== file && !isSource(text))
    .map(({ text }) => text)
    .join('\n');
  const isUsed = (word: string) => new RegExp(whole(word), 'iu').test(all);
  return [
    ...terms
      .filter(({ term, variants }) => ![term, ...variants].some(isUsed))
      .map(({ term }) => ({ file, at: term, message: 'geen tekst gebruikt dit woord nog; schrap het' })),
    ...names
      .filter(({ name }) => !isUsed(name))
      .map(({ name }) => ({ file, at: name, message: 'geen tekst gebruikt deze naam nog; schrap hem' })),
  ];
};
