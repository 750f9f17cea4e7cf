import { useEffect, useRef, useState } from 'react';
import type { PlanView, SafetyPlanView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Select } from '../parts/select.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Agree } from './agree.tsx';
import { Begin } from './begin.tsx';
import { Fits } from './fits.tsx';
import { ForPerson } from './for-person.tsx';
import { Moment, StepLine } from './steps.tsx';
import { Versions } from './versions.tsx';

/** The safety plan of a person: what fits what was found, what was chosen and agreed, and what goes along with the person. */
export const SafetyPlan = ({ dossier, plan }: { readonly dossier: string; readonly plan: string | null }) => {
  const [read, put] = useRead('safety-plan.read', { dossier, plan });
  return <Loaded read={read}>{(view) => <Page view={view} put={put} />}</Loaded>;
};

export type Put = (view: SafetyPlanView) => void;

const Page = ({ view, put }: { readonly view: SafetyPlanView; readonly put: Put }) => {
  const t = useTexts();
  const { go } = useSession();
  const [another, setAnother] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { plan, plans } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is another screen
  useEffect(() => heading.current?.focus({ preventScroll: true }), [plan?.plan]);
  const canBegin = plan !== null && view.people.some(({ planned }) => !planned);
  return (
    <div className="page page-dossier plan">
      <div className="page-head">
        <div>
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier: view.dossier })}>
            {view.dossierLabel}
          </button>
          <Heading level={1} focusable ref={heading}>
            {t.plan.title}
          </Heading>
          {plan === null ? null : <Paragraph tone="soft">{t.plan.whose(plan.personLabel)}</Paragraph>}
        </div>
      </div>
      {plans.length < 2 || plan === null ? null : (
        <Select
          label={t.plan.which}
          value={plan.plan}
          choices={plans.map((one) => [one.plan, one.label] as const)}
          onChange={(next) => go({ kind: 'safety-plan', dossier: view.dossier, plan: next })}
        />
      )}
      {plan === null || another ? (
        <Begin
          view={view}
          put={(next) => {
            setAnother(false);
            put(next);
          }}
          {...(plan === null ? {} : { cancel: () => setAnother(false) })}
        />
      ) : (
        <PlanPart key={plan.plan} view={view} plan={plan} put={put} />
      )}
      {canBegin && !another ? (
        <p>
          <Button look="subtle" onClick={() => setAnother(true)}>
            {t.plan.other}
          </Button>
        </p>
      ) : null}
    </div>
  );
};

const PlanPart = ({
  view,
  plan,
  put,
}: {
  readonly view: SafetyPlanView;
  readonly plan: PlanView;
  readonly put: Put;
}) => {
  const t = useTexts();
  const [address, setAddress] = useDraft<'u' | 'jij'>(
    `plan address ${plan.plan}`,
    plan.audience === 'kind' ? 'jij' : 'u',
  );
  const [said, setSaid] = useState(0);
  const arrive = useRef<string | null>(null);
  // What had the focus is gone with what was chosen: go on at the moment it belongs to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that was drawn anew is why
  useEffect(() => {
    if (arrive.current === null) return;
    document.getElementById(arrive.current)?.focus();
    arrive.current = null;
  }, [view]);
  const saved: (at: string) => Put = (at) => (next) => {
    arrive.current = at;
    setSaid((n) => n + 1);
    put(next);
  };
  const shared = { view, plan, address };
  return (
    <>
      <p role="status" className="plan-said">
        {said === 0 ? '' : t.plan.saved}
      </p>
      <Fits view={view} plan={plan} put={saved('steps')} />
      <div className="columns">
        <div className="column-main">
          <section className="card stack" aria-labelledby="steps">
            <Heading level={2} look={3} id="steps" focusable>
              {t.plan.momentsTitle}
            </Heading>
            <Paragraph tone="soft">{t.plan.momentsHelp}</Paragraph>
            <Radios
              legend={t.plan.addressTitle}
              choices={(['u', 'jij'] as const).map((code) => ({ code, label: t.plan.addresses[code] }))}
              value={address}
              onChange={(code) => setAddress(code === 'jij' ? 'jij' : 'u')}
            />
            {plan.moments.map((moment) => (
              <Moment key={moment.id} {...shared} moment={moment} put={saved(`moment-${moment.id}`)} />
            ))}
            {plan.dropped.length === 0 ? null : (
              <Disclosure summary={t.plan.dropped(plan.dropped.length)}>
                <ul className="plan-steps">
                  {plan.dropped.map((step) => (
                    <StepLine key={step.step} {...shared} step={step} put={saved(`moment-${step.moment}`)} />
                  ))}
                </ul>
              </Disclosure>
            )}
          </section>
          <Agree key={plan.agreed?.at ?? ''} {...shared} put={saved('for-person')} />
          <ForPerson key={`paper ${plan.agreed?.at ?? ''}`} {...shared} put={saved('given')} />
        </div>
        <div className="column-side">
          {plan.blocked.length === 0 ? null : (
            <section className="card plan-blocked" aria-labelledby="blocked">
              <Heading level={2} look={3} id="blocked">
                {t.plan.blocked}
              </Heading>
              <Paragraph tone="soft">{t.plan.blockedHelp}</Paragraph>
              <ul>
                {plan.blocked.map(({ code, label, reason }) => (
                  <li key={code}>
                    <strong>{label}</strong>
                    <p className="row-meta">{reason}</p>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="card" aria-labelledby="basis">
            <Heading level={2} look={3} id="basis">
              {t.plan.restsOn}
            </Heading>
            <ul className="plan-basis">
              {plan.basis.map(({ assessment, title, at, final }) => (
                <li key={assessment}>
                  {title}
                  <p className="row-meta">
                    {t.plan.asOf(fullDate(at))}
                    {final ? '' : ` · ${t.plan.provisional}`}
                  </p>
                </li>
              ))}
            </ul>
          </section>
          <Versions plan={plan} />
          <section className="card" aria-labelledby="given">
            <Heading level={2} look={3} id="given" focusable>
              {t.plan.given}
            </Heading>
            {plan.given.length === 0 ? <Paragraph tone="soft">{t.plan.noneGiven}</Paragraph> : null}
            <ul className="plan-basis">
              {plan.given.map((one) => (
                <li key={one.at}>
                  {t.plan.givenForm[one.form]}
                  <p className="row-meta">
                    {fullDate(one.at)}
                    {one.heldBack === 0 ? '' : ` · ${t.plan.givenHeld(one.heldBack)}`}
                  </p>
                  {one.file === null ? null : <p className="path">{one.file}</p>}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
};
