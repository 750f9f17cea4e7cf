import { type Band, weight } from './band.ts';
import type { FactValue } from './decide.ts';
import type { Answers, ItemId } from './instrument.ts';
import type { Judged } from './judged.ts';
import type { Pack } from './pack.ts';
import { actsBy, actsByKnowing, type Reading, waitsFor } from './reading.ts';

/** What is not known yet, and to which band it could lead. */

export type OpenItem = {
  readonly item: ItemId;
  /** The heaviest band this answer could bring: by itself, or together with others that are open. */
  readonly could: Band;
  readonly alone: boolean;
};

export type UnknownItem = {
  readonly item: ItemId;
  /** The heaviest band that another answer to this question alone would bring; null when it changes nothing. */
  readonly could: Band | null;
};

export const couldRaise = ({ waits, variant }: Judged, reached: Band): boolean =>
  waits && variant.band !== undefined && weight(variant.band) > weight(reached);

/** What is not asked yet and could still raise the band; and what the form says an outcome cannot do without. */
export const openItems = (
  pack: Pack,
  answers: Answers,
  reading: Reading,
  before: readonly Judged[],
  reached: Band,
): readonly OpenItem[] => {
  const alone = actsBy(pack, answers, reading);
  const found = new Map<ItemId, { could: Band; alone: boolean }>();
  const put = (item: ItemId, could: Band, byItself: boolean) => {
    const had = found.get(item);
    // What an answer does by itself says more than what it may do together with others.
    if (had === undefined || (byItself && !had.alone) || (byItself === had.alone && weight(could) > weight(had.could)))
      found.set(item, { could, alone: byItself });
  };
  for (const one of before) {
    if (!couldRaise(one, reached) || one.variant.band === undefined) continue;
    for (const item of alone(one.variant.tree))
      if (reading.facts.shown(item) === 'applies' || pack.buttons.some(({ id }) => id === item))
        put(item, one.variant.band, true);
    for (const item of waitsFor(pack, reading, one.variant.tree)) put(item, one.variant.band, false);
  }
  for (const item of requiredLeft(pack, reading)) if (!found.has(item)) put(item, reached, false);
  const place = (id: ItemId) => pack.order.findIndex((item) => item.id === id);
  return [...found].map(([item, rest]) => ({ item, ...rest })).toSorted((a, b) => place(a.item) - place(b.item));
};

const requiredLeft = (pack: Pack, reading: Reading): readonly ItemId[] =>
  pack.order
    .filter(({ id, required }) => required && reading.facts.answer(id) === undefined)
    .map(({ id }) => id)
    .filter((id) => reading.facts.shown(id) === 'applies');

export const lacksRequired = (pack: Pack, reading: Reading): boolean => requiredLeft(pack, reading).length > 0;

const saysUnknown = (value: FactValue): boolean =>
  Array.isArray(value) ? value.some(saysUnknown) : value === 'onbekend' || value === 'wil_niet_zeggen';

/** Questions answered with "onbekend" or a refusal that count, each with what knowing it could bring. */
export const unknownItems = (
  pack: Pack,
  answers: Answers,
  reading: Reading,
  before: readonly Judged[],
  reached: Band,
): readonly UnknownItem[] => {
  const items = pack.order
    .map(({ id }) => id)
    .filter((id) => saysUnknown(reading.facts.answer(id)) && reading.facts.counts(id) === 'applies');
  if (items.length === 0) return [];
  const acts = actsByKnowing(pack, answers, reading, items);
  const could = new Map<ItemId, Band>();
  for (const { acts: already, variant } of before) {
    const { band } = variant;
    if (already || band === undefined || weight(band) <= weight(reached)) continue;
    for (const item of acts(variant.tree))
      if (weight(band) > weight(could.get(item) ?? 'GEEN_SIGNAAL')) could.set(item, band);
  }
  return items.map((item) => ({ item, could: could.get(item) ?? null }));
};
