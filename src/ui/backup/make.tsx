import { useRef, useState } from 'react';
import type { BackupJob, Refusal } from '#host/contract.ts';
import { useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** Making one now, and how far it is; also when Baken began by itself. */
export const Make = ({ job, follow }: { readonly job: BackupJob; readonly follow: (job: BackupJob) => void }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ours = !isDrill(job);
  const step = useRef<HTMLDivElement>(null);
  useNextStep(step, ours ? job.kind : 'other');

  const make = async () => {
    setRefusal(null);
    const reply = await ask('backup.make', {});
    if (reply.ok) follow(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <div className="stack" ref={step}>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {ours ? <Job job={job} follow={follow} /> : null}
      {job.kind === 'running' ? null : (
        <div className="form-actions">
          <Button look="primary" onClick={() => void make()}>
            {t.backup.make}
          </Button>
        </div>
      )}
    </div>
  );
};

/** Whether this is about practising and not about making one. */
export const isDrill = (job: BackupJob): boolean =>
  job.kind === 'running' ? job.step === 'drilling' : job.kind === 'drilled' || ('drill' in job && job.drill);

/** What is at work or how it ended. Announced when it changes from one step to the next, not at every count. */
export const Job = ({ job, follow }: { readonly job: BackupJob; readonly follow: (job: BackupJob) => void }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [stopping, setStopping] = useState(false);

  const stop = async () => {
    setStopping(true);
    const reply = await ask('backup.stop', {});
    setStopping(false);
    if (reply.ok) follow(reply.value);
  };

  switch (job.kind) {
    case 'none':
    case 'drilled':
      return null;
    case 'made':
      return (
        <Notice tone="good" title={t.backup.made} live>
          <p>{t.backup.madeHelp(job.entries)}</p>
          <p className="path">{job.path}</p>
        </Notice>
      );
    case 'stopped':
      return <Notice tone="info" title={t.backup.stopped} live />;
    case 'failed':
      return <Failure refusal={job.failure as Refusal} />;
    case 'running': {
      const title = t.backup.steps[job.step];
      return (
        <div className="stack">
          <p role="status" className="line-title">
            {title}
          </p>
          <progress aria-label={title} {...(job.of === 0 ? {} : { value: Math.min(job.done, job.of), max: job.of })} />
          <p className="row-meta">
            {job.of === 0 ? '' : `${t.backup.progress(Math.min(job.done, job.of), job.of)}. `}
            {t.backup.goOn}
          </p>
          <div className="form-actions">
            <Button busy={stopping} onClick={() => void stop()}>
              {t.backup.stop}
            </Button>
          </div>
        </div>
      );
    }
  }
};
