import { dutch } from '#core/calendar.ts';
import type { Content } from '#core/dossier.ts';
import { decisionOf, type Meldcode, type Noted, notesOf, standing, weighingOf } from '#core/meldcode.ts';
import type { Frame } from '#core/meldcode-frame.ts';
import { type MeldcodeNote, type StepNote, stepOf } from '#core/meldcode-note.ts';
import { fail, ok, type Result } from '#core/result.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import { meldcodeView } from './meldcode-drawn.ts';
import type { MeldcodeView } from './meldcode-view.ts';
import type { StoreFailure } from './open-vault.ts';

/** The meldcode beside a dossier: read, begin a round, record a step, weigh, decide. */

type Round = { readonly open: OpenDossier; readonly meldcode: Meldcode; readonly frame: Frame };
type NoRound = { readonly kind: 'unknown-meldcode'; readonly at?: string };
type Refused = { readonly kind: 'answer-refused'; readonly at: string; readonly expected: string };
type WhyNeeded = { readonly kind: 'reason-needed'; readonly at: string };
type Old = { readonly corrects: string; readonly reason: string } | null;

/** The round at work, under the frame it pins. Only the last round is written in; without its frame nothing is. */
const roundOf = async (desk: Desk, dossier: string, id: string): Promise<Result<Round, StoreFailure | NoRound>> => {
  const open = await desk.read(dossier, '');
  if (!open.ok) return open;
  const meldcode = open.value.dossier.meldcodes.at(-1);
  if (meldcode?.id !== id) return fail({ kind: 'unknown-meldcode' });
  const frame = desk.library.frames.get(meldcode.frame);
  return frame === undefined
    ? fail({ kind: 'unknown-meldcode', at: meldcode.frame })
    : ok({ open: open.value, meldcode, frame });
};

/** Sending the same again, as a retry does, is no correction and asks for no reason. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Makes the note durable, and only then shows what follows. */
const write = async (
  desk: Desk,
  { open, meldcode }: Round,
  note: MeldcodeNote,
  old: Old,
  intent: string,
  action: string,
): Promise<Result<MeldcodeView, StoreFailure>> => {
  const content: Content = {
    kind: 'meldcode-noted',
    meldcode: meldcode.id,
    note,
    corrects: old?.corrects ?? null,
    reason: old?.reason ?? null,
  };
  const written = await desk.append(open, [content], intent, action);
  return written.ok ? ok(await meldcodeView(desk, written.value, null)) : written;
};

const refused = (at: string, expected: string): Result<never, Refused> =>
  fail({ kind: 'answer-refused', at, expected });

/** Whether this note fits the round: a day that has come, a ground and a term that the frame has. */
const checked = (desk: Desk, { meldcode, frame }: Round, note: StepNote): Result<StepNote, Refused> => {
  const today = dutch(Date.parse(desk.now())).slice(0, 10);
  if ('on' in note && note.on > today) return refused('on', 'een datum die niet in de toekomst ligt');
  if (note.what === 'mantelzorgcheck' && !frame.mantelzorgcheck)
    return refused('what', 'dit kader heeft geen mantelzorgcheck');
  if (note.what === 'melding' && note.ground !== null && !frame.grounds.some(({ id }) => id === note.ground))
    return refused('ground', 'een grond uit het kader');
  if (note.what === 'verlenging') {
    if (!notesOf(meldcode, 'melding').some(({ root }) => root === note.melding))
      return refused('melding', 'een melding die in dit dossier staat');
    const term = frame.terms.find(({ id }) => id === note.term);
    if (term === undefined || term.extension === null) return refused('term', 'een termijn die verlengd kan worden');
  }
  return ok(note);
};

/** A correction names a note that stands, is of the same kind and step, and says why. */
const correction = (
  { meldcode }: Round,
  note: MeldcodeNote,
  corrects: string | null,
  reason: string | null,
): Result<Old, NoRound | Refused | WhyNeeded> => {
  if (corrects === null) return note.what === 'vervallen' ? refused('corrects', 'wat u intrekt') : ok(null);
  const old: Noted | undefined = standing(meldcode).find(({ entry }) => entry === corrects);
  if (old === undefined) return fail({ kind: 'unknown-meldcode', at: corrects });
  if (note.what !== 'vervallen' && (old.note.what !== note.what || stepOf(old.note) !== stepOf(note)))
    return refused('corrects', 'een correctie van dezelfde soort');
  return reason === null || reason === '' ? fail({ kind: 'reason-needed', at: corrects }) : ok({ corrects, reason });
};

/** Answering again is a correction of what was answered before. */
const again = (before: Noted | undefined, reason: string | null): Result<Old, WhyNeeded> => {
  if (before === undefined) return ok(null);
  return reason === null || reason === ''
    ? fail({ kind: 'reason-needed', at: before.entry })
    : ok({ corrects: before.entry, reason });
};

export const meldcode = (
  desk: Desk,
): Pick<Handlers, 'meldcode.read' | 'meldcode.start' | 'meldcode.record' | 'meldcode.weigh' | 'meldcode.decide'> => ({
  'meldcode.read': async ({ dossier, meldcode }) => {
    const open = await desk.read(dossier, 'meldcode.read');
    if (!open.ok) return open;
    if (meldcode !== null && !open.value.dossier.meldcodes.some(({ id }) => id === meldcode))
      return fail({ kind: 'unknown-meldcode' });
    return ok(await meldcodeView(desk, open.value, meldcode));
  },

  'meldcode.start': async ({ dossier, frame, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const known = desk.library.frames.get(frame);
    if (known === undefined) return fail({ kind: 'unknown-meldcode', at: frame });
    // The intent is a fresh UUID of the screen, so a retry names the round that was already begun.
    const content: Content = { kind: 'meldcode-started', meldcode: intent, frame: known.name };
    const written = await desk.append(open.value, [content], intent, 'meldcode.start');
    return written.ok ? ok(await meldcodeView(desk, written.value, null)) : written;
  },

  'meldcode.record': async ({ dossier, meldcode, note, corrects, reason, intent }) => {
    const round = await roundOf(desk, dossier, meldcode);
    if (!round.ok) return round;
    const fits = checked(desk, round.value, note);
    if (!fits.ok) return fits;
    const sent = round.value.meldcode.notes.some((one) => one.corrects === corrects && same(one.note, note));
    if (corrects !== null && sent) return ok(await meldcodeView(desk, round.value.open, null));
    const old = correction(round.value, note, corrects, reason);
    if (!old.ok) return old;
    const action = old.value === null ? 'meldcode.record' : 'meldcode.correct';
    return write(desk, round.value, note, old.value, intent, action);
  },

  'meldcode.weigh': async ({ dossier, meldcode, question, answer, kinds, grounds, reason, intent }) => {
    const round = await roundOf(desk, dossier, meldcode);
    if (!round.ok) return round;
    const { frame } = round.value;
    const asked = frame.questions.find(({ id }) => id === question);
    if (asked === undefined) return fail({ kind: 'unknown-item', at: question });
    if (!weighingOf(round.value.meldcode, frame).askable.includes(question))
      return fail({ kind: 'not-on-screen', at: question });
    if (kinds.some((kind) => !asked.kinds.some(({ id }) => id === kind)) || (answer !== 'ja' && kinds.length > 0))
      return refused('kinds', 'een vorm die bij deze vraag staat, bij een ja');
    if (answer !== 'onbekend' && grounds === '') return refused('grounds', 'waarop u dit baseert');
    const note: MeldcodeNote = { what: 'weegvraag', question, answer, kinds, grounds };
    const before = notesOf(round.value.meldcode, 'weegvraag').findLast(({ note: one }) => one.question === question);
    if (before !== undefined && same(before.note, note)) return ok(await meldcodeView(desk, round.value.open, null));
    const old = again(before, reason);
    if (!old.ok) return old;
    return write(desk, round.value, note, old.value, intent, 'meldcode.weigh');
  },

  'meldcode.decide': async ({ dossier, meldcode, decision, answer, grounds, reason, intent }) => {
    const round = await roundOf(desk, dossier, meldcode);
    if (!round.ok) return round;
    const { says } = weighingOf(round.value.meldcode, round.value.frame);
    const note: MeldcodeNote = { what: 'besluit', decision, answer, grounds, norm: says === 'open' ? null : says };
    const before = decisionOf(round.value.meldcode, decision);
    if (before !== undefined && same(before.note, note)) return ok(await meldcodeView(desk, round.value.open, null));
    const old = again(before, reason);
    if (!old.ok) return old;
    return write(desk, round.value, note, old.value, intent, 'meldcode.decide');
  },
});
