import { type CaseDuties, type Duties, sentenceFor } from './duties.ts';
import type { Answers } from './instrument.ts';

/** What to say on the telephone: from the answers, without a name and without a story. */

export type Script = {
  readonly id: string;
  readonly title: string;
  readonly begin: string;
  readonly lines: readonly {
    readonly label: string;
    readonly text: string;
    /** Set when the line is a time on record; the screen writes it out. */
    readonly at: string | null;
  }[];
  readonly ask: readonly string[];
  readonly not: readonly string[];
};

/** The scripts of the steps that are still to be taken. A question that is not on screen has no line; one not answered says so. */
export const scriptsOf = (
  table: Duties,
  answers: Answers,
  { duties }: CaseDuties,
  isAsked: (item: string) => boolean,
): readonly Script[] => {
  const say = sentenceFor(table, answers);
  const needed = new Set(
    duties.filter(({ state }) => state.kind === 'todo' || state.kind === 'open').map(({ id }) => id),
  );
  const words = (item: string): string => {
    const value = answers[item];
    if (typeof value === 'number') return `${value} jaar`;
    return typeof value === 'string' ? (table.words[item]?.[value] ?? value) : table.notKnown;
  };
  const timeOf = (step: string): { readonly text: string; readonly at: string | null } => {
    const state = duties.find(({ id }) => id === step)?.state;
    if (state?.kind !== 'done') return { text: table.notKnown, at: null };
    return { text: state.words ?? table.notKnown, at: state.at };
  };
  return table.scripts
    .filter(({ step }) => step.some((id) => needed.has(id)))
    .map(({ id, title, begin, lines, ask, not }) => ({
      id,
      title: say(title),
      begin: say(begin),
      lines: lines.flatMap(({ label, item, time }) => {
        if (time !== undefined) return [{ label, ...timeOf(time) }];
        return item !== undefined && isAsked(item) ? [{ label, text: words(item), at: null }] : [];
      }),
      ask: ask.map(say),
      not: [...not],
    }));
};
