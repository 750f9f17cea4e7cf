import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { constants, cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '#core/result.ts';
import { foldRow, rowVersion } from '#host/open-vault.ts';
import type { DossierId } from '#vault/entry.ts';
import { createVault, type OpenVault, openVault, openVaultBy } from '#vault/vault.ts';
import { root } from './cases.ts';
import { contentsOf, idOf } from './contents.ts';
import { plainPouch } from './plain-pouch.ts';
import { startThread } from './threads.ts';

/** Vaults of many dossiers, made by the code that keeps real ones, and the same entries in plain PouchDB. Kept for the next run. */

export type Size = { readonly dossiers: number; readonly perDossier: number };
/** Dossiers and, of all of them together, entries. */
export const sizes = {
  '10,000 / 250,000': { dossiers: 10_000, perDossier: 25 },
  '100,000 / 1,000,000': { dossiers: 100_000, perDossier: 10 },
} as const satisfies Record<string, Size>;
export type Label = keyof typeof sizes;
export const labels: readonly Label[] = ['10,000 / 250,000', '100,000 / 1,000,000'];
export const usual = sizes['10,000 / 250,000'];
/** The same dossiers, with no more entries than their lines in the list are made of. */
export const few: Size = { dossiers: 10_000, perDossier: 4 };

/** The first dossier has this many entries, for the row that opens it. */
export const longest = 200;

/** Name of the folder: goes up when what is generated, or how it is stored, changes. */
const generation = 3;
const kept = join(root, '.cache/bench-vaults');
const home = join(kept, String(generation));
const folderOf = ({ dossiers, perDossier }: Size): string => join(home, `${dossiers}-${perDossier}`);
export const vaultFolder = (size: Size): string => join(folderOf(size), 'vault');
export const plainFolder = (size: Size): string => join(folderOf(size), 'plain');

const say = (text: string): void => void process.stderr.write(`${text}\n`);
export const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

export const passphrase = (): Uint8Array =>
  new TextEncoder().encode('vijver lantaarn koekoek zolder rietstengel mortier');
const ports = { now: () => new Date().toISOString(), startThread };
const opening = (folder: string) => ({ folder, ports, fold: foldRow, foldVersion: rowVersion });

const count = ({ perDossier }: Size, index: number): number => (index === 0 ? longest : perDossier);
/** Entries of all dossiers together. */
export const entriesOf = (size: Size): number => size.dossiers * size.perDossier + longest - size.perDossier;

/** Tells how far it is, each time another hundredth is done, with the time that it will still take. */
const progress = (what: string, of: number) => {
  let begun = 0;
  let first: number | undefined;
  let told = 0;
  return (done: number): void => {
    if (first === undefined) {
      begun = performance.now();
      first = done;
    }
    const part = Math.floor((done / of) * 50);
    if (part <= told) return;
    told = part;
    const left = ((performance.now() - begun) / (done - first || 1)) * (of - done);
    say(`  ${what}: ${part * 2} %, about ${Math.ceil(left / 60_000)} min to go`);
  };
};

/** Dossiers that are made before the vault is closed and opened anew, so that memory does not grow with the whole. */
const batch = 10_000;

/** The check after an unlock, which would only slow down the filling. */
const unchecked = async (vault: OpenVault): Promise<OpenVault> => {
  must(await vault.exclusively<null, never>(async () => ok(null))); // the check has begun once its turn is over
  vault.stopVerifying();
  return vault;
};

const makeVault = async (size: Size): Promise<void> => {
  const folder = vaultFolder(size);
  if (!existsSync(join(folder, 'header'))) {
    const made = await createVault({ ...opening(folder), name: 'Meting', passphrase: passphrase(), effort: 'floor' });
    await must(made).close();
  }
  const tell = progress('sealed and signed', size.dossiers);
  for (let filled = 0; filled < size.dossiers; ) {
    const vault = await unchecked(must(await openVault({ ...opening(folder), passphrase: passphrase() })));
    const known = await idsOf(vault);
    // what was broken off goes on where it was: a dossier has all of its entries or none
    const done = new Set<string>(vault.rows().map(({ dossier }) => dossier));
    const short = Math.min(size.dossiers, done.size + batch) - known.length;
    const fresh = short > 0 ? must(await vault.newDossiers(short, { action: 'dossier.open' })) : [];
    for (const [index, dossier] of [...known, ...fresh].entries()) {
      if (done.has(dossier)) continue;
      const contents = contentsOf(index, count(size, index));
      must(await vault.appendAll(dossier, contents, { intent: randomUUID(), audit: { action: 'dossier.open' } }));
      done.add(dossier);
      tell(done.size);
    }
    filled = done.size;
    await vault.close();
  }
};

/** In the order in which they were filled; then those that have no entry yet. */
export const idsOf = async (vault: OpenVault): Promise<readonly DossierId[]> => {
  const filled = vault.rows().map(({ dossier }) => dossier);
  const known = new Set<string>(filled);
  const all = await vault.exclusively<readonly string[], never>(async ({ ledger }) =>
    ok([...ledger.table.dossiers].map(({ key }) => key.log)),
  );
  return [
    ...filled,
    ...must(all)
      .filter((id) => !known.has(id))
      .map((id) => id as DossierId),
  ];
};

/** The same record with all that the vault keeps of it, but for what proves it. */
export const plainDocuments = (dossier: number, entries: number): readonly object[] => {
  const device = idOf('device');
  const start = Date.parse('2026-11-23T09:00:00.000Z');
  const intent = randomUUID();
  return contentsOf(dossier, entries).map((content, n) => ({
    _id: `${idOf(`dossier ${dossier}`)}:${randomBytes(16).toString('hex')}`,
    device,
    sequence: n + 1,
    at: new Date(start + dossier * 7919 + n * 997).toISOString(),
    intent,
    part: n,
    content,
  }));
};

const makePlain = async (size: Size): Promise<void> => {
  await rm(plainFolder(size), { recursive: true, force: true });
  const db = plainPouch(plainFolder(size));
  const tell = progress('plain', size.dossiers);
  for (let from = 0; from < size.dossiers; from += 100) {
    const documents = Array.from({ length: 100 }, (_, n) => plainDocuments(from + n, count(size, from + n))).flat();
    await db.bulkDocs(documents, { new_edits: true });
    tell(from + 100);
  }
  await db.close();
};

const once = async (size: Size, what: 'vault' | 'plain', make: (size: Size) => Promise<void>): Promise<void> => {
  const done = join(folderOf(size), `${what}-done`);
  if (existsSync(done)) return;
  await mkdir(folderOf(size), { recursive: true });
  say(`Making ${entriesOf(size)} entries in ${size.dossiers} dossiers (${what}), kept in ${folderOf(size)} …`);
  await make(size);
  await writeFile(done, '');
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
};

/** Takes away what an earlier version of this made, and the copies of a run that was broken off. */
const tidy = async (): Promise<void> => {
  for (const name of existsSync(kept) ? await readdir(kept) : [])
    if (name !== String(generation)) await rm(join(kept, name), { recursive: true });
  for (const name of existsSync(home) ? await readdir(home) : [])
    if (name.startsWith('run-') && !isAlive(Number(name.split('-')[1])))
      await rm(join(home, name), { recursive: true, force: true });
};

/** Makes what is not there or not complete. */
export const ensureVault = async (size: Size): Promise<void> => {
  await tidy();
  await once(size, 'vault', makeVault);
};
export const ensurePlain = (size: Size): Promise<void> => once(size, 'plain', makePlain);

/** A folder on the same disk, gone afterwards. */
export const withFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  await mkdir(home, { recursive: true });
  const folder = await mkdtemp(join(home, `run-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A copy to write in, so that the next run begins with the same. `around` is the folder that it lies in. */
export const withCopy = async <T>(size: Size, work: (folder: string, around: string) => Promise<T>): Promise<T> => {
  await ensureVault(size);
  return withFolder(async (around) => {
    const folder = join(around, 'vault');
    await cp(vaultFolder(size), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return work(folder, around);
  });
};

/** Opens without the derivation of the key from a passphrase, which is slow on purpose and the same for every vault. */
export const wayIn = async (folder: string): Promise<() => Promise<OpenVault>> => {
  const vault = must(await openVault({ ...opening(folder), passphrase: passphrase() }));
  const read = await vault.exclusively<Uint8Array, never>(async ({ ledger }) => ok(Uint8Array.from(ledger.keys.root)));
  const key = must(read);
  await vault.close();
  return async () =>
    must(await openVaultBy(async () => ({ ok: true, value: Uint8Array.from(key) }), 'vault.opened', opening(folder)));
};

export const bytesUnder = async (folder: string): Promise<number> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
};
