import { dayAndTime } from '../moment.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { Notice } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';

/** What was known already: which answers came from another form, and a way to each of them. */
export const Taken = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { taken } = guide.view;
  if (taken.length === 0) return null;
  const changed = taken.filter(({ changedAt }) => changedAt !== null);
  const sources = [...new Set(taken.map(({ from }) => from))];
  return (
    <div className="page taken">
      <div className="card taken-card">
        {changed.length === 0 ? null : (
          <Notice tone="warn" title={t.assessment.takenChanged(changed.length)}>
            <p>{t.assessment.takenChangedHelp}</p>
          </Notice>
        )}
        <Disclosure summary={t.assessment.taken(taken.length, sources)}>
          <p className="tone-small">{t.assessment.takenHelp}</p>
          {sources.map((source) => (
            <section key={source} className="taken-source">
              {sources.length === 1 ? null : <p className="row-meta">{source}</p>}
              <ul className="taken-list">
                {taken
                  .filter(({ from }) => from === source)
                  .map((one) => (
                    <li key={one.item}>
                      <button type="button" className="taken-item" onClick={() => guide.goTo(one.item)}>
                        <span>{one.question}</span>
                        <strong>{one.answer}</strong>
                        <span className="row-meta">{dayAndTime(one.at)}</span>
                        {one.changedAt === null ? null : (
                          <span className="row-meta">{t.assessment.takenChangedAt(dayAndTime(one.changedAt))}</span>
                        )}
                      </button>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </Disclosure>
      </div>
    </div>
  );
};
