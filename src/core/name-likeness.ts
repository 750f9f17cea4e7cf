/**
 * Whether two people may be one and the same, by how their names sound in Dutch and by the year of birth. It only points out;
 * nothing is put together by itself, and no number of the citizen is asked.
 */

export type Named = { readonly names: readonly string[]; readonly birthYear: number | null };

/** Why they look alike: the name and the year, all of the name, or (within one dossier) a part of it. */
export type Likeness = 'naam-en-jaar' | 'hele-naam' | 'deel-van-naam';

const within = new Set("van de der den het 't ten ter te in op el al la le von da dos".split(' '));

/** From how it is written to how it sounds, in this order. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/e?ij|e[iy]|y/g, 'i'],
  [/ie/g, 'i'],
  [/oe/g, 'u'],
  [/au|ou/g, 'o'],
  [/ae/g, 'a'],
  [/uy|ui/g, 'ui'],
  [/ph|v/g, 'f'],
  [/th/g, 't'],
  [/dt\b|d\b/g, 't'],
  [/sch\b/g, 's'],
  [/ck/g, 'k'],
  [/\bch(?=[rl])/g, 'k'],
  [/ch/g, 'g'],
  [/c(?=[ei])/g, 's'],
  [/c|q/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/h\b/g, ''],
  [/(.)\1+/g, '$1'],
];

const leastLetters = 2;

/** How the words of a name sound, without what only joins them. */
export const soundsOf = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ĳ', 'ij')
    .split(/[^\p{L}\p{Nd}']+/u)
    .filter((word) => word !== '' && !within.has(word))
    .map((word) => sounds.reduce((left, [from, to]) => left.replace(from, to), word.replaceAll("'", '')))
    .filter((word) => word.length >= leastLetters);

/**
 * @param near - in the same dossier, where a part of the name is enough to ask
 */
export const likenessOf = (a: Named, b: Named, near = false): Likeness | null => {
  if (a.birthYear !== null && b.birthYear !== null && a.birthYear !== b.birthYear) return null;
  let found: Likeness | null = null;
  for (const one of a.names.map(soundsOf))
    for (const other of b.names.map(soundsOf)) {
      const same = one.filter((word) => other.includes(word));
      if (same.length === 0) continue;
      if (a.birthYear !== null && a.birthYear === b.birthYear) return 'naam-en-jaar';
      if (same.length === one.length && same.length === other.length && (one.length > 1 || near)) found = 'hele-naam';
      else if (near) found ??= 'deel-van-naam';
    }
  return found;
};
