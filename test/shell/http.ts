import { request } from 'node:http';
import type { Door } from '#host/dispatch.ts';
import { callPath, decode, encode } from '#host/wire.ts';
import type { Loopback } from '../../src/shell/loopback.ts';
import type { Page, Pages } from '../../src/shell/pages.ts';

const page = (text: string): Page => ({
  type: 'text/html; charset=utf-8',
  bytes: Buffer.from(text),
  brotli: undefined,
});
export const pages: Pages = new Map([
  ['/', page('<p>Baken')],
  ['/assets/main.js', { ...page('1'), type: 'text/javascript; charset=utf-8', brotli: Buffer.from([1, 2, 3]) }],
]);

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

/** A request as a browser would not always send it: every header as given, the path unread. */
export const ask = (
  { origin }: Loopback,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, path, method, headers, agent: false } as const, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** Opens the first address and gives the cookie it hands out. */
export const enter = async (loopback: Loopback): Promise<string> => {
  const { headers } = await ask(loopback, loopback.address.slice(loopback.origin.length));
  return String(headers['set-cookie']).split(';')[0] ?? '';
};

export const rightHeaders = (loopback: Loopback, cookie: string) => ({
  cookie,
  origin: loopback.origin,
  'content-type': 'application/json',
});

export const overHttp =
  (loopback: Loopback, cookie: string): Door =>
  async (name, input) => {
    const answer = await ask(loopback, callPath, rightHeaders(loopback, cookie), encode({ name, input }));
    const reply = decode(answer.body);
    if (answer.status !== 200 || !reply.ok) throw new Error(`Status ${answer.status}`);
    return reply.value as Awaited<ReturnType<Door>>; // the loopback sends what a door gives
  };
