import { gcm } from '@noble/ciphers/aes.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok } from '#core/result.ts';
import type { Door } from './dispatch.ts';
import { decode, encode } from './wire.ts';

/**
 * Between a screen and the process with the keys stands a shell that lives on after a lock. What passes it is sealed, so that
 * no passphrase and no word that was typed stays behind in its memory. Each end takes the other's key as it comes: this holds
 * against what is left in memory, not against another shell in its place.
 *
 * X25519, HKDF-SHA-256 and AES-256-GCM. Sealing takes no turn of the event loop: a page that closes still sends.
 */

/** Agrees on a line; carried by every transport as if it were an operation, and answered before the door. */
export const lineName = 'line.open';

/** The name of a call stays readable, for the shell must know a lock when it sees one. It is bound to what is sealed. */
export type SealedInput = {
  /** Public key of the screen: by it the other end finds the line. */
  readonly line: Uint8Array;
  readonly sealed: Uint8Array;
};

type Line = { readonly toHost: Uint8Array; readonly toScreen: Uint8Array };

const nonceLength = 12;
const keyLength = 32;
const isKey = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.length === keyLength;

/** @returns nothing when the other end's key is one with which everybody agrees on the same */
const lineOf = (secret: Uint8Array, other: Uint8Array, screen: Uint8Array, host: Uint8Array): Line | undefined => {
  let shared: Uint8Array;
  try {
    shared = x25519.getSharedSecret(secret, other);
  } catch {
    return undefined; // RFC 7748, section 6.1: all zero
  }
  const keys = hkdf(sha256, shared, concatBytes(screen, host), utf8ToBytes('baken/line 1'), 2 * keyLength);
  return { toHost: keys.slice(0, keyLength), toScreen: keys.slice(keyLength) };
};

const seal = (key: Uint8Array, name: string, value: unknown): Uint8Array => {
  const nonce = randomBytes(nonceLength);
  return concatBytes(nonce, gcm(key, nonce, utf8ToBytes(name)).encrypt(utf8ToBytes(encode(value))));
};

/** @returns nothing when it was not sealed with this key for this name */
const open = (key: Uint8Array, name: string, sealed: Uint8Array): { readonly value: unknown } | undefined => {
  let plain: Uint8Array;
  try {
    plain = gcm(key, sealed.subarray(0, nonceLength), utf8ToBytes(name)).decrypt(sealed.subarray(nonceLength));
  } catch {
    return undefined; // the tag does not fit, or it is too short to have one
  }
  const decoded = decode(new TextDecoder().decode(plain));
  plain.fill(0);
  return decoded.ok ? { value: decoded.value } : undefined;
};

/** What the host says to a call over a line that it does not know: it is a fresh process, and began nothing. */
const unknownLine = { kind: 'unexpected', at: 'line' } as const;
type Reply = Awaited<ReturnType<Door>>;
export const isUnknownLine = (reply: Reply): boolean =>
  !reply.ok && reply.error.kind === unknownLine.kind && reply.error.at === unknownLine.at;

/** The screen's end: the same door, with all but the names sealed. A host that is another process gets a line of its own. */
export const overLine = (call: Door): Door => {
  let current: { readonly line: Line; readonly screen: Uint8Array } | undefined;
  let opening: Promise<Reply | undefined> | undefined;

  const agree = async (): Promise<Reply | undefined> => {
    const { secretKey, publicKey: screen } = x25519.keygen();
    const reply = await call(lineName, { screen });
    if (!reply.ok) return reply;
    const { host } = Object(reply.value) as { readonly host?: unknown };
    if (!isKey(host)) return fail({ kind: 'unexpected' });
    const line = lineOf(secretKey, host, screen, host);
    if (line === undefined) return fail({ kind: 'unexpected' });
    current = { line, screen };
    return undefined;
  };

  const send = async (name: unknown, input: unknown, again: boolean): Promise<Reply> => {
    if (current === undefined) {
      opening ??= agree().finally(() => {
        opening = undefined;
      });
      const failed = await opening;
      if (failed !== undefined) return failed;
    }
    const used = current;
    if (used === undefined) return fail({ kind: 'unexpected' });
    const bound = String(name);
    const sealed: SealedInput = { line: used.screen, sealed: seal(used.line.toHost, bound, input) };
    const reply = await call(name, sealed);
    if (isUnknownLine(reply) && !again) {
      if (current === used) current = undefined;
      return send(name, input, true);
    }
    if (!reply.ok) return reply; // of the shell itself: the host seals what it refuses too
    const opened = reply.value instanceof Uint8Array ? open(used.line.toScreen, bound, reply.value) : undefined;
    return opened === undefined ? fail({ kind: 'unexpected' }) : (opened.value as Reply); // sealed by the host's end, below
  };
  return (name, input) => send(name, input, false);
};

/** Screens that may have a line at once; the oldest goes. A page that is loaded anew takes another. */
const mostLines = 16;

/** The host's end, before its door. What comes unsealed is answered unsealed: the command line has no shell between. */
export const withLine = (door: Door): Door => {
  const lines = new Map<string, Line>();
  return async (name, input) => {
    if (name === lineName) {
      const { screen } = Object(input) as { readonly screen?: unknown };
      if (!isKey(screen)) return fail({ kind: 'malformed-input' });
      const { secretKey, publicKey: host } = x25519.keygen();
      const line = lineOf(secretKey, screen, screen, host);
      if (line === undefined) return fail({ kind: 'malformed-input' });
      lines.set(bytesToHex(screen), line);
      const [oldest] = lines.keys();
      if (lines.size > mostLines && oldest !== undefined) lines.delete(oldest);
      return ok({ host });
    }
    const { line: screen, sealed } = Object(input) as { readonly [K in keyof SealedInput]?: unknown };
    if (!isKey(screen) || !(sealed instanceof Uint8Array)) return door(name, input);
    const line = lines.get(bytesToHex(screen));
    if (line === undefined) return fail(unknownLine);
    const bound = String(name);
    const opened = open(line.toHost, bound, sealed);
    if (opened === undefined) return fail({ kind: 'malformed-input' });
    return ok(seal(line.toScreen, bound, await door(name, opened.value)));
  };
};
