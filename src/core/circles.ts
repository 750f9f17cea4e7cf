import { leavesIn, type Pack, type PackFault, readBy } from './pack.ts';

/** Questions that are asked, or count, depending on themselves: whether they are on screen could never be told. */

/** The questions and facts that one of them has to know first. */
const needs = (pack: Pack, id: string): readonly string[] => {
  const derived = pack.derived.get(id);
  // Whether something was given is read from the answer itself, whatever it counts for.
  if (derived?.op === 'given') return [];
  const trees =
    derived === undefined
      ? [pack.shown.get(id), pack.counts.get(id)].filter((tree) => tree !== undefined)
      : (pack.cases.get(id) ?? []);
  const read = trees.flatMap(leavesIn).flatMap((leaf) => pack.leaves[leaf]?.fact ?? []);
  return derived === undefined ? read : [...readBy(derived), ...read];
};

export const circlesIn = (pack: Pack): readonly PackFault[] => {
  const behind = (id: string): ReadonlySet<string> => {
    const found = new Set<string>();
    for (let next = needs(pack, id); next.length > 0; ) {
      const fresh = [...new Set(next)].filter((one) => !found.has(one));
      for (const one of fresh) found.add(one);
      next = fresh.flatMap((one) => needs(pack, one));
    }
    return found;
  };
  return [...pack.shown.keys(), ...pack.counts.keys()]
    .filter((id) => behind(id).has(id))
    .flatMap((id) => {
      const form = pack.forms.find(({ sections }) =>
        sections.some(({ items }) => items.some((item) => item.id === id)),
      );
      return form === undefined
        ? []
        : [
            {
              file: `forms/${form.id}@${form.version}.json`,
              at: id,
              message: 'of deze vraag gesteld wordt of meetelt, hangt van haar eigen antwoord af',
            },
          ];
    });
};
