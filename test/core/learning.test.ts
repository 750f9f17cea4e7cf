import { describe, expect, test } from 'vitest';
import { Glossary, termsIn } from '#core/check/glossary.ts';
import { cardOfCause, cardOfItem, Learning, learningFaults, withoutCard } from '#core/learning.ts';
import { openLibrary } from '#host/library.ts';
import { content } from './content.ts';

const { library } = openLibrary(content);
if (library === undefined) throw new Error('The resources are refused');
const { learning, glossary } = library.resources;
const packs = [...library.packs].flatMap(([name, pack]) => (name === pack.id ? [pack] : []));

test('every cause and every question with a lens reaches a card, and a card names nothing that is not there', () =>
  expect([...withoutCard(packs, learning), ...learningFaults(packs, learning)]).toEqual([]));

test('a cause without a card, and a card that names what is not there, are told', () => {
  const [first, ...rest] = learning.cards;
  if (first === undefined) throw new Error('no cards');
  const broken = { ...learning, cards: [{ ...first, causes: ['OZ-ONZIN'], items: ['PG-999'], topics: [] }, ...rest] };
  const told = [...withoutCard(packs, broken), ...learningFaults(packs, broken)].map(
    ({ at, message }) => `${at} ${message}`,
  );
  expect(told).toContain(`${first.causes[0]} geen kaart legt deze oorzaak uit`);
  expect(told).toContain(`${first.id} OZ-ONZIN is geen oorzaak in de regels`);
  expect(told).toContain(`${first.id} PG-999 is geen vraag in de formulieren`);
  expect(told.some((one) => one.endsWith('geen kaart hoort bij deze vraag, en zij heeft een lens'))).toBe(true);
});

test.each([
  ['PG-12', 'dwingende-controle'],
  ['PG-06', 'weggaan-en-verlies'],
  ['PG-15', 'druk-op-de-keel'],
  ['PG-W1-bepaalt', 'wie-bepaalt'],
  ['SGM-03', 'toestemming'],
  ['KJV-14', 'eer'],
])('%s leads to %s', (id, card) => {
  const item = packs.map(({ items }) => items.get(id)).find((one) => one !== undefined);
  if (item === undefined) throw new Error(`${id} is no question`);
  expect(cardOfItem(learning, item)?.id).toBe(card);
});

test('each cause has a card of its own', () => {
  const codes = new Set(packs.flatMap((pack) => pack.causes.map(({ code }) => code)));
  expect(new Set([...codes].map((code) => cardOfCause(learning, code)?.id)).size).toBe(codes.size);
});

test('a question or a cause on two cards is refused', () => {
  const twice = { ...learning, cards: learning.cards.map((card, at) => ({ ...card, items: at < 2 ? ['PG-01'] : [] })) };
  expect(Learning.safeParse(twice).success).toBe(false);
});

describe('words of the trade in a text', () => {
  const found = (text: string) => termsIn([text], Glossary.parse(glossary)).map(({ term }) => term);

  test('whole words and their other forms', () => {
    expect(found('Bel het CSG voor een Huisverbod.')).toEqual(['CSG', 'huisverbod']);
    expect(found('De meldcodebeheerder belt.')).toEqual([]);
  });

  test('an abbreviation is one only in capitals', () => {
    expect(found('Neem iemand mee naar het web.')).toEqual([]);
    expect(found('Bel MEE.')).toEqual(['MEE']);
  });
});
