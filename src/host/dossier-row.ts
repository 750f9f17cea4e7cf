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
const current = (assessments: readonly Listed[]): readonly Listed[] =>
  assessments.length < 2
    ? assessments
    : [...new Map(assessments.map((one) => [one.instrument.split('@')[0], one])).values()];

/** Asked of every dossier before the list is shown, so it makes nothing that it does not give. */
const firstDeadline = (desk: Library, latest: readonly Listed[]) => {
  let first: { readonly code: NonNullable<Listed['deadline']>; readonly at: number } | undefined;
  for (const { deadline: code, since } of latest) {
    const from = code === null ? undefined : since[code];
    if (code === null || from === undefined) continue;
    const at = deadlineAt(code, Date.parse(from), desk.library.resources.holidays.holidays);
    if (first === undefined || at < first.at) first = { code, at };
  }
  return first;
};

/** The heaviest band, whichever instrument gave it. */
const heaviestOf = (latest: readonly Listed[]): Listed | undefined => {
  let heaviest: Listed | undefined;
  for (const one of latest) if (heaviest === undefined || weight(one.band) > weight(heaviest.band)) heaviest = one;
  return heaviest;
};

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
