import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '#host/library.ts';

const folders = ['forms', 'rules', 'resources', 'resources/meldcode'] as const;

/**
 * The forms, rules and tables as they lie on disk; what they say is judged elsewhere.
 *
 * @param root - the folder that holds forms/, rules/ and resources/ with its meldcode/. Throws when one of these is not there.
 */
export const readContent = (root: string): Content => ({
  files: folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
  ),
});
