import { appendFileSync } from 'node:fs';

/** What was shown of one claim about the vault, with its number: a row of the table that `npm test` and `npm run torture` end with. */
export type ProofRow = {
  readonly claim: 'V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6' | 'V7' | 'crypto';
  readonly what: string;
  readonly numbers: string;
  /** How often it did not hold. */
  readonly failed: number;
};

/** Says a row here, and hands it to whoever makes the table: `BAKEN_PROOF` names the file they are gathered in. */
export const prove = (row: ProofRow): void => {
  const file = process.env.BAKEN_PROOF;
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
  process.stdout.write(
    `${row.claim} ${row.what}: ${row.numbers}${row.failed === 0 ? '' : ` (${row.failed} FAILED)`}\n`,
  );
};
