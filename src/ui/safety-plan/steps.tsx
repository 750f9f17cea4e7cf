import { useState } from 'react';
import type { PlanProposalView, PlanStepView, PlanView, Refusal, SafetyPlanView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type GivenStep, StepForm } from './step-form.tsx';

type Shared = {
  readonly view: SafetyPlanView;
  readonly plan: PlanView;
  readonly address: 'u' | 'jij';
  readonly put: (view: SafetyPlanView) => void;
};
type MomentView = PlanView['moments'][number];

/** One moment: what was chosen for it, what Baken proposes, and room for a step of one's own. */
export const Moment = ({ moment, ...shared }: Shared & { readonly moment: MomentView }) => {
  const t = useTexts();
  const [adding, setAdding] = useState(false);
  const empty: GivenStep = {
    ...{ step: newIntent(), proposal: null, moment: moment.id, text: '', causes: [] },
    ...{ who: '', until: null, state: 'in', reason: '' },
  };
  const [fresh, setFresh] = useState(empty);
  // what was found stands in sight; what fits every plan is a line to open
  const fitting = moment.proposals.filter(({ because }) => because.length > 0);
  const general = moment.proposals.filter(({ because }) => because.length === 0);
  const line = (proposal: PlanProposalView) => (
    <ProposalLine key={proposal.id} {...shared} moment={moment.id} proposal={proposal} />
  );
  return (
    <section className="plan-moment" aria-labelledby={`moment-${moment.id}`}>
      <Heading level={3} look={4} id={`moment-${moment.id}`} focusable>
        {moment.label}
      </Heading>
      {moment.steps.length === 0 ? (
        <Paragraph tone="soft">{t.plan.noSteps}</Paragraph>
      ) : (
        <ul className="plan-steps">
          {moment.steps.map((step) => (
            <StepLine key={step.step} {...shared} step={step} />
          ))}
        </ul>
      )}
      {fitting.length === 0 ? null : (
        <>
          <p className="plan-causes">{t.plan.fitting}</p>
          <ul className="plan-steps">{fitting.map(line)}</ul>
        </>
      )}
      {general.length === 0 ? null : (
        <Disclosure summary={t.plan.proposals(general.length)}>
          <ul className="plan-steps">{general.map(line)}</ul>
        </Disclosure>
      )}
      {adding ? (
        <StepForm
          {...shared}
          start={fresh}
          title={t.plan.add}
          asks="words"
          put={(next) => {
            setAdding(false);
            setFresh(empty);
            shared.put(next);
          }}
          cancel={() => setAdding(false)}
        />
      ) : (
        <Button look="subtle" name={t.plan.of(t.plan.add, moment.label)} onClick={() => setAdding(true)}>
          {t.plan.add}
        </Button>
      )}
    </section>
  );
};

const Causes = ({ causes }: { readonly causes: PlanStepView['causes'] }) => {
  const t = useTexts();
  return causes.length === 0 ? null : (
    <p className="plan-causes">{t.plan.addresses2(causes.map(({ label }) => label).join(', '))}</p>
  );
};

const ProposalLine = ({
  proposal,
  moment,
  ...shared
}: Shared & { readonly proposal: PlanProposalView; readonly moment: string }) => {
  const t = useTexts();
  const { write } = useSession();
  const [asks, setAsks] = useState<'words' | 'reason' | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [step] = useState(newIntent);
  const text = proposal[shared.address];
  const start: GivenStep = {
    ...{ step, moment, text, proposal: proposal.id, causes: proposal.causes.map(({ code }) => code) },
    ...{ who: '', until: null, state: asks === 'reason' ? 'dropped' : 'in', reason: '' },
  };
  const accept = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const { dossier } = shared.view;
    const reply = await write('safety-plan.step', {
      dossier,
      plan: shared.plan.plan,
      given: start,
      intent: newIntent(),
    });
    setBusy(false);
    if (reply.ok) shared.put(reply.value);
    else setRefusal(reply.error);
  };
  return (
    <li className="plan-step plan-proposal">
      <p className="plan-text">{text}</p>
      <Causes causes={proposal.causes} />
      <p className="row-meta">{proposal.why}</p>
      <p className="row-meta">
        {proposal.because.length === 0 ? t.plan.fitsEvery : t.plan.because([...new Set(proposal.because)].join(', '))} ·{' '}
        {t.plan.source(proposal.source)}
      </p>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {asks === null ? (
        <div className="form-actions">
          <Button busy={busy} name={t.plan.of(t.plan.accept, text)} onClick={() => void accept()}>
            {t.plan.accept}
          </Button>
          <Button look="subtle" name={t.plan.of(t.plan.reword, text)} onClick={() => setAsks('words')}>
            {t.plan.reword}
          </Button>
          <Button look="subtle" name={t.plan.of(t.plan.decline, text)} onClick={() => setAsks('reason')}>
            {t.plan.decline}
          </Button>
        </div>
      ) : (
        <StepForm
          {...shared}
          start={start}
          title={asks === 'words' ? t.plan.reword : t.plan.decline}
          asks={asks}
          cancel={() => setAsks(null)}
        />
      )}
    </li>
  );
};

/** A step that was chosen, or was not: what it says, who does it by when, and what is the matter with its words. */
export const StepLine = ({ step, ...shared }: Shared & { readonly step: PlanStepView }) => {
  const t = useTexts();
  const [asks, setAsks] = useState<'words' | 'reason' | null>(null);
  const dropped = step.state === 'dropped';
  const { at: _, advises, causes, ...told } = step;
  const start: GivenStep = {
    ...told,
    causes: causes.map(({ code }) => code),
    reason: '',
    state: asks === 'reason' ? 'dropped' : 'in',
  };
  const done = (next: SafetyPlanView) => {
    setAsks(null);
    shared.put(next);
  };
  const { who, until } = step;
  return (
    <li className={dropped ? 'plan-step plan-dropped' : 'plan-step'}>
      <p className="plan-text">{step.text}</p>
      <Causes causes={causes} />
      {dropped ? null : (
        <p className="row-meta">
          {who !== '' && until !== null
            ? t.plan.whoUntil(who, fullDate(until))
            : who !== ''
              ? t.plan.onlyWho(who)
              : until !== null
                ? `${t.plan.noWho} ${t.plan.onlyUntil(fullDate(until))}`
                : t.plan.noWho}
        </p>
      )}
      {step.reason === '' ? null : <p className="row-meta">{t.plan.because2(step.reason)}</p>}
      {advises.map(({ code, label, reason }) => (
        <Notice key={code} tone="warn" title={t.plan.advises(label)}>
          <p>{reason}</p>
        </Notice>
      ))}
      {asks === null ? (
        <div className="form-actions">
          <Button
            look="subtle"
            name={t.plan.of(dropped ? t.plan.putBack : t.plan.edit, step.text)}
            onClick={() => setAsks('words')}
          >
            {dropped ? t.plan.putBack : t.plan.edit}
          </Button>
          {dropped ? null : (
            <Button look="subtle" name={t.plan.of(t.plan.drop, step.text)} onClick={() => setAsks('reason')}>
              {t.plan.drop}
            </Button>
          )}
        </div>
      ) : (
        <StepForm
          {...shared}
          start={start}
          title={asks === 'reason' ? t.plan.drop : dropped ? t.plan.putBack : t.plan.edit}
          asks={asks}
          why
          put={done}
          cancel={() => setAsks(null)}
        />
      )}
    </li>
  );
};
