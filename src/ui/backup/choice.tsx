import { useRef, useState } from 'react';
import type { BackupView, Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Put } from './backup.tsx';

const whole = (typed: string, most: number): number | null => {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  return number >= 1 && number <= most ? number : null;
};

/** Where backups go, how often one is made, and how long it is kept. */
export const Choice = ({ view, put }: { readonly view: BackupView; readonly put: Put }) => {
  const t = useTexts();
  const { write } = useSession();
  const { choice, usual } = view;
  const [typed, setTyped, drop] = useDraft('backup choice', {
    folder: choice?.folder ?? '',
    every: String(choice?.everyDays ?? usual.everyDays),
    keep: String(choice?.keepDays ?? usual.keepDays),
  });
  const { folder, every, keep } = typed;
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const everyDays = whole(every, 90);
  const keepDays = whole(keep, 3650);
  const changed = (field: keyof typeof typed) => (text: string) => {
    setSaved(false);
    setTyped({ ...typed, [field]: text });
  };

  const save = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (folder.trim() === '' || everyDays === null || keepDays === null) return;
    setBusy(true);
    const reply = await write('backup.choose', { folder: folder.trim(), everyDays, keepDays, intent: newIntent() });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    setSaved(true);
    setTries(0);
    drop();
    put(reply.value);
  };

  return (
    <section className="card stack" aria-labelledby="backup-where">
      <Heading level={2} look={3} id="backup-where">
        {t.backup.where}
      </Heading>
      <Paragraph>{t.backup.whereHelp}</Paragraph>
      <Paragraph tone="soft">{t.backup.sealed}</Paragraph>
      <form
        ref={form}
        className="form"
        noValidate
        aria-labelledby="backup-where"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextField
          label={t.backup.folder}
          help={t.backup.folderHelp}
          value={folder}
          onChange={changed('folder')}
          error={tries > 0 && folder.trim() === '' ? t.backup.errors.folder : null}
        />
        <TextField
          label={t.backup.every}
          help={t.backup.everyHelp}
          narrow
          inputMode="numeric"
          value={every}
          onChange={changed('every')}
          error={tries > 0 && everyDays === null ? t.backup.errors.every : null}
        />
        <TextField
          label={t.backup.keep}
          help={t.backup.keepHelp}
          narrow
          inputMode="numeric"
          value={keep}
          onChange={changed('keep')}
          error={tries > 0 && keepDays === null ? t.backup.errors.keep : null}
        />
        <div className="form-actions">
          <Button type="submit" busy={busy}>
            {t.backup.save}
          </Button>
        </div>
        {saved ? <Notice tone="good" title={t.backup.saved} live /> : null}
      </form>
    </section>
  );
};
