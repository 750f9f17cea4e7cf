import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Content, openLibrary } from '#host/library.ts';
import { content } from '../core/content.ts';

type Json = z.infer<ReturnType<typeof z.json>>;
type JsonObject = { [key: string]: Json };

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** The content of the repository with one file changed. */
const changed = (path: string, change: (text: string) => string): Content => ({
  files: content.files.map((file) => (file.path === path ? { path, text: change(file.text) } : file)),
});
const edited = (path: string, edit: (value: JsonObject) => void): Content =>
  changed(path, (text) => {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) throw new Error(`${path} holds no object`);
    edit(value);
    return JSON.stringify(value);
  });

/** Goes down into parsed JSON, to the thing itself; a test that lost its way must say so. */
const at = (value: JsonObject, ...path: readonly (string | number)[]): JsonObject => {
  const found = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  if (!isObject(found)) throw new Error(`Nothing at ${path.join('.')}`);
  return found;
};

const form = 'forms/PG@1.0.0.json';
const rules = 'rules/PG@1.0.0.json';
const leaf = (fact: string, operator: string, value: Json): JsonObject => ({ fact, operator, value });
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
      /twice/,
    ],
    ['a rule on a fact that is not there', edited(rules, when(leaf('PG-99', 'equal', 'ja'))), rules, /PG-R1/, /PG-99/],
    [
      'a rule on an answer that is not there',
      edited(rules, when(leaf('PG-13', 'equal', 'jaa'))),
      rules,
      /PG-R1/,
      /no answer jaa/,
    ],
    ['a number compared with text', edited(rules, when(leaf('PG-29', 'greaterThan', '3'))), rules, /PG-R1/, /./],
    [
      'a choice of several compared as one',
      edited(rules, when(leaf('PG-03', 'equal', 'doden'))),
      rules,
      /PG-R1/,
      /contains/,
    ],
    ['a count compared for equality', edited(rules, when(leaf('som24', 'equal', 14))), rules, /PG-R1/, /count/],
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
      /cannot set one/,
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

  test('without a resource file nothing can be decided, and the file is named', () => {
    const { library, faults } = openLibrary({
      files: content.files.filter(({ path }) => path !== 'resources/routes.json'),
    });
    expect(library).toBeUndefined();
    expect(faults).toContainEqual({ file: 'resources/routes.json', at: '', message: 'dit bestand ontbreekt' });
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
