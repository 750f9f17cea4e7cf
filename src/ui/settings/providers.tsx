import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { Provider } from '#host/views.ts';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { isPhone } from './sender.tsx';

const empty = { open: false, name: '', phone: '', audience: '', expertise: '', checkedOn: '' };

export const ProviderLines = ({ providers }: { readonly providers: readonly Provider[] }) => {
  const t = useTexts();
  return (
    <ul className="lines">
      {providers.map((one) => (
        <li key={one.name} className="line">
          <div className="line-main">
            <p className="line-title">{one.name}</p>
            <p className="row-meta">{[one.audience, one.expertise].filter(Boolean).join(' · ')}</p>
            <p className="row-meta">
              {one.checkedOn === null ? t.settings.notChecked : t.settings.checked(fullDate(one.checkedOn))}
            </p>
          </div>
          <p className={one.phone === null ? 'service-none' : 'service-phone'}>{one.phone ?? t.outcome.noNumber}</p>
        </li>
      ))}
    </ul>
  );
};

/** Providers in the own region, filled in and checked by the team itself. */
export const Providers = ({
  providers,
  put,
}: {
  readonly providers: readonly Provider[];
  readonly put: (providers: readonly Provider[]) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [draft, setDraft, drop] = useDraft('provider', empty);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const phoneWrong = draft.phone.trim() !== '' && !isPhone(draft.phone);
  const close = () => {
    setDraft(empty);
    drop();
    setTried(false);
  };

  const add = async () => {
    setTried(true);
    if (draft.name.trim().length < 2 || phoneWrong) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('office.provider', {
      provider: {
        name: draft.name,
        phone: draft.phone.trim() === '' ? null : draft.phone,
        audience: draft.audience,
        expertise: draft.expertise,
        checkedOn: draft.checkedOn === '' ? null : draft.checkedOn,
      },
      intent: newIntent(),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    close();
    put(reply.value);
  };

  return (
    <>
      {providers.length === 0 ? (
        <Paragraph tone="soft">{t.settings.noProviders}</Paragraph>
      ) : (
        <ProviderLines providers={providers} />
      )}
      {draft.open ? (
        <form
          className="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void add();
          }}
        >
          {refusal === null ? null : <Failure refusal={refusal} />}
          <div className="pair">
            <TextField
              label={t.settings.name}
              value={draft.name}
              onChange={(name) => setDraft({ ...draft, name: name.slice(0, 160) })}
              error={tried && draft.name.trim().length < 2 ? t.settings.tooShort : null}
            />
            <TextField
              label={t.settings.phone}
              type="tel"
              optional
              value={draft.phone}
              onChange={(phone) => setDraft({ ...draft, phone: phone.slice(0, 20) })}
              error={tried && phoneWrong ? t.settings.phoneWrong : null}
            />
            <TextField
              label={t.settings.audience}
              optional
              value={draft.audience}
              onChange={(audience) => setDraft({ ...draft, audience: audience.slice(0, 200) })}
            />
            <TextField
              label={t.settings.expertise}
              optional
              value={draft.expertise}
              onChange={(expertise) => setDraft({ ...draft, expertise: expertise.slice(0, 200) })}
            />
            <TextField
              label={t.settings.checkedOn}
              type="date"
              optional
              value={draft.checkedOn}
              onChange={(checkedOn) => setDraft({ ...draft, checkedOn })}
            />
          </div>
          <div className="form-actions">
            <Button type="submit" look="primary" busy={busy}>
              {t.common.add}
            </Button>
            <Button look="subtle" onClick={close}>
              {t.common.cancel}
            </Button>
          </div>
        </form>
      ) : (
        <div className="form-actions">
          <Button onClick={() => setDraft({ ...draft, open: true })}>{t.settings.addProvider}</Button>
        </div>
      )}
    </>
  );
};
