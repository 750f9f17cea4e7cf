import { useState } from 'react';
import type { WorkLine, WorkList } from '#host/contract.ts';
import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Place } from '../place.ts';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { timeLeft } from './clock.ts';
import { HandleForm, handleDraft } from './handle.tsx';

type Texts = ReturnType<typeof useTexts>;

const placeOf = ({ dossier, to }: WorkLine): Place => {
  switch (to.kind) {
    case 'assessment':
      return { kind: 'assessment', dossier, assessment: to.assessment };
    case 'referral':
      return { kind: 'referral', dossier, referral: to.referral };
    case 'meldcode':
      return { kind: 'meldcode', dossier };
    case 'safety-plan':
      return { kind: 'safety-plan', dossier, plan: to.plan };
    case 'dossier':
      return { kind: 'dossier', dossier };
    case 'duties':
      return { kind: 'dossier', dossier, at: 'duties' };
  }
};

const whatOf = (t: Texts, { subject }: WorkLine): string => {
  switch (subject.what) {
    case 'window':
      return t.work.window(subject.title);
    case 'deadline':
      return t.work.deadline(subject.label, subject.title);
    case 'open':
      return t.work.open(subject.title);
    case 'owed':
      return subject.known ? t.work.owed(subject.title) : t.work.owedUnknown(subject.title);
    case 'referral':
      return t.work.referrals[subject.state](subject.recipient);
    case 'term':
      return t.work.term(subject.label);
    case 'report':
      return t.work.report;
    case 'agreement':
      return t.work.agreement;
    case 'plan':
      return subject.agreed ? t.plan.workAgain : t.plan.workBegun;
    case 'signal':
      return t.work.signal;
    case 'again':
      return t.work.again(subject.title);
  }
};

/** One thing that is due: what, for which dossier, by when and why. The whole line opens the place where it is done. */
export const Line = ({
  line,
  again,
  today,
  now,
  onHandled,
}: {
  readonly line: WorkLine;
  readonly again: WorkList['again'];
  readonly today: string;
  readonly now: number;
  readonly onHandled: () => void;
}) => {
  const t = useTexts();
  const { go, drafts } = useSession();
  // what was begun before a lock is open again
  const [handling, setHandling] = useState(
    () => line.about !== null && drafts.has(handleDraft(line.dossier, line.about)),
  );
  const what = whatOf(t, line);
  const { subject } = line;
  const past = line.past || (line.due !== null && subject.what !== 'window' && Date.parse(line.due.at) < now);
  return (
    <li className="work-item">
      <div className={`row card work-line work-${line.kind}`}>
        <div className="row-main">
          <h3 className="row-title">
            <button type="button" className="link-row work-open" onClick={() => go(placeOf(line))}>
              {what}
              <span className="unseen">, {line.label}</span>
            </button>
          </h3>
          <p className="work-whom" aria-hidden="true">
            {line.label}
          </p>
          {subject.what === 'window' ? <Windows subject={subject} now={now} /> : null}
          {subject.what === 'owed' && subject.more > 0 ? (
            <p className="row-meta">{t.work.owedMore(subject.more)}</p>
          ) : null}
          {subject.what === 'open' && subject.label !== null ? (
            <p className="row-meta">{t.work.openUntil(subject.label)}</p>
          ) : null}
          {line.source === null ? null : <p className="row-meta source">{t.work.source(line.source)}</p>}
        </div>
        <div className="row-state">
          {line.due === null ? (
            <span className="tone-soft">{subject.what === 'window' ? '' : t.work.noDate}</span>
          ) : (
            <span className={past ? 'deadline deadline-past' : 'deadline'}>
              <Icon name="clock" />
              <span>
                <strong>
                  {line.due.whole
                    ? t.work.on(fullDate(line.due.at))
                    : t.work.until(dayAndTime(line.due.at, new Date(now)))}
                </strong>
                {past ? <span className="deadline-over">{t.work.late}</span> : null}
              </span>
            </span>
          )}
        </div>
        <div className="row-action">
          {line.about === null ? null : (
            <Button name={t.work.handleOf(what, line.label)} expanded={handling} onClick={() => setHandling(!handling)}>
              {t.work.handle}
            </Button>
          )}
        </div>
      </div>
      {handling && line.about !== null ? (
        <HandleForm
          dossier={line.dossier}
          about={line.about}
          again={again}
          today={today}
          onDone={() => {
            setHandling(false);
            onHandled();
          }}
          onCancel={() => setHandling(false)}
        />
      ) : null}
    </li>
  );
};

type Window = Extract<WorkLine['subject'], { what: 'window' }>;

/** What is still possible and for how long, what is not, and that later is welcome too. */
const Windows = ({ subject, now }: { readonly subject: Window; readonly now: number }) => {
  const t = useTexts();
  const left = subject.windows.map((each) => ({
    ...each,
    left: each.until === null ? null : timeLeft(each.until, now),
  }));
  const gone = [
    ...subject.past,
    ...left.filter((each) => each.until !== null && each.left === null).map(({ label }) => label),
  ];
  return (
    <div className="work-windows">
      {subject.timeKnown ? null : <p>{t.work.windowUnknown}</p>}
      <ul>
        {left
          .filter((each) => each.until === null || each.left !== null)
          .map((each) => (
            <li key={each.label}>
              {each.left === null
                ? t.work.windowOpen(each.label)
                : t.work.windowLeft(each.label, t.work.left(each.left.days, each.left.hours, each.left.minutes))}
            </li>
          ))}
      </ul>
      {gone.length === 0 ? null : <p>{t.work.windowPast(gone.join(', '))}</p>}
      <p>{t.work.windowLater}</p>
    </div>
  );
};
