import { expect, test } from 'vitest';
import { checkedOn, isStale, type KeptService, type Seeking, SocialMap, type Sought, suits } from '#core/social-map.ts';
import { content } from './content.ts';

const file = content.files.find(({ path }) => path === 'resources/social-map.json');
const map = SocialMap.parse(JSON.parse(file?.text ?? ''));

const anyone: Seeking = { audience: null, need: null, age: null, municipality: null, word: '' };
const known: Sought = {
  ...{ audience: ['pleger'], needs: ['stoppen'], ageFrom: 18, ageUntil: null },
  ...{ municipalities: ['GM0363'], words: 'Forensische poli Één, over geweld' },
};
const blank: Sought = { audience: [], needs: [], ageFrom: null, ageUntil: null, municipalities: [], words: 'Punt' };

test.each<[Partial<Seeking>, boolean]>([
  [{}, true],
  [{ audience: 'pleger' }, true],
  [{ audience: 'slachtoffer' }, false],
  [{ need: 'stoppen' }, true],
  [{ need: 'eer' }, false],
  [{ age: 18 }, true],
  [{ age: 17 }, false],
  [{ municipality: 'GM0363' }, true],
  [{ municipality: 'GM0014' }, false],
  [{ word: 'FORENSISCH geweld' }, true],
  [{ word: 'een' }, true],
  [{ word: 'wachtkamer' }, false],
])('sought by %j, what is known decides: %s', (seeking, stays) =>
  expect(suits(known, { ...anyone, ...seeking })).toBe(stays),
);

test.each<Partial<Seeking>>([{ audience: 'kind' }, { need: 'eer' }, { age: 3 }, { municipality: 'GM0014' }])(
  'sought by %j, what is not known never takes a service out',
  (seeking) => expect(suits(blank, { ...anyone, ...seeking })).toBe(true),
);

test.each([
  ['2026-11-23', false],
  [null, true],
])('looked at on %s: stale %s', (day, stale) => {
  expect(isStale(day, '2026-11-23', map.recheck.days)).toBe(stale);
});

test('a service is stale from the day after the term', () => {
  expect(isStale('2026-01-01', '2026-01-31', 30)).toBe(false);
  expect(isStale('2026-01-01', '2026-02-01', 30)).toBe(true);
});

test('looking at a number says nothing of the number that came after it', () => {
  const value = {
    ...{ name: 'Poli', phone: '030 111 11 11', hours: '', forWhom: '', expertise: '', waiting: '' },
    note: '',
  };
  const service = { ...value, audience: [], needs: [], ageFrom: null, ageUntil: null, municipalities: [] };
  const first = { at: '2026-11-01T09:00:00.000Z', value: service, reason: null };
  const checks = [{ on: '2026-11-02', version: 0 }];
  const kept: KeptService = { id: 'a', versions: [first], checks, withdrawn: null };
  expect(checkedOn(kept)).toBe('2026-11-02');
  const at = '2026-11-03T09:00:00.000Z';
  const renamed = { at, value: { ...service, name: 'Polikliniek' }, reason: null };
  expect(checkedOn({ ...kept, versions: [first, renamed] })).toBe('2026-11-02');
  const renumbered = { at, value: { ...service, phone: '030 222 22 22' }, reason: null };
  expect(checkedOn({ ...kept, versions: [first, renumbered] })).toBeNull();
});

test('who used violence finds help as a need of its own, beside those who went through it', () => {
  const stopping = map.needs.find(({ code }) => code === 'stoppen');
  expect(stopping?.services).toEqual(expect.arrayContaining(['veilig-thuis', 'de-waag', 'stop-it-now']));
  expect(map.audiences.slice(0, 2).map(({ code }) => code)).toEqual(['slachtoffer', 'pleger']);
});

test('every service of the country is found by at least one need', () => {
  const services = JSON.parse(content.files.find(({ path }) => path === 'resources/services.json')?.text ?? '{}');
  const placed = new Set(map.needs.flatMap((need) => need.services));
  expect(services.services.map(({ id }: { id: string }) => id).filter((id: string) => !placed.has(id))).toEqual([]);
});
