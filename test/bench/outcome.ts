import { assess } from '#core/assess.ts';
import { library, type RawCase, someCases } from './cases.ts';
import { type Group, instruments, type Measured, type Name } from './row.ts';
import { median, spread, timed } from './timing.ts';

/** One outcome, from the case as it is parsed to the bands, referrals, rules and reasons that come of it. */

const warmUp = 200;
const samples = 400;
/** Of the half answered cases, the part with the most left to answer: the others say little about working that out. */
const mostOpen = 0.25;

const outcomeOf = async (raw: RawCase) => {
  const decided = await assess(library, raw);
  if (!decided.ok) throw new Error(`${raw.id}: ${decided.error.at}: ${decided.error.message}`);
  return decided.value.outcome;
};

const measured = async (name: Name, cases: readonly RawCase[]): Promise<Measured> => {
  for (let index = 0; index < warmUp; index += 1) await outcomeOf(at(cases, index));
  const times: number[] = [];
  let open = 0;
  for (let index = 0; index < samples; index += 1) {
    const { ms, gave } = await timed(() => outcomeOf(at(cases, index)));
    times.push(ms);
    open += gave.open.length;
  }
  const note = `${spread(times)} over ${cases.length} cases; ${(open / samples).toFixed(0)} open items on average`;
  return { name, value: median(times), note };
};

const at = (cases: readonly RawCase[], index: number): RawCase => {
  const one = cases[index % cases.length];
  if (one === undefined) throw new Error('No case fits');
  return one;
};

const settled = async (cases: readonly RawCase[]): Promise<readonly RawCase[]> => {
  const open = await Promise.all(cases.map(async (raw) => (await outcomeOf(raw)).open.length));
  return cases.filter((_, index) => open[index] === 0);
};

const openMost = async (cases: readonly RawCase[]): Promise<readonly RawCase[]> => {
  const counted = await Promise.all(cases.map(async (raw) => ({ raw, open: (await outcomeOf(raw)).open.length })));
  const sorted = counted.toSorted((a, b) => b.open - a.open);
  return sorted.slice(0, sorted.length * mostOpen).map(({ raw }) => raw);
};

export const outcome: readonly Group[] = instruments.flatMap((id) => {
  const all: Name = `outcome ${id}, all answered`;
  const many: Name = `outcome ${id}, many open`;
  return [
    {
      names: [all],
      measure: async () => [await measured(all, await settled(someCases(1, id, 'whole', 100)))],
    },
    {
      names: [many],
      measure: async () => [await measured(many, await openMost(someCases(2, id, 'half', 200)))],
    },
  ];
});
