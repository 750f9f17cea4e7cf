import { z } from 'zod';
import type { JsonValue } from './json.ts';
import type { DerivedKeys } from './keys.ts';
import type { Log } from './log.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id, openBytes, sealBytes } from './seal.ts';

/** The lines of the key table: one JSON object each, of which what is secret is sealed. */

export const KeyLine = z.looseObject({
  kind: z.string(),
  /** Pseudonym of a dossier or the audit; id of a person or device; random for the index. */
  id: Id,
  /** Id of the key itself: the `k` of the envelopes sealed under it. */
  key: Id,
  epoch: z.int().min(1),
  wrap: Base64,
});
export type KeyLine = z.infer<typeof KeyLine>;

export const KeyKind = z.enum(['dossier', 'audit', 'index', 'person', 'device']);
type Kind = z.infer<typeof KeyKind>;

const wrapKey = (keys: DerivedKeys, kind: Kind): Uint8Array =>
  kind === 'index' ? keys.index : kind === 'audit' ? keys.audit : keys.wraps;
const bound = (vault: string, { kind, id, key, epoch }: Pick<KeyLine, 'kind' | 'id' | 'key' | 'epoch'>) =>
  parts('baken/wrap', 1, vault, kind, id, key, epoch);

export const wrapLine = (
  p: Primitives,
  keys: DerivedKeys,
  vault: string,
  named: { readonly kind: Kind; readonly id: string; readonly key: string; readonly epoch?: number },
  content: { readonly [name: string]: JsonValue },
): string => {
  const { kind, id, key, epoch = 1 } = named;
  const head = { kind, id, key, epoch };
  // not padded: every key of a kind is as long as the next
  const wrap = sealBytes(p, wrapKey(keys, kind), Buffer.from(JSON.stringify(content)), bound(vault, head));
  return JSON.stringify({ ...head, wrap: Buffer.from(wrap).toString('base64') });
};

export const jsonOf = <T>(shape: z.ZodType<T>, text: string | undefined): T | undefined => {
  if (text === undefined) return undefined;
  try {
    const read = shape.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined; // a line that is no JSON is a damaged line; the table as a whole then says so
  }
};

export const unwrapLine = (p: Primitives, keys: DerivedKeys, vault: string, line: KeyLine): unknown => {
  const kind = KeyKind.safeParse(line.kind);
  if (!kind.success) return undefined;
  const opened = openBytes(p, wrapKey(keys, kind.data), Buffer.from(line.wrap, 'base64'), bound(vault, line));
  return opened === undefined ? undefined : jsonOf(z.unknown(), Buffer.from(opened).toString('utf8'));
};

export const isLine = (text: string, kind: string, id?: string): boolean => {
  const line = jsonOf(z.looseObject({ kind: z.string(), id: z.string() }), text);
  return line?.kind === kind && (id === undefined || line.id === id);
};

export const logLine = (p: Primitives, keys: DerivedKeys, vault: string, log: Log): string => {
  const { kind, pseudonym: id, epoch, key } = log;
  const content = { log: key.log, key: Buffer.from(key.bytes).toString('base64') };
  return wrapLine(p, keys, vault, { kind, id, key: key.id, epoch }, content);
};

const Wrapped = z.object({ log: Id, key: Base64 });
/** The key that a line held; nothing when it did not open as one. */
export const wrappedKey = (content: unknown): { readonly log: string; readonly bytes: Uint8Array } | undefined => {
  const read = Wrapped.safeParse(content);
  return read.success ? { log: read.data.log, bytes: Buffer.from(read.data.key, 'base64') } : undefined;
};

/** A line that holds no key: what is known of an erased dossier, a backup, an earlier device. */
const Sealed = z.looseObject({ kind: z.string(), id: Id, wrap: Base64 });

/** Such a line under other keys. */
export const resealed = (p: Primitives, from: DerivedKeys, to: DerivedKeys, vault: string, text: string): string => {
  const line = jsonOf(Sealed, text);
  if (line === undefined) return text;
  const named = parts(`baken/${line.kind}`, 1, vault, line.id);
  const opened = openBytes(p, from.wraps, Buffer.from(line.wrap, 'base64'), named);
  if (opened === undefined) return text; // of a later version, sealed in another manner: it is not thrown away
  return JSON.stringify({ ...line, wrap: Buffer.from(sealBytes(p, to.wraps, opened, named)).toString('base64') });
};
