import { useRef, useState } from 'react';
import type { FamilyView, Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Select } from '../parts/select.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Fact, standingFacts, standingPeople } from './drawn.ts';
import { type Field, type Filled, factFrom, fieldsOf, filledFrom, type Kind, missingIn } from './fields.ts';

/** Records a fact about the people, or corrects one with a reason. */
export const FactForm = ({
  view,
  kind,
  old,
  done,
  cancel,
}: {
  readonly view: FamilyView;
  readonly kind: Kind;
  readonly old: { readonly id: string; readonly fact: Fact } | null;
  readonly done: (view: FamilyView) => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [draft, setDraft, drop] = useDraft(`fact ${view.dossier} ${kind} ${old?.id ?? ''}`, {
    filled: filledFrom(kind, old?.fact ?? null),
    reason: '',
    intent: newIntent(),
  });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const lacking = missingIn(kind, draft.filled);
  const reasonWrong = old !== null && draft.reason.trim() === '';

  const send = async () => {
    setTries(tries + 1);
    if (lacking.length > 0 || reasonWrong) return;
    setBusy(true);
    setRefusal(null);
    const fact = factFrom(kind, draft.filled);
    const reason = old === null ? null : draft.reason.trim();
    const reply = await write('family.note', {
      ...{ dossier: view.dossier, id: old?.id ?? null, fact, reason, intent: draft.intent },
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    done(reply.value);
  };

  return (
    <form
      className="form form-tight card"
      noValidate
      ref={form}
      aria-label={t.family.kinds[kind]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      <Paragraph tone="soft">{t.family.kindsHelp[kind]}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {fieldsOf[kind].map((field) => (
        <One
          key={field.key}
          view={view}
          kind={kind}
          field={field}
          filled={draft.filled}
          wrong={tries > 0 && lacking.includes(field.key)}
          change={(value) => setDraft({ ...draft, filled: { ...draft.filled, [field.key]: value } })}
        />
      ))}
      {old === null ? null : (
        <TextField
          label={t.timeline.reason}
          help={t.timeline.reasonHelp}
          value={draft.reason}
          onChange={(reason) => setDraft({ ...draft, reason: reason.slice(0, 1000) })}
          error={tries > 0 && reasonWrong ? t.timeline.reasonNeeded : null}
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

const One = ({
  view,
  kind,
  field: { key, input, codes, needed, longest },
  filled,
  wrong,
  change,
}: {
  readonly view: FamilyView;
  readonly kind: Kind;
  readonly field: Field;
  readonly filled: Filled;
  readonly wrong: boolean;
  readonly change: (value: Filled[string]) => void;
}) => {
  const t = useTexts();
  const label = t.family.fields[kind][key] ?? key;
  const value = filled[key];
  const text = typeof value === 'string' ? value : '';
  const error = wrong ? t.common.required : null;
  const optional = needed !== true;
  const ticked = Array.isArray(value) ? value : [];
  switch (input) {
    case 'person':
    case 'home': {
      const choices =
        input === 'person'
          ? standingPeople(view).map(({ id, now }) => [id, now.label] as const)
          : standingFacts(view).flatMap(({ id, now }) => (now.what === 'huis' ? [[id, now.label] as const] : []));
      return (
        <div className={wrong ? 'field-wrong' : ''}>
          {error === null ? null : <p className="field-error">{error}</p>}
          <Select label={label} value={text} choices={[['', t.family.choose], ...choices]} onChange={change} />
        </div>
      );
    }
    case 'one':
      return (
        <Radios
          legend={optional ? `${label} (${t.common.optional})` : label}
          choices={(codes ?? []).map((code) => ({ code, label: t.family.codes[code] ?? code }))}
          value={text === '' ? null : text}
          onChange={change}
          error={error}
        />
      );
    case 'many':
      return (
        <fieldset className="choices">
          <legend className="field-label">{label}</legend>
          {(codes ?? []).map((code) => (
            <Tick
              key={code}
              label={t.family.codes[code] ?? code}
              checked={ticked.includes(code)}
              onChange={(on) => change(on ? [...ticked, code] : ticked.filter((one) => one !== code))}
            />
          ))}
        </fieldset>
      );
    case 'tick':
      return <Tick label={label} checked={value === true} onChange={change} />;
    case 'long':
    case 'words':
      return (
        <TextArea
          label={label}
          rows={3}
          optional={optional}
          maxLength={longest ?? 2000}
          value={text}
          onChange={change}
          error={error}
        />
      );
    case 'date':
      return <TextField type="date" label={label} optional narrow value={text} onChange={change} />;
    case 'text':
      return (
        <TextField
          label={label}
          optional={optional}
          value={text}
          onChange={(next) => change(next.slice(0, longest))}
          error={error}
        />
      );
  }
};
