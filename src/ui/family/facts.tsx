import { useState } from 'react';
import type { FamilyView } from '#host/contract.ts';
import { dayAndTime } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';
import { standingPeople } from './drawn.ts';
import { FactForm } from './fact-form.tsx';
import { type Kind, kinds } from './fields.ts';
import { periodOf, sentenceOf } from './sentences.ts';
import { Withdraw } from './withdraw.tsx';

type Row = FamilyView['facts'][number];

/** All facts in words, also every line of the drawing; to add to, to correct and to withdraw. */
export const Facts = ({
  view,
  put,
  refresh,
}: {
  readonly view: FamilyView;
  readonly put: (view: FamilyView) => void;
  readonly refresh: () => void;
}) => {
  const t = useTexts();
  const [adding, setAdding] = useState<Kind | null>(null);
  const shown = view.facts.filter(({ now }) => now.what !== 'plek');
  const some = standingPeople(view).length > 0;
  return (
    <section className="card" aria-labelledby="facts">
      <Heading level={2} look={3} id="facts">
        {t.family.factsTitle}
      </Heading>
      <Paragraph tone="soft">{t.family.factsHelp}</Paragraph>
      {!some ? <Paragraph tone="soft">{t.family.peopleFirst}</Paragraph> : null}
      {some && adding === null ? (
        <div className="family-add">
          {kinds.map((kind) => (
            <Button key={kind} onClick={() => setAdding(kind)}>
              {t.family.add[kind]}
            </Button>
          ))}
        </div>
      ) : null}
      {adding === null ? null : (
        <FactForm
          view={view}
          kind={adding}
          old={null}
          done={(next) => {
            setAdding(null);
            put(next);
          }}
          cancel={() => setAdding(null)}
        />
      )}
      {shown.length === 0 ? null : (
        <table className="family-table">
          <caption className="unseen">{t.family.factsTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{t.family.columns.kind}</th>
              <th scope="col">{t.family.columns.what}</th>
              <th scope="col">{t.family.columns.when}</th>
              <th scope="col">{t.family.columns.change}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <One key={row.id} row={row} view={view} put={put} refresh={refresh} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const One = ({
  row,
  view,
  put,
  refresh,
}: {
  readonly row: Row;
  readonly view: FamilyView;
  readonly put: (view: FamilyView) => void;
  readonly refresh: () => void;
}) => {
  const t = useTexts();
  const [mode, setMode] = useState<'read' | 'correct' | 'withdraw'>('read');
  const { now } = row;
  if (now.what === 'plek') return null;
  const words = sentenceOf(t, view, now);
  const closed = () => setMode('read');
  return (
    <tr data-fact={row.id} className={row.withdrawn === null ? '' : 'fact-withdrawn'}>
      <td>{t.family.kinds[now.what]}</td>
      <td>
        {row.withdrawn === null ? words : <del>{words}</del>}
        {row.withdrawn === null ? null : (
          <p className="row-meta">{t.timeline.withdrawn(dayAndTime(row.withdrawn.at), row.withdrawn.reason)}</p>
        )}
        {row.earlier.length === 0 ? null : (
          <Disclosure summary={t.timeline.earlier(row.earlier.length)}>
            <ul className="told-earlier">
              {row.earlier.map(({ at, value, reason }) => (
                <li key={at}>
                  <p className="row-meta">{dayAndTime(at)}</p>
                  <del>
                    {sentenceOf(t, view, value)} {periodOf(t, value)}
                  </del>
                  {reason === null ? null : <p className="row-meta">{t.timeline.because(reason)}</p>}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        {mode === 'correct' ? (
          <FactForm
            view={view}
            kind={now.what}
            old={{ id: row.id, fact: now }}
            done={(next) => {
              closed();
              put(next);
            }}
            cancel={closed}
          />
        ) : null}
        {mode === 'withdraw' ? (
          <Withdraw
            dossier={view.dossier}
            id={row.id}
            done={() => {
              closed();
              refresh();
            }}
            cancel={closed}
          />
        ) : null}
      </td>
      <td>{periodOf(t, now)}</td>
      <td>
        {row.withdrawn === null && mode === 'read' ? (
          <>
            <Button look="subtle" name={`${t.timeline.correct}: ${words}`} onClick={() => setMode('correct')}>
              {t.timeline.correct}
            </Button>
            <Button look="subtle" name={`${t.timeline.withdraw}: ${words}`} onClick={() => setMode('withdraw')}>
              {t.timeline.withdraw}
            </Button>
          </>
        ) : null}
      </td>
    </tr>
  );
};
