import type { Client, Reply } from '#host/contract.ts';
import type { Door } from '#host/dispatch.ts';
import { overLine } from '#host/line.ts';
import { callPath, decode, encode } from '#host/wire.ts';

/** The way from this window to the host: the one channel of the desktop app where it is there, else the loopback. */

declare global {
  interface Window {
    readonly baken?: { readonly call: (name: string, input: unknown) => Promise<unknown> };
  }
}

/** Whether this is a reply at all. What is in it was checked by the host, which is the same program. */
const isReply = (value: unknown): value is { readonly ok: boolean } =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';

const ended = { ok: false, error: { kind: 'host-ended' } } as const;
const unexpected = { ok: false, error: { kind: 'unexpected' } } as const;

/** A browser keeps at most 64 KiB on its way after the page is gone (Fetch standard, 4.6). What is sealed travels as ASCII. */
const LARGEST_KEPT_ALIVE = 60_000;

const overHttp = async (name: string, input: unknown): Promise<unknown> => {
  const body = encode({ name, input });
  const response = await fetch(callPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    // what was typed last is still sent when the window closes
    keepalive: name === 'drafts.keep' && body.length < LARGEST_KEPT_ALIVE,
  });
  const decoded = response.ok ? decode(await response.text()) : unexpected;
  return decoded.ok ? decoded.value : unexpected;
};

export const clientOfWindow = (): Client => {
  const carry = window.baken?.call ?? overHttp;
  const call = overLine(async (name, input) => {
    const reply = await carry(String(name), input);
    return isReply(reply) ? (reply as Awaited<ReturnType<Door>>) : unexpected;
  });
  return async <N extends Parameters<Client>[0]>(name: N, input: Parameters<Client>[1]): Promise<Reply<N>> => {
    try {
      return (await call(name, input)) as Reply<N>; // it was checked by the host against the same name
    } catch {
      // The other side is gone; both transports say so by rejecting, and nothing more is known.
      return ended;
    }
  };
};
