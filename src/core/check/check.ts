import type { Library } from '../assess.ts';
import type { Answers } from '../instrument.ts';
import { learningFaults } from '../learning.ts';
import { decide } from '../outcome.ts';
import type { Pack, PackFault } from '../pack.ts';
import { formFile, ruleFile } from './conditions.ts';
import { contradictions } from './contradictions.ts';
import { forbiddenWords } from './forbidden.ts';
import { idleTerms, unexplained } from './glossary.ts';
import { identityRead, identityUnmarked, wordingFaults } from './identity.ts';
import { linkFaults } from './links.ts';
import { pathFaults } from './paths.ts';
import { idleComparisons } from './possible-values.ts';
import { type DecideCase, type Reached, reachOf, shortest } from './reach.ts';
import { easeOf, type FileEase, hardToRead } from './readability.ts';
import { numbersWithoutSource } from './sources.ts';
import { type ContentValue, textsOf } from './texts.ts';
import { recordedYetRead, unused } from './use.ts';

/**
 * Everything that can be shown of forms and rules before anybody works with them: that each part can be reached, that
 * nothing contradicts, that every number has a source, that who someone is decides nothing, and that the texts can be read.
 */

export type Checked = {
  readonly faults: readonly PackFault[];
  /** How each rule, cause, band and flag is reached. */
  readonly reached: readonly Reached[];
  readonly readability: readonly FileEase[];
  readonly counts: {
    readonly instruments: number;
    readonly questions: number;
    readonly rules: number;
    readonly variants: number;
    /** Cases that were decided to show it. */
    readonly cases: number;
    readonly texts: number;
  };
};

/** How many cases of an instrument are decided again with the wordings taken out. */
const wordingCases = 8;

/** The instruments in use, each once, with its newest form and rules. */
const inUse = (library: Library): readonly Pack[] =>
  [...library.packs].flatMap(([name, pack]) => (name === pack.id ? [pack] : []));

/** Files of an older version stay as they were published; what is wrong in them can no longer be mended. */
const current = (packs: readonly Pack[], files: readonly ContentValue[]): readonly ContentValue[] => {
  const used = new Set(packs.flatMap((pack) => [...pack.forms.map(formFile), ...pack.ruleFiles.map(ruleFile)]));
  return files.filter(({ path }) => !/^(forms|rules)\//.test(path) || used.has(path));
};

/**
 * @param files - every file of the content as it was parsed
 * @param on - the moment at which cases are decided, milliseconds since 1970
 * @param witnesses - whether to bring each way of reaching something down to the answers it needs
 */
export const check = async (
  library: Library,
  files: readonly ContentValue[],
  on: number,
  witnesses: boolean,
): Promise<Checked> => {
  const packs = inUse(library);
  const { resources } = library;
  const decideCase: DecideCase = (pack, answers) => decide(pack, answers, on, resources.holidays.holidays);
  const texts = textsOf(current(packs, files));
  const faults: PackFault[] = [
    ...idleComparisons(packs),
    ...packs.flatMap((pack) => [
      ...contradictions(pack, resources),
      ...recordedYetRead(pack),
      ...numbersWithoutSource(pack),
      ...identityRead(pack),
      ...pathFaults(pack),
    ]),
    ...unused(packs, resources),
    ...identityUnmarked(packs, resources.identity),
    ...linkFaults(packs),
    ...learningFaults(packs, resources.learning),
    ...forbiddenWords(texts),
    ...unexplained(texts, resources.glossary),
    ...idleTerms(texts, resources.glossary),
    ...hardToRead(texts),
  ];
  const reached: Reached[] = [];
  let cases = 0;
  for (const pack of packs) {
    const reach = await reachOf(pack, decideCase);
    cases += reach.cases.length;
    faults.push(...reach.faults, ...(await wordingFaults(pack, spread(reach.cases), decideCase)));
    for (const one of reach.reached)
      reached.push(witnesses ? { ...one, answers: await shortest(pack, one, decideCase) } : one);
  }
  const rules = packs.flatMap((pack) => pack.rules);
  return {
    faults: once(faults),
    reached,
    readability: easeOf(texts),
    counts: {
      instruments: packs.length,
      questions: new Set(packs.flatMap(({ items }) => [...items.keys()])).size,
      rules: new Set(rules.map(({ id }) => id)).size,
      variants: rules.reduce((sum, { variants }) => sum + variants.length, 0),
      cases,
      texts: texts.length,
    },
  };
};

/** Some cases from the whole of the list. */
const spread = (cases: readonly Answers[]): readonly Answers[] => {
  const step = Math.max(1, Math.floor(cases.length / wordingCases));
  return cases.filter((_, at) => at % step === 0);
};

/** What is wrong in a shared file is found with every instrument that shares it. */
const once = (faults: readonly PackFault[]): readonly PackFault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];
