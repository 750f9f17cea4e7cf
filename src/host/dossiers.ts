import { titleOf } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import type { Content, Dossier } from '#core/dossier.ts';
import { dateInWords } from '#core/moment-in-words.ts';
import { decide } from '#core/outcome.ts';
import { fail, ok } from '#core/result.ts';
import { datedOutcome, progressOf } from './assessment-view.ts';
import { standingOf } from './assessments.ts';
import { attachmentTimeline } from './attachments.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { dutyTimeline } from './duties.ts';
import { createFinder, type Finder } from './finder.ts';
import { loopTimeline } from './loops.ts';
import { meldcodeTimeline } from './meldcode-drawn.ts';
import { vaultFailure } from './open-vault.ts';
import { bandLabel, deadlineView } from './outcome-view.ts';
import { createPeopleFinder, type PeopleFinder } from './people-finder.ts';
import { planTimeline } from './safety-plan-drawn.ts';
import type { DossierView } from './views.ts';

/** The dossiers: which there are, what stands in one, and starting one from a signal. */

type TimelineEvent = {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
  /** Whom it is about, by id, where that was told. */
  readonly people?: readonly string[];
};

const begunAs = (title: string, { paper }: Dossier['assessments'][number]): string =>
  paper === null ? `${title} begonnen` : `${title} overgenomen van papier van ${dateInWords(paper.on)}`;

/** All but what was seen, said or thought: newest first. */
export const timelineOf = (desk: Desk, open: OpenDossier, dossier: Dossier): readonly TimelineEvent[] =>
  [
    ...dossier.assessments.flatMap((assessment) => {
      const title = titleOf(desk.library, assessment.instrument.split('@')[0] ?? assessment.instrument);
      const people = assessment.about === null ? [] : [assessment.about];
      const corrections = assessment.events.filter(({ corrects }) => corrects !== null);
      return [
        { at: assessment.startedAt, kind: 'wegwijzer', text: begunAs(title, assessment), people },
        ...corrections.map(({ at, reason }) => ({
          at,
          kind: 'correctie',
          text: `Antwoord gewijzigd: ${reason ?? ''}`,
          people,
        })),
        ...(assessment.concludedAt === null
          ? []
          : [{ at: assessment.concludedAt, kind: 'wegwijzer', text: `${title} afgerond`, people }]),
      ];
    }),
    ...dossier.referrals.map(({ at, recipientName }) => ({
      at,
      kind: 'brief',
      text: `Brief gemaakt voor ${recipientName}`,
    })),
    ...attachmentTimeline(dossier),
    ...meldcodeTimeline(dossier),
    ...loopTimeline(dossier.referrals),
    ...planTimeline(dossier.plans),
    ...dossier.handled.map(({ at, done }) => ({ at, kind: 'afgehandeld', text: `Afgehandeld: ${done}` })),
    ...dutyTimeline(desk, open),
  ]
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .map((event) => ({ ...event, at: dutch(Date.parse(event.at)) }));

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
        paper: assessment.paper?.on ?? null,
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
    .map(({ instrument }) => ({
      kind: 'instrument-missing' as const,
      document: instrument,
      dossier: open.id,
      label: dossier.label,
    }));
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
    damage: [...open.damage, ...lost],
  };
};

export const dossiers = (
  desk: Desk,
): Pick<Handlers, 'dossiers.list' | 'dossiers.find' | 'dossiers.open' | 'dossiers.read' | 'dossiers.addPerson'> => {
  const finder = createFinder(desk);
  const findPeople = createPeopleFinder();
  return handlersOf(desk, finder, findPeople);
};

/** Every dossier's row, once it stands in the log that somebody began to search them: not every letter is a question. */
const searched = async (desk: Desk, finder: Finder, words: string) => {
  const vault = desk.vault();
  if (vault === undefined) return fail({ kind: 'locked' as const });
  if (!finder.isSearching() && words !== '') {
    const noted = await vault.note({ action: 'dossiers.search', object: { kind: 'dossiers' }, purpose: 'care' });
    if (!noted.ok) return fail(vaultFailure(noted.error));
  }
  return ok(vault.rows());
};

const handlersOf = (
  desk: Desk,
  finder: Finder,
  findPeople: PeopleFinder,
): Pick<Handlers, 'dossiers.list' | 'dossiers.find' | 'dossiers.open' | 'dossiers.read' | 'dossiers.addPerson'> => ({
  'dossiers.list': async ({ search, from }) => {
    const rows = await searched(desk, finder, search);
    return rows.ok ? ok(finder.page(rows.value, search, from)) : rows;
  },

  'dossiers.find': async ({ words }) => {
    const rows = await searched(desk, finder, words);
    return rows.ok ? ok({ dossiers: finder.page(rows.value, words, 0), people: findPeople(rows.value, words) }) : rows;
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
