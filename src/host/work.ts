import { daysAfter, dutch } from '#core/calendar.ts';
import type { Content } from '#core/dossier.ts';
import { proposedAgain } from '#core/referral-loop.ts';
import { fail, ok } from '#core/result.ts';
import type { DossierId } from '#vault/entry.ts';
import type { JsonObject } from '#vault/json.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { DossierRowData, OfficeRowData } from './open-vault.ts';
import { itemsOf, type WorkItem } from './work-items.ts';
import { type WorkGroup, type WorkLine, workGroups, workKinds } from './work-operations.ts';

/** The work list: what is due over all dossiers, from the rows of the index. */

/** Lines on a page. */
export const workPage = 50;

/** A row that was read once. Rows are replaced when they change, so what was made of one holds as long as it is there. */
type Known = readonly WorkItem[] | 'office' | 'lost';
type Found = {
  readonly dossier: DossierId;
  readonly item: WorkItem;
  readonly group: WorkGroup;
  readonly past: boolean;
};

const dayLong = 24 * 3_600_000;
const order = (group: WorkGroup): number => workGroups.indexOf(group);

export const work = (desk: Desk): Pick<Handlers, 'work.list' | 'work.handle'> => {
  const known = new WeakMap<JsonObject, Known>();
  const read = (row: JsonObject): Known => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const data = DossierRowData.safeParse(row);
    const made = data.success ? itemsOf(desk, data.data) : OfficeRowData.safeParse(row).success ? 'office' : 'lost';
    known.set(row, made);
    return made;
  };

  return {
    'work.list': async ({ kind, from }) => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      const now = Date.parse(desk.now());
      const today = dutch(now).slice(0, 10);
      const week = dutch(daysAfter(now, 7)).slice(0, 10);
      const counts = Object.fromEntries(workKinds.map((one) => [one, 0])) as Record<WorkLine['kind'], number>;
      const groups = Object.fromEntries(workGroups.map((one) => [one, 0])) as Record<WorkGroup, number>;
      const found: Found[] = [];
      let dossiers = 0;
      let damaged = 0;
      for (const { dossier, row } of vault.rows()) {
        const items = read(row);
        if (items === 'office') continue;
        dossiers += 1;
        if (items === 'lost') {
          damaged += 1;
          continue;
        }
        for (const item of items) {
          if (item.ends !== null && item.ends <= now) continue;
          counts[item.kind] += 1;
          if (kind !== null && item.kind !== kind) continue;
          const placed = placeOf(item, now, today, week);
          groups[placed.group] += 1;
          found.push({ dossier, item, ...placed });
        }
      }
      found.sort(byDue);
      const { followUp, holidays } = desk.library.resources;
      const again = proposedAgain(followUp, today, holidays.holidays);
      const start = Math.min(from, Math.max(0, Math.floor((found.length - 1) / workPage) * workPage));
      return ok({
        now: dutch(now),
        lines: found.slice(start, start + workPage).map((one) => lineOf(one, now)),
        ...{ from: start, size: workPage, found: found.length, counts, groups, dossiers, damaged },
        ...{ again: { nextAt: again.nextAt, why: again.why, source: again.source }, today },
      });
    },

    'work.handle': async ({ dossier, handled, intent }) => {
      const open = await desk.read(dossier, '');
      if (!open.ok) return open;
      const content: Content = { kind: 'work-handled', ...handled };
      const written = await desk.append(open.value, [content], intent, 'work.handle');
      return written.ok ? ok({ dossier }) : written;
    },
  };
};

/** The window that ends first of those that are still open. */
const nextWindow = (item: WorkItem, now: number): number | null => {
  if (item.subject.what !== 'window') return item.due?.at ?? null;
  const ahead = item.subject.windows.map(({ until }) => (until === null ? null : Date.parse(until)));
  return ahead.find((until) => until !== null && until > now) ?? null;
};

const placeOf = (
  item: WorkItem,
  now: number,
  today: string,
  week: string,
): { readonly group: WorkGroup; readonly past: boolean } => {
  if (item.subject.what === 'window') return { group: 'nu', past: false };
  if (item.due === null) return { group: 'vandaag', past: false };
  const past = item.due.at < now;
  const day = dutch(item.due.at).slice(0, 10);
  // what ends tomorrow morning at nine is work of today
  const soon = !item.due.whole && item.due.at - now <= dayLong;
  const group = past ? 'nu' : day <= today || soon ? 'vandaag' : day <= week ? 'week' : 'later';
  return { group, past };
};

/** Windows first, for they close; then what is due longest. What has no term comes at the end of its group. */
const byDue = (a: Found, b: Found): number =>
  order(a.group) - order(b.group) ||
  Number(b.item.kind === 'venster') - Number(a.item.kind === 'venster') ||
  (a.item.due?.at ?? Number.MAX_SAFE_INTEGER) - (b.item.due?.at ?? Number.MAX_SAFE_INTEGER) ||
  a.item.id.localeCompare(b.item.id);

const lineOf = ({ dossier, item, group, past }: Found, now: number): WorkLine => {
  const { ends: _, due, subject, ...rest } = item;
  const next = nextWindow(item, now);
  const shown =
    subject.what !== 'window'
      ? subject
      : {
          ...subject,
          windows: subject.windows.filter(({ until }) => until === null || Date.parse(until) > now),
          past: subject.windows.flatMap(({ label, until }) =>
            until !== null && Date.parse(until) <= now ? [label] : [],
          ),
        };
  return {
    ...rest,
    ...{ dossier, group, past, subject: shown },
    due: due === null || next === null ? null : { at: dutch(next), whole: due.whole },
  };
};
