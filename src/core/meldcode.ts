import type { z } from 'zod';
import type { Frame } from './meldcode-frame.ts';
import {
  type Decision,
  type MeldcodeNote,
  type MeldcodeNoted,
  type MeldcodeStarted,
  type MeldcodeStep,
  meldcodeSteps,
  stepOf,
} from './meldcode-note.ts';
import { type Weighing, type WeighingAnswers, weigh } from './meldcode-weighing.ts';

/** The meldcode as it stands: what was recorded, in which state each step is, and what is still missing. */

export type Noted = {
  readonly entry: string;
  /** The first entry of the chain of corrections this one ends; by it other notes can name it. */
  readonly root: string;
  readonly at: string;
  readonly note: MeldcodeNote;
  readonly corrects: string | null;
  readonly reason: string | null;
  /** The entry that took its place; null: it stands. */
  readonly replacedBy: string | null;
};

/** One round of the code. Starting again is a new one; the earlier ones stay. */
export type Meldcode = {
  readonly id: string;
  /** ID@version of the frame it is weighed under. */
  readonly frame: string;
  readonly startedAt: string;
  readonly notes: readonly Noted[];
};

type Started = z.infer<typeof MeldcodeStarted>;
type AddedNote = z.infer<typeof MeldcodeNoted>;

/** The rounds with one more entry in them. A note for a round that is not there changes nothing. */
export const foldMeldcode = (
  rounds: readonly Meldcode[],
  { id, at, content }: { readonly id: string; readonly at: string; readonly content: Started | AddedNote },
): readonly Meldcode[] => {
  if (content.kind === 'meldcode-started')
    return [...rounds, { id: content.meldcode, frame: content.frame, startedAt: at, notes: [] }];
  const { meldcode, note, corrects, reason } = content;
  return rounds.map((round) => {
    if (round.id !== meldcode) return round;
    const old = round.notes.find(({ entry }) => entry === corrects);
    const fresh: Noted = { entry: id, root: old?.root ?? id, at, note, corrects, reason, replacedBy: null };
    const notes = round.notes.map((one) => (one.entry === corrects ? { ...one, replacedBy: id } : one));
    return { ...round, notes: [...notes, fresh] };
  });
};

/** The notes that stand: not replaced, and not taken back. */
export const standing = ({ notes }: Meldcode): readonly Noted[] =>
  notes.filter(({ replacedBy, note }) => replacedBy === null && note.what !== 'vervallen');

type Kind = MeldcodeNote['what'];
type NoteOf<K extends Kind> = Extract<MeldcodeNote, { what: K }>;

/** The notes of one kind that stand, oldest first. */
export const notesOf = <K extends Kind>(meldcode: Meldcode, what: K): readonly (Noted & { note: NoteOf<K> })[] =>
  standing(meldcode).filter((one): one is Noted & { note: NoteOf<K> } => one.note.what === what);

export const weighingAnswers = (meldcode: Meldcode): WeighingAnswers =>
  Object.fromEntries(notesOf(meldcode, 'weegvraag').map(({ note }) => [note.question, note.answer]));

export const weighingOf = (meldcode: Meldcode, frame: Frame): Weighing =>
  weigh(frame.questions, weighingAnswers(meldcode));

export const decisionOf = (meldcode: Meldcode, decision: Decision) =>
  notesOf(meldcode, 'besluit').findLast(({ note }) => note.decision === decision);

/** What a step still lacks. Each has its sentence on the screen. */
export const missingCodes = [
  'signaal',
  'kindcheck',
  'kinderen-onbekend',
  'kinderen-leeftijd',
  'zorg',
  'mantelzorgcheck',
  'overleg',
  'gesprek',
  'gesprek-later',
  'gesprek-advies',
  'kind',
  'inschatting',
  'weegvraag',
  'advies',
  'besluit-melden',
  'besluit-hulp',
  'melding',
  'besproken',
  'afspraak',
] as const;
export type MissingCode = (typeof missingCodes)[number];

const lacking = (...some: readonly (readonly [boolean, MissingCode])[]): readonly MissingCode[] =>
  some.filter(([is]) => is).map(([, code]) => code);

const missingIn: Record<MeldcodeStep, (meldcode: Meldcode, frame: Frame) => readonly MissingCode[]> = {
  signalen: (meldcode, frame) => {
    const check = notesOf(meldcode, 'kindcheck').at(-1)?.note;
    const children = check?.children === 'ja';
    return lacking(
      [notesOf(meldcode, 'signaal').length === 0, 'signaal'],
      [check === undefined, 'kindcheck'],
      [check?.children === 'onbekend' || check?.pregnant === 'onbekend', 'kinderen-onbekend'],
      [children && (check.list.length === 0 || check.list.some(({ age }) => age === null)), 'kinderen-leeftijd'],
      [children && check.care === '', 'zorg'],
      [frame.mantelzorgcheck && notesOf(meldcode, 'mantelzorgcheck').length === 0, 'mantelzorgcheck'],
    );
  },
  overleg: (meldcode) => lacking([notesOf(meldcode, 'overleg').length === 0, 'overleg']),
  gesprek: (meldcode) => {
    const talks = notesOf(meldcode, 'gesprek');
    const left = leftOf(meldcode, 'gesprek')?.note;
    const check = notesOf(meldcode, 'kindcheck').at(-1)?.note;
    const noChildren = check?.children === 'nee';
    return lacking(
      [talks.length === 0 && left === undefined, 'gesprek'],
      [talks.length === 0 && left?.how === 'uitgesteld', 'gesprek-later'],
      [talks.length === 0 && left?.adviser === 'geen', 'gesprek-advies'],
      [talks.length > 0 && !noChildren && talks.every(({ note }) => note.child === ''), 'kind'],
    );
  },
  wegen: (meldcode, frame) => {
    const weighing = weighingOf(meldcode, frame);
    const asked = notesOf(meldcode, 'weegvraag').filter(({ note }) => weighing.unknown.includes(note.question));
    const since = asked
      .map(({ at }) => at)
      .toSorted()
      .at(-1);
    const advised = notesOf(meldcode, 'overleg').some(
      ({ at, note }) => note.with === 'veilig-thuis' && since !== undefined && at >= since,
    );
    return lacking(
      [notesOf(meldcode, 'inschatting').length === 0, 'inschatting'],
      [weighing.says === 'open' && weighing.next !== null, 'weegvraag'],
      [since !== undefined && !advised, 'advies'],
    );
  },
  beslissen: (meldcode) => {
    const report = decisionOf(meldcode, 'melden')?.note.answer;
    const help = decisionOf(meldcode, 'hulp')?.note.answer;
    const decided = report !== undefined || help !== undefined;
    return lacking(
      [report === undefined, 'besluit-melden'],
      [help === undefined, 'besluit-hulp'],
      [report === 'ja' && notesOf(meldcode, 'melding').length === 0, 'melding'],
      [decided && notesOf(meldcode, 'besproken').length === 0, 'besproken'],
      [(report === 'ja' || help === 'ja') && notesOf(meldcode, 'afspraak').length === 0, 'afspraak'],
    );
  },
};

/** The last note that leaves a step, if one stands. */
export const leftOf = (meldcode: Meldcode, step: MeldcodeStep) =>
  notesOf(meldcode, 'gelaten').findLast(({ note }) => note.step === step);

export type StepState = 'niets' | 'vastgelegd' | 'gelaten';

export type StepStanding = {
  readonly step: MeldcodeStep;
  readonly state: StepState;
  readonly missing: readonly MissingCode[];
};

/** What is still asked of a step that is left: advice on leaving the talk, the talk that is to come, a melding decided on. */
const evenWhenLeft: readonly MissingCode[] = ['gesprek-later', 'gesprek-advies', 'advies', 'melding'];

/**
 * Where each step stands. A step of which something was recorded is recorded, also when it is left; a step that was left
 * last lacks nothing but what leaving it asks for.
 */
export const stepsStanding = (meldcode: Meldcode, frame: Frame): readonly StepStanding[] => {
  const written = (one: Noted) => meldcode.notes.findIndex(({ entry }) => entry === one.root);
  return meldcodeSteps.map((step) => {
    const own = standing(meldcode)
      .filter(({ note }) => stepOf(note) === step)
      .toSorted((a, b) => written(a) - written(b));
    const recorded = own.some(({ note }) => note.what !== 'gelaten');
    const left = own.at(-1)?.note.what === 'gelaten';
    const missing = missingIn[step](meldcode, frame);
    return {
      step,
      state: recorded ? 'vastgelegd' : left ? 'gelaten' : 'niets',
      missing: left ? missing.filter((code) => evenWhenLeft.includes(code)) : missing,
    };
  });
};
