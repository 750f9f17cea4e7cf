import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { byStanding, isHeld, type Kept, RetentionTerms, standingOf } from '#core/retention.ts';

const { terms } = RetentionTerms.parse(
  JSON.parse(readFileSync(new URL('../../resources/retention.json', import.meta.url), 'utf8')),
);
const kept: Kept = { held: false, term: 'wmo', from: null, lastChange: '2026-11-23', youngest: null };
const at = (changed: Partial<Kept>, today = '2026-11-24') => standingOf({ ...kept, ...changed }, terms, today);

describe('a term', () => {
  test('is over on the day itself, and not the day before', () => {
    expect(at({}, '2041-11-22')).toEqual({ kind: 'running', until: '2041-11-23' });
    expect(at({}, '2041-11-23')).toEqual({ kind: 'due', on: '2041-11-23' });
  });

  test('that began on 29 February ends on 1 March', () => {
    expect(at({ lastChange: '2024-02-29' })).toEqual({ kind: 'running', until: '2039-03-01' });
    expect(at({ term: 'jeugdhulp', lastChange: '2024-02-29' })).toEqual({ kind: 'running', until: '2044-02-29' });
  });

  test('counts from the day that was given, where the term asks for one', () => {
    expect(at({ term: 'school', from: '2020-07-01' })).toEqual({ kind: 'due', on: '2022-07-01' });
    expect(at({ term: 'school' })).toEqual({ kind: 'undecided' });
    expect(at({ term: 'kopie', from: '2026-11-24' })).toEqual({ kind: 'due', on: '2026-11-24' });
  });

  test('lasts until the youngest child is 18 for certain, when that is later', () => {
    const grown = { term: 'veilig-thuis', lastChange: '2026-11-23', youngest: 2025 };
    expect(at(grown)).toEqual({ kind: 'running', until: '2044-01-01' });
    expect(at({ ...grown, youngest: 2010 })).toEqual({ kind: 'running', until: '2041-11-23' });
    expect(at({ ...grown, term: 'wmo' })).toEqual({ kind: 'running', until: '2041-11-23' });
  });

  test('is not there, not chosen or not known any more: nothing is due', () => {
    expect(at({ term: 'meldcode-school' })).toEqual({ kind: 'no-term' });
    expect(at({ term: null })).toEqual({ kind: 'undecided' });
    expect(at({ term: 'iets-ouds' })).toEqual({ kind: 'undecided' });
  });

  test('gives way to a hold', () => {
    expect(at({ term: 'kopie', from: '2020-01-01', held: true })).toEqual({ kind: 'held' });
  });
});

test('what is due comes first, then what nobody decided', () => {
  const standings = [
    at({}),
    at({ held: true }),
    at({ term: null }),
    at({ term: 'school', from: '2023-01-01' }),
    at({ term: 'school', from: '2020-01-01' }),
  ];
  expect(standings.toSorted(byStanding).map(({ kind }) => kind)).toEqual([
    'due',
    'due',
    'undecided',
    'held',
    'running',
  ]);
  expect(standings.toSorted(byStanding)[0]).toEqual({ kind: 'due', on: '2022-01-01' });
});

test('the last word on holding counts, whatever stands between', () => {
  const hold = { kind: 'retention-held', reason: 'klacht', by: 'Sam' };
  const release = { kind: 'retention-released', reason: 'klaar', by: 'Sam' };
  const other = { kind: 'retention-decided', term: 'wmo', from: null, by: 'Sam' };
  expect(isHeld([])).toBe(false);
  expect(isHeld([hold, other, { kind: 'iets-nieuws' }])).toBe(true);
  expect(isHeld([hold, release])).toBe(false);
  expect(isHeld([hold, release, hold])).toBe(true);
});

test('every term without certainty says so, and every term says where it comes from', () => {
  for (const term of terms) {
    expect(term.source, term.id).toMatch(/\S/);
    if (/controleren|geen eigen termijn/i.test(term.source)) expect(term.confidence, term.id).toBe('te controleren');
  }
});
