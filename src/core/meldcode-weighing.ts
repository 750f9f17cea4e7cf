import type { Leads, WeighingQuestion } from './meldcode-frame.ts';
import { type Known, WeighingResult } from './meldcode-note.ts';

/** The weighing: what follows from the answers given so far. The logic is in the frame; nothing is decided in here. */

export type WeighingAnswers = Readonly<Record<string, Known>>;
type Questions = readonly Pick<WeighingQuestion, 'id' | 'ja' | 'nee'>[];

export type Weighing = {
  /** What every way the open answers can still go agrees on; `open` when they do not agree. */
  readonly says: WeighingResult | 'open';
  /** Results that are still possible, in the order of `WeighingResult`. */
  readonly possible: readonly WeighingResult[];
  /** The first question on the way that has no answer yet; null when there is none. */
  readonly next: string | null;
  /** Questions that can be answered now, in the order of the frame. */
  readonly askable: readonly string[];
  /** Questions among those that are answered together with Veilig Thuis and change nothing. */
  readonly together: readonly string[];
  /** Questions on the way that were answered with unknown: a reason to ask Veilig Thuis for advice. */
  readonly unknown: readonly string[];
};

/**
 * Follows the questions from the first. A question without an answer, or answered with unknown, is followed both ways: so
 * unknown never reads as no, and stays open unless both ways end in the same result.
 */
export const weigh = (questions: Questions, answers: WeighingAnswers): Weighing => {
  const first = questions[0];
  if (first === undefined) return { says: 'open', possible: [], next: null, askable: [], together: [], unknown: [] };
  const byId = new Map(questions.map((question) => [question.id, question]));
  const possible = new Set<WeighingResult>();
  const askable = new Set<string>();
  const along = new Set<string>();
  const unknown = new Set<string>();
  const unanswered = new Set<string>();

  /** @param reached - whether given answers lead here; beyond a missing answer a question is not asked yet */
  const follow = (id: string, reached: boolean): void => {
    const question = byId.get(id);
    if (question === undefined) return;
    const answer = answers[id];
    if (reached) askable.add(id);
    if (reached && answer === undefined) unanswered.add(id);
    if (reached && answer === 'onbekend') unknown.add(id);
    const beyond = reached && answer !== undefined;
    const settled = answer === 'ja' || answer === 'nee';
    if (settled && reached) for (const id of question[answer].together ?? []) along.add(id);
    for (const way of settled ? [answer] : (['ja', 'nee'] as const)) take(question[way], beyond);
  };
  const take = (leads: Leads, reached: boolean): void => {
    const later = leads.next !== null && (leads.result === null || answers[leads.next] !== undefined);
    // A result for the time being holds until the later question is answered.
    if (leads.result !== null && !later) possible.add(leads.result);
    if (leads.next !== null && later) follow(leads.next, reached);
    else if (leads.next !== null && reached) {
      askable.add(leads.next);
      unanswered.add(leads.next);
    }
  };
  follow(first.id, true);

  const order = questions.map(({ id }) => id);
  const results = WeighingResult.options.filter((result) => possible.has(result));
  return {
    says: results.length === 1 ? (results[0] ?? 'open') : 'open',
    possible: results,
    next: order.find((id) => unanswered.has(id)) ?? null,
    askable: order.filter((id) => askable.has(id) || along.has(id)),
    together: order.filter((id) => along.has(id) && !askable.has(id)),
    unknown: order.filter((id) => unknown.has(id)),
  };
};
