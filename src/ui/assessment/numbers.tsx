import type { ServiceView } from '#host/views.ts';
import { useTexts } from '../words.ts';

/** Whom to call in danger, large enough to read from the phone's distance. */
export const Numbers = ({ numbers }: { readonly numbers: readonly ServiceView[] }) => {
  const t = useTexts();
  return (
    <ul className="numbers" aria-label={t.assessment.numbers}>
      {numbers.map((service) => (
        <li key={service.id}>
          <strong>{service.phone ?? t.outcome.noNumber}</strong>
          <span>{service.name}</span>
        </li>
      ))}
    </ul>
  );
};
