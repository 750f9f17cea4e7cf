import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok } from '#core/result.ts';
import { contract, type Handlers } from '#host/contract.ts';
import { type KeyStore, noKeyStore } from '#vault/key-store-slot.ts';
import type { Served } from '../../src/shell/serve.ts';

/** What is said where a person's words would be; it may never turn up on standard error. */
export const personal = 'Fatima Jansen, Kerkstraat 1';

/**
 * A host with a behaviour per operation, so that a transport can be held to all of them: answering, declared and undeclared
 * failures, throwing, output that does not fit, ending, dying, never answering.
 *
 * @param way - `lock-hangs` or `lock-fails`: what goes wrong at a lock
 */
export const standInHost = (keyStore: KeyStore = noKeyStore, way = ''): Served & { readonly closed: () => boolean } => {
  let end = (): void => undefined;
  let closed = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const unused = Object.fromEntries(
    Object.keys(contract).map((name) => [name, () => Promise.reject(new Error(`${name} has no part in this`))]),
  ) as unknown as Handlers; // every name of the contract is a key, by the line above
  const handlers: Handlers = {
    ...unused,
    'access.state': async () => ok({ kind: 'locked', name: String(process.pid) }),
    'access.create': async ({ name, passphrase }) => ok({ kind: 'locked', name: `${name}:${passphrase.join(',')}` }),
    'access.words': async () => {
      const secret = new Uint8Array(32).fill(7);
      const sealed = await keyStore.seal(secret);
      const back = sealed && (await keyStore.open(sealed));
      const same = back !== undefined && Buffer.from(back).equals(Buffer.alloc(32, 7));
      return ok(`${await keyStore.available()}, ${same ? 'gives back what it sealed' : 'gives nothing'}`);
    },
    'access.unlock': async () => fail({ kind: 'wrong-passphrase', at: 'passphrase', expected: 'an other one' }),
    'access.lock': async () => {
      if (way === 'lock-hangs') return new Promise(() => undefined);
      if (way === 'lock-fails') throw new Error(personal);
      end();
      await wait(20);
      return ok(null);
    },
    'instruments.list': async () => ok({ instruments: [{ id: personal }], refused: [] } as never), // on purpose not what is declared
    'dossiers.list': () => {
      throw Object.assign(new TypeError(personal), { code: 'ENOSPC' });
    },
    'dossiers.read': async () => fail({ kind: 'no-vault' } as never), // on purpose not declared there
    'office.read': async () => ok({ sender: null, [personal]: personal }),
    'referral.places': async () => process.exit(3),
    'referral.preview': async ({ message, fields }) =>
      ok({ pdf: new TextEncoder().encode(message + JSON.stringify(fields)), pages: 1 }),
    'dossiers.addPerson': () => new Promise(() => undefined),
  };
  return {
    handlers,
    ended,
    close: async () => {
      closed = true;
    },
    closed: () => closed,
  };
};

/** Input for the operation that sends back `message` and `fields` as bytes. */
export const letter = (message: string, fields: Record<string, string> = {}) => ({
  dossier: '0'.repeat(32),
  assessment: '6a9d7c1e-3f0b-4a51-9a36-0d9be0f6d7f1',
  recipient: 'veilig-thuis',
  code: 'VT_MELDEN',
  ground: null,
  groundNote: '',
  informed: null,
  informedNote: '',
  leftOut: [],
  added: [],
  person: null,
  contactSafe: false,
  secretsAllowed: false,
  fields,
  message,
});
export const person = {
  dossier: '0'.repeat(32),
  person: { label: personal, role: 'kind', birthYear: null },
  intent: '6a9d7c1e-3f0b-4a51-9a36-0d9be0f6d7f1',
};
