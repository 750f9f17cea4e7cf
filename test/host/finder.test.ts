import { describe, expect, test } from 'vitest';
import { intent, practiceHost } from './practice-host.ts';

const app = practiceHost();
const { good } = app;

const open = (label: string, signal = 'Buurvrouw hoorde geschreeuw') =>
  good('dossiers.open', { label, signal, kind: 'gezegd', saidBy: 'buurvrouw', intent: intent() });
const labels = async (search: string) => (await good('dossiers.list', { search })).rows.map(({ label }) => label);
const begun = async () => {
  const lines = await good('audit.page', {
    from: null,
    filter: { group: null, dossier: null, person: null, result: null, from: null, until: null },
  });
  return lines.lines.filter(({ action }) => action === 'dossiers.search').length;
};

describe('searching the dossiers', () => {
  test('finds all words, in any order, in names and signals, without minding accents and capitals', async () => {
    await open('Céline 4', 'De school zag blauwe plekken');
    await open('Linde 3');
    expect(await labels('celine')).toEqual(['Céline 4']);
    expect(await labels('  PLEKKEN céli ')).toEqual(['Céline 4']);
    expect(await labels('linde plekken')).toEqual([]);
    expect(await good('dossiers.list', { search: 'linde' })).toMatchObject({ found: 1, total: 2 });
  });

  test('finds what was written a moment ago', async () => {
    await open('Linde 3');
    expect(await labels('vijver')).toEqual([]);
    await open('Vijver 1');
    expect(await labels('vijver')).toEqual(['Vijver 1']);
  });

  test('is put in the audit when it begins, not with every letter, and without what was typed', async () => {
    await open('Linde 3');
    for (const search of ['l', 'li', 'lin']) await labels(search);
    expect(await begun()).toBe(1);
    await labels('');
    await labels('x');
    expect(await begun()).toBe(2);
  });

  test('gives a page at a time, every dossier on one page, also when one asks beyond the end', async () => {
    for (let n = 1; n <= 120; n += 1) {
      app.clock += 1000;
      await open(`Dossier ${n}`);
    }
    const pages = await Promise.all([0, 50, 100].map((from) => good('dossiers.list', { from })));
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 20]);
    const all = pages.flatMap(({ rows }) => rows.map(({ label }) => label));
    expect(all).toEqual(Array.from({ length: 120 }, (_, index) => `Dossier ${120 - index}`));
    expect(await good('dossiers.list', { from: 5000 })).toMatchObject({ from: 100, found: 120, total: 120 });
  });

  test('finds people as they are written, then as they sound, and says in which dossier; never where they live', async () => {
    const { dossier } = await open('Linde 3');
    const add = (label: string, birthYear: number | null = null) =>
      good('dossiers.addPerson', {
        dossier,
        person: { label, role: 'betrokkene', birthYear },
        intent: intent(),
      });
    await add('Sanne Meijer', 1990);
    await add('Meyer, Bo');
    await add('Ömer Yılmaz');
    const people = async (words: string) => (await good('dossiers.find', { words })).people;
    expect((await people('meijer')).people.map(({ names, bySound }) => [names, bySound])).toEqual([
      ['Sanne Meijer', false],
      ['Meyer, Bo', true],
    ]);
    expect((await people('omer')).people).toMatchObject([{ dossier, dossierLabel: 'Linde 3', names: 'Ömer Yılmaz' }]);
    expect(await people('pieterse')).toEqual({ people: [], found: 0 });
    expect(await people('  ')).toEqual({ people: [], found: 0 });
    const [first] = (await people('sanne')).people;
    expect(Object.keys(first ?? {}).sort()).toEqual([
      'birthYear',
      'bySound',
      'dossier',
      'dossierLabel',
      'names',
      'person',
    ]);
  });

  test('of no words gives what is due first, and begins no search', async () => {
    await open('Linde 3');
    const { dossiers, people } = await good('dossiers.find', { words: '' });
    expect(dossiers.rows.map(({ label }) => label)).toEqual(['Linde 3']);
    expect(people.found).toBe(0);
    expect(await begun()).toBe(0);
    await good('dossiers.find', { words: 'lin' });
    await good('dossiers.find', { words: 'lind' });
    expect(await begun()).toBe(1);
  });
});
