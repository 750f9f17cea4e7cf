import { useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Kept } from './standing.tsx';

/** Which term holds for a dossier, with where each comes from and whether it must still be checked. */
export const Decide = ({ kept, put }: { readonly kept: Kept; readonly put: (kept: Kept) => void }) => {
  const t = useTexts();
  const { write } = useSession();
  const [typed, setTyped, drop] = useDraft(`retention.decide ${kept.dossier}`, {
    term: kept.decided?.term ?? null,
    from: kept.decided?.from ?? '',
  });
  const { term, from } = typed;
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intent = useRef(newIntent());
  const chosen = kept.terms.find(({ id }) => id === term);
  const asked = chosen?.counts === 'given-date';
  const dateWrong = asked && (from === '' || from > kept.today);

  const save = async () => {
    setTried(true);
    setDone(false);
    if (chosen === undefined || dateWrong) return;
    setBusy(true);
    setRefusal(null);
    const { dossier } = kept;
    const day = asked ? from : null;
    const reply = await write('retention.decide', { dossier, term: chosen.id, from: day, intent: intent.current });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    intent.current = newIntent();
    setTried(false);
    setDone(true);
    drop();
    put(reply.value);
  };

  return (
    <section className="card stack" aria-labelledby="term">
      <Heading level={2} look={3} id="term">
        {t.retention.termTitle}
      </Heading>
      <Paragraph tone="soft">{t.retention.termHelp}</Paragraph>
      <form
        className="form"
        noValidate
        aria-labelledby="term"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <Radios
          legend={t.retention.term}
          value={term}
          onChange={(code) => {
            setDone(false);
            setTyped({ ...typed, term: code });
          }}
          error={tried && chosen === undefined ? t.retention.errors.term : null}
          choices={kept.terms.map((one) => ({
            code: one.id,
            label: one.label,
            help: [
              one.note,
              one.confidence === 'zeker' ? '' : t.retention.check,
              t.retention.termSource(one.source),
            ].join(' '),
          }))}
        />
        {asked ? (
          <TextField
            type="date"
            label={chosen.dateLabel ?? t.retention.date}
            value={from}
            onChange={(day) => setTyped({ ...typed, from: day })}
            error={tried && dateWrong ? t.retention.errors.date : null}
          />
        ) : null}
        <div className="form-actions">
          <Button type="submit" busy={busy}>
            {t.retention.keep}
          </Button>
        </div>
        {done ? <Notice tone="good" title={t.retention.kept} live /> : null}
      </form>
    </section>
  );
};
