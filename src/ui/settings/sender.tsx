import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { Sender } from '#host/views.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** The form of numbers that the host takes: figures, spaces, plus, brackets, dashes; 7 to 20 of them. */
export const isPhone = (text: string): boolean => /^[0-9+()\s-]{7,20}$/.test(text.trim());

const none: Sender = { name: '', role: '', organisation: '', phone: '' };

/** Who signs the letters. Asked once. */
export const SenderForm = ({
  sender,
  onSaved,
}: {
  readonly sender: Sender | null;
  readonly onSaved: (sender: Sender) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [draft, setDraft, drop] = useDraft<Sender>('sender', sender ?? none);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const short = (text: string) => (tried && text.trim().length < 2 ? t.settings.tooShort : null);
  const change = (part: Partial<Sender>) => {
    setDone(false);
    setDraft({ ...draft, ...part });
  };

  const save = async () => {
    setTried(true);
    const texts = [draft.name, draft.role, draft.organisation];
    if (texts.some((text) => text.trim().length < 2) || !isPhone(draft.phone)) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('office.sender', { sender: draft, intent: newIntent() });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    setDone(true);
    onSaved(reply.value);
  };

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div className="pair">
        <TextField
          label={t.settings.name}
          value={draft.name}
          onChange={(name) => change({ name: name.slice(0, 120) })}
          error={short(draft.name)}
        />
        <TextField
          label={t.settings.role}
          value={draft.role}
          onChange={(role) => change({ role: role.slice(0, 120) })}
          error={short(draft.role)}
        />
        <TextField
          label={t.settings.organisation}
          value={draft.organisation}
          onChange={(organisation) => change({ organisation: organisation.slice(0, 160) })}
          error={short(draft.organisation)}
        />
        <TextField
          label={t.settings.phone}
          type="tel"
          value={draft.phone}
          onChange={(phone) => change({ phone: phone.slice(0, 20) })}
          error={tried && !isPhone(draft.phone) ? t.settings.phoneWrong : null}
        />
      </div>
      <div className="form-actions">
        <Button type="submit" busy={busy}>
          {t.common.save}
        </Button>
      </div>
      {done ? <Notice tone="good" title={t.settings.savedSender} live /> : null}
    </form>
  );
};
