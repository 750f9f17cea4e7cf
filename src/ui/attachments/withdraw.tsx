import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextArea } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Attachment, List } from './sending.ts';

/** Says that an attachment does not count, and why. It stays to be seen. */
export const Withdraw = ({
  dossier,
  one,
  done,
  cancel,
}: {
  readonly dossier: string;
  readonly one: Attachment;
  readonly done: (list: List) => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [reason, setReason, drop] = useDraft(`withdraw ${one.attachment}`, '');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intent = useRef(newIntent());
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);

  const save = async () => {
    setTries(tries + 1);
    if (reason.trim() === '') return;
    setBusy(true);
    setRefusal(null);
    const { attachment } = one;
    const reply = await write('attachment.withdraw', { dossier, attachment, reason, intent: intent.current });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    done(reply.value);
  };

  return (
    <form
      ref={form}
      className="form form-tight attachment-form"
      noValidate
      aria-label={`${t.attachments.withdrawTitle}: ${one.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={3} look={4}>
        {t.attachments.withdrawTitle}
      </Heading>
      <Paragraph tone="soft">{t.attachments.withdrawHelp}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextArea
        rows={2}
        maxLength={1000}
        label={t.attachments.reason}
        value={reason}
        onChange={setReason}
        error={tries > 0 && reason.trim() === '' ? t.attachments.errors.reason : null}
      />
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.attachments.withdraw}
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
