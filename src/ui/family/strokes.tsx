import type { Line, Place, Shape } from './drawn.ts';

/** Square, circle or diamond: a drawing of who keeps the record, and no statement about anyone. Not known is a diamond. */
export const Mark = ({ shape }: { readonly shape: Shape }) => {
  switch (shape) {
    case 'vierkant':
      return <rect className="symbol" x="-30" y="-30" width="60" height="60" rx="3" />;
    case 'rond':
      return <circle className="symbol" r="32" />;
    case 'ruit':
      return <path className="symbol" d="M0-36 36 0 0 36-36 0z" />;
  }
};

/** Who lives together: one area that goes from each to the next, so that nobody else comes to stand in it. */
export const Area = ({ spots, label }: { readonly spots: readonly Place[]; readonly label: string }) => {
  const order = spots.toSorted((a, b) => a.y - b.y || a.x - b.x);
  const [first] = order;
  if (first === undefined) return null;
  const path = `${order.map(({ x, y }, n) => `${n === 0 ? 'M' : 'L'}${x} ${y + 10}`).join('')}h0.1`;
  return (
    <g className="household">
      <path className="area-edge" d={path} />
      <path className="area" d={path} />
      <text x={first.x} y={first.y - 45} textAnchor="middle">
        {label}
      </text>
    </g>
  );
};

/** How far from the middle of a symbol a line ends. */
const reach = 40;

/** The lines between people. They are read aloud with the people too, and stand in the table. */
export const Lines = ({
  lines,
  places,
  names,
  violence,
}: {
  readonly lines: readonly Line[];
  readonly places: ReadonlyMap<string, Place>;
  readonly names: Readonly<Record<string, string>>;
  readonly violence: string;
}) => {
  const beside = new Map<string, number>();
  return (
    <g>
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerUnits="userSpaceOnUse"
          markerWidth="15"
          markerHeight="15"
          orient="auto"
        >
          <path className="arrow" d="M0 0 10 5 0 10z" />
        </marker>
      </defs>
      {lines.map(({ id, kind, from, to }) => {
        const a = places.get(from);
        const b = places.get(to);
        if (a === undefined || b === undefined) return null;
        // several lines between the same two lie beside each other, so that none hides another
        const pair = [from, to].toSorted().join(' ');
        const nth = beside.get(pair) ?? 0;
        beside.set(pair, nth + 1);
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const far = Math.hypot(dx, dy) || 1;
        const [ux, uy] = [dx / far, dy / far];
        const upward = ux < 0 || (ux === 0 && uy > 0) ? -1 : 1;
        const [ox, oy] = [uy * upward * nth * 34, -ux * upward * nth * 34];
        const [x1, y1] = [a.x + ux * reach + ox, a.y + uy * reach + oy];
        const [x2, y2] = [b.x - ux * reach + ox, b.y - uy * reach + oy];
        const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
        const directed = kind === 'geweld' || kind === 'verzorger' || kind === 'ouder';
        return (
          <g key={id} className={`tie tie-${kind}`} data-line={id}>
            <line x1={x1} y1={y1} x2={x2} y2={y2} {...(directed ? { markerEnd: 'url(#arrow)' } : {})} />
            {kind === 'ex-partner' ? <path d={`M${mx - 10} ${my + 10} l8-20 M${mx + 2} ${my + 10} l8-20`} /> : null}
            <text x={mx} y={my + (kind === 'ex-partner' ? 26 : -8)} textAnchor="middle">
              {kind === 'geweld' ? violence : (names[kind] ?? kind)}
            </text>
          </g>
        );
      })}
    </g>
  );
};
