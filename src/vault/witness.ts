import { writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';
import { type Head, headDigest } from './head.ts';
import { parts } from './parts.ts';
import type { Primitives } from './primitives.ts';

export const witnessFile = 'witness';
const slotLength = 128;
const signedLength = 8 + 32;

/**
 * The last head, told outside the store. A store whose log lost its end looks whole from inside; here it is seen.
 * Two places are written in turn, after the head is durable and without waiting for the disk: after a power cut it may
 * know less than the head, never more.
 */
export type Witness = {
  readonly write: (head: Head) => Promise<void>;
  readonly close: () => Promise<void>;
};
export type Told = { readonly counter: number; readonly digest: Uint8Array };

const slot = (p: Primitives, key: Uint8Array, head: Head): Buffer => {
  const bytes = Buffer.alloc(slotLength);
  bytes.writeBigUInt64BE(BigInt(head.counter), 0);
  bytes.set(headDigest(p, head), 8);
  bytes.set(p.mac(key, parts('baken/witness', bytes.subarray(0, signedLength))), signedLength);
  return bytes;
};

export const newWitness = (p: Primitives, key: Uint8Array, folder: string, head: Head): Promise<void> =>
  writeDurably(join(folder, witnessFile), Buffer.concat([slot(p, key, head), slot(p, key, head)]));

/** What the newest place that is right says; nothing when the file is gone or neither place is right. */
export const readWitness = async (p: Primitives, key: Uint8Array, handle: FileHandle): Promise<Told | undefined> => {
  const bytes = Buffer.alloc(2 * slotLength);
  await handle.read(bytes, 0, bytes.length, 0);
  const told = [bytes.subarray(0, slotLength), bytes.subarray(slotLength)].flatMap((place): Told[] => {
    const mac = p.mac(key, parts('baken/witness', place.subarray(0, signedLength)));
    if (!place.subarray(signedLength, signedLength + 32).equals(mac)) return [];
    return [{ counter: Number(place.readBigUInt64BE(0)), digest: Uint8Array.from(place.subarray(8, signedLength)) }];
  });
  return told.toSorted((a, b) => b.counter - a.counter)[0];
};

export const openWitness = async (
  p: Primitives,
  key: Uint8Array,
  folder: string,
): Promise<{ readonly told: Told | undefined; readonly witness: Witness }> => {
  const path = join(folder, witnessFile);
  const handle = await open(path, 'r+').catch(() => open(path, 'w+', 0o600)); // gone: told is then undefined
  return {
    told: await readWitness(p, key, handle),
    witness: {
      write: async (head) => {
        // 128 bytes into the system's memory: done before another thread could be asked to do it
        writeSync(handle.fd, slot(p, key, head), 0, slotLength, (head.counter % 2) * slotLength);
      },
      close: async () => {
        await handle.sync();
        await handle.close();
      },
    },
  };
};
