import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Erased } from './certificate.tsx';
import type { Kept } from './standing.tsx';

/** Erasing for good: what it means is said first, and the name is typed over. */
export const Erase = ({ kept, onErased }: { readonly kept: Kept; readonly onErased: (erased: Erased) => void }) => {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const card = useRef<HTMLElement>(null);
  useNextStep(card, `${open}`);
  return (
    <section className="card stack" aria-labelledby="erase" ref={card}>
      <Heading level={2} look={3} id="erase">
        {t.retention.eraseTitle}
      </Heading>
      {kept.hold !== null ? (
        <Paragraph>{t.retention.heldNoErase}</Paragraph>
      ) : open ? (
        <Confirm kept={kept} onErased={onErased} cancel={() => setOpen(false)} />
      ) : (
        <>
          <Paragraph tone="soft">{t.retention.eraseFirst}</Paragraph>
          <div className="form-actions">
            <Button onClick={() => setOpen(true)}>{t.retention.begin}</Button>
          </div>
        </>
      )}
    </section>
  );
};

const Confirm = ({
  kept,
  onErased,
  cancel,
}: {
  readonly kept: Kept;
  readonly onErased: (erased: Erased) => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { ask } = useSession();
  const [name, setName] = useState('');
  const [reason, setReason, drop] = useDraft(`erase ${kept.dossier}`, '');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const short = reason.trim().length < 3;
  const differs = name.trim() !== kept.label.trim();

  const erase = async () => {
    setTries(tries + 1);
    if (short || differs) return;
    setBusy(true);
    setRefusal(null);
    const reply = await ask('dossier.erase', { dossier: kept.dossier, name, reason });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    onErased(reply.value);
  };

  return (
    <form
      ref={form}
      className="form"
      noValidate
      aria-labelledby="erase"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void erase();
      }}
    >
      <Notice tone="danger" title={t.retention.eraseWarn}>
        <ul className="bullets">
          {t.retention.eraseWarnLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Notice>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextArea
        rows={2}
        maxLength={1000}
        label={t.retention.reason}
        help={t.retention.reasonHelp}
        value={reason}
        onChange={setReason}
        error={tries > 0 && short ? t.retention.errors.reason : null}
      />
      <TextField
        label={t.retention.name}
        help={t.retention.nameHelp(kept.label)}
        value={name}
        onChange={setName}
        error={tries > 0 && differs ? t.retention.errors.name : null}
      />
      <div className="form-actions">
        <Button type="submit" look="danger" busy={busy}>
          {busy ? t.retention.erasing : t.retention.erase}
        </Button>
        <Button look="subtle" onClick={cancel}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
};
