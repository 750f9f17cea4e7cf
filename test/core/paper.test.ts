import { describe, expect, test } from 'vitest';
import { paperNumbers } from '#core/blank-form.ts';
import { askedOnlyWhen } from '#core/condition-words.ts';
import type { Item } from '#core/instrument.ts';
import { againstRouting, countedOn, typedIn } from '#core/paper.ts';
import { library, packOf } from './content.ts';
import { paperOf } from './paper-laws.ts';

/** A form on paper, and the same form typed in. */

for (const { id } of library.resources.instruments.instruments) paperOf(id);

describe('an answer that does not fit the way of the form', () => {
  const pack = packOf('PG');

  test('is kept beside the record and decides nothing', () => {
    const { answers, aside } = typedIn(pack, { 'PG-15': 'nee', 'PG-15-bewustzijn': 'ja' }, {});
    expect(answers).toEqual({ 'PG-15': 'nee' });
    expect(aside).toEqual(['PG-15-bewustzijn']);
  });

  test('is named, and so is one at a question of which the reason was left empty', () => {
    const contradiction = typedIn(pack, { 'PG-15': 'nee', 'PG-15-bewustzijn': 'ja' }, {});
    expect(againstRouting(pack, contradiction)).toEqual(['PG-15-bewustzijn']);
    expect(againstRouting(pack, typedIn(pack, { 'PG-15-bewustzijn': 'ja' }, {}))).toEqual(['PG-15-bewustzijn']);
    expect(againstRouting(pack, typedIn(pack, { 'PG-15': 'ja', 'PG-15-bewustzijn': 'ja' }, {}))).toEqual([]);
  });
});

describe('when a question is asked, in words', () => {
  const words = (instrument: string, item: string) => {
    const pack = packOf(instrument);
    const numbers = paperNumbers(pack);
    return askedOnlyWhen(pack, item, (one) => numbers.get(one));
  };

  test.each([
    ['PG', 'PG-15-uren', 'Alleen als bij vraag 40 ‘Ja’ of ‘Weet ik niet’ is gekozen.'],
    ['PG', 'PG-05-dood', 'Alleen als bij vraag 28 iets anders dan ‘Nee’ is gekozen.'],
    ['PTS', 'PTS-04', 'Alleen als bij vraag 17 minstens 18 staat.'],
    ['EXT', 'EXT-DASH-onbekend', 'Alleen als bij vraag 16 iets is ingevuld.'],
    ['KJV', 'KJV-06-uren', 'Niet altijd nodig: het hangt af van de vragen 30 en 31. Twijfelt u? Vul hem dan in.'],
  ])('%s %s', (instrument, item, only) => expect(words(instrument, item)).toBe(only));

  test('a question that is always asked says nothing', () => expect(words('PG', 'PG-01')).toBeNull());
});

describe('a time that was told on another day', () => {
  const hour = 3_600_000;
  const item = (instrument: string, id: string): Item => {
    const found = packOf(instrument).items.get(id);
    if (found === undefined) throw new Error(`${instrument} has no ${id}`);
    return found;
  };
  const now = Date.parse('2026-11-23T10:00:00+01:00');
  const at = (hours: number) => ({ toldAt: now - hours * hour, exact: true, now });

  test.each([
    ['hours since grow', 'ASG', 'ASG-02', 5, at(48), 53],
    ['hours of the same hour stay', 'ASG', 'ASG-02', 5, at(0.5), 5],
    ['weeks since grow by whole weeks', 'PTS', 'PTS-02', 3, at(24 * 15), 5],
    ['days until shrink', 'PG', 'PG-17-vertrek', 9, at(48), 7],
    ['days until never go below nothing', 'PG', 'PG-17-vertrek', 1, at(24 * 9), 0],
    ['an age stays', 'PG', 'PG-leeftijd', 30, at(24 * 400), 30],
    ['unknown stays unknown', 'ASG', 'ASG-02', 'onbekend', at(48), 'onbekend'],
  ] as const)('%s', (_, instrument, id, told, when, counted) =>
    expect(countedOn(item(instrument, id), told, when)).toBe(counted),
  );

  test('of a day without an hour what makes more haste counts', () => {
    const endOfDay = Date.parse('2026-11-21T23:59:00+01:00');
    const told = { toldAt: endOfDay, exact: false, now };
    expect(countedOn(item('ASG', 'ASG-02'), 5, told)).toBe(5 + 34);
    expect(countedOn(item('PG', 'PG-17-vertrek'), 9, told)).toBe(7);
  });
});
