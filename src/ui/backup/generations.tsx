import { useState } from 'react';
import type { BackupView, Refusal } from '#host/contract.ts';
import { clockTime, dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Put } from './backup.tsx';

/** Every copy that the vault knows, the newest first. */
export const Generations = ({ view, put }: { readonly view: BackupView; readonly put: Put }) => {
  const t = useTexts();
  return (
    <section className="card" aria-labelledby="backup-list">
      <Heading level={2} look={3} id="backup-list">
        {t.backup.list}
      </Heading>
      <Paragraph tone="soft">{view.generations.length === 0 ? t.backup.listNone : t.backup.listHelp}</Paragraph>
      <ul className="lines">
        {view.generations.map((one) => (
          <One key={one.id} one={one} put={put} />
        ))}
      </ul>
    </section>
  );
};

const One = ({ one, put }: { readonly one: BackupView['generations'][number]; readonly put: Put }) => {
  const t = useTexts();
  const when = `${fullDate(one.at)}, ${clockTime(one.at)}`;
  return (
    <li className="line">
      <div className="line-main">
        <p className="line-title">{when}</p>
        <p className="row-meta">{t.backup.holds(one.entries, one.attachments)}</p>
        <p className="row-meta path">{one.path}</p>
        {one.inReach ? null : <p className="row-meta">{t.backup.outOfReachHelp}</p>}
      </div>
      <div className="line-state">
        <p className="backup-reach">{one.inReach ? t.backup.inReach : t.backup.outOfReach}</p>
        <p className="row-meta">{one.proven === null ? t.backup.unproven : t.backup.proven(dayAndTime(one.proven))}</p>
        <p className="row-meta">
          {one.expired ? t.backup.expired(fullDate(one.expires)) : t.backup.expires(fullDate(one.expires))}
        </p>
      </div>
      {one.inReach ? null : <Forget id={one.id} when={when} put={put} />}
    </li>
  );
};

/** For a copy that will never be in reach again. */
const Forget = ({ id, when, put }: { readonly id: string; readonly when: string; readonly put: Put }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const forget = async () => {
    setBusy(true);
    const reply = await ask('backup.forget', { id });
    setBusy(false);
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };

  if (!open)
    return (
      <Button look="subtle" name={t.backup.forgetName(when)} onClick={() => setOpen(true)}>
        {t.backup.forget}
      </Button>
    );
  return (
    <div className="stack">
      {refusal === null ? null : <Failure refusal={refusal} />}
      <Paragraph>{t.backup.forgetSure}</Paragraph>
      <div className="form-actions">
        <Button busy={busy} onClick={() => void forget()}>
          {t.backup.forgetDo}
        </Button>
        <Button look="subtle" onClick={() => setOpen(false)}>
          {t.common.cancel}
        </Button>
      </div>
    </div>
  );
};
