import type { PackFault } from '../pack.ts';
import { isSource, type ReadText } from './texts.ts';

/** Words that a text may not have, because they promise, measure or accuse. */

type Forbidden = {
  readonly pattern: RegExp;
  readonly why: string;
  readonly where?: RegExp;
  readonly inSources: boolean;
  /** Not where the word itself is spoken of, or in what an organisation is called. */
  readonly unless?: (text: ReadText) => boolean;
};

const forbidden: readonly Forbidden[] = [
  {
    // Names and compounds are no promise: Veilig Thuis, veiligheidsplan, onveilig, Wet vrij en veilig onderwijs.
    pattern: /(?<!O-)(?<!\bvrij[ -]en[ -])\bveilige?r?\b(?![ -]Thuis)/iu,
    why: 'noemt iemand of iets "veilig"; zeg wat er wel of niet aan de hand is',
    inSources: true,
    unless: ({ field }) => field === 'name',
  },
  {
    pattern: /\d\s?%|\bprocent\b|\bpercentage/iu,
    why: 'noemt een percentage; een kans zegt niets over deze persoon',
    inSources: true,
  },
  {
    pattern: /\bdaders?\b/iu,
    why: 'noemt een minderjarige "dader"; zeg wat er is gebeurd',
    where: /^(forms|rules)\/SGM@/,
    inSources: false,
    unless: ({ text }) => !/\bdaders?\b/iu.test(text.replace(/["“][^"”]*["”]/gu, '')),
  },
];

export const forbiddenWords = (texts: readonly ReadText[]): readonly PackFault[] =>
  texts.flatMap((text) =>
    forbidden
      .filter(({ where, inSources }) => (where?.test(text.file) ?? true) && (inSources || !isSource(text)))
      .filter(({ pattern, unless }) => pattern.test(text.text) && unless?.(text) !== true)
      .map(({ why }) => ({ file: text.file, at: text.at, message: `${why}: "${text.text}"` })),
  );
