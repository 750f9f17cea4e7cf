import { describe, expect, test } from 'vitest';
import { failureKinds } from '#host/contract.ts';
import { en } from '../../src/ui/texts.en.ts';
import { nl } from '../../src/ui/texts.nl.ts';

/** Every sentence under its key; a sentence made with numbers or names is made with samples. */
const sentences = (value: unknown, key = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value === 'function') return sentences(value(2, 3), key);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => sentences(part, key === '' ? name : `${key}.${name}`));
};

const dutch = sentences(nl);

test('both languages say the same things', () => {
  expect(sentences(en).map(([key]) => key)).toEqual(dutch.map(([key]) => key));
});

test('every failure says what is the matter and what to do', () => {
  for (const kind of failureKinds) {
    expect(nl.failures[kind].title, kind).toMatch(/\.$/);
    expect(nl.failures[kind].todo, kind).toMatch(/\.$/);
  }
});

describe('Dutch that holds for everyone', () => {
  test('nobody is called safe, and nothing is a percentage', () => {
    for (const [key, text] of dutch) {
      expect(text, key).not.toMatch(/\d\s*%|procent/);
      // a veiligheidsplan is what that plan is called, and no verdict
      expect(
        text
          .replaceAll('Veilig Thuis', '')
          .replace(/\bveiligheidsplan/gi, '')
          .replace('op een veilige plek', ''),
        key,
      ).not.toMatch(/\bveilig/i);
    }
  });

  /** Of B1: the Dutch guideline for clear language asks for about ten words on average, and few over twenty. */
  test('sentences are short', () => {
    const words = dutch
      .flatMap(([key, text]) => text.split(/(?<=[.?!:])\s+/).map((sentence) => [key, sentence] as const))
      .map(([key, sentence]) => [key, sentence.split(/\s+/).length] as const);
    for (const [key, count] of words) expect(count, key).toBeLessThanOrEqual(22);
    expect(words.reduce((sum, [, count]) => sum + count, 0) / words.length).toBeLessThan(10);
  });
});

test('help for a screen is three to six lines, in both languages', () => {
  for (const { screens } of [nl.help, en.help])
    for (const [screen, { lines }] of Object.entries(screens)) {
      expect(lines.length, screen).toBeGreaterThanOrEqual(3);
      expect(lines.length, screen).toBeLessThanOrEqual(6);
    }
});
