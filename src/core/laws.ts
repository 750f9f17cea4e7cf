import { z } from 'zod';
import { dutch } from './calendar.ts';
import type { Instrument } from './instrument.ts';
import type { PackFault } from './pack.ts';

/**
 * Law as data with a date. Which version of a law counts follows from the table and the day; a version gets into force by
 * its date in `resources/laws.json`, not by a new release.
 */

const LawId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Source = z.string().min(3);

export const LawVersion = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9]+$/)
    .describe('What a form calls this version, such as voor or na'),
  title: z.string().min(3).optional().describe('What this version is called, where the name of the law would mislead'),
  from: z.iso.date().nullable().describe('First day in force, in Europe/Amsterdam; null: never in force'),
  until: z.iso.date().nullable().describe('Last day in force; null: until the next version begins'),
  status: z.enum(['in werking', 'voorstel', 'vervallen']),
  article: z.string().min(3).nullable().describe('Where the duty stands; null: spread over several laws'),
  source: Source,
  note: z.string().min(3).nullable().describe('Shown with the article, such as what a lawyer has to check'),
});
export type LawVersion = z.infer<typeof LawVersion>;

export const Law = z.strictObject({
  id: LawId,
  title: z.string().min(3),
  versions: z
    .array(LawVersion)
    .min(1)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'een versie staat er twee keer'),
});
export type Law = z.infer<typeof Law>;

export const Laws = z.strictObject({
  source: Source,
  laws: z
    .array(Law)
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'een wet staat er twee keer'),
});
export type Laws = z.infer<typeof Laws>;

/** `2026-11-23`: the Dutch date of an instant, as laws are dated. */
const dayOf = (instant: number): string => dutch(instant).slice(0, 10);

type Dated = LawVersion & { readonly from: string };
const isDated = (version: LawVersion): version is Dated => version.from !== null;

/** Versions with a date, the oldest first. ISO dates sort as text. */
const inOrder = (law: Law): readonly Dated[] =>
  law.versions.filter(isDated).toSorted((a, b) => a.from.localeCompare(b.from));

/**
 * The version of a law that is in force on the Dutch day of a moment: of those that have begun, the one that began last.
 *
 * @param moment - milliseconds since 1970
 * @returns `undefined` when the law is not in the table, or no version of it is in force that day
 */
export const versionOn = (laws: readonly Law[], lawId: string, moment: number): LawVersion | undefined => {
  const law = laws.find(({ id }) => id === lawId);
  const day = dayOf(moment);
  const begun = law === undefined ? undefined : inOrder(law).findLast(({ from }) => from <= day);
  return begun === undefined || (begun.until !== null && begun.until < day) ? undefined : begun;
};

/** The version of the first of these moments that the table knows one for. */
export const versionFor = (laws: readonly Law[], lawId: string, moments: readonly number[]): LawVersion | undefined => {
  for (const moment of moments) {
    const found = versionOn(laws, lawId, moment);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Noon of a day: far from both its ends, whatever the clock of the season. */
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/**
 * The moments whose law counts, the first before the next: when it happened as far as that was told, and when it became known.
 *
 * @param happenedOn - `2026-11-23`, or null when the day is not known
 * @param knownAt - instant, ISO 8601
 */
export const lawMoments = (happenedOn: string | null, knownAt: string): readonly [number, ...number[]] =>
  happenedOn === null ? [Date.parse(knownAt)] : [noonOf(happenedOn), Date.parse(knownAt)];

const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

const file = 'resources/laws.json';

/** What is wrong with a version by itself: a date and a status that contradict each other. */
const faultsOfVersion = ({ code, from, until, status }: LawVersion): readonly string[] => [
  ...(from === null && until !== null ? [`${code} heeft een einddatum en geen begindatum`] : []),
  ...(from !== null && until !== null && until < from ? [`${code} eindigt voordat hij begint`] : []),
  ...(from === null && status === 'in werking' ? [`${code} heet in werking en heeft geen begindatum`] : []),
  ...(from !== null && status === 'voorstel' ? [`${code} heeft een begindatum en heet nog voorstel`] : []),
  ...(until === null && status === 'vervallen' ? [`${code} heet vervallen en heeft geen einddatum`] : []),
];

/** Days on which two versions would be in force, or none between two versions. */
const faultsBetween = (law: Law): readonly string[] => {
  const dated = inOrder(law);
  return dated.flatMap((version, index) => {
    const next = dated[index + 1];
    if (next === undefined)
      return version.until !== null && version.status !== 'vervallen'
        ? [`${version.code} eindigt op ${version.until} zonder volgende versie en heet niet vervallen`]
        : [];
    if (version.from === next.from || (version.until !== null && version.until >= next.from))
      return [`${version.code} en ${next.code} gelden op dezelfde dag (${next.from})`];
    return version.until !== null && nextDay(version.until) < next.from
      ? [`tussen ${version.code} en ${next.code} geldt niets (na ${version.until}, voor ${next.from})`]
      : [];
  });
};

/** Every fault of the law table itself, with its place. */
export const lawFaults = (laws: readonly Law[]): readonly PackFault[] =>
  laws.flatMap((law) =>
    [...law.versions.flatMap(faultsOfVersion), ...faultsBetween(law)].map((message) => ({
      file,
      at: law.id,
      message,
    })),
  );

/** Questions of a form that a law fills in: the law must be in the table, and each of its versions must be an answer. */
export const lawFaultsInForm = (laws: readonly Law[], form: Instrument): readonly PackFault[] =>
  form.sections
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      if (item.filled?.by !== 'law') return [];
      const fault = (message: string) => [{ file: `forms/${form.id}@${form.version}.json`, at: item.id, message }];
      const { law: id } = item.filled;
      const law = laws.find((one) => one.id === id);
      if (law === undefined) return fault(`${id} staat niet in ${file}`);
      const codes = item.type === 'one' ? item.options.map(({ code }) => code) : [];
      const missing = law.versions.map(({ code }) => code).filter((code) => !codes.includes(code));
      return missing.flatMap((code) => fault(`${code} is een versie van ${id} en geen antwoord van deze vraag`));
    });
