import { useRef, useState } from 'react';
import type { TimelineView } from '#host/contract.ts';
import { Withdraw } from '../family/withdraw.tsx';
import { dayAndTime, fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Select } from '../parts/select.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Tell } from './tell.tsx';

type Line = TimelineView['lines'][number];
type Told = NonNullable<Line['told']>;
type Kind = Line['kind'];

const kinds: readonly Kind[] = [
  ...(['signaal', 'notitie', 'wegwijzer', 'correctie', 'meldcode', 'verteld', 'brief', 'bijlage'] as const),
  ...(['verwijzing', 'afgehandeld', 'mensen', 'anders'] as const),
];
const all = '';

/** All that happened, with fact, what somebody said and own impression apart; a page at a time. */
export const Timeline = ({ dossier, changed }: { readonly dossier: string; readonly changed: () => void }) => {
  const t = useTexts();
  const [asked, setAsked] = useState({ kind: null as Kind | null, person: null as string | null, from: 0, turn: 0 });
  const [adding, setAdding, dropAdding] = useDraft(`telling ${dossier}`, false);
  const top = useRef<HTMLHeadingElement>(null);
  const { turn: _, ...input } = asked;
  const [read, put] = useRead('timeline.read', { dossier, ...input });
  return (
    <section className="card" aria-labelledby="timeline">
      <div className="card-head">
        <Heading level={2} look={3} id="timeline" focusable ref={top}>
          {t.dossier.timeline}
        </Heading>
        {adding ? null : (
          <Button look="subtle" onClick={() => setAdding(true)}>
            {t.timeline.add}
          </Button>
        )}
      </div>
      <Loaded read={read}>
        {(view) => (
          <Lines
            view={view}
            dossier={dossier}
            adding={adding}
            stop={() => {
              setAdding(false);
              dropAdding();
            }}
            asked={asked}
            ask={setAsked}
            put={put}
            changed={changed}
            toTop={() => top.current?.focus()}
          />
        )}
      </Loaded>
    </section>
  );
};

type Asked = {
  readonly kind: Kind | null;
  readonly person: string | null;
  readonly from: number;
  readonly turn: number;
};

const Lines = ({
  view,
  dossier,
  adding,
  stop,
  asked,
  ask,
  put,
  changed,
  toTop,
}: {
  readonly view: TimelineView;
  readonly dossier: string;
  readonly adding: boolean;
  readonly stop: () => void;
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
  readonly put: (view: TimelineView) => void;
  readonly changed: () => void;
  readonly toTop: () => void;
}) => {
  const t = useTexts();
  const refresh = useRefresh(dossier, asked, put, changed);
  const turn = (from: number) => {
    ask({ ...asked, from });
    toTop();
  };
  return (
    <>
      {adding ? (
        <Tell
          dossier={dossier}
          people={view.people}
          old={null}
          done={() => {
            stop();
            refresh();
          }}
          cancel={stop}
        />
      ) : null}
      {view.total < 2 ? null : (
        <div className="timeline-filter">
          <Select
            label={t.timeline.kind}
            value={asked.kind ?? all}
            choices={[[all, t.timeline.allKinds], ...kinds.map((kind) => [kind, t.timeline.kinds[kind]] as const)]}
            onChange={(code) => ask({ ...asked, kind: kinds.find((kind) => kind === code) ?? null, from: 0 })}
          />
          {view.people.length === 0 ? null : (
            <Select
              label={t.timeline.person}
              value={asked.person ?? all}
              choices={[[all, t.timeline.everyone], ...view.people.map(({ id, label }) => [id, label] as const)]}
              onChange={(code) => ask({ ...asked, person: code === all ? null : code, from: 0 })}
            />
          )}
        </div>
      )}
      <p role="status" className="row-meta">
        {asked.kind === null && asked.person === null ? '' : t.timeline.found(view.found, view.total)}
      </p>
      {view.lines.length === 0 ? <Paragraph tone="soft">{t.timeline.none}</Paragraph> : null}
      <ol className="timeline">
        {view.lines.map((line) => (
          <Row key={line.id} line={line} dossier={dossier} people={view.people} refresh={refresh} />
        ))}
      </ol>
      {view.found <= view.size ? null : (
        <nav className="pages" aria-label={t.timeline.pages}>
          {view.from > 0 ? <Button onClick={() => turn(view.from - view.size)}>{t.timeline.newer}</Button> : null}
          <span role="status">{t.dossiers.shown(view.from + 1, view.from + view.lines.length, view.found)}</span>
          {view.from + view.lines.length < view.found ? (
            <Button onClick={() => turn(view.from + view.size)}>{t.timeline.older}</Button>
          ) : null}
        </nav>
      )}
    </>
  );
};

const useRefresh = (dossier: string, asked: Asked, put: (view: TimelineView) => void, changed: () => void) => {
  const { ask } = useSession();
  return () => {
    const { turn: _, ...input } = asked;
    ask('timeline.read', { dossier, ...input }).then((reply) => {
      if (reply.ok) put(reply.value);
    });
    changed();
  };
};

const Row = ({
  line,
  dossier,
  people,
  refresh,
}: {
  readonly line: Line;
  readonly dossier: string;
  readonly people: TimelineView['people'];
  readonly refresh: () => void;
}) => {
  const t = useTexts();
  const [mode, setMode] = useState<'read' | 'correct' | 'withdraw'>('read');
  const { told } = line;
  const done = () => {
    setMode('read');
    refresh();
  };
  if (told === null)
    return (
      <li>
        <time dateTime={line.at}>{dayAndTime(line.at)}</time>
        <span className="timeline-event">{line.text}</span>
      </li>
    );
  return (
    <li className={`timeline-told told-${told.about}`}>
      <time dateTime={told.happened.on ?? line.at}>
        {told.happened.on === null ? dayAndTime(line.at) : fullDate(told.happened.on)}
        {told.happened.on === null ? null : (
          <span className="timeline-sure">{t.timeline.certainties[told.happened.certainty]}</span>
        )}
      </time>
      <div className="timeline-words">
        <p className="told-kind">
          <strong>{t.dossiers.kinds[told.about]}</strong>
          {told.about === 'gezegd' && told.saidBy !== null ? ` · ${t.dossier.saidBy(told.saidBy)}` : ''}
          {` · ${t.timeline.kinds[line.kind]}`}
          {line.people.length === 0 ? '' : ` · ${t.timeline.about(line.people.join(', '))}`}
        </p>
        {line.withdrawn === null ? (
          <p className="told-text">{told.text}</p>
        ) : (
          <>
            <p className="told-text">
              <del>{told.text}</del>
            </p>
            <p className="row-meta">{t.timeline.withdrawn(dayAndTime(line.withdrawn.at), line.withdrawn.reason)}</p>
          </>
        )}
        {told.happened.on === null ? null : <p className="row-meta">{t.timeline.writtenAt(dayAndTime(line.at))}</p>}
        <Earlier line={line} />
        {mode === 'correct' ? (
          <Tell
            dossier={dossier}
            people={people}
            old={{ id: line.id, sort: line.kind === 'notitie' ? 'notitie' : 'signaal', told }}
            done={done}
            cancel={() => setMode('read')}
          />
        ) : null}
        {mode === 'withdraw' ? (
          <Withdraw dossier={dossier} id={line.id} done={done} cancel={() => setMode('read')} />
        ) : null}
        {mode === 'read' && line.withdrawn === null ? (
          <p className="told-actions">
            <Button
              look="subtle"
              name={`${t.timeline.correct}: ${told.text.slice(0, 40)}`}
              onClick={() => setMode('correct')}
            >
              {t.timeline.correct}
            </Button>
            <Button
              look="subtle"
              name={`${t.timeline.withdraw}: ${told.text.slice(0, 40)}`}
              onClick={() => setMode('withdraw')}
            >
              {t.timeline.withdraw}
            </Button>
          </p>
        ) : null}
      </div>
    </li>
  );
};

/** What stood there before, each with the reason why it was told better. */
const Earlier = ({ line }: { readonly line: Line }) => {
  const t = useTexts();
  if (line.earlier.length === 0) return null;
  const sayer = ({ about, saidBy }: Told): string =>
    about === 'gezegd' && saidBy !== null ? t.dossier.saidBy(saidBy) : t.dossiers.kinds[about];
  return (
    <Disclosure summary={t.timeline.earlier(line.earlier.length)}>
      <ul className="told-earlier">
        {line.earlier.map(({ at, value, reason }) => (
          <li key={at}>
            <p className="row-meta">
              {dayAndTime(at)} · {sayer(value)}
            </p>
            <p className="told-text">
              <del>{value.text}</del>
            </p>
            {reason === null ? null : <p className="row-meta">{t.timeline.because(reason)}</p>}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
};
