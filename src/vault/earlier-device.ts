import { z } from 'zod';
import type { Devices } from './chain.ts';
import { type Device, isDeviceOf } from './identity.ts';
import type { KeyTable } from './keytable.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id, openBytes, sealBytes } from './seal.ts';

/**
 * A device that wrote here before and does no more: a sealed line in the key table with what its signatures are checked
 * with. Its secret is not in it, so nothing can be added to its chains.
 */

const Line = z.looseObject({ kind: z.literal('earlier-device'), id: Id, wrap: Base64 });
const Content = z.looseObject({ publicKey: Base64, certificate: Base64 });

const bound = (vault: string, id: string): Uint8Array => parts('baken/earlier-device', 1, vault, id);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** @param key - the derived key for what the vault holds of its own */
export const earlierDeviceLine = (
  p: Primitives,
  key: Uint8Array,
  vault: string,
  { id, publicKey, certificate }: Pick<Device, 'id' | 'publicKey' | 'certificate'>,
): string => {
  const content = JSON.stringify({ publicKey: base64(publicKey), certificate: base64(certificate) });
  const wrap = sealBytes(p, key, Buffer.from(content, 'utf8'), bound(vault, id));
  return JSON.stringify({ kind: 'earlier-device', id, wrap: base64(wrap) });
};

const mark = '"kind":"earlier-device"';

/** The public key of every earlier device in the table that carries the certificate of its owner. */
const earlierDevices = (
  p: Primitives,
  key: Uint8Array,
  { vault, identity, lines }: Pick<KeyTable, 'vault' | 'identity' | 'lines'>,
): Devices => {
  const found = new Map<string, Uint8Array>();
  for (const text of lines) {
    if (!text.includes(mark)) continue; // there are as many other lines as dossiers
    try {
      const line = Line.parse(JSON.parse(text));
      const opened = openBytes(p, key, Buffer.from(line.wrap, 'base64'), bound(vault, line.id));
      if (opened === undefined) continue;
      const content = Content.parse(JSON.parse(Buffer.from(opened).toString('utf8')));
      const publicKey = Buffer.from(content.publicKey, 'base64');
      const certificate = Buffer.from(content.certificate, 'base64');
      if (isDeviceOf(p, identity.person, { id: line.id, publicKey, certificate })) found.set(line.id, publicKey);
    } catch {
      // a damaged line: the MAC over the table tells, and what this device wrote is shown as badly signed
    }
  }
  return found;
};

/** This computer's device and every earlier one, by their ids. */
export const devicesOf = (
  p: Primitives,
  key: Uint8Array,
  table: Pick<KeyTable, 'vault' | 'identity' | 'lines'>,
): Devices => {
  const { device } = table.identity;
  return new Map([...earlierDevices(p, key, table), [device.id, device.publicKey]]);
};
