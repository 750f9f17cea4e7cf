import { open as openFile, realpath, stat, unlink } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';

/** Where something that leaves the vault may be written, and how. */

export type PlaceRefused = { readonly kind: 'place-refused'; readonly at: string; readonly expected: string };

/** A folder that is there, outside the vault. */
export const placeFor = async (folder: string, vaultFolder: string): Promise<Result<string, PlaceRefused>> => {
  const refuse = (expected: string) => fail<PlaceRefused>({ kind: 'place-refused', at: folder, expected });
  if (!isAbsolute(folder)) return refuse('een volledig pad, vanaf het begin van de schijf');
  const found = await stat(resolve(folder)).catch(() => undefined);
  if (!found?.isDirectory()) return refuse('een map die er is');
  // By their one true path: a link must not lead a readable letter into the vault.
  const [path, vault] = await Promise.all([realpath(resolve(folder)), realpath(vaultFolder)]);
  if (path === vault || path.startsWith(vault + sep)) return refuse('een map buiten de kluis');
  return ok(path);
};

export type WriteRefused = { readonly kind: 'file-exists' | 'disk-full' | 'place-refused'; readonly at: string };

/** Straight to its place, with no temporary copy; never over something that is there. */
export const writeNew = (path: string, bytes: Uint8Array): Promise<Result<null, WriteRefused>> =>
  writeNewInParts(path, async (write) => {
    await write(bytes);
    return ok(null);
  });

/** As `writeNew`, for what is too large to hold at once. What `parts` refuses halfway is taken away again. */
export const writeNewInParts = async <E extends { readonly kind: string }>(
  path: string,
  parts: (write: (bytes: Uint8Array) => Promise<void>) => Promise<Result<null, E>>,
): Promise<Result<null, WriteRefused | E>> => {
  let made = false;
  try {
    const file = await openFile(path, 'wx', 0o600);
    made = true;
    try {
      const written = await parts((bytes) => file.writeFile(bytes));
      if (written.ok) await file.sync();
      else await unlink(path);
      return written;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (made) await unlink(path).catch(() => undefined); // it may be what failed
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return fail({ kind: 'file-exists', at: path });
    return fail({ kind: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'place-refused', at: path });
  }
};
