import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { AuditFilter, AuditPageView } from '#host/audit-operations.ts';
import { practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good, refusal } = app;

const all: AuditFilter = { group: null, dossier: null, person: null, result: null, from: null, until: null };

/** Every page, one after the other. */
const pages = async (filter: AuditFilter): Promise<readonly AuditPageView[]> => {
  const read: AuditPageView[] = [];
  for (let from: AuditPageView['next'] = null; ; ) {
    const page: AuditPageView = await good('audit.page', { from, filter });
    read.push(page);
    from = page.next;
    if (from === null) return read;
  }
};
const linesOf = async (filter: AuditFilter) =>
  (await pages(filter)).flatMap(({ lines }) => lines.filter(({ group }) => group !== 'checked'));

/** The walk after opening writes a line of its own, when it is done. */
const walked = async (): Promise<void> => {
  while ((await good('check.read', {})).earlier.length === 0) await pause(10);
};

describe('reading the audit', () => {
  test('gives the newest first, with the reading of it on top, and says whom, what and how it ended', async () => {
    const dossier = await app.dossier();
    await good('dossiers.read', { dossier });
    const lines = await linesOf(all);
    expect(lines.map(({ action }) => action)).toEqual([
      'audit.read',
      'dossier.read',
      'dossier.open',
      'dossier.open',
      'vault.created',
    ]);
    expect(lines[1]).toMatchObject({
      group: 'read',
      own: true,
      ownDevice: true,
      dossier,
      label: 'Linde',
      result: 'done',
      role: 'owner',
      source: 'app',
    });
    expect(lines[2]).toMatchObject({ group: 'changed', entries: 2 });
    expect(JSON.stringify(lines)).not.toContain('geschreeuw');
  });

  test('does not call what belongs to the team a dossier that is gone', async () => {
    await good('keys.lockMinutes', { minutes: 3, intent: crypto.randomUUID() });
    const lines = await linesOf(all);
    expect(lines.map(({ action }) => action)).toContain('office-lock');
    for (const { action, dossier, label } of lines)
      expect({ action, dossier, label }).toEqual({ action, dossier: null, label: null });
  });

  test('goes through a long audit page by page, each line once and in order, with nothing found wrong', async () => {
    await walked();
    const dossier = await app.dossier();
    for (let turn = 0; turn < 130; turn += 1) await good('dossiers.read', { dossier });
    const read = await pages(all);
    expect(read.map(({ lines }) => lines.length)).toEqual([50, 50, 35]);
    expect(read.flatMap(({ damage }) => damage)).toEqual([]);
    const ids = read.flatMap(({ lines }) => lines.map(({ id }) => id));
    expect(new Set(ids).size).toBe(135);
  });

  test('who looked in one dossier, on one day, of one kind; and that this was asked, once for all pages', async () => {
    const linde = await app.dossier();
    const other = await app.dossier();
    await good('dossiers.read', { dossier: linde });
    await good('dossiers.read', { dossier: other });
    app.clock += 24 * 3_600_000;
    await good('dossiers.read', { dossier: linde });

    const looked = await linesOf({ ...all, dossier: linde, group: 'read' });
    expect(looked.map(({ action, at }) => [action, at.slice(0, 10)])).toEqual([
      ['audit.read', '2026-11-24'],
      ['dossier.read', '2026-11-24'],
      ['dossier.read', '2026-11-23'],
    ]);
    const first = await linesOf({ ...all, from: '2026-11-23', until: '2026-11-23' });
    expect(first.every(({ at }) => at.startsWith('2026-11-23'))).toBe(true);
    expect(first).toHaveLength(7);
    expect(await linesOf({ ...all, result: 'refused' })).toEqual([]);
    expect(await linesOf({ ...all, person: '0'.repeat(32) })).toEqual([]);
    expect((await linesOf(all)).filter(({ action }) => action === 'audit.read')).toHaveLength(5);
  });
});

describe('writing the audit out', () => {
  const chained = (texts: readonly (readonly [text: string, keten: string])[]): boolean => {
    let before = '0'.repeat(64);
    return texts.every(([text, keten]) => {
      before = createHash('sha256').update(`${before}\n${text}`).digest('hex');
      return before === keten;
    });
  };

  test('as a table: every line, chained, and its end stands in the audit', async () => {
    await walked();
    const dossier = await app.dossier();
    await good('dossiers.read', { dossier });
    const out = await good('audit.export', { format: 'csv', filter: all, folder: app.root });
    const rows = (await readFile(out.path, 'utf8'))
      .replace(/^\ufeff/, '')
      .split('\r\n')
      .slice(1, -1);
    expect(rows).toHaveLength(5);
    expect(out.lines).toBe(5);
    const split = rows.map((row) => [row.slice(0, -67), row.slice(-65, -1)] as const);
    expect(chained(split)).toBe(true);
    expect(chained(split.toSpliced(1, 1))).toBe(false);
    expect(chained(split.map(([text, keten]) => [text.replace('dossier.read', 'dossier.list'), keten]))).toBe(false);
    expect(split.at(-1)?.[1]).toBe(out.chain);
    const [, noted] = (await good('audit.page', { from: null, filter: all })).lines;
    expect(noted).toMatchObject({ action: 'audit.export', group: 'taken-out', purpose: 'review' });
  });

  test('as JSON, of one dossier', async () => {
    const dossier = await app.dossier();
    await app.dossier();
    const out = await good('audit.export', { format: 'json', filter: { ...all, dossier }, folder: app.root });
    const file = await readFile(out.path, 'utf8');
    const read = JSON.parse(file);
    expect(read).toMatchObject({ count: 2, last: out.chain });
    const texts = file
      .split('\n')
      .filter((line) => line.startsWith('{"line":'))
      .map((line) => {
        const at = line.lastIndexOf(',"keten":"');
        return [line.slice('{"line":'.length, at), line.slice(at + 10, at + 74)] as const;
      });
    expect(texts).toHaveLength(2);
    expect(chained(texts)).toBe(true);
    expect(file).not.toContain('Linde');
  });

  test('not into the vault, and not at all when it cannot be noted', async () => {
    const refused = await refusal('audit.export', { format: 'csv', filter: all, folder: app.folder });
    expect(refused?.kind).toBe('place-refused');
    await app.restart();
    expect((await refusal('audit.export', { format: 'csv', filter: all, folder: app.root }))?.kind).toBe('locked');
    expect((await readdir(app.root)).filter((name) => name.startsWith('baken-logboek'))).toEqual([]);
    expect(await readdir(join(app.root, 'vault'))).not.toContain(expect.stringContaining('logboek'));
  });
});
