/** What is measured, and the limit that each has to keep. The limits are the product's requirement, in their unit. */

type Limit = { readonly unit: string } & ({ readonly most: number } | { readonly least: number });

export const instruments = ['PG', 'ASG', 'KJV', 'SGM', 'SMA', 'OSM', 'PTS', 'PHZ', 'EXT'] as const;
export const limits = {
  'outcome PG, all answered': { unit: 'ms', most: 3 },
  'outcome ASG, all answered': { unit: 'ms', most: 3 },
  'outcome KJV, all answered': { unit: 'ms', most: 3 },
  'outcome SGM, all answered': { unit: 'ms', most: 3 },
  'outcome SMA, all answered': { unit: 'ms', most: 3 },
  'outcome OSM, all answered': { unit: 'ms', most: 3 },
  'outcome PTS, all answered': { unit: 'ms', most: 3 },
  'outcome PHZ, all answered': { unit: 'ms', most: 3 },
  'outcome EXT, all answered': { unit: 'ms', most: 3 },
  'outcome PG, many open': { unit: 'ms', most: 8 },
  'outcome ASG, many open': { unit: 'ms', most: 8 },
  'outcome KJV, many open': { unit: 'ms', most: 8 },
  'outcome SGM, many open': { unit: 'ms', most: 8 },
  'outcome SMA, many open': { unit: 'ms', most: 8 },
  'outcome OSM, many open': { unit: 'ms', most: 8 },
  'outcome PTS, many open': { unit: 'ms', most: 8 },
  'outcome PHZ, many open': { unit: 'ms', most: 8 },
  'outcome EXT, many open': { unit: 'ms', most: 8 },
  'batch of all': { unit: 'cases/s', least: 1000 },
  'answer to next question, p95': { unit: 'ms', most: 10 },
  'unlock to a list, 10,000 / 250,000': { unit: 'ms', most: 300 },
  'durable answer, 10,000 / 250,000, p95': { unit: 'ms', most: 6 },
  'open a dossier of 200 entries': { unit: 'ms', most: 60 },
  'whole scan with signatures': { unit: 'entries/s', least: 5000 },
  'memory after unlock, 10,000 / 250,000': { unit: 'MB', most: 350 },
  'disk, answers': { unit: '× plain', most: 3.5 },
  'backup with proof, 10,000 / 250,000': { unit: 's', most: 90 },
  'typing during a backup, p95': { unit: 'ms', most: 50 },
  'search, 10,000 dossiers, p95': { unit: 'ms', most: 20 },
  'search, 100,000 dossiers, p95': { unit: 'ms', most: 80 },
  'letter, warm': { unit: 'ms', most: 150 },
  'letter, cold': { unit: 'ms', most: 1000 },
  'check of all instruments': { unit: 's', most: 10 },
  'start to unlock screen': { unit: 'ms', most: 1500 },
  'first load, brotli': { unit: 'kB', most: 350 },
} as const satisfies Record<string, Limit>;

export type Name = keyof typeof limits;

/** What a peer reached in the same run, in the unit of the row. */
export type Peer = { readonly name: string; readonly value: number };

export type Measured = {
  readonly name: Name;
  readonly value: number;
  readonly peer?: Peer;
  /** How it was measured, and what else was seen. */
  readonly note: string;
  /** Something beside the limit that has to hold and does not. */
  readonly broken?: string;
};

/** Rows that are measured together. */
export type Group = { readonly names: readonly Name[]; readonly measure: () => Promise<readonly Measured[]> };

const atMost = (name: Name): boolean => 'most' in limits[name];
const bound = (name: Name): number => {
  const limit: Limit = limits[name];
  return 'most' in limit ? limit.most : limit.least;
};
const keeps = (name: Name, value: number): boolean => (atMost(name) ? value <= bound(name) : value >= bound(name));

const rounded = (value: number): number => Number(value.toPrecision(4));

/** A row as a program reads it; `ratio` is our value divided by that of `against`, in the same unit. */
export const asJson = ({ name, value, peer, broken }: Measured): string =>
  JSON.stringify({
    name,
    value: rounded(value),
    unit: limits[name].unit,
    limit: bound(name),
    against: peer?.name ?? null,
    ratio: peer === undefined ? null : rounded(value / peer.value),
    ok: isOk({ name, value, ...(broken === undefined ? {} : { broken }) }),
  });

/** A row that could not be measured. */
export const asFailedJson = (name: Name): string => {
  const { unit } = limits[name];
  return JSON.stringify({ name, value: null, unit, limit: bound(name), against: null, ratio: null, ok: false });
};

export const isOk = ({ name, value, broken }: Pick<Measured, 'name' | 'value' | 'broken'>): boolean =>
  broken === undefined && keeps(name, value);

const widest = Math.max(...Object.keys(limits).map((name) => name.length));

/** A row as a person reads it. */
export const asText = (row: Measured): string => {
  const { name, value, peer, note, broken } = row;
  const { unit } = limits[name];
  const limit = `${atMost(name) ? '≤' : '≥'} ${bound(name)}`;
  const beside =
    peer === undefined ? '' : `${(value / peer.value).toFixed(2)} × ${peer.name} (${rounded(peer.value)} ${unit})`;
  const columns = [name.padEnd(widest), String(rounded(value)).padStart(8), unit.padEnd(8), limit.padEnd(7)];
  const lines = [note, ...(broken === undefined ? [] : [broken])].map((line) => `       ${line}`);
  return [`${isOk(row) ? 'ok  ' : 'FAIL'}  ${columns.join(' ')} ${beside}`.trimEnd(), ...lines].join('\n');
};

export const asFailedText = (name: Name, reason: string): string =>
  `FAIL  ${name.padEnd(widest)} could not be measured: ${reason}`;
