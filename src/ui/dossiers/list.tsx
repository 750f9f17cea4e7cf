import type { Output } from '#host/contract.ts';
import type { DossierView, OutcomeView } from '#host/views.ts';
import { dayAndTime, isPast } from '../moment.ts';
import { BandTag } from '../parts/band.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

type Row = Output<'dossiers.list'>[number];
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

/** All dossiers, in the order the host gives: what is due first. */
export const Dossiers = () => {
  const t = useTexts();
  const { go } = useSession();
  const [read] = useRead('dossiers.list', {});
  return (
    <Loaded read={read}>
      {(rows) =>
        rows.length === 0 ? (
          <div className="page page-narrow empty">
            <span className="empty-mark" aria-hidden="true">
              <Icon name="dossiers" />
            </span>
            <Heading level={1}>{t.dossiers.emptyTitle}</Heading>
            <Paragraph tone="lead">{t.dossiers.empty}</Paragraph>
            <Button look="primary" onClick={() => go({ kind: 'new-dossier' })}>
              {t.dossiers.emptyStep}
            </Button>
          </div>
        ) : (
          <div className="page">
            <div className="page-head">
              <div>
                <Heading level={1}>{t.dossiers.title}</Heading>
                <Paragraph tone="soft">{t.dossiers.intro}</Paragraph>
              </div>
              <Button look="primary" onClick={() => go({ kind: 'new-dossier' })}>
                {t.dossiers.start}
              </Button>
            </div>
            <ul className="rows">
              {rows.map((row) => (
                <DossierRow key={row.dossier} row={row} />
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
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
