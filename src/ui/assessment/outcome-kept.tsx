import type { OutcomeView } from '#host/views.ts';
import { Heading } from '../parts/heading.tsx';
import { useTexts } from '../words.ts';

/** What was written down to come back to, such as the date of the next look. No rule reads it. */
export const Kept = ({ kept }: { readonly kept: OutcomeView['kept'] }) => {
  const t = useTexts();
  if (kept.length === 0) return null;
  return (
    <section className="card" aria-labelledby="part-kept">
      <Heading level={2} id="part-kept">
        {t.outcome.kept}
      </Heading>
      <dl className="kept">
        {kept.map((one) => (
          <div key={one.question}>
            <dt>{one.question}</dt>
            <dd>{one.answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
