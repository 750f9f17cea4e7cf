import { describe, expect, test } from 'vitest';
import { hoursAgo } from '../../src/ui/assessment/hours.tsx';
import { isComplete, pickByKey } from '../../src/ui/assessment/inputs.tsx';
import { found } from '../../src/ui/assessment/municipality.tsx';

const option = (code: string, alone = false) => ({ code, label: code, alone });
const one = { kind: 'one' as const, options: ['ja', 'nee', 'onbekend', 'wil_niet_zeggen'].map((code) => option(code)) };
const many = { kind: 'many' as const, none: 'geen', options: [option('a'), option('b'), option('onbekend', true)] };
const hours = { kind: 'number' as const, unit: 'uur' as const, min: 0, max: 9000, unknown: true };

describe('keys choose', () => {
  test.each([
    ['1', 'ja'],
    ['4', 'wil_niet_zeggen'],
    ['5', undefined],
    ['0', undefined],
    ['x', undefined],
  ])('one of four: %s gives %s', (key, code) => expect(pickByKey(one, null, key)).toBe(code));

  test.each([
    [null, '1', ['a']],
    [['a'], '2', ['a', 'b']],
    [['a', 'b'], '1', ['b']],
    [['a', 'b'], '3', ['onbekend']],
    [['onbekend'], '1', ['a']],
    [['a'], '0', []],
    [['a'], '1', null],
  ])('several, from %j with %s: %j', (value, key, next) => expect(pickByKey(many, value, key)).toEqual(next));
});

describe('an answer can be sent when it is one', () => {
  test.each([
    [one, null, false],
    [one, 'ja', true],
    [one, 'misschien', false],
    [many, [], true],
    [many, null, false],
    [hours, 0, true],
    [hours, 9001, false],
    [hours, -1, false],
    [hours, 1.5, false],
    [hours, 'onbekend', true],
    [{ ...hours, unknown: false }, 'onbekend', false],
    [{ kind: 'text' as const, maxLength: 3 }, '   ', false],
    [{ kind: 'text' as const, maxLength: 3 }, 'abc', true],
    [{ kind: 'text' as const, maxLength: 3 }, 'abcd', false],
  ])('%j with %j: %s', (input, value, complete) => expect(isComplete(input, value)).toBe(complete));
});

describe('hours since a day', () => {
  test.each([
    [0, null, 20, 1],
    [1, null, 20, 24],
    [7, null, 3, 168],
    [0, 'ochtend', 20, 11],
    [0, 'avond', 20, null],
    [1, 'avond', 20, 23],
    [1, 'nacht', 20, 41],
  ] as const)('%i days ago, %s, at %i h: %s', (days, part, hour, expected) =>
    expect(hoursAgo(days, part, hour)).toBe(expected),
  );
});

test('a municipality is found without accents, and by its beginning first', () => {
  const options = ['Utrecht', 'Súdwest-Fryslân', "'s-Hertogenbosch", 'Bergen', 'Bodegraven-Reeuwijk', 'Zundert'].map(
    (name) => ({ code: name, name }),
  );
  const names = (typed: string) => found(options, typed).map(({ name }) => name);
  expect(names('sudw')).toEqual(['Súdwest-Fryslân']);
  expect(names('shert')).toEqual(["'s-Hertogenbosch"]);
  expect(names('ber')).toEqual(['Bergen']);
  expect(names('u')).toEqual(['Utrecht', 'Súdwest-Fryslân', 'Bodegraven-Reeuwijk', 'Zundert']);
  expect(names('  ')).toEqual([]);
});
