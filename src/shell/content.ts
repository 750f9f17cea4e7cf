import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '#host/library.ts';

const folders = ['forms', 'rules', 'resources', 'resources/meldcode'] as const;
/** Only in an organisation's own folder: the licensed texts of official forms. */
const textFolder = 'texts';

type File = Content['files'][number];

const filesIn = (root: string, folder: string, ending: string): readonly File[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
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

const ownFiles = (own: string): readonly File[] => [
  ...folders.filter((folder) => existsSync(join(own, folder))).flatMap((folder) => filesIn(own, folder, '.json')),
  ...(existsSync(join(own, textFolder)) ? filesIn(own, textFolder, '.txt') : []),
];
