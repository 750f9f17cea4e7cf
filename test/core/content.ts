import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library } from '#core/assess.ts';
import { type Content, openLibrary } from '#host/library.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The forms, rules and resources of the repository, as the app reads them. */
export const content: Content = {
  files: ['forms', 'rules', 'resources', 'resources/meldcode'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
  ),
};

const opened = openLibrary(content);
if (opened.library === undefined) throw new Error(JSON.stringify(opened.faults, null, 1));
export const library: Library = opened.library;
export const faults = opened.faults;

export const packOf = (id: string) => {
  const pack = library.packs.get(id);
  if (pack === undefined) throw new Error(`${id} is not in use: ${JSON.stringify(faults, null, 1)}`);
  return pack;
};
