import type { AssessmentView } from '#host/views.ts';
import { dayAndTime } from '../moment.ts';
import { BandTag } from '../parts/band.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';
import type { Guide } from './assessment.tsx';

/** What changed since the time before, question by question, and what that did to the outcome. */
export const Since = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { comparison } = guide.view;
  if (comparison === null) return null;
  const { band, items, came, went } = comparison;
  return (
    <section className="card" aria-labelledby="part-since">
      <Heading level={2} id="part-since">
        {t.outcome.since(dayAndTime(comparison.at))}
      </Heading>
      <p className="since-band">
        <span>{t.outcome.sinceBefore}</span> <BandTag band={band.before} label={band.beforeLabel} />{' '}
        <span>{t.outcome.sinceNow}</span> <BandTag band={band.after} label={band.afterLabel} />
      </p>
      {items.length === 0 ? (
        <Paragraph>{t.outcome.sinceSame}</Paragraph>
      ) : (
        <div className="table-scroll">
          <table className="since">
            <caption className="unseen">{t.outcome.sinceTable}</caption>
            <thead>
              <tr>
                <th scope="col">{t.assessment.question}</th>
                <th scope="col">{t.outcome.sinceBefore}</th>
                <th scope="col">{t.outcome.sinceNow}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.item}>
                  <th scope="row">{one.question}</th>
                  <td>{one.before ?? t.outcome.sinceNotAsked}</td>
                  <td>{one.after ?? t.outcome.sinceNotAsked}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Paragraph tone="soft">{t.outcome.sinceCount(comparison.same)}</Paragraph>
      {came.length === 0 ? null : <Titles label={t.outcome.sinceCame} rules={came} />}
      {went.length === 0 ? null : <Titles label={t.outcome.sinceWent} rules={went} />}
    </section>
  );
};

type Rules = NonNullable<AssessmentView['comparison']>['came'];

const Titles = ({ label, rules }: { readonly label: string; readonly rules: Rules }) => (
  <div className="since-rules">
    <p className="line-title">{label}</p>
    <ul className="bullets">
      {rules.map(({ id, title }) => (
        <li key={id}>{title}</li>
      ))}
    </ul>
  </div>
);
