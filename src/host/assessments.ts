import { checkAnswer } from '#core/answers.ts';
import { pinnedPack } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import { type GuideEvent, type Place, type Replayed, replay } from '#core/compile.ts';
import type { Assessment, Content, Note, Reached } from '#core/dossier.ts';
import type { KeptDuty } from '#core/duty-record.ts';
import { factsOf } from '#core/facts.ts';
import { filledFrom, lawsOn, scoresToKeep } from '#core/filled.ts';
import { takenOver } from '#core/handover.ts';
import type { Answers, ItemId } from '#core/instrument.ts';
import { decide, type Outcome } from '#core/outcome.ts';
import type { Pack } from '#core/pack.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { assessmentView, momentOfEvent, questionView } from './assessment-view.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { owedIn } from './duties-owed.ts';
import { comparisonView, linksOf, sourcesOf } from './earlier.ts';
import type { StoreFailure } from './open-vault.ts';
import { paperOf } from './paper-view.ts';
import type { AssessmentView } from './views.ts';

/** Taking an instrument: start, answer, go back and forth, stop and resume, conclude. */

export type Standing = {
  readonly open: OpenDossier;
  readonly assessment: Assessment;
  readonly pack: Pack;
  readonly place: Place;
  readonly answers: Answers;
  readonly replayed: Replayed;
};

type Missing = StoreFailure | { readonly kind: 'unknown-assessment' };

/** Where an assessment stands, by replaying what was recorded under the version it was started with. */
export const standingOf = (
  desk: Desk,
  open: OpenDossier,
  id: string,
): Result<Standing, { readonly kind: 'unknown-assessment' }> => {
  const assessment = open.dossier.assessments.find((one) => one.id === id);
  const pack = assessment && pinnedPack(desk.library, assessment.instrument, assessment.rules);
  if (assessment === undefined || pack === undefined) return fail({ kind: 'unknown-assessment' });
  const replayed = desk.replayed(assessment, pack);
  const { place } = replayed;
  // Concluded, other assessments of the dossier change nothing in it any more.
  const filled = assessment.filled ?? filledFrom(pack, open.dossier, assessment, replayed.answers);
  return ok({ open, assessment, pack, place, answers: { ...replayed.answers, ...filled }, replayed });
};

export const readStanding = async (
  desk: Desk,
  dossier: string,
  assessment: string,
  action = '',
): Promise<Result<Standing, Missing>> => {
  const open = await desk.read(dossier, action);
  return open.ok ? standingOf(desk, open.value, assessment) : open;
};

export const decideNow = (desk: Desk, pack: Pack, answers: Answers): Promise<Outcome> =>
  decide(pack, answers, Date.parse(desk.now()), desk.library.resources.holidays.holidays);

export type Told = Pick<Assessment, 'id' | 'startedAt' | 'happenedOn' | 'events' | 'taken' | 'reached'>;

/** @param assessment - with these answers in it: the clock of an hour that is told starts when it is told */
export const reachedBy = (
  desk: Desk,
  {
    duties,
    pack,
    assessment,
  }: { readonly duties: readonly KeptDuty[]; readonly pack: Pack; readonly assessment: Told },
  answers: Answers,
  outcome: Outcome,
): Reached => {
  const { band, final, deadline, measures } = outcome;
  const event = momentOfEvent(pack, assessment, answers);
  return {
    ...{ band, final, deadline: deadline?.code ?? null },
    ...(measures.length === 0 ? {} : { event: event === null ? null : dutch(event), measures: [...measures] }),
    ...owedIn(desk, { pack, assessment, answers, outcome, duties }),
  };
};

/** The assessment as it will be once these steps are written. */
const withSteps = (assessment: Assessment, steps: readonly Step[], at: string): Told => {
  const kept = { entry: '', at, note: null, corrects: null, reason: null };
  const reached = { band: 'GEEN_SIGNAAL', final: false, deadline: null } as const; // not read here: it is what is asked
  return { ...assessment, events: [...assessment.events, ...steps.map(({ event }) => ({ ...kept, event, reached }))] };
};

const viewOf = async (desk: Desk, standing: Standing, outcome: Outcome): Promise<AssessmentView> => ({
  ...assessmentView(
    { ...standing, library: desk.library, outcome, now: Date.parse(desk.now()) },
    { key: standing.open.id, label: standing.open.dossier.label },
  ),
  ...linksOf(desk, standing),
  paper: paperOf(desk, standing),
  comparison: await comparisonView(desk, standing, outcome),
});

type Step = {
  readonly event: GuideEvent;
  readonly note?: Note | null;
  readonly corrects?: string | null;
  readonly reason?: string | null;
};

/** Decides what the steps lead to, makes them durable in one write, and only then shows where that stands. */
const record = async (
  desk: Desk,
  standing: Standing,
  steps: readonly Step[],
  intent: string,
  action: string,
): Promise<Result<AssessmentView, Missing>> => {
  const { open, assessment, pack } = standing;
  const events = steps.map(({ event }) => event);
  const replayed = replay(desk.guide(pack), events, standing.replayed).answers;
  const filled = assessment.filled ?? filledFrom(pack, open.dossier, assessment, replayed);
  const answers = { ...replayed, ...filled };
  const outcome = await decideNow(desk, pack, answers);
  const told = withSteps(assessment, steps, desk.now());
  const reached = reachedBy(desk, { duties: open.dossier.duties, pack, assessment: told }, answers, outcome);
  const contents = steps.map(
    ({ event, note, corrects, reason }): Content => ({
      kind: 'assessment-event',
      assessment: assessment.id,
      event,
      note: note ?? null,
      corrects: corrects ?? null,
      reason: reason ?? null,
      reached,
    }),
  );
  const written = await desk.append(open, contents, intent, action);
  if (!written.ok) return written;
  const after = standingOf(desk, written.value, assessment.id);
  return after.ok ? ok(await viewOf(desk, after.value, outcome)) : after;
};

/** Instruments stand in the order of their table; one of the organisation's own comes after them. */
const placeOf = (desk: Desk, id: string): number => {
  const place = desk.library.resources.instruments.instruments.findIndex((one) => one.id === id);
  return place === -1 ? desk.library.resources.instruments.instruments.length : place;
};

const sectionOf = (pack: Pack, item: ItemId) =>
  pack.sections.find(({ items }) => items.some(({ id }) => id === item))?.id;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The last entry that answered this question, also when a stop button did. */
const lastAnswer = (assessment: Assessment, item: ItemId) =>
  assessment.events.findLast(
    ({ event }) => (event.type === 'answer' && event.item === item) || (event.type === 'stop' && event.stop === item),
  );

export const assessments = (
  desk: Desk,
): Pick<
  Handlers,
  | 'instruments.list'
  | 'assessment.start'
  | 'assessment.read'
  | 'assessment.section'
  | 'assessment.answer'
  | 'assessment.goTo'
  | 'assessment.stop'
  | 'assessment.resume'
  | 'assessment.conclude'
> => ({
  'instruments.list': async () =>
    ok({
      instruments: [...desk.library.packs.entries()]
        .filter(([name]) => !name.includes('@'))
        .map(([, pack]) => {
          const { id, version, title, subtitle, audience, howTaken } = pack.instrument;
          return { id, version, title, subtitle, audience, howTaken, questions: pack.order.length };
        })
        .toSorted((a, b) => placeOf(desk, a.id) - placeOf(desk, b.id)),
      refused: [],
      own: [...desk.library.own],
    }),

  'assessment.start': async ({ dossier, instrument, about: told, from, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const pack = desk.library.packs.get(instrument);
    if (pack === undefined) return fail({ kind: 'unknown-instrument' });
    const led = from === null ? [] : sourcesOf(desk, open.value, from);
    if (led === undefined) return fail({ kind: 'unknown-assessment' });
    // About the same person as what led here, unless somebody else was named.
    const [nearest] = led;
    const sameClient = nearest?.pack.instrument.client === pack.instrument.client;
    const about = told ?? (sameClient ? (nearest?.about ?? null) : null);
    if (about !== null && !open.value.dossier.people.some(({ id }) => id === about))
      return fail({ kind: 'unknown-person' });
    const now = Date.parse(desk.now());
    const taken = takenOver(pack, about, led, now);
    const laws = lawsOn(pack, desk.library.resources.laws, now);
    const known = Object.fromEntries(Object.entries(taken).map(([item, { value }]) => [item, value]));
    const outcome = await decideNow(desk, pack, { ...known, ...laws });
    const begun: Told = { id: intent, startedAt: desk.now(), happenedOn: null, events: [], taken, reached: [] };
    // The intent is a fresh UUID of the screen, so a retry names the assessment that was already begun.
    const content: Content = {
      kind: 'assessment-started',
      assessment: intent,
      instrument: pack.name,
      rules: pack.rulesName,
      about,
      from,
      taken,
      laws,
      reached: reachedBy(
        desk,
        { duties: open.value.dossier.duties, pack, assessment: begun },
        { ...known, ...laws },
        outcome,
      ),
    };
    const written = await desk.append(open.value, [content], intent, 'assessment.start');
    if (!written.ok) return written;
    const standing = standingOf(desk, written.value, intent);
    if (!standing.ok) return fail({ kind: 'unknown-instrument' });
    // What other assessments of the dossier tell is read with the record, so it is decided with it.
    return ok(await viewOf(desk, standing.value, await decideNow(desk, pack, standing.value.answers)));
  },

  'assessment.read': async ({ dossier, assessment }) => {
    const standing = await readStanding(desk, dossier, assessment, 'assessment.read');
    if (!standing.ok) return standing;
    return ok(await viewOf(desk, standing.value, await decideNow(desk, standing.value.pack, standing.value.answers)));
  },

  'assessment.section': async ({ dossier, assessment, section }) => {
    const standing = await readStanding(desk, dossier, assessment);
    if (!standing.ok) return standing;
    const { pack, answers } = standing.value;
    const facts = factsOf(pack, answers);
    const items = pack.sections.filter(({ id }) => id === section).flatMap((one) => one.items);
    const shown = items.filter(({ id }) => facts.shown(id) === 'applies');
    return ok({ questions: shown.map(({ id }) => questionView({ ...standing.value, library: desk.library }, id)) });
  },

  'assessment.answer': async ({ dossier, assessment, item, value, note, reason, stay, intent }) => {
    const standing = await readStanding(desk, dossier, assessment);
    if (!standing.ok) return standing;
    const { pack, place, answers, assessment: own } = standing.value;
    const known = pack.items.get(item);
    if (known === undefined) return fail({ kind: 'unknown-item', at: item });
    const checked = checkAnswer(known, value);
    if (!checked.ok) return fail({ kind: 'answer-refused', at: item, expected: checked.error.expected });
    if (known.type === 'municipality') {
      const { municipalities } = desk.library.resources.municipalities;
      if (!municipalities.some(({ code }) => code === checked.value))
        return fail({ kind: 'answer-refused', at: item, expected: 'een gemeente uit de lijst' });
    }
    const button = pack.buttons.some(({ id }) => id === item);
    const shown = button || factsOf(pack, answers).shown(item) === 'applies';
    if (!shown || (place.kind === 'stopped' && !button)) return fail({ kind: 'not-on-screen', at: item });
    const before = lastAnswer(own, item);
    const changes = before !== undefined && !same(answers[item], checked.value);
    if (changes && (reason ?? '') === '') return fail({ kind: 'reason-needed', at: item });
    const answer: Step = {
      event: { type: 'answer', item, value: checked.value },
      note,
      corrects: changes ? before.entry : null,
      reason: changes ? reason : null,
    };
    const there = button || (place.kind === 'question' && place.item === item);
    const answered: Step[] = there ? [answer] : [{ event: { type: 'go', to: item } }, answer];
    const after = replay(
      desk.guide(pack),
      answered.map(({ event }) => event),
      standing.value.replayed,
    ).place;
    const leaves =
      after.kind === 'done' || (after.kind === 'question' && sectionOf(pack, after.item) !== sectionOf(pack, item));
    const steps =
      stay === true && !button && leaves ? [...answered, { event: { type: 'go', to: item } } as const] : answered;
    return record(desk, standing.value, steps, intent, changes ? 'assessment.correct' : 'assessment.answer');
  },

  'assessment.goTo': async ({ dossier, assessment, item, intent }) => {
    const standing = await readStanding(desk, dossier, assessment);
    if (!standing.ok) return standing;
    const { pack, answers, place } = standing.value;
    const to = item ?? 'done';
    const shown = item === null || (pack.items.has(item) && factsOf(pack, answers).shown(item) === 'applies');
    if (!shown || place.kind === 'stopped') return fail({ kind: 'not-on-screen', at: to });
    return record(desk, standing.value, [{ event: { type: 'go', to } }], intent, 'assessment.go');
  },

  'assessment.stop': async ({ dossier, assessment, stop, intent }) => {
    const standing = await readStanding(desk, dossier, assessment);
    if (!standing.ok) return standing;
    if (!standing.value.pack.buttons.some(({ id }) => id === stop)) return fail({ kind: 'unknown-item', at: stop });
    return record(desk, standing.value, [{ event: { type: 'stop', stop } }], intent, 'assessment.stop');
  },

  'assessment.resume': async ({ dossier, assessment, intent }) => {
    const standing = await readStanding(desk, dossier, assessment);
    if (!standing.ok) return standing;
    return record(desk, standing.value, [{ event: { type: 'resume' } }], intent, 'assessment.resume');
  },

  'assessment.conclude': async ({ dossier, assessment, intent }) => {
    const standing = await readStanding(desk, dossier, assessment);
    if (!standing.ok) return standing;
    const { open, pack, answers } = standing.value;
    const outcome = await decideNow(desk, pack, answers);
    const content: Content = {
      kind: 'assessment-concluded',
      assessment,
      reached: reachedBy(desk, { ...standing.value, duties: open.dossier.duties }, answers, outcome),
      filled: filledFrom(pack, open.dossier, standing.value.assessment, answers),
      scores: scoresToKeep(pack, answers, outcome.score),
    };
    const written = await desk.append(open, [content], intent, 'assessment.conclude');
    if (!written.ok) return written;
    const after = standingOf(desk, written.value, assessment);
    return after.ok ? ok(await viewOf(desk, after.value, outcome)) : after;
  },
});
