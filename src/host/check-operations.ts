import { z } from 'zod';
import { DamageView, damageKinds } from './damage-kinds.ts';
import { nothing, op } from './operation.ts';

/** The walk through everything there is: how it stands, beginning and stopping it. */

export const CheckView = z.object({
  walk: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('not-started') }),
    z.object({ kind: z.literal('running'), done: z.number(), of: z.number() }),
    z.object({ kind: z.literal('done'), at: z.string(), records: z.number() }),
    z.object({ kind: z.literal('stopped') }),
  ]),
  damage: z.array(DamageView).describe('What opening, reading and the last walk found'),
  earlier: z
    .array(z.object({ at: z.string(), records: z.number().nullable(), damage: z.array(z.enum(damageKinds)) }))
    .describe('Walks to the end that stand in the audit, the newest first'),
});
export type CheckView = z.infer<typeof CheckView>;

export const checkOperations = {
  'check.read': op(nothing, CheckView, 'locked'),
  /** Begins anew when it was running. Answers when it has begun. */
  'check.start': op(nothing, CheckView, 'locked'),
  'check.stop': op(nothing, CheckView, 'locked'),
} as const;
