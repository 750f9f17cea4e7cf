import { useRef, useState } from 'react';
import type { BackupJob, BackupView, Refusal } from '#host/contract.ts';
import { dayAndTime, fullDate } from '../moment.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { asBytes, PassphraseField } from '../unlock/passphrase.tsx';
import { useTexts } from '../words.ts';
import { isDrill, Job } from './make.tsx';

/** Whether a copy really opens with the passphrase that one knows, before it is needed. */
export const Drill = ({ view, follow }: { readonly view: BackupView; readonly follow: (job: BackupJob) => void }) => {
  const t = useTexts();
  const { job } = view;
  const card = useRef<HTMLElement>(null);
  useNextStep(card, isDrill(job) ? job.kind : 'other');
  return (
    <section className="card stack" aria-labelledby="backup-drill" ref={card}>
      <Heading level={2} look={3} id="backup-drill">
        {t.backup.drill}
      </Heading>
      <Paragraph>{t.backup.drillHelp}</Paragraph>
      {job.kind === 'drilled' ? (
        <Notice tone="good" title={t.backup.drilled(dayAndTime(job.at))} live>
          <p>{t.backup.drilledHelp(fullDate(job.made), job.entries)}</p>
        </Notice>
      ) : null}
      {isDrill(job) ? <Job job={job} follow={follow} /> : null}
      {job.kind === 'running' ? null : view.generations.some(({ inReach }) => inReach) ? (
        <Ask follow={follow} />
      ) : (
        <Paragraph tone="soft">{t.backup.drillNone}</Paragraph>
      )}
    </section>
  );
};

const Ask = ({ follow }: { readonly follow: (job: BackupJob) => void }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [passphrase, setPassphrase] = useState('');
  const [tries, setTries] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);

  const drill = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (passphrase === '') return;
    const reply = await ask('backup.drill', { passphrase: asBytes(passphrase) });
    if (reply.ok) follow(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <form
      ref={form}
      className="form"
      noValidate
      aria-labelledby="backup-drill"
      onSubmit={(event) => {
        event.preventDefault();
        void drill();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <PassphraseField
        label={t.backup.passphrase}
        help={t.backup.passphraseHelp}
        value={passphrase}
        change={setPassphrase}
        tried={tries > 0}
      />
      <div className="form-actions">
        <Button type="submit">{t.backup.drillDo}</Button>
      </div>
    </form>
  );
};
