import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blankForm } from '#core/blank-form.ts';
import { compile, type GuideEvent, replay } from '#core/compile.ts';
import type { Answers } from '#core/instrument.ts';
import type { Pack } from '#core/pack.ts';
import { typedIn } from '#core/paper.ts';
import { anyAnswers, decided, evenAnswers, runs, shownItems } from './cases.ts';
import { packOf } from './content.ts';

/** What must hold for every paper that is typed in. */

/** In milliseconds; many more cases than in a test run may take as much longer. */
const slow = { timeout: 120_000 * Math.max(1, runs / 500) };
/** A fifth of what other laws try: a case is answered question by question, and decided twice. */
const papers = Math.ceil(runs / 5);

/** Somebody at the screen: goes from question to question, passes by what is unanswered, and at the end goes back for the rest. */
const onScreen = (pack: Pack, wanted: Answers): Answers => {
  const guide = compile(pack);
  const pressed = pack.buttons.flatMap(({ id }): GuideEvent[] =>
    wanted[id] === undefined ? [] : [{ type: 'answer', item: id, value: wanted[id] }],
  );
  let at = replay(guide, pressed);
  for (let step = 0; step < pack.order.length * pack.order.length; step += 1) {
    const { place, answers } = at;
    const here = place.kind === 'question' ? wanted[place.item] : undefined;
    if (place.kind === 'question' && here !== undefined && answers[place.item] === undefined) {
      at = replay(guide, [{ type: 'answer', item: place.item, value: here }], at);
      continue;
    }
    const shown = shownItems(pack, answers).map(({ id }) => id);
    const next = place.kind === 'question' ? shown[shown.indexOf(place.item) + 1] : undefined;
    const missed = shown.find((id) => wanted[id] !== undefined && answers[id] === undefined);
    const to = place.kind === 'question' ? (next ?? 'done') : missed;
    if (to === undefined) return answers;
    at = replay(guide, [{ type: 'go', to }], at);
  }
  throw new Error('The way along the questions does not end');
};

export const paperOf = (id: string): void => {
  const pack = packOf(id);
  const guide = compile(pack);
  const pressed = fc.subarray(pack.buttons.map(({ id: stop }) => [stop, 'ja'] as const));
  const papersOf = fc
    .tuple(fc.oneof(anyAnswers(pack), evenAnswers(pack)), fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, pressed))
    .map(([answers, stops]): Answers => ({ ...answers, ...Object.fromEntries(stops) }));

  describe(id, () => {
    test('typed in from paper it gives what answering on screen gives', slow, async () => {
      await fc.assert(
        fc.asyncProperty(papersOf, async (paper) => {
          const typed = typedIn(pack, paper, {});
          const recorded = replay(guide, typed.events).answers;
          const answered = onScreen(pack, paper);
          expect(recorded).toEqual(typed.answers);
          expect(recorded).toEqual(answered);
          expect(await decided(pack, recorded)).toEqual(await decided(pack, answered));
        }),
        { numRuns: papers },
      );
    });

    test('every answer on the paper is in the record or beside it, and nothing else is', slow, () => {
      fc.assert(
        fc.property(papersOf, (paper) => {
          const { answers, aside } = typedIn(pack, paper, {});
          expect([...Object.keys(answers), ...aside].toSorted()).toEqual(Object.keys(paper).toSorted());
          for (const [item, value] of Object.entries(answers)) expect(value).toEqual(paper[item]);
        }),
        { numRuns: papers },
      );
    });

    test('the paper asks every question of the screen once, in its order', () => {
      const form = blankForm(pack, () => 'Bel 112.');
      const questions = form.sections.flatMap((section) => section.questions);
      expect(questions.map(({ item }) => item)).toEqual(pack.order.map(({ id: item }) => item));
      expect(questions.map(({ number }) => number)).toEqual(questions.map((_, at) => at + 1));
      for (const { item, only } of questions) expect([item, only === null]).toEqual([item, !pack.shown.has(item)]);
      expect(form.stops).toHaveLength(pack.buttons.length);
    });
  });
};
