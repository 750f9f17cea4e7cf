import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Output } from '#host/contract.ts';
import { intent, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good } = app;

const walked = async (): Promise<Output<'check.read'>> => {
  for (;;) {
    const view = await good('check.read', {});
    if (view.walk.kind !== 'running') return view;
    await pause(20);
  }
};

test('a walk is begun by hand, reaches the end, and stands in the audit', async () => {
  await app.dossier();
  await walked();
  await good('check.start', {});
  const view = await walked();
  expect(view.walk).toMatchObject({ kind: 'done' });
  expect(view.damage).toEqual([]);
  const again = await good('check.read', {});
  expect(again.earlier.length).toBeGreaterThan(0);
  expect(again.earlier[0]).toMatchObject({ damage: [] });
});

test('an altered attachment is named as its kind, with its dossier by name', async () => {
  const dossier = await app.dossier();
  const bytes = Buffer.from('%PDF-1.7\nbrief van school');
  const id = intent();
  await good('attachment.begin', { dossier, name: 'brief.pdf', size: bytes.length, intent: id });
  await good('attachment.chunk', { intent: id, from: 0, bytes });
  const about = { origin: 'gekregen', from: 'school', on: null, asIs: true } as const;
  await good('attachment.finish', { dossier, ...about, intent: id });
  const folder = join(app.folder, 'attachments');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  const [file] = files;
  if (file === undefined) throw new Error('The attachment lies in a file');
  const path = join(file.parentPath, file.name);
  const sealed = await readFile(path);
  sealed[sealed.length - 20] = (sealed[sealed.length - 20] ?? 0) ^ 1;
  await writeFile(path, sealed);
  await good('check.start', {});
  const view = await walked();
  expect(view.damage).toMatchObject([{ kind: 'attachment', dossier, label: 'Linde' }]);
});
