import { randomFrom } from '#core/check/witness.ts';
import { createFinder } from '#host/finder.ts';
import { foldRow } from '#host/open-vault.ts';
import { DossierId, EntryId } from '#vault/entry.ts';
import { library } from './cases.ts';
import type { Group, Measured, Name } from './row.ts';
import { percentile, spread } from './timing.ts';

/** What is typed, letter by letter: a name that is there, a word that all have, words of two fields, and nothing. */
const typed = ['dossier 7', 'geschreeuw', 'linde buur', 'zzzz'].flatMap((text) =>
  Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)),
);

const words = ['Linde', 'Vijver', 'Koekoek', 'Zolder', 'Mortier', 'Céline', 'Dossier'];

/** Rows as the vault hands them over, made by the fold of the app itself. */
const rowsOf = (count: number) => {
  const next = randomFrom(7);
  return Array.from({ length: count }, (_, n) => {
    const dossier = DossierId.parse(n.toString(16).padStart(32, '0'));
    const at = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
    const entry = (sequence: number, content: Record<string, string>) => ({
      id: EntryId.parse(`${dossier}:${String(sequence).padStart(32, '0')}`),
      dossier,
      device: '',
      sequence,
      at,
      intent: '',
      part: 0,
      content,
    });
    const label = `${words[Math.floor(next() * words.length)] ?? ''} ${n}`;
    const opened = foldRow(undefined, entry(1, { kind: 'dossier-opened', label }));
    const text = `De buurvrouw hoorde geschreeuw in nummer ${n} en belde daarna met de huisarts.`;
    const signal = { kind: 'signal', text, about: 'gezegd', saidBy: 'buurvrouw' };
    return { dossier, row: foldRow(opened, entry(2, signal)), damaged: false };
  });
};

const measureAt = (name: Name, count: number): Measured => {
  const rows = rowsOf(count);
  const finder = createFinder({ library });
  const begun = performance.now();
  const { total } = finder.page(rows, '', 0);
  const first = performance.now() - begun;
  if (total !== count) throw new Error(`${total} of ${count} rows were read`);
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1)
    for (const text of typed) {
      const start = performance.now();
      finder.page(rows, text, 0);
      times.push(performance.now() - start);
    }
  const note = `${spread(times)} letters; the first list after unlocking ${first.toFixed(0)} ms; rows in memory, as after unlocking`;
  return { name, value: percentile(times, 0.95), note };
};

export const searching: Group = {
  names: ['search, 10,000 dossiers, p95', 'search, 100,000 dossiers, p95'],
  measure: async () => [
    measureAt('search, 10,000 dossiers, p95', 10_000),
    measureAt('search, 100,000 dossiers, p95', 100_000),
  ],
};
