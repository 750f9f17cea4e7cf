import { useRef, useState } from 'react';
import type { Refusal, SafetyPlanView } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Ticks } from './ticks.tsx';

/** Whose plan it is, and on which outcomes it rests. */
export const Begin = ({
  view,
  put,
  cancel,
}: {
  readonly view: SafetyPlanView;
  readonly put: (view: SafetyPlanView) => void;
  readonly cancel?: () => void;
}) => {
  const t = useTexts();
  const { write, go } = useSession();
  const free = view.people.filter(({ planned }) => !planned);
  const [person, setPerson] = useState<string | null>(free.length === 1 ? (free[0]?.id ?? null) : null);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [intent] = useState(newIntent);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const fitting = view.candidates.filter(({ about }) => about === null || about === person);
  const own = fitting.filter(({ about }) => about === person);
  const likely = own.length === 0 ? fitting : own;
  const assessments = chosen ?? (likely.length === 1 ? likely.map(({ assessment }) => assessment) : []);
  const roles = new Set(
    fitting.filter(({ assessment }) => assessments.includes(assessment)).map(({ audience }) => audience),
  );
  const wrong = assessments.length === 0 ? t.plan.restsNeeded : roles.size > 1 ? t.plan.restsApart : null;
  const begin = async () => {
    setTries((n) => n + 1);
    if (person === null || wrong !== null || busy) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('safety-plan.start', {
      ...{ dossier: view.dossier, person, intent },
      assessments: [...assessments],
    });
    setBusy(false);
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };
  const nothing = view.people.length === 0 ? t.plan.noPeople : free.length === 0 ? t.plan.allPlanned : null;
  const toDossier = (
    <div className="form-actions">
      <Button onClick={() => go({ kind: 'dossier', dossier: view.dossier })}>{t.plan.toDossier}</Button>
    </div>
  );
  if (nothing !== null)
    return (
      <section className="card stack plan-begin">
        <Paragraph>{nothing}</Paragraph>
        {toDossier}
      </section>
    );
  return (
    <form
      ref={form}
      className="form card plan-begin"
      noValidate
      aria-label={t.plan.begin}
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div>
        <Heading level={2} look={3}>
          {t.plan.beginTitle}
        </Heading>
        <Paragraph tone="soft">{t.plan.beginHelp}</Paragraph>
      </div>
      <Radios
        legend={t.plan.person}
        choices={free.map(({ id, label }) => ({ code: id, label }))}
        value={person}
        onChange={(next) => {
          setPerson(next);
          setChosen(null);
        }}
        error={tries > 0 && person === null ? t.plan.personNeeded : null}
      />
      {person === null ? null : fitting.length === 0 ? (
        <>
          <Paragraph>{t.plan.noAssessments}</Paragraph>
          {toDossier}
        </>
      ) : (
        <Ticks
          legend={t.plan.restsOn}
          help={t.plan.restsHelp}
          choices={fitting.map(({ assessment, title, startedAt, final }) => ({
            code: assessment,
            label: title,
            help: final
              ? t.plan.startedAt(fullDate(startedAt))
              : `${t.plan.startedAt(fullDate(startedAt))} · ${t.plan.provisional}`,
          }))}
          value={assessments}
          onChange={setChosen}
          error={tries > 0 ? wrong : null}
        />
      )}
      {person !== null && fitting.length === 0 ? null : (
        <div className="form-actions">
          <Button type="submit" look="primary" busy={busy}>
            {t.plan.begin}
          </Button>
          {cancel === undefined ? null : (
            <Button look="subtle" onClick={cancel}>
              {t.common.cancel}
            </Button>
          )}
        </div>
      )}
    </form>
  );
};
