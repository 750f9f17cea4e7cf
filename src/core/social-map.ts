import { z } from 'zod';

/** The sociale kaart: which service helps whom with what, and where; what the team itself adds to it. */

const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Source = z.string().min(3);
const MunicipalityCode = z.string().regex(/^GM\d{4}$/);

export const audiences = ['slachtoffer', 'pleger', 'kind', 'omstander', 'professional'] as const;
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;

const once = (values: readonly string[]): boolean => new Set(values).size === values.length;

export const SocialMap = z.strictObject({
  source: Source,
  recheck: z
    .strictObject({ days: z.int().positive(), source: Source })
    .describe('A service that was not looked at for longer than this is marked'),
  audiences: z
    .array(z.strictObject({ code: Audience, label: z.string().min(3) }))
    .refine((all) => once(all.map(({ code }) => code)) && all.length === audiences.length, 'elke groep één keer'),
  needs: z
    .array(z.strictObject({ code: Code, label: z.string().min(3), services: z.array(Code).min(1) }))
    .min(1)
    .refine((all) => once(all.map(({ code }) => code)), 'een hulpvraag staat er twee keer'),
  ages: z
    .array(z.strictObject({ service: Code, from: z.int().min(0), until: z.int().max(120), source: Source }))
    .describe('Services that are there for some ages only, both ends included; of the others no age is known'),
  regional: z
    .array(z.strictObject({ service: Code, municipalities: z.array(MunicipalityCode).min(1), source: Source }))
    .describe('Services that are there for some municipalities only; the others are for the whole country'),
});
export type SocialMap = z.infer<typeof SocialMap>;

/** A service in the own region, as the team knows it. What is empty is not known, and shown as such. */
export const LocalService = z.strictObject({
  name: z.string().trim().min(2).max(160),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+()\s-]{7,20}$/)
    .nullable(),
  hours: z.string().trim().max(120),
  audience: z.array(Audience).max(audiences.length),
  forWhom: z.string().trim().max(200).describe('In own words, beside the groups'),
  expertise: z.string().trim().max(200),
  needs: z.array(Code).max(40),
  ageFrom: z.int().min(0).max(120).nullable(),
  ageUntil: z.int().min(0).max(120).nullable(),
  municipalities: z.array(MunicipalityCode).max(400).describe('Empty: not told for which'),
  waiting: z.string().trim().max(120),
  note: z.string().trim().max(400),
});
export type LocalService = z.infer<typeof LocalService>;

/** With every version, so that what a letter or a colleague went by can still be seen. */
export const KeptService = z.object({
  id: z.string(),
  versions: z
    .array(z.object({ at: z.string(), value: LocalService, reason: z.string().nullable() }))
    .min(1)
    .describe('Oldest first; the last one stands'),
  checks: z
    .array(z.object({ on: z.iso.date(), version: z.int() }))
    .describe('When its number was called or looked up, and which version that was'),
  withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
});
export type KeptService = z.infer<typeof KeptService>;

export const standsAs = (kept: KeptService): LocalService => {
  const last = kept.versions.at(-1);
  if (last === undefined) throw new Error(`Service ${kept.id} has no version`);
  return last.value;
};

/** The last day on which somebody looked at the number that stands now; null: nobody did. */
export const checkedOn = (kept: KeptService): string | null => {
  const { phone } = standsAs(kept);
  const other = kept.versions.findLastIndex(({ value }) => value.phone !== phone);
  const days = kept.checks.filter(({ version }) => version > other).map(({ on }) => on);
  return days.toSorted().at(-1) ?? null;
};

/** @param checked - the day, or null when it never was; @param today - both as `2026-11-23` */
export const isStale = (checked: string | null, today: string, days: number): boolean =>
  checked === null || Date.parse(today) - Date.parse(checked) > days * 86_400_000;

/** What can be told of a service when it is sought. Null or empty: not known, and then it is never left out. */
export type Sought = {
  readonly audience: readonly Audience[];
  readonly needs: readonly string[];
  readonly ageFrom: number | null;
  readonly ageUntil: number | null;
  readonly municipalities: readonly string[];
  /** Everything on the card, to find words in. */
  readonly words: string;
};

export type Seeking = {
  readonly audience: Audience | null;
  readonly need: string | null;
  readonly age: number | null;
  readonly municipality: string | null;
  readonly word: string;
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a service stays in the list. Not knowing something of it never takes it out. */
export const suits = (service: Sought, seeking: Seeking): boolean => {
  const { audience, need, age, municipality } = seeking;
  const among = <T>(value: T | null, known: readonly T[]) =>
    value === null || known.length === 0 || known.includes(value);
  const words = plain(service.words);
  return (
    among(audience, service.audience) &&
    among(need, service.needs) &&
    among(municipality, service.municipalities) &&
    (age === null || ((service.ageFrom ?? 0) <= age && age <= (service.ageUntil ?? 120))) &&
    plain(seeking.word)
      .split(/\s+/)
      .every((word) => words.includes(word))
  );
};
