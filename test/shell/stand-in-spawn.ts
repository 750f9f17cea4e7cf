import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type KeyStore, noKeyStore } from '#vault/key-store-slot.ts';
import { forkHost } from '../../src/shell/fork.ts';
import { withKeyStore } from '../../src/shell/key-store.ts';

/** Starts the stand-in host as the loopback starts the real one, keeping what it writes on standard error. */
export const spawnStandIn = (folder = '', keyStore: KeyStore = noKeyStore) => {
  let written = '';
  let starts = 0;
  const errors = new Writable({
    write: (part, _encoding, done) => {
      written += String(part);
      done();
    },
  });
  const spawn = () => {
    starts += 1;
    const start = { root: '', contentFolder: '', folder, documentsFolders: [], lockMinutes: 5 };
    return withKeyStore(forkHost(join(import.meta.dirname, 'stand-in-process.ts'), start, errors), keyStore);
  };
  return { spawn, written: () => written, starts: () => starts };
};
