import { z } from 'zod';
import type { Content } from '#core/dossier.ts';
import { Owed } from '#core/duty-record.ts';
import { LoopStep } from '#core/referral-loop.ts';
import { WorkAbout } from '#core/work-handled.ts';

/** What of a dossier is due, kept with its row: the work list is made from rows alone. */

const Mark = z.object({
  entry: z.string(),
  corrects: z.string().nullable(),
  step: LoopStep,
  on: z.string(),
  nextAt: z.string().nullable(),
});

/** What stands of a round of the meldcode and has an end. */
const Note = z.object({
  entry: z.string(),
  root: z.string(),
  what: z.enum(['melding', 'verlenging', 'afspraak', 'besluit', 'anders']),
  /** Day of the melding, or until when something was agreed. */
  on: z.string().nullable(),
  melding: z.string().nullable(),
  term: z.string().nullable(),
});
type Note = z.infer<typeof Note>;

export const WorkRow = z.object({
  loops: z.array(
    z.object({
      referral: z.string(),
      recipient: z.string(),
      name: z.string(),
      nextAt: z.string().nullable(),
      steps: z.array(Mark),
    }),
  ),
  handled: z.array(z.object({ about: WorkAbout, at: z.string(), nextAt: z.string().nullable() })),
  rounds: z.array(z.object({ meldcode: z.string(), frame: z.string(), at: z.string(), notes: z.array(Note) })),
  /** By assessment: what is still to be told, as the last entry said. */
  owed: z.record(z.string(), z.array(Owed)),
  /** Safety plans: when each is looked at again, as it was last agreed; agreed null: there is only a beginning. */
  plans: z.array(
    z.object({ plan: z.string(), at: z.string(), agreed: z.string().nullable(), evaluateOn: z.string().nullable() }),
  ),
});
export type WorkRow = z.infer<typeof WorkRow>;

export const noWork: WorkRow = { loops: [], handled: [], rounds: [], owed: {}, plans: [] };

const noteOf = (note: Extract<Content, { kind: 'meldcode-noted' }>['note']): Omit<Note, 'entry' | 'root'> => {
  const none = { on: null, melding: null, term: null };
  switch (note.what) {
    case 'melding':
      return { ...none, what: 'melding', on: note.on };
    case 'verlenging':
      return { ...none, what: 'verlenging', melding: note.melding, term: note.term };
    case 'afspraak':
      return { ...none, what: 'afspraak', on: note.until };
    case 'besluit':
      return { ...none, what: note.decision === 'melden' && note.answer === 'ja' ? 'besluit' : 'anders' };
    default:
      return { ...none, what: 'anders' };
  }
};

/** @param id - of the entry */
export const foldWork = (row: WorkRow, id: string, at: string, content: Content): WorkRow => {
  switch (content.kind) {
    case 'assessment-started':
    case 'assessment-event':
    case 'assessment-concluded':
    case 'duty-recorded': {
      const owed = content.kind === 'duty-recorded' ? content.owed : content.reached.owed;
      return owed === undefined ? row : { ...row, owed: { ...row.owed, [content.assessment]: owed } };
    }
    case 'referral-made': {
      const { referral, recipient, recipientName: name, nextAt } = content;
      if (row.loops.some((one) => one.referral === referral)) return row;
      return { ...row, loops: [...row.loops, { referral, recipient, name, nextAt, steps: [] }] };
    }
    case 'referral-stepped': {
      const { referral, step, on, nextAt, corrects } = content;
      const mark = { entry: id, corrects, step, on, nextAt };
      const loops = row.loops.map((one) => (one.referral === referral ? { ...one, steps: [...one.steps, mark] } : one));
      return { ...row, loops };
    }
    case 'work-handled':
      return { ...row, handled: [...row.handled, { about: content.about, at, nextAt: content.nextAt }] };
    case 'safety-plan-started': {
      const { plan } = content;
      if (row.plans.some((one) => one.plan === plan)) return row;
      return { ...row, plans: [...row.plans, { plan, at, agreed: null, evaluateOn: null }] };
    }
    case 'safety-plan-agreed': {
      const { plan, evaluateOn } = content;
      const plans = row.plans.map((one) => (one.plan === plan ? { ...one, agreed: at, evaluateOn } : one));
      return { ...row, plans };
    }
    case 'meldcode-started':
      return {
        ...row,
        rounds: [...row.rounds, { meldcode: content.meldcode, frame: content.frame, at, notes: [] }],
      };
    case 'meldcode-noted': {
      const { meldcode, note, corrects } = content;
      const rounds = row.rounds.map((round) => {
        if (round.meldcode !== meldcode) return round;
        const before = round.notes.find(({ entry }) => entry === corrects);
        const kept = round.notes.filter((one) => one !== before);
        if (note.what === 'vervallen') return { ...round, notes: kept };
        return { ...round, notes: [...kept, { ...noteOf(note), entry: id, root: before?.root ?? id }] };
      });
      return { ...row, rounds };
    }
    default:
      return row;
  }
};
