import { fail, ok, type Result } from './result.ts';

/** Why a text is not taken as JSON. `at` is the path of a key that stands twice in one object. */
export type JsonFailure = { readonly kind: 'no-json' } | { readonly kind: 'repeated-key'; readonly at: string };

/**
 * Reads JSON in which no key stands twice: of two answers to one question `JSON.parse` keeps the last without a word, and
 * that may be the lighter one.
 */
export const readJson = (text: string): Result<unknown, JsonFailure> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail({ kind: 'no-json' });
  }
  const at = repeatedKey(text);
  return at === undefined ? ok(value) : fail({ kind: 'repeated-key', at });
};

/** Texts and brackets of JSON; a text with a colon behind it is a key. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/** @param text - JSON that was read without a failure, so that brackets and quotes are in order */
const repeatedKey = (text: string): string | undefined => {
  const open: { readonly keys: Set<string>; key: string }[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{' || found === '[') open.push({ keys: new Set(), key: '' });
    else if (found === '}' || found === ']') open.pop();
    const inner = open.at(-1);
    if (colon === undefined || inner === undefined) continue;
    inner.key = String(JSON.parse(found.slice(0, found.length - colon.length)));
    if (inner.keys.has(inner.key)) {
      return open
        .map(({ key }) => key)
        .filter((key) => key !== '')
        .join('.');
    }
    inner.keys.add(inner.key);
  }
  return undefined;
};

export const jsonFailureInWords = (failure: JsonFailure): string =>
  failure.kind === 'no-json' ? 'is geen geldige JSON' : 'staat er twee keer';
