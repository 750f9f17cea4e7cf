import type { SafeStorage } from 'electron';
import type { KeyStore } from '#vault/key-store-slot.ts';

/** What keeps secrets for the account of this computer: Keychain, DPAPI, or a keyring of the desktop. */

type Used = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** The backends on Linux that lock what they keep. With any other name any program could read it: then there is no key store. */
const locking: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/** Electron seals texts only, so the bytes go as base64; such a text cannot be wiped, and is let go of at once. */
export const accountKeyStore = (safeStorage: Used, platform: NodeJS.Platform): KeyStore => {
  const available: KeyStore['available'] = async () => {
    if (platform === 'linux' && !locking.includes(safeStorage.getSelectedStorageBackend())) return 'refused';
    return (await safeStorage.isAsyncEncryptionAvailable()) ? 'ok' : 'absent';
  };
  return {
    available,
    seal: async (secret) =>
      (await available()) === 'ok' ? safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')) : undefined,
    open: async (sealed) => {
      if ((await available()) !== 'ok') return undefined;
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      const secret = Buffer.from(result, 'base64');
      return secret.toString('base64') === result ? secret : undefined;
    },
  };
};
