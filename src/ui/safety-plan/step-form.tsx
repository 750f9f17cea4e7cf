import { useEffect, useRef, useState } from 'react';
import type { PlanView, Refusal, SafetyPlanView } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Ticks } from './ticks.tsx';

export type GivenStep = {
  readonly step: string;
  readonly proposal: string | null;
  readonly moment: string;
  readonly text: string;
  readonly causes: string[];
  readonly who: string;
  readonly until: string | null;
  readonly state: 'in' | 'dropped';
  readonly reason: string;
};

/** Words a step, says who does it by when, or why it is left out. What was typed stays over a lock. */
export const StepForm = ({
  view,
  plan,
  start,
  title,
  asks,
  why = false,
  put,
  cancel,
}: {
  readonly view: SafetyPlanView;
  readonly plan: PlanView;
  readonly start: GivenStep;
  readonly title: string;
  readonly asks: 'words' | 'reason';
  /** It was written before: a change may need its reason. */
  readonly why?: boolean;
  readonly put: (view: SafetyPlanView) => void;
  readonly cancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const key = `plan step ${plan.plan} ${start.proposal ?? (why ? start.step : start.moment)} ${asks}`;
  const [draft, setDraft, drop] = useDraft<GivenStep>(key, start);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input')?.focus(), []);
  useFirstWrong(form, tries);
  const noText = draft.text.trim().length < 3;
  const noReason = draft.reason.trim().length < 3 && (asks === 'reason' || refusal?.kind === 'reason-needed');
  const save = async () => {
    setTries((n) => n + 1);
    if (busy || (asks === 'words' && noText) || noReason) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('safety-plan.step', {
      ...{ dossier: view.dossier, plan: plan.plan, intent: newIntent() },
      given: { ...draft, state: start.state, text: draft.text.trim(), reason: draft.reason.trim() },
    });
    setBusy(false);
    if (!reply.ok) {
      setRefusal(reply.error);
      setTries((n) => n + 1);
      return;
    }
    drop();
    put(reply.value);
  };
  const set = (change: Partial<GivenStep>) => setDraft({ ...draft, ...change });
  return (
    <form
      ref={form}
      className="form form-tight plan-form"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Heading level={4}>{title}</Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {asks === 'words' ? (
        <>
          <TextArea
            label={t.plan.text}
            help={t.plan.textHelp}
            rows={2}
            maxLength={500}
            value={draft.text}
            onChange={(text) => set({ text })}
            error={tries > 0 && noText ? t.plan.textNeeded : null}
          />
          {start.proposal !== null || plan.causes.length === 0 ? null : (
            <Ticks
              legend={t.plan.cause}
              choices={plan.causes.map(({ code, label }) => ({ code, label }))}
              value={draft.causes}
              onChange={(causes) => set({ causes: [...causes] })}
            />
          )}
          <div className="pair">
            <TextField
              label={t.plan.who}
              help={t.plan.whoHelp}
              optional
              value={draft.who}
              onChange={(who) => set({ who: who.slice(0, 160) })}
            />
            <TextField
              label={t.plan.until}
              type="date"
              narrow
              optional
              value={draft.until ?? ''}
              onChange={(until) => set({ until: until === '' ? null : until })}
            />
          </div>
        </>
      ) : null}
      {asks === 'reason' || why ? (
        <TextArea
          label={asks === 'reason' ? t.plan.reasonDrop : t.plan.reasonChange}
          help={asks === 'reason' ? undefined : t.plan.reasonChangeHelp}
          optional={asks !== 'reason'}
          rows={2}
          maxLength={1000}
          value={draft.reason}
          onChange={(reason) => set({ reason })}
          error={tries > 0 && noReason ? t.plan.reasonNeeded : null}
        />
      ) : null}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.plan.save}
        </Button>
        <Button
          look="subtle"
          onClick={() => {
            drop();
            cancel();
          }}
        >
          {t.plan.cancel}
        </Button>
      </div>
    </form>
  );
};
