import { titleOf } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import { compared } from '#core/comparison.ts';
import { timeBefore } from '#core/filled.ts';
import type { Source } from '#core/handover.ts';
import type { Outcome } from '#core/outcome.ts';
import { decideNow, type Standing, standingOf } from './assessments.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { bandLabel, inWords } from './outcome-view.ts';
import type { AssessmentView } from './views.ts';

/** What an assessment has to do with others in its dossier: where it came from, what it took over, the time before. */

/**
 * The assessments that led here, the nearest first: what was asked on this way is not asked again.
 *
 * @param until - instant, ISO 8601: what was answered later does not count for the time of asking
 * @returns undefined when the assessment is not in the dossier or its form is not in use
 */
export const sourcesOf = (
  desk: Desk,
  open: OpenDossier,
  from: string,
  until?: string,
): readonly Source[] | undefined => {
  const sources: Source[] = [];
  for (let id: string | null = from; id !== null && !sources.some((one) => one.id === id); ) {
    const standing = standingOf(desk, open, id);
    if (!standing.ok) return undefined;
    const { assessment, pack, answers } = standing.value;
    const askedAt: Source['askedAt'] = (item) => {
      const given = assessment.events.findLast(
        ({ at, event }) => event.type === 'answer' && event.item === item && (until === undefined || at <= until),
      );
      const taken = assessment.taken[item];
      const before = taken && sourceOf(desk, open, taken.assessment, assessment.startedAt)?.askedAt(taken.item);
      return given === undefined ? (before ?? Date.parse(assessment.startedAt)) : Date.parse(given.at);
    };
    sources.push({ id, pack, about: assessment.about, answers, askedAt });
    id = assessment.from;
  }
  return sources;
};

const sourceOf = (desk: Desk, open: OpenDossier, id: string, until: string): Source | undefined =>
  sourcesOf(desk, open, id, until)?.[0];

/** Where this came from and leads back to, whom it is about, and which answers were taken over. */
export const linksOf = (
  desk: Desk,
  { open, assessment, pack, answers }: Standing,
): Pick<AssessmentView, 'from' | 'about' | 'taken'> => {
  const titled = (id: string) => {
    const one = open.dossier.assessments.find((other) => other.id === id);
    return one === undefined
      ? null
      : { assessment: id, title: titleOf(desk.library, one.instrument.split('@')[0] ?? '') };
  };
  const person = open.dossier.people.find(({ id }) => id === assessment.about);
  return {
    from: assessment.from === null ? null : titled(assessment.from),
    about: person === undefined ? null : { id: person.id, label: person.label },
    taken: Object.entries(assessment.taken).flatMap(([item, taken]) => {
      const corrected = assessment.events.some(({ event }) => event.type === 'answer' && event.item === item);
      const known = pack.items.get(item);
      if (corrected || known === undefined) return [];
      const source = sourceOf(desk, open, taken.assessment, assessment.startedAt);
      const later = open.dossier.assessments
        .find(({ id }) => id === taken.assessment)
        ?.events.findLast(
          ({ at, event }) => event.type === 'answer' && event.item === taken.item && at > assessment.startedAt,
        );
      return [
        {
          item,
          question: known.text,
          answer: inWords(desk.library, pack, item, answers) ?? '',
          from: titled(taken.assessment)?.title ?? '',
          at: dutch(source?.askedAt(taken.item) ?? Date.parse(assessment.startedAt)),
          changedAt: later === undefined ? null : dutch(Date.parse(later.at)),
        },
      ];
    }),
  };
};

/** What changed since the time before, and what that did to the outcome; null when there was no time before. */
export const comparisonView = async (
  desk: Desk,
  standing: Standing,
  outcome: Outcome,
): Promise<AssessmentView['comparison']> => {
  const before = timeBefore(standing.pack, standing.open.dossier, standing.assessment);
  const then = before && standingOf(desk, standing.open, before.id);
  if (before === undefined || !then?.ok) return null;
  const { pack } = standing;
  const thenOutcome = await decideNow(desk, then.value.pack, then.value.answers);
  const { items, band, rules, same } = compared(
    { pack: then.value.pack, answers: then.value.answers, outcome: thenOutcome },
    { pack, answers: standing.answers, outcome },
  );
  const said = (from: Standing, item: string) => inWords(desk.library, from.pack, item, from.answers);
  const named = (decided: Outcome) => (id: string) => ({
    id,
    title: decided.rules.find((rule) => rule.id === id)?.title ?? id,
  });
  return {
    assessment: before.id,
    at: dutch(Date.parse(before.concludedAt ?? before.startedAt)),
    band: {
      before: band.before,
      beforeLabel: bandLabel(then.value.pack, band.before),
      after: band.after,
      afterLabel: bandLabel(pack, band.after),
    },
    items: items.map(({ item, before: was, after: is }) => ({
      item,
      question: (pack.items.get(item) ?? then.value.pack.items.get(item))?.text ?? item,
      before: was === undefined ? null : said(then.value, item),
      after: is === undefined ? null : said(standing, item),
    })),
    same,
    came: rules.came.map(named(outcome)),
    went: rules.went.map(named(thenOutcome)),
  };
};
