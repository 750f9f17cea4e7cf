import type { Condition } from '../condition.ts';
import type { ItemId } from '../instrument.ts';
import { type Pack, type PackFault, readBy } from '../pack.ts';
import type { Resources } from '../resources.ts';
import { type ConditionKind, conditionsOf, formFile, ruleFile, writtenIn } from './conditions.ts';

/** What is asked or computed and then read by nothing; and what should be read by nothing and is. */

/** The facts of some conditions, with those of the named conditions these refer to, and what all of them are made of. */
const readFrom = (pack: Pack, conditions: readonly Condition[], facts: readonly string[]) => {
  const named = new Map(pack.forms.flatMap((form) => form.conditions.map(({ id, when }) => [id, when])));
  const names = new Set<string>();
  const read = new Set<string>();
  const visitFact = (id: string): void => {
    if (read.has(id)) return;
    read.add(id);
    const fact = pack.derived.get(id);
    if (fact === undefined) return;
    readBy(fact).forEach(visitFact);
    if (fact.op === 'cases') for (const { when } of fact.cases) visit(when);
  };
  const visit = (condition: Condition): void => {
    const written = writtenIn(condition);
    for (const { fact } of written.leaves) visitFact(fact);
    for (const name of written.names) {
      const when = named.get(name);
      if (names.has(name) || when === undefined) continue;
      names.add(name);
      visit(when);
    }
  };
  conditions.forEach(visit);
  facts.forEach(visitFact);
  return { read, names };
};

const conditionsOfKind = (pack: Pack, kinds: readonly ConditionKind[]): readonly Condition[] =>
  conditionsOf(pack)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ condition }) => condition);

/** Everything that reads a fact in this instrument, whatever it does with it. */
const readAnywhere = (pack: Pack) => {
  const [form] = pack.forms;
  const facts = [
    ...pack.forms.flatMap(({ score }) => score.flatMap((entry) => ('fact' in entry ? [entry.fact] : []))),
    ...(form?.checks ?? []).flatMap(({ sum }) => sum),
    ...(pack.flag?.needs ?? []),
    ...(pack.raise === undefined ? [] : [pack.raise.judgement, pack.raise.band, pack.raise.reason]),
    ...pack.rules.flatMap(({ variants }) => variants.flatMap(({ requires }) => requires ?? [])),
    ...[...pack.items.values()].flatMap(({ filled }) => (filled?.by === 'score' ? [filled.alike] : [])),
  ];
  return readFrom(
    pack,
    conditionsOfKind(pack, ['rule', 'cause', 'wording', 'shown', 'counts', 'score', 'empty']),
    facts,
  );
};

/** Every word in a table, keys as well: a question is named there by its id. */
const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...wordsIn(inner)]);
};

/** Questions, facts and conditions that nothing reads. */
export const unused = (packs: readonly Pack[], { duties }: Resources): readonly PackFault[] => {
  const reads = packs.map((pack) => readAnywhere(pack));
  const elsewhere = new Set([
    ...packs.flatMap(({ instrument }) => (instrument.prefill ?? []).map(({ from }) => from)),
    ...wordsIn(duties),
  ]);
  const isRead = (fact: string) => elsewhere.has(fact) || reads.some(({ read }) => read.has(fact));
  const forms = new Map(packs.flatMap((pack) => pack.forms.map((form) => [formFile(form), form] as const)));
  return [...forms].flatMap(([file, form]) => [
    ...form.sections
      .flatMap(({ items }) => items)
      // The hours since sexual violence go into letters; a stop brought forward is a use as well.
      .filter((item) => !(item.topic === 'seksueel' && item.type === 'number' && item.unit === 'uur'))
      .filter(({ id, recordOnly, required, offers }) => !recordOnly && !required && !offers && !isRead(id))
      .map(({ id }) => ({
        file,
        at: id,
        message:
          'wordt gevraagd en nergens gebruikt; gebruik het in een regel, zet er recordOnly: true bij, of schrap het',
      })),
    ...form.derived
      .filter(({ id }) => !isRead(id))
      .map(({ id }) => ({ file, at: id, message: 'dit feit wordt nergens gelezen; schrap het' })),
    ...form.conditions
      .filter(({ id }) => !reads.some(({ names }) => names.has(id)))
      .map(({ id }) => ({ file, at: id, message: 'deze voorwaarde wordt nergens genoemd; schrap haar' })),
  ]);
};

/** Answers that are only recorded, and that a rule reads all the same. */
export const recordedYetRead = (pack: Pack): readonly PackFault[] => {
  const recorded: readonly ItemId[] = [...pack.items.values()]
    .filter(({ recordOnly }) => recordOnly)
    .map(({ id }) => id);
  const inRules = conditionsOf(pack).filter(({ kind }) => kind === 'rule' || kind === 'cause');
  const flags = pack.ruleFiles.flatMap((file) =>
    file.flag === undefined
      ? []
      : [{ file: ruleFile(file), at: 'flag', read: readFrom(pack, [], file.flag.needs).read }],
  );
  return [
    ...inRules.map(({ file, at, condition }) => ({ file, at, read: readFrom(pack, [condition], []).read })),
    ...flags,
  ].flatMap(({ file, at, read }) =>
    recorded
      .filter((item) => read.has(item))
      .map((item) => ({
        file,
        at,
        message: `leest ${item}, en dat wordt volgens het formulier alleen opgeschreven (recordOnly)`,
      })),
  );
};
