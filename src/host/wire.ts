import { fail, ok, type Result } from '#core/result.ts';

/**
 * How a call and its reply travel as text where a transport cannot carry bytes: JSON, with bytes as `{"$bytes": base64}`.
 * A key of ours that starts with `$` gets one more on the way out, so that no text a person typed is ever read as bytes.
 */

/** Where the loopback answers calls; the body is `encode({ name, input })`, the answer `encode(reply)`. */
export const callPath = '/call';

export const encode = (value: unknown): string => JSON.stringify(outward(value));

/** @returns `malformed` when it is not JSON, when bytes are not base64, or when it is nested deeper than the stack */
export const decode = (text: string): Result<unknown, { readonly kind: 'malformed' }> => {
  try {
    return ok(inward(JSON.parse(text)));
  } catch {
    // Whatever is wrong with it (syntax, base64, depth), the sender is told the same and nothing of it is kept.
    return fail({ kind: 'malformed' });
  }
};

const outward = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) };
  if (Array.isArray(value)) return value.map(outward);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key.startsWith('$') ? `$${key}` : key, outward(part)]),
  );
};

const inward = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inward);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only?.[0] === '$bytes') {
    if (typeof only[1] !== 'string') throw new TypeError('Bytes that are not text');
    return fromBase64(only[1]);
  }
  return Object.fromEntries(
    entries.map(([key, part]) => {
      if (key.startsWith('$') && !key.startsWith('$$')) throw new TypeError('A mark that is not ours');
      return [key.startsWith('$$') ? key.slice(1) : key, inward(part)];
    }),
  );
};

/** Characters handed to one call; more arguments than this overflow the stack of some engines. */
const chunk = 8192;

const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunk) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(binary);
};

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
