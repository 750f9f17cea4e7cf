import { useEffect, useId, useRef, useState } from 'react';
import type { Refusal, Reply } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { View } from './note-kinds.ts';

export type Answer<A extends string> = {
  readonly answer: A;
  readonly kinds: readonly string[];
  readonly grounds: string;
  readonly reason: string;
  readonly intent: string;
};

/** A yes, a no or a not known, on grounds: for a question of the weighing and for a decision. */
export const AnswerForm = <A extends string>({
  name,
  labelledBy,
  draftKey,
  options,
  kinds,
  start,
  changes,
  focus,
  save,
  done,
  cancel,
}: {
  readonly name: string;
  readonly labelledBy: string;
  readonly draftKey: string;
  readonly options: Readonly<Record<A, string>>;
  readonly kinds: readonly { readonly id: string; readonly label: string; readonly meaning: string }[];
  readonly start: { readonly answer: A | null; readonly kinds: readonly string[]; readonly grounds: string };
  /** An earlier answer stands: changing it asks why. */
  readonly changes: boolean;
  readonly focus: boolean;
  readonly save: (answer: Answer<A>) => Promise<Reply<'meldcode.read'>>;
  readonly done: (view: View) => void;
  readonly cancel: (() => void) | null;
}) => {
  const t = useTexts();
  const id = useId();
  const [draft, setDraft, drop] = useDraft<Omit<Answer<A>, 'answer'> & { readonly answer: A | null }>(draftKey, {
    ...start,
    reason: '',
    intent: newIntent(),
  });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  useEffect(() => {
    if (focus) form.current?.querySelector<HTMLElement>('input')?.focus();
  }, [focus]);

  const codes = Object.keys(options) as A[]; // the keys of a record with exactly these keys
  const unsure = draft.answer === 'onbekend';
  const needed = (is: boolean) => (is ? t.meldcode.required : null);
  const wrong = {
    answer: needed(draft.answer === null),
    grounds: needed(!unsure && draft.grounds.trim() === ''),
    reason: needed(changes && draft.reason.trim() === ''),
  };
  const send = async () => {
    setTries(tries + 1);
    if (draft.answer === null || wrong.grounds !== null || wrong.reason !== null) return;
    setBusy(true);
    setRefusal(null);
    const reply = await save({ ...draft, answer: draft.answer, kinds: draft.answer === 'ja' ? draft.kinds : [] });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    done(reply.value);
  };
  const tick = (kind: string, on: boolean) =>
    setDraft({ ...draft, kinds: on ? [...draft.kinds, kind] : draft.kinds.filter((one) => one !== kind) });

  return (
    <form
      ref={form}
      className="form form-tight meldcode-form"
      noValidate
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <Radios
        labelledBy={labelledBy}
        choices={codes.map((code) => ({ code, label: options[code] }))}
        value={draft.answer}
        onChange={(code) => setDraft({ ...draft, answer: codes.find((one) => one === code) ?? null })}
        error={tries > 0 ? wrong.answer : null}
      />
      {draft.answer !== 'ja' || kinds.length === 0 ? null : (
        <fieldset className="choices" aria-describedby={`${id}-which`}>
          <legend className="field-label">{t.meldcode.which}</legend>
          <p id={`${id}-which`} className="field-help">
            {t.meldcode.whichOptional}
          </p>
          {kinds.map((kind) => (
            <Tick
              key={kind.id}
              row
              label={kind.label}
              help={kind.meaning}
              checked={draft.kinds.includes(kind.id)}
              onChange={(on) => tick(kind.id, on)}
            />
          ))}
        </fieldset>
      )}
      <TextArea
        rows={3}
        maxLength={8000}
        label={unsure ? t.meldcode.unknownGrounds : t.meldcode.onGrounds}
        optional={unsure}
        value={draft.grounds}
        onChange={(grounds) => setDraft({ ...draft, grounds })}
        error={tries > 0 ? wrong.grounds : null}
      />
      {changes ? (
        <TextArea
          rows={2}
          maxLength={1000}
          label={t.meldcode.fields.reason}
          help={t.meldcode.help.reason}
          value={draft.reason}
          onChange={(reason) => setDraft({ ...draft, reason })}
          error={tries > 0 ? wrong.reason : null}
        />
      ) : null}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {name}
        </Button>
        {cancel === null ? null : (
          <Button
            look="subtle"
            onClick={() => {
              drop();
              cancel();
            }}
          >
            {t.common.cancel}
          </Button>
        )}
      </div>
    </form>
  );
};
