import { describe, expect, test } from 'vitest';
import type { Library } from '#core/assess.ts';
import { contradictions } from '#core/check/contradictions.ts';
import { forbiddenWords } from '#core/check/forbidden.ts';
import { idleTerms, unexplained } from '#core/check/glossary.ts';
import { identityRead, identityUnmarked, wordingFaults } from '#core/check/identity.ts';
import { linkFaults } from '#core/check/links.ts';
import { pathFaults } from '#core/check/paths.ts';
import { idleComparisons } from '#core/check/possible-values.ts';
import { type DecideCase, reachOf, shortest } from '#core/check/reach.ts';
import { hardToRead } from '#core/check/readability.ts';
import { numbersWithoutSource } from '#core/check/sources.ts';
import { textsOf } from '#core/check/texts.ts';
import { recordedYetRead, unused } from '#core/check/use.ts';
import { decide } from '#core/outcome.ts';
import type { Pack, PackFault } from '#core/pack.ts';
import { type Content, openLibrary } from '#host/library.ts';
import { library as real } from '../content.ts';
import { add, at, edited, item, type JsonObject, leaf, one } from '../edited.ts';

/** Each kind of fault by a small edit of the real content; without the edit that kind is not found. */

type Kind = (library: Library, content: Content) => readonly PackFault[];

const packs = (library: Library): readonly Pack[] => [...new Set(library.packs.values())];
const pack = (library: Library, id: string): Pack => {
  const found = library.packs.get(id);
  if (found === undefined) throw new Error(`${id} is not in use`);
  return found;
};
const texts = ({ files }: Content) =>
  textsOf(
    files.filter(({ path }) => !path.includes('.schema.')).map(({ path, text }) => ({ path, value: JSON.parse(text) })),
  );
const decideCase = (one: Pack, answers: Parameters<typeof decide>[1]) =>
  decide(one, answers, Date.parse('2026-11-23T10:00:00+01:00'), real.resources.holidays.holidays);

const each =
  (kind: (pack: Pack) => readonly PackFault[]): Kind =>
  (library) =>
    packs(library).flatMap(kind);
const opposed: Kind = (library) => packs(library).flatMap((one) => contradictions(one, library.resources));
const inTexts: Kind = ({ resources }, content) => [
  ...forbiddenWords(texts(content)),
  ...unexplained(texts(content), resources.glossary),
  ...idleTerms(texts(content), resources.glossary),
  ...hardToRead(texts(content)),
];
const comparisons: Kind = (library) => idleComparisons(packs(library));
const use: Kind = (library) => [
  ...unused(packs(library), library.resources),
  ...packs(library).flatMap(recordedYetRead),
];
const links: Kind = (library) => linkFaults(packs(library));
const unmarked: Kind = (library) => identityUnmarked(packs(library), library.resources.identity);
/** What one kind finds in content that is taken into use. */
const opened = (content: Content, kind: (library: Library, content: Content) => readonly PackFault[]) => {
  const { library, faults } = openLibrary(content);
  if (library === undefined) throw new Error(JSON.stringify(faults));
  return kind(library, content);
};

const PG = 'rules/PG@1.0.0.json';
const formPG = 'forms/PG@1.0.0.json';
const ALG = 'rules/ALG@1.0.0.json';
const formASG = 'forms/ASG@1.0.0.json';

const rule = (file: JsonObject, id: string) => one(file, 'rules', 'id', id);
const variant = (file: JsonObject, id: string, index = 0) => at(rule(file, id), 'variants', index);
const newRule = (id: string, ...variants: readonly JsonObject[]): JsonObject => ({
  id,
  title: 'Proef',
  source: 'keuze, te bevestigen door een praktijkpanel: een proef',
  variants: [...variants],
});
const newItem = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'jno',
  topic: 'huis',
  text: 'Is dat zo?',
  ...more,
});
const toSection = (file: JsonObject, ...items: readonly JsonObject[]) =>
  add(at(file, 'sections', 0), 'items', ...items);
const ja = (fact: string) => leaf(fact, 'equal', 'ja');

type Row = readonly [string, Kind, string, (file: JsonObject) => void, string, RegExp];

const rows: readonly Row[] = [
  // Values that a fact never has.
  [
    'a told-in-cases fact compared with a value that none of its cases gives',
    comparisons,
    'rules/OSM@1.0.0.json',
    (f) =>
      add(
        f,
        'rules',
        newRule(
          'OSM-R99',
          { when: ja('OSM-onder16'), text: 'Een.' },
          { when: leaf('OSM-onder16', 'equal', 'misschien') },
        ),
      ),
    'OSM-R99',
    /wordt nooit misschien; OSM-onder16 is alleen: ja, nee/,
  ],
  [
    'a number over the most that can be answered',
    comparisons,
    PG,
    (f) => add(f, 'rules', newRule('PG-R99', { when: leaf('PG-leeftijd', 'greaterThan', 500) })),
    'PG-R99',
    /klopt nooit/,
  ],
  [
    'a number that every answer has',
    comparisons,
    PG,
    (f) => add(f, 'rules', newRule('PG-R99', { when: leaf('som24', 'greaterThanInclusive', 0) })),
    'PG-R99',
    /klopt altijd/,
  ],
  [
    'a count over the number of what it counts',
    comparisons,
    PG,
    (f) => add(f, 'rules', newRule('PG-R99', { when: leaf('som24', 'greaterThan', 24) })),
    'PG-R99',
    /klopt nooit.*0 tot en met 24/,
  ],
  // Contradictions.
  [
    'the same condition, written otherwise, with another band',
    opposed,
    PG,
    (f) =>
      add(
        f,
        'rules',
        newRule('PG-R98', { when: { all: [ja('PG-13'), { any: [ja('PG-15')] }, ja('PG-13')] }, band: 'HOOG' }),
        newRule('PG-R99', { when: { all: [ja('PG-15'), { not: { not: ja('PG-13') } }] }, band: 'AANDACHT' }),
      ),
    'PG-R99',
    /dezelfde voorwaarde als PG-R98 en een andere band \(AANDACHT en HOOG\)/,
  ],
  [
    'a text that advises what another rule blocks',
    opposed,
    PG,
    (f) => {
      variant(f, 'PG-R4').text = 'Regel bemiddeling voor hen samen.';
    },
    'PG-R4',
    /raadt aan wat PG-R7 \(a\) in dezelfde casus blokkeert \(MEDIATION\)/,
  ],
  [
    'a priority over a rule that is not there',
    opposed,
    PG,
    (f) => {
      rule(f, 'PG-R4').yieldsTo = ['PG-R777'];
    },
    'PG-R4',
    /PG-R777; die regel is er niet/,
  ],
  [
    'priorities that go round',
    opposed,
    PG,
    (f) => {
      rule(f, 'PG-R4').yieldsTo = ['PG-R5'];
      rule(f, 'PG-R5').yieldsTo = ['PG-R6'];
      rule(f, 'PG-R6').yieldsTo = ['PG-R4'];
    },
    'PG-R4',
    /kring/,
  ],
  // Use.
  ['a question that nothing reads', use, formPG, (f) => toSection(f, newItem('PG-99')), 'PG-99', /nergens gebruikt/],
  [
    'a question that a rule reads although it is only recorded',
    use,
    formPG,
    (f) => {
      item(f, 'PG-13').recordOnly = true;
    },
    'PG-R12',
    /leest PG-13.*recordOnly/,
  ],
  [
    'a fact that nothing reads',
    use,
    formPG,
    (f) => add(f, 'derived', { id: 'PG-vrij', op: 'given', of: ['PG-13'] }),
    'PG-vrij',
    /nergens gelezen/,
  ],
  [
    'a fact that only an unread fact reads',
    use,
    formPG,
    (f) =>
      add(f, 'derived', { id: 'PG-vrij', op: 'given', of: ['PG-13'] }, { id: 'PG-vrijer', op: 'same', of: 'PG-vrij' }),
    'PG-vrij',
    /nergens gelezen/,
  ],
  [
    'a named condition that nothing names',
    use,
    formPG,
    (f) => add(f, 'conditions', { id: 'VRIJ', when: ja('PG-13') }),
    'VRIJ',
    /nergens genoemd/,
  ],
  // Sources.
  [
    'a threshold that the source does not name',
    each(numbersWithoutSource),
    PG,
    (f) => {
      rule(f, 'PG-R5').source = 'SafeLives';
    },
    'PG-R5',
    /het getal 14 heeft geen bron/,
  ],
  [
    'a choice without a reason',
    each(numbersWithoutSource),
    PG,
    (f) => {
      rule(f, 'PG-R5').source = 'keuze';
    },
    'PG-R5',
    /het getal 14 heeft geen bron/,
  ],
  [
    'a named condition with a number and no source',
    each(numbersWithoutSource),
    formPG,
    (f) => {
      delete one(f, 'conditions', 'id', 'KEEL-RECENT').source;
    },
    'KEEL-RECENT',
    /het getal 168 heeft geen bron/,
  ],
  [
    'a fact with a number and no source',
    each(numbersWithoutSource),
    formPG,
    (f) => {
      delete one(f, 'derived', 'id', 'PG-12-afgeleid').source;
    },
    'PG-12-afgeleid',
    /het getal 2 heeft geen bron/,
  ],
  [
    'a number on the way of a question',
    each(numbersWithoutSource),
    formPG,
    (f) => {
      item(f, 'PG-13').shownWhen = leaf('PG-leeftijd', 'greaterThan', 17);
    },
    'PG-13',
    /het getal 17 staat hier zonder bron/,
  ],
  // Paths.
  [
    'a question behind a contradiction',
    each(pathFaults),
    formPG,
    (f) => {
      item(f, 'PG-15').shownWhen = { all: [ja('PG-12'), leaf('PG-12', 'equal', 'nee')] };
    },
    'PG-15',
    /geen antwoord gevonden waarbij deze vraag/,
  ],
  [
    'a question that waits for a later one',
    each(pathFaults),
    formPG,
    (f) => {
      item(f, 'PG-12').shownWhen = ja('PG-25');
    },
    'PG-12',
    /hangt af van PG-25/,
  ],
  // Who someone is.
  [
    'a rule that reads gender',
    each(identityRead),
    PG,
    (f) => add(f, 'rules', newRule('PG-R99', { when: leaf('O-gender', 'notEqual', '') })),
    'PG-R99',
    /leest O-gender; wie iemand is mag niets beslissen/,
  ],
  [
    'a question shown by gender',
    each(identityRead),
    formPG,
    (f) => {
      item(f, 'PG-13').shownWhen = leaf('O-gender', 'notEqual', '');
    },
    'PG-13',
    /leest O-gender/,
  ],
  [
    'a named condition on orientation',
    each(identityRead),
    formPG,
    (f) => {
      one(f, 'conditions', 'id', 'GEWELD').when = leaf('O-orientatie', 'notEqual', '');
    },
    'GEWELD',
    /leest O-orientatie/,
  ],
  [
    'a fact made of a name',
    each(identityRead),
    formPG,
    (f) => add(f, 'derived', { id: 'PG-wie', op: 'given', of: ['O-naam'] }),
    'PG-wie',
    /leest O-naam/,
  ],
  [
    'a cause by gender',
    each(identityRead),
    ALG,
    (f) => add(one(f, 'causes', 'code', 'OZ-ROLNORM'), 'when', leaf('O-gender', 'notEqual', '')),
    'OZ-ROLNORM',
    /leest O-gender/,
  ],
  ...[
    'Welk gender heeft deze persoon?',
    'Uit welke herkomst komt deze persoon?',
    'Welk geloof heeft X?',
    'In welk land is X geboren?',
    'Wat is uw nationaliteit?',
    'Welke huidskleur heeft X?',
    'Welke geaardheid heeft X?',
    'Hoe heet X?',
    'Welke voornaamwoorden gebruikt X?',
  ].map(
    (words): Row => [
      `a question about who someone is, unmarked: ${words}`,
      unmarked,
      formPG,
      (f) => {
        item(f, 'PG-13').text = words;
      },
      'PG-13',
      /vraagt naar/,
    ],
  ),
  [
    'an exception that is none',
    unmarked,
    'resources/identity.json',
    (f) => add(f, 'exceptions', { item: 'PG-13', reason: 'Geen reden voor deze' }),
    'PG-13',
    /geen uitzondering/,
  ],
  // Links.
  [
    'a take-over from a question that is not there',
    links,
    formASG,
    (f) => {
      at(f, 'prefill', 0).from = 'PG-nergens';
    },
    'prefill.ASG-02',
    /PG-nergens is geen vraag/,
  ],
  [
    'a take-over from the own form',
    links,
    formASG,
    (f) => {
      at(f, 'prefill', 0).from = 'ASG-04';
    },
    'prefill.ASG-02',
    /een vraag van ASG zelf/,
  ],
  [
    'a take-over of answers that do not fit',
    links,
    formASG,
    (f) => add(f, 'prefill', { item: 'ASG-09', from: 'PG-13' }),
    'prefill.ASG-09',
    /het antwoord ja op PG-13 past niet/,
  ],
  [
    'a take-over named by an answer that is not there',
    links,
    formASG,
    (f) => add(f, 'prefill', { item: 'ASG-10', from: 'PG-13', only: ['soms'] }),
    'prefill.ASG-10',
    /PG-13 kent het antwoord soms niet/,
  ],
  [
    'a take-over of hours as weeks',
    links,
    'forms/PTS@1.0.0.json',
    (f) => add(f, 'prefill', { item: 'PTS-02', from: 'ASG-02' }),
    'prefill.PTS-02',
    /telt in uur en PTS-02 in weken/,
  ],
  [
    'an outcome of an instrument that is not in use',
    links,
    'forms/KJV@1.0.0.json',
    (f) => {
      item(f, 'KJV-26').filled = { by: 'outcome', of: 'XX' };
    },
    'KJV-26',
    /XX is geen instrument/,
  ],
  [
    'a score of the time before that the form does not have',
    links,
    'forms/PTS@1.0.0.json',
    (f) => {
      at(item(f, 'PTS-15'), 'filled').key = 'som';
    },
    'PTS-15',
    /som of PTS-formulier staat niet/,
  ],
  // Texts.
  [
    'a text that calls someone out of danger',
    inTexts,
    PG,
    (f) => {
      variant(f, 'PG-R4').text = 'Zij is nu veilig.';
    },
    'PG.PG-R4.text',
    /noemt iemand of iets "veilig"/,
  ],
  [
    'a chance in numbers',
    inTexts,
    PG,
    (f) => {
      variant(f, 'PG-R4').text = 'De kans is 30 %.';
    },
    'PG.PG-R4.text',
    /percentage/,
  ],
  [
    'a child called an offender',
    inTexts,
    'rules/SGM@1.0.0.json',
    (f) => {
      variant(f, 'SGM-R3').text = 'Praat met de dader.';
    },
    'SGM.SGM-R3.a.text',
    /"dader"/,
  ],
  [
    'letters that nobody explains',
    inTexts,
    PG,
    (f) => {
      variant(f, 'PG-R4').text = 'Bel de ZZQ.';
    },
    'PG.PG-R4.text',
    /"ZZQ" staat niet in resources\/glossary.json/,
  ],
  [
    'a hard word that nobody explains',
    inTexts,
    formPG,
    (f) => {
      item(f, 'PG-13').text = 'Is er een multidisciplinair plan?';
    },
    'PG.geweld.PG-13.text',
    /"multidisciplinair" staat niet/,
  ],
  [
    'a stiff word',
    inTexts,
    PG,
    (f) => {
      variant(f, 'PG-R4').text = 'Bel derhalve de politie.';
    },
    'PG.PG-R4.text',
    /"derhalve" is stijf; schrijf liever: daarom/,
  ],
  [
    'a term that no text uses',
    inTexts,
    'resources/glossary.json',
    (f) =>
      add(f, 'terms', { term: 'zeezwaluw', variants: [], explanation: 'Een vogel die vist op zee.', source: 'vogels' }),
    'zeezwaluw',
    /geen tekst gebruikt/,
  ],
  [
    'a long sentence',
    inTexts,
    formPG,
    (f) => {
      item(f, 'PG-13').help = `Vraag ${'rustig en '.repeat(12)}kort.`;
    },
    'PG.geweld.PG-13.help',
    /zin van \d+ woorden/,
  ],
];

describe('each kind of fault is told with file, place and what is expected', () => {
  test.each(rows)('%s', (_, kind, file, edit, place, message) => {
    const found = opened(edited(file, edit), kind);
    expect(found.map((fault) => `${fault.at} | ${fault.message}`).join('\n')).toMatch(message);
    expect(found).toContainEqual({ file: expect.any(String), at: place, message: expect.stringMatching(message) });
  });
});

test('an instrument that is gone is missed by the rules that start it', () => {
  const files = edited(PG, () => {}).files.filter(({ path }) => !/\/ASG@/.test(path));
  const { library } = openLibrary({ files });
  expect(library && linkFaults(packs(library))).toContainEqual({
    file: ALG,
    at: 'STOP-6',
    message: 'start ASG; dat instrument is niet in gebruik',
  });
});

test('a subject that no question is about', () => {
  const files = edited(PG, () => {}).files.map(({ path, text }) => ({
    path,
    text: path.startsWith('forms/') ? text.replaceAll('"topic": "klachten"', '"topic": "zorg"') : text,
  }));
  expect(opened({ files }, links)).toEqual([
    { file: 'resources/recipients.json', at: 'topics.klachten', message: 'geen vraag gaat over dit onderwerp' },
  ]);
});

test('a code that one rule refers to and another blocks, and a written priority between them', () => {
  const blockable = edited('resources/blocks.json', (f) =>
    add(f, 'blocks', { code: 'VT_MELDEN', label: 'Melden', reason: 'Een proef.', source: 'proef' }),
  );
  const blocking = (more: JsonObject) =>
    edited(
      PG,
      (f) =>
        add(f, 'rules', {
          ...newRule('PG-R99', { when: leaf('PG-13', 'notEqual', 'nee'), block: ['VT_MELDEN'] }),
          ...more,
        }),
      blockable,
    );
  const about = (content: Content) =>
    opened(content, opposed).filter(({ at: place, message }) => place === 'PG-R19' && /PG-R99/.test(message));
  expect(about(blocking({}))).toEqual([
    {
      file: PG,
      at: 'PG-R19',
      message:
        'verwijst naar VT_MELDEN, en PG-R99 blokkeert VT_MELDEN in dezelfde casus; leg met yieldsTo vast wat voorgaat',
    },
  ]);
  expect(about(blocking({ yieldsTo: ['PG-R19'] }))).toEqual([]);
});

test.each<[string, (file: JsonObject) => void]>([
  [
    'on its own answer',
    (f) => {
      item(f, 'PG-12').shownWhen = leaf('PG-12', 'notEqual', 'nee');
    },
  ],
  [
    'on one that depends on it',
    (f) => {
      item(f, 'PG-12').shownWhen = ja('PG-25');
      item(f, 'PG-25').shownWhen = ja('PG-12-afgeleid');
    },
  ],
])('a question that depends %s is not taken into use', (_, edit) => {
  const { library, faults } = openLibrary(edited(formPG, edit));
  expect(library?.packs.has('PG')).toBe(false);
  expect(faults).toContainEqual({ file: formPG, at: 'PG-12', message: expect.stringContaining('haar eigen antwoord') });
});

/** Rules that can never fire, and what then can never be reached. */
const never = { all: [ja('PG-13'), leaf('PG-13', 'equal', 'nee')] };

test.each<[string, string, (file: JsonObject) => void, readonly string[]]>([
  [
    'a rule',
    PG,
    (f) => {
      variant(f, 'PG-R5').when = never;
    },
    ['PG-R5'],
  ],
  [
    'a rule that reads the band',
    PG,
    (f) => {
      variant(f, 'PG-R14').when = { all: [leaf('uitkomst', 'equal', 'HOOG'), never] };
    },
    ['PG-R14'],
  ],
  [
    'a cause',
    PG,
    (f) =>
      add(f, 'causes', {
        code: 'OZ-PROEF',
        label: 'Proef',
        kind: 'oorzaak',
        lens: 'Proef.',
        when: [never],
        step: 'Proef.',
        interventions: [],
        source: 'proef',
      }),
    ['OZ-PROEF'],
  ],
  [
    'a wording',
    PG,
    (f) => {
      f.variants = [{ code: 'VT_MELDEN', when: never, text: 'Proef.', source: 'proef' }];
    },
    ['variants.VT_MELDEN'],
  ],
  [
    'a reading of the score',
    formPG,
    (f) => add(f, 'score', { key: 'proef', label: 'Proef', when: never }),
    ['score.proef'],
  ],
  [
    'an empty form',
    formPG,
    (f) => {
      f.empty = { when: never, text: 'Niets ingevuld.' };
    },
    ['empty'],
  ],
  [
    'a lightest band that is not the lightest',
    PG,
    (f) => {
      f.lightest = { band: 'VERHOOGD', source: 'proef' };
    },
    ['lightest'],
  ],
  [
    'a raise to which no answer leads',
    PG,
    (f) => {
      at(f, 'raise').higher = 'gelijker';
    },
    ['PG-R26'],
  ],
])('%s that nothing leads to is told', async (_, file, edit, places) => {
  const { library, faults } = openLibrary(edited(file, edit));
  if (library === undefined || !library.packs.has('PG')) throw new Error(JSON.stringify(faults));
  const found = (await reachOf(pack(library, 'PG'), decideCase)).faults;
  expect(found.map((fault) => fault.at)).toEqual(places);
  for (const fault of found) expect(fault.message.length).toBeGreaterThan(20);
});

test('a flag and a band that no rule gives any more', async () => {
  const flags = openLibrary(
    edited('rules/SGM@1.0.0.json', (f) => {
      const file = JSON.parse(JSON.stringify(f).replaceAll('"flag":"geel"', '"flag":"groen"'));
      Object.assign(f, file);
    }),
  ).library;
  expect(flags && (await reachOf(pack(flags, 'SGM'), decideCase)).faults.map((fault) => fault.at)).toContain(
    'flag.geel',
  );
  const bands = openLibrary(
    edited('rules/ASG@1.0.0.json', (f) => {
      delete f.lightest;
    }),
  ).library;
  expect(bands && (await reachOf(pack(bands, 'ASG'), decideCase)).faults.map((fault) => fault.at)).toEqual([
    'BEPERKT_ZICHT',
    'GEEN_SIGNAAL',
  ]);
});

test('every way to reach something holds when it is decided', async () => {
  const pg = pack(real, 'PG');
  const { reached, faults } = await reachOf(pg, decideCase);
  expect(faults).toEqual([]);
  const rules = reached.filter(({ kind }) => kind === 'regel');
  expect(rules).toHaveLength(pg.rules.flatMap(({ variants }) => variants).length);
  for (const one of rules) {
    const answers = await shortest(pg, one, decideCase);
    const outcome = await decideCase(pg, answers);
    const acting = outcome.rules
      .filter(({ acts }) => acts)
      .flatMap(({ id, variants }) =>
        variants.filter(({ acts }) => acts).map((each) => (each.id === null ? id : `${id} (${each.id})`)),
      );
    expect(acting, JSON.stringify(answers)).toContain(one.name);
  }
});

test('a wording that changes more than words, and a rule that who someone is decides, are told by deciding', async () => {
  const pg = pack(real, 'PG');
  const answers = { 'PG-13': 'ja', 'O-steun': ['man'] };
  expect(await wordingFaults(pg, [answers], decideCase)).toEqual([]);
  const heavier: DecideCase = async (given, some) => {
    const outcome = await decideCase(given, some);
    return given.wordings.length > 0 ? { ...outcome, band: 'ACUUT' } : outcome;
  };
  expect((await wordingFaults(pg, [answers], heavier)).map(({ message }) => message)).toEqual([
    'een formulering verandert meer dan haar eigen woorden',
  ]);
  const { library } = openLibrary(
    edited(PG, (f) => add(f, 'rules', newRule('PG-R99', { when: leaf('O-naam', 'notEqual', ''), band: 'ACUUT' }))),
  );
  expect(
    library && (await wordingFaults(pack(library, 'PG'), [answers], decideCase)).map(({ message }) => message),
  ).toEqual(['wie iemand is verandert de uitkomst van een casus']);
});
