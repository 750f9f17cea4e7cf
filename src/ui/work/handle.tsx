import { useEffect, useRef, useState } from 'react';
import type { Input, Refusal, WorkList } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type About = Input<'work.handle'>['handled']['about'];

/** What was done about something that was due, and when it is looked at again. */
export const HandleForm = ({
  dossier,
  about,
  again,
  today,
  onDone,
  onCancel,
}: {
  readonly dossier: string;
  readonly about: About;
  readonly again: WorkList['again'];
  readonly today: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [done, setDone] = useState('');
  // A window closes by itself; of everything else one wants to know later whether it held.
  const [look, setLook] = useState<'ja' | 'nee'>(about.on === 'window' ? 'nee' : 'ja');
  const [nextAt, setNextAt] = useState(again.nextAt);
  const [why, setWhy] = useState('');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intent = useRef(newIntent());
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useFirstWrong(form, tries);

  const noDone = done.trim().length < 3;
  const noDate = look === 'ja' && !(nextAt >= today);
  const noWhy = look === 'nee' && why.trim().length < 3;
  const tried = tries > 0;

  const save = async () => {
    setTries((n) => n + 1);
    if (noDone || noDate || noWhy || busy) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('work.handle', {
      dossier,
      handled: {
        about,
        done: done.trim(),
        nextAt: look === 'ja' ? nextAt : null,
        why: look === 'nee' ? why.trim() : '',
      },
      intent: intent.current,
    });
    setBusy(false);
    if (reply.ok) onDone();
    else setRefusal(reply.error);
  };

  return (
    <form
      ref={form}
      className="card stack work-handle"
      noValidate
      aria-label={t.work.handleTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Heading level={4} look={4} focusable ref={heading}>
        {t.work.handleTitle}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextArea
        label={t.work.done}
        help={t.work.doneHelp}
        rows={2}
        maxLength={2000}
        value={done}
        onChange={setDone}
        error={tried && noDone ? t.common.required : null}
      />
      <Radios
        legend={t.work.againTitle}
        choices={[
          { code: 'ja', label: t.work.againYes },
          { code: 'nee', label: t.work.againNo },
        ]}
        value={look}
        onChange={(code) => setLook(code === 'ja' ? 'ja' : 'nee')}
      />
      {look === 'ja' ? (
        <TextField
          label={t.work.againOn}
          help={t.work.againWhy(again.why, again.source)}
          type="date"
          narrow
          value={nextAt}
          onChange={setNextAt}
          error={tried && noDate ? t.work.dateNeeded : null}
        />
      ) : (
        <TextArea
          label={t.work.why}
          rows={2}
          maxLength={2000}
          value={why}
          onChange={setWhy}
          error={tried && noWhy ? t.common.required : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.work.save}
        </Button>
        <Button look="subtle" onClick={onCancel}>
          {t.work.cancel}
        </Button>
      </div>
    </form>
  );
};
