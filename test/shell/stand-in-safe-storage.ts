import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SafeStorage } from 'electron';

type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>;

/** Electron's safeStorage as it is documented, with a key in memory for the account. Throws on what it did not seal. */
export const standInSafeStorage = (backend: Backend = 'gnome_libsecret', available = true) => {
  const key = randomBytes(32);
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text: string) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    decryptStringAsync: async (sealed: Buffer) => {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28));
      const result = Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
      return { result, shouldReEncrypt: false };
    },
  };
};
