import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dispatch } from '#host/dispatch.ts';
import { encode } from '#host/wire.ts';
import { type Loopback, startLoopback } from '../../src/shell/loopback.ts';
import { ask, enter, pages, rightHeaders } from './http.ts';
import { standInHost } from './stand-in.ts';

const call = encode({ name: 'access.state', input: {} });
let loopback: Loopback;
let cookie: string;
let calls = 0;

beforeAll(async () => {
  const door = dispatch(standInHost().handlers);
  loopback = await startLoopback((name, input) => {
    calls += 1;
    return door(name, input);
  }, pages);
  cookie = await enter(loopback);
});
afterAll(() => loopback.close());

test('it listens on 127.0.0.1 only', async () => {
  const port = Number(new URL(loopback.origin).port);
  expect(new URL(loopback.origin).hostname).toBe('127.0.0.1');
  const connects = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection({ host, port });
      socket.once('connect', () => resolve(socket.destroy() !== undefined));
      socket.once('error', () => resolve(false));
    });
  expect(await connects('127.0.0.1')).toBe(true);
  expect(await connects('127.0.0.2')).toBe(false);
  expect(await connects('::1')).toBe(false);
});

test('the first address works once, for whoever has no cookie yet', async () => {
  const fresh = await startLoopback(dispatch(standInHost().handlers), pages);
  const path = fresh.address.slice(fresh.origin.length);
  expect((await ask(fresh, '/begin?token=guess')).status).toBe(403);
  expect((await ask(fresh, '/begin')).status).toBe(403);
  const first = await ask(fresh, path);
  expect(first.status).toBe(302);
  expect(first.headers.location).toBe('/');
  expect(first.headers['set-cookie']).toEqual([
    expect.stringMatching(/^baken=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
  ]);
  expect((await ask(fresh, path)).status).toBe(403);
  const own = String(first.headers['set-cookie']).split(';')[0] ?? '';
  expect((await ask(fresh, path, { cookie: own })).status).toBe(302);
  await fresh.close();
});

test('a call with everything right is answered', async () => {
  const answer = await ask(loopback, '/call', rightHeaders(loopback, cookie), call);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ ok: true, value: { kind: 'locked' } });
});

test.each<[string, number, Record<string, string | undefined>]>([
  ['no cookie', 403, { cookie: undefined }],
  ['another cookie', 403, { cookie: `baken=${'A'.repeat(43)}` }],
  ['a longer cookie', 403, { cookie: 'baken=' }],
  ['no origin', 403, { origin: undefined }],
  ['another origin', 403, { origin: 'http://example.org' }],
  ['origin null', 403, { origin: 'null' }],
  ['the origin by another name', 403, { origin: 'http://localhost' }],
  ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['text', 415, { 'content-type': 'text/plain' }],
  ['no content type', 415, { 'content-type': undefined }],
  ['another host', 421, { host: 'example.org' }],
  ['localhost', 421, { host: 'localhost' }],
  ['the host without its port', 421, { host: '127.0.0.1' }],
])('%s: %i, and nothing is called', async (_what, status, wrong) => {
  const before = calls;
  const headers = Object.entries({ ...rightHeaders(loopback, cookie), ...wrong }).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  expect((await ask(loopback, '/call', Object.fromEntries(headers), call)).status).toBe(status);
  expect(calls).toBe(before);
});

test('a body above a million bytes is refused, said or unsaid', async () => {
  const large = encode({ name: 'access.state', input: { x: 'x'.repeat(1024 * 1024) } });
  const headers = rightHeaders(loopback, cookie);
  const before = calls;
  const said = { ...headers, 'content-length': String(Buffer.byteLength(large)) };
  expect((await ask(loopback, '/call', said, large)).status).toBe(413);
  expect((await ask(loopback, '/call', { ...headers, 'transfer-encoding': 'chunked' }, large)).status).toBe(413);
  expect(calls).toBe(before);
  expect((await ask(loopback, '/call', headers, call)).status).toBe(200);
});

test.each([
  '',
  '{',
  '[]',
  'null',
  '"access.state"',
  '{"name":"access.state"}',
  '{"input":{}}',
  `${'['.repeat(200_000)}`,
])('a body that is no call (%.20s) is malformed input', async (body) => {
  const answer = await ask(loopback, '/call', rightHeaders(loopback, cookie), body);
  expect(JSON.parse(answer.body)).toEqual({ ok: false, error: { kind: 'malformed-input' } });
});

test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s on the call path is refused', async (method) => {
  expect((await ask(loopback, '/call', rightHeaders(loopback, cookie), undefined, method)).status).toBe(405);
});

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/assets',
  '/__proto__',
  '/constructor',
  '//example.org/',
  '/index.html%00',
])('%s is not on the list of files', async (path) => {
  expect((await ask(loopback, path, { cookie })).status).toBe(404);
});

test('pages need the cookie, and come compressed to who takes that', async () => {
  expect((await ask(loopback, '/')).status).toBe(403);
  expect((await ask(loopback, '/', { cookie })).body).toBe('<p>Baken');
  const plain = await ask(loopback, '/assets/main.js', { cookie });
  expect(plain.headers['content-encoding']).toBeUndefined();
  const packed = await ask(loopback, '/assets/main.js', { cookie, 'accept-encoding': 'gzip, br' });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', 'content-length': '3', vary: 'accept-encoding' });
});

test('every answer, also a refusal, carries the security headers', async () => {
  const answers = await Promise.all([
    ask(loopback, '/', { cookie }),
    ask(loopback, '/'),
    ask(loopback, '/nothing', { cookie }),
    ask(loopback, '/', { host: 'example.org' }),
    ask(loopback, '/begin?token=x'),
    ask(loopback, '/call', rightHeaders(loopback, cookie), call),
  ]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});
