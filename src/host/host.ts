import { ok } from '#core/result.ts';
import { type KeyStore, noKeyStore } from '#vault/key-store-slot.ts';
import type { StartThread } from '#vault/opening-threads.ts';
import type { VaultPorts } from '#vault/session.ts';
import type { OpenVault } from '#vault/vault.ts';
import { access } from './access.ts';
import { assessments } from './assessments.ts';
import { attachments } from './attachments.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { bibliotheek } from './bibliotheek.ts';
import type { Handlers, Name } from './contract.ts';
import { createDesk } from './desk.ts';
import { dossiers } from './dossiers.ts';
import { drafts } from './drafts.ts';
import { duties } from './duties.ts';
import { family } from './family.ts';
import { inzage } from './inzage.ts';
import { keys } from './keys.ts';
import { createLeaving } from './leaving.ts';
import { type Content, openLibrary } from './library.ts';
import { loops } from './loops.ts';
import { meldcode } from './meldcode.ts';
import { lockMinutesOf, office } from './office.ts';
import { papers } from './papers.ts';
import { passphraseWords } from './passphrase-words.ts';
import { referrals } from './referrals.ts';
import { restoring } from './restoring.ts';
import { retention } from './retention.ts';
import { safetyPlans } from './safety-plan.ts';
import { school } from './school.ts';
import { socialMap } from './social-map.ts';
import { timeline } from './timeline.ts';
import { noteWalks, vaultCheck } from './vault-check.ts';
import { work } from './work.ts';

/** Hands ports and vault to the services. Everything that sees plaintext lives under this, in one process. */

export type HostOptions = {
  readonly content: Content;
  /** Folder with `fonts/`, for the letters. */
  readonly assetsFolder: string;
  /** Folder of the vault. */
  readonly folder: string;
  /** The present instant, ISO 8601. */
  readonly now: () => string;
  readonly newId: () => string;
  /** Minutes without a call after which the vault locks. */
  readonly lockMinutes: number;
  /** Places offered for saving a letter, the likeliest first. */
  readonly documentsFolders: readonly string[];
  /** Starts a thread to open records in; left out: all are opened where the screen is answered. */
  readonly startThread?: StartThread;
  /** Of the account of this computer; left out: there is none. */
  readonly keyStore?: KeyStore;
  /** `floor` only where no real vault is made: tests and measurements. */
  readonly effort?: 'calibrated' | 'floor';
};

export type Host = {
  readonly handlers: Handlers;
  /** Resolves after a lock: the process that held the keys must end. */
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * What need not wait for its turn. All else runs one after the other: an answer is decided on what the one before it left,
 * also when a screen sends two at once.
 */
const besides: ReadonlySet<Name> = new Set<Name>([
  'access.state',
  'access.lock',
  'access.watch',
  'drafts.read',
  'drafts.keep',
  'instruments.list',
  'socialMap.find',
  'bibliotheek.read',
  'bibliotheek.questions',
  'bibliotheek.card',
  'bibliotheek.find',
  'referral.draft',
  'audit.page',
  'audit.export',
  'access.judge',
  'backup.progress',
  'backup.stop',
  'check.read',
  'check.start',
  'check.stop',
  'work.list',
]);

/** Asking how things stand is no sign that somebody is there. */
const idle: ReadonlySet<Name> = new Set<Name>([
  'access.state',
  'access.watch',
  'drafts.keep',
  'backup.progress',
  'check.read',
]);

export const createHost = (options: HostOptions): Host => {
  const { library, faults } = openLibrary(options.content);
  if (library === undefined)
    throw new Error(`Without resources nothing can be decided: ${faults.map((f) => `${f.file} ${f.at}`).join('; ')}`);
  let vault: OpenVault | undefined;
  let timer: NodeJS.Timeout | undefined;
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  // what is due is counted from the time in the record, whatever the clock does
  const now = (): string => vault?.now() ?? options.now();
  const desk = createDesk({ library, now, newId: options.newId, vault: () => vault });

  const ports: VaultPorts = { now: options.now, startThread: options.startThread };
  const lockMinutes = (): number => lockMinutesOf(desk) ?? options.lockMinutes;
  const effort = options.effort === undefined ? {} : { effort: options.effort };
  const keyStore = options.keyStore ?? noKeyStore;
  const words = passphraseWords(options.assetsFolder);
  const waysIn = keys(desk, {
    folder: options.folder,
    ports,
    words,
    keyStore,
    usualLockMinutes: options.lockMinutes,
    renewed: (renewed) => {
      desk.forget();
      vault = renewed;
    },
    lock: () => lock(),
    ...effort,
  });
  const attached = attachments(desk, options.folder);
  const kept = backup(desk, options);

  const leaving = createLeaving();
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    leaving.release();
    await attached.forget();
    const open = vault;
    vault = undefined;
    desk.forget();
    waysIn.forget();
    kept.forget();
    await open?.close();
  };
  let locking: Promise<void> | undefined;
  const lock = (saved = false): Promise<void> => {
    if (saved) leaving.handedOver();
    locking ??= (async () => {
      if (!saved) await leaving.ask();
      await close();
      locking = undefined;
      end();
    })();
    return locking;
  };
  const touch = (): void => {
    clearTimeout(timer);
    if (vault !== undefined) timer = setTimeout(() => void lock(), lockMinutes() * 60_000);
  };

  const handlers: Handlers = {
    ...access({
      folder: options.folder,
      ports,
      lockMinutes,
      words,
      keyStore,
      vault: () => vault,
      opened: (opened) => {
        vault = opened;
        noteWalks(opened);
        touch();
        kept.opened(opened);
      },
      lock,
      closing: leaving.watch,
      ...effort,
    }),
    ...drafts(desk),
    ...dossiers(desk),
    ...family(desk),
    ...timeline(desk),
    ...assessments(desk),
    ...referrals(desk, {
      assetsFolder: options.assetsFolder,
      documentsFolders: options.documentsFolders,
      vaultFolder: options.folder,
    }),
    ...office(desk),
    ...socialMap(desk),
    ...bibliotheek(desk),
    ...waysIn.handlers,
    ...meldcode(desk),
    ...safetyPlans(desk, { assetsFolder: options.assetsFolder, vaultFolder: options.folder }),
    ...attached.handlers,
    ...audit(desk, options.folder),
    ...vaultCheck(desk),
    ...duties(desk),
    ...school(desk, { assetsFolder: options.assetsFolder, vaultFolder: options.folder }),
    ...papers(desk, { assetsFolder: options.assetsFolder, vaultFolder: options.folder }),
    ...loops(desk),
    ...work(desk),
    ...inzage(desk, { assetsFolder: options.assetsFolder, vaultFolder: options.folder }),
    ...kept.handlers,
    ...restoring({ folder: options.folder, ports, vault: () => vault }),
    ...retention(desk, { assetsFolder: options.assetsFolder, vaultFolder: options.folder }),
  };
  return {
    handlers: withTurns(withFaults(handlers, faults), touch),
    ended,
    close: async () => {
      await leaving.ask();
      await close();
    },
  };
};

/** What was left out of the library is told with the list of what is in it. */
const withFaults = (handlers: Handlers, faults: ReturnType<typeof openLibrary>['faults']): Handlers => ({
  ...handlers,
  'instruments.list': async (input) => {
    const listed = await handlers['instruments.list'](input);
    return listed.ok ? ok({ ...listed.value, refused: faults.map((fault) => ({ ...fault })) }) : listed;
  },
});

const withTurns = (handlers: Handlers, touch: () => void): Handlers => {
  let last: Promise<unknown> = Promise.resolve();
  const wrapped = Object.entries(handlers).map(([key, handler]) => {
    const name = key as Name; // the keys of handlers are the names of the contract
    const run = handler as (input: unknown) => Promise<unknown>; // its input was checked against the same name
    return [
      name,
      (input: unknown) => {
        if (!idle.has(name)) touch();
        if (besides.has(name)) return run(input);
        const turn = last.then(
          () => run(input),
          () => run(input),
        );
        last = turn;
        return turn;
      },
    ];
  });
  // Each handler is wrapped under its own name, which `Object.fromEntries` cannot tell the compiler.
  return Object.fromEntries(wrapped) as Handlers;
};
