import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { assess } from '#core/assess.ts';
import { faults, library } from './content.ts';

const folder = new URL('../vignettes/', import.meta.url).pathname;
const codes = z.array(z.string()).optional();

const Vignette = z.strictObject({
  title: z.string(),
  origin: z.string().min(5),
  answers: z.record(z.string(), z.unknown()),
  rest: z.literal('nee').optional(),
  on: z.string().optional(),
  expected: z.strictObject({
    band: z.string().nullable().optional().describe('null: nothing was entered'),
    final: z.boolean().optional(),
    deadline: z.string().nullable().optional(),
    refers: codes,
    refersNot: codes,
    blocks: codes,
    blocksNot: codes,
    next: codes,
    nextNot: codes,
    measures: codes,
    causes: codes,
    causesNot: codes,
    applies: codes,
    appliesNot: codes,
    stops: codes,
    open: z.array(z.strictObject({ item: z.string(), could: z.string() })).optional(),
    score: z.record(z.string(), z.unknown()).optional(),
    flag: z.string().nullable().optional(),
    contributing: codes,
    texts: codes,
  }),
});

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there are vignettes, and nothing in forms, rules or resources is refused', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

describe.each(files)('%s', (name) => {
  const vignettes = z.array(Vignette).parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const instrument = name.split('-')[0];

  test.each(vignettes)('$title', async ({ answers, rest, on, expected }) => {
    const decided = await assess(library, {
      instrument,
      on: on ?? '2026-11-23T10:00:00+01:00',
      answers,
      ...(rest && { rest }),
    });
    if (!decided.ok) throw new Error(`${decided.error.at}: ${decided.error.message}`);
    const { outcome } = decided.value;
    const referred = outcome.referrals.map(({ code }) => code);
    const acting = outcome.rules.filter(({ acts }) => acts).map(({ id }) => id);
    const inside = (wanted: readonly string[] | undefined, found: readonly string[]) =>
      expect(found).toEqual(expect.arrayContaining([...(wanted ?? [])]));
    const outside = (unwanted: readonly string[] | undefined, found: readonly string[]) =>
      expect(found.filter((code) => unwanted?.includes(code))).toEqual([]);
    if (expected.band !== undefined) expect(outcome.band).toBe(expected.band);
    if (expected.final !== undefined) expect(outcome.final).toBe(expected.final);
    if (expected.deadline !== undefined) expect(outcome.deadline?.code ?? null).toBe(expected.deadline);
    if (expected.measures !== undefined)
      expect([...outcome.measures].toSorted()).toEqual([...expected.measures].toSorted());
    if (expected.stops !== undefined) expect(outcome.stops).toEqual(expected.stops);
    if (expected.flag !== undefined) expect(outcome.flag).toBe(expected.flag);
    if (expected.score !== undefined) expect(outcome.score).toMatchObject(expected.score);
    if (expected.open !== undefined)
      expect(outcome.open.map(({ item, could }) => ({ item, could }))).toEqual(
        expect.arrayContaining([...expected.open]),
      );
    inside(expected.refers, referred);
    outside(expected.refersNot, referred);
    inside(expected.blocks, outcome.blocked);
    outside(expected.blocksNot, outcome.blocked);
    inside(expected.next, outcome.next);
    outside(expected.nextNot, outcome.next);
    inside(expected.causes, outcome.causes);
    outside(expected.causesNot, outcome.causes);
    inside(expected.contributing, outcome.contributing);
    inside(expected.applies, acting);
    outside(expected.appliesNot, acting);
    for (const text of expected.texts ?? []) expect(outcome.texts.join('\n')).toContain(text);
  });
});

test('what weighs most is said first', async () => {
  const answers = { 'PG-01': 'ja', 'PG-29': 3, 'PG-15': 'ja', 'PG-15-klachten': ['stem'] };
  const decided = await assess(library, { instrument: 'PG', on: '2026-11-23T10:00:00+01:00', rest: 'nee', answers });
  if (!decided.ok) throw new Error(decided.error.message);
  expect(decided.value.outcome.texts[0]).toMatch(/^Bel 112/);
});
