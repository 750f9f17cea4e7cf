import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { AssessmentView } from '#host/views.ts';
import { Button } from '../parts/button.tsx';
import { useKeys } from '../parts/keys.ts';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { newIntent, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Danger } from './danger.tsx';
import { Outcome } from './outcome.tsx';
import { Question } from './question.tsx';
import { Sections } from './sections.tsx';
import { SoFar } from './so-far.tsx';
import { Stopped } from './stopped.tsx';
import { Taken } from './taken.tsx';

/** What the parts of an assessment share: where it is, and ways to go elsewhere in it. */
export type Guide = {
  readonly view: AssessmentView;
  readonly put: (view: AssessmentView) => void;
  /** To a question, or with null to the outcome. */
  readonly goTo: (item: string | null) => void;
  readonly openDanger: () => void;
};

/** The questions in the order of the screen. */
export const itemsOf = (view: AssessmentView) => view.sections.flatMap((section) => section.items);

export const AssessmentScreen = ({
  dossier,
  assessment,
}: {
  readonly dossier: string;
  readonly assessment: string;
}) => {
  const [read, put] = useRead('assessment.read', { dossier, assessment });
  return <Loaded read={read}>{(view) => <Running view={view} put={put} />}</Loaded>;
};

const Running = ({ view, put }: { readonly view: AssessmentView; readonly put: (view: AssessmentView) => void }) => {
  const t = useTexts();
  const { go, write } = useSession();
  const [danger, setDanger] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { dossier, assessment, place } = view;

  const goTo = async (item: string | null) => {
    setRefusal(null);
    const reply = await write('assessment.goTo', { dossier, assessment, item, intent: newIntent() });
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };

  useKeys((event) => {
    if (event.key !== 'F2' || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    setDanger((open) => !open);
  });

  const guide: Guide = {
    view,
    put: (next) => {
      setRefusal(null);
      put(next);
    },
    goTo: (item) => void goTo(item),
    openDanger: () => setDanger(true),
  };

  return (
    <div className="assessment">
      <div className="assessment-head">
        <div className="assessment-name">
          <button type="button" className="crumb" onClick={() => go({ kind: 'dossier', dossier })}>
            {view.dossierLabel}
          </button>
          <p className="assessment-title">
            {view.title}
            {view.about === null ? '' : ` · ${view.about.label}`}
          </p>
        </div>
        <div className="assessment-progress">
          <progress value={view.progress.answered} max={Math.max(1, view.progress.shown)} aria-labelledby="progress" />
          <span id="progress">{t.assessment.progress(view.progress.answered, view.progress.shown)}</span>
        </div>
        <Button look="danger" icon="danger" keys={t.assessment.dangerKey} onClick={() => setDanger(true)}>
          {t.assessment.danger}
        </Button>
      </div>
      {refusal === null ? null : (
        <div className="page">
          <Failure refusal={refusal} />
        </div>
      )}
      {place.kind === 'question' && view.outcome.stops.length > 0 ? (
        <div className="page danger-now">
          <Notice tone="danger" title={t.assessment.dangerNow} live>
            <ul className="offers">
              {view.outcome.stops.map((stop) => (
                <li key={stop.id}>
                  <strong>{stop.text}</strong>
                  <span className="stop-asked">{stop.label}</span>
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      ) : null}
      {place.kind === 'question' ? <Taken guide={guide} /> : null}
      {place.kind === 'question' ? (
        <div className="guide">
          <Sections guide={guide} />
          <Question key={place.question.item} guide={guide} question={place.question} first={place.first} />
          <SoFar guide={guide} />
        </div>
      ) : null}
      {place.kind === 'stopped' ? <Stopped guide={guide} stop={place.stop} interrupted={place.interrupted} /> : null}
      {place.kind === 'done' ? <Outcome guide={guide} /> : null}
      <Danger guide={guide} open={danger} close={() => setDanger(false)} />
    </div>
  );
};
