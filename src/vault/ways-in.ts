import { fail, ok, type Result } from '#core/result.ts';
import { type Header, passphraseSlot, readHeader, writeHeader } from './header.ts';
import { type KeyStore, keyStoreSlot, makeKeyStoreSlot, openKeyStoreSlot } from './key-store-slot.ts';
import { costFailure, costFor, type Effort, makePassphraseSlot, openPassphraseSlot } from './keys.ts';
import { choosePrimitives, type Primitives } from './primitives.ts';
import { makeRecoverySlot, openRecoverySlot, recoverySlots } from './recovery-slot.ts';
import { newVaultKey, renewedHeader } from './rekey.ts';
import type { Workbench, WriteFailure } from './session.ts';
import {
  combineShares,
  readShare,
  type Share,
  type ShareFailure,
  shareNumbers,
  shareText,
  splitSecret,
} from './shares.ts';
import { storageFailure } from './storage-failure.ts';
import { type OpenFailure, type OpeningBy, type OpenVault, openVaultBy, type WayIn } from './vault.ts';

/** Everything about getting in but the passphrase at unlock: changing it, shares on paper, the key store of the system. */

type WrongPassphrase = { readonly kind: 'wrong-passphrase' };
/** Twice the same sheet, or sheets of different sets. */
type SharesApart = { readonly kind: 'shares-apart' };
export type RecoverFailure = OpenFailure | ShareFailure | SharesApart;
type NoKit = { readonly kind: 'no-kit' };
type NoKeyStore = { readonly kind: 'no-key-store' };

/** Puts a changed header in place and lets the head repeat its generation, so that the one before it is noticed when put back. */
const changeHeader = async (
  { ledger, note }: Workbench,
  action: string,
  change: (header: Header) => Partial<Header>,
): Promise<Result<null, WriteFailure>> => {
  const { header } = ledger;
  const generation = Math.max(header.generation, ledger.head?.header ?? 0) + 1;
  const kept = await ledger.keepHeader({ ...header, ...change(header), generation });
  return kept.ok ? note({ action }) : kept;
};

const without = ({ slots }: Header, ...kinds: readonly string[]) => slots.filter(({ kind }) => !kinds.includes(kind));

/** Whether this is the passphrase; costs the whole derivation, outside the queue. Wipes it. */
export const isPassphrase = async (
  vault: OpenVault,
  passphrase: Uint8Array,
): Promise<Result<null, WriteFailure | WrongPassphrase>> => {
  try {
    const now = await vault.exclusively<{ p: Primitives; header: Header }, WriteFailure>(async ({ p, ledger }) =>
      ok({ p, header: ledger.header }),
    );
    if (!now.ok) return now;
    const { p, header } = now.value;
    const slot = passphraseSlot(header);
    if (slot === undefined || costFailure(slot) !== undefined)
      return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'header' }] });
    const vaultKey = await openPassphraseSlot(p, header.vault, slot, passphrase);
    vaultKey?.fill(0);
    return vaultKey === undefined ? fail({ kind: 'wrong-passphrase' }) : ok(null);
  } finally {
    passphrase.fill(0);
  }
};

const rewrap = async (
  vault: OpenVault,
  passphrase: Uint8Array,
  effort: Effort,
  action: string,
  ended: readonly string[],
): Promise<Result<null, WriteFailure>> => {
  try {
    const now = await vault.exclusively<{ p: Primitives; vault: string; root: Uint8Array }, WriteFailure>(
      async ({ p, ledger }) => ok({ p, vault: ledger.header.vault, root: Uint8Array.from(ledger.keys.root) }),
    );
    if (!now.ok) return now;
    const { p, root } = now.value;
    const slot = await makePassphraseSlot(p, now.value.vault, root, passphrase, await costFor(p, effort));
    root.fill(0);
    return await vault.exclusively((bench) =>
      changeHeader(bench, action, (header) => ({ slots: [slot, ...without(header, 'passphrase', ...ended)] })),
    );
  } finally {
    passphrase.fill(0);
  }
};

/**
 * The old one is asked, whoever sits at the open screen. The records are not touched: whoever copied the folder before and
 * knows the old one can still read that copy.
 */
export const changePassphrase = async (
  vault: OpenVault,
  before: Uint8Array,
  after: Uint8Array,
  effort: Effort = 'calibrated',
): Promise<Result<null, WriteFailure | WrongPassphrase>> => {
  const known = await isPassphrase(vault, before);
  if (!known.ok) {
    after.fill(0);
    return known;
  }
  return rewrap(vault, after, effort, 'keys.passphrase', []);
};

export type RenewFailure =
  | WriteFailure
  | WrongPassphrase
  /** The new keys are in force; the vault is closed and has to be opened with the new passphrase. */
  | { readonly kind: 'reopen' };

/**
 * For when somebody else may know the passphrase: a new vault key, new keys of this computer, and only this new passphrase as
 * a way in. The session that is handed in is closed. What such a person copied before stays readable to them; so does what is
 * added later to dossiers of before, should they copy the folder again: a dossier keeps its key.
 */
export const renewKeys = async (
  vault: OpenVault,
  before: Uint8Array,
  after: Uint8Array,
  { effort = 'calibrated', ...opening }: OpeningBy & { readonly effort?: Effort },
): Promise<Result<OpenVault, RenewFailure>> => {
  const root = newVaultKey();
  try {
    const known = await isPassphrase(vault, before);
    if (!known.ok) return known;
    const now = await vault.exclusively<{ p: Primitives; id: string }, WriteFailure>(async ({ p, ledger }) =>
      ok({ p, id: ledger.header.vault }),
    );
    if (!now.ok) return now;
    const { p, id } = now.value;
    const slot = await makePassphraseSlot(p, id, root, after, await costFor(p, effort));
    const begun = await vault.exclusively<null, WriteFailure>(async ({ folder, ledger, note }) => {
      if (!ledger.table.intact) return fail({ kind: 'damaged', damage: [{ kind: 'file', file: 'keys' }] });
      const noted = await note({ action: 'keys.leaked' });
      if (!noted.ok) return noted;
      const renewed = renewedHeader(p, ledger.header, ledger.keys, root, slot);
      try {
        await writeHeader(p, folder, renewed.keys.header, renewed.header);
        return ok(null);
      } catch (error) {
        return fail(await storageFailure(folder, error));
      }
    });
    if (!begun.ok) return begun;
    await vault.close();
    const opened = await openVaultBy<WrongPassphrase>(async () => ok(Uint8Array.from(root)), 'vault.opened', opening);
    return opened.ok ? opened : fail({ kind: 'reopen' });
  } finally {
    for (const secret of [root, before, after]) secret.fill(0);
  }
};

export type Kit = {
  readonly generation: number;
  readonly vault: string;
  readonly made: string;
  /** Per sheet, its groups. Exists in memory until it is on paper, and nowhere else. */
  readonly sheets: readonly (readonly string[])[];
};

/**
 * Makes a new set of shares. A confirmed set stays in force until this one is confirmed, unless it is said to be lost; a set
 * that was never confirmed ends now.
 */
export const makeKit = (vault: OpenVault, lost: boolean): Promise<Result<Kit, WriteFailure>> =>
  vault.exclusively(async (bench) => {
    const { p, ledger, ports } = bench;
    const { header } = ledger;
    const generation = Math.max(header.kits ?? 0, ...recoverySlots(header).map((slot) => slot.generation)) + 1;
    const made = ports.now();
    const { slot, secret } = makeRecoverySlot(p, header.vault, ledger.keys.root, generation, made);
    const values = splitSecret(secret);
    secret.fill(0);
    const staying = lost ? [] : recoverySlots(header).filter(({ confirmed }) => confirmed !== '');
    const changed = await changeHeader(bench, 'keys.kit-made', (before) => ({
      kits: generation,
      slots: [...without(before, 'recovery'), ...staying, slot],
    }));
    if (!changed.ok) return changed;
    const sheets = shareNumbers.map((number) =>
      shareText(p, header.vault, generation, { number, value: values[number] }),
    );
    for (const value of Object.values(values)) value.fill(0);
    return ok({ generation, vault: header.name, made, sheets });
  });

/** A person showed to have this set on paper: from now on it is the only one. */
export const confirmKit = (vault: OpenVault, generation: number): Promise<Result<null, WriteFailure | NoKit>> =>
  vault.exclusively<null, WriteFailure | NoKit>(async (bench) => {
    const slot = recoverySlots(bench.ledger.header).find((one) => one.generation === generation);
    if (slot === undefined) return fail({ kind: 'no-kit' });
    const confirmed = bench.ports.now();
    return changeHeader(bench, 'keys.kit-confirmed', (header) => ({
      slots: [...without(header, 'recovery'), { ...slot, confirmed }],
    }));
  });

/** Turns the way in through the account of this computer on. The key store may ask a person, so it is asked outside the queue. */
export const turnKeyStoreOn = async (
  vault: OpenVault,
  store: KeyStore,
): Promise<Result<null, WriteFailure | NoKeyStore>> => {
  const now = await vault.exclusively<{ p: Primitives; vault: string; root: Uint8Array }, WriteFailure>(
    async ({ p, ledger }) => ok({ p, vault: ledger.header.vault, root: Uint8Array.from(ledger.keys.root) }),
  );
  if (!now.ok) return now;
  const slot = await makeKeyStoreSlot(now.value.p, now.value.vault, now.value.root, store);
  now.value.root.fill(0);
  if (slot === undefined) return fail({ kind: 'no-key-store' });
  return vault.exclusively((bench) =>
    changeHeader(bench, 'keys.key-store-on', (header) => ({ slots: [...without(header, 'key-store'), slot] })),
  );
};

export const turnKeyStoreOff = (vault: OpenVault): Promise<Result<null, WriteFailure>> =>
  vault.exclusively((bench) =>
    changeHeader(bench, 'keys.key-store-off', (header) => ({ slots: without(header, 'key-store') })),
  );

/** What the screen may know of the ways in. */
export type WaysIn = {
  readonly keyStore: boolean;
  /** The newest set of shares; nothing when there is none. */
  readonly kit: { readonly generation: number; readonly made: string; readonly confirmed: string } | undefined;
  /** Whether an older, confirmed set still opens this vault. */
  readonly olderKit: boolean;
  /** Sets were made, and none opens this vault any more: they were used up, or replaced with its keys. */
  readonly kitsGone: boolean;
  readonly name: string;
};

const waysOf = (header: Header): WaysIn => {
  const sets = recoverySlots(header).toSorted((a, b) => b.generation - a.generation);
  const [kit] = sets;
  return {
    keyStore: keyStoreSlot(header) !== undefined,
    kit: kit && { generation: kit.generation, made: kit.made, confirmed: kit.confirmed },
    olderKit: sets.length > 1,
    kitsGone: sets.length === 0 && (header.kits ?? 0) > 0,
    name: header.name,
  };
};

export const waysIn = (vault: OpenVault): Promise<Result<WaysIn, { readonly kind: 'closed' }>> =>
  vault.exclusively<WaysIn, { readonly kind: 'closed' }>(async ({ ledger }) => ok(waysOf(ledger.header)));

/** The same before the vault is open: what the unlock screen offers. Nothing when the header cannot be read. */
export const waysInOf = async (folder: string): Promise<WaysIn | undefined> => {
  const p = await choosePrimitives();
  const read = p.ok ? await readHeader(p.value, folder) : undefined;
  return read?.ok ? waysOf(read.value.header) : undefined;
};

const shareIn = (p: Primitives, header: Header, typed: string): Result<Share, ShareFailure> => {
  const generations = recoverySlots(header).map(({ generation }) => generation);
  return readShare(p, header.vault, generations, typed);
};

/** Holds a typed sheet against the vault in this folder, before anything is combined. */
export const checkShare = async (folder: string, typed: string): Promise<Result<Share, ShareFailure>> => {
  const p = await choosePrimitives();
  const read = p.ok ? await readHeader(p.value, folder) : undefined;
  if (!p.ok || !read?.ok) return fail({ kind: 'share-foreign' }); // there is no vault here that it could belong to
  return shareIn(p.value, read.value.header, typed);
};

export const withShares =
  (typed: readonly [string, string]): WayIn<RecoverFailure> =>
  async (p, header) => {
    const one = shareIn(p, header, typed[0]);
    if (!one.ok) return one;
    const other = shareIn(p, header, typed[1]);
    if (!other.ok) return other;
    if (one.value.number === other.value.number || one.value.generation !== other.value.generation)
      return fail({ kind: 'shares-apart' });
    const slot = recoverySlots(header).find(({ generation }) => generation === one.value.generation);
    const secret = combineShares(one.value, other.value);
    const vaultKey = slot && openRecoverySlot(p, header.vault, slot, secret);
    secret.fill(0);
    return vaultKey === undefined ? fail({ kind: 'share-checksum' }) : ok(vaultKey);
  };

/**
 * Opens with two sheets and sets a new passphrase. The set is used up: it, and the way in through the key store, end here.
 * Until the new header is written nothing has changed, and the sheets can be used again.
 */
export const recoverVault = async (
  typed: readonly [string, string],
  passphrase: Uint8Array,
  { effort = 'calibrated', ...opening }: OpeningBy & { readonly effort?: Effort },
): Promise<Result<OpenVault, RecoverFailure>> => {
  const opened = await openVaultBy(withShares(typed), 'vault.recovered', opening);
  if (!opened.ok) {
    passphrase.fill(0);
    return opened;
  }
  const set = await rewrap(opened.value, passphrase, effort, 'keys.recovered', ['recovery', 'key-store']);
  if (set.ok) return opened;
  await opened.value.close();
  return set;
};

/** Opens with the account of this computer, when that way was turned on. */
export const openWithKeyStore = (
  store: KeyStore,
  opening: OpeningBy,
): Promise<Result<OpenVault, OpenFailure | NoKeyStore>> =>
  openVaultBy<NoKeyStore>(
    async (p, header) => {
      const slot = keyStoreSlot(header);
      const vaultKey = slot && (await openKeyStoreSlot(p, header.vault, slot, store));
      return vaultKey === undefined ? fail({ kind: 'no-key-store' }) : ok(vaultKey);
    },
    'vault.opened-by-account',
    opening,
  );
