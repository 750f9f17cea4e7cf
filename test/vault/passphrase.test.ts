import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judge, leastBits, offer, offeredWords, wordList } from '#vault/passphrase.ts';

const list = wordList(readFileSync(new URL('../../resources/passphrase-words.txt', import.meta.url), 'utf8'));
const bytes = (text: string) => new TextEncoder().encode(text);
const judged = (text: string, name = 'Wijkteam Noord') => judge(list, bytes(text), name);

describe('words that are offered', () => {
  test('come from a list of 4,096 or more that anybody can type, each once', () => {
    const lines = readFileSync(new URL('../../resources/passphrase-words.txt', import.meta.url), 'utf8').split('\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.slice(0, -1)).toEqual([...list.words]);
    expect(list.words.length).toBeGreaterThanOrEqual(4096);
    for (const word of list.words) expect(word).toMatch(/^[a-z]{4,8}$/);
  });

  /** Whoever uses Baken reads enough of these. Stems, so that a later list is held against them too. */
  test('are not about violence, sex, death or faith', () => {
    const unwanted =
      /moord|dood|bloed|wapen|geweld|seks|porno|hoer|verkr|misbr|mishan|slaan|wurg|haat|bijbel|koran|jood|moslim/;
    expect(list.words.filter((word) => unwanted.test(word))).toEqual([]);
  });

  test('are drawn from the whole list, and no offer is like another', () => {
    const offers = Array.from({ length: 2000 }, () => offer(list));
    expect(new Set(offers).size).toBe(offers.length);
    const drawn = offers.flatMap((words) => words.split(' '));
    expect(drawn).toHaveLength(2000 * offeredWords);
    expect(new Set(drawn).size).toBeGreaterThan(list.words.length * 0.9); // 12,000 draws of 4,096 leave out one in nineteen
    for (const word of drawn) expect(list.words).toContain(word);
  });

  test('are judged at twelve bits each, so never refused', () => {
    for (let n = 0; n < 100; n += 1) {
      const { bits, enough } = judged(offer(list));
      expect(bits).toBeGreaterThan(leastBits);
      expect(bits).toBeLessThanOrEqual(offeredWords * 12 + 5);
      expect(enough).toBe(true);
    }
  });

  test('a list that is too short to choose from is refused', () => {
    expect(() => wordList('paard\nlamp\n')).toThrow(/too short/);
  });
});

describe('what a person chooses', () => {
  test.each([
    ['', 'short'],
    ['kort', 'short'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'repeat'],
    ['abcabcabcabcabcabcabc', 'repeat'],
    ['wachtwoordwachtwoord', 'common'],
    ['W@chtw00rd W@chtw00rd', 'common'],
    ['welkom123456789012345', 'common'],
    ['qwertyuiopasdfghjkl', 'row'],
    ['1234567890123456', 'row'],
    ['wijkteam noord wijkteam noord', 'name'],
    ['15031984 15031985', 'date'],
    ['Zomer2026! Zomer2026!', 'common'],
    ['paard lamp tafel', 'few-words'],
    ['vijverlantaarn1984', 'date'],
    ['tafel tafel tafel tafel tafel tafel', 'repeat'],
  ])('%j is too easy: %s', (text, weakness) => {
    const { enough, weaknesses } = judged(text);
    expect(enough).toBe(false);
    expect(weaknesses).toContain(weakness);
  });

  test.each([
    'vijver lantaarn koekoek zolder rietstengel mortier',
    'zes gewone woorden achter elkaar',
    'paard lamp rivier tafel wolk zeven',
    'De buurvrouw van mijn tante fietst graag in Zeeuws-Vlaanderen',
    'xK9#mP2$vL7qTz4w',
    'één ölijke zeehond danst ’s morgens op het strand',
  ])('%j is enough', (text) => {
    expect(judged(text)).toMatchObject({
      enough: true,
      weaknesses: expect.not.arrayContaining(['few-words', 'short']),
    });
  });

  test('the name of the vault is worth next to nothing', () => {
    const words = 'zonnebloem kasteel viaduct';
    expect(judged(`${words} rozentuin`, 'Rozentuin').bits).toBeLessThan(judged(`${words} rozentuin`, 'Anders').bits);
  });

  test('more typed is never less judged, and what was typed is left as it was', () => {
    const text = 'paard lamp rivier tafel wolk zeven';
    let before = 0;
    for (let length = 1; length <= text.length; length += 1) {
      const { bits } = judged(text.slice(0, length));
      expect(bits).toBeGreaterThanOrEqual(before - 14); // a half word may look rarer than the whole
      before = bits;
    }
    const given = bytes(text);
    judge(list, given, '');
    expect(Buffer.from(given).toString()).toBe(text);
  });

  test('the longest that is taken is judged at once', () => {
    const before = performance.now();
    judged('paard lamp rivier tafel wolk zeven '.repeat(30).slice(0, 1024));
    expect(performance.now() - before).toBeLessThan(500);
  });
});
