import type { DossierView } from '#host/views.ts';
import { fullDate } from '../moment.ts';
import { BandTag } from '../parts/band.tsx';
import { Heading } from '../parts/heading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';

type Assessment = DossierView['assessments'][number];

/** Of each instrument and person that were assessed more than once: the bands in words, oldest first. */
export const Trend = ({ view }: { readonly view: DossierView }) => {
  const t = useTexts();
  const groups = new Map<string, Assessment[]>();
  for (const one of view.assessments.toReversed()) {
    const key = `${one.instrument} ${one.about ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const several = [...groups.entries()].filter(([, all]) => all.length > 1);
  if (several.length === 0) return null;
  return (
    <section className="card" aria-labelledby="trend">
      <Heading level={2} look={3} id="trend">
        {t.timeline.trend}
      </Heading>
      <Paragraph tone="soft">{t.timeline.trendHelp}</Paragraph>
      {several.map(([key, all]) => (
        <div key={key} className="trend">
          <Heading level={3} look={4}>
            {all[0]?.title}
            {all[0]?.about == null ? '' : ` · ${all[0].about}`}
          </Heading>
          <ol className="trend-bands">
            {all.map((one) => (
              <li key={one.assessment}>
                <time dateTime={one.startedAt}>{fullDate(one.startedAt)}</time>
                {one.band === null ? (
                  <span className="row-meta">{one.bandLabel}</span>
                ) : (
                  <BandTag band={one.band} label={one.bandLabel} extra={one.final ? null : t.dossiers.provisional} />
                )}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
};
