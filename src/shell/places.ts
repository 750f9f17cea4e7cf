import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** Where things lie on this computer, in the manner of each operating system. */

export type Computer = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The folder of the vault: `BAKEN_DATA` when given, else the system's place for what an application keeps. */
export const dataFolder = ({ platform, home, env }: Computer): string => {
  if (env.BAKEN_DATA) return (platform === 'win32' ? win32 : posix).resolve(env.BAKEN_DATA);
  if (platform === 'win32') return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Baken');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Baken');
  return posix.join(env.XDG_DATA_HOME || posix.join(home, '.local', 'share'), 'Baken');
};

/** The organisation's own forms, rules, tables and licensed texts: `BAKEN_CONTENT` when given, else beside the vault. */
export const contentFolder = (computer: Computer): string => {
  const { platform, env } = computer;
  if (env.BAKEN_CONTENT) return (platform === 'win32' ? win32 : posix).resolve(env.BAKEN_CONTENT);
  return `${dataFolder(computer)}-eigen`;
};

const documentsKinds = ['DOCUMENTS', 'DOWNLOAD', 'DESKTOP'] as const;
const documentsNames = { DOCUMENTS: 'Documents', DOWNLOAD: 'Downloads', DESKTOP: 'Desktop' } as const;

/** Where a window keeps its own files: beside the vault, since a vault is only made in a folder that is empty. */
export const windowFolder = (computer: Computer): string => `${dataFolder(computer)}-venster`;

/** The user's own folders that are there, documents first: the places offered for saving a letter. */
export const documentsFolders = (computer: Computer): readonly string[] => {
  const join = (computer.platform === 'win32' ? win32 : posix).join;
  const named = computer.platform === 'linux' ? namedByDesktop(computer) : {};
  const folders = documentsKinds.map((kind) => named[kind] ?? join(computer.home, documentsNames[kind]));
  return [...new Set(folders)].filter((folder) => folder !== computer.home && existsSync(folder));
};

/** Linux desktops name these folders in the user's language, and write down which is which. */
const namedByDesktop = ({ home, env }: Computer): Partial<Record<(typeof documentsKinds)[number], string>> => {
  const file = posix.join(env.XDG_CONFIG_HOME || posix.join(home, '.config'), 'user-dirs.dirs');
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  const named = documentsKinds.flatMap((kind) => {
    const folder = text.match(new RegExp(`^XDG_${kind}_DIR="(.+)"$`, 'm'))?.[1];
    return folder === undefined ? [] : [[kind, posix.resolve(folder.replace('$HOME', home))]];
  });
  return Object.fromEntries(named);
};
