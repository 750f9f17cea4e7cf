import { expect, test } from 'vitest';
import { readArguments } from '../../src/shell/arguments.ts';

test.each([
  ['assess c.json', { kind: 'assess', file: 'c.json', json: false, letter: undefined }],
  ['assess c.json --json', { kind: 'assess', file: 'c.json', json: true, letter: undefined }],
  ['assess --json c.json', { kind: 'assess', file: 'c.json', json: true, letter: undefined }],
  ['assess - --json', { kind: 'assess', file: '-', json: true, letter: undefined }],
  [
    'assess c.json --pdf o.pdf',
    { kind: 'assess', file: 'c.json', json: false, letter: { file: 'o.pdf', code: undefined } },
  ],
  [
    'assess c.json --pdf=o.pdf --to HUISARTS',
    { kind: 'assess', file: 'c.json', json: false, letter: { file: 'o.pdf', code: 'HUISARTS' } },
  ],
  ['assess --batch f.ndjson', { kind: 'batch', file: 'f.ndjson' }],
  ['assess --batch -', { kind: 'batch', file: '-' }],
  ['instruments', { kind: 'instruments', id: undefined, json: false }],
  ['instruments PG@1.0.0 --json', { kind: 'instruments', id: 'PG@1.0.0', json: true }],
  ['check', { kind: 'check', json: false, witnesses: false }],
  ['check --json --witnesses', { kind: 'check', json: true, witnesses: true }],
  ['--help', { kind: 'help' }],
])('baken %s', (line, command) => {
  expect(readArguments(line.split(' '))).toEqual({ ok: true, value: command });
});

test.each([
  ['', 'geen opdracht'],
  ['constructor', 'geen opdracht'],
  ['asses c.json', 'geen opdracht'],
  ['assess', 'het bestand van de casus'],
  ['assess a.json b.json', '--batch'],
  ['assess c.json --jsn', '--jsn'],
  ['assess c.json --constructor', '--constructor'],
  ['assess c.json --json --json', 'twee keer'],
  ['assess c.json --json=yes', 'geen waarde'],
  ['assess c.json --pdf', 'hoort een waarde'],
  ['assess c.json --pdf --json', 'hoort een waarde'],
  ['assess c.json --to HUISARTS', '--pdf'],
  ['assess --batch', 'hoort een waarde'],
  ['assess --batch f.ndjson c.json', 'niet samen'],
  ['assess --batch f.ndjson --json', 'niet samen'],
  ['instruments PG ASG', 'hoogstens één'],
  ['instruments --pdf x', '--pdf'],
  ['check x', 'geen bestand'],
])('baken %s is refused: %s', (line, expected) => {
  const read = readArguments(line === '' ? [] : line.split(' '));
  expect(read).toMatchObject({ ok: false, error: { kind: 'bad-arguments' } });
  expect(read.ok ? '' : read.error.message).toContain(expected);
});
