import { randomInt } from 'node:crypto';

/**
 * Offers passphrases and judges those of a person, without a network and without making a text of what was typed: a text
 * cannot be wiped, bytes can.
 */

/** The words that are offered, sorted, as bytes. */
export type WordList = { readonly words: readonly string[]; readonly bytes: readonly Uint8Array[] };

/** Fewest words of a list: twelve bits a word, so that six words carry 72. */
const fewest = 4096;

/** @param text - one word a line, a to z, no word twice. Throws when it is not such a list: an installation that is not whole. */
export const wordList = (text: string): WordList => {
  const words = [...new Set(text.split('\n').filter((word) => /^[a-z]{4,8}$/.test(word)))].sort();
  if (words.length < fewest) throw new Error(`A list of ${words.length} words is too short to choose from`);
  return { words, bytes: words.map((word) => Buffer.from(word, 'ascii')) };
};

export const offeredWords = 6;
/** Six words by the system's random source; which words there are is no secret. */
export const offer = ({ words }: WordList, count = offeredWords): string =>
  Array.from({ length: count }, () => words[randomInt(words.length)] ?? '').join(' ');

/** What makes a passphrase easy, for the words of advice. */
export type Weakness = 'short' | 'common' | 'name' | 'repeat' | 'row' | 'date' | 'few-words';
export type Judgement = {
  /** Base-2 logarithm of the guesses, from below. */
  readonly bits: number;
  readonly enough: boolean;
  readonly weaknesses: readonly Weakness[];
};

/**
 * Bits asked at least. At the floor of the derivation one guess costs 46 ms of a core (measured, `keys.ts`); ten thousand
 * cores then need 2^49 × 0.046 s / 10,000, which is 82 years, to come halfway. Vaults made on a usual machine cost more.
 */
export const leastBits = 50;
/** Characters asked at least: NIST SP 800-63B-4, 3.1.1.2, for a passphrase that stands alone. */
export const leastCharacters = 15;
/** Judged from the front; what comes after only adds. */
const judged = 160;

/**
 * Bits of one guessable part. The way of reckoning (cover the text with the cheapest parts) is that of zxcvbn: D. Wheeler,
 * zxcvbn: low-budget password strength estimation, USENIX Security 2016; the costs are our own and lie on the low side.
 */
const cost = {
  word: 12, // one of 4,096
  common: 4, // one of the first sixteen that anybody tries
  name: 2, // stands on the screen
  again: 2, // was there before
  row: 5, // where a row begins, and how it goes
  year: 7, // 1900 to 2029
  date: 15, // 100 years of days
  rare: 14, // a word that is not in the list: most people know fewer than 2^14 by heart and use fewer
  rareLetter: 0.5, // for each letter over eight
  letter: 4.4, // one of 21, between random letters and Dutch ones
  digit: 3.3, // one of ten
  other: 5, // one of 32
  capital: 1,
  joint: 1, // a space or dash between parts
};

/** From lists of leaked passwords, and what Dutch users and users of Baken would try first. */
const commons = (
  'wachtwoord password passwort geheim welkom welcome admin login qwerty azerty letmein iloveyou monkey dragon master ' +
  'baken kluis hallo vakantie zomer winter lente herfst maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari ' +
  'februari maart april juni juli augustus september oktober november december ajax feyenoord psv nederland amsterdam ' +
  'rotterdam utrecht test gemeente wijkteam school abcd ikhouvanjou hoihoi schatje liefje voetbal poes hond'
)
  .split(' ')
  .map((word) => Buffer.from(word, 'ascii'));
const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc',
].flatMap((row) => [Buffer.from(row, 'ascii'), Buffer.from([...row].reverse().join(''), 'ascii')]);
/** Digits and signs that stand for letters. */
const stands: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const code = (character: string): number => character.charCodeAt(0);
const standing = new Map(Object.entries(stands).map(([sign, letter]) => [code(sign), code(letter)]));

const isLetter = (byte: number): boolean => byte >= 97 && byte <= 122;
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const isJoint = (byte: number): boolean => byte === 32 || byte === 45 || byte === 95 || byte === 46;

const startsWith = (bytes: Uint8Array, at: number, word: Uint8Array): boolean =>
  at + word.length <= bytes.length && word.every((byte, index) => bytes[at + index] === byte);

/** Pairs of letters that Dutch words have: what has few of them was made by a machine. */
const pairsOf = ({ bytes }: WordList): Set<number> => {
  const pairs = new Set<number>();
  for (const word of bytes)
    for (let at = 1; at < word.length; at += 1) pairs.add((word[at - 1] ?? 0) * 256 + (word[at] ?? 0));
  return pairs;
};
const pairs = new WeakMap<WordList, Set<number>>();
const byFirst = new WeakMap<WordList, Map<number, Uint8Array[]>>();

const prepare = (list: WordList) => {
  const known = pairs.get(list) ?? pairsOf(list);
  pairs.set(list, known);
  const grouped = byFirst.get(list) ?? new Map<number, Uint8Array[]>();
  if (grouped.size === 0)
    for (const word of list.bytes) {
      const first = word[0] ?? 0;
      const group = grouped.get(first);
      if (group === undefined) grouped.set(first, [word]);
      else group.push(word);
    }
  byFirst.set(list, grouped);
  return { known, grouped };
};

/** Length of the run of letters from here when it could be a word of Dutch; else 0. */
const rareWord = (bytes: Uint8Array, at: number, known: ReadonlySet<number>): number => {
  let length = 0;
  let unusual = 0;
  for (; isLetter(bytes[at + length] ?? 0); length += 1)
    if (length > 0 && !known.has((bytes[at + length - 1] ?? 0) * 256 + (bytes[at + length] ?? 0))) unusual += 1;
  return length > 3 && unusual * 6 <= length ? length : 0;
};

type Part = { readonly end: number; readonly bits: number; readonly weakness?: Weakness };

/** Judges a passphrase; it is not kept. `name` is that of the vault, which is no secret. */
export const judge = (list: WordList, passphrase: Uint8Array, name: string): Judgement => {
  const typed = passphrase.subarray(0, judged);
  const low = typed.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
  const plain = low.map((byte) => standing.get(byte) ?? byte);
  const { known, grouped } = prepare(list);
  const names = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2)
    .map((word) => Buffer.from(word, 'ascii'));

  const partsFrom = (at: number): Part[] => {
    const byte = low[at] ?? 0;
    const found: Part[] = [
      {
        end: at + 1,
        bits: isLetter(byte)
          ? cost.letter
          : isDigit(byte)
            ? cost.digit
            : isJoint(byte)
              ? cost.joint
              : (byte & 0xc0) === 0x80
                ? 0
                : cost.other,
      },
    ];
    for (const word of names)
      if (startsWith(plain, at, word)) found.push({ end: at + word.length, bits: cost.name, weakness: 'name' });
    for (const word of commons)
      if (startsWith(plain, at, word)) found.push({ end: at + word.length, bits: cost.common, weakness: 'common' });
    for (const word of grouped.get(plain[at] ?? 0) ?? [])
      if (startsWith(plain, at, word)) found.push({ end: at + word.length, bits: cost.word });
    for (const row of rows) {
      for (let start = 0; start + 3 < row.length; start += 1) {
        let length = 0;
        while (start + length < row.length && row[start + length] === low[at + length] && at + length < low.length)
          length += 1;
        if (length > 3) found.push({ end: at + length, bits: cost.row, weakness: 'row' });
      }
    }
    let same = 1;
    while (at + same < low.length && low[at + same] === byte) same += 1;
    if (same > 2) found.push({ end: at + same, bits: cost.row, weakness: 'repeat' });
    for (let before = 0; before < at; before += 1) {
      let length = 0;
      while (at + length < low.length && before + length < at && low[before + length] === low[at + length]) length += 1;
      if (length > 2) found.push({ end: at + length, bits: cost.again, weakness: 'repeat' });
    }
    let digits = 0;
    while (at + digits < low.length && isDigit(low[at + digits] ?? 0)) digits += 1;
    const first = (low[at] ?? 0) * 256 + (low[at + 1] ?? 0);
    if (digits >= 4 && (first === code('1') * 256 + code('9') || first === code('2') * 256 + code('0')))
      found.push({ end: at + 4, bits: cost.year, weakness: 'date' });
    if (digits === 6 || digits === 8) found.push({ end: at + digits, bits: cost.date, weakness: 'date' });
    // a run of letters as it was typed, and with signs read as letters
    for (const run of [low, plain]) {
      const length = rareWord(run, at, known);
      if (length > 0) found.push({ end: at + length, bits: cost.rare + cost.rareLetter * Math.max(0, length - 8) });
    }
    return found;
  };

  const best: { bits: number; from: number; weakness: Weakness | undefined }[] = [
    { bits: 0, from: 0, weakness: undefined },
  ];
  for (let at = 0; at < low.length; at += 1) {
    const here = best[at]?.bits ?? Number.POSITIVE_INFINITY;
    for (const { end, bits, weakness } of partsFrom(at)) {
      const before = best[end];
      if (before === undefined || here + bits < before.bits) best[end] = { bits: here + bits, from: at, weakness };
    }
  }
  const weaknesses = new Set<Weakness>();
  for (let at = low.length; at > 0; at = best[at]?.from ?? 0) {
    const { weakness } = best[at] ?? {};
    if (weakness !== undefined) weaknesses.add(weakness);
  }
  const capitals = typed.reduce((count, byte) => count + (byte >= 65 && byte <= 90 ? 1 : 0), 0);
  const bits = (best[low.length]?.bits ?? 0) + Math.min(capitals, 4) * cost.capital;
  const characters = passphrase.reduce((count, byte) => count + ((byte & 0xc0) === 0x80 ? 0 : 1), 0);
  if (characters < leastCharacters) weaknesses.add('short');
  else if (bits < leastBits && weaknesses.size === 0) weaknesses.add('few-words');
  low.fill(0);
  plain.fill(0);
  return {
    bits: Math.floor(bits),
    enough: bits >= leastBits && characters >= leastCharacters,
    weaknesses: [...weaknesses],
  };
};
