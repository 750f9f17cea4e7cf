import { z } from 'zod';

/** How long a dossier is kept, and what holds it back from being erased. */

const Sentence = z.string().min(3);

export const RetentionTerm = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    label: Sentence,
    years: z.int().min(0).max(120).nullable().describe('null: no term was found'),
    counts: z
      .enum(['last-change', 'given-date'])
      .describe('From which day: the last change, or one that a person gives'),
    untilChildIs: z.int().positive().nullable().describe('Age of the youngest child until which it may be kept longer'),
    dateLabel: Sentence.nullable().describe('How the day is asked for'),
    note: Sentence,
    source: Sentence,
    sourceDate: z.iso.date().nullable().describe('Day of the text that was read; null: not known'),
    confidence: z.enum(['zeker', 'te controleren']),
  })
  .refine(
    (term) => (term.counts === 'given-date') === (term.dateLabel !== null),
    'alleen een gegeven dag wordt gevraagd',
  );
export type RetentionTerm = z.infer<typeof RetentionTerm>;

/** `resources/retention.json`. */
export const RetentionTerms = z.strictObject({
  source: Sentence,
  terms: z
    .array(RetentionTerm)
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'een termijn staat er twee keer'),
});
export type RetentionTerms = z.infer<typeof RetentionTerms>;

const words = z.string().trim().min(1).max(1000);
const who = z.string().describe('Name of who worked here then, or of the vault when there was none yet');

/** Held: not to be erased, whatever the term says, such as for a complaint, a lawsuit or an inspection. */
export const RetentionHeld = z.strictObject({ kind: z.literal('retention-held'), reason: words, by: who });
export const RetentionReleased = z.strictObject({ kind: z.literal('retention-released'), reason: words, by: who });
/** Which term holds for this dossier; a later decision takes the place of an earlier one. */
export const RetentionDecided = z.strictObject({
  kind: z.literal('retention-decided'),
  term: z.string(),
  from: z.iso.date().nullable().describe('The day that was given; null: the term counts from the last change'),
  by: who,
});

export const RetentionContent = z.discriminatedUnion('kind', [RetentionHeld, RetentionReleased, RetentionDecided]);
export type RetentionContent = z.infer<typeof RetentionContent>;

export type Hold = { readonly at: string; readonly reason: string; readonly by: string };
export type Retention = {
  readonly hold: Hold | null;
  readonly decided: {
    readonly term: string;
    readonly from: string | null;
    readonly at: string;
    readonly by: string;
  } | null;
};
export const noRetention: Retention = { hold: null, decided: null };

export const foldRetention = (before: Retention, at: string, content: RetentionContent): Retention => {
  switch (content.kind) {
    case 'retention-held':
      return { ...before, hold: { at, reason: content.reason, by: content.by } };
    case 'retention-released':
      return { ...before, hold: null };
    case 'retention-decided':
      return { ...before, decided: { term: content.term, from: content.from, at, by: content.by } };
  }
};

/** Whether these contents of a dossier, oldest first, end in a hold. Contents of another kind are passed over. */
export const isHeld = (contents: readonly unknown[]): boolean => {
  const last = contents.findLast((content) => {
    const read = RetentionContent.safeParse(content);
    return read.success && read.data.kind !== 'retention-decided';
  });
  return RetentionHeld.safeParse(last).success;
};

export type Kept = {
  readonly held: boolean;
  readonly term: string | null;
  /** `2026-11-23`, as are all days here. */
  readonly from: string | null;
  readonly lastChange: string;
  /** Year of birth of the youngest child in the dossier, when known. */
  readonly youngest: number | null;
};

export type Standing =
  | { readonly kind: 'held' }
  | { readonly kind: 'due'; readonly on: string }
  | { readonly kind: 'running'; readonly until: string }
  | { readonly kind: 'no-term' }
  | { readonly kind: 'undecided' };

/** So many years later; 29 February becomes 1 March, so that nothing goes a day too soon. */
const yearsLater = (day: string, years: number): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  const later = new Date(Date.UTC(Number(year) + years, Number(month) - 1, Number(date)));
  return later.toISOString().slice(0, 10);
};

/** Where a dossier stands on this day. A hold goes before every term. */
export const standingOf = (kept: Kept, terms: readonly RetentionTerm[], today: string): Standing => {
  if (kept.held) return { kind: 'held' };
  const term = terms.find(({ id }) => id === kept.term);
  if (term === undefined) return { kind: 'undecided' }; // also a term that is no longer in the list
  if (term.years === null) return { kind: 'no-term' };
  const from = term.counts === 'given-date' ? kept.from : kept.lastChange;
  if (from === null) return { kind: 'undecided' };
  const ended = yearsLater(from, term.years);
  // of a child only the year of birth is known: the birthday may be on the last day of the year
  const grown =
    term.untilChildIs === null || kept.youngest === null ? '' : `${kept.youngest + term.untilChildIs + 1}-01-01`;
  const until = [ended, grown].toSorted().at(-1) ?? ended;
  return until <= today ? { kind: 'due', on: until } : { kind: 'running', until };
};

const order: readonly Standing['kind'][] = ['due', 'undecided', 'held', 'no-term', 'running'];
const dayOf = (standing: Standing): string =>
  standing.kind === 'due' ? standing.on : standing.kind === 'running' ? standing.until : '';

/** What asks for a decision first; then what ends soonest. */
export const byStanding = (a: Standing, b: Standing): number =>
  order.indexOf(a.kind) - order.indexOf(b.kind) || dayOf(a).localeCompare(dayOf(b));
