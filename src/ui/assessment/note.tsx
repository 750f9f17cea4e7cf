import { useEffect, useRef } from 'react';
import type { QuestionView } from '#host/views.ts';
import { TextArea, TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../words.ts';

export type Note = NonNullable<QuestionView['note']>;
export const noNote: Note = { fact: '', said: '', saidBy: '', view: '' };

/** A note with three places, so that fact, statement and impression never run together. */
export const NoteFields = ({
  note,
  open,
  byKey,
  unsaved,
  setOpen,
  setNote,
}: {
  readonly note: Note;
  readonly open: boolean;
  /** Not where letters are the answer. */
  readonly byKey: boolean;
  readonly unsaved: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly setNote: (note: Note) => void;
}) => {
  const t = useTexts();
  const first = useRef<HTMLTextAreaElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (open && !wasOpen.current) first.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <section className="note">
      <button type="button" className="note-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="note" />
        <span>{t.assessment.note}</span>
        {byKey ? <kbd className="button-keys">N</kbd> : null}
      </button>
      {open ? (
        <div className="note-fields form">
          <p className="tone-soft">{t.assessment.noteHelp}</p>
          <TextArea
            ref={first}
            label={t.assessment.noteFact}
            help={t.assessment.noteFactHelp}
            rows={2}
            maxLength={8000}
            value={note.fact}
            onChange={(fact) => setNote({ ...note, fact })}
          />
          <div className="note-said">
            <TextArea
              label={t.assessment.noteSaid}
              help={t.assessment.noteSaidHelp}
              rows={2}
              maxLength={8000}
              value={note.said}
              onChange={(said) => setNote({ ...note, said })}
            />
            <TextField
              label={t.assessment.noteSaidBy}
              value={note.saidBy}
              onChange={(saidBy) => setNote({ ...note, saidBy: saidBy.slice(0, 120) })}
            />
          </div>
          <TextArea
            label={t.assessment.noteView}
            help={t.assessment.noteViewHelp}
            rows={2}
            maxLength={8000}
            value={note.view}
            onChange={(view) => setNote({ ...note, view })}
          />
          {unsaved ? <p className="tone-small">{t.assessment.noteWaiting}</p> : null}
        </div>
      ) : null}
    </section>
  );
};
