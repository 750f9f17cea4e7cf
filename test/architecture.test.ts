import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/**
 * Holds every import under src against the table of who may import whom. The direction of a dependency is the design: the
 * core knows nobody, the screens know only what the contract says, and nobody knows the shell.
 */

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

type Allowed = {
  /** Our own folders, or single files in them. */
  readonly ours: readonly string[];
  readonly packages: readonly string[];
  readonly node: readonly string[] | 'all';
};

const vaultPackages = [
  'pouchdb-core',
  'pouchdb-adapter-leveldb-core',
  'leveldown',
  '@node-rs/argon2',
  'hash-wasm',
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  'zod',
];
const screenPackages = ['react', 'react-dom', 'react-pdf', 'pdfjs-dist', '@nl-design-system-candidate'];

const table: Readonly<Record<string, Allowed>> = {
  core: { ours: [], packages: ['xstate', 'json-rules-engine', 'zod'], node: [] },
  vault: {
    ours: ['core/result.ts'],
    packages: vaultPackages,
    node: ['crypto', 'fs', 'path', 'buffer', 'zlib', 'util', 'os', 'events', 'stream'],
  },
  documents: {
    ours: ['core'],
    packages: ['@react-pdf/renderer', 'react'],
    node: ['fs', 'path', 'crypto', 'stream', 'buffer', 'zlib'],
  },
  host: {
    ours: ['core', 'vault', 'documents'],
    packages: ['zod', '@noble/ciphers', '@noble/curves', '@noble/hashes'],
    node: 'all',
  },
  ui: {
    ours: ['host/contract.ts', 'host/views.ts', 'host/wire.ts', 'host/line.ts', 'host/dispatch.ts'],
    packages: screenPackages,
    node: [],
  },
  shell: { ours: ['core', 'vault', 'documents', 'host'], packages: ['zod', 'electron'], node: 'all' },
  '.': { ours: [], packages: ['vite', '@vitejs/plugin-react'], node: 'all' },
};

/** Packages that one place alone may import, whatever the table says of its folder. */
const only: Readonly<Record<string, string>> = {
  'json-rules-engine': 'core/decide.ts',
  'pouchdb-core': 'vault/store.ts',
  'pouchdb-adapter-leveldb-core': 'vault/store.ts',
  electron: 'shell/electron/',
};
/** Files of ours that another folder may read as types, and not run. */
const asTypes = ['host/views.ts', 'host/contract.ts', 'host/dispatch.ts'];

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '.');

const within = (file: string, places: readonly string[]): boolean =>
  places.some((place) => file === place || file.startsWith(place.endsWith('/') ? place : `${place}/`));

/** @returns what is wrong with an import, or undefined. Paths are relative to src. */
const fault = ({ from, to, typeOnly }: Import): string | undefined => {
  const folder = folderOf(from);
  const allowed = table[folder];
  if (allowed === undefined) return `${folder}/ is not in the table`;
  if (to.startsWith('.')) {
    const target = posix.join(posix.dirname(from), to);
    if (target.startsWith('../')) return 'leads out of src';
    return folderOf(target) === folder ? undefined : `goes to ${folderOf(target)}/ without its #`;
  }
  if (to.startsWith('#')) {
    const target = to.slice(1);
    if (!/\.(ts|tsx|css)$/.test(target)) return 'does not name the file';
    if (folderOf(target) === folder) return 'stays within its folder: begin with ./';
    if (!within(target, allowed.ours)) return `${folder}/ may not import it`;
    if (folder === 'ui' && asTypes.includes(target) && !typeOnly) return 'is for its types only';
    return undefined;
  }
  if (to.startsWith('node:')) {
    const module = to.slice('node:'.length).split('/')[0] ?? '';
    return allowed.node === 'all' || allowed.node.includes(module)
      ? undefined
      : `${folder}/ may not use Node's ${module}`;
  }
  const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : (to.split('/')[0] ?? '');
  const place = only[name];
  if (place !== undefined && !(place.endsWith('/') ? from.startsWith(place) : from === place))
    return `only ${place} may import ${name}`;
  return within(name, allowed.packages) ? undefined : `${folder}/ may not import ${name}`;
};

/** Every import of a file: static, re-exported, dynamic, required, as a type, and files named for the bundler by `new URL`. */
const importsIn = (file: string, text: string): readonly Import[] => {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push({ from: file, to: node.text, typeOnly });
    else if (node !== undefined) found.push({ from: file, to: `(computed) ${node.getText()}`, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node.moduleReference.expression, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(node.expression) && node.expression.text === 'require'))
    )
      add(node.arguments[0], false);
    else if (
      ts.isNewExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'URL' &&
      node.arguments?.[1]?.getText() === 'import.meta.url'
    )
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(
      file,
      text,
      ts.ScriptTarget.Latest,
      true,
      file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  );
  return found;
};

const isTypeOnly = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((name) => name.isTypeOnly)
  );
};

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|tsx|mts|mjs|js)$/.test(file))
  .sort();
const imports = files.flatMap((file) => importsIn(file, readFileSync(join(src, file), 'utf8')));

test('there is something to hold against the table', () => {
  for (const folder of Object.keys(table)) {
    expect(
      files.some((file) => folderOf(file) === folder),
      `no file read in ${folder}/`,
    ).toBe(true);
  }
  expect(imports.length).toBeGreaterThan(files.length);
});

test('every import follows the table', () => {
  const faults = imports.flatMap((one) => {
    const what = fault(one);
    return what === undefined ? [] : [`${one.from} imports ${one.to}: ${what}`];
  });
  expect(faults).toEqual([]);
});

test('every folder of src is in the table', () => {
  expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in table))).toEqual([]);
});

test.each([
  ['core/score.ts', "import { x } from '#vault/vault.ts'"],
  ['core/score.ts', "import { readFileSync } from 'node:fs'"],
  ['core/score.ts', "import fs from 'fs'"],
  ['core/score.ts', "import { Engine } from 'json-rules-engine'"],
  ['core/score.ts', "import type { Host } from '#host/host.ts'"],
  ['core/score.ts', "export { x } from '#ui/app.tsx'"],
  ['core/score.ts', "const x = await import('#shell/loopback.ts')"],
  ['core/score.ts', 'const x = await import(name)'],
  ['core/score.ts', "type X = import('#host/host.ts').Host"],
  ['core/score.ts', "import { x } from '#core/band.ts'"],
  ['core/score.ts', "import { x } from '../vault/seal.ts'"],
  ['core/score.ts', "import { x } from '../../test/x.ts'"],
  ['vault/seal.ts', "import { x } from '#core/instrument.ts'"],
  ['vault/seal.ts', "import PouchDB from 'pouchdb-core'"],
  ['vault/seal.ts', "import { x } from 'react'"],
  ['vault/seal.ts', "import { x } from 'node:http'"],
  ['documents/letter.tsx', "import { x } from '#host/host.ts'"],
  ['host/host.ts', "import { x } from '#shell/serve.ts'"],
  ['host/host.ts', "import { x } from '#ui/app.tsx'"],
  ['host/host.ts', "import { app } from 'electron'"],
  ['host/host.ts', "import { x } from '#core/score'"],
  ['ui/app.tsx', "import { contract } from '#host/contract.ts'"],
  ['ui/app.tsx', "import { contract, type Name } from '#host/contract.ts'"],
  ['ui/app.tsx', "import { x } from '#host/dispatch.ts'"],
  ['ui/app.tsx', "import type { x } from '#core/score.ts'"],
  ['ui/app.tsx', "import type { x } from '#vault/vault.ts'"],
  ['ui/app.tsx', "import { z } from 'zod'"],
  ['ui/app.tsx', "import { x } from 'node:path'"],
  ['ui/app.tsx', "const x = new URL('../vault/seal.ts', import.meta.url)"],
  ['shell/loopback.ts', "import { app } from 'electron'"],
  ['shell/loopback.ts', "const { app } = require('electron')"],
  ['elsewhere/x.ts', "import { x } from './y.ts'"],
])('in %s, %s is refused', (file, text) => {
  expect(importsIn(file, text).map(fault)).toEqual([expect.any(String)]);
});

test.each([
  ['core/decide.ts', "import { Engine } from 'json-rules-engine'"],
  ['vault/seal.ts', "import { ok } from '#core/result.ts'; import { x } from '@noble/ciphers/aes.js'"],
  [
    'host/host.ts',
    "import { x } from '#core/score.ts'; import { y } from '#vault/vault.ts'; import { z } from './z.ts'",
  ],
  [
    'ui/parts/a.tsx',
    "import type { Client } from '#host/contract.ts'; import { decode } from '#host/wire.ts'; import '../b.css'",
  ],
  ['shell/electron/main.ts', "import { app } from 'electron'; import { x } from '../serve.ts'"],
])('in %s, %s is fine', (file, text) => {
  expect(importsIn(file, text).map(fault).filter(Boolean)).toEqual([]);
});
