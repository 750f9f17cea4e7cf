import { describe, expect, test } from 'vitest';
import { easeFloor, easeOf, hardToRead, readingEase } from '#core/check/readability.ts';
import { sentencesOf, wordsOf } from '#core/check/sentences.ts';
import { syllablesOf } from '#core/check/syllables.ts';

// Hyphenation of the Woordenlijst Nederlandse Taal, and how letters and borrowed words are said.
test.each([
  [1, 'ja nee kind huis rouw nieuw leeuw draai mooi groei vrij team site kwaad schreeuwt'],
  [2, 'geweld angst-vol bijna zeeën knieën mooie draaien nieuwe leeuwen vrijheid bureau cadeau online privé geëist'],
  [2, 'ruzie radar baby e-mail CT website partner meisje zoiets duwen geuit'],
  [3, 'politie museum radio ideeën patiënt variant psychose beëindig reactie sociaal familie GGZ CSG'],
  [4, 'situeren situatie beïnvloeden coördineert officieel financiën tweeëntwintig aandachtsfunctie PTSS'],
  [5, 'seksualiteit individueel financiële traditioneel'],
  [6, 'vertrouwensinspecteur veiligheidsplannetje'],
  [7, 'aandachtsfunctionaris'],
])('%i syllables: %s', (count, words) => {
  const said = words.split(' ').map((word) => [word, syllablesOf(word)]);
  expect(said).toEqual(words.split(' ').map((word) => [word, count]));
});

describe('sentences and words', () => {
  test.each([
    ['Is dat zo? Nee. Goed!', 3],
    ['Bel voor 17.30 uur 0800-2000.', 1],
    ['Zie art. 48 van het verdrag. Daarna bijv. dit.', 2],
    ['Bel meteen: er is gevaar; wacht niet – nooit.', 4],
    ['Zij zei "nee." Toen ging zij weg.', 2],
    ['', 0],
  ])('%j has %i', (text, count) => expect(sentencesOf(text)).toHaveLength(count));

  test('a compound with a hyphen is one word, and points are none', () =>
    expect(wordsOf('De ex-partner (of PCL-5) belt om 14.30 uur …')).toEqual([
      'De',
      'ex-partner',
      'of',
      'PCL-5',
      'belt',
      'om',
      '14.30',
      'uur',
    ]));
});

test('the formula of Douma: 206.84 − 0.93 × words per sentence − 77 × syllables per word', () => {
  // 4 words of 1 syllable in 2 sentences
  expect(readingEase(['Wij zijn thuis. Bel.'])).toBeCloseTo(206.84 - 0.93 * 2 - 77 * 1, 8);
  // 3 words, 1 + 3 + 2 syllables, 1 sentence
  expect(readingEase(['De politie wachtte.'])).toBeCloseTo(206.84 - 0.93 * 3 - 77 * 2, 8);
});

const text = (words: string, field = 'text') => ({ file: 'forms/X.json', at: 'X.text', text: words, field });
const heavy =
  'Professionele verantwoordelijkheid impliceert het systematisch documenteren van signalen. Vervolgens prioriteert de functionaris beschikbare interventiemogelijkheden, conform geldende beroepsverantwoordelijkheden en organisatorische randvoorwaarden.';
const plain =
  'Vraag hoe het gaat. Luister goed en zeg wat u ziet. Schrijf het op, bel Veilig Thuis en vraag wat u kunt doen. Spreek af wanneer u weer praat.';

test('a heavy text and a long sentence are told with their words; a plain one is not', () => {
  expect(hardToRead([text(plain)])).toEqual([]);
  expect(hardToRead([text(heavy)]).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^leest te zwaar: -?\d+, ten minste 60: "Professionele/),
    expect.stringContaining('de teksten samen lezen te zwaar'),
  ]);
  const long = `Zij zei ${'en toen '.repeat(10)}nee.`;
  expect(hardToRead([text(long)])).toEqual([
    { file: 'forms/X.json', at: 'X.text', message: expect.stringMatching(/^zin van 23 woorden, hoogstens 20/) },
  ]);
  expect(hardToRead([text(heavy, 'source')])).toEqual([]);
});

test('per file: texts, words, the whole and the heaviest of its longer texts', () => {
  const [file] = easeOf([text(plain), text(heavy), text('Ja', 'label')]);
  expect(file).toMatchObject({ file: 'forms/X.json', texts: 2 });
  expect(file?.lowest).toBeLessThan(easeFloor);
  expect(file?.lowest).toBeCloseTo(readingEase([heavy]), 8);
});
