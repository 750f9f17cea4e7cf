import { answerLabel } from '#core/answers.ts';
import { factsOf } from '#core/facts.ts';
import type { AnswerValue, ItemId } from '#core/instrument.ts';
import type { Pack } from '#core/pack.ts';
import type { Standing } from './assessments.ts';
import type { Desk } from './desk.ts';
import { municipalityName } from './outcome-view.ts';
import type { AssessmentView } from './views.ts';

/** What a record tells of the paper it was typed in from. */

export const labelIn = ({ library }: Desk, pack: Pack, id: ItemId, value: AnswerValue): string => {
  const item = pack.items.get(id);
  return item === undefined ? '' : answerLabel(item, value, municipalityName(library.resources));
};

/** What was told of the paper that an assessment was typed in from; null when it was answered on screen. */
export const paperOf = (desk: Desk, { assessment, pack, answers }: Standing): AssessmentView['paper'] => {
  const { paper } = assessment;
  if (paper === null) return null;
  const facts = factsOf(pack, answers);
  const question = (id: ItemId) => pack.items.get(id)?.text ?? id;
  return {
    ...{ on: paper.on, time: paper.time, by: paper.by },
    aside: paper.aside.map(({ item, value }) => ({
      ...{ item, question: question(item), answer: labelIn(desk, pack, item, value) },
      shown: facts.shown(item) === 'applies' && answers[item] === undefined,
    })),
    counted: paper.counted.map(({ item, value }) => ({
      question: question(item),
      was: labelIn(desk, pack, item, value),
    })),
  };
};
