/** What is measured, and the limit that each has to keep. The limits are the product's requirement, in their unit. */

type Limit = {
  readonly unit: string;
  /** Ours divided by the peer of the same run: at most, or at least, so much; as the limit itself. */
  readonly times?: number;
} & ({ readonly most: number } | { readonly least: number });

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
  'unlock to a list, 10,000 / 250,000': { unit: 'ms', most: 300, times: 2 },
  'unlock to a list, 100,000 / 1,000,000': { unit: 'ms', most: 1200, times: 2 },
  // "does not grow with the entries", with room for noise: a choice
  'unlock, 250,000 against 40,000 entries': { unit: '×', most: 1.25 },
  'durable answer, 10,000 / 250,000, p95': { unit: 'ms', most: 6, times: 2.2 },
  'durable answer, 100,000 / 1,000,000, p95': { unit: 'ms', most: 6, times: 2.2 },
  'open a dossier of 200 entries, 10,000 / 250,000': { unit: 'ms', most: 60, times: 1.6 },
  'open a dossier of 200 entries, 100,000 / 1,000,000': { unit: 'ms', most: 60, times: 1.6 },
  'whole scan without signatures, 10,000 / 250,000': { unit: '× plain', most: 1.6 },
  'whole scan without signatures, 100,000 / 1,000,000': { unit: '× plain', most: 1.6 },
  'whole scan with signatures, 10,000 / 250,000': { unit: 'entries/s', least: 5000, times: 1 },
  'whole scan with signatures, 100,000 / 1,000,000': { unit: 'entries/s', least: 5000, times: 1 },
  'memory of the host after unlock, 10,000 / 250,000': { unit: 'MB', most: 350 },
  'disk, answers, 10,000 / 250,000': { unit: '× plain', most: 3.5 },
  'disk, answers, 100,000 / 1,000,000': { unit: '× plain', most: 3.5 },
  'disk, documents of 4 kB and more': { unit: '× plain', most: 1.2 },
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
  /** Others that it is shown beside, without a limit. */
  readonly shown?: readonly Peer[];
  /** How it was measured, and what else was seen. */
  readonly note: string;
  /** Something beside the limit that has to hold and does not. */
  readonly broken?: string;
};

/** Rows that are measured together. Those that are not asked for may be left out. */
export type Group = {
  readonly names: readonly Name[];
  readonly measure: (asked: ReadonlySet<Name>) => Promise<readonly Measured[]>;
};

const limitOf = (name: Name): Limit => limits[name];
const atMost = (name: Name): boolean => 'most' in limits[name];
const bound = (name: Name): number => {
  const limit = limitOf(name);
  return 'most' in limit ? limit.most : limit.least;
};
const within = (name: Name, value: number, limit: number): boolean => (atMost(name) ? value <= limit : value >= limit);

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Our value divided by that of the peer; of a rate, more is better. Nothing without a peer. */
const ratioOf = ({ value, peer }: Measured): number | undefined =>
  peer === undefined ? undefined : value / peer.value;

/** A peer that is not there (it did not install) leaves the limit in our own unit; the note says that it was skipped. */
export const isOk = (row: Measured): boolean => {
  const { name, value, broken } = row;
  const { times } = limitOf(name);
  const ratio = ratioOf(row);
  const keepsRatio = times === undefined || ratio === undefined || within(name, ratio, times);
  return broken === undefined && within(name, value, bound(name)) && keepsRatio;
};

/**
 * A row as a program reads it; `ratio` is our value divided by that of `against`, in the same unit.
 *
 * @param load - what else the machine had to do: processes that wanted a processor, in the last minute
 */
export const asJson = (row: Measured, load: number): string => {
  const { name, value, peer, shown } = row;
  const ratio = ratioOf(row);
  return JSON.stringify({
    name,
    value: rounded(value),
    unit: limits[name].unit,
    limit: bound(name),
    against: peer?.name ?? null,
    ratio: ratio === undefined ? null : rounded(ratio),
    ratioLimit: limitOf(name).times ?? null,
    shown: (shown ?? []).map((each) => ({ against: each.name, value: rounded(each.value) })),
    load: rounded(load),
    ok: isOk(row),
  });
};

/** A row that could not be measured. */
export const asFailedJson = (name: Name): string => {
  const { unit } = limits[name];
  return JSON.stringify({ name, value: null, unit, limit: bound(name), against: null, ratio: null, ok: false });
};

const widest = Math.max(...Object.keys(limits).map((name) => name.length));

/** A row as a person reads it. */
export const asText = (row: Measured, load: number): string => {
  const { name, value, peer, shown, note, broken } = row;
  const { unit, times } = limitOf(name);
  const sign = atMost(name) ? '≤' : '≥';
  const ratio = ratioOf(row);
  const allowed = times === undefined ? '' : ` (${sign} ${times} ×)`;
  const beside =
    peer === undefined ? '' : `${ratio?.toFixed(2)} ×${allowed} ${peer.name} (${rounded(peer.value)} ${unit})`;
  const others = (shown ?? []).map((each) => `beside ${each.name}: ${rounded(each.value)} ${unit}`);
  const columns = [
    name.padEnd(widest),
    String(rounded(value)).padStart(8),
    unit.padEnd(9),
    `${sign} ${bound(name)}`.padEnd(7),
  ];
  const lines = [...others, `${note}; load ${load.toFixed(1)}`, ...(broken === undefined ? [] : [broken])].map(
    (line) => `       ${line}`,
  );
  return [`${isOk(row) ? 'ok  ' : 'FAIL'}  ${columns.join(' ')} ${beside}`.trimEnd(), ...lines].join('\n');
};

export const asFailedText = (name: Name, reason: string): string =>
  `FAIL  ${name.padEnd(widest)} could not be measured: ${reason}`;
