import type { Band } from './band.ts';
import type { ItemId } from './instrument.ts';
import type { PackRule, PackVariant } from './pack.ts';
import type { BandFacts, Reading } from './reading.ts';
import type { Says } from './verdict.ts';

/** A rule's variant with what it says in a case. */

export type Judged = {
  readonly rule: PackRule;
  readonly variant: PackVariant;
  readonly says: Says;
  readonly acts: boolean;
  /** Open, and a question is left that could still make it apply. */
  readonly waits: boolean;
};

export const judge = (reading: Reading, rule: PackRule, variant: PackVariant, bands?: BandFacts): Judged => {
  const says = reading.settled(variant.tree, bands);
  const acts = says === 'applies' || (says === 'open' && reading.meanwhile(variant.tree, bands) === 'applies');
  return { rule, variant, says, acts, waits: !acts && reading.askable(variant.tree, bands) === 'open' };
};

export const bandsOf = (some: readonly Judged[]): readonly Band[] => some.flatMap(({ variant }) => variant.band ?? []);

export const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** A code with the answers it rests on: where those may not go, it may not go either. */
export type Grounded = { readonly code: string; readonly because: readonly ItemId[] };

export const grounded = (
  acting: readonly Judged[],
  codes: (one: Judged) => readonly string[] | undefined,
  grounds: (one: Judged) => readonly ItemId[],
): readonly Grounded[] =>
  unique(acting.flatMap((one) => codes(one) ?? [])).map((code) => ({
    code,
    because: unique(acting.filter((one) => codes(one)?.includes(code)).flatMap(grounds)),
  }));
