import { type Checked, check } from '#core/check/check.ts';
import type { ContentValue } from '#core/check/texts.ts';
import { type Content, type Fault, openLibrary } from './library.ts';

/** Opens the content and, where all of it fits, proves what can be proven of it. */

export type CheckedContent =
  /** What does not fit its schema, or names what is not there. Nothing more can be said until that is mended. */
  { readonly kind: 'refused'; readonly faults: readonly Fault[] } | ({ readonly kind: 'checked' } & Checked);

/** @param on - the moment at which cases are decided, milliseconds since 1970 */
export const checkContent = async (content: Content, on: number, witnesses: boolean): Promise<CheckedContent> => {
  const { library, faults } = openLibrary(content);
  if (library === undefined || faults.length > 0) return { kind: 'refused', faults };
  const files = content.files
    .filter(({ path }) => path.endsWith('.json') && !path.endsWith('.schema.json'))
    .map(
      ({ path, text, own }): ContentValue => ({
        // Beside a table of an organisation the one it took the place of is still there.
        path: own === true && path.startsWith('resources/') ? `eigen ${path}` : path,
        value: JSON.parse(text),
      }),
    );
  return { kind: 'checked', ...(await check(library, files, on, witnesses)) };
};
