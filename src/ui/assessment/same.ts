import type { QuestionView } from '#host/views.ts';

type Value = QuestionView['answer'];
type Note = NonNullable<QuestionView['note']>;

/** In a choice of several the order says nothing; in scores it is what a score is about. */
export const sameValue = (one: Value, other: Value, ordered: boolean): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((code, at) => (ordered ? code === other[at] : other.includes(code)))
    : one === other;

export const sameNote = (one: Note, other: Note): boolean =>
  one.fact === other.fact && one.said === other.said && one.saidBy === other.saidBy && one.view === other.view;
