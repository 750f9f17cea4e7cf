import type { Input, WorkList } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { useSending } from '../parts/sending.ts';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type About = Input<'work.handle'>['handled']['about'];

/** Of what was begun about one thing that was due. */
export const handleDraft = (dossier: string, about: About): string => `handle ${dossier} ${JSON.stringify(about)}`;

/** What was done about something that was due, and when it is looked at again. */
export const HandleForm = ({
  dossier,
  about,
  again,
  today,
  onDone,
  onCancel,
}: {
  readonly dossier: string;
  readonly about: About;
  readonly again: WorkList['again'];
  readonly today: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const { form, heading, tried, busy, refusal, send } = useSending();
  const [draft, setDraft, drop] = useDraft(
    handleDraft(dossier, about),
    {
      done: '',
      // A window closes by itself; of everything else one wants to know later whether it held.
      look: about.on === 'window' ? 'nee' : 'ja',
      nextAt: again.nextAt,
      why: '',
      intent: newIntent(),
    },
    dossier,
  );
  const { done, look, nextAt, why } = draft;
  const change = (to: Partial<typeof draft>): void => setDraft({ ...draft, ...to });

  const noDone = done.trim().length < 3;
  const noDate = look === 'ja' && !(nextAt >= today);
  const noWhy = look === 'nee' && why.trim().length < 3;

  const save = () =>
    send(
      noDone || noDate || noWhy,
      () =>
        write('work.handle', {
          dossier,
          handled: {
            about,
            done: done.trim(),
            nextAt: look === 'ja' ? nextAt : null,
            why: look === 'nee' ? why.trim() : '',
          },
          intent: draft.intent,
        }),
      () => {
        drop();
        onDone();
      },
    );

  return (
    <form
      ref={form}
      className="card stack work-handle"
      noValidate
      aria-label={t.work.handleTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Heading level={4} look={4} focusable ref={heading}>
        {t.work.handleTitle}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextArea
        label={t.work.done}
        help={t.work.doneHelp}
        rows={2}
        maxLength={2000}
        value={done}
        onChange={(next) => change({ done: next })}
        error={tried && noDone ? t.common.required : null}
      />
      <Radios
        legend={t.work.againTitle}
        choices={[
          { code: 'ja', label: t.work.againYes },
          { code: 'nee', label: t.work.againNo },
        ]}
        value={look}
        onChange={(code) => change({ look: code })}
      />
      {look === 'ja' ? (
        <TextField
          label={t.work.againOn}
          help={t.work.againWhy(again.why, again.source)}
          type="date"
          narrow
          value={nextAt}
          onChange={(next) => change({ nextAt: next })}
          error={tried && noDate ? t.work.dateNeeded : null}
        />
      ) : (
        <TextArea
          label={t.work.why}
          rows={2}
          maxLength={2000}
          value={why}
          onChange={(next) => change({ why: next })}
          error={tried && noWhy ? t.common.required : null}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.work.save}
        </Button>
        <Button
          look="subtle"
          onClick={() => {
            drop();
            onCancel();
          }}
        >
          {t.work.cancel}
        </Button>
      </div>
    </form>
  );
};
