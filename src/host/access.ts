import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '#core/result.ts';
import type { KeyStore } from '#vault/key-store-slot.ts';
import type { VaultPorts } from '#vault/session.ts';
import { createVault, type OpenVault, openVault, vaultState } from '#vault/vault.ts';
import { openWithKeyStore, recoverVault } from '#vault/ways-in.ts';
import type { AccessState, Failure, Handlers } from './contract.ts';
import { damageViews } from './damage-view.ts';
import { groupsOf } from './keys.ts';
import { documentOf, foldRow, rowVersion } from './open-vault.ts';
import type { Words } from './passphrase-words.ts';

/** Making, unlocking and locking the vault. Locking ends the process; what comes after starts without keys. */

/** Wrong passphrases in a row before the next one has to wait. A choice: mistyping is common, three times is not. */
const freeTries = 3;
/** Longest wait; nobody is ever locked out. */
const longestPause = 16;
/** Seconds to wait after so many wrong ones in a row. The derivation itself is what stops guessing; this stops a keyboard. */
export const pauseAfter = (wrong: number): number =>
  wrong < freeTries ? 0 : Math.min(2 ** (wrong - freeTries), longestPause);

type Access = Pick<
  Handlers,
  | 'access.state'
  | 'access.create'
  | 'access.unlock'
  | 'access.openByAccount'
  | 'access.recover'
  | 'access.lock'
  | 'access.watch'
>;

type AccessOptions = {
  readonly folder: string;
  readonly ports: VaultPorts;
  /** As it was chosen in the vault that is open, else the usual one. */
  readonly lockMinutes: () => number;
  readonly words: Words;
  readonly keyStore: KeyStore;
  readonly vault: () => OpenVault | undefined;
  readonly opened: (vault: OpenVault) => void;
  /** @param saved - whoever asks has handed over what was typed */
  readonly lock: (saved: boolean) => Promise<void>;
  /** Resolves when the vault is about to close. */
  readonly closing: () => Promise<void>;
  readonly effort?: 'calibrated' | 'floor';
};

const openState = (vault: OpenVault, lockMinutes: number): AccessState => ({
  kind: 'open',
  name: vault.name,
  lockMinutes,
  clock: clockOf(vault),
  check: checkOf(vault),
});

const clockOf = (vault: OpenVault): Extract<AccessState, { kind: 'open' }>['clock'] => {
  vault.now(); // looks at the clock, so that one that is right again is seen
  const jump = vault.clockJump();
  return jump === undefined ? null : { ...jump };
};

const checkOf = (vault: OpenVault): Extract<AccessState, { kind: 'open' }>['check'] => {
  const state = vault.verification();
  const found = damageViews(vault, vault.damage());
  if (state.kind === 'done') {
    const { at, documents } = state.report;
    return found.length > 0 ? { kind: 'damage', at, damage: found } : { kind: 'good', at, records: documents };
  }
  return found.length > 0 ? { kind: 'damage', at: '', damage: found } : { kind: 'running' };
};

export const access = (options: AccessOptions): Access => {
  const { folder, ports, lockMinutes, words } = options;
  const opening = { folder, ports, fold: foldRow, foldVersion: rowVersion };
  /** One unlock at a time: a second one would be told that the vault is in use, by ourselves. */
  let busy = false;
  /** Wrong passphrases since the last right one. */
  let wrong = 0;
  const alone = async <T, F extends { readonly kind: string }>(
    work: () => Promise<Result<T, F>>,
  ): Promise<Result<T, F | { readonly kind: 'already-open' }>> => {
    if (busy || options.vault() !== undefined) return fail({ kind: 'already-open' });
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };

  return {
    'access.state': async () => {
      const vault = options.vault();
      if (vault !== undefined) return ok(openState(vault, lockMinutes()));
      const state = await vaultState(folder);
      if (state.ok)
        return ok(
          state.value.kind === 'absent' ? { kind: 'absent', folder } : { kind: 'locked', name: state.value.name },
        );
      switch (state.error.kind) {
        case 'newer-format':
          return fail({ kind: 'newer-format' });
        case 'damaged':
          return fail({ kind: 'damaged', at: state.error.damage.map(documentOf).join(', ') });
        case 'no-primitive':
          return fail({ kind: 'unexpected', at: state.error.family });
      }
    },

    'access.create': async ({ name, passphrase }) =>
      alone(async () => {
        if (!words.judge(passphrase, name).enough) {
          passphrase.fill(0);
          return fail({ kind: 'passphrase-too-weak' });
        }
        const parent = await makeParent(folder);
        if (!parent.ok) return parent;
        const made = await createVault({
          ...opening,
          name,
          passphrase,
          ...(options.effort === undefined ? {} : { effort: options.effort }),
        });
        if (!made.ok) return fail(creation(made.error.kind, folder));
        // An opened vault checks itself; one that was just made is checked too, so that the screen never waits for it.
        void made.value.verify();
        options.opened(made.value);
        return ok(openState(made.value, lockMinutes()));
      }),

    'access.unlock': async ({ passphrase }) =>
      alone(async () => {
        await pause(pauseAfter(wrong) * 1000);
        const opened = await openVault({ ...opening, passphrase });
        wrong = !opened.ok && opened.error.kind === 'wrong-passphrase' ? wrong + 1 : 0;
        if (opened.ok) {
          options.opened(opened.value);
          return ok(openState(opened.value, lockMinutes()));
        }
        return fail(unlocking(opened.error, folder));
      }),

    // nothing is guessed here, so neither is there anything to slow down
    'access.openByAccount': async () =>
      alone<AccessState, Failure<'access.openByAccount'>>(async () => {
        const opened = await openWithKeyStore(options.keyStore, opening);
        if (opened.ok) {
          options.opened(opened.value);
          return ok(openState(opened.value, lockMinutes()));
        }
        if (opened.error.kind === 'no-key-store') return fail({ kind: 'no-key-store' });
        const failure = unlocking(opened.error, folder);
        return fail({ ...failure, kind: failure.kind === 'wrong-passphrase' ? 'unexpected' : failure.kind });
      }),

    'access.recover': async ({ sheets, passphrase }) =>
      alone<AccessState, Failure<'access.recover'>>(async () => {
        const state = await vaultState(folder);
        const name = state.ok && state.value.kind === 'present' ? state.value.name : '';
        if (!words.judge(passphrase, name).enough) {
          passphrase.fill(0);
          return fail({ kind: 'passphrase-too-weak' });
        }
        const effort = options.effort === undefined ? {} : { effort: options.effort };
        const recovered = await recoverVault(sheets, passphrase, { ...opening, ...effort });
        if (!recovered.ok) return fail(recovering(recovered.error, folder));
        wrong = 0;
        options.opened(recovered.value);
        return ok(openState(recovered.value, lockMinutes()));
      }),

    'access.lock': async ({ saved }) => {
      await options.lock(saved);
      return ok(null);
    },

    'access.watch': async () => {
      if (options.vault() === undefined) return fail({ kind: 'locked' });
      await options.closing();
      return ok(null);
    },
  };
};

const makeParent = async (folder: string): Promise<Result<null, Failure<'access.create'>>> => {
  try {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
    return ok(null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return fail({
      kind: code === 'ENOSPC' ? 'disk-full' : code === 'EROFS' ? 'read-only' : 'folder-missing',
      at: folder,
    });
  }
};

type CreateKind = Extract<Awaited<ReturnType<typeof createVault>>, { ok: false }>['error']['kind'];
type RecoverError = Extract<Awaited<ReturnType<typeof recoverVault>>, { ok: false }>['error'];
type UnlockError = Extract<Awaited<ReturnType<typeof openVault>>, { ok: false }>['error'];

const creation = (kind: CreateKind, folder: string): Failure<'access.create'> => {
  switch (kind) {
    case 'already-exists':
      return { kind: 'vault-exists', at: folder };
    case 'in-use':
      return { kind: 'already-open' };
    case 'read-only':
      return { kind: 'read-only', at: folder };
    case 'disk-full':
      return { kind: 'disk-full', at: folder };
    case 'folder-missing':
    case 'folder-not-empty':
    case 'disk-failed':
      return { kind: 'folder-missing', at: folder };
    case 'no-primitive':
    case 'closed':
    case 'unknown-dossier':
    case 'damaged':
      return { kind: 'unexpected', at: kind }; // of an installation that is not whole, or of a vault that was there already
  }
};

const recovering = (error: RecoverError, folder: string): Failure<'access.recover'> => {
  switch (error.kind) {
    case 'share-mistyped':
    case 'share-incomplete':
      return { kind: error.kind, ...groupsOf(error) };
    case 'share-foreign':
    case 'share-outdated':
    case 'share-checksum':
    case 'shares-apart':
      return { kind: error.kind };
    case 'wrong-passphrase':
      return { kind: 'unexpected', at: error.kind }; // no passphrase was asked
    default: {
      const failure = unlocking(error, folder);
      return { kind: failure.kind === 'wrong-passphrase' ? 'unexpected' : failure.kind, at: failure.at ?? folder };
    }
  }
};

const unlocking = (error: UnlockError, folder: string): Failure<'access.unlock'> => {
  switch (error.kind) {
    case 'wrong-passphrase':
    case 'in-use':
    case 'newer-format':
    case 'read-only':
    case 'disk-full':
      return { kind: error.kind, at: folder };
    case 'disk-failed':
      return { kind: 'folder-missing', at: folder };
    case 'not-a-vault':
    case 'folder-missing':
      return { kind: 'no-vault', at: folder };
    case 'damaged':
      return { kind: 'damaged', at: error.damage.map(documentOf).join(', ') };
    case 'weak-parameters':
    case 'excessive-parameters':
      return { kind: 'damaged', at: folder }; // no vault is made with these: somebody changed the header
    case 'no-primitive':
    case 'closed':
    case 'unknown-dossier':
      return { kind: 'unexpected', at: error.kind };
  }
};
