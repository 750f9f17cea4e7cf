import { createFinder } from '#host/finder.ts';
import { foldRow } from '#host/open-vault.ts';
import { DossierId, EntryId } from '#vault/entry.ts';
import type { JsonObject } from '#vault/json.ts';
import { library } from './cases.ts';
import { contentsOf, idOf } from './contents.ts';
import type { Group, Measured, Name } from './row.ts';
import { percentile, spread } from './timing.ts';

/** What is typed, letter by letter: a name that is there, a word that all have, words of two fields, and nothing. */
const typed = ['dossier 7', 'geschreeuw', 'linde buur', 'zzzz'].flatMap((text) =>
  Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)),
);

/** Rows as the vault hands them over, made by the fold of the app itself: a signal and an assessment each. */
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const dossier = DossierId.parse(idOf(`dossier ${n}`));
    const at = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
    const row = contentsOf(n, 4).reduce<JsonObject | undefined>((before, content, part) => {
      const id = EntryId.parse(`${dossier}:${String(part).padStart(32, '0')}`);
      return foldRow(before, { id, dossier, device: '', sequence: part + 1, at, content });
    }, undefined);
    if (row === undefined) throw new Error('No row');
    return { dossier, row, damaged: false };
  });

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
