import { titleOf } from '#core/assess.ts';
import { type Band, weight } from '#core/band.ts';
import { deadlineAt, dutch } from '#core/calendar.ts';
import type { Content, Dossier } from '#core/dossier.ts';
import { decide } from '#core/outcome.ts';
import { fail, ok } from '#core/result.ts';
import { datedOutcome, progressOf } from './assessment-view.ts';
import { standingOf } from './assessments.ts';
import { attachmentTimeline } from './attachments.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { dutyTimeline } from './duties.ts';
import { meldcodeTimeline } from './meldcode-drawn.ts';
import { DossierRowData, emptyRow, OfficeRowData } from './open-vault.ts';
import { bandLabel, deadlineView } from './outcome-view.ts';
import type { DossierRow, DossierView } from './views.ts';

/** The dossiers: which there are, what stands in one, and starting one from a signal. */

type Listed = DossierRowData['assessments'][number];

/** Of each instrument the last assessment counts; a newer one takes the place of an older. */
const current = (assessments: readonly Listed[]): readonly Listed[] => [
  ...new Map(assessments.map((one) => [one.instrument.split('@')[0], one])).values(),
];

const rowView = (desk: Desk, dossier: string, row: DossierRowData, damaged: boolean): DossierRow => {
  const latest = current(row.assessments);
  const heaviest = latest.toSorted((a, b) => weight(b.band) - weight(a.band))[0];
  const pack = heaviest && desk.library.packs.get(heaviest.instrument);
  const dated = latest.flatMap((one) => {
    const from = one.deadline === null ? undefined : one.since[one.deadline];
    if (one.deadline === null || from === undefined) return [];
    const at = deadlineAt(one.deadline, Date.parse(from), desk.library.resources.holidays.holidays);
    return [{ code: one.deadline, at }];
  });
  const first = dated.toSorted((a, b) => a.at - b.at)[0];
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

const timelineOf = (desk: Desk, open: OpenDossier, dossier: Dossier): DossierView['timeline'] =>
  [
    ...dossier.signals.map(({ at, text }) => ({ at, kind: 'signaal', text })),
    ...dossier.assessments.flatMap((assessment) => {
      const title = titleOf(desk.library, assessment.instrument.split('@')[0] ?? assessment.instrument);
      const corrections = assessment.events.filter(({ corrects }) => corrects !== null);
      return [
        { at: assessment.startedAt, kind: 'wegwijzer', text: `${title} begonnen` },
        ...corrections.map(({ at, reason }) => ({
          at,
          kind: 'correctie',
          text: `Antwoord gewijzigd: ${reason ?? ''}`,
        })),
        ...(assessment.concludedAt === null
          ? []
          : [{ at: assessment.concludedAt, kind: 'wegwijzer', text: `${title} afgerond` }]),
      ];
    }),
    ...dossier.referrals.map(({ at, recipientName }) => ({
      at,
      kind: 'brief',
      text: `Brief gemaakt voor ${recipientName}`,
    })),
    ...attachmentTimeline(dossier),
    ...meldcodeTimeline(dossier),
    ...dutyTimeline(desk, open),
  ]
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .map(({ at, kind, text }) => ({ at: dutch(Date.parse(at)), kind, text }));

const dossierView = async (desk: Desk, open: OpenDossier): Promise<DossierView> => {
  const { dossier } = open;
  const now = Date.parse(desk.now());
  const decided = await Promise.all(
    dossier.assessments.map(async (assessment) => {
      const standing = standingOf(desk, open, assessment.id);
      if (!standing.ok) return undefined;
      const { pack, place, answers } = standing.value;
      const outcome = datedOutcome(
        desk.library,
        assessment,
        await decide(pack, answers, now, desk.library.resources.holidays.holidays),
        now,
      );
      const view: DossierView['assessments'][number] = {
        assessment: assessment.id,
        instrument: pack.id,
        title: pack.instrument.title,
        about: dossier.people.find(({ id }) => id === assessment.about)?.label ?? null,
        startedAt: dutch(Date.parse(assessment.startedAt)),
        state: assessment.concludedAt !== null ? 'afgerond' : place.kind === 'stopped' ? 'onderbroken' : 'bezig',
        band: outcome.nothing === null ? outcome.band : null,
        bandLabel: outcome.nothing ?? bandLabel(pack, outcome.band),
        final: outcome.final,
        deadline: outcome.deadline && deadlineView(outcome.deadline.code, outcome.deadline.at),
        ...progressOf(pack, answers),
      };
      return { view, next: outcome.next, title: pack.instrument.title, client: pack.instrument.client };
    }),
  );
  const known = decided.filter((one) => one !== undefined);
  const started = new Set(known.map(({ view }) => view.instrument));
  const lost = dossier.assessments
    .filter((_, index) => decided[index] === undefined)
    .map(({ instrument }) => ({ kind: 'instrument-missing', document: instrument }));
  const suggestions = new Map<string, DossierView['suggestions'][number]>();
  for (const { view, next, title, client } of known)
    for (const { id } of next)
      if (!started.has(id))
        suggestions.set(id, {
          id,
          title: titleOf(desk.library, id),
          because: title,
          available: desk.library.packs.has(id),
          from: view.assessment,
          samePerson: desk.library.packs.get(id)?.instrument.client === client,
        });
  return {
    dossier: open.id,
    label: dossier.label,
    openedAt: dutch(Date.parse(dossier.openedAt)),
    signals: dossier.signals.map(({ at, text, about, saidBy }) => ({
      at: dutch(Date.parse(at)),
      text,
      kind: about,
      saidBy,
    })),
    people: dossier.people.map((person) => ({ ...person })),
    assessments: known.map(({ view }) => view).toReversed(),
    suggestions: [...suggestions.values()],
    referrals: dossier.referrals
      .map((made) => ({
        referral: made.referral,
        recipient: made.recipientName,
        at: dutch(Date.parse(made.at)),
        ground: made.ground,
        informed: made.informed,
        file: made.file,
        nextAt: made.nextAt,
      }))
      .toReversed(),
    timeline: timelineOf(desk, open, dossier),
    damage: [...open.damage, ...lost],
  };
};

/** Of a dossier of which nothing can be read there is only that it is there. */
const unreadable: DossierRowData = { ...emptyRow, openedAt: dutch(0), lastAt: dutch(0) };

/** Heaviest and soonest first: what a worker must see when the list opens. */
const byUrgency = (a: DossierRow, b: DossierRow): number => {
  const at = (row: DossierRow) => (row.deadline === null ? Number.POSITIVE_INFINITY : Date.parse(row.deadline.at));
  const band = (one: Band | null) => (one === null ? -1 : weight(one));
  const soonest = at(a) === at(b) ? 0 : at(a) - at(b);
  return soonest || band(b.band) - band(a.band) || b.lastAt.localeCompare(a.lastAt);
};

export const dossiers = (
  desk: Desk,
): Pick<Handlers, 'dossiers.list' | 'dossiers.open' | 'dossiers.read' | 'dossiers.addPerson'> => ({
  'dossiers.list': async () => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' });
    const rows = vault.rows().flatMap(({ dossier, row, damaged }) => {
      const data = DossierRowData.safeParse(row);
      if (data.success) return [rowView(desk, dossier, data.data, damaged)];
      return OfficeRowData.safeParse(row).success ? [] : [rowView(desk, dossier, unreadable, true)];
    });
    return ok(rows.toSorted(byUrgency));
  },

  'dossiers.open': async ({ label, signal, kind, saidBy, intent }) => {
    const contents: Content[] = [
      { kind: 'dossier-opened', label },
      { kind: 'signal', text: signal, about: kind, saidBy },
    ];
    const made = await desk.create(contents, intent, 'dossier.open');
    if (made.ok) return ok(await dossierView(desk, made.value));
    return made.error.kind === 'unknown-dossier' ? fail({ kind: 'not-saved' }) : fail({ kind: made.error.kind });
  },

  'dossiers.read': async ({ dossier }) => {
    const open = await desk.read(dossier, 'dossier.read');
    return open.ok ? ok(await dossierView(desk, open.value)) : open;
  },

  'dossiers.addPerson': async ({ dossier, person, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const content: Content = { kind: 'person', person: { ...person, id: intent } };
    const written = await desk.append(open.value, [content], intent, 'person.add');
    return written.ok ? ok(await dossierView(desk, written.value)) : written;
  },
});
