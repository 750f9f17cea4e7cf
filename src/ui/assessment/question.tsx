import { useRef, useState } from 'react';
import type { Input, Refusal } from '#host/contract.ts';
import type { QuestionView } from '#host/views.ts';
import { MoreAbout } from '../learning/card.tsx';
import { Terms } from '../learning/terms.tsx';
import { dayAndTime } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { actsByItself, inTextField, useKeys } from '../parts/keys.ts';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';
import { itemsOf } from './assessment.tsx';
import { Correction } from './correction.tsx';
import { AnswerInput, isComplete, pickByKey, type Value } from './inputs.tsx';
import { type Note, NoteFields, noNote } from './note.tsx';
import { sameNote, sameValue } from './same.ts';
import { StopOffers } from './stopped.tsx';

/** What was chosen and typed and is not on record yet; the same in every way to see a question. */
export type Draft = {
  readonly value: Value;
  readonly note: Note;
  readonly noteOpen: boolean;
  /** Null while no earlier answer is being changed. */
  readonly reason: string | null;
  readonly intent: string;
};

/** One question: what is asked and why, the answers, a note, and what was answered before. */
export const Question = ({
  guide,
  question,
  first,
}: {
  readonly guide: Guide;
  readonly question: QuestionView;
  readonly first: boolean;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const { view, put, goTo } = guide;
  const stored = question.note ?? noNote;
  const [draft, setDraft, drop] = useDraft<Draft>(`answer ${view.assessment} ${question.item}`, {
    value: question.answer,
    note: stored,
    noteOpen: !sameNote(stored, noNote),
    reason: null,
    intent: newIntent(),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const typed = question.input.kind === 'text' || question.input.kind === 'municipality';
  const correcting = draft.reason !== null;

  useArrival(heading, correcting ? 'correction' : question.item);

  const items = itemsOf(view);
  const at = items.findIndex((one) => one.item === question.item);
  const previous = items[at - 1]?.item;
  const after = items[at + 1]?.item ?? null;
  const changesAnswer =
    question.answer !== null && !sameValue(draft.value, question.answer, question.input.kind === 'scores');
  const changesNote = !sameNote(draft.note, stored);
  const complete = isComplete(question.input, draft.value);

  const inputFor = (value: NonNullable<Value>): Input<'assessment.answer'> => ({
    dossier: view.dossier,
    assessment: view.assessment,
    item: question.item,
    value: typeof value === 'object' ? [...value] : value,
    note: changesNote || question.note !== null ? draft.note : null,
    reason: changesAnswer ? (draft.reason ?? '').trim() || null : null,
    intent: draft.intent,
  });

  const save = async () => {
    const { value } = draft;
    if (value === null || !complete) {
      if (question.optional && value === null) goTo(after);
      else setTried(true);
      return;
    }
    if (changesAnswer && (draft.reason ?? '').trim() === '') {
      if (correcting) setTried(true);
      else setDraft({ ...draft, reason: '' });
      return;
    }
    if (question.answer !== null && !changesAnswer && !changesNote) {
      drop();
      return goTo(after);
    }
    setBusy(true);
    setRefusal(null);
    const moves = guide.moves();
    const reply = await write('assessment.answer', inputFor(value));
    setBusy(false);
    if (!reply.ok) {
      if (reply.error.kind === 'reason-needed') setDraft({ ...draft, reason: '' });
      else setRefusal(reply.error);
      return;
    }
    drop();
    put(reply.value);
    const next = reply.value.place;
    if (next.kind === 'question' && next.question.item === question.item && guide.moves() === moves) {
      const order = itemsOf(reply.value);
      const here = order.findIndex((one) => one.item === question.item);
      goTo(order[here + 1]?.item ?? null);
    }
  };

  useKeys((event) => {
    if (busy || document.querySelector('dialog[open]') !== null) return;
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      return void save();
    }
    if (event.altKey && event.key === 'ArrowLeft') {
      event.preventDefault();
      return previous === undefined ? undefined : goTo(previous);
    }
    if (event.ctrlKey || event.altKey || event.metaKey || inTextField(event.target)) return;
    const onInput = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && !onInput && !actsByItself(event.target)) {
      event.preventDefault();
      return void save();
    }
    if (event.key === 'ArrowLeft' && !onInput && previous !== undefined) return goTo(previous);
    const figures = question.input.kind === 'number' || question.input.kind === 'scores';
    // Whoever starts typing means the answer: the field takes the focus, and with it this very key.
    const starts = typed ? /^\S$/.test(event.key) : figures && /^\d$/.test(event.key);
    if (starts && !correcting) return card.current?.querySelector<HTMLElement>('.control')?.focus();
    if (event.key.toLowerCase() === 'n' && !correcting) {
      event.preventDefault();
      return setDraft({ ...draft, noteOpen: !draft.noteOpen });
    }
    if (correcting) {
      const reason = t.assessment.reasons[Number(event.key) - 1];
      if (reason !== undefined) setDraft({ ...draft, reason });
      return;
    }
    const picked = pickByKey(question.input, draft.value, event.key);
    if (picked === undefined) return;
    event.preventDefault();
    setDraft({ ...draft, value: picked });
  });

  const keys =
    question.input.kind === 'one'
      ? t.assessment.keysOne(Math.min(9, question.input.options.length))
      : question.input.kind === 'many' || question.input.kind === 'numbers'
        ? t.assessment.keysMany
        : question.input.kind === 'text'
          ? t.assessment.keysText
          : question.input.kind === 'scores'
            ? t.assessment.keysScores
            : t.assessment.keysOther;

  return (
    <form
      className="question"
      noValidate
      aria-label={t.assessment.question}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {correcting ? null : <StopOffers guide={guide} offers={question.offers} />}
      <div className="card question-card" ref={card}>
        <div className="question-top">
          <p className="question-section">{question.section}</p>
          {first || previous === undefined || correcting ? null : (
            <Button look="subtle" icon="back" keys="Alt ←" onClick={() => goTo(previous)}>
              {t.assessment.previous}
            </Button>
          )}
        </div>
        <Heading level={1} look={2} id="question" focusable ref={heading}>
          {correcting ? t.assessment.changeTitle : question.text}
        </Heading>
        {correcting ? (
          <Correction
            input={question.input}
            was={question.answer}
            becomes={draft.value}
            reason={draft.reason ?? ''}
            setReason={(reason) => setDraft({ ...draft, reason })}
            wrong={tried && (draft.reason ?? '').trim() === ''}
          />
        ) : (
          <>
            {question.help === null && question.lens === null && !question.consent && !question.optional ? null : (
              <div className="question-help">
                {question.help === null ? null : (
                  <p>
                    <strong>{t.assessment.why}</strong>
                    {question.help}
                  </p>
                )}
                {question.lens === null ? null : (
                  <p>
                    <strong>{t.assessment.lens}</strong>
                    {question.lens}
                  </p>
                )}
                {question.consent ? <p>{t.assessment.consent}</p> : null}
                {question.optional ? <p>{t.assessment.optional}</p> : null}
              </div>
            )}
            {question.card === null && question.terms.length === 0 ? null : (
              <div className="question-learn">
                {question.card === null ? null : <MoreAbout card={question.card.id} title={question.card.title} />}
                <Terms terms={question.terms} />
              </div>
            )}
            <AnswerInput
              question={question}
              value={draft.value}
              onChange={(value) => setDraft({ ...draft, value })}
              tried={tried}
            />
          </>
        )}
        {tried && !correcting && draft.value === null && question.input.kind !== 'number' ? (
          <p className="field-error" role="alert">
            {t.assessment.choose}
          </p>
        ) : null}
        {refusal === null ? null : <Failure refusal={refusal} />}
        <div className="question-actions">
          <Button type="submit" look="primary" busy={busy}>
            {correcting ? t.assessment.changeSave : t.assessment.next}
          </Button>
          {correcting ? (
            <Button look="subtle" onClick={() => setDraft({ ...draft, value: question.answer, reason: null })}>
              {t.assessment.changeCancel}
            </Button>
          ) : question.answer === null ? (
            <Button look="subtle" onClick={() => goTo(after)}>
              {t.assessment.skip}
            </Button>
          ) : null}
        </div>
        {correcting ? null : <p className="question-keys">{keys}</p>}
      </div>
      {correcting ? null : (
        <NoteFields
          note={draft.note}
          open={draft.noteOpen}
          byKey={!typed}
          unsaved={changesNote}
          setOpen={(noteOpen) => setDraft({ ...draft, noteOpen })}
          setNote={(note) => setDraft({ ...draft, note })}
        />
      )}
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
    </form>
  );
};
