import { expect, test } from 'vitest';
import { checkContent } from '#host/check.ts';
import { content } from '../content.ts';
import { changed } from '../edited.ts';

const on = Date.parse('2026-11-23T10:00:00+01:00');

test('all forms, rules and resources stand', async () => {
  const checked = await checkContent(content, on, false);
  expect(checked.faults).toEqual([]);
  if (checked.kind !== 'checked') throw new Error('refused');
  const { counts, readability, reached } = checked;
  expect(counts.instruments).toBe(9);
  // Each variant in each instrument that has it, and beside them bands, causes, flags, scores.
  expect(reached.length).toBeGreaterThan(counts.variants);
  expect(readability.map(({ file }) => file)).toContain('rules/PG@1.0.0.json');
}, 60_000);

test('what does not fit its schema is told first, and nothing is proved of the rest', async () => {
  const checked = await checkContent(
    changed(content, 'rules/PG@1.0.0.json', () => '{'),
    on,
    false,
  );
  expect(checked.kind).toBe('refused');
  expect(checked.faults.map(({ file }) => file)).toContain('rules/PG@1.0.0.json');
});
