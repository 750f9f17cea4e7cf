import { useRef, useState } from 'react';
import type { Input, Refusal, TimelineView } from '#host/contract.ts';
import { dayAndClock } from '../moment.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Telling = Input<'timeline.tell'>;
type Told = NonNullable<TimelineView['lines'][number]['told']>;
const kinds = ['feit', 'gezegd', 'eigen_indruk'] as const;
const sorts = ['notitie', 'signaal'] as const;
const certainties = ['zeker', 'ongeveer', 'onbekend'] as const;

/** Something new on the timeline at any time, or what stands there told better, with the reason. */
export const Tell = ({
  dossier,
  people,
  old,
  done,
  cancel,
}: {
  readonly dossier: string;
  readonly people: TimelineView['people'];
  readonly old: { readonly id: string; readonly sort: Telling['sort']; readonly told: Told } | null;
  readonly done: () => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [draft, setDraft, drop] = useDraft(`tell ${dossier} ${old?.id ?? ''}`, {
    sort: old?.sort ?? ('notitie' as Telling['sort']),
    text: old?.told.text ?? '',
    kind: old?.told.about ?? (null as Telling['kind'] | null),
    saidBy: old?.told.saidBy ?? '',
    on: old?.told.happened.on ?? '',
    certainty: old?.told.happened.certainty ?? ('zeker' as Told['happened']['certainty']),
    people: old?.told.people ?? ([] as readonly string[]),
    reason: '',
    intent: newIntent(),
  });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const tried = tries > 0;
  const wrong = {
    text: draft.text.trim() === '' ? t.timeline.textNeeded : null,
    kind: draft.kind === null ? t.dossiers.kindNeeded : null,
    on: draft.on !== '' && draft.on > dayAndClock(null).day ? t.timeline.dayAhead : null,
    reason: old !== null && draft.reason.trim() === '' ? t.timeline.reasonNeeded : null,
  };
  const send = async () => {
    setTries(tries + 1);
    if (draft.kind === null || Object.values(wrong).some((text) => text !== null)) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('timeline.tell', {
      ...{ dossier, sort: draft.sort, kind: draft.kind, text: draft.text.trim(), people: [...draft.people] },
      saidBy: draft.kind === 'gezegd' && draft.saidBy.trim() !== '' ? draft.saidBy.trim() : null,
      happened: draft.on === '' ? { on: null, certainty: 'onbekend' } : { on: draft.on, certainty: draft.certainty },
      ...{ corrects: old?.id ?? null, reason: old === null ? null : draft.reason.trim(), intent: draft.intent },
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    done();
  };
  return (
    <form
      className="form form-tight tell"
      noValidate
      ref={form}
      aria-label={old === null ? t.timeline.add : t.timeline.correct}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextArea
        label={t.timeline.text}
        maxLength={8000}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
        error={tried ? wrong.text : null}
      />
      <Radios
        legend={t.dossiers.kind}
        choices={kinds.map((code) => ({ code, label: t.dossiers.kinds[code], help: t.dossiers.kindsHelp[code] }))}
        value={draft.kind}
        onChange={(code) => setDraft({ ...draft, kind: kinds.find((kind) => kind === code) ?? null })}
        error={tried ? wrong.kind : null}
      />
      {draft.kind === 'gezegd' ? (
        <TextField
          label={t.dossiers.saidBy}
          help={t.dossiers.saidByHelp}
          optional
          value={draft.saidBy}
          onChange={(saidBy) => setDraft({ ...draft, saidBy: saidBy.slice(0, 120) })}
        />
      ) : null}
      {old === null ? (
        <Radios
          legend={t.timeline.sort}
          choices={sorts.map((code) => ({ code, label: t.timeline.kinds[code], help: t.timeline.sortsHelp[code] }))}
          value={draft.sort}
          onChange={(code) => setDraft({ ...draft, sort: sorts.find((sort) => sort === code) ?? 'notitie' })}
        />
      ) : null}
      <TextField
        type="date"
        label={t.timeline.on}
        help={t.timeline.onHelp}
        optional
        narrow
        value={draft.on}
        onChange={(on) => setDraft({ ...draft, on })}
        error={tried ? wrong.on : null}
      />
      {draft.on === '' ? null : (
        <Radios
          legend={t.timeline.certainty}
          choices={certainties.map((code) => ({ code, label: t.timeline.certainties[code] }))}
          value={draft.certainty}
          onChange={(code) =>
            setDraft({ ...draft, certainty: certainties.find((one) => one === code) ?? draft.certainty })
          }
        />
      )}
      {people.length === 0 ? null : (
        <fieldset className="choices">
          <legend className="field-label">{t.timeline.whom}</legend>
          <p className="field-help">{t.timeline.whomHelp}</p>
          {people.map(({ id, label }) => (
            <Tick
              key={id}
              label={label}
              checked={draft.people.includes(id)}
              onChange={(on) =>
                setDraft({ ...draft, people: on ? [...draft.people, id] : draft.people.filter((one) => one !== id) })
              }
            />
          ))}
        </fieldset>
      )}
      {old === null ? null : (
        <TextField
          label={t.timeline.reason}
          help={t.timeline.reasonHelp}
          value={draft.reason}
          onChange={(reason) => setDraft({ ...draft, reason: reason.slice(0, 1000) })}
          error={tried ? wrong.reason : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.timeline.save}
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
