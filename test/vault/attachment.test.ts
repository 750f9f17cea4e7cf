import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chunkLength, largestAttachment, lengths, type SealedFile, tagLength } from '#vault/attachment.ts';
import { type Named, readAttachment } from '#vault/attachment-reading.ts';
import { attachmentFiles, dropAttachments } from '#vault/attachment-walk.ts';
import { beginAttachment } from '#vault/attachment-writing.ts';
import type { DossierId } from '#vault/entry.ts';
import { choosePrimitives, implementation } from '#vault/primitives.ts';
import type { OpenVault } from '#vault/vault.ts';
import { errorOf, newDossier, newVault, reopen, value } from './practice-vault.ts';

const marker = 'MERKTEKEN-VAN-DE-BIJLAGE';
/** Bytes that do not repeat, with the marker at the start of every chunk and across its end. */
const sample = (size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 2654435761) >>> 13;
  for (let at = 0; at + marker.length < size; at += chunkLength - 7) bytes.write(marker, at);
  return bytes;
};

const attach = async (vault: OpenVault, dossier: DossierId, bytes: Uint8Array, piece = 100_000): Promise<Named> => {
  const writing = value(await beginAttachment(vault, dossier));
  for (let at = 0; at < bytes.length; at += piece) value(await writing.add(bytes.subarray(at, at + piece)));
  const sealed = value(await writing.finish());
  const content = { kind: 'attachment', sealed };
  const entry = value(
    await vault.append(dossier, content, { intent: sealed.file, audit: { action: 'attachment.add' } }),
  );
  return { dossier, entry: entry.id, sealed };
};
const whole = (vault: OpenVault, named: Named) => readAttachment(vault, named, { from: 0, most: named.sealed.size });

/** A vault with one dossier and an attachment of three chunks and a bit. */
const filled = async (size = 3 * chunkLength + 5000) => {
  const { folder, vault } = await newVault();
  const dossier = await newDossier(vault);
  const bytes = sample(size);
  const named = await attach(vault, dossier, bytes);
  const [path] = await attachmentFiles(folder);
  if (path === undefined) throw new Error('The attachment has no file');
  return { folder, vault, dossier, bytes, named, path };
};

const found = async (vault: OpenVault) => value(await vault.verify()).damage;

describe('what was attached is read back', () => {
  test.each([0, 1, 511, 512, 513, chunkLength - 1, chunkLength, chunkLength + 1, 2 * chunkLength, 1_500_001])(
    '%i bytes, after opening again',
    async (size) => {
      const { folder, vault, dossier, bytes, named, path } = await filled(size);
      expect((await readFile(path)).length).toBe(lengths(size).sealed);
      await vault.close();
      const again = value(await reopen(folder));
      onTestFinished(() => again.close());
      expect(Buffer.from(value(await whole(again, named))).equals(bytes)).toBe(true);
      expect(named.sealed.plainSha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(named.sealed.sealedSha256).toBe(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
      expect(await found(again)).toEqual([]);
      expect(value(await again.read(dossier)).entries).toHaveLength(1);
    },
  );

  test('in pages', async () => {
    const { vault, bytes, named } = await filled();
    const pages: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; from += 2 * chunkLength)
      pages.push(value(await readAttachment(vault, named, { from, most: 2 * chunkLength })));
    expect(pages).toHaveLength(2);
    expect(Buffer.concat(pages).equals(bytes)).toBe(true);
  });

  test('with either maker of the primitives, and to the same bytes', async () => {
    const native = value(await choosePrimitives());
    const cipher = await implementation('cipher', '@noble/ciphers');
    const digest = await implementation('digest', '@noble/hashes');
    if (cipher === undefined || digest === undefined) throw new Error('A maker is missing');
    const other = {
      ...native,
      cipher,
      digest,
      chosen: { ...native.chosen, cipher: '@noble/ciphers', digest: '@noble/hashes' },
    };
    const { folder, vault } = await newVault(other);
    const bytes = sample(chunkLength + 9);
    const named = await attach(vault, await newDossier(vault), bytes);
    await vault.close();
    const again = value(await reopen(folder));
    onTestFinished(() => again.close());
    expect(named.sealed.plainSha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Buffer.from(value(await whole(again, named))).equals(bytes)).toBe(true);
    expect(await found(again)).toEqual([]);
  });
});

describe('nothing of it lies in plain', () => {
  test('during and after', async () => {
    const { folder, vault } = await newVault();
    const writing = value(await beginAttachment(vault, await newDossier(vault)));
    const bytes = sample(3 * chunkLength);
    const onDisk = async () => {
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      const read = files
        .filter((each) => each.isFile())
        .map(({ parentPath, name }) => readFile(join(parentPath, name)));
      return Buffer.concat(await Promise.all(read));
    };
    for (let at = 0; at < bytes.length; at += 50_000) {
      value(await writing.add(bytes.subarray(at, at + 50_000)));
      if (at % 200_000 === 0) expect((await onDisk()).includes(marker)).toBe(false);
    }
    value(await writing.finish());
    const all = await onDisk();
    expect(all.length).toBeGreaterThan(bytes.length);
    expect(all.includes(marker)).toBe(false);
  });
});

describe('what was changed on disk is named', () => {
  type Change = (path: string, sealed: SealedFile) => Promise<void>;
  const rewrite =
    (change: (bytes: Buffer) => Buffer): Change =>
    async (path) =>
      writeFile(path, change(await readFile(path)));
  const step = chunkLength + tagLength;
  const changes: readonly (readonly [string, Change, 'missing' | 'cut-short' | 'altered'])[] = [
    [
      'a bit',
      rewrite((bytes) => {
        bytes[step + 17] = (bytes[step + 17] ?? 0) ^ 1;
        return bytes;
      }),
      'altered',
    ],
    [
      'two chunks in each other’s place',
      rewrite((bytes) =>
        Buffer.concat([bytes.subarray(step, 2 * step), bytes.subarray(0, step), bytes.subarray(2 * step)]),
      ),
      'altered',
    ],
    [
      'a chunk said twice',
      rewrite((bytes) => Buffer.concat([bytes.subarray(0, step), bytes.subarray(0, step), bytes.subarray(2 * step)])),
      'altered',
    ],
    [
      'a chunk left out',
      rewrite((bytes) => Buffer.concat([bytes.subarray(0, step), bytes.subarray(2 * step)])),
      'cut-short',
    ],
    ['the end cut off', (path) => truncate(path, 2 * step), 'cut-short'],
    ['something behind it', rewrite((bytes) => Buffer.concat([bytes, Buffer.alloc(16)])), 'altered'],
    ['gone', (path) => rm(path), 'missing'],
  ];
  test.each(changes)('%s', async (_, change, fault) => {
    const { vault, named, path } = await filled();
    expect(await found(vault)).toEqual([]);
    await change(path, named.sealed);
    const damage = [{ kind: 'attachment', document: named.entry, fault }];
    expect(errorOf(await whole(vault, named))).toEqual({ kind: 'damaged', damage });
    expect(await found(vault)).toEqual(damage);
    expect(vault.rows().map(({ damaged }) => damaged)).toEqual([true]);
  });

  test('the file of another attachment, of the same dossier and the same length', async () => {
    const { vault, dossier, named, path } = await filled();
    const other = await attach(vault, dossier, sample(named.sealed.size));
    await rename(join(path, '..', other.sealed.file), path);
    expect(errorOf(await whole(vault, named)).kind).toBe('damaged');
    expect(await found(vault)).toEqual(
      expect.arrayContaining([
        { kind: 'attachment', document: named.entry, fault: 'altered' },
        { kind: 'attachment', document: other.entry, fault: 'missing' },
      ]),
    );
  });
});

describe('files that no entry names', () => {
  test('are swept by the next walk; what was acknowledged stays', async () => {
    const { folder, vault, dossier, bytes, named } = await filled();
    const half = value(await beginAttachment(vault, dossier));
    value(await half.add(bytes));
    const unnamed = value(await beginAttachment(vault, dossier));
    value(await unnamed.add(bytes));
    value(await unnamed.finish());
    expect(await attachmentFiles(folder)).toHaveLength(3);
    expect(await found(vault)).toEqual([]);
    expect(await attachmentFiles(folder)).toHaveLength(3); // made by this process: their entries may be on the way
    await half.drop();
    await unnamed.drop();
    expect(await attachmentFiles(folder)).toHaveLength(1);

    const [kept] = await attachmentFiles(folder);
    await writeFile(`${kept}0`, 'left by a kill');
    await writeFile(join(kept ?? '', '..', `${'a'.repeat(32)}.part`), 'left by a kill');
    expect(await found(vault)).toEqual([]);
    expect(await attachmentFiles(folder)).toEqual([kept]);
    expect(Buffer.from(value(await whole(vault, named))).equals(bytes)).toBe(true);
  });

  test('are left alone when anything is wrong, for an entry may be what is missing', async () => {
    const { folder, vault, path } = await filled();
    await writeFile(`${path}0`, 'whose is this');
    await truncate(path, 10);
    expect(await found(vault)).toHaveLength(1);
    expect(await attachmentFiles(folder)).toHaveLength(2);
  });

  test('go with their dossier', async () => {
    const { folder, path } = await filled();
    await dropAttachments(folder, path.split('/').at(-2) ?? '');
    expect(await attachmentFiles(folder)).toEqual([]);
  });
});

describe('refused', () => {
  test('what is larger than the ceiling, before it is written', async () => {
    const { vault } = await newVault();
    const writing = value(await beginAttachment(vault, await newDossier(vault)));
    const much = { length: largestAttachment + 1 } as Uint8Array; // only its length is looked at before it is refused
    expect(errorOf(await writing.add(much))).toEqual({ kind: 'too-large', most: largestAttachment });
    await writing.drop();
  });

  test('a dossier that is not there', async () => {
    const { vault } = await newVault();
    const gone = await newDossier((await newVault()).vault);
    expect(errorOf(await beginAttachment(vault, gone)).kind).toBe('unknown-dossier');
  });
});
