import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '#core/result.ts';
import type { Name } from '#host/contract.ts';
import type { Door } from '#host/dispatch.ts';
import { callPath, decode, encode } from '#host/wire.ts';
import type { Pages } from './pages.ts';
import { securityHeaders } from './policy.ts';
import { type Presence, watchPresence } from './presence.ts';

/**
 * The same door on 127.0.0.1, for tests and for where Electron cannot be had. A weaker boundary than Electron's: any process of
 * this user can connect, so every run has its own token, and only the page that came from here can call.
 */

export type Loopback = {
  /** The first address to open; it works once. */
  readonly address: string;
  readonly origin: string;
  readonly close: () => Promise<void>;
};

/** Largest body of a call in bytes: far above the longest answers together, far below what would weigh on the process. */
const largestBody = 1024 * 1024;
const enterPath = '/begin';
const cookieName = 'baken';

/** The call that a page holds while it looks into the open vault. */
const watchName = 'access.watch' satisfies Name;

export const startLoopback = async (
  door: Door,
  pages: Pages,
  presence: Presence = watchPresence(() => undefined),
): Promise<Loopback> => {
  const token = randomBytes(32).toString('base64url');
  const pass = randomBytes(32).toString('base64url');
  let entered = false;
  let host = '';

  const enter = (request: IncomingMessage, response: ServerResponse, query: string): void => {
    const known = hasPass(request, pass);
    if (!known && (entered || !same(new URLSearchParams(query).get('token') ?? '', token))) {
      refuse(response, 403, 'Dit adres is al gebruikt of hoort niet bij deze keer. Start Baken opnieuw.');
      return;
    }
    entered = true;
    const cookie = `${cookieName}=${pass}; HttpOnly; SameSite=Strict; Path=/`;
    response.writeHead(302, { ...securityHeaders, location: '/', 'set-cookie': cookie }).end();
  };

  const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return refuse(response, 405, 'Alleen POST', { allow: 'POST' });
    if (request.headers.origin !== `http://${host}`) return refuse(response, 403, 'Andere herkomst');
    if (request.headers['content-type'] !== 'application/json') return refuse(response, 415, 'Alleen application/json');
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413, 'Te groot', { connection: 'close' });
    const decoded = decode(body);
    if (decoded.ok && isCall(decoded.value) && decoded.value.name === watchName) {
      const leaves = presence.watches();
      response.once('close', () => leaves(response.writableFinished ? 'told' : 'gone'));
    }
    const reply =
      decoded.ok && isCall(decoded.value)
        ? await door(decoded.value.name, decoded.value.input)
        : fail({ kind: 'malformed-input' });
    response.writeHead(200, { ...securityHeaders, 'content-type': 'application/json' }).end(encode(reply));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.host !== host) return refuse(response, 421, 'Ander adres');
    // Not read as an address: its rules (`//elsewhere/`, `..`) would make one path of another.
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (path === enterPath && request.method === 'GET') return enter(request, response, query);
    if (!hasPass(request, pass))
      return refuse(response, 403, 'Open Baken met het adres dat bij het starten is gegeven.');
    if (path === callPath) return answerCall(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Alleen GET');
    const page = pages.get(path);
    if (page === undefined && path === '/favicon.ico') {
      response.writeHead(204, securityHeaders).end(); // browsers ask for it unasked; there is none
      return;
    }
    if (page === undefined) return refuse(response, 404, 'Bestaat niet');
    const brotli = /\bbr\b/.test(String(request.headers['accept-encoding'])) ? page.brotli : undefined;
    response
      .writeHead(200, {
        ...securityHeaders,
        'content-type': page.type,
        'content-length': (brotli ?? page.bytes).length,
        vary: 'accept-encoding',
        ...(brotli === undefined ? {} : { 'content-encoding': 'br' }),
      })
      .end(request.method === 'HEAD' ? undefined : (brotli ?? page.bytes));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // The sender went away or sent something that is no request; there is nobody to tell, and the next one is not affected.
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port, so this is no pipe

  return {
    address: `http://${host}${enterPath}?token=${token}`,
    origin: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        presence.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const refuse = (
  response: ServerResponse,
  status: number,
  why: string,
  more: Readonly<Record<string, string>> = {},
): void => {
  response
    .writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', ...more })
    .end(`${why}\n`);
};

const isCall = (value: unknown): value is { readonly name: unknown; readonly input: unknown } =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'name') && Object.hasOwn(value, 'input');

const same = (given: string, expected: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const hasPass = (request: IncomingMessage, pass: string): boolean =>
  (request.headers.cookie ?? '').split('; ').some((cookie) => same(cookie, `${cookieName}=${pass}`));

/** @returns `undefined` when it is larger than a call can be; the rest is not read */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};
