import { useRef, useState } from 'react';
import type { FamilyView, Input, Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Person = FamilyView['people'][number];
type Role = Input<'family.person'>['role'];
const roles: readonly Role[] = ['betrokkene', 'ander', 'kind', 'familie', 'verzorger', 'professional', 'anders'];
const symbols = ['vierkant', 'rond', 'ruit'] as const;

/** Somebody new, or what is known of somebody corrected with a reason. Only a name or alias and a role are asked for. */
export const PersonForm = ({
  dossier,
  old,
  done,
  cancel,
}: {
  readonly dossier: string;
  readonly old: Person | null;
  readonly done: (view: FamilyView) => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const details = old?.now.details;
  const [draft, setDraft, drop] = useDraft(`family person ${dossier} ${old?.id ?? ''}`, {
    label: old?.now.label ?? '',
    role: old?.now.role ?? (null as Role | null),
    year: old?.now.birthYear == null ? '' : String(old.now.birthYear),
    birthDate: details?.birthDate ?? '',
    pronouns: details?.pronouns ?? '',
    addressAs: details?.addressAs ?? '',
    symbol: details?.symbol ?? null,
    aliases: details?.aliases.join('\n') ?? '',
    reason: '',
    intent: newIntent(),
  });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const tried = tries > 0;
  const year = draft.birthDate !== '' ? draft.birthDate.slice(0, 4) : draft.year.trim();
  const yearWrong = year !== '' && !/^(18[89]|19\d|20\d)\d$/.test(year);
  const wrong = {
    label: draft.label.trim() === '' ? t.common.required : null,
    role: draft.role === null ? t.common.required : null,
    reason: old !== null && draft.reason.trim() === '' ? t.timeline.reasonNeeded : null,
  };
  const send = async () => {
    setTries(tries + 1);
    if (draft.role === null || yearWrong || wrong.label !== null || wrong.reason !== null) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('family.person', {
      ...{ dossier, person: old?.id ?? null, label: draft.label.trim(), role: draft.role },
      birthYear: year === '' ? null : Number(year),
      details: {
        birthDate: draft.birthDate === '' ? null : draft.birthDate,
        ...{ pronouns: draft.pronouns.trim(), addressAs: draft.addressAs.trim(), symbol: draft.symbol },
        aliases: draft.aliases
          .split('\n')
          .map((alias) => alias.trim().slice(0, 120))
          .filter((alias) => alias !== ''),
      },
      ...{ reason: old === null ? null : draft.reason.trim(), intent: draft.intent },
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    done(reply.value);
  };
  return (
    <form
      className="form form-tight"
      noValidate
      ref={form}
      aria-label={old === null ? t.dossier.addPerson : `${t.timeline.correct}: ${old.now.label}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.dossier.personLabel}
        help={t.dossier.personLabelHelp}
        value={draft.label}
        onChange={(label) => setDraft({ ...draft, label: label.slice(0, 120) })}
        error={tried ? wrong.label : null}
      />
      <Radios
        legend={t.dossier.personRole}
        choices={roles.map((code) => ({ code, label: t.dossier.roles[code], help: t.family.rolesHelp[code] }))}
        value={draft.role}
        onChange={(code) => setDraft({ ...draft, role: roles.find((role) => role === code) ?? null })}
        error={tried ? wrong.role : null}
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
      <TextField
        type="date"
        label={t.family.birthDate}
        help={t.family.birthDateHelp}
        optional
        narrow
        value={draft.birthDate}
        onChange={(birthDate) => setDraft({ ...draft, birthDate })}
      />
      <TextField
        label={t.family.pronouns}
        optional
        value={draft.pronouns}
        onChange={(pronouns) => setDraft({ ...draft, pronouns: pronouns.slice(0, 60) })}
      />
      <TextField
        label={t.family.addressAs}
        help={t.family.addressAsHelp}
        optional
        value={draft.addressAs}
        onChange={(addressAs) => setDraft({ ...draft, addressAs: addressAs.slice(0, 120) })}
      />
      <TextArea
        label={t.family.aliases}
        help={t.family.aliasesHelp}
        optional
        rows={2}
        maxLength={2000}
        value={draft.aliases}
        onChange={(aliases) => setDraft({ ...draft, aliases })}
      />
      <Radios
        legend={t.family.symbol}
        choices={symbols.map((code) => ({ code, label: t.family.symbols[code] }))}
        value={draft.symbol ?? 'ruit'}
        onChange={(code) => setDraft({ ...draft, symbol: symbols.find((symbol) => symbol === code) ?? null })}
      />
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
