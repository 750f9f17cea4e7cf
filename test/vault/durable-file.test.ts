import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeDurably } from '../../src/vault/durable-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baken-durable-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a link that waits under the temporary name leads nowhere', async () => {
  const other = join(folder, 'other');
  await writeFile(other, 'of somebody');
  await symlink(other, join(folder, 'drafts.new'));
  await writeDurably(join(folder, 'drafts'), Buffer.from('sealed'));
  expect(await readFile(other, 'utf8')).toBe('of somebody');
  expect((await lstat(join(folder, 'drafts'))).isFile()).toBe(true);
  expect(await readFile(join(folder, 'drafts'), 'utf8')).toBe('sealed');
  expect(await readdir(folder)).toEqual(['drafts', 'other']);
});

test('a file that waits there, for all to read, lends its rights to nothing', async () => {
  await writeFile(join(folder, 'drafts.new'), 'left by a power cut', { mode: 0o666 });
  await writeDurably(join(folder, 'drafts'), Buffer.from('sealed'));
  expect(await readFile(join(folder, 'drafts'), 'utf8')).toBe('sealed');
  if (process.platform !== 'win32') expect((await stat(join(folder, 'drafts'))).mode & 0o077).toBe(0);
});
