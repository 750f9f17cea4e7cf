import { DeadlineMark } from '../dossiers/list.tsx';
import { BandTag } from '../parts/band.tsx';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { useTexts } from '../words.ts';
import { type Guide, itemsOf } from './assessment.tsx';

/** The outcome of what was answered up to now, always with the word that it may still change. */
export const SoFar = ({ guide }: { readonly guide: Guide }) => {
  const t = useTexts();
  const { outcome, howTaken } = guide.view;
  const unanswered = itemsOf(guide.view).some((one) => one.answer === null && !one.optional);
  const settled = unanswered ? t.assessment.settledOpen : t.assessment.settled;
  return (
    <aside className="so-far" aria-labelledby="so-far">
      <div className="card so-far-card">
        <Heading level={2} look={4} id="so-far">
          {t.assessment.soFar}
        </Heading>
        <BandTag band={outcome.band} label={outcome.bandLabel} extra={outcome.final ? null : t.dossiers.provisional} />
        {outcome.deadline === null ? null : <DeadlineMark deadline={outcome.deadline} />}
        <p className="tone-small">{outcome.final ? settled : t.assessment.soFarHelp}</p>
        <Button onClick={() => guide.goTo(null)}>{t.assessment.toOutcome}</Button>
      </div>
      <Disclosure summary={t.assessment.howTaken}>
        <p className="tone-small">{howTaken}</p>
      </Disclosure>
    </aside>
  );
};
