import { dutch, parseMoment } from '#core/calendar.ts';
import type { Content, Dossier, Told } from '#core/dossier.ts';
import { type Kept, lastOf } from '#core/family.ts';
import { fail, ok } from '#core/result.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { timelineOf } from './dossiers.ts';
import { type TimelineView, timelineKinds, timelinePageSize } from './timeline-operations.ts';

/** The timeline of a dossier, and what is told at any time after its opening. */

type Line = TimelineView['lines'][number];
type Listed = Line & { readonly about: readonly string[] };

const moment = (at: string): string => dutch(Date.parse(at));

const toldView = ({ about, text, saidBy, happened, people }: Told): NonNullable<Line['told']> => ({
  ...{ about, text, saidBy, happened: { ...happened }, people: [...people] },
});

const lineOf = (kept: Kept<Told>, names: (ids: readonly string[]) => string[]): Listed => {
  const told = lastOf(kept);
  return {
    ...{ id: kept.id, kind: told.sort, at: moment(kept.versions[0]?.at ?? ''), text: told.text },
    people: names(told.people),
    about: told.people,
    told: toldView(told),
    earlier: kept.versions
      .slice(0, -1)
      .map(({ at, value }, n) => ({
        ...{ at: moment(at), value: toldView(value), reason: kept.versions[n + 1]?.reason ?? null },
      }))
      .toReversed(),
    withdrawn: kept.withdrawn === null ? null : { ...kept.withdrawn, at: moment(kept.withdrawn.at) },
  };
};

/** Who came into the dossier, who was corrected and why. */
const peopleEvents = ({ persons }: Dossier) =>
  persons.flatMap(({ id, versions, withdrawn }) => {
    const name = versions.at(-1)?.value.person.label ?? '';
    return [
      ...versions.map(({ at, reason }, n) => ({
        ...{ at: moment(at), kind: 'mensen', people: [id] },
        text: n === 0 ? `Persoon toegevoegd: ${name}` : `Persoon gewijzigd: ${name}. ${reason ?? ''}`,
      })),
      ...(withdrawn === null
        ? []
        : [
            {
              ...{ at: moment(withdrawn.at), kind: 'mensen', people: [id] },
              text: `Persoon ingetrokken: ${name}. ${withdrawn.reason}`,
            },
          ]),
    ];
  });

/** The day on which it happened; where that is not known, the day on which it was written down. */
const placeOf = ({ at, told }: Listed): string => (told?.happened.on == null ? at : `${told.happened.on}T23:59`);

const linesOf = (desk: Desk, open: OpenDossier): readonly Listed[] => {
  const { dossier } = open;
  const labels = new Map(dossier.persons.map((kept) => [kept.id, lastOf(kept).person.label]));
  const names = (ids: readonly string[]): string[] => ids.flatMap((id) => labels.get(id) ?? []);
  const events = [...timelineOf(desk, open, dossier), ...peopleEvents(dossier)].map((event, n): Listed => {
    const about = event.people ?? [];
    return {
      ...{ id: `event ${n}`, at: event.at, text: event.text, people: names(about), about },
      kind: timelineKinds.find((kind) => kind === event.kind) ?? 'anders',
      ...{ told: null, earlier: [], withdrawn: null },
    };
  });
  return [...dossier.notes.map((kept) => lineOf(kept, names)), ...events].toSorted((a, b) =>
    placeOf(b).localeCompare(placeOf(a)),
  );
};

export const timeline = (desk: Desk): Pick<Handlers, 'timeline.read' | 'timeline.tell'> => ({
  'timeline.read': async ({ dossier, kind, person, from }) => {
    const open = await desk.read(dossier, 'timeline.read');
    if (!open.ok) return open;
    const all = linesOf(desk, open.value);
    const found = all.filter(
      (line) => (kind === null || line.kind === kind) && (person === null || line.about.includes(person)),
    );
    const start = Math.min(from, Math.max(0, Math.floor((found.length - 1) / timelinePageSize) * timelinePageSize));
    return ok({
      lines: found.slice(start, start + timelinePageSize).map(({ about: _, ...line }) => line),
      ...{ from: start, size: timelinePageSize, found: found.length, total: all.length },
      people: open.value.dossier.people.map(({ id, label }) => ({ id, label })),
    });
  },

  'timeline.tell': async ({ dossier, sort, kind, text, saidBy, happened, people, corrects, reason, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const { notes, people: known } = open.value.dossier;
    if (!people.every((id) => known.some((one) => one.id === id))) return fail({ kind: 'unknown-person' });
    if (happened.on !== null) {
      const day = parseMoment(`${happened.on}T00:00:00+01:00`);
      if (!day.ok || happened.on > moment(desk.now()).slice(0, 10)) return fail({ kind: 'moment-refused', at: 'on' });
    }
    const had = notes.find(({ id, withdrawn }) => id === corrects && withdrawn === null);
    if (corrects !== null && had === undefined) return fail({ kind: 'not-in-record' });
    if (had !== undefined && (reason === null || reason === '')) return fail({ kind: 'reason-needed' });
    const content: Content = {
      ...{ kind: 'signal', text, about: kind, saidBy: kind === 'gezegd' ? saidBy : null, sort, happened, people },
      ...{ corrects, reason },
    };
    const action = had === undefined ? 'timeline.told' : 'timeline.corrected';
    const written = await desk.append(open.value, [content], intent, action);
    return written.ok ? ok(null) : written;
  },
});
