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
        <BandTag band={band.before} label={band.beforeLabel} /> <span aria-hidden="true">→</span>
        <span className="unseen">{t.outcome.sinceTo}</span> <BandTag band={band.after} label={band.afterLabel} />
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
      {came.length === 0 ? null : (
        <p>
          <strong>{t.outcome.sinceCame}: </strong>
          {came.map(({ title }) => title).join(' · ')}
        </p>
      )}
      {went.length === 0 ? null : (
        <p>
          <strong>{t.outcome.sinceWent}: </strong>
          {went.map(({ title }) => title).join(' · ')}
        </p>
      )}
    </section>
  );
};
