import { useRef, useState } from 'react';
import type { ReferralView } from '#host/contract.ts';
import { Service } from '../assessment/outcome-referrals.tsx';
import { dayAndTime, fullDate } from '../moment.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { SharedFacts } from './ledger.tsx';
import type { KeptStep, LoopStep } from './loop-kinds.ts';
import { StepForm } from './step-form.tsx';

/** A referral after its letter: where it stands, what happened, and what to do when nobody answers. */
export const Referral = ({ dossier, referral }: { readonly dossier: string; readonly referral: string }) => {
  const [read, put] = useRead('referral.read', { dossier, referral });
  return <Loaded read={read}>{(view) => <Page view={view} put={put} />}</Loaded>;
};

/** What is open, by ids: as it is kept over a lock. */
type Opened = { readonly step: LoopStep; readonly corrects: string | null };
type Writing = { readonly step: LoopStep; readonly corrects: KeptStep | null };

const Page = ({ view, put }: { readonly view: ReferralView; readonly put: (view: ReferralView) => void }) => {
  const t = useTexts();
  const { go } = useSession();
  const [opened, setOpened, dropOpened] = useDraft<Opened | null>(`loop ${view.shared.referral}`, null);
  const corrects = view.steps.find(({ entry }) => entry === opened?.corrects) ?? null;
  const stands = opened !== null && (opened.corrects === null || corrects !== null);
  const writing: Writing | null = stands ? { step: opened.step, corrects } : null;
  const setWriting = (next: Writing | null): void => {
    setOpened(next === null ? null : { step: next.step, corrects: next.corrects?.entry ?? null });
    if (next === null) dropOpened();
  };
  const [saved, setSaved] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useArrival(title, view.shared.referral);
  const { shared } = view;

  return (
    <div className="page page-middle loop">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier: view.dossier })}>
            {view.dossierLabel}
          </button>
          <Heading level={1} focusable ref={title}>
            {t.loop.title(shared.recipient)}
          </Heading>
          <p className="loop-state">
            <strong>{t.loop.states[shared.state]}</strong>
            {shared.nextAt === null ? null : <span> · {t.loop.nextOn(fullDate(shared.nextAt))}</span>}
            {view.late ? <span className="deadline-past deadline-over"> {t.loop.late}</span> : null}
          </p>
          <p role="status" className="row-meta">
            {saved ? t.loop.saved : ''}
          </p>
        </div>
      </div>

      {shared.open ? null : (
        <Notice tone="info" title={shared.state === 'afgewezen' ? t.loop.declinedInstead : t.loop.closed} />
      )}

      {view.next.length === 0 ? null : (
        <section className="card stack" aria-labelledby="loop-now">
          <Heading level={2} look={3} id="loop-now">
            {t.loop.now}
          </Heading>
          <Paragraph tone="soft">{t.loop.nowHelp}</Paragraph>
          <div className="pills">
            {view.next.map((step) => (
              <button
                key={step}
                type="button"
                className="pill"
                aria-pressed={writing?.step === step && writing.corrects === null}
                onClick={() => {
                  setSaved(false);
                  setWriting({ step, corrects: null });
                }}
              >
                {t.loop.steps[step]}
              </button>
            ))}
          </div>
          {writing !== null && writing.corrects === null ? (
            <StepForm
              key={writing.step}
              view={view}
              step={writing.step}
              corrects={null}
              onSaved={(next) => {
                put(next);
                setWriting(null);
                setSaved(true);
                title.current?.focus();
              }}
              onCancel={() => setWriting(null)}
            />
          ) : null}
        </section>
      )}

      {shared.state === 'afgewezen' ? <Declined view={view} /> : null}

      <section className="card stack" aria-labelledby="loop-line">
        <Heading level={2} look={3} id="loop-line">
          {t.loop.line}
        </Heading>
        {view.steps.length === 0 ? <Paragraph tone="soft">{t.loop.nothingYet}</Paragraph> : null}
        <ol className="loop-line">
          {view.steps.map((step) => (
            <li key={step.entry} className={step.replaced ? 'loop-step loop-replaced' : 'loop-step'}>
              <Step step={step} />
              {step.replaced ? null : (
                <Button
                  look="subtle"
                  name={t.loop.correctOf(t.loop.steps[step.step], fullDate(step.on))}
                  onClick={() => {
                    setSaved(false);
                    setWriting({ step: step.step, corrects: step });
                  }}
                >
                  {t.loop.correct}
                </Button>
              )}
              {writing?.corrects?.entry === step.entry ? (
                <StepForm
                  view={view}
                  step={step.step}
                  corrects={step}
                  onSaved={(next) => {
                    put(next);
                    setWriting(null);
                    setSaved(true);
                    title.current?.focus();
                  }}
                  onCancel={() => setWriting(null)}
                />
              ) : null}
            </li>
          ))}
        </ol>
      </section>

      {shared.open && shared.state !== 'concept' ? <Silence view={view} /> : null}

      <section className="card stack" aria-labelledby="loop-shared">
        <Heading level={2} look={3} id="loop-shared">
          {t.loop.ledgerTitle}
        </Heading>
        <SharedFacts shared={shared} />
      </section>
    </div>
  );
};

const Step = ({ step }: { readonly step: KeptStep }) => {
  const t = useTexts();
  return (
    <div className="loop-what">
      <p className="line-title">
        {t.loop.steps[step.step]} · <time dateTime={step.on}>{fullDate(step.on)}</time>
        {step.replaced ? <span className="loop-mark"> {t.loop.replaced}</span> : null}
      </p>
      <p className="row-meta">
        {step.channel}
        {step.spoke === '' ? '' : ` · ${t.loop.spokeWith(step.spoke)}`}
        {step.nextAt === null ? '' : ` · ${t.loop.nextOn(fullDate(step.nextAt))}`} ·{' '}
        {t.loop.writtenAt(dayAndTime(step.at))}
      </p>
      {step.agreed === '' ? null : <p>{step.agreed}</p>}
      {step.instead === '' ? null : <p>{step.instead}</p>}
      {step.reason === null ? null : <p className="row-meta">{t.loop.corrected(step.reason)}</p>}
    </div>
  );
};

/** What to say when nobody answers, and whom to call. */
const Silence = ({ view }: { readonly view: ReferralView }) => {
  const t = useTexts();
  return (
    <section className="card stack" aria-labelledby="loop-silence">
      <Heading level={2} look={3} id="loop-silence">
        {t.loop.silenceTitle}
      </Heading>
      <p>{t.loop.silenceSay}</p>
      <blockquote className="signal">
        <p>{view.silence.say}</p>
      </blockquote>
      <p>{view.silence.afterwards}</p>
      {view.services.map((service) => (
        <Service key={service.id} service={service} />
      ))}
      <p className="row-meta source">{t.loop.source(view.silence.source)}</p>
    </section>
  );
};

const Declined = ({ view }: { readonly view: ReferralView }) => {
  const t = useTexts();
  const { go } = useSession();
  const { dossier, assessment, declined } = view;
  return (
    <section className="card stack" aria-labelledby="loop-declined">
      <Heading level={2} look={3} id="loop-declined">
        {t.loop.declinedTitle}
      </Heading>
      <p>{declined.ask}</p>
      <Heading level={3} look={4}>
        {t.loop.otherRoutes}
      </Heading>
      <ul className="lines">
        {declined.routes.map(({ code, label, letter }) => (
          <li key={code} className="line">
            {letter ? (
              <Button onClick={() => go({ kind: 'letter', dossier, assessment, code })}>
                {t.loop.makeLetter(label)}
              </Button>
            ) : (
              <p>{t.loop.noLetter(label)}</p>
            )}
          </li>
        ))}
      </ul>
      <p className="row-meta source">{t.loop.source(declined.source)}</p>
    </section>
  );
};
