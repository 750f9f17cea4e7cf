import { weight } from './band.ts';
import type { Assessment, Dossier } from './dossier.ts';
import { factsOf } from './facts.ts';
import type { Answers, AnswerValue, ItemId } from './instrument.ts';
import { type Laws, versionFor } from './laws.ts';
import type { Pack } from './pack.ts';
import { type Score, scoreAt } from './score.ts';

/** What the app fills in of itself: the band of another instrument, a score of the time before, the law of the day. */

const byName = (assessment: Assessment): string => assessment.instrument.split('@')[0] ?? '';

/** The law in force, for every item that asks for it. @param moments - milliseconds since 1970, the first that has a law counts */
export const lawsOn = (pack: Pack, laws: Laws, ...moments: readonly number[]): Answers =>
  Object.fromEntries(
    [...pack.items.values()].flatMap(({ id, filled }): readonly (readonly [ItemId, AnswerValue])[] => {
      const version = filled?.by === 'law' ? versionFor(laws.laws, filled.law, moments) : undefined;
      return version === undefined ? [] : [[id, version.code]];
    }),
  );

/**
 * What other assessments of the dossier tell this one. Of another instrument the heaviest counts of what was last found for
 * each person; of the time before, its score, when the same form was taken.
 */
export const filledFrom = (pack: Pack, dossier: Dossier, own: Assessment, answers: Answers): Answers => {
  const facts = factsOf(pack, answers);
  const before = timeBefore(pack, dossier, own);
  const scoreBefore = (id: ItemId, alike: string): AnswerValue | undefined => {
    const score = before?.scores[id];
    const now = facts.state(alike);
    return score !== undefined && now.kind === 'known' && now.value === score.alike ? score.value : undefined;
  };
  return Object.fromEntries(
    [...pack.items.values()].flatMap(({ id, filled }): readonly (readonly [ItemId, AnswerValue])[] => {
      const value =
        filled?.by === 'outcome'
          ? heaviestBand(dossier, filled.of, own.about)
          : filled?.by === 'score'
            ? scoreBefore(id, filled.alike)
            : undefined;
      return value === undefined ? [] : [[id, value]];
    }),
  );
};

/** The scores that a next time may be held against. */
export const scoresToKeep = (pack: Pack, answers: Answers, score: Score): Assessment['scores'] => {
  const facts = factsOf(pack, answers);
  return Object.fromEntries(
    [...pack.items.values()].flatMap(({ id, filled }) => {
      if (filled?.by !== 'score') return [];
      const value = scoreAt(score, filled.key);
      const alike = facts.state(filled.alike);
      return typeof value === 'number' && alike.kind === 'known' ? [[id, { value, alike: String(alike.value) }]] : [];
    }),
  );
};

/** @param about - whom the asking instrument is about: what was found for that very person is not told as another's */
const heaviestBand = (dossier: Dossier, instrument: string, about: string | null): AnswerValue | undefined => {
  const of = dossier.assessments.filter((one) => byName(one) === instrument && (about === null || one.about !== about));
  // Only a newer one that is concluded, about the same person by name, takes the place of an older one.
  const standing = of.filter(
    (one, place) =>
      one.about === null ||
      !of.slice(place + 1).some((later) => later.about === one.about && later.concludedAt !== null),
  );
  const bands = standing.flatMap((one) => one.reached.at(-1)?.band ?? []);
  return bands.toSorted((a, b) => weight(b) - weight(a))[0];
};

/** The assessment of the same instrument and the same person that was concluded last before this one began. */
export const timeBefore = (pack: Pack, dossier: Dossier, own: Assessment): Assessment | undefined => {
  // A dossier may hold several children: without a name nobody knows which of them it was.
  if (own.about === null && (pack.instrument.client === 'kind' || pack.instrument.client === 'kinderen'))
    return undefined;
  return dossier.assessments.findLast(
    (one) =>
      one.id !== own.id &&
      byName(one) === byName(own) &&
      one.about === own.about &&
      one.concludedAt !== null &&
      one.concludedAt <= own.startedAt,
  );
};
