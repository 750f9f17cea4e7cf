import { z } from 'zod';
import { nothing, op } from './operation.ts';

/** The bibliotheek: everything Baken decides and advises with, to read; and cards to learn from. It writes nothing. */

const Line = z.object({ text: z.string(), source: z.string() });
export const CardView = z.object({
  id: z.string(),
  title: z.string(),
  what: z.array(Line),
  shows: z.array(Line),
  ask: z.array(Line),
  removes: z.array(Line.extend({ for: z.enum(['slachtoffer', 'pleger', 'kind', 'netwerk', 'professional']) })),
  worsens: z.array(Line),
  /** That a card decides nothing. */
  note: z.string(),
});
export type CardView = z.infer<typeof CardView>;

export const BibliotheekView = z.object({
  cards: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  instruments: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      title: z.string(),
      subtitle: z.string(),
      audience: z.string(),
      howTaken: z.string(),
      limits: z.array(z.string()),
      source: z.string(),
      rulesVersion: z.string(),
      rulesSource: z.string(),
      questions: z.number(),
      own: z.boolean(),
    }),
  ),
  frames: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      title: z.string(),
      forWhom: z.string(),
      source: z.string(),
      questions: z.array(z.object({ id: z.string(), text: z.string(), help: z.string() })),
    }),
  ),
  laws: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      versions: z.array(
        z.object({
          code: z.string(),
          from: z.string().nullable(),
          until: z.string().nullable(),
          status: z.enum(['in werking', 'voorstel', 'vervallen']),
          article: z.string().nullable(),
          source: z.string(),
          note: z.string().nullable(),
        }),
      ),
    }),
  ),
  terms: z.array(z.object({ term: z.string(), explanation: z.string(), source: z.string() })),
  blocks: z.array(z.object({ code: z.string(), label: z.string(), reason: z.string(), source: z.string() })),
  measures: z.array(
    z.object({ code: z.string(), label: z.string(), hours: z.number(), text: z.string(), source: z.string() }),
  ),
});
export type BibliotheekView = z.infer<typeof BibliotheekView>;

export const hitKinds = ['card', 'instrument', 'question', 'frame', 'law', 'term', 'block', 'measure'] as const;
export type HitKind = (typeof hitKinds)[number];

export const bibliotheekOperations = {
  'bibliotheek.read': op(nothing, BibliotheekView),
  /** All questions of an instrument as they are asked, to read. */
  'bibliotheek.questions': op(
    z.strictObject({ instrument: z.string().max(40) }),
    z.object({
      title: z.string(),
      sections: z.array(
        z.object({
          title: z.string(),
          items: z.array(
            z.object({
              id: z.string(),
              text: z.string(),
              help: z.string().nullable(),
              lens: z.string().nullable(),
              options: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
    'unknown-instrument',
  ),
  'bibliotheek.card': op(z.strictObject({ card: z.string().max(80) }), CardView, 'unknown-card'),
  /** Where all of these words stand. */
  'bibliotheek.find': op(
    z.strictObject({ word: z.string().max(80) }),
    z.object({
      hits: z.array(
        z.object({
          kind: z.enum(hitKinds),
          /** Of the card or the instrument to open, else of the thing itself. */
          id: z.string(),
          title: z.string(),
          text: z.string(),
        }),
      ),
      more: z.number().describe('How many there are beside these'),
    }),
  ),
} as const;
