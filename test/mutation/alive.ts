import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import { assess, type Library } from '#core/assess.ts';
import { Instrument } from '#core/instrument.ts';
import { assemble, type Pack } from '#core/pack.ts';
import { RuleFile } from '#core/rules.ts';
import { content, library } from '../core/content.ts';
import { caseOf, differences, instrumentOf, vignetteFiles, vignettesIn } from '../core/vignettes.ts';
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
const cases = new Map(
  instruments.map((id) => [
    id,
    vignetteFiles.filter((file) => instrumentOf(file) === id).flatMap((file) => [...vignettesIn(file)]),
  ]),
);

/** Whether one of the vignettes of this instrument comes out otherwise. Those that noticed something before go first. */
const isNoticed = async (id: string, pack: Pack): Promise<boolean> => {
  const given: Library = { ...library, packs: new Map([[id, pack]]) };
  const all = cases.get(id) ?? [];
  for (const [at, vignette] of all.entries()) {
    const decided = await assess(given, caseOf(id, vignette));
    if (decided.ok && differences(vignette, decided.value.outcome).length === 0) continue;
    all.splice(at, 1);
    all.unshift(vignette);
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
  for (const { name, file } of mutants) {
    let noticed = false;
    for (const id of affected) {
      const pack = packOf(id, file);
      // What does not fit together is refused before it decides anything.
      noticed = pack === undefined || (await isNoticed(id, pack));
      if (noticed) break;
    }
    if (!noticed) alive.push(name);
  }
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
