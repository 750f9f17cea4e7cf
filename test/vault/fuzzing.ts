import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dispatch } from '#host/dispatch.ts';
import { createHost } from '#host/host.ts';
import { decode, encode } from '#host/wire.ts';
import { readFrames, writeFrames } from '#vault/backup-frames.ts';
import { openLink } from '#vault/chain.ts';
import { headerFile, headerIsOurs, parseHeader } from '#vault/header.ts';
import { newIdentity } from '#vault/identity.ts';
import { keyTableFile, parseKeyTable, writeKeyTable } from '#vault/keytable-file.ts';
import { choosePrimitives } from '#vault/primitives.ts';
import { asMember, openReaderWrap, wrapForReader } from '#vault/reader-wrap.ts';
import type { OpenVault } from '#vault/vault.ts';
import { content } from '../core/content.ts';
import { rawDocuments, withRawStore } from './raw-store.ts';

/**
 * Altered and random bytes for everything that decodes what lies on disk or comes over the transport. A decoder must refuse
 * what was altered, and must not throw: the first that does either is given with its input.
 */

/** Numbers from 0 to 1, the same again for the same seed (mulberry32, public domain). */
export const dice = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** One alteration of a sample, now and then several, and sometimes nothing but chance. */
export const mutated = (sample: Uint8Array, roll: () => number): Buffer => {
  const below = (most: number) => Math.floor(roll() * most);
  let bytes = Buffer.from(sample);
  for (let times = roll() < 0.8 ? 1 : 1 + below(6); times > 0; times -= 1) {
    const at = below(bytes.length + 1);
    const length = 1 + below(roll() < 0.7 ? 4 : bytes.length + 1);
    const part = bytes.subarray(at, at + length);
    const chance = Buffer.from(Array.from({ length: Math.min(length, 64) }, () => below(256)));
    switch (below(8)) {
      case 0:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), chance, bytes.subarray(at)]);
        break;
      case 4:
        bytes = bytes.subarray(0, at);
        break;
      case 5: {
        const turned = part.toString('latin1');
        const other = turned === turned.toUpperCase() ? turned.toLowerCase() : turned.toUpperCase();
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(other, 'latin1'), bytes.subarray(at + length)]);
        break;
      }
      case 6: {
        const from = below(bytes.length + 1);
        const spliced = bytes.subarray(from, from + length);
        bytes = Buffer.concat([bytes.subarray(0, at), spliced, bytes.subarray(at + spliced.length)]);
        break;
      }
      default:
        bytes = roll() < 0.1 ? chance : Buffer.concat([bytes, chance]);
    }
  }
  return bytes;
};

export type Fuzzed = {
  readonly decoder: string;
  readonly inputs: number;
  /** Inputs that came out as the sample itself: nothing was altered. */
  readonly unaltered: number;
  readonly refused: number;
  /** Taken as what it was before: spelt otherwise, with the same meaning. */
  readonly same: number;
  /** Taken although it says something else, or thrown on; in base64. */
  readonly accepted: readonly string[];
  readonly thrown: readonly string[];
};
type Verdict = 'refused' | 'same' | 'accepted';
type Decoder = {
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  readonly decode: (bytes: Buffer, sample: number) => Verdict | Promise<Verdict>;
};

const run = async ({ name, samples, decode: ask }: Decoder, inputs: number, seed: number): Promise<Fuzzed> => {
  const roll = dice(seed);
  const accepted: string[] = [];
  const thrown: string[] = [];
  let unaltered = 0;
  let refused = 0;
  let same = 0;
  for (let n = 0; n < inputs; n += 1) {
    const which = Math.floor(roll() * samples.length);
    const sample = samples[which] ?? new Uint8Array();
    const bytes = mutated(sample, roll);
    if (bytes.equals(sample)) {
      unaltered += 1;
      continue;
    }
    try {
      const verdict = await ask(bytes, which);
      if (verdict === 'refused') refused += 1;
      else if (verdict === 'same') same += 1;
      else accepted.push(bytes.toString('base64'));
    } catch (error) {
      thrown.push(`${String(error)} on ${bytes.toString('base64')}`);
    }
  }
  return { decoder: name, inputs, unaltered, refused, same, accepted, thrown };
};

/**
 * @param folder - of the vault that is open; it is closed by this
 * @param scratch - an empty folder for files that are read back
 * @param only - names of decoders; all of them when empty
 */
export const fuzz = async (
  vault: OpenVault,
  folder: string,
  scratch: string,
  inputs: number,
  seed: number,
): Promise<readonly Fuzzed[]> => {
  const chosen = await choosePrimitives();
  if (!chosen.ok) throw new Error('There are no primitives here');
  const p = chosen.value;
  const bench = await vault.exclusively(async ({ ledger }) => {
    const { keys, table, verifiers } = ledger;
    const copied = Object.fromEntries(Object.entries(keys).map(([key, bytes]) => [key, Uint8Array.from(bytes)]));
    const logs = [...table.dossiers].map((log) => ({
      ...log,
      key: { ...log.key, bytes: Uint8Array.from(log.key.bytes) },
    }));
    return { ok: true as const, value: { keys: { ...keys, ...copied }, vault: table.vault, verifiers, logs } };
  });
  if (!bench.ok) throw new Error('The vault is not open');
  const { keys, vault: id, verifiers, logs } = bench.value;
  await vault.close();

  const documents = await withRawStore(folder, async (raw) =>
    rawDocuments(await raw.all()).map(({ document }) => document),
  );
  const entries = documents.filter(({ _id }) => logs.some(({ pseudonym }) => _id.startsWith(pseudonym)));
  const bodies = entries.map((document) => {
    const log = logs.find(({ pseudonym }) => document._id.startsWith(pseudonym));
    const link = openLink(p, log, verifiers, { id: document._id, document });
    return JSON.stringify(link.ok ? link.value : null);
  });

  const { person } = newIdentity(p);
  const member = asMember(p, person);
  const newest = await readFile(join(folder, keyTableFile(2)));
  const table = parseKeyTable(p, keys, newest, { vault: id, format: 2 });
  if (table === undefined) throw new Error('The key table opens');
  await writeKeyTable(p, keys, scratch, { ...table, format: 1 });
  const tables = { 1: await readFile(join(scratch, keyTableFile(1))), 2: newest };

  const frames = join(scratch, 'kopie');
  const writer = await writeFrames(p, frames, 'data');
  for (let n = 0; n < 5; n += 1) await writer.add(n, Buffer.alloc(60 * n, n));
  await writer.finish();
  const altered = join(scratch, 'gewijzigd');

  const host = createHost({
    content,
    assetsFolder: new URL('../../resources', import.meta.url).pathname,
    folder: join(scratch, 'geen-kluis'),
    now: () => '2026-11-23T09:00:00.000Z',
    newId: () => crypto.randomUUID(),
    lockMinutes: 5,
    documentsFolders: [],
    effort: 'floor',
  });
  const complaints: string[] = [];
  const door = dispatch(host.handlers, (line) => complaints.push(line));
  const dossier = 'a'.repeat(32);
  const calls = [
    { name: 'access.state', input: {} },
    { name: 'dossiers.list', input: { search: 'linde', from: 0 } },
    { name: 'dossiers.read', input: { dossier } },
    { name: 'access.judge', input: { passphrase: new Uint8Array([103, 101, 104]), name: 'Noord' } },
    { name: 'attachment.chunk', input: { intent: crypto.randomUUID(), from: 0, bytes: new Uint8Array(40) } },
  ];

  const decoders: readonly Decoder[] = [
    {
      name: 'header',
      samples: [await readFile(join(folder, headerFile))],
      decode: (bytes) => {
        const read = parseHeader(p, bytes.toString('utf8'));
        return read.ok && headerIsOurs(p, keys.header, read.value) ? 'accepted' : 'refused';
      },
    },
    ...([1, 2] as const).map(
      (format): Decoder => ({
        name: `key table of format ${format}`,
        samples: [tables[format]],
        decode: (bytes) =>
          parseKeyTable(p, keys, bytes, { vault: id, format })?.intact === true ? 'accepted' : 'refused',
      }),
    ),
    {
      name: 'envelope',
      samples: entries.map((document) => Buffer.from(JSON.stringify(document))),
      decode: (bytes, which) => {
        let document: unknown;
        try {
          document = JSON.parse(bytes.toString('utf8'));
        } catch {
          return 'refused'; // as the store hands it on: no envelope
        }
        const known = entries[which];
        const log = logs.find(({ pseudonym }) => known?._id.startsWith(pseudonym) === true);
        const link = openLink(p, log, verifiers, { id: known?._id ?? '', document });
        if (!link.ok) return 'refused';
        return JSON.stringify(link.value) === bodies[which] ? 'same' : 'accepted';
      },
    },
    {
      name: 'wrap for a reader',
      samples: [1, 2, 3].map((epoch) =>
        Buffer.from(
          JSON.stringify(wrapForReader(p, { dossier: id, epoch, bytes: Buffer.alloc(32, epoch) }, member, person)),
        ),
      ),
      decode: (bytes, which) => {
        let stored: unknown;
        try {
          stored = JSON.parse(bytes.toString('utf8'));
        } catch {
          return 'refused';
        }
        const opened = openReaderWrap(p, stored, person, (sharer) => (sharer === person.id ? member : undefined));
        if (!opened.ok) return 'refused';
        return opened.value.epoch === which + 1 && opened.value.bytes[0] === which + 1 ? 'same' : 'accepted';
      },
    },
    {
      name: 'backup',
      samples: [await readFile(frames)],
      decode: async (bytes) => {
        await writeFile(altered, bytes);
        for await (const frame of readFrames(p, altered, 'data')) if (!frame.ok) return 'refused';
        return 'accepted';
      },
    },
    {
      name: 'message',
      samples: calls.map((call) => Buffer.from(encode(call))),
      decode: async (bytes) => {
        const read = decode(bytes.toString('utf8'));
        if (!read.ok) return 'refused';
        // what is taken must mean the same when it is sent on, and every answer is one of the contract
        const again = decode(encode(read.value));
        if (!again.ok || encode(again.value) !== encode(read.value)) return 'accepted';
        const { name, input } = (typeof read.value === 'object' && read.value !== null ? read.value : {}) as Record<
          string,
          unknown
        >;
        const reply = await door(name, input);
        if (complaints.length > 0) throw new Error(complaints.join('; '));
        return reply.ok ? 'same' : 'refused';
      },
    },
  ];
  const done: Fuzzed[] = [];
  for (const decoder of decoders) done.push(await run(decoder, inputs, seed));
  await host.close();
  return done;
};
