import { useState } from 'react';
import type { PlanView, Refusal, SafetyPlanView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** Whether the plan still fits what is known: what was found since, what is found no more, and causes without a step. */
export const Fits = ({
  view,
  plan,
  put,
}: {
  readonly view: SafetyPlanView;
  readonly plan: PlanView;
  readonly put: (view: SafetyPlanView) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { came, went, newer, lost, noneFor } = plan;
  const changed = came.length > 0 || went.length > 0 || newer.length > 0;
  const rebase = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    // a newer one of the same form takes the place of the older
    const titles = new Set(newer.map(({ title }) => title));
    const kept = plan.basis.filter(({ title }) => !titles.has(title)).map(({ assessment }) => assessment);
    const assessments = [...kept, ...newer.map(({ assessment }) => assessment)];
    const reply = await write('safety-plan.base', {
      ...{ dossier: view.dossier, plan: plan.plan, intent: newIntent() },
      assessments,
    });
    setBusy(false);
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };
  return (
    <div className="stack plan-fits">
      {refusal === null ? null : <Failure refusal={refusal} />}
      {lost ? (
        <Notice tone="danger" title={t.plan.lost}>
          <p>{t.plan.lostHelp}</p>
        </Notice>
      ) : null}
      {changed ? (
        <Notice tone="warn" title={t.plan.fitsTitle}>
          <Found title={t.plan.fitsCame} lines={came.map(({ label }) => label)} />
          <Found title={t.plan.fitsWent} lines={went.map(({ label }) => label)} />
          <Found
            title={t.plan.fitsNewer}
            lines={newer.map(({ title, startedAt }) => `${title}, ${t.plan.startedAt(fullDate(startedAt))}`)}
          />
          <p>{t.plan.fitsHelp}</p>
          <p className="notice-action">
            <Button busy={busy} onClick={() => void rebase()}>
              {t.plan.rebase}
            </Button>
          </p>
        </Notice>
      ) : null}
      {noneFor.length === 0 ? null : (
        <Notice tone="info">
          <Found title={t.plan.noneFor} lines={noneFor.map(({ label }) => label)} />
        </Notice>
      )}
    </div>
  );
};

const Found = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <div>
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="plan-found">
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
