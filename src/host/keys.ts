import { randomInt } from 'node:crypto';
import { fail, ok, type Result } from '#core/result.ts';
import type { KeyStore } from '#vault/key-store-slot.ts';
import { offer } from '#vault/passphrase.ts';
import type { VaultPorts } from '#vault/session.ts';
import { groupCount } from '#vault/shares.ts';
import type { OpenVault } from '#vault/vault.ts';
import {
  changePassphrase,
  checkShare,
  confirmKit,
  isPassphrase,
  makeKit,
  renewKeys,
  turnKeyStoreOff,
  turnKeyStoreOn,
  type WaysIn,
  waysIn,
  waysInOf,
} from '#vault/ways-in.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { type KeysView, lockRange } from './keys-operations.ts';
import { lockMinutesOf, writeOffice } from './office.ts';
import { foldRow, rowVersion, vaultFailure } from './open-vault.ts';
import type { Words } from './passphrase-words.ts';

/** Changing the ways into the vault. Whoever only finds the screen open cannot: the passphrase is asked again. */

type Keys = Pick<
  Handlers,
  | 'access.words'
  | 'access.judge'
  | 'access.ways'
  | 'access.sheet'
  | 'keys.read'
  | 'keys.passphrase'
  | 'keys.leaked'
  | 'keys.makeKit'
  | 'keys.confirmKit'
  | 'keys.accountOn'
  | 'keys.accountOff'
  | 'keys.lockMinutes'
>;

export type KeysOptions = {
  readonly folder: string;
  /** With the computer's clock. What the desk tells is the time of the vault that is open, which is about to be another. */
  readonly ports: VaultPorts;
  readonly words: Words;
  readonly keyStore: KeyStore;
  /** Where nobody chose another time. */
  readonly usualLockMinutes: number;
  /** The vault under its new keys takes the place of the one that was open. */
  readonly renewed: (vault: OpenVault) => void;
  /** Ends this process: the vault is closed and opens with the new passphrase. */
  readonly lock: () => Promise<void>;
  readonly effort?: 'calibrated' | 'floor';
};

/** The first two groups of a sheet name the vault and the sheet, and are the same on every sheet or guessable. */
const firstSecret = 3;

/** As on paper: case, spaces and look-alikes do not matter. */
const plain = (group: string): string =>
  group
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');

const kitOf = ({ kit }: WaysIn): KeysView['kit'] =>
  kit === undefined ? null : { ...kit, confirmed: kit.confirmed === '' ? null : kit.confirmed };

type Pending = { readonly generation: number; readonly answers: readonly string[] };

export const keys = (desk: Desk, options: KeysOptions): { readonly handlers: Keys; readonly forget: () => void } => {
  const { folder, words, keyStore, usualLockMinutes, effort } = options;
  /** What is asked back of the sheets that were just shown. */
  let pending: Pending | undefined;

  const view = async (vault: OpenVault): Promise<Result<KeysView, { readonly kind: 'locked' }>> => {
    const ways = await waysIn(vault);
    if (!ways.ok) return fail({ kind: 'locked' });
    const more = await vault.exclusively<
      Pick<KeysView, 'person' | 'device' | 'primitives'>,
      { readonly kind: 'closed' }
    >(async ({ p, ledger }) => {
      const { person, device } = ledger.table.identity;
      const primitives = Object.entries(p.chosen).map(([family, maker]) => ({ family, maker }));
      return ok({ person: person.id, device: device.id, primitives });
    });
    if (!more.ok) return fail({ kind: 'locked' });
    return ok({
      vault: ways.value.name,
      account: { on: ways.value.keyStore, state: await keyStore.available() },
      kit: kitOf(ways.value),
      olderKit: ways.value.olderKit,
      kitsGone: ways.value.kitsGone,
      lockMinutes: lockMinutesOf(desk) ?? usualLockMinutes,
      lockRange,
      ...more.value,
    });
  };

  /** The passphrase once more, of whoever sits at the open screen. */
  const askAgain = async (vault: OpenVault, passphrase: Uint8Array) => {
    const known = await isPassphrase(vault, passphrase);
    if (known.ok) return known;
    return known.error.kind === 'wrong-passphrase'
      ? fail({ kind: 'wrong-passphrase' as const })
      : fail(vaultFailure(known.error));
  };

  return {
    forget: () => {
      pending = undefined;
    },
    handlers: {
      'access.words': async () => ok(offer(words.list())),

      'access.judge': async ({ passphrase, name }) => {
        const judged = words.judge(passphrase, name);
        passphrase.fill(0);
        return ok(judged);
      },

      'access.ways': async () => {
        const ways = await waysInOf(folder);
        const account = ways?.keyStore === true ? { on: true, state: await keyStore.available() } : null;
        return ok({ kit: ways === undefined ? null : kitOf(ways), account });
      },

      'access.sheet': async ({ sheet }) => {
        const share = await checkShare(folder, sheet);
        if (share.ok) return ok({ number: share.value.number });
        return fail({ kind: share.error.kind, ...groupsOf(share.error) });
      },

      'keys.read': async () => {
        const vault = desk.vault();
        return vault === undefined ? fail({ kind: 'locked' }) : view(vault);
      },

      'keys.passphrase': async ({ before, after }) => {
        const vault = desk.vault();
        if (vault === undefined || !words.judge(after, vault.name).enough) {
          before.fill(0);
          after.fill(0);
          return fail({ kind: vault === undefined ? 'locked' : 'passphrase-too-weak' });
        }
        const changed = await changePassphrase(vault, before, after, effort);
        if (changed.ok) return ok(null);
        return changed.error.kind === 'wrong-passphrase'
          ? fail({ kind: 'wrong-passphrase' })
          : fail(vaultFailure(changed.error));
      },

      'keys.leaked': async ({ before, after }) => {
        const vault = desk.vault();
        const same = Buffer.from(before).equals(after);
        const refused =
          vault === undefined
            ? 'locked'
            : same
              ? 'passphrase-same'
              : words.judge(after, vault.name).enough
                ? undefined
                : 'passphrase-too-weak';
        if (vault === undefined || refused !== undefined) {
          before.fill(0);
          after.fill(0);
          return fail({ kind: refused ?? 'locked' });
        }
        pending = undefined;
        const opening = { folder, ports: options.ports, fold: foldRow, foldVersion: rowVersion };
        const renewed = await renewKeys(vault, before, after, {
          ...opening,
          ...(effort === undefined ? {} : { effort }),
        });
        if (renewed.ok) {
          options.renewed(renewed.value);
          return view(renewed.value);
        }
        switch (renewed.error.kind) {
          case 'reopen':
            void options.lock();
            return fail({ kind: 'reopen' });
          case 'wrong-passphrase':
            return fail({ kind: 'wrong-passphrase' });
          default:
            return fail(vaultFailure(renewed.error));
        }
      },

      'keys.makeKit': async ({ passphrase, lost }) => {
        const vault = desk.vault();
        if (vault === undefined) {
          passphrase.fill(0);
          return fail({ kind: 'locked' });
        }
        const known = await askAgain(vault, passphrase);
        if (!known.ok) return known;
        const kit = await makeKit(vault, lost);
        if (!kit.ok) return fail(vaultFailure(kit.error));
        const { generation, made, sheets } = kit.value;
        const asked = sheets.map(() => randomInt(firstSecret, groupCount + 1));
        pending = { generation, answers: sheets.map((groups, index) => groups[(asked[index] ?? 1) - 1] ?? '') };
        return ok({ generation, vault: vault.name, made, sheets: sheets.map((groups) => [...groups]), asked });
      },

      'keys.confirmKit': async ({ groups }) => {
        const vault = desk.vault();
        if (vault === undefined) return fail({ kind: 'locked' });
        if (pending === undefined) return fail({ kind: 'no-kit' });
        const { generation, answers } = pending;
        const wrong = answers.flatMap((answer, index) => (plain(groups[index] ?? '') === answer ? [] : [index + 1]));
        if (wrong.length > 0) return fail({ kind: 'kit-differs', expected: wrong.join(', ') });
        const confirmed = await confirmKit(vault, generation);
        if (!confirmed.ok)
          return confirmed.error.kind === 'no-kit' ? fail({ kind: 'no-kit' }) : fail(vaultFailure(confirmed.error));
        pending = undefined;
        return view(vault);
      },

      'keys.accountOn': async ({ passphrase }) => {
        const vault = desk.vault();
        if (vault === undefined) {
          passphrase.fill(0);
          return fail({ kind: 'locked' });
        }
        const known = await askAgain(vault, passphrase);
        if (!known.ok) return known;
        const on = await turnKeyStoreOn(vault, keyStore);
        if (on.ok) return view(vault);
        return on.error.kind === 'no-key-store' ? fail({ kind: 'no-key-store' }) : fail(vaultFailure(on.error));
      },

      'keys.accountOff': async () => {
        const vault = desk.vault();
        if (vault === undefined) return fail({ kind: 'locked' });
        const off = await turnKeyStoreOff(vault);
        return off.ok ? view(vault) : fail(vaultFailure(off.error));
      },

      'keys.lockMinutes': async ({ minutes, intent }) => {
        const vault = desk.vault();
        if (vault === undefined) return fail({ kind: 'locked' });
        const written = await writeOffice(desk, { kind: 'office-lock', minutes }, intent);
        return written.ok ? view(vault) : written;
      },
    },
  };
};

/** The groups in which something is wrong, for whoever looks at the sheet. */
export const groupsOf = (error: object): { readonly expected?: string } =>
  'groups' in error && Array.isArray(error.groups) && error.groups.length > 0
    ? { expected: error.groups.join(', ') }
    : {};
