import { z } from 'zod';

/** The parts of a format: its fields, and the words by which it tells one operation from another. */

type Schema = { readonly [key: string]: unknown };
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Fields whose values are operations. */
const operations = new Set(['type', 'op', 'by', 'operator', 'quiet', 'empty']);

/** A field inside a condition has one name wherever the condition stands. */
const condition = 'condition';
const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Every part of a schema, such as `derived.of` and `derived.op=count`. */
export const partsOf = (schema: z.ZodType): ReadonlySet<string> => {
  const root: Schema = z.toJSONSchema(schema, { io: 'input' });
  const parts = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (part: unknown, path: string): void => {
    if (!isSchema(part)) return;
    if (typeof part.$ref === 'string') {
      if (!seen.has(part.$ref)) {
        seen.add(part.$ref);
        const defined: unknown = isSchema(root.$defs) ? root.$defs[part.$ref.replace('#/$defs/', '')] : undefined;
        visit(defined, condition);
      }
      return;
    }
    for (const branch of [...list(part.anyOf), ...list(part.oneOf)]) visit(branch, path);
    visit(part.items, path);
    if (isSchema(part.properties))
      for (const [key, inner] of Object.entries(part.properties)) {
        const at = below(path, key);
        parts.add(at);
        if (operations.has(key) && isSchema(inner))
          for (const value of [...list(inner.enum), ...('const' in inner ? [inner.const] : [])])
            parts.add(`${at}=${value}`);
        visit(inner, at);
      }
  };
  visit(root, '');
  return parts;
};

/** Where a condition stands in a form or in rules. */
const holdsCondition = new Set(['when', 'shownWhen', 'countsWhen']);

/** The parts that a file uses. */
export const partsUsed = (file: unknown): ReadonlySet<string> => {
  const parts = new Set<string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, path);
    if (!isSchema(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const at = below(path, key);
      parts.add(at);
      if (operations.has(key) && typeof inner === 'string') parts.add(`${at}=${inner}`);
      const inCondition = path === condition && ['all', 'any', 'not'].includes(key);
      visit(inner, holdsCondition.has(key) || inCondition ? condition : at);
    }
  };
  visit(file, '');
  return parts;
};
