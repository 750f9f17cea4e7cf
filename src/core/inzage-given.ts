import { z } from 'zod';

/** That it was given: to whom, how many parts, and where the worker decided otherwise than the rules. */
export const InzageGiven = z.strictObject({
  kind: z.literal('inzage-given'),
  inzage: z.uuid(),
  person: z.uuid(),
  shown: z.int(),
  leftOut: z.int(),
  otherwise: z.array(z.strictObject({ part: z.string(), included: z.boolean(), reason: z.string() })),
  by: z.string(),
  file: z.string(),
  sha256: z.string(),
});
