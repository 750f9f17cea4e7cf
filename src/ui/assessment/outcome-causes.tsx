import type { CauseView, OutcomeView } from '#host/views.ts';
import { MoreAbout } from '../learning/card.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';

/** Where the violence comes from, the step that addresses it, and what to do or say first; and what plays along. */
export const Causes = ({ outcome }: { readonly outcome: OutcomeView }) => {
  const t = useTexts();
  return (
    <>
      {outcome.causes.length === 0 ? null : (
        <section className="card" aria-labelledby="part-causes">
          <Heading level={2} id="part-causes">
            {t.outcome.causes}
          </Heading>
          <ul className="causes">
            {outcome.causes.map((cause) => (
              <Cause key={cause.code} cause={cause} />
            ))}
          </ul>
        </section>
      )}
      {outcome.contributing.length === 0 ? null : (
        <section className="card" aria-labelledby="part-contributing">
          <Heading level={2} id="part-contributing">
            {t.outcome.contributing}
          </Heading>
          <Paragraph tone="soft">{t.outcome.contributingHelp}</Paragraph>
          <ul className="causes">
            {outcome.contributing.map((cause) => (
              <Cause key={cause.code} cause={cause} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

const Cause = ({ cause }: { readonly cause: CauseView }) => {
  const t = useTexts();
  return (
    <li className="cause">
      <Heading level={3} look={3}>
        {cause.label}
      </Heading>
      <p>{cause.step}</p>
      {cause.lens === null ? null : (
        <p className="tone-small">
          <strong>{t.assessment.lens}: </strong>
          {cause.lens}
        </p>
      )}
      {cause.interventions.length === 0 ? null : (
        <ul className="interventions">
          {cause.interventions.map((one) => (
            <li key={`${one.for}${one.do}`}>
              <p>
                <strong>{t.outcome.interventionFor[one.for]}: </strong>
                {one.do}
              </p>
              {one.say === null ? null : (
                <p className="say">
                  {t.outcome.say} <q>{one.say}</q>
                </p>
              )}
              {one.referrals.length === 0 ? null : <p className="row-meta">{one.referrals.join(' · ')}</p>}
            </li>
          ))}
        </ul>
      )}
      {cause.card === null ? null : <MoreAbout card={cause.card} title={cause.label} />}
      {cause.source === '' ? null : (
        <p className="source">
          {t.outcome.source}: {cause.source}
        </p>
      )}
    </li>
  );
};
