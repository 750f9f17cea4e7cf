import { join } from 'node:path';
import { tooMuch } from '#core/answers.ts';
import type { Library } from '#core/assess.ts';
import { type Random, randomFrom } from '#core/check/witness.ts';
import { factsOf } from '#core/facts.ts';
import type { Answers, AnswerValue, Item, ItemId } from '#core/instrument.ts';
import type { Pack } from '#core/pack.ts';
import { openLibrary } from '#host/library.ts';
import { readContent } from '../../src/shell/content.ts';

/** Generated cases, the same in every run. */

/** The repository: two folders up from the sources, and from where they are bundled. */
export const root = join(import.meta.dirname, '../..');
export const content = readContent(root);

const opened = openLibrary(content);
if (opened.library === undefined) throw new Error(JSON.stringify(opened.faults, null, 1));
export const library: Library = opened.library;

export const packOf = (id: string): Pack => {
  const pack = library.packs.get(id);
  if (pack === undefined) throw new Error(`${id} is not in use: ${JSON.stringify(opened.faults, null, 1)}`);
  return pack;
};

/** A case as a file holds it. */
export type RawCase = {
  readonly id: string;
  readonly instrument: string;
  readonly on: string;
  readonly answers: Answers;
};

const pick = <T>(next: Random, from: readonly T[]): T => {
  const one = from[Math.floor(next() * from.length)];
  if (one === undefined) throw new Error('Nothing to choose from');
  return one;
};

/** An answer to this item. JNO answers lean towards the quiet one, or nearly every case would be the heaviest. */
export const someAnswer = (next: Random, item: Item): AnswerValue => {
  switch (item.type) {
    case 'jno':
      return next() < 0.75 ? item.quiet : pick(next, ['ja', 'nee', 'onbekend', 'wil_niet_zeggen']);
    case 'one':
      return pick(next, item.options).code;
    case 'many':
      return next() < 0.5 ? [] : [pick(next, item.options).code];
    case 'number':
      return item.min + Math.floor(next() * Math.min(item.max - item.min + 1, 200));
    case 'text':
      return 'In eigen woorden';
    case 'scores':
      return Array.from({ length: item.count }, () => pick(next, item.allowed));
    case 'numbers':
      return next() < 0.5 ? [] : [item.min];
    case 'municipality':
      return 'GM0344';
  }
};

/** Every question that is on screen is answered, and no stop was pressed. */
const whole = (next: Random, pack: Pack): Answers => {
  const answers: Record<ItemId, AnswerValue> = Object.fromEntries(pack.buttons.map(({ id }) => [id, 'nee']));
  for (let added = -1; added !== 0; ) {
    const facts = factsOf(pack, { ...answers });
    const asked = pack.order.filter((item) => answers[item.id] === undefined && facts.shown(item.id) === 'applies');
    for (const item of asked) {
      answers[item.id] = someAnswer(next, item);
      // Counts of one form that together are more than it has are no case.
      while (tooMuch(pack, answers) !== undefined)
        answers[item.id] = item.type === 'number' ? item.min : someAnswer(next, item);
    }
    added = asked.length;
  }
  return answers;
};

const halfOf = (next: Random, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(() => next() < 0.5));

/**
 * @param part - `whole`: every question on screen answered; `half`: half of those answers left out, so that much is open
 */
export const someCases = (seed: number, id: string, part: 'whole' | 'half', count: number): readonly RawCase[] => {
  const next = randomFrom(seed);
  const pack = packOf(id);
  return Array.from({ length: count }, (_, index) => {
    const answers = whole(next, pack);
    return {
      id: `${id}-${part}-${index + 1}`,
      instrument: id,
      on: '2026-11-23T10:00:00+01:00',
      answers: part === 'whole' ? answers : halfOf(next, answers),
    };
  });
};
