/** Everything in forms, rules and resources that a person reads, with its place. */

/** A file as it was parsed. */
export type ContentValue = { readonly path: string; readonly value: unknown };

export type ReadText = {
  readonly file: string;
  /** Ids on the way, and the name of the field. */
  readonly at: string;
  readonly text: string;
  /** The field: `label`, `text`, `source`. */
  readonly field: string;
};

/** What is read even when it is one word. */
const words = new Set(['label', 'title', 'name', 'none', 'text', 'say', 'do', 'term', 'explanation']);
/** What is never shown: patterns, and links. */
const technical = new Set(['$schema', 'pattern', 'says', 'url', 'phone', 'aliases', 'variants', 'hard', 'plain']);

const nameOf = (value: object): string | undefined => {
  const id: unknown = Reflect.get(value, 'id') ?? Reflect.get(value, 'code') ?? Reflect.get(value, 'term');
  return typeof id === 'string' ? id : undefined;
};

/**
 * A code has no space in it, so what has one is a text: a field that is new to this list is not passed over.
 *
 * @returns texts in reading order, sources among them
 */
export const textsOf = (files: readonly ContentValue[]): readonly ReadText[] =>
  files.flatMap(({ path: file, value }) => {
    const found: ReadText[] = [];
    const visit = (inner: unknown, ids: readonly string[], field: string): void => {
      if (typeof inner === 'string') {
        if (words.has(field) || /\S\s\S/.test(inner))
          found.push({ file, at: [...ids, field].join('.'), text: inner, field });
        return;
      }
      if (Array.isArray(inner)) {
        for (const one of inner) visit(one, ids, field);
        return;
      }
      if (typeof inner !== 'object' || inner === null) return;
      const name = nameOf(inner);
      const inside = name === undefined ? ids : [...ids, name];
      // In a rule file `variants` holds texts; in a glossary it holds other forms of a word.
      for (const [key, one] of Object.entries(inner))
        if (!technical.has(key) || (key === 'variants' && file.startsWith('rules/'))) visit(one, inside, key);
    };
    visit(value, [], '');
    return found;
  });

export const isSource = ({ field }: ReadText): boolean => field === 'source';
