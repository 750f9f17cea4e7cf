import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import {
  type Draft,
  type FieldSpec,
  type Kind,
  known,
  noteOf,
  type Round,
  shownFields,
  type View,
} from './note-kinds.ts';

export type Opened = {
  readonly kind: Kind;
  /** What the form begins with. */
  readonly start: Draft;
  /** The entry that this one takes the place of. */
  readonly corrects: string | null;
};

/** One note to write or to correct. What was typed stays when one leaves the screen. */
export const NoteForm = ({
  view,
  round,
  opened,
  done,
  cancel,
}: {
  readonly view: View;
  readonly round: Round;
  readonly opened: Opened;
  readonly done: (view: View) => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const { kind, corrects } = opened;
  const key = `meldcode ${round.meldcode} ${kind} ${corrects ?? opened.start.term ?? opened.start.step ?? opened.start.text ?? ''}`;
  const [draft, setDraft, drop] = useDraft<Draft>(key, { ...opened.start, intent: newIntent() });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const fields = shownFields(kind, draft);
  const wrong = ({ key, as, optional }: FieldSpec): string | null => {
    const value = (draft[key] ?? '').trim();
    if (value === '') return optional ? null : t.meldcode.required;
    return as === 'day' && value > view.today ? t.meldcode.future : null;
  };
  const reason = (draft.reason ?? '').trim();
  const reasonWrong = corrects !== null && reason === '' ? t.meldcode.required : null;

  const save = async () => {
    setTries(tries + 1);
    const note = noteOf(kind, draft);
    if (note === null || fields.some((field) => wrong(field) !== null) || reasonWrong !== null) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('meldcode.record', {
      dossier: view.dossier,
      meldcode: round.meldcode,
      note,
      corrects,
      reason: corrects === null ? null : reason,
      intent: draft.intent ?? newIntent(),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    done(reply.value);
  };

  const set = (name: string) => (value: string) => setDraft({ ...draft, [name]: value });
  const drawn = (field: FieldSpec) => {
    const { key: name, as, label, help, options, optional } = field;
    const common = {
      label: t.meldcode.fields[label],
      value: draft[name] ?? '',
      onChange: set(name),
      error: tries > 0 ? wrong(field) : null,
      ...(help === undefined ? {} : { help: t.meldcode.help[help] }),
      ...(optional === undefined ? {} : { optional }),
    };
    if (as === 'text') return <TextArea key={name} rows={3} maxLength={8000} {...common} />;
    if (as === 'line') return <TextField key={name} {...common} onChange={(value) => set(name)(value.slice(0, 200))} />;
    if (as === 'day' || as === 'later-day') return <TextField key={name} type="date" narrow {...common} />;
    const choices: readonly (readonly [string, string])[] =
      as === 'ground'
        ? [[known, t.meldcode.nameKnown], ...round.grounds.map((one) => [one.id, one.label] as const)]
        : Object.entries(options === undefined ? {} : t.meldcode.choices[options]);
    return (
      <Radios
        key={name}
        legend={common.label}
        choices={choices.map(([code, words]) => ({
          code,
          label: words,
          ...(as === 'ground' ? { help: round.grounds.find(({ id }) => id === code)?.source } : {}),
        }))}
        value={draft[name] ?? null}
        onChange={set(name)}
        error={common.error}
      />
    );
  };

  const title = corrects !== null && kind !== 'vervallen' ? t.meldcode.correct : t.meldcode.add[kind];
  return (
    <form
      ref={form}
      className="form form-tight meldcode-form"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={3} look={4}>
        {title}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {fields.map(drawn)}
      {corrects === null ? null : (
        <TextArea
          rows={2}
          maxLength={1000}
          label={kind === 'vervallen' ? t.meldcode.fields.withdrawReason : t.meldcode.fields.reason}
          help={t.meldcode.help.reason}
          value={draft.reason ?? ''}
          onChange={set('reason')}
          error={tries > 0 ? reasonWrong : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {kind === 'vervallen' ? t.meldcode.withdraw : t.common.save}
        </Button>
        <Button
          look="subtle"
          onClick={() => {
            drop();
            cancel();
          }}
        >
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
};
