import { useEffect, useRef } from 'react';
import type { Output } from '#host/contract.ts';
import { Service } from '../assessment/outcome-referrals.tsx';
import { clockTime, dayAndTime, fullDate } from '../moment.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Law, Version } from './law.tsx';
import { Record } from './record.tsx';
import { Scripts } from './scripts.tsx';

export type View = Output<'duties.read'>;
export type Duty = View['duties'][number];

/** Whether an instrument leads to duties of telling. */
export const hasDuties = (instrument: string): boolean => instrument === 'SMA';

/** A day and time as they stand on record: with the year, since a record is read long after. */
export const onRecord = (iso: string): string => `${fullDate(iso)}, ${clockTime(iso)}`;

type Given = {
  readonly dossier: string;
  readonly assessment: string;
  /** Of which questionnaire, where more than one is on the page. */
  readonly about?: string;
  readonly onRecorded?: () => void;
  /** One came here for it: reading begins here. */
  readonly arrive?: boolean;
};

/** Who tells whom, and when: the steps in order, each with its law and the time on record. */
export const Duties = ({ dossier, assessment, about, onRecorded, arrive = false }: Given) => {
  const t = useTexts();
  const [read, put] = useRead('duties.read', { dossier, assessment });
  const id = `duties-${assessment}`;
  const heading = useRef<HTMLHeadingElement>(null);
  const here = read.kind === 'here';
  useEffect(() => {
    if (arrive && here) heading.current?.focus();
  }, [arrive, here]);
  return (
    <section className="duties" aria-labelledby={id}>
      <Heading level={2} id={id} focusable ref={heading}>
        {t.duties.title}
      </Heading>
      {about === undefined ? null : <p className="row-meta">{t.duties.about(about)}</p>}
      <Paragraph tone="soft">{t.duties.intro}</Paragraph>
      <Loaded read={read}>
        {(view) => (
          <>
            <ol className="duty-list">
              {view.duties.map((duty) => (
                <Step
                  key={duty.id}
                  view={view}
                  duty={duty}
                  put={(next) => {
                    put(next);
                    onRecorded?.();
                  }}
                />
              ))}
            </ol>
            {about === undefined ? (
              <>
                <Scripts scripts={view.scripts} />
                <Notes view={view} />
              </>
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const Step = ({
  view,
  duty,
  put,
}: {
  readonly view: View;
  readonly duty: Duty;
  readonly put: (view: View) => void;
}) => {
  const t = useTexts();
  const { state } = duty;
  return (
    <li className={`card duty duty-${state.kind}${duty.overdue ? ' duty-overdue' : ''}`}>
      <div className="duty-head">
        <Heading level={3}>{duty.title}</Heading>
        <State duty={duty} />
      </div>
      {duty.overdue && duty.due !== null ? (
        <Notice tone="danger" title={t.duties.overdue(dayAndTime(duty.due))} />
      ) : null}
      {state.kind === 'done' ? (
        <Done duty={duty} />
      ) : (
        <>
          <p className="duty-who">{capital(t.duties.step(duty.who, duty.whom))}</p>
          <p className="duty-text">{state.text}</p>
        </>
      )}
      {state.kind === 'todo' ? (
        <dl className="facts">
          <div>
            <dt>{t.duties.tells}</dt>
            <dd>{duty.tells}</dd>
          </div>
          <div>
            <dt>{t.duties.when}</dt>
            <dd>
              {duty.byText}
              {duty.due === null || duty.overdue ? null : (
                <span className="row-meta">{t.duties.due(dayAndTime(duty.due))}</span>
              )}
            </dd>
          </div>
          {duty.before === null ? null : (
            <div>
              <dt>{t.duties.before}</dt>
              <dd>{duty.before}</dd>
            </div>
          )}
        </dl>
      ) : null}
      {duty.line === null ? null : <Service service={duty.line} />}
      {duty.closed === null ? null : (
        <Notice tone="warn" title={duty.closed.text}>
          {duty.closed.opens === null ? null : <p>{t.duties.opens(dayAndTime(duty.closed.opens))}</p>}
        </Notice>
      )}
      <div className="duty-foot">
        <Law duty={duty} />
        {state.kind === 'not-applicable' && duty.laws.length === 0 ? null : (
          <Record view={view} duty={duty} put={put} />
        )}
      </div>
    </li>
  );
};

/** The state in a word, with its own mark, so that colour alone says nothing. */
const State = ({ duty }: { readonly duty: Duty }) => {
  const t = useTexts();
  const { kind } = duty.state;
  const label = kind === 'todo' && duty.kind === 'advies' ? t.duties.states.may : t.duties.states[kind];
  return (
    <p className={`duty-state duty-state-${kind}`}>
      {kind === 'done' ? <Icon name="check" /> : null}
      <span>
        {t.duties.kinds[duty.kind]} · {label}
      </span>
    </p>
  );
};

const Done = ({ duty }: { readonly duty: Duty }) => {
  const t = useTexts();
  const { state, records } = duty;
  if (state.kind !== 'done') return null;
  const [last] = records;
  return (
    <div className="duty-done">
      <p>
        <strong>
          {state.at !== null
            ? t.duties.doneAt(onRecord(state.at))
            : state.words !== null
              ? t.duties.doneWords(state.words)
              : t.duties.doneNoTime}
        </strong>
      </p>
      {last === undefined || state.at === null ? null : (
        <p>{capital(t.duties.step(last.who.label, last.whom.label))}</p>
      )}
      {duty.late ? <p className="row-meta">{t.duties.late}</p> : null}
    </div>
  );
};

const Notes = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  return (
    <div className="card duty-notes">
      <Heading level={3}>{t.duties.notes}</Heading>
      <ul className="bullets">
        {view.notes.map((note) => (
          <li key={note.id}>{note.text}</li>
        ))}
      </ul>
      <Version view={view} />
      <Disclosure summary={t.outcome.source}>
        <ul className="bullets">
          {view.notes.map((note) => (
            <li key={note.id}>{note.source}</li>
          ))}
        </ul>
        <p className="source">{view.source}</p>
      </Disclosure>
    </div>
  );
};
