import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { DossierView } from '#host/views.ts';
import { DamageList } from '../check/damage.tsx';
import { Duties, hasDuties } from '../duties/duties.tsx';
import { dayAndTime, fullDate } from '../moment.ts';
import { BandTag } from '../parts/band.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Ledger } from '../referral/ledger.tsx';
import { newIntent, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { DeadlineMark } from './list.tsx';
import { People } from './people.tsx';
import { Timeline } from './timeline.tsx';
import { Trend } from './trend.tsx';

export const Dossier = ({ dossier, at = null }: { readonly dossier: string; readonly at?: 'duties' | null }) => {
  const [read, put] = useRead('dossiers.read', { dossier });
  return <Loaded read={read}>{(view) => <Page view={view} put={put} at={at} />}</Loaded>;
};

const Page = ({
  view,
  put,
  at,
}: {
  readonly view: DossierView;
  readonly put: (view: DossierView) => void;
  readonly at: 'duties' | null;
}) => {
  const t = useTexts();
  const { go, ask } = useSession();
  const { dossier } = view;
  const refresh = () => {
    ask('dossiers.read', { dossier }).then((reply) => {
      if (reply.ok) put(reply.value);
    });
  };
  return (
    <div className="page page-dossier">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossiers' })}>
            {t.dossiers.title}
          </button>
          <Heading level={1}>{view.label}</Heading>
          <Paragraph tone="soft">{t.dossier.openedAt(fullDate(view.openedAt))}</Paragraph>
        </div>
      </div>
      {view.damage.length === 0 ? null : (
        <Notice tone="danger" title={t.dossier.damage}>
          <DamageList damage={view.damage} here />
        </Notice>
      )}
      <div className="columns">
        <div className="column-main">
          <NextStep view={view} />
          <Assessments view={view} />
          <Told view={view} put={put} arrive={at === 'duties'} />
          <Ledger dossier={view.dossier} />
          <Trend view={view} />
          <Timeline key={view.people.map(({ id }) => id).join()} dossier={view.dossier} changed={refresh} />
        </div>
        <div className="column-side">
          <People view={view} put={put} />
          <section className="card" aria-labelledby="plan">
            <Heading level={2} look={3} id="plan">
              {t.plan.title}
            </Heading>
            <Paragraph tone="soft">{t.plan.openHelp}</Paragraph>
            <Button onClick={() => go({ kind: 'safety-plan', dossier: view.dossier })}>{t.plan.open}</Button>
          </section>
          <section className="card" aria-labelledby="attachments">
            <Heading level={2} look={3} id="attachments">
              {t.attachments.title}
            </Heading>
            <Paragraph tone="soft">{t.attachments.openHelp}</Paragraph>
            <Button onClick={() => go({ kind: 'attachments', dossier: view.dossier })}>{t.attachments.open}</Button>
          </section>
          <section className="card" aria-labelledby="meldcode">
            <Heading level={2} look={3} id="meldcode">
              {t.meldcode.title}
            </Heading>
            <Paragraph tone="soft">{t.meldcode.openHelp}</Paragraph>
            <Button onClick={() => go({ kind: 'meldcode', dossier: view.dossier })}>{t.meldcode.open}</Button>
          </section>
          <section className="card" aria-labelledby="keeping">
            <Heading level={2} look={3} id="keeping">
              {t.retention.title}
            </Heading>
            <Paragraph tone="soft">{t.retention.openHelp}</Paragraph>
            <Button onClick={() => go({ kind: 'keeping', dossier: view.dossier })}>{t.retention.open}</Button>
          </section>
          <section className="card" aria-labelledby="log">
            <Heading level={2} look={3} id="log">
              {t.audit.ofDossier}
            </Heading>
            <Paragraph tone="soft">{t.audit.ofDossierHelp}</Paragraph>
            <Button onClick={() => go({ kind: 'audit', dossier: view.dossier })}>{t.audit.openOfDossier}</Button>
          </section>
        </div>
      </div>
    </div>
  );
};

/** With several children one form stands here several times: whose it is belongs to its name. */
const titled = ({ title, about }: { readonly title: string; readonly about: string | null }): string =>
  about === null ? title : `${title} · ${about}`;

/** One clear thing to do next. */
const NextStep = ({ view }: { readonly view: DossierView }) => {
  const t = useTexts();
  const { go } = useSession();
  const start = useStart(view.dossier);
  const open = view.assessments.find((one) => one.state !== 'afgerond');
  const complete = open !== undefined && open.state === 'bezig' && open.answered === open.shown;
  const suggested = view.suggestions.find((one) => one.available);
  return (
    <section className="card next" aria-labelledby="next">
      <Heading level={2} look={4} id="next">
        {t.dossier.nextTitle}
      </Heading>
      {open !== undefined ? (
        <>
          <p className="next-what">
            {open.state === 'onderbroken'
              ? t.dossier.nextStopped(titled(open))
              : complete
                ? t.dossier.nextComplete(titled(open))
                : t.dossier.nextResume(titled(open))}
          </p>
          <Paragraph tone="soft">{t.dossier.answered(open.answered, open.shown)}</Paragraph>
          <Button
            look="primary"
            onClick={() => go({ kind: 'assessment', dossier: view.dossier, assessment: open.assessment })}
          >
            {complete ? t.dossier.nextOutcome : t.dossiers.resume}
          </Button>
        </>
      ) : suggested !== undefined ? (
        <>
          <p className="next-what">{t.dossier.nextSuggested(suggested.title)}</p>
          <Paragraph tone="soft">{suggested.because}</Paragraph>
          {start.refusal === null ? null : <Failure refusal={start.refusal} />}
          <Button look="primary" busy={start.busy} onClick={() => start.follow(suggested)}>
            {t.dossier.begin}
          </Button>
        </>
      ) : view.assessments.length > 0 ? (
        <>
          <p className="next-what">{t.dossier.nextOutcome}</p>
          <Button
            look="primary"
            onClick={() =>
              go({
                kind: 'assessment',
                dossier: view.dossier,
                assessment: view.assessments.at(-1)?.assessment ?? '',
              })
            }
          >
            {t.dossier.nextOutcome}
          </Button>
        </>
      ) : (
        <>
          <p className="next-what">{t.dossier.nextStart}</p>
          <Paragraph tone="soft">{t.dossier.nextStartHelp}</Paragraph>
          <Button look="primary" onClick={() => go({ kind: 'choose', dossier: view.dossier })}>
            {t.dossier.nextStart}
          </Button>
        </>
      )}
    </section>
  );
};

const Assessments = ({ view }: { readonly view: DossierView }) => {
  const t = useTexts();
  const { go } = useSession();
  const start = useStart(view.dossier);
  if (view.assessments.length === 0) return null;
  return (
    <section className="card" aria-labelledby="assessments">
      <div className="card-head">
        <Heading level={2} look={3} id="assessments">
          {t.dossier.assessments}
        </Heading>
        <Button look="subtle" onClick={() => go({ kind: 'choose', dossier: view.dossier })}>
          {t.dossier.startOther}
        </Button>
      </div>
      <ul className="lines">
        {view.assessments.map((one) => (
          <li key={one.assessment} className="line">
            <div className="line-main">
              <p className="line-title">{titled(one)}</p>
              <p className="row-meta">
                {t.dossier.states[one.state]} · {t.dossier.answered(one.answered, one.shown)} ·{' '}
                {t.dossier.startedAt(dayAndTime(one.startedAt))}
                {one.paper === null ? '' : ` · ${t.paper.mark(fullDate(one.paper))}`}
              </p>
            </div>
            <div className="line-state">
              {one.band === null ? (
                <p className="row-meta">{one.bandLabel}</p>
              ) : (
                <BandTag band={one.band} label={one.bandLabel} extra={one.final ? null : t.dossiers.provisional} />
              )}
              {one.deadline === null ? null : <DeadlineMark deadline={one.deadline} />}
            </div>
            <Button
              name={`${t.dossier.openAssessment}: ${titled(one)}`}
              onClick={() => go({ kind: 'assessment', dossier: view.dossier, assessment: one.assessment })}
            >
              {t.dossier.openAssessment}
            </Button>
          </li>
        ))}
      </ul>
      {view.suggestions.length === 0 ? null : (
        <>
          <Heading level={3} look={4}>
            {t.dossier.suggestions}
          </Heading>
          {start.refusal === null ? null : <Failure refusal={start.refusal} />}
          <ul className="lines">
            {view.suggestions.map((one) => (
              <li key={one.id} className="line">
                <div className="line-main">
                  <p className="line-title">{one.title}</p>
                  <p className="row-meta">{one.available ? one.because : t.dossier.notAvailable}</p>
                </div>
                {one.available ? (
                  <Button busy={start.busy} name={`${t.dossier.begin}: ${one.title}`} onClick={() => start.follow(one)}>
                    {t.dossier.begin}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** Of each assessment that leads to duties of telling: the steps and when they were taken. */
const Told = ({
  view,
  put,
  arrive,
}: {
  readonly view: DossierView;
  readonly put: (view: DossierView) => void;
  readonly arrive: boolean;
}) => {
  const { ask } = useSession();
  const { dossier } = view;
  const refresh = async () => {
    const reply = await ask('dossiers.read', { dossier });
    if (reply.ok) put(reply.value);
  };
  return view.assessments
    .filter(({ instrument }) => hasDuties(instrument))
    .map((one) => (
      <Duties
        key={one.assessment}
        dossier={dossier}
        assessment={one.assessment}
        about={one.title}
        onRecorded={() => void refresh()}
        arrive={arrive}
      />
    ));
};

type Suggestion = Pick<DossierView['suggestions'][number], 'id' | 'from' | 'samePerson'>;

/** Starts an instrument in a dossier and goes to its first question. */
export const useStart = (dossier: string) => {
  const { write, go } = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const begin = async (instrument: string, from: string | null, about: string | null) => {
    setBusy(true);
    setRefusal(null);
    const reply = await write('assessment.start', { dossier, instrument, about, from, intent: newIntent() });
    setBusy(false);
    if (reply.ok) go({ kind: 'assessment', dossier, assessment: reply.value.assessment });
    else setRefusal(reply.error);
  };
  /** What an outcome asks for. About somebody else, first the question about whom. */
  const follow = ({ id, from, samePerson }: Suggestion) =>
    samePerson
      ? void (busy ? undefined : begin(id, from, null))
      : go({ kind: 'choose', dossier, from, instrument: id });
  return {
    busy,
    refusal,
    follow,
    begin: (instrument: string, from: string | null, about: string | null = null) =>
      void (busy ? undefined : begin(instrument, from, about)),
  };
};
