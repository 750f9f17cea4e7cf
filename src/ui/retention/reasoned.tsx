import { useId, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextArea } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Kept } from './standing.tsx';

/** Holding a dossier, or releasing it: one question, why. */
export const Reasoned = ({
  operation,
  dossier,
  title,
  help,
  question,
  action,
  put,
}: {
  readonly operation: 'retention.hold' | 'retention.release';
  readonly dossier: string;
  readonly title: string;
  readonly help: string;
  readonly question: string;
  readonly action: string;
  readonly put: (kept: Kept) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const id = useId();
  const [reason, setReason, drop] = useDraft(`${operation} ${dossier}`, '');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intent = useRef(newIntent());
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const short = reason.trim().length < 3;

  const save = async () => {
    setTries(tries + 1);
    if (short) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write(operation, { dossier, reason, intent: intent.current });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    put(reply.value);
  };

  return (
    <section className="card stack" aria-labelledby={id}>
      <Heading level={2} look={3} id={id}>
        {title}
      </Heading>
      <Paragraph tone="soft">{help}</Paragraph>
      <form
        ref={form}
        className="form"
        noValidate
        aria-labelledby={id}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextArea
          rows={2}
          maxLength={1000}
          label={question}
          value={reason}
          onChange={setReason}
          error={tries > 0 && short ? t.retention.errors.reason : null}
        />
        <div className="form-actions">
          <Button type="submit" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </section>
  );
};
