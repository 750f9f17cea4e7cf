import { useRef, useState } from 'react';
import type { Output, PlanView, Refusal, SafetyPlanView } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Preview } from '../referral/preview.tsx';
import { newIntent, useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Ticks } from './ticks.tsx';

type Draft = {
  readonly asked: string;
  readonly form: 'blad' | 'kaartje' | 'niets' | null;
  readonly withCode: boolean;
  readonly ownNumber: boolean;
  readonly leftOut: readonly string[];
  readonly folder: string | null;
};
type Made = Output<'safety-plan.paper'>;

/** What the person takes along: first whether that can be without danger, then what, then where it is put. */
export const ForPerson = ({
  view,
  plan,
  address,
  put,
}: {
  readonly view: SafetyPlanView;
  readonly plan: PlanView;
  readonly address: 'u' | 'jij';
  readonly put: (view: SafetyPlanView) => void;
}) => {
  const t = useTexts();
  const { ask, write, go } = useSession();
  const [places] = useRead('referral.places', {});
  const [draft, setDraft, drop] = useDraft<Draft>(`plan paper ${plan.plan}`, {
    ...{ asked: '', form: null, withCode: false, ownNumber: false, leftOut: [], folder: null },
  });
  const [made, setMade] = useState<Made | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const intent = useRef(newIntent());
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const known = places.kind === 'here' ? places.value : [];
  const folder = draft.folder ?? known[0] ?? '';
  const noAsked = draft.asked.trim().length < 3;
  const tried = tries > 0;
  const set = (change: Partial<Draft>) => {
    setMade(null);
    setPath(null);
    setDraft({ ...draft, ...change });
  };
  const { dossier } = view;
  const refresh = async () => {
    const reply = await ask('safety-plan.read', { dossier, plan: plan.plan });
    if (reply.ok) put(reply.value);
  };

  const send = async () => {
    setTries((n) => n + 1);
    const { form: kind } = draft;
    if (busy || noAsked || kind === null) return;
    setBusy(true);
    setRefusal(null);
    if (kind === 'niets') {
      const reply = await write('safety-plan.nothing', {
        ...{ dossier, plan: plan.plan, asked: draft.asked.trim(), intent: newIntent() },
      });
      setBusy(false);
      if (!reply.ok) return setRefusal(reply.error);
      drop();
      return put(reply.value);
    }
    const choices = {
      ...{ form: kind, address, withCode: draft.withCode, ownNumber: draft.ownNumber },
      leftOut: [...draft.leftOut],
    };
    if (made === null) {
      const reply = await ask('safety-plan.paper', { dossier, plan: plan.plan, choices });
      setBusy(false);
      if (reply.ok) setMade(reply.value);
      else setRefusal(reply.error);
      return;
    }
    if (folder.trim() === '') return setBusy(false);
    const reply = await ask('safety-plan.save', {
      ...{ dossier, plan: plan.plan, choices, asked: draft.asked.trim(), folder: folder.trim() },
      intent: intent.current,
    });
    setBusy(false);
    intent.current = newIntent();
    if (!reply.ok) return setRefusal(reply.error);
    setPath(reply.value.path);
    drop();
    await refresh();
  };

  const { agreed } = plan;
  const steps = plan.moments.flatMap((moment) => moment.steps);
  const paper = draft.form === 'blad' || draft.form === 'kaartje';
  const empty =
    made !== null &&
    made.steps === 0 &&
    (agreed?.numbers.length ?? 0) === 0 &&
    !draft.ownNumber &&
    !(draft.withCode && agreed?.codeWord !== '');
  return (
    <section className="card stack" aria-labelledby="for-person">
      <Heading level={2} look={3} id="for-person" focusable>
        {t.plan.paperTitle}
      </Heading>
      <Paragraph tone="soft">{t.plan.paperHelp}</Paragraph>
      {agreed === null ? (
        <Paragraph>{t.plan.paperWait}</Paragraph>
      ) : (
        <form
          ref={form}
          className="form"
          noValidate
          aria-labelledby="for-person"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Notice tone="danger" title={t.plan.dangerTitle}>
            <p>{t.plan.danger}</p>
          </Notice>
          {plan.pending.length === 0 ? null : <Notice tone="warn" title={t.plan.paperOld} />}
          <TextArea
            label={t.plan.asked}
            help={t.plan.askedHelp}
            rows={2}
            maxLength={1000}
            value={draft.asked}
            onChange={(asked) => set({ asked })}
            error={tried && noAsked ? t.plan.askedNeeded : null}
          />
          <Radios
            legend={t.plan.form}
            choices={view.keeping.map(({ id, label, help }) => ({ code: id, label, help }))}
            value={draft.form}
            onChange={(code) => {
              const next = view.keeping.find(({ id }) => id === code)?.id ?? null;
              // on a card a word among numbers says little; on a sheet it would stand beside the plan
              set({ form: next, withCode: next === 'kaartje' && agreed.codeWord !== '' });
            }}
            error={tried && draft.form === null ? t.plan.formNeeded : null}
          />
          {paper ? (
            <>
              {draft.form !== 'blad' || steps.length === 0 ? null : (
                <Ticks
                  legend={t.plan.which2}
                  help={t.plan.which2Help}
                  choices={steps.map(({ step, text }) => ({ code: step, label: text }))}
                  value={steps.map(({ step }) => step).filter((one) => !draft.leftOut.includes(one))}
                  onChange={(on) => set({ leftOut: steps.map(({ step }) => step).filter((one) => !on.includes(one)) })}
                />
              )}
              <div className="choices">
                {agreed.codeWord === '' ? null : (
                  <Tick
                    row
                    label={t.plan.withCode}
                    help={t.plan.withCodeHelp}
                    checked={draft.withCode}
                    onChange={(withCode) => set({ withCode })}
                  />
                )}
                <Tick
                  row
                  label={t.plan.ownNumber}
                  help={t.plan.ownNumberHelp}
                  checked={draft.ownNumber}
                  onChange={(ownNumber) => set({ ownNumber })}
                />
              </div>
            </>
          ) : null}
          {made === null ? null : (
            <>
              {made.heldBack.length === 0 ? null : (
                <Notice tone="warn" title={t.plan.heldBack} live>
                  <ul className="plan-found">
                    {made.heldBack.map(({ step, text, why, told }) => (
                      <li key={`${step} ${text}`}>
                        {text}
                        <p className="row-meta">
                          {t.plan.heldWhy[why]} {told}
                        </p>
                      </li>
                    ))}
                  </ul>
                  <p>{t.plan.heldBackHelp}</p>
                </Notice>
              )}
              {empty ? <Notice tone="warn" title={t.plan.empty} live /> : null}
              <Preview pdf={made.pdf} pages={made.pages} title={t.plan.previewTitle} />
              <TextField
                label={t.plan.folder}
                help={t.plan.folderHelp}
                value={folder}
                onChange={(next) => setDraft({ ...draft, folder: next })}
                error={tried && folder.trim() === '' ? t.plan.folderNeeded : null}
              />
              <Notice tone="warn" title={t.plan.outside}>
                <p>{t.plan.outsideAdvice}</p>
              </Notice>
            </>
          )}
          {refusal === null ? null : <Failure refusal={refusal} />}
          {refusal?.kind === 'sender-needed' ? (
            <Button onClick={() => go({ kind: 'settings' })}>{t.plan.toSettings}</Button>
          ) : null}
          {path === null ? null : (
            <Notice tone="good" title={t.plan.savedPaper} live>
              <p>{t.plan.savedAt}</p>
              <p className="path path-large">{path}</p>
            </Notice>
          )}
          <div className="form-actions">
            <Button type="submit" look="primary" busy={busy}>
              {draft.form === 'niets' ? t.plan.nothing : made === null ? t.plan.preview : t.plan.savePaper}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
};
