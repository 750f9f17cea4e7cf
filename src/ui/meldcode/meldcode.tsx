import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Numbers } from '../assessment/numbers.tsx';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Terms } from './decisions.tsx';
import type { Opened } from './note-form.tsx';
import type { Round, Step, View } from './note-kinds.ts';
import { StepPart } from './step.tsx';

/** The meldcode beside a dossier: five steps as they stand, the weighing, the decisions and the terms. */
export const Meldcode = ({ dossier }: { readonly dossier: string }) => {
  const [shown, setShown] = useState<string | null>(null);
  const [read, put] = useRead('meldcode.read', { dossier, meldcode: shown });
  return (
    <Loaded read={read}>
      {(view) => (
        <Page
          key={view.round?.meldcode ?? ''}
          view={view}
          put={(next) => {
            setShown(null);
            put(next);
          }}
          show={setShown}
        />
      )}
    </Loaded>
  );
};

type PageProps = {
  readonly view: View;
  readonly put: (view: View) => void;
  readonly show: (meldcode: string | null) => void;
};

const Page = ({ view, put, show }: PageProps) => {
  const t = useTexts();
  const { go } = useSession();
  const { round } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="page page-dossier meldcode">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier: view.dossier })}>
            {view.dossierLabel}
          </button>
          <Heading level={1} focusable ref={heading}>
            {t.meldcode.title}
          </Heading>
          {round === null ? null : (
            <Paragraph tone="soft">
              {t.meldcode.weighedUnder(round.frame?.title ?? round.frameName, round.frameName.split('@')[1] ?? '')} ·{' '}
              {t.meldcode.startedAt(fullDate(round.startedAt))}
            </Paragraph>
          )}
        </div>
      </div>
      {round === null ? <Begin view={view} put={put} /> : <RoundPart view={view} round={round} put={put} show={show} />}
    </div>
  );
};

const RoundPart = ({ view, round, put, show }: PageProps & { readonly round: Round }) => {
  const t = useTexts();
  const [open, setOpen] = useDraft<{ readonly step: Step['step']; readonly opened: Opened } | null>(
    `meldcode open ${view.dossier}`,
    null,
  );
  const writable = round.current && round.frame !== null;
  const opener = (step: Step['step']) => (writable ? (opened: Opened) => setOpen({ step, opened }) : null);
  return (
    <>
      {round.current ? null : (
        <Notice tone="info" title={t.meldcode.readOnly}>
          <p className="notice-action">
            <Button onClick={() => show(null)}>{t.meldcode.toCurrent}</Button>
          </p>
        </Notice>
      )}
      {round.frame === null ? (
        <Notice tone="danger" title={t.meldcode.frameGone}>
          <p>
            {t.meldcode.frameGoneHelp} <span className="path">{round.frameName}</span>
          </p>
        </Notice>
      ) : null}
      <Danger view={view} />
      <Overview round={round} />
      <div className="columns">
        <div className="column-main">
          {round.steps.map((step, at) => (
            <StepPart
              key={step.step}
              view={view}
              round={round}
              step={step}
              number={at + 1}
              opened={writable && open?.step === step.step ? open.opened : null}
              open={opener(step.step)}
              close={() => setOpen(null)}
              put={put}
            />
          ))}
        </div>
        <div className="column-side">
          <Terms round={round} open={opener('beslissen')} />
          <Rounds view={view} round={round} put={put} show={show} />
        </div>
      </div>
    </>
  );
};

/** The five steps side by side: where each stands, and a way to it. */
const Overview = ({ round }: { readonly round: Round }) => {
  const t = useTexts();
  return (
    <nav aria-label={t.meldcode.overview} className="meldcode-overview">
      <ol>
        {round.steps.map(({ step, state, missing }, at) => (
          <li key={step}>
            <a
              className={`meldcode-step meldcode-${state}`}
              href={`#step-${step}`}
              onClick={(event) => {
                event.preventDefault();
                const target = document.getElementById(`step-${step}`);
                target?.scrollIntoView({ block: 'start' });
                target?.focus({ preventScroll: true });
              }}
            >
              <span className="meldcode-step-number">{at + 1}</span>
              <span>
                <strong>{t.meldcode.steps[step]}</strong>
                <span className="row-meta">{t.meldcode.states[state]}</span>
                {step === 'wegen' && round.weighing?.label ? (
                  <span className="meldcode-short">{round.weighing.label}</span>
                ) : null}
                {missing.length === 0 ? null : (
                  <span className="row-meta">{t.meldcode.missingCount(missing.length)}</span>
                )}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <Paragraph tone="small">{t.meldcode.guide}</Paragraph>
    </nav>
  );
};

const Danger = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  return (
    <section className="meldcode-danger" aria-labelledby="danger">
      <div>
        <Heading level={2} look={4} id="danger">
          {t.meldcode.dangerTitle}
        </Heading>
        <Paragraph tone="small">{t.meldcode.danger}</Paragraph>
      </div>
      <Numbers numbers={view.numbers} />
    </section>
  );
};

const Rounds = ({ view, round, put, show }: PageProps & { readonly round: Round }) => {
  const t = useTexts();
  const [again, setAgain] = useState(false);
  const others = view.rounds.filter(({ meldcode }) => meldcode !== round.meldcode);
  return (
    <section className="card stack" aria-labelledby="rounds">
      <Heading level={2} look={3} id="rounds">
        {others.length === 0 ? t.meldcode.again : t.meldcode.rounds}
      </Heading>
      {others.length === 0 ? null : (
        <ul className="lines">
          {others.map((one) => (
            <li key={one.meldcode} className="line">
              <div className="line-main">
                <p className="line-title">{one.title}</p>
                <p className="row-meta">{t.meldcode.startedAt(fullDate(one.startedAt))}</p>
              </div>
              <Button name={`${t.dossier.openAssessment}: ${one.title}`} onClick={() => show(one.meldcode)}>
                {t.dossier.openAssessment}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {again ? (
        <Begin view={view} put={put} cancel={() => setAgain(false)} />
      ) : (
        <>
          <Paragraph tone="soft">{t.meldcode.againHelp}</Paragraph>
          <div>
            <Button onClick={() => setAgain(true)}>{t.meldcode.again}</Button>
          </div>
        </>
      )}
    </section>
  );
};

/** A round begins with the frame of one's own profession. */
const Begin = ({
  view,
  put,
  cancel,
}: {
  readonly view: View;
  readonly put: (view: View) => void;
  readonly cancel?: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [frame, setFrame] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [intent] = useState(newIntent);
  const begin = async () => {
    setTried(true);
    if (frame === null) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('meldcode.start', { dossier: view.dossier, frame, intent });
    setBusy(false);
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };
  return (
    <form
      className={cancel === undefined ? 'form card meldcode-begin' : 'form form-tight'}
      noValidate
      aria-label={t.meldcode.begin}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void begin();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <Paragraph>{t.meldcode.beginHelp}</Paragraph>
      <Radios
        legend={t.meldcode.frame}
        choices={view.frames.map(({ name, title, forWhom }) => ({ code: name, label: title, help: forWhom }))}
        value={frame}
        onChange={setFrame}
        error={tried && frame === null ? t.meldcode.frameNeeded : null}
      />
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.meldcode.begin}
        </Button>
        {cancel === undefined ? null : (
          <Button look="subtle" onClick={cancel}>
            {t.common.cancel}
          </Button>
        )}
      </div>
    </form>
  );
};
