import { useRef } from 'react';
import { dayAndTime } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../words.ts';
import { Decisions } from './decisions.tsx';
import { NoteForm, type Opened } from './note-form.tsx';
import { type Draft, type Kind, kindsOf, type Round, type Step, type View } from './note-kinds.ts';
import { Notes } from './notes.tsx';
import { WeighingPart } from './weighing.tsx';

/** One step: how it stands, what it still needs, what was recorded, and ways to record more. */
export const StepPart = ({
  view,
  round,
  step,
  number,
  opened,
  open,
  close,
  put,
}: {
  readonly view: View;
  readonly round: Round;
  readonly step: Step;
  readonly number: number;
  readonly opened: Opened | null;
  readonly open: ((opened: Opened) => void) | null;
  readonly close: () => void;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const { state, missing } = step;
  const back = () => {
    close();
    heading.current?.focus();
  };
  const id = `step-${step.step}`;
  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="meldcode-head">
        <Heading level={2} look={3} id={id} focusable ref={heading}>
          {number}. {t.meldcode.steps[step.step]}
        </Heading>
        <p className={`meldcode-state meldcode-${state}`}>
          {state === 'niets' ? null : <Icon name={state === 'vastgelegd' ? 'check' : 'note'} />}
          {t.meldcode.states[state]}
        </p>
      </div>
      {step.help === '' ? null : <p className="tone-soft meldcode-help">{step.help}</p>}
      {round.frame === null ? null : missing.length === 0 ? (
        state === 'niets' ? null : (
          <p className="meldcode-complete">
            <Icon name="check" /> {t.meldcode.complete}
          </p>
        )
      ) : (
        <div className="meldcode-missing">
          <p>
            <strong>{t.meldcode.missingTitle}</strong>
          </p>
          <ul className="bullets">
            {missing.map((code) => (
              <li key={code}>{t.meldcode.missing[code]}</li>
            ))}
          </ul>
        </div>
      )}
      {step.step === 'beslissen' ? <Decisions view={view} round={round} put={put} /> : null}
      <Notes round={round} notes={step.notes} open={open} />
      {step.step === 'signalen' && open !== null ? <TakeOver view={view} step={step} open={open} /> : null}
      {opened === null ? null : (
        <NoteForm
          key={`${opened.kind} ${opened.corrects ?? ''} ${opened.start.text ?? ''} ${opened.start.term ?? ''}`}
          view={view}
          round={round}
          opened={opened}
          done={(next) => {
            back();
            put(next);
          }}
          cancel={back}
        />
      )}
      {open === null || opened !== null ? null : (
        <div className="form-actions">
          {kindsOf(step.step, round.mantelzorgcheck).map((kind) => (
            <Button key={kind} onClick={() => open({ kind, start: startOf(kind, view), corrects: null })}>
              {t.meldcode.add[kind]}
            </Button>
          ))}
          <Button
            look="subtle"
            name={`${t.meldcode.add.gelaten}: ${t.meldcode.steps[step.step]}`}
            onClick={() => open({ kind: 'gelaten', start: { step: step.step }, corrects: null })}
          >
            {t.meldcode.add.gelaten}
          </Button>
        </div>
      )}
      {step.step === 'wegen' && round.weighing !== null ? (
        <WeighingPart view={view} round={round} weighing={round.weighing} put={put} />
      ) : null}
    </section>
  );
};

/** What is known already goes into the form; today for what mostly happened today. */
const startOf = (kind: Kind, view: View): Draft => {
  if (kind === 'kindcheck' && view.children.length > 0) return { children: 'ja', list: view.children.join('\n') };
  return kind === 'overleg' || kind === 'gesprek' || kind === 'melding' || kind === 'poging' ? { on: view.today } : {};
};

/** Signals with which the dossier began, to take over with when it was. */
const TakeOver = ({
  view,
  step,
  open,
}: {
  readonly view: View;
  readonly step: Step;
  readonly open: (opened: Opened) => void;
}) => {
  const t = useTexts();
  const taken = new Set(step.notes.flatMap(({ note }) => (note.what === 'signaal' ? [note.text] : [])));
  const left = view.signals.filter(({ text }) => !taken.has(text));
  if (left.length === 0) return null;
  return (
    <Disclosure summary={t.meldcode.takeOverTitle} open={step.notes.length === 0}>
      <ul className="meldcode-notes">
        {left.map(({ at, text, about, by }) => (
          <li key={at} className="meldcode-note">
            <p className="row-meta">
              {t.dossiers.kinds[about]}
              {by === '' ? '' : ` (${by})`} · {dayAndTime(at)}
            </p>
            <p className="meldcode-own">{text}</p>
            <div>
              <Button onClick={() => open({ kind: 'signaal', start: { about, text, by }, corrects: null })}>
                {t.meldcode.takeOver}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
};
