import { z } from 'zod';

/** What was said to be wrong, by kind, and all that could be read, as one text; null when the vault would not open. */
export const Look = z.object({ said: z.array(z.string()), all: z.string().nullable() });
export type Look = z.infer<typeof Look>;
