import type { ReferralView } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Select } from '../parts/select.tsx';
import { useSending } from '../parts/sending.ts';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { KeptStep, LoopStep } from './loop-kinds.ts';

const ends: readonly LoopStep[] = ['afgerond', 'ingetrokken'];

/** One step of a referral. All that can be known beforehand stands there already: what is left is to say what was told. */
export const StepForm = ({
  view,
  step,
  corrects,
  onSaved,
  onCancel,
}: {
  readonly view: ReferralView;
  readonly step: LoopStep;
  /** The step that this one takes the place of. */
  readonly corrects: KeptStep | null;
  readonly onSaved: (view: ReferralView) => void;
  readonly onCancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const proposal = view.proposals.find(({ after }) => after === step);
  const { form, heading, tried, busy, refusal, send } = useSending();
  const [draft, setDraft, drop] = useDraft(`step ${view.shared.referral} ${step} ${corrects?.entry ?? ''}`, {
    on: corrects?.on ?? view.today,
    channel: corrects?.channelId ?? view.channels[0]?.id ?? '',
    spoke: corrects?.spoke ?? '',
    agreed: corrects?.agreed ?? '',
    nextAt: corrects === null ? (proposal?.nextAt ?? '') : (corrects.nextAt ?? ''),
    instead: corrects?.instead ?? '',
    reason: '',
    intent: newIntent(),
  });
  const { on, channel, spoke, agreed, nextAt, instead, reason } = draft;
  const change = (to: Partial<typeof draft>): void => setDraft({ ...draft, ...to });

  const end = ends.includes(step);
  const wrongDay = on === '' || on > view.today;
  const declinedWithout = step === 'afgewezen' && nextAt === '' && instead.trim() === '';
  const noNext = !end && step !== 'afgewezen' && nextAt === '';
  const before = nextAt !== '' && !end && nextAt < on;
  const noInstead = step === 'ingetrokken' && instead.trim() === '';
  const noReason = corrects !== null && reason.trim() === '';

  const save = () =>
    send(
      wrongDay || declinedWithout || noNext || before || noInstead || noReason,
      () =>
        write('referral.step', {
          dossier: view.dossier,
          referral: view.shared.referral,
          given: {
            ...{ step, on, channel, spoke: spoke.trim(), agreed: agreed.trim(), instead: instead.trim() },
            nextAt: end || nextAt === '' ? null : nextAt,
          },
          corrects: corrects?.entry ?? null,
          reason: corrects === null ? null : reason.trim(),
          intent: draft.intent,
        }),
      (next) => {
        drop();
        onSaved(next);
      },
    );

  return (
    <form
      ref={form}
      className="stack loop-form"
      noValidate
      aria-label={t.loop.steps[step]}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Heading level={3} focusable ref={heading}>
        {t.loop.steps[step]}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextArea
        label={t.loop.agreed}
        optional
        rows={2}
        maxLength={2000}
        value={agreed}
        onChange={(next) => change({ agreed: next })}
      />
      {step === 'afgewezen' || step === 'ingetrokken' ? (
        <TextArea
          label={step === 'ingetrokken' ? t.loop.insteadEnd : t.loop.instead}
          optional={step === 'afgewezen'}
          rows={2}
          maxLength={2000}
          value={instead}
          onChange={(next) => change({ instead: next })}
          error={tried && noInstead ? t.common.required : null}
        />
      ) : null}
      {end ? null : (
        <TextField
          label={t.loop.nextAt}
          help={proposal === undefined ? undefined : t.loop.nextWhy(proposal.why, proposal.source, proposal.own)}
          type="date"
          narrow
          value={nextAt}
          onChange={(next) => change({ nextAt: next })}
          error={
            tried && (noNext || before) ? t.loop.nextNeeded : tried && declinedWithout ? t.loop.nextOrInstead : null
          }
        />
      )}
      <div className="loop-fields">
        <TextField
          label={t.loop.on}
          type="date"
          narrow
          value={on}
          onChange={(next) => change({ on: next })}
          error={tried && wrongDay ? t.loop.onNeeded : null}
        />
        <Select
          label={t.loop.channel}
          value={channel}
          choices={view.channels.map(({ id, label }) => [id, label] as const)}
          onChange={(next) => change({ channel: next })}
        />
        <TextField
          label={t.loop.spoke}
          help={t.loop.spokeHelp}
          value={spoke}
          onChange={(next) => change({ spoke: next.slice(0, 200) })}
        />
      </div>
      {corrects === null ? null : (
        <TextArea
          label={t.loop.reason}
          help={t.loop.reasonHelp}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(next) => change({ reason: next })}
          error={tried && noReason ? t.common.required : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.loop.save}
        </Button>
        <Button
          look="subtle"
          onClick={() => {
            drop();
            onCancel();
          }}
        >
          {t.loop.cancel}
        </Button>
      </div>
    </form>
  );
};
