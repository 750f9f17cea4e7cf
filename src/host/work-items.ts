import { titleOf } from '#core/assess.ts';
import type { DeadlineCode } from '#core/band.ts';
import { deadlineAt, dutch } from '#core/calendar.ts';
import { dutchMoment } from '#core/duty-record.ts';
import { termUntil } from '#core/meldcode-terms.ts';
import { loopStanding, proposedNext } from '#core/referral-loop.ts';
import { handledFor, type WorkAbout } from '#core/work-handled.ts';
import type { Desk } from './desk.ts';
import type { DossierRowData } from './open-vault.ts';
import { bandLabel, deadlineView } from './outcome-view.ts';
import type { WorkKind, WorkLine } from './work-operations.ts';

/** What is due in one dossier, read from its row: every line with its moment and its source, and nothing of now in it. */

type Library = Pick<Desk, 'library'>;
type Listed = DossierRowData['assessments'][number];

/** Milliseconds since 1970; a line without a term has none. `window` ends, one after the other. */
export type WorkItem = Omit<WorkLine, 'group' | 'past' | 'dossier' | 'due'> & {
  readonly due: { readonly at: number; readonly whole: boolean } | null;
  /** Until when it is shown; after that there is nothing more to do about it. */
  readonly ends: number | null;
};

const hour = 3_600_000;

/** The end of a day in the Netherlands: who does it that evening is in time. */
const endOf = (day: string): number => {
  const end = dutchMoment(day, '23:59');
  return end.ok ? end.value : Date.parse(`${day}T23:59:00Z`);
};

/** What has no moment comes after all that has. */
const dueFirst = (due: string | null): number => (due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due));

const onDay = (day: string) => ({ at: endOf(day), whole: true });

/** Of each instrument the last about each person; a newer one takes the place of an older. */
const current = (assessments: readonly Listed[]): readonly Listed[] => [
  ...new Map(assessments.map((one) => [`${one.instrument.split('@')[0]} ${one.about}`, one])).values(),
];

const handledSources = {
  next: 'datum die u zelf koos bij het afhandelen',
  agreed: 'afspraak in de meldcode',
  chosen: 'datum die bij deze verwijzing staat',
  plan: 'datum die in het veiligheidsplan is afgesproken',
} as const;

export const itemsOf = ({ library }: Library, row: DossierRowData): readonly WorkItem[] => {
  const { resources } = library;
  const holidays = resources.holidays.holidays;
  const { work } = row;
  const title = (one: Listed): string => titleOf(library, one.instrument.split('@')[0] ?? one.instrument);
  const base = (kind: WorkKind, id: string) => ({
    id: `${kind} ${id}`,
    kind,
    label: row.label,
    band: null,
    ends: null,
  });

  const dueAt = (code: DeadlineCode, one: Listed): number | null => {
    const from = one.since[code];
    return from === undefined ? null : deadlineAt(code, Date.parse(from), holidays);
  };
  const ruleSource = (one: Listed): string => {
    const pack = library.packs.get(one.instrument);
    const label = pack === undefined ? one.band : bandLabel(pack, one.band);
    return `${title(one)}, uitkomst ${label}`;
  };

  const ofAssessment = (one: Listed): WorkItem[] => {
    const to = { kind: 'assessment' as const, assessment: one.id };
    const code = one.deadline;
    const about: WorkAbout | null = code === null ? null : { on: 'deadline', assessment: one.id, code };
    const handled = about === null ? undefined : handledFor(work.handled, about);
    const at = code === null ? null : dueAt(code, one);
    const label = code === null || at === null ? null : deadlineView(code, dutch(at)).label;
    const due = at === null ? null : { at, whole: false };
    const found: WorkItem[] = [];
    if (!one.concluded)
      found.push({
        ...base('vragenlijst', one.id),
        band: one.band,
        subject: { what: 'open', title: title(one), label: handled === undefined ? label : null },
        due: handled === undefined ? due : null,
        source: label === null || handled !== undefined ? null : ruleSource(one),
        ...{ to, about: null },
      });
    else if (handled === undefined && code !== null && label !== null)
      found.push({
        ...base('termijn', one.id),
        band: one.band,
        subject: { what: 'deadline', title: title(one), label, code },
        ...{ due, source: ruleSource(one), to, about },
      });
    if (handled !== undefined && handled.nextAt !== null)
      found.push({
        ...base('opnieuw', one.id),
        band: one.band,
        subject: { what: 'again', title: title(one) },
        ...{ due: onDay(handled.nextAt), source: handledSources.next, to, about },
      });
    return found;
  };

  const ofWindow = (one: Listed): WorkItem[] => {
    const about: WorkAbout = { on: 'window', assessment: one.id };
    const measures = resources.measures.measures.filter(({ code }) => one.measures.includes(code));
    if (measures.length === 0 || handledFor(work.handled, about) !== undefined) return [];
    const event = one.event === null ? null : Date.parse(one.event);
    const windows = measures
      .map(({ label, hours, source }) => ({ label, until: event === null ? null : event + hours * hour, source }))
      .toSorted((a, b) => (a.until ?? 0) - (b.until ?? 0));
    const [first] = windows;
    const last = windows.at(-1)?.until ?? null;
    // Without a time every window counts as open; it is shown until somebody says that it is done.
    return [
      {
        ...base('venster', one.id),
        band: one.band,
        subject: {
          what: 'window',
          title: title(one),
          timeKnown: event !== null,
          windows: windows.map((each) => ({ ...each, until: each.until === null ? null : dutch(each.until) })),
          past: [],
        },
        due: first === undefined || first.until === null ? null : { at: first.until, whole: false },
        ends: last,
        source: [...new Set(windows.map(({ source }) => source))].join('; '),
        to: { kind: 'assessment', assessment: one.id },
        about,
      },
    ];
  };

  const ofDuties = (one: Listed): WorkItem[] => {
    const { duties } = resources;
    if (one.instrument.split('@')[0] !== duties.instrument) return [];
    const owed = work.owed[one.id];
    const told = { ...base('plicht', one.id), band: one.band, to: { kind: 'duties' as const }, about: null };
    // Written before this was kept: what is still to be told is not known, and unknown is not nothing.
    if (owed === undefined)
      return [
        { ...told, subject: { what: 'owed', title: title(one), more: 0, known: false }, due: null, source: null },
      ];
    const [first] = owed.toSorted((a, b) => dueFirst(a.due) - dueFirst(b.due));
    if (first === undefined || (first.due === null && !one.concluded)) return [];
    const step = duties.steps.find(({ id }) => id === first.duty);
    return [
      {
        ...told,
        subject: { what: 'owed', title: step?.title ?? first.duty, more: owed.length - 1, known: first.due !== null },
        due: first.due === null ? null : { at: Date.parse(first.due), whole: false },
        source: step?.source ?? duties.source,
      },
    ];
  };

  const ofReferral = (loop: DossierRowData['work']['loops'][number]): WorkItem[] => {
    const { state, nextAt, open } = loopStanding(loop.steps, loop.nextAt?.slice(0, 10) ?? null);
    if (!open) return [];
    const last = loop.steps.findLast(({ step }) => step === state || step === 'nagevraagd');
    const from = last?.on ?? null;
    const proposal =
      from === null ? null : proposedNext(resources.followUp, loop.recipient, last?.step ?? 'concept', from, holidays);
    const made = resources.followUp.terms.filter(({ after }) => after === 'concept');
    const first =
      made.find(({ recipient }) => recipient === loop.recipient) ?? made.find((one) => one.recipient === null);
    const source =
      state === 'concept'
        ? (first?.source ?? null)
        : proposal !== null && proposal.nextAt === nextAt
          ? proposal.source
          : handledSources.chosen;
    return [
      {
        ...base('verwijzing', loop.referral),
        subject: { what: 'referral', recipient: loop.name, state },
        due: nextAt === null ? null : onDay(nextAt),
        source,
        to: { kind: 'referral', referral: loop.referral },
        about: null,
      },
    ];
  };

  const ofMeldcode = (): WorkItem[] => {
    const round = work.rounds.at(-1);
    if (round === undefined) return [];
    const frame = library.frames.get(round.frame);
    const to = { kind: 'meldcode' as const };
    const meldingen = round.notes.filter(({ what }) => what === 'melding');
    const terms = meldingen.flatMap(({ root, on }): WorkItem[] =>
      on === null
        ? []
        : (frame?.terms ?? []).flatMap((term): WorkItem[] => {
            const about: WorkAbout = { on: 'term', melding: root, term: term.id };
            const { extension } = term;
            const more = round.notes.filter(
              (one) => one.what === 'verlenging' && one.melding === root && one.term === term.id,
            ).length;
            const first = termUntil(on, term, holidays);
            const until =
              extension === null
                ? first
                : Array.from({ length: more }).reduce<string>((date) => termUntil(date, extension, holidays), first);
            const handled = handledFor(work.handled, about);
            if (handled !== undefined && handled.nextAt === null) return [];
            return [
              {
                ...base('meldcode', `${root} ${term.id}`),
                subject: { what: 'term', label: term.label },
                due: onDay(handled?.nextAt ?? until),
                source: handled === undefined ? term.source : handledSources.next,
                ...{ to, about },
              },
            ];
          }),
    );
    const decided = round.notes.some(({ what }) => what === 'besluit');
    const report: WorkItem[] =
      decided && meldingen.length === 0
        ? [
            {
              ...base('meldcode', `${round.meldcode} melding`),
              subject: { what: 'report' },
              // decided is decided: what has no term is to be done today
              due: null,
              source: frame?.source ?? null,
              ...{ to, about: null },
            },
          ]
        : [];
    const agreed = round.notes.flatMap(({ what, root, on }): WorkItem[] => {
      if (what !== 'afspraak' || on === null) return [];
      const about: WorkAbout = { on: 'agreement', entry: root };
      const handled = handledFor(work.handled, about);
      if (handled !== undefined && handled.nextAt === null) return [];
      return [
        {
          ...base('afspraak', root),
          subject: { what: 'agreement' },
          due: onDay(handled?.nextAt ?? on),
          source: handled === undefined ? handledSources.agreed : handledSources.next,
          ...{ to, about },
        },
      ];
    });
    return [...report, ...terms, ...agreed];
  };

  /** A safety plan that was begun and not agreed on, or that is to be looked at again. */
  const ofPlan = ({ plan, agreed, evaluateOn }: DossierRowData['work']['plans'][number]): WorkItem[] =>
    agreed !== null && evaluateOn === null
      ? []
      : [
          {
            ...base(agreed === null ? 'vragenlijst' : 'opnieuw', `plan ${plan}`),
            subject: { what: 'plan', agreed: agreed !== null },
            due: evaluateOn === null ? null : onDay(evaluateOn),
            source: agreed === null ? null : handledSources.plan,
            ...{ to: { kind: 'safety-plan', plan }, about: null },
          },
        ];

  /** A signal with which nothing was done yet: neither asked about nor taken up in the meldcode. */
  const ofSignal = (): WorkItem[] => {
    const about: WorkAbout = { on: 'signal' };
    if (row.assessments.length > 0 || work.rounds.length > 0 || work.loops.length > 0) return [];
    const handled = handledFor(work.handled, about);
    if (handled !== undefined && handled.nextAt === null) return [];
    return [
      {
        ...base('vragenlijst', row.openedAt),
        subject: { what: 'signal' },
        due: handled === undefined || handled.nextAt === null ? null : onDay(handled.nextAt),
        source: handled === undefined ? null : handledSources.next,
        ...{ to: { kind: 'dossier' }, about },
      },
    ];
  };

  const latest = current(row.assessments);
  return [
    ...latest.flatMap((one) => [...ofWindow(one), ...ofAssessment(one), ...ofDuties(one)]),
    ...work.loops.flatMap(ofReferral),
    ...ofMeldcode(),
    ...work.plans.flatMap(ofPlan),
    ...ofSignal(),
  ];
};
