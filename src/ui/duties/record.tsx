import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { dayAndClock } from '../moment.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Duty, View } from './duties.tsx';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Puts the time of telling on record. What stands is never changed: a change is a new record with its reason. */
export const Record = ({
  view,
  duty,
  put,
}: {
  readonly view: View;
  readonly duty: Duty;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const had = duty.records[0];
  const now = dayAndClock(had?.happenedAt ?? null);
  const empty = {
    open: false,
    ...now,
    who: had?.who.code ?? duty.usual.who,
    whom: had?.whom.code ?? duty.usual.whom,
    note: had?.note ?? '',
    notDone: false,
    reason: '',
  };
  const [draft, setDraft, drop] = useDraft(`duty ${view.assessment} ${duty.id}`, empty);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [said, setSaid] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useFirstWrong(form, tries);
  const opened = useRef(false);
  useEffect(() => {
    if (draft.open && !opened.current) form.current?.querySelector<HTMLElement>('input')?.focus();
    if (!draft.open && opened.current) button.current?.focus();
    opened.current = draft.open;
  }, [draft.open]);

  const wrong = {
    day: !draft.notDone && !date.test(draft.day) ? t.common.required : null,
    time: !draft.notDone && !clock.test(draft.time) ? t.duties.timeWrong : null,
    future:
      !draft.notDone && date.test(draft.day) && clock.test(draft.time) && isAhead(draft.day, draft.time)
        ? t.duties.future
        : null,
    reason: had !== undefined && draft.reason.trim() === '' ? t.common.required : null,
  };

  const close = () => {
    setDraft(empty);
    drop();
    setTries(0);
    setRefusal(null);
  };
  const save = async () => {
    setTries(tries + 1);
    if (Object.values(wrong).some((one) => one !== null)) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('duties.record', {
      dossier: view.dossier,
      assessment: view.assessment,
      duty: duty.id,
      happened: draft.notDone ? null : { day: draft.day, time: draft.time },
      who: draft.who,
      whom: draft.whom,
      note: draft.note.trim(),
      reason: had === undefined ? null : draft.reason.trim(),
      intent: newIntent(),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    close();
    setSaid(true);
    put(reply.value);
  };

  if (!draft.open)
    return (
      <div className="duty-record">
        <p className="unseen" role="status">
          {said ? t.duties.saved : ''}
        </p>
        <Button
          ref={button}
          look={duty.state.kind === 'todo' && duty.kind === 'plicht' ? 'primary' : 'secondary'}
          name={(had === undefined ? t.duties.recordName : t.duties.changeName)(duty.title)}
          onClick={() => {
            setSaid(false);
            setDraft({ ...empty, open: true });
          }}
        >
          {had === undefined ? t.duties.record : t.duties.change}
        </Button>
      </div>
    );
  return (
    <form
      ref={form}
      className="form form-tight duty-form"
      noValidate
      aria-label={(had === undefined ? t.duties.recordName : t.duties.changeName)(duty.title)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey && !busy) void save();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      {had?.happenedAt == null ? null : (
        <Tick
          label={t.duties.notDone}
          checked={draft.notDone}
          onChange={(notDone) => setDraft({ ...draft, notDone })}
        />
      )}
      {draft.notDone ? null : (
        <>
          <div className="pair">
            <TextField
              type="date"
              label={t.duties.day}
              value={draft.day}
              onChange={(day) => setDraft({ ...draft, day })}
              error={tries > 0 ? (wrong.day ?? wrong.future) : null}
            />
            <TextField
              type="time"
              label={t.duties.time}
              value={draft.time}
              onChange={(time) => setDraft({ ...draft, time: time.slice(0, 5) })}
              error={tries > 0 ? wrong.time : null}
            />
          </div>
          {duty.tellers.length < 2 ? null : (
            <Radios
              legend={t.duties.who}
              choices={duty.tellers}
              value={draft.who}
              onChange={(who) => setDraft({ ...draft, who })}
            />
          )}
          {duty.told.length < 2 ? null : (
            <Radios
              legend={t.duties.whom}
              choices={duty.told}
              value={draft.whom}
              onChange={(whom) => setDraft({ ...draft, whom })}
            />
          )}
        </>
      )}
      <TextArea
        label={t.duties.note}
        help={t.duties.noteHelp}
        optional
        rows={2}
        maxLength={2000}
        value={draft.note}
        onChange={(note) => setDraft({ ...draft, note })}
      />
      {had === undefined ? null : (
        <TextField
          label={t.duties.reason}
          help={t.duties.reasonHelp}
          value={draft.reason}
          onChange={(reason) => setDraft({ ...draft, reason: reason.slice(0, 1000) })}
          error={tries > 0 ? wrong.reason : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.common.save}
        </Button>
        <Button look="subtle" onClick={close}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
};

/** Whether a day and time on the Dutch clock have yet to come. Both are compared as they are written. */
const isAhead = (day: string, time: string): boolean => {
  const now = dayAndClock(null);
  return `${day}T${time}` > `${now.day}T${now.time}`;
};
