import { type KeyboardEvent, memo, useRef, useState } from 'react';
import type { QuestionView } from '#host/views.ts';
import { AnswerInput, isComplete, pickByKey, type Value } from '../assessment/inputs.tsx';
import { type Note, NoteFields, noNote } from '../assessment/note.tsx';
import { sameNote } from '../assessment/same.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { actsByItself, inTextField } from '../parts/keys.ts';
import { useTexts } from '../words.ts';

/** What was taken over of one question. */
export type Copied = {
  readonly value: Value;
  readonly note: Note | null;
  /** Something stands in the field that is no answer. */
  readonly half?: boolean;
};

type Given = {
  readonly number: number;
  readonly only: string | null;
  readonly question: QuestionView;
  readonly copied: Copied | null;
  readonly state: 'asked' | 'not-asked' | 'against';
  /** A time as it stood on the paper, and as it is by now. */
  readonly was: string | null;
  readonly now: string | null;
  readonly tried: boolean;
  /** Null: the question is empty on the paper. */
  readonly change: (item: string, copied: Copied | null) => void;
  readonly step: (from: string, by: 1 | -1) => void;
};

/** One question of the paper: a figure gives the answer and goes on, Enter leaves it as it is. */
const One = ({ number, only, question, copied, state, was, now, tried, change, step }: Given) => {
  const t = useTexts();
  const { item, input } = question;
  const value = copied?.value ?? null;
  const note = copied?.note ?? noNote;
  const [noteOpen, setNoteOpen] = useState(!sameNote(note, noNote));
  /** Drawn anew when it is emptied: a field keeps what was typed in it. */
  const [turn, setTurn] = useState(0);
  const card = useRef<HTMLElement>(null);
  const typed = ['text', 'municipality', 'number', 'scores'].includes(input.kind);

  const put = (next: Value, noted: Note = note, half = false) => {
    const kept = sameNote(noted, noNote) ? null : noted;
    change(item, next === null && kept === null && !half ? null : { value: next, note: kept, half });
  };
  /** Letters where figures belong, or a place that is in no list, are no answer; and they are not nothing. */
  const answer = (next: Value) => {
    const fields = card.current?.querySelectorAll<HTMLInputElement>(':is(.amount, .scores, .combo) .control') ?? [];
    put(next, note, next === null && [...fields].some((field) => field.value.trim() !== ''));
  };
  const empty = () => {
    put(null);
    setTurn(turn + 1);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    const inArea = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Enter' && (event.ctrlKey || (!inArea && !actsByItself(event.target)))) {
      event.preventDefault();
      return step(item, 1);
    }
    if (event.ctrlKey || inTextField(event.target)) return;
    const onChoice = event.target instanceof HTMLInputElement;
    if (!onChoice && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      return step(item, event.key === 'ArrowDown' ? 1 : -1);
    }
    if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault();
      return empty();
    }
    if (event.key.toLowerCase() === 'n') {
      event.preventDefault();
      return setNoteOpen(!noteOpen);
    }
    const picked = pickByKey(input, value, event.key);
    if (picked === undefined) return;
    event.preventDefault();
    put(picked);
    if (input.kind === 'one') step(item, 1);
  };

  const wrong = tried && ((value !== null && !isComplete(input, value)) || copied?.half === true);
  const loose = tried && value === null && copied !== null && copied.note !== null;
  return (
    <section
      ref={card}
      className={`card section-card paper-card paper-${state}`}
      data-item={item}
      data-typed={typed ? 'yes' : 'no'}
      aria-labelledby={`paper-${item}`}
      onKeyDown={onKeyDown}
    >
      <div className="section-card-head">
        <Heading level={3} look={4} id={`paper-${item}`} focusable>
          {number}. {question.text}
        </Heading>
        {value === null && copied?.half !== true ? null : (
          <Button look="subtle" name={t.paper.emptyNamed(number)} onClick={empty}>
            {t.paper.empty}
          </Button>
        )}
      </div>
      {only === null ? null : <p className="tone-small">{only}</p>}
      {state === 'against' ? (
        <p className="paper-mark" role="status">
          <Icon name="danger" />
          {t.paper.against}
        </p>
      ) : null}
      <AnswerInput
        key={turn}
        question={question}
        labelledBy={`paper-${item}`}
        value={value}
        onChange={answer}
        tried={wrong}
      />
      {was === null || now === null ? null : <p className="tone-small">{t.paper.counted(was, now)}</p>}
      {loose ? <p className="field-error">{t.paper.noteAlone}</p> : null}
      <NoteFields
        note={note}
        open={noteOpen}
        byKey={!typed}
        unsaved={false}
        setOpen={setNoteOpen}
        setNote={(next) => put(value, next, copied?.half)}
      />
    </section>
  );
};

/** A long paper draws only the questions that changed. */
export const PaperCard = memo(One);
