import type { OutcomeView } from '#host/views.ts';

type Band = OutcomeView['band'];

/** Filled bars beside the label, so that the band is also told apart without colour. */
const heights: Record<Band, number> = {
  ACUUT: 5,
  HOOG: 4,
  VERHOOGD: 3,
  BEPERKT_ZICHT: 2,
  AANDACHT: 1,
  GEEN_SIGNAAL: 0,
};

const classes: Record<Band, string> = {
  ACUUT: 'band-acuut',
  HOOG: 'band-hoog',
  VERHOOGD: 'band-verhoogd',
  BEPERKT_ZICHT: 'band-beperkt',
  AANDACHT: 'band-aandacht',
  GEEN_SIGNAAL: 'band-geen',
};

export const bandClass = (band: Band): string => classes[band];

export const BandMark = ({ band }: { readonly band: Band }) => (
  <svg className="band-mark" viewBox="0 0 26 16" aria-hidden="true" focusable="false">
    {[1, 2, 3, 4, 5].map((step) => (
      <rect
        key={step}
        className={step <= heights[band] ? 'on' : 'off'}
        x={(step - 1) * 5 + 0.5}
        y={13 - step * 2.4}
        width="3.6"
        height={2.4 + step * 2.4}
        rx="0.8"
      />
    ))}
  </svg>
);

export const BandTag = ({
  band,
  label,
  extra,
}: {
  readonly band: Band;
  readonly label: string;
  readonly extra?: string | null;
}) => (
  <span className={`band-tag ${classes[band]}`}>
    <BandMark band={band} />
    <span>{label}</span>
    {extra ? <span className="band-extra">{extra}</span> : null}
  </span>
);
