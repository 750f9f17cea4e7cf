import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { AssessmentView } from '#host/views.ts';
import { FromPaper } from '../paper/from-paper.tsx';
import { Button } from '../parts/button.tsx';
import { inTextField, useKeys } from '../parts/keys.ts';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { newIntent, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { Pause } from './client-view.tsx';
import { Danger } from './danger.tsx';
import { Outcome } from './outcome.tsx';
import { Question } from './question.tsx';
import { Sections } from './sections.tsx';
import { SoFar } from './so-far.tsx';
import { Stopped } from './stopped.tsx';
import { Taken } from './taken.tsx';

const SectionPage = lazy(() => import('./section-page.tsx').then(({ SectionPage: it }) => ({ default: it })));
const ClientView = lazy(() => import('./client-view.tsx').then(({ ClientView: it }) => ({ default: it })));

/** The draft that says whether a page holds a whole section. */
const BY_SECTION = 'by section';
/** Says which question of the section on the page should have the focus. */
export const toCard = 'baken:card';

/** What the parts of an assessment share: where it is, and ways to go elsewhere in it. */
export type Guide = {
  readonly view: AssessmentView;
  readonly put: (view: AssessmentView) => void;
  /** To a question, or with null to the outcome. */
  readonly goTo: (item: string | null) => void;
  /** How often somebody went elsewhere: who waited for an answer to be kept goes on only when nobody did meanwhile. */
  readonly moves: () => number;
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
  const { turned, turn } = useSession();
  // What cannot be read is told to the worker, who needs the way out that the client does not have.
  useEffect(() => {
    if (read.kind === 'failed' && turned) turn('worker');
  }, [read, turned, turn]);
  return <Loaded read={read}>{(view) => <Running view={view} put={put} />}</Loaded>;
};

const Running = ({ view, put }: { readonly view: AssessmentView; readonly put: (view: AssessmentView) => void }) => {
  const t = useTexts();
  const { go, write, turned, turn, drafts } = useSession();
  // A setting of this vault, kept with what its screens keep.
  const [bySection, setBySection] = useState(() => drafts.get(BY_SECTION) === true);
  /** On a page with a section the question with the focus is the one that goes along to another way of seeing it. */
  const toFocused = () => {
    const item = document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset.item;
    const at = view.place.kind === 'question' ? view.place.question.item : null;
    if (bySection && item !== undefined && at !== null && item !== at) void goTo(item);
  };
  const changeLayout = () => {
    toFocused();
    drafts.set(BY_SECTION, !bySection, null);
    setBySection(!bySection);
  };
  /** Towards direct danger, while the screen is turned to the client. */
  const [pause, setPause] = useState<Pause>('none');
  const [danger, setDanger] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { dossier, assessment, place } = view;

  const moves = useRef(0);
  const goTo = async (item: string | null) => {
    moves.current += 1;
    setRefusal(null);
    const reply = await write('assessment.goTo', { dossier, assessment, item, intent: newIntent() });
    if (reply.ok) put(reply.value);
    else setRefusal(reply.error);
  };

  const turnTo = (to: 'client' | 'worker') => {
    setPause('none');
    if (to === 'client') toFocused();
    turn(to);
  };
  /** With the names of what can be wrong: only ever on the screen of the worker. */
  const openDanger = () => {
    if (turned) turnTo('worker');
    setDanger(true);
  };

  useKeys((event) => {
    if (event.ctrlKey || event.altKey) return;
    if (event.key === t.client.key && view.toClient && !danger) {
      event.preventDefault();
      return turnTo(turned ? 'worker' : 'client');
    }
    // where letters are the answer, a letter is no key
    const letters = place.kind === 'question' && ['text', 'municipality'].includes(place.question.input.kind);
    const toLayout = event.key.toLowerCase() === t.section.key.toLowerCase() && !inTextField(event.target);
    if (toLayout && place.kind === 'question' && !turned && !danger && (bySection || !letters)) {
      event.preventDefault();
      return changeLayout();
    }
    if (event.key !== t.assessment.dangerKey) return;
    event.preventDefault();
    if (turned && pause === 'none') return setPause('calm');
    if (turned && pause === 'calm') return setPause('numbers');
    if (turned) return openDanger();
    setDanger((open) => !open);
  });

  const guide: Guide = {
    view,
    put: (next) => {
      setRefusal(null);
      put(next);
    },
    goTo: (item) => void goTo(item),
    moves: () => moves.current,
    openDanger,
  };

  /** Within the section on the page a question is gone to without a write. */
  const inSection: Guide = {
    ...guide,
    goTo: (item) => {
      const items = view.sections.find((section) => section.items.some((one) => one.here))?.items ?? [];
      if (items.some((one) => one.item === item)) document.dispatchEvent(new CustomEvent(toCard, { detail: item }));
      else guide.goTo(item);
    },
  };

  if (turned)
    return (
      <Suspense fallback={null}>
        <ClientView guide={guide} pause={pause} setPause={setPause} />
      </Suspense>
    );

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
        <div className="assessment-tools">
          {place.kind === 'question' ? (
            <Button look="subtle" keys={t.section.key} onClick={changeLayout}>
              {bySection ? t.section.single : t.section.turn}
            </Button>
          ) : null}
          {view.toClient && place.kind === 'question' ? (
            <Button look="subtle" keys={t.client.key} onClick={() => turnTo('client')}>
              {t.client.turn}
            </Button>
          ) : null}
          <Button look="danger" icon="danger" keys={t.assessment.dangerKey} onClick={openDanger}>
            {t.assessment.danger}
          </Button>
        </div>
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
      {place.kind === 'stopped' ? null : <FromPaper guide={guide} />}
      {place.kind === 'question' ? <Taken guide={guide} /> : null}
      {place.kind === 'question' ? (
        <div className="guide">
          <Sections guide={bySection ? inSection : guide} />
          {bySection ? (
            <Suspense fallback={<div className="section-page" />}>
              <SectionPage guide={guide} here={place.question.item} />
            </Suspense>
          ) : (
            <Question key={place.question.item} guide={guide} question={place.question} first={place.first} />
          )}
          <SoFar guide={guide} />
        </div>
      ) : null}
      {place.kind === 'stopped' ? <Stopped guide={guide} stop={place.stop} interrupted={place.interrupted} /> : null}
      {place.kind === 'done' ? <Outcome guide={guide} /> : null}
      <Danger guide={guide} open={danger} close={() => setDanger(false)} />
    </div>
  );
};
