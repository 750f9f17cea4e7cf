import { z } from 'zod';
import { checkAnswer, tooMuch, withoutEffect, withQuietAnswers } from './answers.ts';
import type { Band, DeadlineCode } from './band.ts';
import { parseMoment } from './calendar.ts';
import { lawsOn } from './filled.ts';
import type { Answers, AnswerValue, ItemId } from './instrument.ts';
import type { Frame } from './meldcode-frame.ts';
import { decide, type Outcome } from './outcome.ts';
import type { Pack } from './pack.ts';
import type { Resources } from './resources.ts';
import { fail, ok, type Result } from './result.ts';
import type { RuleVerdict } from './rule-verdicts.ts';
import type { Score } from './score.ts';

/** Decides a case from a file: the same core that answers the screens, without a screen and without a vault. */

/** What an instrument is called, whether it is in use or not. */
export const titleOf = (library: Library, id: string): string =>
  library.packs.get(id)?.instrument.title ??
  library.resources.instruments.instruments.find((one) => one.id === id)?.title ??
  id;

export type Library = {
  /** Every instrument in use, by id (its newest version) and by ID@version, with its newest rules. */
  readonly packs: ReadonlyMap<string, Pack>;
  /** Every form with every version of its rules: what a record pins. */
  readonly pinned: readonly Pack[];
  readonly resources: Resources;
  /** Paths of what the organisation added of its own. */
  readonly own: readonly string[];
  /** Licensed texts of official forms by item, where the organisation added them. */
  readonly officialTexts: ReadonlyMap<string, readonly string[]>;
  /** Every afwegingskader of the meldcode, by ID@version, and by id its newest version. */
  readonly frames: ReadonlyMap<string, Frame>;
};

/** The form and rules, both as ID@version, that a record was started with; undefined when one of the two is not here. */
export const pinnedPack = (library: Library, form: string, rules: string): Pack | undefined =>
  library.pinned.find((pack) => pack.name === form && pack.rulesName === rules);

export type CaseRefusal = { readonly kind: 'case-refused'; readonly at: string; readonly message: string };

/** A case as it was understood. */
export type Case = {
  /** As it was given; null when it was not. */
  readonly id: string | number | null;
  readonly pack: Pack;
  readonly on: number;
  readonly municipality: string | null;
  readonly answers: Answers;
  /** What is worth saying about the input, though it was not refused. */
  readonly remarks: readonly string[];
};

export type CaseOutcome = {
  /** As it was given; null when it was not. */
  readonly id: string | number | null;
  readonly instrument: string;
  /** ID@version of the rules that decided. */
  readonly rulesVersion: string;
  readonly on: string;
  /** null: nothing was entered, so there is no outcome; `texts` says so. */
  readonly band: Band | null;
  readonly final: boolean;
  readonly deadline: { readonly code: DeadlineCode; readonly at: string } | null;
  readonly referrals: readonly (Outcome['referrals'][number] & { readonly service: string | null })[];
  readonly measures: readonly string[];
  readonly causes: readonly string[];
  readonly contributing: readonly string[];
  readonly blocked: readonly string[];
  readonly stops: readonly string[];
  readonly next: readonly string[];
  readonly texts: readonly string[];
  readonly score: Score;
  readonly flag: string | null;
  readonly rules: readonly (RuleVerdict & { readonly settled: boolean })[];
  readonly open: Outcome['open'];
  readonly unknown: Outcome['unknown'];
};

const CaseFile = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  instrument: z.string(),
  on: z.string(),
  municipality: z.string().optional(),
  // Not a record, which drops a key named __proto__: what is not a question is refused, never left unread.
  answers: z.custom<Readonly<Record<string, unknown>>>(
    (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
  ),
  rest: z.literal('nee').optional(),
});

const refused = (at: string, message: string): Result<never, CaseRefusal> =>
  fail({ kind: 'case-refused', at, message });

const expectations: Readonly<Record<string, string>> = {
  instrument: 'verwacht het id van een instrument, zoals PG',
  on: 'verwacht het moment van de beoordeling, zoals 2026-11-23T10:00:00+01:00',
  municipality: 'verwacht de code van een gemeente, zoals GM0344',
  answers: 'verwacht een object met antwoorden: vraag-id naar code, lijst van codes, getal of tekst',
  rest: 'verwacht "nee", of laat rest weg',
};

/** Reads a case; what cannot be understood is refused with its place and what is expected there. */
export const readCase = (library: Library, raw: unknown): Result<Case, CaseRefusal> => {
  const parsed = CaseFile.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code === 'unrecognized_keys')
      return refused(
        issue.keys.join(', '),
        'dit veld kent een casus niet: id, instrument, on, municipality, answers, rest',
      );
    const at = issue?.path.join('.') ?? '';
    return refused(
      at,
      expectations[at.split('.')[0] ?? ''] ?? 'verwacht een JSON-object met instrument, on en answers',
    );
  }
  const { instrument, on, municipality, answers, rest, id } = parsed.data;
  const pack = library.packs.get(instrument);
  if (pack === undefined)
    return refused('instrument', `${instrument} is er niet; er is: ${[...library.packs.keys()].join(', ')}`);
  const moment = parseMoment(on);
  if (!moment.ok) return refused('on', expectations.on ?? '');
  if (municipality !== undefined && !isMunicipality(library, municipality))
    return refused('municipality', `${municipality} is geen gemeente in deze indeling; ${expectations.municipality}`);
  // The law of the day, unless the case is to be decided under another.
  const given: Record<ItemId, AnswerValue> = { ...lawsOn(pack, library.resources.laws, moment.value) };
  for (const [item, value] of Object.entries(answers)) {
    const known = pack.items.get(item);
    if (known === undefined)
      return refused(
        `answers.${item}`,
        `${item} is geen vraag van ${pack.name}; baken instruments ${pack.name} noemt ze alle`,
      );
    const checked = checkAnswer(known, value);
    if (!checked.ok) return refused(`answers.${item}`, `${quoted(value)} past niet; ${checked.error.expected}`);
    if (known.type === 'municipality' && !isMunicipality(library, String(checked.value)))
      return refused(`answers.${item}`, `${String(checked.value)} is geen gemeente in deze indeling`);
    given[item] = checked.value;
  }
  const more = tooMuch(pack, given);
  if (more !== undefined) return refused(`answers.${more.items.join(', ')}`, more.message);
  const whole = rest === 'nee' ? withQuietAnswers(pack, given) : given;
  const remarks = withoutEffect(pack, whole)
    .filter((item) => Object.hasOwn(given, item))
    .map((item) => `answers.${item}: deze vraag is niet aan de orde; het antwoord verandert niets`);
  return ok({
    id: id ?? null,
    pack,
    on: moment.value,
    municipality: municipality ?? null,
    answers: whole,
    remarks,
  });
};

/** What was given, in at most a line. What is nested is not repeated: it can be deeper than the stack. */
const quoted = (value: unknown): string => {
  const isNested = (part: unknown) => typeof part === 'object' && part !== null;
  if (isNested(value) && !(Array.isArray(value) && !value.some(isNested))) return 'wat hier staat';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

const isMunicipality = (library: Library, code: string): boolean =>
  library.resources.municipalities.municipalities.some((one) => one.code === code);

export const assess = async (
  library: Library,
  raw: unknown,
): Promise<Result<{ readonly outcome: CaseOutcome; readonly whole: Outcome; readonly read: Case }, CaseRefusal>> => {
  const read = readCase(library, raw);
  if (!read.ok) return read;
  const { pack, answers, on, id } = read.value;
  const whole = await decide(pack, answers, on, library.resources.holidays.holidays);
  return ok({ outcome: caseOutcome(library, id, pack.rulesName, whole), whole, read: read.value });
};

const caseOutcome = (library: Library, id: Case['id'], rulesVersion: string, whole: Outcome): CaseOutcome => {
  const serviceOf = (code: string) =>
    library.resources.routes.routes.find((route) => route.code === code)?.services[0] ?? null;
  return {
    id,
    instrument: whole.instrument,
    rulesVersion,
    on: whole.on,
    band: whole.nothing === null ? whole.band : null,
    final: whole.final,
    deadline: whole.deadline,
    referrals: whole.referrals.map((referral) => ({ ...referral, service: serviceOf(referral.code) })),
    measures: whole.measures,
    causes: whole.causes.map(({ code }) => code),
    contributing: whole.contributing.map(({ code }) => code),
    blocked: whole.blocked.map(({ code }) => code),
    stops: whole.stops,
    next: whole.next.map((one) => one.id),
    texts: whole.texts,
    score: whole.score,
    flag: whole.flag,
    // Who reads a case from a file asks whether a rule counts. Whether a later answer may still change that stands beside it.
    rules: whole.rules.map((rule) => ({
      ...rule,
      says: rule.acts ? 'applies' : rule.says,
      settled: rule.says !== 'open',
    })),
    open: whole.open,
    unknown: whole.unknown,
  };
};
