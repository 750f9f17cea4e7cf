import { z } from 'zod';
import { type Item, ItemId, Topic } from './instrument.ts';
import type { Pack, PackFault } from './pack.ts';

/** Cards to learn from on the spot: what a cause or factor is and what takes it away. They decide nothing. */

const Sentence = z.string().min(10);
const Line = z.strictObject({
  text: Sentence,
  source: z.string().min(3).describe('What it rests on, or `keuze` for a choice of the makers'),
});

export const Card = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  title: z.string().min(3),
  causes: z.array(z.string().regex(/^[A-Z0-9][A-Z0-9-]*$/)).describe('Causes of an outcome that this card explains'),
  topics: z.array(Topic).describe('Questions about these lead here, unless a card names them'),
  items: z.array(ItemId).describe('Questions that lead here'),
  what: z.array(Line).min(1).describe('What it is'),
  shows: z.array(Line).min(1).describe('How it shows'),
  ask: z.array(Line).min(1).describe('What to ask'),
  removes: z
    .array(Line.extend({ for: z.enum(['slachtoffer', 'pleger', 'kind', 'netwerk', 'professional']) }))
    .min(1)
    .describe('What takes the cause away, and whom it is for'),
  worsens: z.array(Line).min(1).describe('What only makes it worse'),
});
export type Card = z.infer<typeof Card>;

const once = (values: readonly string[]): boolean => new Set(values).size === values.length;

export const Learning = z.strictObject({
  $schema: z.string(),
  source: z.string().min(3),
  note: Sentence,
  cards: z
    .array(Card)
    .min(1)
    .refine((all) => once(all.map(({ id }) => id)), 'een kaart staat er twee keer')
    .refine((all) => once(all.flatMap(({ causes }) => causes)), 'een oorzaak staat op twee kaarten')
    .refine((all) => once(all.flatMap(({ topics }) => topics)), 'een onderwerp staat op twee kaarten')
    .refine((all) => once(all.flatMap(({ items }) => items)), 'een vraag staat op twee kaarten'),
});
export type Learning = z.infer<typeof Learning>;

/** The card that a question leads to: of its own, or of its topic where gender may hide something in it. */
export const cardOfItem = ({ cards }: Learning, item: Item): Card | undefined =>
  cards.find(({ items }) => items.includes(item.id)) ??
  (item.lens === undefined ? undefined : cards.find(({ topics }) => topics.includes(item.topic)));

export const cardOfCause = ({ cards }: Learning, code: string): Card | undefined =>
  cards.find(({ causes }) => causes.includes(code));

const file = 'resources/learning.json';
const causesIn = (packs: readonly Pack[]) => new Set(packs.flatMap((pack) => pack.causes.map(({ code }) => code)));
const itemsIn = (packs: readonly Pack[]) => new Map(packs.flatMap((pack) => [...pack.items]));

/**
 * Causes and questions with a lens that lead to no card. Of our own instruments there may be none; an instrument that an
 * organisation adds is two files, and works without cards.
 */
export const withoutCard = (packs: readonly Pack[], learning: Learning): readonly PackFault[] => [
  ...[...causesIn(packs)]
    .filter((code) => cardOfCause(learning, code) === undefined)
    .map((code) => ({ file, at: code, message: 'geen kaart legt deze oorzaak uit' })),
  ...[...itemsIn(packs).values()]
    .filter((item) => item.lens !== undefined && cardOfItem(learning, item) === undefined)
    .map(({ id }) => ({ file, at: id, message: 'geen kaart hoort bij deze vraag, en zij heeft een lens' })),
];

/** Names on a card that lead nowhere. */
export const learningFaults = (packs: readonly Pack[], learning: Learning): readonly PackFault[] => {
  const causes = causesIn(packs);
  const items = itemsIn(packs);
  return learning.cards.flatMap((card) => [
    ...card.causes
      .filter((code) => !causes.has(code))
      .map((code) => ({ file, at: card.id, message: `${code} is geen oorzaak in de regels` })),
    ...card.items
      .filter((id) => !items.has(id))
      .map((id) => ({ file, at: card.id, message: `${id} is geen vraag in de formulieren` })),
  ]);
};
