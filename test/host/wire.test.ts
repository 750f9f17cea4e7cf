import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from '#host/wire.ts';

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('any')),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('$bytes', '$', '$$bytes', '__proto__', 'constructor')),
      tie('any'),
    ),
  ),
})).any;

test('what is sent is what arrives, bytes and look-alikes of bytes included', () => {
  fc.assert(
    fc.property(value, (sent) => {
      expect(decode(encode(sent))).toEqual({ ok: true, value: sent });
    }),
  );
});

test('a megabyte of bytes passes', () => {
  const bytes = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
  expect(decode(encode({ bytes }))).toEqual({ ok: true, value: { bytes } });
});

test.each([
  '',
  'x',
  '{"$bytes":1}',
  '{"$bytes":"%"}',
  '{"$bytes":"AA==","more":1}',
  '{"$other":1}',
  '['.repeat(500_000),
])('%.30s is malformed', (text) => {
  expect(decode(text)).toEqual({ ok: false, error: { kind: 'malformed' } });
});

test('a key __proto__ stays a key', () => {
  const decoded = decode('{"__proto__":{"polluted":true}}');
  const arrived = decoded.ok ? (decoded.value as object) : {};
  expect(Object.keys(arrived)).toEqual(['__proto__']);
  expect('polluted' in arrived).toBe(false);
});
