import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import { createVault, type OpenVault, openVault, vaultState } from '#vault/vault.ts';
import type { AccessState, Failure, Handlers } from './contract.ts';
import { documentOf, foldRow, rowVersion } from './open-vault.ts';

/** Making, unlocking and locking the vault. Locking ends the process; what comes after starts without keys. */

/**
 * Shortest passphrase in characters. Eight is the least of NIST SP 800-63B (rev. 4, 3.1.1.2) beside a second factor and
 * fifteen without one; twelve, with the slow derivation in between, is a choice until an estimator judges them.
 */
const shortest = 12;
/** Different characters at least: keeps out one key held down. A choice. */
const different = 5;

type Access = Pick<Handlers, 'access.state' | 'access.create' | 'access.unlock' | 'access.lock'>;

type AccessOptions = {
  readonly folder: string;
  readonly now: () => string;
  readonly lockMinutes: number;
  readonly vault: () => OpenVault | undefined;
  readonly opened: (vault: OpenVault) => void;
  readonly lock: () => Promise<void>;
  readonly effort?: 'calibrated' | 'floor';
};

const openState = (vault: OpenVault, lockMinutes: number): AccessState => ({
  kind: 'open',
  name: vault.name,
  lockMinutes,
  check: checkOf(vault),
});

const checkOf = (vault: OpenVault): Extract<AccessState, { kind: 'open' }>['check'] => {
  const state = vault.verification();
  const found = vault.damage().map((damage) => ({ kind: damage.kind, document: documentOf(damage) }));
  if (state.kind === 'done') {
    const { at, documents } = state.report;
    return found.length > 0 ? { kind: 'damage', at, damage: found } : { kind: 'good', at, records: documents };
  }
  return found.length > 0 ? { kind: 'damage', at: '', damage: found } : { kind: 'running' };
};

/** Counted in characters as a person sees them, without keeping the passphrase as text. */
const tooWeak = (passphrase: Uint8Array): boolean => {
  const characters = [...passphrase].filter((byte) => (byte & 0xc0) !== 0x80).length;
  return characters < shortest || new Set(passphrase).size < different;
};

export const access = (options: AccessOptions): Access => {
  const { folder, now, lockMinutes } = options;
  const opening = { folder, ports: { now }, fold: foldRow, foldVersion: rowVersion };
  /** One unlock at a time: a second one would be told that the vault is in use, by ourselves. */
  let busy = false;
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
      if (vault !== undefined) return ok(openState(vault, lockMinutes));
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
        if (tooWeak(passphrase)) {
          passphrase.fill(0);
          return fail({ kind: 'passphrase-too-weak', expected: String(shortest) });
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
        return ok(openState(made.value, lockMinutes));
      }),

    'access.unlock': async ({ passphrase }) =>
      alone(async () => {
        const opened = await openVault({ ...opening, passphrase });
        if (opened.ok) {
          options.opened(opened.value);
          return ok(openState(opened.value, lockMinutes));
        }
        return fail(unlocking(opened.error, folder));
      }),

    'access.lock': async () => {
      await options.lock();
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
