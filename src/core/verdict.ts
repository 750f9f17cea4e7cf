/** Verdicts in three values: a missing answer keeps a rule open unless the rest settles it. */

export type Settled = 'applies' | 'does-not-apply';
export type Says = Settled | 'open';

const opposites = { applies: 'does-not-apply', 'does-not-apply': 'applies', open: 'open' } as const;

export const opposite = <S extends Says>(says: S): (typeof opposites)[S] => opposites[says];

/** One `by` settles the whole: "applies" settles `any`, "does not apply" settles `all`. */
export const settle = (parts: readonly Says[], by: Settled): Says =>
  parts.includes(by) ? by : parts.includes('open') ? 'open' : opposite(by);

export const settled = (truth: boolean): Settled => (truth ? 'applies' : 'does-not-apply');
