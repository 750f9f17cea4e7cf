import { existsSync, readFileSync } from 'node:fs';

/**
 * The table of what was shown of each claim about the vault, from the rows that tests and long proofs left in a file. Plain
 * JavaScript for Node 20.
 */

/** Every claim, in the order of the table. */
export const order = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'crypto'];

/**
 * @param needed - claims that must have a row, or fail for want of one
 * @returns the lines to print, and what failed, by name
 */
export const proofTable = (file, needed) => {
  const rows = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(JSON.parse) : [];
  const failures = rows.filter(({ failed }) => failed > 0).map(({ claim, what }) => `${claim} ${what}`);
  for (const claim of needed)
    if (!rows.some((row) => row.claim === claim)) failures.push(`${claim} was not shown: there is no row for it`);
  const sorted = rows.toSorted(
    (a, b) => order.indexOf(a.claim) - order.indexOf(b.claim) || a.what.localeCompare(b.what),
  );
  const width = Math.max(0, ...sorted.map(({ what }) => what.length));
  const lines = sorted.map(
    ({ claim, what, numbers, failed }) =>
      `${failed > 0 ? 'FAILED' : 'ok    '}  ${claim.padEnd(6)}  ${what.padEnd(width)}  ${numbers}`,
  );
  return { lines, failures };
};
