import { type FocusEvent, type KeyboardEvent, memo, useRef, useState } from 'react';
import type { Input, Refusal } from '#host/contract.ts';
import type { QuestionView } from '#host/views.ts';
import { MoreAbout } from '../learning/card.tsx';
import { Terms } from '../learning/terms.tsx';
import { dayAndTime } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { actsByItself, inTextField } from '../parts/keys.ts';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';
import { Correction } from './correction.tsx';
import { AnswerInput, isComplete, pickByKey } from './inputs.tsx';
import { NoteFields, noNote } from './note.tsx';
import type { Draft } from './question.tsx';
import { sameNote, sameValue } from './same.ts';
import { StopOffers } from './stopped.tsx';

export type Answer = Omit<Input<'assessment.answer'>, 'dossier' | 'assessment' | 'stay'>;

type Given = {
  readonly guide: Guide;
  readonly question: QuestionView;
  readonly place: number;
  /** Null: it is on record. */
  readonly save: (answer: Answer) => Promise<Refusal | null>;
  readonly step: (from: string, by: 1 | -1) => void;
};

/** One question among those of its section, with its own answer, note, history and correction. */
const One = ({ guide, question, place, save, step }: Given) => {
  const t = useTexts();
  const { item, input, answer } = question;
  const stored = question.note ?? noNote;
  const [draft, setDraft, drop] = useDraft<Draft>(`answer ${guide.view.assessment} ${item}`, {
    value: answer,
    note: stored,
    noteOpen: false,
    reason: null,
    intent: newIntent(),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const card = useRef<HTMLElement>(null);
  const latest = useRef(draft);
  latest.current = draft;
  const changesAnswer = answer !== null && !sameValue(draft.value, answer, input.kind === 'scores');
  const changesNote = !sameNote(draft.note, stored);
  const changed = answer === null ? draft.value !== null : changesAnswer || changesNote;
  const correcting = draft.reason !== null;
  const typed = input.kind === 'text' || input.kind === 'municipality';

  /** @returns whether one may go on from here */
  const keep = async (): Promise<boolean> => {
    const { value, note, reason, intent } = draft;
    if (busy || !changed) return true;
    if (value === null || !isComplete(input, value)) {
      setTried(true);
      return false;
    }
    if (changesAnswer && (reason ?? '').trim() === '') {
      if (correcting) setTried(true);
      else setDraft({ ...draft, reason: '' });
      return false;
    }
    setBusy(true);
    setRefusal(null);
    const refused = await save({
      item,
      value: typeof value === 'object' ? [...value] : value,
      note: changesNote || question.note !== null ? note : null,
      reason: changesAnswer ? (reason ?? '').trim() : null,
      intent,
    });
    setBusy(false);
    if (refused !== null) {
      setRefusal(refused);
      return false;
    }
    setTried(false);
    // What was typed meanwhile is a new answer, and stays.
    const meanwhile = latest.current;
    const next = { ...meanwhile, reason: null, intent: newIntent() };
    setDraft(next);
    if (sameValue(meanwhile.value, value, input.kind === 'scores') && sameNote(meanwhile.note, note)) drop();
    return true;
  };

  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
    // Half an answer is no fault of somebody who looks elsewhere first; it stays as it is.
    if (isComplete(input, draft.value) && !correcting) void keep();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    const goOn = () => {
      event.preventDefault();
      if (!changed) return step(item, 1);
      // On at once: the answer is on its way, and a change that asks for its reason holds one back.
      if (isComplete(input, draft.value) && !changesAnswer) {
        void keep();
        return step(item, 1);
      }
      void keep().then((kept) => (kept ? step(item, 1) : undefined));
    };
    if (event.key === 'Enter' && event.ctrlKey) return goOn();
    if (event.ctrlKey) return;
    const onText = inTextField(event.target);
    if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement) && !actsByItself(event.target))
      return goOn();
    if (onText) return;
    const onChoice = event.target instanceof HTMLInputElement;
    if (event.key === 'ArrowDown' && !onChoice) return goOn();
    if (event.key === 'ArrowUp' && !onChoice) {
      event.preventDefault();
      return step(item, -1);
    }
    if (correcting) {
      const reason = t.assessment.reasons[Number(event.key) - 1];
      if (reason !== undefined) setDraft({ ...draft, reason });
      return;
    }
    const figures = input.kind === 'number' || input.kind === 'scores';
    if (typed ? /^\S$/.test(event.key) : figures && /^\d$/.test(event.key))
      return card.current?.querySelector<HTMLElement>('.control')?.focus();
    if (event.key.toLowerCase() === 'n') {
      event.preventDefault();
      return setDraft({ ...draft, noteOpen: !draft.noteOpen });
    }
    const picked = pickByKey(input, draft.value, event.key);
    if (picked === undefined) return;
    event.preventDefault();
    setDraft({ ...draft, value: picked });
  };

  const state = busy ? t.section.saving : changed ? t.section.notYet : answer === null ? '' : t.section.saved;
  return (
    <section
      ref={card}
      className="card section-card"
      data-item={item}
      aria-labelledby={`asked-${item}`}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
    >
      <StopOffers guide={guide} offers={question.offers} />
      <div className="section-card-head">
        <Heading level={2} look={3} id={`asked-${item}`} focusable>
          {place}. {question.text}
        </Heading>
        <p className="section-card-state" role="status">
          {state === t.section.saved ? <Icon name="check" /> : null}
          {state}
        </p>
      </div>
      {question.help === null && question.lens === null ? null : (
        <Disclosure summary={t.section.more}>
          <div className="question-help">
            {question.help === null ? null : <p>{question.help}</p>}
            {question.lens === null ? null : (
              <p>
                <strong>{t.assessment.lens}</strong>
                {question.lens}
              </p>
            )}
          </div>
        </Disclosure>
      )}
      {question.card === null && question.terms.length === 0 ? null : (
        <div className="question-learn">
          {question.card === null ? null : <MoreAbout card={question.card.id} title={question.card.title} />}
          <Terms terms={question.terms} />
        </div>
      )}
      {question.consent ? <p className="tone-small">{t.assessment.consent}</p> : null}
      {question.optional ? <p className="tone-small">{t.assessment.optional}</p> : null}
      {correcting ? (
        <>
          <p className="line-title">{t.assessment.changeTitle}</p>
          <Correction
            input={input}
            labelledBy={`asked-${item}`}
            was={answer}
            becomes={draft.value}
            reason={draft.reason ?? ''}
            setReason={(reason) => setDraft({ ...draft, reason })}
            wrong={tried && (draft.reason ?? '').trim() === ''}
          />
          <div className="question-actions">
            <Button look="primary" busy={busy} onClick={() => void keep()}>
              {t.assessment.changeSave}
            </Button>
            <Button look="subtle" onClick={() => setDraft({ ...draft, value: answer, reason: null })}>
              {t.assessment.changeCancel}
            </Button>
          </div>
        </>
      ) : (
        <AnswerInput
          question={question}
          labelledBy={`asked-${item}`}
          value={draft.value}
          onChange={(value) => setDraft({ ...draft, value })}
          tried={tried}
        />
      )}
      {refusal === null ? null : <Failure refusal={refusal} />}
      <NoteFields
        note={draft.note}
        open={draft.noteOpen}
        byKey={!typed}
        unsaved={changesNote}
        setOpen={(noteOpen) => setDraft({ ...draft, noteOpen })}
        setNote={(note) => setDraft({ ...draft, note })}
      />
      {question.history.length === 0 ? null : (
        <Disclosure summary={`${t.assessment.history} (${question.history.length})`}>
          <ul className="history">
            {question.history.map((one) => (
              <li key={one.at}>
                <strong>{one.answer}</strong>
                <span className="row-meta">
                  {dayAndTime(one.at)}
                  {one.reason === null ? '' : `. ${one.reason}`}
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
};

/** A long section draws only the questions that changed. */
export const SectionQuestion = memo(
  One,
  (before, after) =>
    before.place === after.place &&
    before.save === after.save &&
    before.step === after.step &&
    JSON.stringify(before.question) === JSON.stringify(after.question),
);
