import { useRef } from 'react';
import type { Output } from '#host/contract.ts';
import { useStart } from '../dossiers/dossier.tsx';
import { Duties } from '../duties/duties.tsx';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Papers } from './papers.tsx';

export type View = Output<'school.read'>;

/** What the first answers led to: who has to be told now, the form that comes next, and the papers that go with it. */
export const SchoolCase = ({ dossier, assessment }: { readonly dossier: string; readonly assessment: string }) => {
  const [read, put] = useRead('school.read', { dossier, assessment });
  const { ask } = useSession();
  const refresh = async () => {
    const reply = await ask('school.read', { dossier, assessment });
    if (reply.ok) put(reply.value);
  };
  return <Loaded read={read}>{(view) => <Case view={view} refresh={() => void refresh()} />}</Loaded>;
};

const Case = ({ view, refresh }: { readonly view: View; readonly refresh: () => void }) => {
  const t = useTexts();
  const { go } = useSession();
  const { dossier, assessment } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, assessment);
  const told = view.duty ? t.school.nowDuty : view.next.length > 0 ? t.school.nowNone : t.school.nowOpen;
  return (
    <div className="page page-middle school-case">
      <div>
        <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier })}>
          {view.label}
        </button>
        <Heading level={1} focusable ref={heading}>
          {t.school.title}
        </Heading>
      </div>
      <Notice tone={view.duty ? 'warn' : 'info'} title={told}>
        <p>{t.unlock.helpNow}</p>
        <p className="notice-action">
          <Button onClick={() => document.getElementById('school-papers')?.focus()}>{t.school.toPapers}</Button>
        </p>
      </Notice>
      <Next view={view} />
      <Duties dossier={dossier} assessment={assessment} onRecorded={refresh} />
      <Papers view={view} />
      <section className="card stack" aria-labelledby="school-own">
        <Heading level={2} look={3} id="school-own">
          {t.school.ownTitle}
        </Heading>
        <Paragraph tone="soft">{t.school.own(view.answered, view.shown)}</Paragraph>
        <div className="form-actions">
          <Button onClick={() => go({ kind: 'assessment', dossier, assessment })}>{t.school.ownGo}</Button>
          <Button look="subtle" onClick={() => go({ kind: 'dossier', dossier })}>
            {t.school.dossier}
          </Button>
        </div>
      </section>
    </div>
  );
};

const Next = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  const { go } = useSession();
  const { dossier } = view;
  const start = useStart(dossier);
  if (view.next.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="school-next">
      <Heading level={2} look={3} id="school-next">
        {t.school.nextTitle}
      </Heading>
      <Paragraph tone="soft">{t.school.nextHelp}</Paragraph>
      {start.refusal === null ? null : <Failure refusal={start.refusal} />}
      <div className="form-actions">
        {view.next.map(({ instrument, title, assessment }, at) => (
          <Button
            key={instrument}
            look={at === 0 ? 'primary' : 'secondary'}
            busy={start.busy}
            onClick={() =>
              assessment === null
                ? start.begin(instrument, view.assessment)
                : go({ kind: 'assessment', dossier, assessment })
            }
          >
            {t.school.nextGo(title)}
          </Button>
        ))}
      </div>
    </section>
  );
};
