import { checkAnswer } from '../answers.ts';
import { bands } from '../band.ts';
import { converted } from '../handover.ts';
import { type Item, type Prefill, topics } from '../instrument.ts';
import type { Pack, PackFault } from '../pack.ts';
import { codesOf } from '../possible-answers.ts';
import { formFile, ruleFile } from './conditions.ts';

/** What one instrument expects of another: that it is there, and that its answers and bands fit. */

/** Instruments that a rule starts and that are not in use; wordings of services to which no rule refers. */
const started = (pack: Pack, inUse: ReadonlySet<string>): readonly PackFault[] => {
  const referred = new Set(
    pack.rules.flatMap(({ variants }) => variants.flatMap(({ refer }) => (refer ?? []).map(({ code }) => code))),
  );
  return pack.ruleFiles.flatMap((file) => [
    ...file.rules.flatMap((rule) =>
      rule.variants
        .flatMap(({ start }) => start ?? [])
        .filter(({ instrument }) => !inUse.has(instrument))
        .map(({ instrument }) => ({
          file: ruleFile(file),
          at: rule.id,
          message: `start ${instrument}; dat instrument is niet in gebruik`,
        })),
    ),
    ...(file.variants ?? [])
      .filter(({ code }) => file === pack.ruleFiles[0] && !referred.has(code))
      .map(({ code }) => ({
        file: ruleFile(file),
        at: `variants.${code}`,
        message: `geen regel verwijst naar ${code}, dus deze formulering wordt nooit gelezen`,
      })),
  ]);
};

/** Answers of the other question that are worth trying: each code, the ends of a number. */
const answersOf = (item: Item) => [
  ...codesOf(item).flatMap((value) => (Array.isArray(value) ? [] : [value])),
  ...(item.type === 'number' ? [item.min, item.max] : []),
];

const prefillFault = (line: Prefill, target: Item, from: Item): string | undefined => {
  const there = new Set(codesOf(from).flat().map(String));
  const here = new Set(codesOf(target).flat().map(String));
  const strange = [...(line.only ?? []), ...Object.keys(line.map ?? {})].find((code) => !there.has(code));
  if (strange !== undefined) return `${line.from} kent het antwoord ${strange} niet`;
  const named = [...Object.values(line.map ?? {}), ...(line.ranges ?? []).map(({ code }) => code)];
  const unknown = named.find((code) => !here.has(code));
  if (unknown !== undefined) return `${line.item} kent het antwoord ${unknown} niet`;
  if (from.type === 'number' && target.type === 'number' && from.unit !== target.unit && line.divideBy === undefined)
    return `${line.from} telt in ${from.unit} en ${line.item} in ${target.unit}; noem divideBy`;
  const given = answersOf(from).map((value) => ({ value, here: converted(line, value, 0) }));
  const misfit = given.find(({ value, here: made }) => {
    const wanted = line.only === undefined || line.only.some((code) => code === value);
    // What somebody did not know there is simply asked here.
    if (value === 'onbekend' || value === 'wil_niet_zeggen') return false;
    return typeof value === 'string' && wanted && (made === undefined || !checkAnswer(target, made).ok);
  });
  if (misfit !== undefined)
    return `het antwoord ${misfit.value} op ${line.from} past niet bij ${line.item}; noem de antwoorden die wel passen bij only of map`;
  const fits = given.some(({ here: made }) => made !== undefined && checkAnswer(target, made).ok);
  return fits || from.type === 'text' || from.type === 'many' || from.type === 'numbers' || from.type === 'scores'
    ? undefined
    : `geen antwoord op ${line.from} past bij ${line.item}`;
};

const prefills = (pack: Pack, packs: readonly Pack[]): readonly PackFault[] =>
  (pack.instrument.prefill ?? []).flatMap((line): readonly PackFault[] => {
    const place = { file: formFile(pack.instrument), at: `prefill.${line.item}` };
    const other = packs.find(({ instrument }) =>
      instrument.sections.some(({ items }) => items.some(({ id }) => id === line.from)),
    );
    const from = other?.items.get(line.from);
    const target = pack.items.get(line.item);
    if (from === undefined || other === undefined)
      return [{ ...place, message: `${line.from} is geen vraag van een ander instrument` }];
    if (other.id === pack.id) return [{ ...place, message: `${line.from} is een vraag van ${pack.id} zelf` }];
    const why = target && prefillFault(line, target, from);
    return why === undefined ? [] : [{ ...place, message: why }];
  });

/** Questions that the app fills in from another instrument, or from the time before. */
const filledIn = (pack: Pack, inUse: ReadonlySet<string>): readonly PackFault[] =>
  pack.instrument.sections
    .flatMap(({ items }) => items)
    .flatMap((item): readonly PackFault[] => {
      const { filled } = item;
      const place = { file: formFile(pack.instrument), at: item.id };
      if (filled?.by === 'outcome') {
        const codes = new Set(codesOf(item).flat().map(String));
        const missing = bands.filter((band) => !codes.has(band));
        if (!inUse.has(filled.of)) return [{ ...place, message: `${filled.of} is geen instrument dat in gebruik is` }];
        return missing.length === 0
          ? []
          : [{ ...place, message: `kan de band ${missing.join(', ')} van ${filled.of} niet als antwoord hebben` }];
      }
      if (filled?.by === 'score') {
        const known = pack.score.some(({ key }) => key === filled.key) && pack.support.has(filled.alike);
        return known ? [] : [{ ...place, message: `${filled.key} of ${filled.alike} staat niet in dit formulier` }];
      }
      return [];
    });

/** Subjects that stand with every recipient while no question is about them. */
const topicsWithoutQuestion = (packs: readonly Pack[]): readonly PackFault[] => {
  const asked = new Set(packs.flatMap(({ items }) => [...items.values()].map(({ topic }) => topic)));
  return topics
    .filter((topic) => !asked.has(topic))
    .map((topic) => ({
      file: 'resources/recipients.json',
      at: `topics.${topic}`,
      message: 'geen vraag gaat over dit onderwerp',
    }));
};

export const linkFaults = (packs: readonly Pack[]): readonly PackFault[] => {
  const inUse = new Set(packs.map(({ id }) => id));
  return [
    ...packs.flatMap((pack) => [...started(pack, inUse), ...prefills(pack, packs), ...filledIn(pack, inUse)]),
    ...topicsWithoutQuestion(packs),
  ];
};
