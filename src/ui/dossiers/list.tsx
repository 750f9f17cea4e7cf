import { useState } from 'react';
import type { Output } from '#host/contract.ts';
import type { DossierView, OutcomeView } from '#host/views.ts';
import { BackupLate } from '../backup/late.tsx';
import { dayAndTime, isPast } from '../moment.ts';
import { BandTag } from '../parts/band.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { SchoolEntry } from '../school/entry.tsx';
import { SheetsGone } from '../security/sheets-gone.tsx';
import { useDraft, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Row = Output<'dossiers.list'>['rows'][number];
export type DossierKey = DossierView['dossier'];
export type Deadline = NonNullable<OutcomeView['deadline']>;

/** When something must be done, with its words from the rules; what is past is said in words too. */
export const DeadlineMark = ({ deadline }: { readonly deadline: Deadline }) => {
  const t = useTexts();
  const past = deadline.code !== 'nu' && isPast(deadline.at);
  return (
    <span className={past ? 'deadline deadline-past' : 'deadline'}>
      <Icon name="clock" />
      <span>
        <strong>{deadline.label}</strong>
        {deadline.code === 'nu' ? null : <span className="deadline-at">{dayAndTime(deadline.at)}</span>}
        {past ? <span className="deadline-over">{t.outcome.overdue}</span> : null}
      </span>
    </span>
  );
};

/** A page of dossiers, in the order the host gives: what is due first. What is searched for stays while one looks into one. */
export const Dossiers = () => {
  const t = useTexts();
  const { go } = useSession();
  const [asked, setAsked] = useDraft('dossier-list', { search: '', from: 0 });
  const [read] = useRead('dossiers.list', asked);
  return (
    <Loaded read={read}>
      {(list) =>
        list.total === 0 ? (
          <div className="page page-narrow empty">
            <span className="empty-mark" aria-hidden="true">
              <Icon name="dossiers" />
            </span>
            <Heading level={1}>{t.dossiers.emptyTitle}</Heading>
            <Paragraph tone="lead">{t.dossiers.empty}</Paragraph>
            <Button look="primary" onClick={() => go({ kind: 'new-dossier' })}>
              {t.dossiers.emptyStep}
            </Button>
            <SchoolEntry />
          </div>
        ) : (
          <div className="page">
            <div className="page-head">
              <div>
                <Heading level={1}>{t.dossiers.title}</Heading>
                <Paragraph tone="soft">{t.dossiers.intro}</Paragraph>
              </div>
              <div className="page-ways">
                <Button look="primary" onClick={() => go({ kind: 'new-dossier' })}>
                  {t.dossiers.start}
                </Button>
                <SchoolEntry />
              </div>
            </div>
            <SheetsGone />
            <BackupLate />
            <Search
              list={list}
              search={asked.search}
              change={(search) => setAsked({ search: search.slice(0, 80), from: 0 })}
            />
            <ul className="rows">
              {list.rows.map((row) => (
                <DossierRow key={row.dossier} row={row} />
              ))}
            </ul>
            {list.rows.length === 0 ? (
              <>
                <Heading level={2}>{t.dossiers.none}</Heading>
                <Paragraph tone="soft">{t.dossiers.noneHelp}</Paragraph>
              </>
            ) : null}
            <Pages list={list} turn={(from) => setAsked({ ...asked, from })} />
          </div>
        )
      }
    </Loaded>
  );
};

type List = Output<'dossiers.list'>;

/** Fewer than these one sees at a glance; a field to search them would only be in the way. */
const glance = 6;

const Search = ({
  list,
  search,
  change,
}: {
  readonly list: List;
  readonly search: string;
  readonly change: (search: string) => void;
}) => {
  const t = useTexts();
  const [typed, setTyped] = useState(search);
  if (list.total < glance && search === '') return null;
  const type = (text: string) => {
    setTyped(text);
    change(text);
  };
  return (
    <search className="search">
      <TextField label={t.dossiers.search} help={t.dossiers.searchHelp} value={typed} onChange={type} />
      {typed === '' ? null : (
        <Button look="subtle" onClick={() => type('')}>
          {t.dossiers.clear}
        </Button>
      )}
      <p role="status" className="row-meta">
        {search.trim() === '' ? '' : t.dossiers.found(list.found, list.total)}
      </p>
    </search>
  );
};

/** Where one is in a list that is longer than a page. */
const Pages = ({ list, turn }: { readonly list: List; readonly turn: (from: number) => void }) => {
  const t = useTexts();
  const { from, found, rows } = list;
  const before = from > 0;
  const after = from + rows.length < found;
  if (!before && !after) return null;
  const to = (place: number) => {
    turn(place);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav className="pages" aria-label={t.dossiers.pages}>
      {before ? <Button onClick={() => to(Math.max(0, from - list.size))}>{t.dossiers.previous}</Button> : null}
      <span role="status">{t.dossiers.shown(from + 1, from + rows.length, found)}</span>
      {after ? <Button onClick={() => to(from + list.size)}>{t.dossiers.next}</Button> : null}
    </nav>
  );
};

const DossierRow = ({ row }: { readonly row: Row }) => {
  const t = useTexts();
  const { go } = useSession();
  const running = row.running;
  return (
    <li className="row card">
      <div className="row-main">
        <h2 className="row-title">
          <button type="button" className="link-row" onClick={() => go({ kind: 'dossier', dossier: row.dossier })}>
            {row.label}
          </button>
        </h2>
        {row.damaged ? <p className="row-damaged">{t.dossiers.damaged}</p> : null}
        <p className="row-signal">{row.signal}</p>
        <p className="row-meta">
          {t.dossiers.last} {dayAndTime(row.lastAt)}
          {row.referrals > 0 ? ` · ${t.dossiers.letters(row.referrals)}` : ''}
        </p>
      </div>
      <div className="row-state">
        {row.band !== null && row.bandLabel !== null ? (
          <BandTag band={row.band} label={row.bandLabel} extra={row.final ? null : t.dossiers.provisional} />
        ) : (
          <span className="tone-soft">{t.dossiers.noBand}</span>
        )}
        {row.deadline === null ? null : <DeadlineMark deadline={row.deadline} />}
      </div>
      <div className="row-action">
        {running === null ? null : (
          <Button
            name={`${t.dossiers.resume}: ${row.label}, ${running.title}`}
            onClick={() => go({ kind: 'assessment', dossier: row.dossier, assessment: running.assessment })}
          >
            {t.dossiers.resume}
          </Button>
        )}
      </div>
    </li>
  );
};
