/**
 * Syllables of a Dutch word, by its vowels: what is written together and said as one sound counts once, a trema begins a
 * new syllable, and what Dutch took over from elsewhere and says otherwise stands in a list.
 */

/** Said otherwise than the spelling suggests; also at the begin or end of a compound. */
const borrowed: Readonly<Record<string, number>> = {
  online: 2,
  offline: 2,
  website: 2,
  site: 1,
  team: 1,
  museum: 3,
  sextortion: 3,
  sexting: 2,
  date: 1,
  dates: 1,
  game: 1,
  games: 1,
  trauma: 2,
  stealthing: 2,
  livestream: 2,
  deadline: 2,
  privé: 2,
};

/** Longest first, so that `ooi` is not read as `oo` and `i`. */
const sounds =
  /eeuw|ieuw|eau|aai|ooi|oei|ieu|ëi|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouyáàâäéèêëíìîïóòôöúùûü]/gu;

/** Letters that are said one by one: GGZ, EMDR. The Dutch name of each has one syllable, but that of the y. */
const spelled = /^[\p{Lu}\d]{2,}s?$/u;

const ofPart = (part: string): number => {
  if (/^\d/.test(part)) return 1; // a number in digits is read at a glance
  if (spelled.test(part)) return [...part].filter((letter) => /[\p{Lu}\d]/u.test(letter)).length;
  const word = part.toLowerCase();
  for (const [name, count] of Object.entries(borrowed)) {
    if (word === name) return count;
    if (word.length > name.length + 2 && name.length > 4 && word.startsWith(name))
      return count + ofPart(word.slice(name.length));
    if (word.length > name.length + 2 && name.length > 3 && word.endsWith(name))
      return ofPart(word.slice(0, -name.length)) + count;
  }
  // After q the u is no vowel, nor is a y before one.
  const said = word.replaceAll('qu', 'kw').replace(/y(?=[aeou])/gu, 'j');
  return Math.max(1, said.match(sounds)?.length ?? 0);
};

export const syllablesOf = (word: string): number =>
  word
    .split(/[-'’.]+/u)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .reduce((sum, part) => sum + ofPart(part), 0) || 1;
