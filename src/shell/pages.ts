import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built screens, ready to be sent. */
export type Page = { readonly type: string; readonly bytes: Buffer; readonly brotli: Buffer | undefined };

/** By path as it is asked for, `/assets/main.js`. What is not in it does not exist, so no path can lead out of the folder. */
export type Pages = ReadonlyMap<string, Page>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8', // a module worker under nosniff must say so
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Reads the whole folder once. Throws on a file of a kind that has no type here: better at the build than in a blank window. */
export const readPages = (folder: string): Pages => {
  const pages = new Map<string, Page>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.br')) continue;
    const file = join(entry.parentPath, entry.name);
    const type = types[extname(file)];
    if (type === undefined) throw new Error(`No content type for ${relative(folder, file)}`);
    const brotli = existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : undefined;
    pages.set(`/${relative(folder, file).split(sep).join('/')}`, { type, bytes: readFileSync(file), brotli });
  }
  const index = pages.get('/index.html');
  if (index === undefined) throw new Error(`No index.html in ${folder}`);
  return pages.set('/', index);
};
