import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ProofRow } from './proof.ts';
import { proofTable } from './proof-table.mjs';

const tableOf = (rows: readonly ProofRow[], needed: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'baken-rows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'rows');
  if (rows.length > 0) writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return proofTable(file, needed);
};
const kills: ProofRow = { claim: 'V3', what: 'killed', numbers: '500 kills, 0 lost', failed: 0 };
const flips: ProofRow = { claim: 'V2', what: 'altered', numbers: '2000, 1 unseen', failed: 1 };

test('every row is told in the order of the claims, and what failed is named', () => {
  const { lines, failures } = tableOf([kills, flips], ['V2', 'V3']);
  expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
    'FAILED V2 altered 2000, 1 unseen',
    'ok V3 killed 500 kills, 0 lost',
  ]);
  expect(failures).toEqual(['V2 altered']);
});

test('a claim without a row failed, and so did everything when nothing was shown', () => {
  expect(tableOf([kills], ['V3', 'V4']).failures).toEqual(['V4 was not shown: there is no row for it']);
  expect(tableOf([], ['V2', 'V3']).failures).toHaveLength(2);
});
