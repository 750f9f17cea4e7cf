import type { Condition } from '../condition.ts';
import type { Derived } from '../instrument.ts';
import type { Pack, PackFault } from '../pack.ts';
import { conditionsOf, formFile, ruleFile, writtenIn } from './conditions.ts';

/**
 * Every number comes from somewhere: the source of a rule or of a condition names the numbers that stand in it, or says that
 * they are a choice, and why. None and one are no thresholds: they say whether there is any.
 */

const thresholdsIn = (conditions: readonly Condition[]): readonly number[] => [
  ...new Set(
    conditions
      .flatMap((condition) => writtenIn(condition).leaves)
      .flatMap(({ value }) => (typeof value === 'number' && Math.abs(value) > 1 ? [value] : [])),
  ),
];

const inWords = [
  ...['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf'],
  ...['dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien', 'twintig'],
];

/** A choice of the makers, with its reason behind it. */
const reasoned = /\(?keuze\b[^:;]*(?::|omdat|gelijk aan)\s*\S.{7,}/u;

/** Whether a source names this number: in digits or words, one beside it, or as days and weeks where it counts hours. */
export const namesNumber = (source: string, number: number): boolean => {
  const size = Math.abs(number);
  // "10 tot en met 13" is what `at least 10` and `less than 14` say together; "tot 18" is `at most 17`.
  const said = [size, size - 1, size + 1, size / 24, size / 168].filter((n) => Number.isInteger(n) && n > 1);
  return said.some(
    (n) =>
      new RegExp(`(?<![\\d.,])${n}(?![\\d])`).test(source) ||
      new RegExp(`\\b${inWords[n] ?? '$^'}\\b`, 'iu').test(source),
  );
};

const missing = (source: string, numbers: readonly number[]): readonly number[] =>
  reasoned.test(source) ? [] : numbers.filter((number) => !namesNumber(source, number));

const expected = 'noem het in source, of schrijf daar "keuze" met de reden';

/** The numbers that a derived fact brings in by itself. */
const numbersOf = (fact: Derived): readonly number[] => {
  switch (fact.op) {
    case 'cases':
      return thresholdsIn(fact.cases.map(({ when }) => when));
    case 'ja-or-count':
      return fact.atLeast > 1 ? [fact.atLeast] : [];
    case 'scored':
      return fact.atLeast > 1 ? [fact.atLeast] : [];
    case 'listed':
      return [fact.from, fact.to].filter((n) => n > 1);
    default:
      return [];
  }
};
const sourceOf = (fact: Derived): string => ('source' in fact ? (fact.source ?? '') : '');

export const numbersWithoutSource = (pack: Pack): readonly PackFault[] => [
  ...pack.ruleFiles.flatMap((file) =>
    [
      ...file.rules.map(({ id, source, variants }) => ({ id, source, when: variants.map(({ when }) => when) })),
      ...file.causes.map(({ code, source, when }) => ({ id: code, source, when })),
      ...(file.variants ?? []).map(({ code, source, when }) => ({ id: `variants.${code}`, source, when: [when] })),
    ].flatMap(({ id, source, when }) =>
      missing(source, thresholdsIn(when)).map((number) => ({
        file: ruleFile(file),
        at: id,
        message: `het getal ${number} heeft geen bron: ${expected}`,
      })),
    ),
  ),
  ...pack.forms.flatMap((form) => [
    ...form.conditions.flatMap(({ id, when, source }) =>
      missing(source ?? '', thresholdsIn([when])).map((number) => ({
        file: formFile(form),
        at: id,
        message: `het getal ${number} heeft geen bron: ${expected}`,
      })),
    ),
    ...form.derived.flatMap((fact) =>
      missing(sourceOf(fact), numbersOf(fact)).map((number) => ({
        file: formFile(form),
        at: fact.id,
        message: `het getal ${number} heeft geen bron: ${expected}`,
      })),
    ),
  ]),
  ...conditionsOf(pack)
    .filter(({ kind }) => kind === 'shown' || kind === 'counts' || kind === 'score' || kind === 'empty')
    .flatMap(({ file, at, condition }) =>
      thresholdsIn([condition]).map((number) => ({
        file,
        at,
        message: `het getal ${number} staat hier zonder bron: zet de voorwaarde met een naam en een source bij conditions`,
      })),
    ),
];
