import type { MapService } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';

/** The chosen services in large print, to hand over: no word about who gets it, and a heading that tells nothing. */
export const Paper = ({
  services,
  empty,
}: {
  readonly services: readonly MapService[];
  readonly empty: () => void;
}) => {
  const t = useTexts();
  if (services.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="map-paper">
      <Heading level={2} look={3} id="map-paper">
        {t.socialMap.paper}
      </Heading>
      <Notice tone="warn" title={t.socialMap.paperWarn} />
      <div className="paper-list">
        <p className="paper-title">{t.socialMap.paperTitle}</p>
        <p>{t.socialMap.paperDanger}</p>
        <ul>
          {services.map((one) => (
            <li key={one.id}>
              <strong>{one.phone ?? t.socialMap.noNumber}</strong>
              <span>
                {one.name}
                {one.hours === null ? '' : `, ${one.hours}`}
                {one.phone === null && one.url !== null ? `, ${one.url}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="form-actions">
        <Button look="primary" onClick={() => window.print()}>
          {t.socialMap.print}
        </Button>
        <Button look="subtle" onClick={empty}>
          {t.socialMap.emptyPaper}
        </Button>
      </div>
    </section>
  );
};
