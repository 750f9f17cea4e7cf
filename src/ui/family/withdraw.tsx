import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** Says that something was entered by mistake, and why. It stays to be seen. */
export const Withdraw = ({
  dossier,
  id,
  done,
  cancel,
}: {
  readonly dossier: string;
  readonly id: string;
  readonly done: () => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [intent] = useState(newIntent);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async () => {
    setTried(true);
    if (reason.trim() === '') return;
    setBusy(true);
    const reply = await write('family.withdraw', { dossier, id, reason: reason.trim(), intent });
    setBusy(false);
    if (reply.ok) done();
    else setRefusal(reply.error);
  };
  return (
    <form
      className="form form-tight"
      noValidate
      aria-label={t.timeline.withdraw}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.timeline.withdrawReason}
        help={t.timeline.withdrawHelp}
        value={reason}
        onChange={(text) => setReason(text.slice(0, 1000))}
        error={tried && reason.trim() === '' ? t.timeline.reasonNeeded : null}
      />
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.timeline.withdraw}
        </Button>
        <Button look="subtle" onClick={cancel}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
};
