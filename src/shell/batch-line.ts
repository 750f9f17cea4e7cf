import { assess, type Library } from '#core/assess.ts';
import { jsonFailureInWords, readJson } from '#core/json-text.ts';

/** What one line of a batch becomes: the line to write, and whether the case was refused. */
export type LineOutcome = { readonly text: string; readonly refused: boolean };

/**
 * Decides the case on one line.
 *
 * @param number - of the line in its file, from 1; the place of a line that is no JSON
 */
export const decideLine = async (library: Library, line: string, number: number): Promise<LineOutcome> => {
  const read = readJson(line);
  if (!read.ok) {
    const at = read.error.kind === 'no-json' ? `regel ${number}` : read.error.at;
    return refusal(null, { kind: 'case-refused', at, message: jsonFailureInWords(read.error) });
  }
  const raw = read.value;
  const decided = await assess(library, raw);
  return decided.ok
    ? { text: JSON.stringify(decided.value.outcome), refused: false }
    : refusal(idOf(raw), decided.error);
};

const refusal = (id: string | number | null, error: object): LineOutcome => ({
  text: JSON.stringify({ id, error }),
  refused: true,
});

const idOf = (raw: unknown): string | number | null => {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
};
