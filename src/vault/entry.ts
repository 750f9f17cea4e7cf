import { z } from 'zod';
import type { Link } from './chain.ts';
import type { JsonObject, JsonValue } from './json.ts';

export const DossierId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('DossierId');
export type DossierId = z.infer<typeof DossierId>;
export const EntryId = z
  .string()
  .regex(/^[0-9a-f]{32}:[0-9a-f]{32}$/)
  .brand('EntryId');
export type EntryId = z.infer<typeof EntryId>;

export type StoredEntry = {
  readonly id: EntryId;
  readonly dossier: DossierId;
  /** Instant of writing by the clock of the device that wrote it, ISO 8601. */
  readonly at: string;
  readonly device: string;
  /** Place in that device's chain within this dossier, from 1. */
  readonly sequence: number;
  readonly content: JsonValue;
};

/** What a list shows of a dossier. */
export type Row = JsonObject;
/** Brings a row up to date with one more entry. Pure, and must not throw: it runs at unlock over whatever is there. */
export type Fold = (row: Row | undefined, entry: StoredEntry) => Row;

/** As it is signed. One intent may write several entries at once; `part` counts them from 0. */
export const EntryBody = z.object({
  at: z.string(),
  intent: z.string(),
  part: z.int().min(0),
  content: z.custom<JsonValue>((value) => value !== undefined), // comes from JSON.parse, so it is JSON
});
export type EntryBody = {
  readonly at: string;
  readonly intent: string;
  readonly part: number;
  readonly content: JsonValue;
};

export const toEntry = (
  dossier: DossierId,
  { id, device, sequence }: Pick<Link, 'id' | 'device' | 'sequence'>,
  { at, content }: EntryBody,
): StoredEntry => ({
  id: EntryId.parse(id),
  dossier,
  at,
  device,
  sequence,
  content,
});

/**
 * In the order of writing: each device's chain as it is, chains merged by their clocks. A clock that was set back does not
 * put an entry before the one it followed.
 */
type Placed = { readonly at: string; readonly device: string; readonly sequence: number };
export const inOrder = <T extends Placed>(entries: readonly T[]): readonly T[] => {
  const latest = new Map<string, string>();
  return entries
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((entry) => {
      const before = latest.get(entry.device) ?? '';
      const moment = order(entry.at, before) > 0 ? entry.at : before;
      latest.set(entry.device, moment);
      return { entry, moment };
    })
    .toSorted(
      (a, b) =>
        order(a.moment, b.moment) || order(a.entry.device, b.entry.device) || a.entry.sequence - b.entry.sequence,
    )
    .map(({ entry }) => entry);
};
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
