import { describe, expect, test } from 'vitest';
import { pinnedPack } from '#core/assess.ts';
import { versionOn } from '#core/laws.ts';
import { type Content, openLibrary } from '#host/library.ts';
import { content as whole } from '../core/content.ts';
import { at, changed as changedIn, edited as editedIn, type Json, type JsonObject, leaf, one } from '../core/edited.ts';

/** What two instruments need, so that a fault in one leaves the other. */
const content: Content = {
  files: whole.files.filter(({ path }) => !/^(forms|rules)\/(?!ALG|PG|ASG)[A-Z]/.test(path)),
};

const changed = (path: string, change: (text: string) => string) => changedIn(content, path, change);
const edited = (path: string, edit: (value: JsonObject) => void) => editedIn(path, edit, content);
const route = (file: JsonObject, code: string): JsonObject => one(file, 'routes', 'code', code);
const recipient = (file: JsonObject, id: string): JsonObject => one(file, 'recipients', 'id', id);

const form = 'forms/PG@1.0.0.json';
const rules = 'rules/PG@1.0.0.json';
const when = (condition: Json) => (file: JsonObject) => {
  at(file, 'rules', 0, 'variants', 0).when = condition;
};

describe('what does not fit is left out with file, place and what is expected; the rest stays in use', () => {
  test.each<[string, Content, string, RegExp, RegExp]>([
    ['no JSON at all', changed(form, (text) => text.slice(0, 500)), form, /^$/, /JSON/],
    [
      'an item without a text',
      edited(form, (f) => {
        at(f, 'sections', 0, 'items', 0).text = '';
      }),
      form,
      /text/,
      /./,
    ],
    [
      'an unknown type of question',
      edited(form, (f) => {
        at(f, 'sections', 0, 'items', 0).type = 'slider';
      }),
      form,
      /type/,
      /./,
    ],
    [
      'a field nobody knows',
      edited(form, (f) => {
        at(f, 'sections', 0, 'items', 0).weight = 3;
      }),
      form,
      /PG-leeftijd/,
      /weight/,
    ],
    [
      'an item id used twice',
      edited(form, (f) => {
        at(f, 'sections', 0, 'items', 0).id = 'PG-13';
      }),
      form,
      /PG-13/,
      /twee keer/,
    ],
    ['a rule on a fact that is not there', edited(rules, when(leaf('PG-99', 'equal', 'ja'))), rules, /PG-R1/, /PG-99/],
    [
      'a rule on an answer that is not there',
      edited(rules, when(leaf('PG-13', 'equal', 'jaa'))),
      rules,
      /PG-R1/,
      /kent het antwoord jaa niet/,
    ],
    ['a number compared with text', edited(rules, when(leaf('PG-29', 'greaterThan', '3'))), rules, /PG-R1/, /./],
    [
      'a choice of several compared as one',
      edited(rules, when(leaf('PG-03', 'equal', 'doden'))),
      rules,
      /PG-R1/,
      /contains/,
    ],
    ['a count compared for equality', edited(rules, when(leaf('som24', 'equal', 14))), rules, /PG-R1/, /telling/],
    ['an operator that does not exist', edited(rules, when(leaf('PG-13', 'matches', 'ja'))), rules, /PG-R1/, /./],
    ['an empty any', edited(rules, when({ any: [] })), rules, /PG-R1/, /./],
    ['a named condition that is not there', edited(rules, when({ condition: 'GEEN' })), rules, /PG-R1/, /GEEN/],
    [
      'a band on a rule that reads the band',
      edited(rules, (f) => {
        const variant = at(f, 'rules', 0, 'variants', 0);
        variant.when = leaf('uitkomst', 'equal', 'HOOG');
      }),
      rules,
      /PG-R1/,
      /geen geven/,
    ],
    [
      'a referral to nowhere',
      edited(rules, (f) => {
        at(f, 'rules', 0, 'variants', 0).refer = [{ code: 'WEG' }];
      }),
      rules,
      /PG-R1/,
      /WEG/,
    ],
    [
      'a block nobody knows',
      edited(rules, (f) => {
        at(f, 'rules', 0, 'variants', 0).block = ['ALLES'];
      }),
      rules,
      /PG-R1/,
      /ALLES/,
    ],
    [
      'a cause by a named condition that is not there',
      edited(rules, (f) => {
        const shown = { label: 'x', kind: 'oorzaak', lens: 'x', step: 'x', interventions: [], source: 'x' };
        f.causes = [{ ...shown, code: 'OZ-EER', when: [{ condition: 'GEEN' }] }];
      }),
      rules,
      /OZ-EER/,
      /GEEN/,
    ],
    [
      'a cause nobody knows',
      edited(rules, (f) => {
        at(f, 'rules', 0, 'variants', 0).causes = ['OZ-NIETS'];
      }),
      rules,
      /PG-R1/,
      /OZ-NIETS/,
    ],
    [
      'an instrument to start that does not exist',
      edited(rules, (f) => {
        at(f, 'rules', 0, 'variants', 0).start = [{ instrument: 'ZZZ' }];
      }),
      rules,
      /PG-R1/,
      /ZZZ/,
    ],
    [
      'a judgement that is no question',
      edited(rules, (f) => {
        at(f, 'raise').judgement = 'PG-WEG';
      }),
      rules,
      /PG-R26/,
      /PG-WEG/,
    ],
    [
      'a count that is shown and not there',
      edited(form, (f) => {
        f.score = [{ fact: 'som99', label: 'Som' }];
      }),
      form,
      /score/,
      /som99/,
    ],
    [
      'a secret code that the question does not have',
      edited(form, (f) => {
        at(f, 'sections', 0, 'items', 0).secret = ['outting'];
      }),
      form,
      /PG-leeftijd/,
      /outting/,
    ],
    [
      'a stop brought forward that is no button',
      edited(form, (f) => {
        at(f, 'sections', 0, 'items', 0).offers = [{ answer: 'onbekend', stops: ['STOP-77'] }];
      }),
      form,
      /PG-leeftijd/,
      /STOP-77/,
    ],
    [
      'a version that is not the file’s',
      edited(rules, (f) => {
        f.version = '2.0.0';
      }),
      rules,
      /id/,
      /PG@2.0.0/,
    ],
    [
      'a shared form that is not there',
      edited(form, (f) => {
        f.shared = ['XX@1.0.0'];
      }),
      form,
      /shared/,
      /XX@1.0.0/,
    ],
  ])('%s', (_, wrong, file, place, message) => {
    const { library, faults } = openLibrary(wrong);
    expect(faults).toContainEqual({
      file,
      at: expect.stringMatching(place),
      message: expect.stringMatching(message),
    });
    expect([...(library?.packs.keys() ?? [])]).toEqual(['ASG@1.0.0', 'ASG']);
  });

  test.each<[string, string, (file: JsonObject) => void, string]>([
    ['routes', 'VT_ADVIES', (f) => Object.assign(route(f, 'VT_ADVIES'), { services: ['nergens'] }), 'nergens'],
    ['routes', 'VT_ADVIES', (f) => Object.assign(route(f, 'VT_ADVIES'), { otherwiseServices: ['nergens'] }), 'nergens'],
    ['services', 'inDanger', (f) => Object.assign(f, { inDanger: ['nergens'] }), 'nergens'],
    [
      'recipients',
      'huisarts',
      (f) => Object.assign(recipient(f, 'huisarts'), { codes: ['WEG'], onRequest: [] }),
      'WEG',
    ],
  ])(
    'in resources/%s.json, what %s names and is not there is told; the rest stays in use',
    (name, place, edit, what) => {
      const file = `resources/${name}.json`;
      const { library, faults } = openLibrary(edited(file, edit));
      expect(faults).toContainEqual({ file, at: place, message: expect.stringContaining(what) });
      expect(library?.packs.has('PG')).toBe(true);
    },
  );

  test('a fault in a shared file is told once', () => {
    const shared = 'rules/ALG@1.0.0.json';
    const wrong = edited(shared, (f) => {
      at(f, 'rules', 0, 'variants', 0).refer = [{ code: 'WEG' }];
    });
    expect(openLibrary(wrong).faults).toEqual([
      { file: shared, at: expect.any(String), message: expect.stringContaining('WEG') },
    ]);
  });

  test('without a resource file nothing can be decided, and the file is named', () => {
    const { library, faults } = openLibrary({
      files: content.files.filter(({ path }) => path !== 'resources/routes.json'),
    });
    expect(library).toBeUndefined();
    expect(faults).toContainEqual({ file: 'resources/routes.json', at: '', message: 'dit bestand ontbreekt' });
  });

  test('newer rules of the same form are the ones in use, and a record finds the rules it pins', () => {
    const { text } = content.files.find((file) => file.path === rules) ?? { text: '{}' };
    const next = { path: 'rules/PG@1.1.0.json', text: text.replace('"version": "1.0.0"', '"version": "1.1.0"') };
    const { library, faults } = openLibrary({ files: [...content.files, next] });
    if (library === undefined) throw new Error('no library');
    expect(faults).toEqual([]);
    expect(library.packs.get('PG')?.rulesName).toBe('PG@1.1.0');
    expect(pinnedPack(library, 'PG@1.0.0', 'PG@1.0.0')?.rulesName).toBe('PG@1.0.0');
    expect(pinnedPack(library, 'PG@1.0.0', 'PG@1.1.0')?.rulesName).toBe('PG@1.1.0');
    expect(pinnedPack(library, 'PG@1.0.0', 'PG@2.0.0')).toBeUndefined();
    const refused = openLibrary({
      files: [...content.files, { ...next, text: next.text.replace('"VT_MELDEN"', '"WEG"') }],
    });
    expect(refused.library?.packs.get('PG')?.rulesName).toBe('PG@1.0.0');
    expect(refused.faults).toContainEqual({
      file: next.path,
      at: expect.any(String),
      message: expect.stringContaining('WEG'),
    });
    expect(refused.library?.pinned.map(({ rulesName }) => rulesName)).toContain('PG@1.0.0');
  });

  test('a newer version is the one in use, and the older one stays for records that pin it', () => {
    const newer = (path: string) => {
      const { text } = content.files.find((file) => file.path === path) ?? { text: '{}' };
      return {
        path: path.replace('1.0.0', '1.10.0'),
        text: text
          .replace('"version": "1.0.0"', '"version": "1.10.0"')
          .replace('"form": "ASG@1.0.0"', '"form": "ASG@1.10.0"'),
      };
    };
    const { library, faults } = openLibrary({
      files: [...content.files, newer('forms/ASG@1.0.0.json'), newer('rules/ASG@1.0.0.json')],
    });
    expect(faults).toEqual([]);
    expect(library?.packs.get('ASG')?.name).toBe('ASG@1.10.0');
    expect(library?.packs.get('ASG@1.0.0')?.name).toBe('ASG@1.0.0');
  });
});

describe('what an organisation adds of its own', () => {
  const text = (path: string) => whole.files.find((file) => file.path === path)?.text ?? '{}';
  const own = (path: string, edit: (value: JsonObject) => void) => {
    const [file] = edited(path, edit).files.filter((one) => one.path === path);
    if (file === undefined) throw new Error(`No ${path}`);
    return { ...file, own: true as const };
  };
  const law = (file: JsonObject) => one(file, 'laws', 'id', 'wet-vrij-en-veilig-onderwijs');
  const dated = (from: string) =>
    own('resources/laws.json', (file) => {
      Object.assign(one(law(file), 'versions', 'code', 'na'), { from, status: 'in werking' });
      Object.assign(one(law(file), 'versions', 'code', 'voor'), { until: null });
    });
  const codeOn = (given: Content, day: string) =>
    versionOn(openLibrary(given).library?.resources.laws.laws ?? [], 'wet-vrij-en-veilig-onderwijs', Date.parse(day))
      ?.code;

  test('a date in its table of laws switches a law on, on that day', () => {
    const given = { files: [...content.files, dated('2027-08-01')] };
    expect(codeOn(given, '2027-07-31T23:59:00+02:00')).toBe('voor');
    expect(codeOn(given, '2027-08-01T00:00:00+02:00')).toBe('na');
    expect(codeOn(content, '2027-08-01T00:00:00+02:00')).toBe('voor');
    expect(openLibrary(given).library?.own).toEqual(['resources/laws.json']);
  });

  test('a table of its own that does not fit is named, and the one that was there stays in use', () => {
    const broken = { path: 'resources/laws.json', text: '{', own: true as const };
    const { library, faults } = openLibrary({ files: [...content.files, broken] });
    expect(library?.resources.laws).toEqual(openLibrary(content).library?.resources.laws);
    expect(faults).toEqual([{ file: 'eigen resources/laws.json', at: '', message: expect.stringContaining('JSON') }]);
  });

  test('a published version is never replaced, a higher one is used, and a refused one is not', () => {
    const same = { path: rules, text: text(rules), own: true as const };
    expect(openLibrary({ files: [...content.files, same] }).faults).toEqual([
      { file: rules, at: 'version', message: expect.stringContaining('hoger versienummer') },
    ]);
    const higher = (edit: (rule: string) => string) => ({
      files: [
        ...content.files,
        {
          path: 'rules/PG@1.0.1.json',
          text: edit(text(rules).replace('"version": "1.0.0"', '"version": "1.0.1"')),
          own: true as const,
        },
      ],
    });
    expect(openLibrary(higher((rule) => rule)).library?.packs.get('PG')?.rulesName).toBe('PG@1.0.1');
    expect(openLibrary(higher((rule) => rule.slice(0, 900))).library?.packs.get('PG')?.rulesName).toBe('PG@1.0.0');
  });

  test('a table of its own that leaves instruments without their routes is not used, and says so', () => {
    const given = own('resources/routes.json', (file) => {
      file.routes = Array.isArray(file.routes) ? file.routes.slice(0, 3) : [];
    });
    const { library, faults } = openLibrary({ files: [...content.files, given] });
    expect([...(library?.packs.keys() ?? [])]).toEqual([...(openLibrary(content).library?.packs.keys() ?? [])]);
    expect(faults.length).toBeGreaterThan(0);
  });

  test('what cannot be read, or is no list of items, keeps nothing from opening', () => {
    const odd = [
      { path: 'forms', text: '', own: true as const, unreadable: 'ENOTDIR' },
      { path: 'texts/PCL-5.txt', text: '0612345678 helpdesk\n1. Eerste', own: true as const },
    ];
    const { library, faults } = openLibrary({ files: [...content.files, ...odd] });
    expect(library?.officialTexts.get('PCL-5')).toEqual(['Eerste']);
    expect(faults).toEqual([{ file: 'eigen forms', at: '', message: expect.stringContaining('ENOTDIR') }]);
  });

  test('licensed texts are found by the name of the form and the number of the item', () => {
    const given = { path: 'texts/PCL-5.txt', text: '1. Eerste\r\n\n3) Derde\nzonder nummer', own: true as const };
    const { library, faults } = openLibrary({ files: [...content.files, given] });
    expect(faults).toEqual([]);
    expect(library?.officialTexts.get('PCL-5')).toEqual(['Eerste', '', 'Derde']);
  });
});
