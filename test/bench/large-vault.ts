import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foldRow, rowVersion } from '#host/open-vault.ts';
import type { JsonObject } from '#vault/json.ts';
import { createVault, type OpenVault, openVault, openVaultBy } from '#vault/vault.ts';
import { root } from './cases.ts';
import { plainPouch } from './plain-pouch.ts';

/** A vault of many dossiers, made by the code that keeps real ones, and the same entries in plain PouchDB. Kept for the next run. */

export const dossiers = 10_000;
export const perDossier = 25;
/** One dossier has this many, for the row that opens it. */
export const longest = 200;

/** Part of the names of the folders: goes up when what is generated, or how it is stored, changes. */
const generation = 2;
const cached = join(root, '.cache/bench-vaults');
const done = join(cached, `done-${generation}`);
export const vaultFolder = join(cached, `vault-${generation}`);
export const plainFolder = join(cached, `plain-${generation}`);

const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const opening = {
  folder: vaultFolder,
  ports: { now: () => new Date().toISOString() },
  fold: foldRow,
  foldVersion: rowVersion,
};
const passphrase = () => new TextEncoder().encode('vijver lantaarn koekoek zolder rietstengel mortier');

/** As long as an answer with a short note. */
const entryOf = (dossier: number, n: number): JsonObject =>
  n === 0
    ? { kind: 'dossier-opened', label: `Dossier ${dossier}` }
    : {
        kind: 'signal',
        text: `Signaal ${n} van dossier ${dossier}: de buurvrouw hoorde geschreeuw en belde daarna met de huisarts.`,
        about: 'gezegd',
        saidBy: 'buurvrouw',
      };

const makeVault = async (say: (text: string) => void): Promise<void> => {
  const vault = must(await createVault({ ...opening, name: 'Meting', passphrase: passphrase(), effort: 'floor' }));
  const made = must(await vault.newDossiers(dossiers, { action: 'dossier.open' }));
  for (const [index, dossier] of made.entries()) {
    const contents = Array.from({ length: index === 0 ? longest : perDossier }, (_, n) => entryOf(index, n));
    must(await vault.appendAll(dossier, contents, { intent: 'filled', audit: { action: 'dossier.open' } }));
    if (index % 1000 === 0) say(`  ${index} of ${dossiers} dossiers`);
  }
  await vault.close();
};

/** Ids of the plain store, as random as ours: a store that can press its keys together would not be the same store. */
export const plainId = (dossier: number): string =>
  createHash('sha256').update(`dossier ${dossier}`).digest('hex').slice(0, 32);

/** The same record with all that the vault keeps of it, but for what proves it. */
const makePlain = async (): Promise<void> => {
  const db = plainPouch(plainFolder);
  const device = plainId(-1);
  const start = Date.parse('2026-11-23T09:00:00.000Z');
  for (let index = 0; index < dossiers; index += 100) {
    const documents = Array.from({ length: 100 }, (_, part) => index + part).flatMap((dossier) =>
      Array.from({ length: dossier === 0 ? longest : perDossier }, (_, n) => ({
        _id: `${plainId(dossier)}:${randomBytes(16).toString('hex')}`,
        device,
        sequence: n + 1,
        at: new Date(start + dossier * 7919 + n * 997).toISOString(),
        intent: randomUUID(),
        part: 0,
        content: entryOf(dossier, n),
      })),
    );
    await db.bulkDocs(documents, { new_edits: true });
  }
  await db.close();
};

/** Makes both when they are not there. */
export const ensureLargeVault = async (say: (text: string) => void): Promise<void> => {
  if (existsSync(done)) return;
  await rm(cached, { recursive: true, force: true });
  await mkdir(cached, { recursive: true });
  say(`Making a vault of ${dossiers} dossiers with ${dossiers * perDossier} entries, kept in .cache/bench-vaults …`);
  await makeVault(say);
  await makePlain();
  await writeFile(done, '');
};

/** Opens without the derivation of the key from a passphrase, which is slow on purpose and the same for every vault. */
export const wayIn = async (folder = vaultFolder): Promise<() => Promise<OpenVault>> => {
  const vault = must(await openVault({ ...opening, folder, passphrase: passphrase() }));
  const read = await vault.exclusively<Uint8Array, { readonly kind: 'closed' }>(async ({ ledger }) => ({
    ok: true,
    value: Uint8Array.from(ledger.keys.root),
  }));
  const key = must(read);
  await vault.close();
  return async () =>
    must(
      await openVaultBy(async () => ({ ok: true, value: Uint8Array.from(key) }), 'vault.opened', {
        ...opening,
        folder,
      }),
    );
};

export const bytesUnder = async (folder: string): Promise<number> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
};
