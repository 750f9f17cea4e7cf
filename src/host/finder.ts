import { dutch } from '#core/calendar.ts';
import type { DossierId } from '#vault/entry.ts';
import type { JsonObject } from '#vault/json.ts';
import type { Desk } from './desk.ts';
import { byUrgency, rowView, type Urgency, urgencyOf } from './dossier-row.ts';
import { DossierRowData, emptyRow, OfficeRowData } from './open-vault.ts';
import { plain } from './plain-text.ts';
import type { DossierList } from './views.ts';

/** Rows on a page of the list. */
export const pageSize = 50;

type Listed = { readonly dossier: DossierId; readonly row: JsonObject; readonly damaged: boolean };

export type Finder = {
  /** Whether the question before this one was a search. */
  readonly isSearching: () => boolean;
  /** @param from - place of the first row among those found */
  readonly page: (rows: readonly Listed[], search: string, from: number) => DossierList;
};

/** A row that was read once. Rows are replaced when they change, so what was made of one holds as long as it is there. */
type Known = { readonly data: DossierRowData; readonly urgency: Urgency; plain?: string };

/** Made when somebody first searches: the list is there before that. */
const plainOf = (one: Known): string => {
  one.plain ??= plain(`${one.data.label} ${one.data.signal}`);
  return one.plain;
};

/** Of a dossier of which nothing can be read there is only that it is there. */
const unreadable: DossierRowData = { ...emptyRow, openedAt: dutch(0), lastAt: dutch(0) };

/** Beyond this place a page is cut from the whole list in order; before it, only the first ones are put in order. */
const farthest = 1000;

/** The first `count` in order, without putting all the others in order too. */
const firstOf = <T>(all: readonly T[], order: (a: T, b: T) => number, count: number): readonly T[] => {
  if (count > farthest || all.length <= count * 2) return all.toSorted(order).slice(0, count);
  const best = all.slice(0, count).sort(order);
  for (const one of all.slice(count)) {
    const last = best[count - 1];
    if (last !== undefined && order(one, last) >= 0) continue;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = best[middle];
      if (there !== undefined && order(one, there) < 0) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, one);
    best.pop();
  }
  return best;
};

/** Finds dossiers by what their line shows, going through all of them: nothing of it is written anywhere. */
export const createFinder = (desk: Pick<Desk, 'library'>): Finder => {
  const known = new WeakMap<JsonObject, Known | 'office'>();
  let searching = false;

  const made = (data: DossierRowData): Known => ({
    data,
    urgency: urgencyOf(desk, data),
  });
  const lost = made(unreadable);

  const read = ({ row }: Listed): Known | 'office' => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const data = DossierRowData.safeParse(row);
    const now = data.success ? made(data.data) : OfficeRowData.safeParse(row).success ? 'office' : lost;
    known.set(row, now);
    return now;
  };

  /** The vault gives the same list until a row changes; whoever types asks it again at every letter. */
  let last: { readonly rows: readonly Listed[]; readonly read: readonly (Known | 'office')[] } | undefined;
  const readAll = (rows: readonly Listed[]): readonly (Known | 'office')[] => {
    if (last?.rows !== rows) last = { rows, read: rows.map(read) };
    return last.read;
  };

  return {
    isSearching: () => searching,
    page: (rows, search, from) => {
      const words = plain(search).split(/\s+/).filter(Boolean);
      searching = words.length > 0;
      const found: { readonly listed: Listed; readonly one: Known }[] = [];
      let total = 0;
      for (const [at, one] of readAll(rows).entries()) {
        const listed = rows[at];
        if (one === 'office' || listed === undefined) continue;
        total += 1;
        // what cannot be read cannot be left out by a search either: it might be the one that is looked for
        if (one === lost || words.every((word) => plainOf(one).includes(word))) found.push({ listed, one });
      }
      const start = Math.min(from, Math.max(0, Math.floor((found.length - 1) / pageSize) * pageSize));
      const first = firstOf(found, (a, b) => byUrgency(a.one.urgency, b.one.urgency), start + pageSize);
      const shown = first
        .slice(start)
        .map(({ listed, one }) => rowView(desk, listed.dossier, one.data, listed.damaged || one === lost));
      return { rows: shown, from: start, size: pageSize, found: found.length, total };
    },
  };
};
