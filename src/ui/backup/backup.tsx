import { useEffect, useRef } from 'react';
import type { BackupJob, BackupView } from '#host/contract.ts';
import { dayAndTime, fullDate } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Choice } from './choice.tsx';
import { Drill } from './drill.tsx';
import { Generations } from './generations.tsx';
import { Make } from './make.tsx';

/** How often a backup that is being made is asked how far it is, in milliseconds. */
const ASK_MS = 700;

export type Put = (view: BackupView) => void;

/** Backups of this vault: how they stand, making one, where they go, and practising. */
export const Backup = () => {
  const [read, put] = useRead('backup.read', {});
  return <Loaded read={read}>{(view) => <Page view={view} put={put} />}</Loaded>;
};

/** Follows what is at work, and reads everything anew when it ended. */
const useFollow = (view: BackupView, put: Put): void => {
  const { ask } = useSession();
  const running = view.job.kind === 'running';
  const shown = useRef(view);
  shown.current = view;
  useEffect(() => {
    if (!running) return;
    let follows = true; // an answer that was on its way when somebody stopped it says what is no longer so
    const timer = setInterval(async () => {
      const reply = await ask('backup.progress', {});
      if (!reply.ok || !follows) return;
      if (reply.value.kind === 'running') return put({ ...shown.current, job: reply.value });
      const whole = await ask('backup.read', {});
      if (whole.ok) put(whole.value);
    }, ASK_MS);
    return () => {
      follows = false;
      clearInterval(timer);
    };
  }, [ask, put, running]);
};

const Page = ({ view, put }: { readonly view: BackupView; readonly put: Put }) => {
  const t = useTexts();
  const { go } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'backup');
  useFollow(view, put);
  const follow = (job: BackupJob): void => put({ ...view, job });
  return (
    <div className="page page-middle">
      <div>
        <button type="button" className="crumb" onClick={() => go({ kind: 'settings' })}>
          {t.backup.toSettings}
        </button>
        <Heading level={1} focusable ref={heading}>
          {t.backup.title}
        </Heading>
        <Paragraph>{t.backup.intro}</Paragraph>
      </div>
      <section className="card stack" aria-labelledby="backup-standing">
        <Heading level={2} look={3} id="backup-standing">
          {t.backup.standing}
        </Heading>
        <Standing view={view} />
        {view.choice === null ? null : <Make job={view.job} follow={follow} />}
      </section>
      <Choice view={view} put={put} />
      <Generations view={view} put={put} />
      <Drill view={view} follow={follow} />
      <section className="card stack" aria-labelledby="backup-back">
        <Heading level={2} look={3} id="backup-back">
          {t.backup.back}
        </Heading>
        <Paragraph>{t.backup.backHelp}</Paragraph>
      </section>
    </div>
  );
};

const Standing = ({ view: { last, late, choice, job } }: { readonly view: BackupView }) => {
  const t = useTexts();
  if (last === null)
    return (
      <Notice tone="warn" title={t.backup.none}>
        {choice === null ? <p>{t.backup.noneHelp}</p> : job.kind === 'running' ? null : <p>{t.backup.noneYetHelp}</p>}
      </Notice>
    );
  return (
    <>
      <div>
        <p className="tone-soft">{t.backup.last}</p>
        <p className="backup-last">{fullDate(last)}</p>
        <p className="row-meta">{dayAndTime(last)}</p>
      </div>
      <Paragraph tone="soft">{t.backup.lastHelp}</Paragraph>
      {late ? (
        <Notice tone="info" title={t.backup.late}>
          <p>{t.backup.lateHelp}</p>
        </Notice>
      ) : null}
    </>
  );
};
