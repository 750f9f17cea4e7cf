import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import { assess, type Library } from '#core/assess.ts';
import { Instrument } from '#core/instrument.ts';
import { assemble, type Pack } from '#core/pack.ts';
import { RuleFile } from '#core/rules.ts';
import { content, library } from '../core/content.ts';
import { caseOf, differences, instrumentOf, type Vignette, vignetteFiles, vignettesIn } from '../core/vignettes.ts';
import type { Mutant } from './mutants.ts';

/**
 * Puts every small wrong into the rules, one at a time, and holds the vignettes against it. A wrong that no vignette notices is
 * a rule that nobody would miss: it is printed, and fails, unless `equivalent.json` says why nothing can tell it.
 */

const Equivalent = z.record(z.string(), z.record(z.string(), z.string().min(10)));
const equivalent = Equivalent.parse(
  JSON.parse(readFileSync(new URL('./equivalent.json', import.meta.url).pathname, 'utf8')),
);

const parsed = <T>(folder: string, schema: z.ZodType<T>): readonly T[] =>
  content.files
    .filter(({ path }) => path.startsWith(`${folder}/`) && !path.endsWith('.schema.json'))
    .map(({ text }) => schema.parse(JSON.parse(text)));
export const forms = parsed('forms', Instrument);
export const ruleFiles = parsed('rules', RuleFile);
export const nameOf = ({ id, version }: { readonly id: string; readonly version: string }) => `${id}@${version}`;
export const named = <T extends { readonly id: string; readonly version: string }>(
  all: readonly T[],
  name: string,
): T => {
  const found = all.find((one) => nameOf(one) === name);
  if (found === undefined) throw new Error(`No ${name}`);
  return found;
};

/** The instrument with one file in the place of the one of its name; undefined when that does not fit together. */
export const packWith = (
  id: string,
  change: { readonly form?: Instrument; readonly rules?: RuleFile },
): Pack | undefined => {
  const own = library.packs.get(id);
  if (own === undefined) throw new Error(`${id} is not in use`);
  const changedForm = (name: string) =>
    change.form && nameOf(change.form) === name ? change.form : named(forms, name);
  const changedRules = (name: string) =>
    change.rules && nameOf(change.rules) === name ? change.rules : named(ruleFiles, name);
  const [form, rules] = [changedForm(own.name), changedRules(own.rulesName)];
  return assemble([form, ...form.shared.map(changedForm)], [rules, ...rules.shared.map(changedRules)]).pack;
};

export const instruments = [...new Set([...library.packs.values()].map((pack) => pack.id))];
type Held = { readonly id: string; readonly vignette: Vignette; readonly text: string };
const cases: Held[] = vignetteFiles.flatMap((file) => {
  const id = instrumentOf(file);
  return vignettesIn(file).map((vignette) => ({ id, vignette, text: JSON.stringify(vignette) }));
});

/** The rules, questions and conditions that the name of a wrong speaks of; the first is where it stands. */
const namesIn = (wrong: string): readonly string[] => [...new Set(wrong.match(/[A-Z]{2,}-[\w-]+/g) ?? [])];
const likeliness = ([where, ...others]: readonly string[], { text }: Held): number =>
  (where !== undefined && text.includes(where) ? others.length + 1 : 0) +
  others.filter((name) => text.includes(name)).length;

/**
 * Whether one of the vignettes of these instruments comes out otherwise. Those that speak of the same rule or question go
 * first, among them those that noticed something before: the order spares work and decides nothing.
 */
const isNoticed = async (
  wrong: string,
  affected: readonly string[],
  packOf: (id: string) => Pack | undefined,
): Promise<boolean> => {
  const names = namesIn(wrong);
  const packs = new Map(affected.map((id) => [id, packOf(id)]));
  // What does not fit together is refused before it decides anything.
  if ([...packs.values()].includes(undefined)) return true;
  const ranked = cases
    .filter(({ id }) => packs.has(id))
    .map((held) => ({ held, rank: likeliness(names, held) }))
    .toSorted((one, other) => other.rank - one.rank);
  for (const { held } of ranked) {
    const pack = packs.get(held.id);
    if (pack === undefined) throw new Error(`${held.id} is not affected`);
    const given: Library = { ...library, packs: new Map([[held.id, pack]]) };
    const decided = await assess(given, caseOf(held.id, held.vignette));
    if (decided.ok && differences(held.vignette, decided.value.outcome).length === 0) continue;
    cases.splice(cases.indexOf(held), 1);
    cases.unshift(held);
    return true;
  }
  return false;
};

export const survivors = async <T>(
  mutants: readonly Mutant<T>[],
  affected: readonly string[],
  packOf: (id: string, file: T) => Pack | undefined,
): Promise<readonly string[]> => {
  const alive: string[] = [];
  for (const { name, file } of mutants)
    if (!(await isNoticed(name, affected, (id) => packOf(id, file)))) alive.push(name);
  return alive;
};

export const slow = { timeout: 600_000 };

/** Fails when a wrong stayed alive that nobody excused, or when an excuse says something untrue. */
export const told = (file: string, made: readonly string[], alive: readonly string[]) => {
  const excused = equivalent[file] ?? {};
  // An excuse for a wrong that is noticed after all, or that is not made any more, says something untrue.
  const empty = Object.keys(excused).filter((name) => !alive.includes(name) || !made.includes(name));
  expect({ survivors: alive.filter((name) => excused[name] === undefined), empty }).toEqual({
    survivors: [],
    empty: [],
  });
};
