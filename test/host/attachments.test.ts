import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pieceLength } from '#host/attachment-operations.ts';
import type { Output } from '#host/contract.ts';
import { largestPicture } from '#host/upload.ts';
import { sulliedJpeg, words } from '../core/pictures/sullied.ts';
import { intent, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;

const about = { origin: 'gekregen', from: 'moeder', on: '2026-11-20' } as const;

const send = async (dossier: string, id: string, bytes: Uint8Array, name = 'foto.jpg') => {
  await good('attachment.begin', { dossier, name, size: bytes.length, intent: id });
  for (let from = 0; from < bytes.length; from += pieceLength)
    await good('attachment.chunk', { intent: id, from, bytes: bytes.subarray(from, from + pieceLength) });
};
const attach = async (dossier: string, bytes: Uint8Array, name?: string, asIs = true) => {
  const id = intent();
  await send(dossier, id, bytes, name);
  const { attachments } = await good('attachment.finish', { dossier, ...about, asIs, intent: id });
  const added = attachments.find(({ attachment }) => attachment === id);
  if (added === undefined) throw new Error('The attachment is not in the list');
  return added;
};
const bytesOf = async (dossier: string, attachment: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const read: Output<'attachment.read'> = await good('attachment.read', { dossier, attachment, from });
    parts.push(read.bytes);
    from = read.next;
  }
  return Buffer.concat(parts);
};
const pdf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, `${words} `)]);
describe('a file is added', () => {
  test('with where it came from, when, and its hash; and is read back page by page', async () => {
    const dossier = await app.dossier();
    const bytes = pdf(3 * pieceLength + 77);
    const added = await attach(dossier, bytes, 'C:\\scans\\brief\u202Efdp.pdf');
    expect(added).toMatchObject({
      name: 'brieffdp.pdf',
      type: 'application/pdf',
      shown: 'pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      origin: 'gekregen',
      from: 'moeder',
      on: '2026-11-20',
      traces: 'blijven',
      addedBy: 'Wijkteam Noord',
      withdrawn: null,
    });
    expect((await bytesOf(dossier, added.attachment)).equals(bytes)).toBe(true);
    await app.reopen();
    expect((await good('attachment.list', { dossier })).attachments).toEqual([added]);
    expect((await bytesOf(dossier, added.attachment)).equals(bytes)).toBe(true);
    const { lines: timeline } = await good('timeline.read', { ...{ dossier }, kind: null, person: null, from: 0 });
    expect(timeline.map(({ text }) => text)).toContain('Bijlage toegevoegd: brieffdp.pdf');
  });

  test('a picture without place, maker and words, without asking', async () => {
    const dossier = await app.dossier();
    const added = await attach(dossier, sulliedJpeg(6), 'foto.jpg', false);
    expect(added).toMatchObject({ type: 'image/jpeg', shown: 'picture', traces: 'weggehaald' });
    const kept = await bytesOf(dossier, added.attachment);
    expect(Buffer.from(sulliedJpeg(6)).includes(words)).toBe(true);
    expect(['MERKTEKEN', 'Telefoonmaker', '2026:11'].filter((trace) => kept.includes(trace))).toEqual([]);
  });

  test('another kind only after it was said that data stays in it', async () => {
    const dossier = await app.dossier();
    for (const bytes of [pdf(100), Buffer.from('kort'), sulliedJpeg(6).subarray(0, 700)]) {
      const id = intent();
      await send(dossier, id, bytes, 'iets.bin');
      const finish = { dossier, ...about, intent: id };
      expect(await refusal('attachment.finish', { ...finish, asIs: false })).toEqual({
        kind: 'attachment-keeps-data',
        at: 'iets.bin',
      });
      expect((await good('attachment.list', { dossier })).attachments.some((one) => one.attachment === id)).toBe(false);
      await good('attachment.finish', { ...finish, asIs: true });
      expect((await bytesOf(dossier, id)).equals(bytes)).toBe(true);
      const [added] = (await good('attachment.list', { dossier })).attachments;
      expect(added).toMatchObject({ attachment: id, traces: 'blijven' });
      expect(added?.shown).not.toBe('picture'); // a broken picture is not handed to the page as one
    }
  });
});

test('who added it is who worked here then', async () => {
  const dossier = await app.dossier();
  const sender = { name: 'S. de Vries', role: 'Werker', organisation: 'Wijkteam', phone: '030 123 45 67' };
  await good('office.sender', { sender, intent: intent() });
  await attach(dossier, pdf(100));
  await good('office.sender', { sender: { ...sender, name: 'Een ander' }, intent: intent() });
  expect((await good('attachment.list', { dossier })).attachments[0]?.addedBy).toBe('S. de Vries');
});

describe('a retry', () => {
  test('of every step makes one attachment', async () => {
    const dossier = await app.dossier();
    const bytes = pdf(2 * pieceLength);
    const id = intent();
    const begin = { dossier, name: 'a.pdf', size: bytes.length, intent: id };
    const first = bytes.subarray(0, pieceLength);
    await good('attachment.begin', begin);
    await good('attachment.chunk', { intent: id, from: 0, bytes: first });
    expect(await good('attachment.begin', begin)).toEqual({ received: pieceLength });
    expect(await good('attachment.chunk', { intent: id, from: 0, bytes: first })).toEqual({ received: pieceLength });
    await good('attachment.chunk', { intent: id, from: pieceLength, bytes: bytes.subarray(pieceLength) });
    const finish = { dossier, ...about, asIs: true, intent: id };
    const once = await good('attachment.finish', finish);
    expect(await good('attachment.finish', finish)).toEqual(once);
    await app.reopen();
    expect(await good('attachment.finish', finish)).toEqual(once);
    expect(await good('attachment.begin', begin)).toEqual({ received: bytes.length });
    expect((await bytesOf(dossier, id)).equals(bytes)).toBe(true);
    expect(once.attachments).toHaveLength(1);
  });
});

describe('refused in words', () => {
  test('what is too large, before a byte of it is read', async () => {
    const dossier = await app.dossier();
    const begin = { dossier, name: 'film.mp4', intent: intent() };
    const refused = await refusal('attachment.begin', { ...begin, size: 2 * 1024 ** 3 });
    expect(refused).toEqual({ kind: 'attachment-too-large', expected: '256 MB' });
  });

  test('a picture too large to clean, and a piece larger than a message', async () => {
    const dossier = await app.dossier();
    const id = intent();
    const piece = Buffer.alloc(pieceLength);
    sulliedJpeg(1).forEach((byte, at) => {
      piece[at] = byte;
    });
    await good('attachment.begin', { dossier, name: 'a.jpg', size: 1, intent: id });
    const tooMuch = { intent: id, from: 0, bytes: Buffer.alloc(pieceLength + 1) };
    expect((await refusal('attachment.chunk', tooMuch))?.kind).toBe('malformed-input');
    let refused: unknown;
    for (let from = 0; refused === undefined && from <= largestPicture; from += pieceLength)
      refused = await refusal('attachment.chunk', { intent: id, from, bytes: piece });
    expect(refused).toEqual({ kind: 'attachment-too-large', expected: '64 MB' });
    expect((await refusal('attachment.chunk', { intent: id, from: 0, bytes: piece }))?.kind).toBe('attachment-lost');
  });

  test('a gap, another upload, a day to come, and what is not there', async () => {
    const dossier = await app.dossier();
    const [one, two] = [intent(), intent()];
    await good('attachment.begin', { dossier, name: 'a', size: 10, intent: one });
    const gap = { intent: one, from: 5, bytes: Buffer.from('x') };
    expect((await refusal('attachment.chunk', gap))?.kind).toBe('attachment-lost');
    await good('attachment.begin', { dossier, name: 'b', size: 10, intent: two });
    expect((await refusal('attachment.chunk', { ...gap, from: 0 }))?.kind).toBe('attachment-lost');
    const later = { dossier, ...about, on: '2026-11-24', asIs: true, intent: two };
    expect((await refusal('attachment.finish', later))?.kind).toBe('moment-refused');
    expect((await refusal('attachment.read', { dossier, attachment: one, from: 0 }))?.kind).toBe('unknown-attachment');
    await good('attachment.cancel', { intent: two });
    expect((await refusal('attachment.finish', { ...later, on: null }))?.kind).toBe('attachment-lost');
    expect(await readdir(join(app.folder, 'attachments'), { recursive: true })).toHaveLength(1); // the folder alone
  });

  test('a damaged file, which leaves the rest of the dossier to be read', async () => {
    const dossier = await app.dossier();
    const added = await attach(dossier, pdf(1000));
    const [file] = (await readdir(join(app.folder, 'attachments'), { recursive: true, withFileTypes: true })).filter(
      (each) => each.isFile(),
    );
    const path = join(file?.parentPath ?? '', file?.name ?? '');
    const bytes = await readFile(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const read = { dossier, attachment: added.attachment, from: 0 };
    expect((await refusal('attachment.read', read))?.kind).toBe('damaged');
    const { attachment } = added;
    expect((await refusal('attachment.saveCopy', { dossier, attachment, folder: app.root }))?.kind).toBe('damaged');
    expect((await readdir(app.root)).sort()).toEqual(['vault']); // nothing half is left outside
    expect((await good('attachment.list', { dossier })).attachments).toHaveLength(1);
  });
});

test('a copy goes straight to its place, once, and never into the vault', async () => {
  const dossier = await app.dossier();
  const bytes = pdf(pieceLength + 5);
  const { attachment } = await attach(dossier, bytes, 'brief.pdf');
  const copy = { dossier, attachment, folder: app.root };
  const { path } = await good('attachment.saveCopy', copy);
  expect(path).toBe(join(app.root, 'brief.pdf'));
  expect((await readFile(path)).equals(bytes)).toBe(true);
  expect((await refusal('attachment.saveCopy', copy))?.kind).toBe('file-exists');
  expect((await refusal('attachment.saveCopy', { ...copy, folder: app.folder }))?.kind).toBe('place-refused');
});

test('what is withdrawn stays, with the reason', async () => {
  const dossier = await app.dossier();
  const { attachment } = await attach(dossier, pdf(1000));
  const withdraw = { dossier, attachment, reason: 'Hoort bij een ander gezin', intent: intent() };
  expect((await refusal('attachment.withdraw', { ...withdraw, reason: ' ' }))?.kind).toBe('malformed-input');
  const { attachments } = await good('attachment.withdraw', withdraw);
  expect(attachments[0]?.withdrawn?.reason).toBe('Hoort bij een ander gezin');
  expect(await good('attachment.withdraw', { ...withdraw, intent: intent() })).toMatchObject({ attachments });
  expect((await bytesOf(dossier, attachment)).length).toBe(1000);
});

test('nothing of it lies in plain in the vault', async () => {
  const dossier = await app.dossier();
  await attach(dossier, pdf(2 * pieceLength), `${words}.pdf`);
  await app.host.close();
  const files = (await readdir(app.folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  for (const { parentPath, name } of files) {
    expect(name.includes('MERKTEKEN')).toBe(false);
    expect((await readFile(join(parentPath, name))).includes('MERKTEKEN')).toBe(false);
  }
});
