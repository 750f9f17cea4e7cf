import { useRef, useState } from 'react';
import type { PlanView, Refusal, SafetyPlanView } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Ticks } from './ticks.tsx';
import { Changes } from './versions.tsx';

type Draft = {
  readonly with: string;
  readonly codeWord: string;
  readonly codeMeans: string;
  readonly contact: string;
  readonly numbers: readonly string[];
  readonly again: 'yes' | 'no';
  readonly evaluateOn: string;
  readonly why: string;
};

/** Makes a version of the steps, with the code word, the way to reach the person and the date to look again. */
export const Agree = ({
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
  const { agreed, pending, numbers } = plan;
  const known = agreed?.numbers ?? [];
  const [draft, setDraft, drop] = useDraft<Draft>(`plan agree ${plan.plan}`, {
    ...{ with: '', codeWord: agreed?.codeWord ?? '', codeMeans: agreed?.codeMeans ?? '' },
    ...{ contact: agreed?.contact ?? '', again: 'yes', evaluateOn: view.again.nextAt, why: '' },
    numbers: numbers
      .filter(({ service, suggested }) => suggested || known.includes(service))
      .map(({ service }) => service),
  });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const tried = tries > 0;
  const noWith = draft.with.trim() === '';
  const noDate = draft.again === 'yes' && (draft.evaluateOn === '' || draft.evaluateOn < view.today);
  const noWhy = draft.again === 'no' && draft.why.trim().length < 3;
  const agree = async () => {
    setTries((n) => n + 1);
    if (busy || noWith || noDate || noWhy) return;
    setBusy(true);
    setRefusal(null);
    const { again, evaluateOn, why, ...told } = draft;
    const reply = await write('safety-plan.agree', {
      ...{ dossier: view.dossier, plan: plan.plan, intent: newIntent() },
      agreement: {
        ...told,
        numbers: [...told.numbers],
        evaluateOn: again === 'yes' ? evaluateOn : null,
        why: again === 'yes' ? '' : why,
      },
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    put(reply.value);
  };
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  return (
    <form
      ref={form}
      className="form card"
      noValidate
      aria-labelledby="agree"
      onSubmit={(event) => {
        event.preventDefault();
        void agree();
      }}
    >
      <div>
        <Heading level={2} look={3} id="agree">
          {t.plan.agreeTitle}
        </Heading>
        <Paragraph tone="soft">{t.plan.agreeHelp}</Paragraph>
      </div>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {agreed === null ? null : pending.length === 0 ? (
        <Paragraph tone="soft">{t.plan.nothingPending}</Paragraph>
      ) : (
        <div>
          <Heading level={3} look={4}>
            {t.plan.pending}
          </Heading>
          <Changes changes={pending} />
        </div>
      )}
      <TextField
        label={t.plan.with}
        help={t.plan.withHelp}
        value={draft.with}
        onChange={(next) => set({ with: next.slice(0, 160) })}
        error={tried && noWith ? t.plan.required : null}
      />
      <div className="pair">
        <TextField
          label={t.plan.codeWord}
          help={t.plan.codeWordHelp}
          optional
          value={draft.codeWord}
          onChange={(next) => set({ codeWord: next.slice(0, 60) })}
        />
        <TextField
          label={t.plan.codeMeans}
          optional
          value={draft.codeMeans}
          onChange={(next) => set({ codeMeans: next.slice(0, 300) })}
        />
      </div>
      <TextField
        label={t.plan.contact}
        help={t.plan.contactHelp}
        optional
        value={draft.contact}
        onChange={(next) => set({ contact: next.slice(0, 300) })}
      />
      <Ticks
        legend={t.plan.numbers}
        choices={numbers.map(({ service, name, phone }) => ({ code: service, label: name, help: phone }))}
        value={draft.numbers}
        onChange={(next) => set({ numbers: next })}
      />
      <Radios
        legend={t.plan.evaluate}
        choices={[
          { code: 'yes', label: t.plan.evaluateYes },
          { code: 'no', label: t.plan.evaluateNo },
        ]}
        value={draft.again}
        onChange={(code) => set({ again: code === 'no' ? 'no' : 'yes' })}
      />
      {draft.again === 'yes' ? (
        <TextField
          label={t.plan.evaluateOn}
          help={t.plan.evaluateWhy(view.again.why, view.again.source)}
          type="date"
          narrow
          value={draft.evaluateOn}
          onChange={(evaluateOn) => set({ evaluateOn })}
          error={tried && noDate ? t.plan.dateNeeded : null}
        />
      ) : (
        <TextArea
          label={t.plan.why}
          rows={2}
          maxLength={1000}
          value={draft.why}
          onChange={(why) => set({ why })}
          error={tried && noWhy ? t.plan.required : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.plan.agree}
        </Button>
      </div>
    </form>
  );
};
