import { useState } from 'react';
import type { Output, Refusal } from '#host/contract.ts';
import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

export type Erased = Output<'dossier.erase'>;

/** What is left of an erased dossier, and the certificate as a paper to keep elsewhere. */
export const Certificate = ({ erased }: { readonly erased: Erased }) => {
  const t = useTexts();
  return (
    <>
      <p className="line-title keeping-mark">{t.retention.mark(erased.dossier)}</p>
      <p className="row-meta">{t.retention.erasedAt(dayAndTime(erased.at), erased.by)}</p>
      <p className="row-meta">{t.retention.why(erased.reason)}</p>
      {erased.finished ? null : <p className="row-meta">{t.retention.working}</p>}
      <Backups erased={erased} />
      <Save dossier={erased.dossier} />
    </>
  );
};

const Backups = ({ erased: { reached, notReached } }: { readonly erased: Erased }) => {
  const t = useTexts();
  const lines = (all: Erased['reached']) => (
    <ul className="bullets">
      {all.map(({ name, at }) => (
        <li key={`${name}${at}`}>{t.retention.backup(name, fullDate(at))}</li>
      ))}
    </ul>
  );
  if (reached.length + notReached.length === 0) return <Paragraph tone="soft">{t.retention.noBackups}</Paragraph>;
  return (
    <>
      {reached.length === 0 ? null : (
        <>
          <Paragraph>{t.retention.reached}</Paragraph>
          {lines(reached)}
        </>
      )}
      {notReached.length === 0 ? null : (
        <Notice tone="warn" title={t.retention.notReached}>
          {lines(notReached)}
        </Notice>
      )}
    </>
  );
};

const Save = ({ dossier }: { readonly dossier: string }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [places] = useRead('referral.places', {});
  const [open, setOpen] = useState(false);
  const [folder, setFolder] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const chosen = folder ?? (places.kind === 'here' ? places.value[0] : undefined) ?? '';

  const save = async () => {
    setTried(true);
    if (chosen.trim() === '') return;
    setBusy(true);
    setRefusal(null);
    const reply = await ask('erasure.certificate', { dossier, folder: chosen.trim() });
    setBusy(false);
    if (reply.ok) setPath(reply.value.path);
    else setRefusal(reply.error);
  };

  if (path !== null)
    return (
      <Notice tone="good" title={t.retention.savedAt} live>
        <p className="path">{path}</p>
      </Notice>
    );
  if (!open)
    return (
      <div className="form-actions">
        <Button name={`${t.retention.certificate}: ${dossier.slice(0, 8)}`} onClick={() => setOpen(true)}>
          {t.retention.certificate}
        </Button>
      </div>
    );
  return (
    <form
      className="form form-tight"
      noValidate
      aria-label={`${t.retention.certificate}: ${dossier.slice(0, 8)}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.retention.folder}
        help={t.retention.folderHelp}
        value={chosen}
        onChange={setFolder}
        error={tried && chosen.trim() === '' ? t.retention.errors.folder : null}
      />
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.retention.save}
        </Button>
        <Button look="subtle" onClick={() => setOpen(false)}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
};
