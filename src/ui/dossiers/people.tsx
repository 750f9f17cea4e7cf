import { useState } from 'react';
import type { Input, Refusal } from '#host/contract.ts';
import type { DossierView } from '#host/views.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Role = Input<'dossiers.addPerson'>['person']['role'];
const roles: readonly Role[] = ['betrokkene', 'ander', 'kind', 'familie', 'verzorger', 'professional', 'anders'];
const oldest = 1900;

const empty = { open: false, label: '', role: null as Role | null, year: '' };

/** Who is in the dossier, by alias if need be, and a way to add someone. */
export const People = ({ view, put }: { readonly view: DossierView; readonly put: (view: DossierView) => void }) => {
  const t = useTexts();
  const { write, go } = useSession();
  const [draft, setDraft, drop] = useDraft(`person ${view.dossier}`, empty);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const year = draft.year.trim() === '' ? null : Number(draft.year);
  const yearWrong = year !== null && !(Number.isInteger(year) && year >= oldest && year <= new Date().getFullYear());

  const add = async () => {
    setTried(true);
    if (draft.label.trim() === '' || draft.role === null || yearWrong) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('dossiers.addPerson', {
      dossier: view.dossier,
      person: { label: draft.label.trim(), role: draft.role, birthYear: year },
      intent: newIntent(),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    setDraft(empty);
    drop();
    setTried(false);
    put(reply.value);
  };

  return (
    <section className="card" aria-labelledby="people">
      <Heading level={2} look={3} id="people">
        {t.dossier.people}
      </Heading>
      {view.people.length === 0 ? <Paragraph tone="soft">{t.dossier.noPeople}</Paragraph> : null}
      <ul className="people">
        {view.people.map((person) => (
          <li key={person.id}>
            <Icon name="person" />
            <span>
              <strong>{person.label}</strong>
              <span className="row-meta">
                {t.dossier.roles[person.role]}
                {person.birthYear === null ? '' : `, ${t.dossier.born(person.birthYear)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {draft.open ? (
        <form
          className="form form-tight"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void add();
          }}
        >
          {refusal === null ? null : <Failure refusal={refusal} />}
          <TextField
            label={t.dossier.personLabel}
            help={t.dossier.personLabelHelp}
            value={draft.label}
            onChange={(label) => setDraft({ ...draft, label: label.slice(0, 120) })}
            error={tried && draft.label.trim() === '' ? t.common.required : null}
          />
          <Radios
            legend={t.dossier.personRole}
            choices={roles.map((code) => ({ code, label: t.dossier.roles[code] }))}
            value={draft.role}
            onChange={(code) => setDraft({ ...draft, role: roles.find((role) => role === code) ?? null })}
            error={tried && draft.role === null ? t.common.required : null}
          />
          <TextField
            label={t.dossier.birthYear}
            optional
            narrow
            inputMode="numeric"
            value={draft.year}
            onChange={(next) => setDraft({ ...draft, year: next.slice(0, 4) })}
            error={tried && yearWrong ? t.dossier.birthYearWrong : null}
          />
          <div className="form-actions">
            <Button type="submit" look="primary" busy={busy}>
              {t.common.add}
            </Button>
            <Button
              look="subtle"
              onClick={() => {
                setDraft(empty);
                drop();
                setTried(false);
              }}
            >
              {t.common.cancel}
            </Button>
          </div>
        </form>
      ) : (
        <div className="form-actions">
          <Button onClick={() => setDraft({ ...draft, open: true })}>{t.dossier.addPerson}</Button>
          <Button look="subtle" onClick={() => go({ kind: 'family', dossier: view.dossier })}>
            {t.family.open}
          </Button>
        </div>
      )}
    </section>
  );
};
