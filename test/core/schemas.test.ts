import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Instrument } from '#core/instrument.ts';
import { Learning } from '#core/learning.ts';
import { RuleFile } from '#core/rules.ts';

/** The schemas beside the forms and rules, for the author's editor. `BAKEN_WRITE_SCHEMAS=1` writes them anew. */
test.each([
  ['forms/instrument.schema.json', Instrument, 'An instrument of Baken'],
  ['rules/rules.schema.json', RuleFile, 'Decision rules of Baken'],
  ['resources/learning.schema.json', Learning, 'Cards to learn from in Baken'],
] as const)('%s says what the code checks', (path, schema, title) => {
  const file = new URL(`../../${path}`, import.meta.url);
  const made = `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  if (process.env.BAKEN_WRITE_SCHEMAS === '1') writeFileSync(file, made);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(made));
});
