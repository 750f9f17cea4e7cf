import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Attachment } from './sending.ts';

/** A copy outside the vault, with what that means said before and after. */
export const CopyOut = ({ dossier, one }: { readonly dossier: string; readonly one: Attachment }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [places] = useRead('referral.places', {});
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
    const { attachment } = one;
    const reply = await ask('attachment.saveCopy', { dossier, attachment, folder: chosen.trim() });
    setBusy(false);
    if (reply.ok) setPath(reply.value.path);
    else setRefusal(reply.error);
  };

  if (path !== null)
    return (
      <Notice tone="warn" title={t.attachments.copied} live>
        <p className="path">{path}</p>
        <p>{t.attachments.copyWarnHelp}</p>
      </Notice>
    );
  return (
    <form
      className="form form-tight attachment-form"
      noValidate
      aria-label={`${t.attachments.copyTitle}: ${one.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={3} look={4}>
        {t.attachments.copyTitle}
      </Heading>
      <Notice tone="warn" title={t.attachments.copyWarn}>
        <p>{t.attachments.copyWarnHelp}</p>
      </Notice>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.attachments.folder}
        help={t.attachments.folderHelp}
        value={chosen}
        onChange={setFolder}
        error={tried && chosen.trim() === '' ? t.attachments.errors.folder : null}
      />
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.attachments.saveCopy}
        </Button>
      </div>
    </form>
  );
};
