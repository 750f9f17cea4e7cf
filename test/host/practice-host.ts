import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Client, Input, Name, Output, Refusal } from '#host/contract.ts';
import { dispatch } from '#host/dispatch.ts';
import { createHost, type Host, type HostOptions } from '#host/host.ts';
import { content } from '../core/content.ts';

/** A host of its own for every test, over a real vault in a folder that is gone afterwards. */

/** Fresh each time: making or opening a vault wipes it. */
export const passphrase = (): Uint8Array => new TextEncoder().encode('zes gewone woorden achter elkaar');
export const intent = (): string => crypto.randomUUID();
export const hour = 3_600_000;

export type PracticeHost = {
  /** The folder around the vault's, where letters may be saved too. */
  readonly root: string;
  readonly folder: string;
  /** The present moment in milliseconds since 1970; a test sets it. */
  clock: number;
  readonly host: Host;
  /** Ends this host and begins another on the same folder, locked. */
  readonly restart: (changed?: Partial<HostOptions>) => Promise<void>;
  /** The same, and unlocked. */
  readonly reopen: (changed?: Partial<HostOptions>) => Promise<void>;
  readonly call: Client;
  /** What came back; a refusal fails the test. */
  readonly good: <N extends Name>(name: N, input: Input<N>) => Promise<Output<N>>;
  /** What was refused; nothing when it was not. */
  readonly refusal: <N extends Name>(name: N, input: Input<N>) => Promise<Refusal | undefined>;
  readonly dossier: () => Promise<string>;
};

/**
 * @param vault - name of the vault that is made and open when a test begins; null: none yet
 * @param at - the moment at which every test begins; by default a Monday, 10:00 in the Netherlands
 */
export const practiceHost = ({
  vault = 'Wijkteam Noord',
  at = '2026-11-23T09:00:00Z',
  ...given
}: { readonly vault?: string | null; readonly at?: string } & Partial<HostOptions> = {}): PracticeHost => {
  let root = '';
  let host: Host | undefined;
  const running = (): Host => {
    if (host === undefined) throw new Error('A practice host stands in a test');
    return host;
  };
  const begin = (changed: Partial<HostOptions> = {}): Host =>
    createHost({
      content,
      assetsFolder: new URL('../../resources', import.meta.url).pathname,
      folder: join(root, 'vault'),
      now: () => new Date(practice.clock).toISOString(),
      newId: () => crypto.randomUUID(),
      lockMinutes: 5,
      documentsFolders: [root],
      effort: 'floor',
      ...given,
      ...changed,
    });
  const call: Client = async (name, input) => (await dispatch(running().handlers)(name, input)) as never; // dispatch holds it against the contract
  const good: PracticeHost['good'] = async (name, input) => {
    const reply = await call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const restart: PracticeHost['restart'] = async (changed) => {
    await running().close();
    host = begin(changed);
  };
  const practice: PracticeHost = {
    get root() {
      return root;
    },
    get folder() {
      return join(root, 'vault');
    },
    clock: Date.parse(at),
    get host() {
      return running();
    },
    restart,
    reopen: async (changed) => {
      await restart(changed);
      await good('access.unlock', { passphrase: passphrase() });
    },
    call,
    good,
    refusal: async (name, input) => {
      const reply = await call(name, input);
      return reply.ok ? undefined : reply.error;
    },
    dossier: async () => {
      const signal = {
        label: 'Linde',
        signal: 'Buurvrouw hoorde geschreeuw',
        kind: 'gezegd',
        saidBy: 'buurvrouw',
      } as const;
      return (await good('dossiers.open', { ...signal, intent: intent() })).dossier;
    },
  };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'baken-host-'));
    practice.clock = Date.parse(at);
    host = begin();
    if (vault !== null) await good('access.create', { name: vault, passphrase: passphrase() });
  });
  afterEach(async () => {
    await running().close();
    await rm(root, { recursive: true });
  });
  return practice;
};
