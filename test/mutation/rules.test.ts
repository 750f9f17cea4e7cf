import { test } from 'vitest';
import { library } from '../core/content.ts';
import { instruments, named, nameOf, packWith, ruleFiles, slow, survivors, told } from './alive.ts';
import { ruleMutants } from './mutants.ts';

/** Every wrong in the rules is noticed. */

test.each(ruleFiles.map((file) => [nameOf(file), file] as const))('rules/%s', slow, async (name, file) => {
  const affected = instruments.filter((id) => {
    const pack = library.packs.get(id);
    return pack?.rulesName === name || named(ruleFiles, pack?.rulesName ?? '').shared.includes(name);
  });
  const mutants = ruleMutants(file);
  const alive = await survivors(mutants, affected, (id, rules) => packWith(id, { rules }));
  told(
    `rules/${name}`,
    mutants.map((mutant) => mutant.name),
    alive,
  );
});
