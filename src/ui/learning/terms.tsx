import type { TermView } from '#host/views.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { useTexts } from '../words.ts';

/** Words of the trade, explained where they stand. */
export const Terms = ({ terms }: { readonly terms: readonly TermView[] }) => {
  const t = useTexts();
  if (terms.length === 0) return null;
  return (
    <Disclosure summary={t.learning.terms(terms.map(({ term }) => term).join(', '))}>
      <dl className="learn-terms">
        {terms.map(({ term, explanation }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{explanation}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
};
