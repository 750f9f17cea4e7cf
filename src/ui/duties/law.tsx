import { fullDate } from '../moment.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { Notice } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';
import { type Duty, onRecord, type View } from './duties.tsx';

/** The article with its status and what has to be checked, the source, and everything that was put on record. */
export const Law = ({ duty }: { readonly duty: Duty }) => {
  const t = useTexts();
  return (
    <div className="duty-law">
      {duty.laws.map((law) => (
        <p key={law.title} className="row-meta">
          {law.article ?? law.title} · {t.duties.laws[law.status]}
        </p>
      ))}
      <Disclosure summary={t.duties.law}>
        {duty.laws.map((law) => (
          <p key={law.title} className="tone-small">
            {law.title}: {law.source}. {law.note ?? ''}
          </p>
        ))}
        <p className="source">
          {t.outcome.source}: {duty.source}
        </p>
      </Disclosure>
      {duty.records.length === 0 ? null : (
        <Disclosure summary={t.duties.records(duty.records.length)}>
          <ol className="duty-records">
            {duty.records.map((record) => (
              <li key={record.entry}>
                <p>
                  <strong>
                    {record.happenedAt === null ? t.duties.takenBack : t.duties.doneAt(onRecord(record.happenedAt))}
                  </strong>
                </p>
                <p>{t.duties.step(record.who.label, record.whom.label)}</p>
                {record.note === '' ? null : <p>{record.note}</p>}
                {record.reason === null ? null : <p>{t.duties.reasonWas(record.reason)}</p>}
                <p className="row-meta">
                  {t.duties.recordedAt(onRecord(record.at))}
                  {record.law === null ? '' : ` · ${record.law}`}
                </p>
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
    </div>
  );
};

/** Which version of the law the steps were made from, and for whom they hold. */
export const Version = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  const { sector, version } = view;
  return (
    <div className="duty-version">
      {sector === null ? null : (
        <p className="tone-small">
          {sector.label}. {t.duties.board(sector.board)}. {t.duties.covers(sector.covers)}.
        </p>
      )}
      {version === null ? null : (
        <p className="tone-small">
          {t.duties.version}: {version.title} · {t.duties.laws[version.status]}
          {version.from === null ? '' : ` (${fullDate(version.from)})`}. {version.note ?? ''}{' '}
          {view.happenedOn === null ? t.duties.happenedUnknown : t.duties.happenedOn(fullDate(view.happenedOn))}
        </p>
      )}
      {view.otherNow === null ? null : <Notice tone="warn" title={view.otherLaw} />}
    </div>
  );
};
