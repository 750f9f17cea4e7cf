import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readContent } from '../../src/shell/content.ts';
import { readPages } from '../../src/shell/pages.ts';
import { dataFolder, documentsFolders, windowFolder } from '../../src/shell/places.ts';

test.each<[NodeJS.Platform, string, Record<string, string>, string]>([
  ['linux', '/home/a', {}, '/home/a/.local/share/Baken'],
  ['linux', '/home/a', { XDG_DATA_HOME: '/data' }, '/data/Baken'],
  ['darwin', '/Users/a', {}, '/Users/a/Library/Application Support/Baken'],
  ['win32', 'C:\\Users\\a', { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' }, 'C:\\Users\\a\\AppData\\Roaming\\Baken'],
  ['win32', 'C:\\Users\\a', {}, 'C:\\Users\\a\\AppData\\Roaming\\Baken'],
  ['linux', '/home/a', { BAKEN_DATA: '/elsewhere/' }, '/elsewhere'],
])('on %s, home %s, with %j the vault is in %s', (platform, home, env, folder) => {
  expect(dataFolder({ platform, home, env })).toBe(folder);
});

test('a window keeps its files beside the vault, not in it', () => {
  const computer = { platform: 'linux', home: '/home/a', env: { BAKEN_DATA: '/elsewhere/vault' } } as const;
  expect(windowFolder(computer)).toBe('/elsewhere/vault-venster');
});

const home = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'baken-home-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

test('places for a letter are the folders that are there, by the names the desktop gives them', () => {
  const own = home();
  expect(documentsFolders({ platform: 'linux', home: own, env: {} })).toEqual([]);
  for (const name of ['Documenten', 'Downloads', '.config']) mkdirSync(join(own, name));
  const names = 'XDG_DOCUMENTS_DIR="$HOME/Documenten"\nXDG_DESKTOP_DIR="$HOME/"\n';
  writeFileSync(join(own, '.config/user-dirs.dirs'), names);
  expect(documentsFolders({ platform: 'linux', home: own, env: {} })).toEqual([
    join(own, 'Documenten'),
    join(own, 'Downloads'),
  ]);
});

test('content is every JSON file of the folders it names, in order, with its text as it stands', () => {
  const own = home();
  for (const folder of ['forms', 'rules', 'resources/meldcode', 'resources/fonts'])
    mkdirSync(join(own, folder), { recursive: true });
  for (const name of [
    'forms/b.json',
    'forms/a.json',
    'rules/r.json',
    'resources/meldcode/m.json',
    'resources/x.txt',
    'resources/fonts/f.json',
  ]) {
    writeFileSync(join(own, name), `{"${name}":"é"}`);
  }
  expect(readContent(own).files).toEqual(
    ['forms/a.json', 'forms/b.json', 'rules/r.json', 'resources/meldcode/m.json'].map((path) => ({
      path,
      text: `{"${path}":"é"}`,
    })),
  );
  expect(() => readContent(join(own, 'forms'))).toThrow('ENOENT');
  const added = join(own, 'added');
  mkdirSync(join(added, 'texts'), { recursive: true });
  mkdirSync(join(added, 'resources'));
  writeFileSync(join(added, 'texts', 'PCL-5.txt'), '1. x');
  writeFileSync(join(added, 'resources', 'laws.json'), '{}');
  expect(readContent(own, added).files.filter((file) => file.own)).toEqual([
    { path: 'resources/laws.json', text: '{}', own: true },
    { path: 'texts/PCL-5.txt', text: '1. x', own: true },
  ]);
  expect(readContent(own, join(own, 'not-there'))).toEqual(readContent(own));
  const odd = join(own, 'odd');
  mkdirSync(join(odd, 'rules', 'a-folder.json'), { recursive: true });
  writeFileSync(join(odd, 'forms'), 'no folder');
  expect(readContent(own, odd).files.filter((file) => file.own)).toEqual([
    { path: 'forms', text: '', own: true, unreadable: expect.stringContaining('ENOTDIR') },
  ]);
});

test('pages are read once, each with a type; a file without a type is a fault of the build', () => {
  const own = home();
  mkdirSync(join(own, 'assets'));
  expect(() => readPages(own)).toThrow('index.html');
  for (const name of ['index.html', 'assets/worker.mjs', 'assets/worker.mjs.br']) writeFileSync(join(own, name), name);
  const pages = readPages(own);
  expect([...pages.keys()].sort()).toEqual(['/', '/assets/worker.mjs', '/index.html']);
  expect(pages.get('/assets/worker.mjs')).toEqual({
    type: 'text/javascript; charset=utf-8',
    bytes: Buffer.from('assets/worker.mjs'),
    brotli: Buffer.from('assets/worker.mjs.br'),
  });
  writeFileSync(join(own, 'assets/what.exe'), '');
  expect(() => readPages(own)).toThrow('what.exe');
});
