import { titleOf } from '#core/assess.ts';
import { dutch } from '#core/calendar.ts';
import type { Dossier } from '#core/dossier.ts';
import { decisionOf, type Meldcode, type Noted, notesOf, stepsStanding, weighingOf } from '#core/meldcode.ts';
import type { Frame } from '#core/meldcode-frame.ts';
import { Decision, meldcodeSteps, stepOf } from '#core/meldcode-note.ts';
import { runningTerms } from '#core/meldcode-terms.ts';
import { numbersInDanger } from './assessment-view.ts';
import { decideNow, standingOf } from './assessments.ts';
import type { Desk, OpenDossier } from './desk.ts';
import type { MeldcodeView, NoteView, RoundView, StepView } from './meldcode-view.ts';
import { bandLabel } from './outcome-view.ts';

/** Draws the meldcode: the record beside what the frame says of it. */

const moment = (at: string): string => dutch(Date.parse(at));

const rowOf = ({ name, title, forWhom, source }: Frame) => ({ name, title, forWhom, source });

/** Notes with their corrections, each chain as one, by when it was first written. Answers and decisions are not in it. */
const chains = (meldcode: Meldcode): readonly NoteView[] => {
  const roots = meldcode.notes.filter(({ entry, root }) => entry === root);
  return roots.flatMap((first): readonly NoteView[] => {
    const chain = meldcode.notes.filter(({ root }) => root === first.entry).toReversed();
    const [last, ...before] = chain;
    if (last === undefined) return [];
    const withdrawn = last.note.what === 'vervallen';
    const shown = withdrawn ? before[0] : last;
    if (shown === undefined || shown.note.what === 'weegvraag' || shown.note.what === 'besluit') return [];
    const earlier = (withdrawn ? before.slice(1) : before).map(({ entry, at, note }) => ({
      ...{ entry, note },
      at: moment(at),
    }));
    const { entry, root, note } = shown;
    return [{ entry, root, at: moment(last.at), note, reason: last.reason, withdrawn, earlier }];
  });
};

const stepViews = (meldcode: Meldcode, frame: Frame | undefined): StepView[] => {
  const notes = chains(meldcode);
  const states = frame === undefined ? [] : stepsStanding(meldcode, frame);
  return meldcodeSteps.map((step) => {
    const own = notes.filter(({ note }) => stepOf(note) === step);
    const stands = states.find((one) => one.step === step);
    return {
      step,
      help: frame?.steps.find((one) => one.step === step)?.help ?? '',
      state: stands?.state ?? (own.length > 0 ? 'vastgelegd' : 'niets'),
      missing: [...(stands?.missing ?? [])],
      notes: [...own],
    };
  });
};

type Answered = Noted & { readonly note: { readonly what: 'weegvraag' } };
const isAnswer =
  (question: string) =>
  (one: Noted): one is Answered =>
    one.note.what === 'weegvraag' && one.note.question === question;

const weighingView = (meldcode: Meldcode, frame: Frame, alarmed: boolean): RoundView['weighing'] => {
  const weighing = weighingOf(meldcode, frame);
  const resultOf = (result: string) => frame.results.find((one) => one.result === result);
  return {
    questions: frame.questions.map(({ id, text, help, source, kinds }) => {
      const current = notesOf(meldcode, 'weegvraag').findLast(({ note }) => note.question === id);
      const given = ({ entry, at, note, reason }: Answered) => ({
        ...{ entry, reason, at: moment(at) },
        answer: note.answer,
        grounds: note.grounds,
        kinds: note.kinds.map((kind) => kinds.find((one) => one.id === kind)?.label ?? kind),
      });
      const answers = meldcode.notes.filter(isAnswer(id));
      return {
        ...{ id, text, help, source, kinds: kinds.map((kind) => ({ ...kind })) },
        askable: weighing.askable.includes(id),
        together: weighing.together.includes(id),
        current: current === undefined ? null : { ...given(current), ticked: [...current.note.kinds] },
        earlier: answers
          .filter(({ entry }) => entry !== current?.entry)
          .map(given)
          .toReversed(),
      };
    }),
    says: weighing.says,
    label: resultOf(weighing.says)?.label ?? null,
    text: resultOf(weighing.says)?.text ?? null,
    possible: weighing.possible.map((result) => ({ result, label: resultOf(result)?.label ?? result })),
    next: weighing.next,
    unknown: [...weighing.unknown],
    contradicts: alarmed && (weighing.says === 'sluiten' || weighing.says === 'hulp'),
  };
};

const decisionViews = (meldcode: Meldcode): RoundView['decisions'] =>
  Decision.options.map((decision) => {
    const current = decisionOf(meldcode, decision);
    const earlier = meldcode.notes.flatMap(({ entry, at, note, reason }) =>
      note.what === 'besluit' && note.decision === decision && entry !== current?.entry
        ? [{ at: moment(at), answer: note.answer, grounds: note.grounds, reason }]
        : [],
    );
    if (current === undefined) return { decision, current: null, earlier: earlier.toReversed() };
    const { entry, at, reason } = current;
    const { answer, grounds, norm } = current.note;
    const departs = decision === 'melden' && answer === 'nee' && norm === 'melden';
    return {
      decision,
      current: { entry, at: moment(at), answer, grounds, norm, reason, departs },
      earlier: earlier.toReversed(),
    };
  });

/** Questionnaires that weigh in at question 2: melden is named, or the band is high or acute. */
const alarmsOf = async (desk: Desk, open: OpenDossier): Promise<MeldcodeView['alarms']> => {
  const all = await Promise.all(
    open.dossier.assessments.map(async (assessment) => {
      const found = standingOf(desk, open, assessment.id);
      const title = titleOf(desk.library, assessment.instrument.split('@')[0] ?? assessment.instrument);
      if (!found.ok) {
        // Its form is not here: what the rules gave when it was last written still counts.
        const band = assessment.reached.at(-1)?.band ?? 'GEEN_SIGNAAL';
        return { assessment: assessment.id, title, band, bandLabel: band, melden: false };
      }
      const { pack, answers } = found.value;
      const { band, referrals } = await decideNow(desk, pack, answers);
      const melden = referrals.some(({ code }) => code === 'VT_MELDEN');
      return { assessment: assessment.id, title, band, bandLabel: bandLabel(pack, band), melden };
    }),
  );
  return all.filter(({ band, melden }) => melden || band === 'HOOG' || band === 'ACUUT').toReversed();
};

/** @param shown - the round to draw; null draws the one at work */
export const meldcodeView = async (desk: Desk, open: OpenDossier, shown: string | null): Promise<MeldcodeView> => {
  const { dossier } = open;
  const { frames, resources } = desk.library;
  const now = Date.parse(desk.now());
  const today = dutch(now).slice(0, 10);
  const alarms = await alarmsOf(desk, open);
  const last = dossier.meldcodes.at(-1);
  const meldcode = shown === null ? last : dossier.meldcodes.find(({ id }) => id === shown);
  const roundView = (round: Meldcode): RoundView => {
    const frame = frames.get(round.frame);
    return {
      meldcode: round.id,
      startedAt: moment(round.startedAt),
      current: round.id === last?.id,
      frameName: round.frame,
      frame: frame === undefined ? null : rowOf(frame),
      mantelzorgcheck: frame?.mantelzorgcheck ?? false,
      steps: stepViews(round, frame),
      weighing: frame === undefined ? null : weighingView(round, frame, alarms.length > 0),
      decisions: decisionViews(round),
      terms: runningTerms(round, frame?.terms ?? [], resources.holidays.holidays).map(
        ({ melding, term, from, until, extensions }) => ({
          ...{ melding, from, until, extensions, past: until < today },
          id: term.id,
          label: term.label,
          amount: { count: term.count, unit: term.unit },
          extension: term.extension,
          source: term.source,
          certainty: term.certainty,
        }),
      ),
      grounds: (frame?.grounds ?? []).map((ground) => ({ ...ground })),
    };
  };
  return {
    dossier: open.id,
    dossierLabel: dossier.label,
    today,
    frames: [...frames.entries()]
      .filter(([key, { id }]) => key === id)
      .map(([, frame]) => rowOf(frame))
      .toSorted((a, b) => a.title.localeCompare(b.title, 'nl')),
    round: meldcode === undefined ? null : roundView(meldcode),
    rounds: dossier.meldcodes
      .map(({ id, startedAt, frame }) => ({
        meldcode: id,
        startedAt: moment(startedAt),
        title: frames.get(frame)?.title ?? frame,
      }))
      .toReversed(),
    alarms,
    signals: dossier.signals.map(({ at, text, about, saidBy }) => ({ at: moment(at), text, about, by: saidBy ?? '' })),
    children: dossier.people.filter(({ role }) => role === 'kind').map(({ label }) => label),
    numbers: numbersInDanger(desk.library, now),
  };
};

/** What of the meldcode belongs in the timeline of the dossier: rounds, talks, decisions and meldingen that stand. */
export const meldcodeTimeline = (dossier: Dossier): readonly { at: string; kind: string; text: string }[] =>
  dossier.meldcodes.flatMap((round) => {
    const line = (at: string, text: string) => ({ at, kind: 'meldcode', text });
    return [
      line(round.startedAt, 'Meldcode begonnen'),
      ...notesOf(round, 'overleg').map(({ at, note }) => line(at, `Overleg vastgelegd met ${note.who}`)),
      ...notesOf(round, 'gesprek').map(({ at, note }) => line(at, `Gesprek vastgelegd met ${note.with}`)),
      ...notesOf(round, 'besluit').map(({ at, note }) =>
        line(
          at,
          note.decision === 'melden'
            ? `Besluit: ${note.answer === 'ja' ? 'melden' : 'niet melden'} bij Veilig Thuis`
            : `Besluit: ${note.answer === 'ja' ? 'hulp bieden of regelen' : 'geen hulp bieden of regelen'}`,
        ),
      ),
      ...notesOf(round, 'melding').map(({ at }) => line(at, 'Melding bij Veilig Thuis vastgelegd')),
    ];
  });
