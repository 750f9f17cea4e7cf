import { titleOf } from '#core/assess.ts';
import { weight } from '#core/band.ts';
import { deadlineAt, dutch } from '#core/calendar.ts';
import type { Desk } from './desk.ts';
import type { DossierRowData } from './open-vault.ts';
import { bandLabel, deadlineView } from './outcome-view.ts';
import type { DossierRow } from './views.ts';

/** A dossier as a line of the list, and which line comes first. */

type Library = Pick<Desk, 'library'>;
type Listed = DossierRowData['assessments'][number];

/** Of each instrument the last assessment counts; a newer one takes the place of an older. */
const current = (assessments: readonly Listed[]): readonly Listed[] => [
  ...new Map(assessments.map((one) => [one.instrument.split('@')[0], one])).values(),
];

const firstDeadline = (desk: Library, latest: readonly Listed[]) =>
  latest
    .flatMap((one) => {
      const from = one.deadline === null ? undefined : one.since[one.deadline];
      if (one.deadline === null || from === undefined) return [];
      const at = deadlineAt(one.deadline, Date.parse(from), desk.library.resources.holidays.holidays);
      return [{ code: one.deadline, at }];
    })
    .toSorted((a, b) => a.at - b.at)[0];

/** The heaviest band, whichever instrument gave it. */
const heaviestOf = (latest: readonly Listed[]): Listed | undefined =>
  latest.toSorted((a, b) => weight(b.band) - weight(a.band))[0];

/** @param dossier - its id; the row alone does not say it */
export const rowView = (desk: Library, dossier: string, row: DossierRowData, damaged: boolean): DossierRow => {
  const latest = current(row.assessments);
  const heaviest = heaviestOf(latest);
  const pack = heaviest && desk.library.packs.get(heaviest.instrument);
  const first = firstDeadline(desk, latest);
  const running = row.assessments.findLast((one) => !one.concluded);
  return {
    dossier,
    label: row.label,
    openedAt: dutch(Date.parse(row.openedAt)),
    lastAt: dutch(Date.parse(row.lastAt)),
    signal: row.signal,
    band: heaviest?.band ?? null,
    bandLabel: heaviest === undefined ? null : pack ? bandLabel(pack, heaviest.band) : heaviest.band,
    final: latest.every((one) => one.final),
    deadline: first === undefined ? null : deadlineView(first.code, dutch(first.at)),
    running:
      running === undefined
        ? null
        : {
            assessment: running.id,
            title: titleOf(desk.library, running.instrument.split('@')[0] ?? ''),
          },
    referrals: row.referrals,
    damaged,
  };
};

/** What decides the place of a dossier in the list. Times in milliseconds since 1970; a band as its weight, -1 without one. */
export type Urgency = { readonly due: number; readonly band: number; readonly last: string };

export const urgencyOf = (desk: Library, row: DossierRowData): Urgency => {
  const latest = current(row.assessments);
  const heaviest = heaviestOf(latest);
  return {
    due: firstDeadline(desk, latest)?.at ?? Number.POSITIVE_INFINITY,
    band: heaviest === undefined ? -1 : weight(heaviest.band),
    last: row.lastAt,
  };
};

/** Soonest first, then heaviest, then last worked on: what a worker must see when the list opens. */
export const byUrgency = (a: Urgency, b: Urgency): number =>
  (a.due === b.due ? 0 : a.due - b.due) || b.band - a.band || (a.last < b.last ? 1 : a.last > b.last ? -1 : 0);
