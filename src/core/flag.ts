import type { Judged } from './judged.ts';
import type { Pack } from './pack.ts';
import type { Reading } from './reading.ts';

/** The flag of an instrument that ends in one: the heaviest that its rules give, or what the professional chose above it. */

/**
 * @param final - whether nothing that is open could still raise the outcome
 * @returns the code of the flag, or null when there is none: too much unknown, or the form does not give flags
 */
export const flagOf = (pack: Pack, reading: Reading, acting: readonly Judged[], final: boolean): string | null => {
  const { flag } = pack;
  if (flag === undefined) return null;
  const place = (code: string | undefined) => flag.levels.findIndex((level) => level.code === code);
  const heaviest = (some: readonly Judged[]) => Math.max(-1, ...some.map(({ variant }) => place(variant.flag)));
  const isChosen = ({ rule }: Judged) => flag.chosen.rules.includes(rule.id);
  const byRule = heaviest(acting.filter((one) => !isChosen(one)));
  const chosen = heaviest(acting.filter(isChosen));
  const code = (at: number) => flag.levels[at]?.code ?? null;
  if (byRule >= place(flag.strong)) return code(Math.max(byRule, chosen));
  const acts = new Set(acting.map(({ rule }) => rule.id));
  const withheld = flag.withheld.filter(({ rules }) => rules.some((id) => acts.has(id)));
  if (withheld.some(({ chosenStands }) => !chosenStands)) return null;
  // A light flag on half the answers would be taken for good news.
  const lacks = !final || flag.needs.some((fact) => reading.facts.state(fact).kind !== 'known');
  return code(withheld.length > 0 || lacks ? chosen : Math.max(byRule, chosen));
};
