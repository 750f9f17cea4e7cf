import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '#host/library.ts';

const folders = ['forms', 'rules', 'resources', 'resources/meldcode'] as const;
/** Only in an organisation's own folder: the licensed texts of official forms. */
const textFolder = 'texts';

type File = Content['files'][number];

const filesIn = (root: string, folder: string, ending: string): readonly File[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name)
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));

/**
 * The forms, rules and tables as they lie on disk; what they say is judged elsewhere.
 *
 * @param root - the folder that holds forms/, rules/ and resources/ with its meldcode/. Throws when one of these is not there.
 * @param own - the organisation's own folder, with any of these and texts/; need not be there
 */
export const readContent = (root: string, own?: string): Content => ({
  files: [
    ...folders.flatMap((folder) => filesIn(root, folder, '.json')),
    ...(own === undefined ? [] : ownFiles(own)).map((file) => ({ ...file, own: true as const })),
  ],
});

/** What cannot be read there is told in its place; it never keeps the app from starting. */
const ownFiles = (own: string): readonly File[] =>
  [...folders.map((folder) => ({ folder, ending: '.json' })), { folder: textFolder, ending: '.txt' }].flatMap(
    ({ folder, ending }) => {
      if (!existsSync(join(own, folder))) return [];
      try {
        return filesIn(own, folder, ending);
      } catch (error) {
        return [{ path: folder, text: '', unreadable: error instanceof Error ? error.message : String(error) }];
      }
    },
  );
