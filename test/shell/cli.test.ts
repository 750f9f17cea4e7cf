import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArguments } from '../../src/shell/arguments.ts';

/** The command as it is built, in a process of its own: what it prints where, and how it ends. */

const root = join(import.meta.dirname, '../..');
const own = mkdtempSync(join(tmpdir(), 'baken-cli-'));
const file = (name: string, content: string): string => {
  const path = join(own, name);
  writeFileSync(path, content);
  return path;
};

type Ran = { readonly out: string; readonly err: string; readonly code: number | null };
const baken = (given: readonly string[], input = '', from = root): Ran => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(from, 'dist/cli.js'), ...given], {
    cwd: own,
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { out: stdout, err: stderr, code: status };
};

const aCase = {
  id: 'case-1',
  instrument: 'PG',
  on: '2026-11-23T10:00:00+01:00',
  answers: { 'PG-01': 'ja' },
  rest: 'nee',
};
const path = file('case.json', JSON.stringify(aCase));

beforeAll(() => {
  const built = spawnSync(process.execPath, [join(root, 'src/shell/baken.mjs'), '--help'], { encoding: 'utf8' });
  expect(built.stderr).not.toContain('niet gelukt');
}, 120_000);
afterAll(() => rmSync(own, { recursive: true }));

test('a case, readable: the outcome in Dutch and nothing else', () => {
  const { out, err, code } = baken(['assess', path]);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).toContain('case-1');
  expect(out).toMatch(/\n$/);
});

test('a case as JSON is the outcome that the contract describes', () => {
  const { out, err, code } = baken(['assess', path, '--json']);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(JSON.parse(out)).toMatchObject({
    id: 'case-1',
    instrument: 'PG@1.0.0',
    band: expect.any(String),
    final: expect.any(Boolean),
  });
  expect(JSON.parse(baken(['assess', '-', '--json'], JSON.stringify(aCase)).out)).toEqual(JSON.parse(out));
  expect(JSON.parse(baken(['assess', file('bom.json', `\uFEFF${JSON.stringify(aCase)}`), '--json']).out)).toEqual(
    JSON.parse(out),
  );
});

test('an answer that changes nothing is mentioned on standard error', () => {
  const odd = file('odd.json', JSON.stringify({ ...aCase, answers: { 'PG-01': 'nee', 'PG-15-klachten': ['stem'] } }));
  const { err, code } = baken(['assess', odd, '--json']);
  expect(err).toContain('PG-15-klachten');
  expect(code).toBe(0);
});

test.each<[string, string, readonly string[]]>([
  ['no JSON', '{', ['is geen geldige JSON']],
  [
    'two answers to one question',
    JSON.stringify({ ...aCase, answers: { 'PG-01': 'ja' } }).replace('"PG-01"', '"PG-01": "ja", "PG-\\u00301"'),
    ['answers.PG-01', 'twee keer'],
  ],
  ['no case', '[]', ['JSON-object']],
  ['an unknown instrument', JSON.stringify({ ...aCase, instrument: 'XX' }), ['instrument', 'PG']],
  [
    'an unknown item',
    JSON.stringify({ ...aCase, answers: { 'PG-99': 'ja' } }),
    ['answers.PG-99', 'baken instruments PG@1.0.0'],
  ],
  ['an unknown code', JSON.stringify({ ...aCase, answers: { 'PG-01': 'jawel' } }), ['answers.PG-01', 'nee']],
  [
    'a number out of range',
    JSON.stringify({ ...aCase, answers: { 'PG-leeftijd': 400 } }),
    ['answers.PG-leeftijd', '120'],
  ],
  ['no moment', JSON.stringify({ ...aCase, on: 'vandaag' }), ['on', '2026']],
])('%s is refused with the place and what is expected', (_what, text, expected) => {
  const refused = file('refused.json', text);
  const { out, err, code } = baken(['assess', refused]);
  expect({ out, code }).toEqual({ out: '', code: 2 });
  for (const part of [refused, ...expected]) expect(err).toContain(part);
  expect(err).not.toContain(': :');
});

test('a file that is not there', () => {
  for (const given of [
    ['assess', 'none.json'],
    ['assess', '--batch', 'none.ndjson'],
  ]) {
    const { out, err, code } = baken(given);
    expect({ out, err, code }).toEqual({ out: '', err: `${given.at(-1)}: bestaat niet\n`, code: 2 });
  }
});

test('a letter beside the outcome', () => {
  const grave = file('grave.json', JSON.stringify({ ...aCase, answers: { 'PG-14': 'ja', 'PG-15': 'ja' } }));
  const letter = join(own, 'letter.pdf');
  const { out, code } = baken(['assess', grave, '--json', '--pdf', letter]);
  expect(code).toBe(0);
  expect(readFileSync(letter).subarray(0, 5).toString()).toBe('%PDF-');
  const { referrals } = JSON.parse(out) as { referrals: readonly { code: string }[] };
  expect(referrals.length).toBeGreaterThan(0);
  const elsewhere = baken(['assess', grave, '--pdf', join(own, 'other.pdf'), '--to', 'NERGENS']);
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.out).toBe('');
  for (const { code } of referrals) expect(elsewhere.err).toContain(code);
  expect(baken(['assess', grave, '--pdf', join(own, 'no', 'folder.pdf')])).toMatchObject({ code: 2, out: '' });
  if (process.platform !== 'win32') expect(statSync(letter).mode & 0o777).toBe(0o600); // Windows has no such bits
  expect(baken(['assess', grave, '--pdf', letter]).code).toBe(0);
  const before = readFileSync(grave, 'utf8');
  expect(baken(['assess', grave, '--pdf', grave])).toMatchObject({ code: 2, out: '' });
  expect(readFileSync(grave, 'utf8')).toBe(before);
});

test('an answer nested deeper than the stack, or under the name of a prototype, is refused alone', () => {
  const answered = (answers: string) => JSON.stringify(aCase).replace('{"PG-01":"ja"}', answers);
  const lines = [
    answered('{"PG-01":"ja"}'),
    answered(`{"PG-01":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    answered('{"__proto__":{"PG-01":"ja"}}'),
  ];
  const { out, code } = baken(['assess', '--batch', '-'], `${lines.join('\n')}\n`);
  expect(code).toBe(2);
  const read = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(read).toMatchObject([
    { id: 'case-1', band: 'VERHOOGD' },
    { id: 'case-1', error: { at: 'answers.PG-01' } },
    { id: 'case-1', error: { at: 'answers.__proto__' } },
  ]);
});

test('a batch: one line for one line, in order, refusals among them, across all threads', () => {
  const cases = Array.from({ length: 600 }, (_, index) => ({
    ...aCase,
    id: `c${index}`,
    answers: index % 7 === 0 ? { 'PG-01': 'jawel' } : { 'PG-14': index % 2 === 0 ? 'ja' : 'nee' },
  }));
  const lines = cases.map((one) => JSON.stringify(one));
  lines[10] = '{';
  lines[20] = '{"answers": {"PG-01": "ja", "PG-01": "nee"}}';
  const { out, err, code } = baken(['assess', '--batch', file('batch.ndjson', `${lines.join('\n')}\r\n\n`)]);
  const outcomes = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string | null; error?: { at: string } });
  expect(outcomes.map(({ id }) => id)).toEqual(
    cases.map(({ id }, index) => (index === 10 || index === 20 ? null : id)),
  );
  expect(outcomes.map(({ error }) => error !== undefined)).toEqual(
    cases.map((_, index) => index % 7 === 0 || index === 10 || index === 20),
  );
  expect(outcomes[10]?.error).toEqual({ kind: 'case-refused', at: 'regel 11', message: 'is geen geldige JSON' });
  expect(outcomes[20]?.error).toEqual({ kind: 'case-refused', at: 'answers.PG-01', message: 'staat er twee keer' });
  expect(outcomes[7]?.error?.at).toBe('answers.PG-01');
  expect(err).toContain('88 van 600');
  expect(code).toBe(2);
  const { out: alone } = baken(['assess', '-', '--json'], lines[599]);
  expect(outcomes[599]).toEqual(JSON.parse(alone));
});

test('a batch without refusals ends well, from standard input, and an empty one too', () => {
  expect(baken(['assess', '--batch', '-'], `${JSON.stringify(aCase)}\n`)).toMatchObject({ err: '', code: 0 });
  expect(baken(['assess', '--batch', '-'], '')).toEqual({ out: '', err: '', code: 0 });
});

test('instruments: a list, and one with every item and code', () => {
  expect(baken(['instruments'])).toMatchObject({ err: '', code: 0, out: expect.stringContaining('PG@1.0.0') });
  const list = JSON.parse(baken(['instruments', '--json']).out) as readonly { id: string }[];
  expect(list.map(({ id }) => id)).toContain('PG');
  const one = baken(['instruments', 'PG', '--json']).out;
  expect(one).toContain('"PG-01"');
  expect(one).toContain('"O-veilig"');
  expect(baken(['instruments', 'PG']).out).toMatch(/PG-14 .+\n +ja \| nee \| onbekend \| wil_niet_zeggen/);
  expect(baken(['instruments', 'XX'])).toMatchObject({ out: '', code: 2, err: expect.stringContaining('PG') });
});

test('check: nothing wrong here; a fault is reported with its file and place', () => {
  expect(baken(['check'])).toMatchObject({ err: '', code: 0 });
  const spoiled = join(own, 'spoiled');
  for (const folder of ['forms', 'rules', 'resources', 'dist'])
    cpSync(join(root, folder), join(spoiled, folder), { recursive: true });
  writeFileSync(join(spoiled, 'package.json'), '{"type":"module"}');
  symlinkSync(join(root, 'node_modules'), join(spoiled, 'node_modules'));
  const form = join(spoiled, 'forms/PG@1.0.0.json');
  writeFileSync(form, readFileSync(form, 'utf8').replace('"id": "PG-01"', '"id": "PG-01", "colour": 1'));
  writeFileSync(join(spoiled, 'rules/ASG@1.0.0.json'), '{');
  const { out, code } = baken(['check'], '', spoiled);
  expect(code).toBe(2);
  expect(out).toMatch(/^forms\/PG@1\.0\.0\.json: .*PG-01/m);
  expect(out).toMatch(/^rules\/ASG@1\.0\.0\.json: .*geldige JSON/m);
});

test('check --json --witnesses: each rule with the answers that make it act', () => {
  const { out, err, code } = baken(['check', '--json', '--witnesses']);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  const { ok, faults, reached } = JSON.parse(out);
  expect({ ok, faults }).toEqual({ ok: true, faults: [] });
  expect(reached).toContainEqual({ instrument: 'ASG', kind: 'regel', name: 'ASG-R5', answers: { 'ASG-02': 169 } });
  expect(reached).toContainEqual({ instrument: 'EXT', kind: 'leeg', name: 'EXT', answers: {} });
});

test('a wrong command says what is wrong and how it is used', () => {
  const { out, err, code } = baken(['asses', 'x']);
  const read = readArguments(['asses', 'x']);
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(err).toContain(read.ok ? undefined : read.error.message);
  expect(err).toContain('baken assess CASUS.json');
});
