import { z } from 'zod';

/**
 * The bands of an outcome, heaviest first. Their order is structure; what each means, its default deadline and the least
 * that is done are data (`rules/ALG`, `bands`).
 */
export const bands = ['ACUUT', 'HOOG', 'VERHOOGD', 'BEPERKT_ZICHT', 'AANDACHT', 'GEEN_SIGNAAL'] as const;
export const Band = z.enum(bands);
export type Band = z.infer<typeof Band>;

/** How heavy a band is: 0 for GEEN_SIGNAAL, 5 for ACUUT. */
export const weight = (band: Band): number => bands.length - 1 - bands.indexOf(band);

export const heaviest = (some: readonly Band[]): Band =>
  some.reduce<Band>((top, band) => (weight(band) > weight(top) ? band : top), 'GEEN_SIGNAAL');

/** Every band from `low` up to and including `high`. */
export const bandsBetween = (low: Band, high: Band): readonly Band[] =>
  bands.filter((band) => weight(band) >= weight(low) && weight(band) <= weight(high));

/** Codes of deadlines, earliest first. `u` hours, `wd` working days, `d` calendar days after the moment of the assessment. */
export const deadlines = ['nu', '4u', '24u', '5wd', '28d'] as const;
export const DeadlineCode = z.enum(deadlines);
export type DeadlineCode = z.infer<typeof DeadlineCode>;

export const earliest = (some: readonly (DeadlineCode | null | undefined)[]): DeadlineCode | null =>
  deadlines.find((code) => some.includes(code)) ?? null;
