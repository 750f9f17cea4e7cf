import { describe, expect, test } from 'vitest';
import { assess } from '#core/assess.ts';
import { faults, library } from './content.ts';
import { caseOf, differences, instrumentOf, vignetteFiles, vignettesIn } from './vignettes.ts';

test('there are vignettes of every instrument, and nothing in forms, rules or resources is refused', () => {
  const told = new Map(vignetteFiles.map((file) => [instrumentOf(file), 0]));
  for (const file of vignetteFiles)
    told.set(instrumentOf(file), (told.get(instrumentOf(file)) ?? 0) + vignettesIn(file).length);
  const instruments = new Set([...library.packs.values()].map((pack) => pack.id));
  for (const id of instruments) expect([id, (told.get(id) ?? 0) >= 8]).toEqual([id, true]);
  expect(faults).toEqual([]);
});

describe.each(vignetteFiles)('%s', (file) => {
  test.each(vignettesIn(file))('$title', async (vignette) => {
    const decided = await assess(library, caseOf(instrumentOf(file), vignette));
    if (!decided.ok) throw new Error(`${decided.error.at}: ${decided.error.message}`);
    expect(differences(vignette, decided.value.outcome)).toEqual([]);
  });
});

test('what weighs most is said first', async () => {
  const answers = { 'PG-01': 'ja', 'PG-29': 3, 'PG-15': 'ja', 'PG-15-klachten': ['stem'] };
  const decided = await assess(library, { instrument: 'PG', on: '2026-11-23T10:00:00+01:00', rest: 'nee', answers });
  if (!decided.ok) throw new Error(decided.error.message);
  expect(decided.value.outcome.texts[0]).toMatch(/^Bel 112/);
});
