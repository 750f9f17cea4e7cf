import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';
import { Base64, Id } from './seal.ts';

/** The owner: receives with X25519, certifies devices with Ed25519. */
export type Person = { readonly id: string; readonly agree: Uint8Array; readonly sign: Uint8Array };
/** This installation: signs what is written here. Its id follows from its public key. */
export type Device = {
  readonly id: string;
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly certificate: Uint8Array;
};
export type Identity = { readonly person: Person; readonly device: Device };

const idOf = (p: Primitives, what: string, publicKey: Uint8Array): string =>
  Buffer.from(p.digest(parts('baken/identity', what, publicKey))).toString('hex', 0, 16);
const certified = (person: Uint8Array, device: Uint8Array) => parts('baken/device-certificate', 1, person, device);

export const newIdentity = (p: Primitives): Identity => {
  const sign = randomBytes(32);
  const person: Person = { id: idOf(p, 'person', p.sign.publicKey(sign)), agree: randomBytes(32), sign };
  return { person, device: newDevice(p, person) };
};

/** Another device for the same person, certified as the first was. */
export const newDevice = (p: Primitives, person: Person): Device => {
  const seed = randomBytes(32);
  const publicKey = p.sign.publicKey(seed);
  const certificate = p.sign.signer(person.sign)(certified(p.sign.publicKey(person.sign), publicKey));
  return { id: idOf(p, 'device', publicKey), seed, publicKey, certificate };
};

/** Whether this is a device of this person, under its own id. */
export const isDeviceOf = (
  p: Primitives,
  person: Person,
  { id, publicKey, certificate }: Pick<Device, 'id' | 'publicKey' | 'certificate'>,
): boolean => {
  const personKey = p.sign.publicKey(person.sign);
  return (
    publicKey.length === 32 &&
    id === idOf(p, 'device', publicKey) &&
    p.sign.verifier(personKey)(certified(personKey, publicKey), certificate)
  );
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const Secrets = z.object({
  person: z.object({ id: Id, agree: Base64, sign: Base64 }),
  device: z.object({ seed: Base64, certificate: Base64 }),
});
export type SealedIdentity = z.infer<typeof Secrets>;

export const sealIdentity = ({ person, device }: Identity): SealedIdentity => ({
  person: { id: person.id, agree: base64(person.agree), sign: base64(person.sign) },
  device: { seed: base64(device.seed), certificate: base64(device.certificate) },
});

/** Nothing when a part is missing, or the device does not carry this person's certificate. */
export const openIdentity = (p: Primitives, secrets: unknown): Identity | undefined => {
  const read = Secrets.safeParse(secrets);
  if (!read.success) return undefined;
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
  const { person, device } = read.data;
  const sign = bytes(person.sign);
  const seed = bytes(device.seed);
  const publicKey = p.sign.publicKey(seed);
  const certificate = bytes(device.certificate);
  const personKey = p.sign.publicKey(sign);
  if (!p.sign.verifier(personKey)(certified(personKey, publicKey), certificate)) return undefined;
  return {
    person: { id: person.id, agree: bytes(person.agree), sign },
    device: { id: idOf(p, 'device', publicKey), seed, publicKey, certificate },
  };
};
