/** For every line on the input, a place: reads and verifies everything there, and prints what came of it on one line. */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { SealedFile } from '#vault/attachment.ts';
import { readAttachment } from '#vault/attachment-reading.ts';
import type { StoredEntry } from '#vault/entry.ts';
import { restoreBackup } from '#vault/restore.ts';
import { type OpenVault, openVault, withPassphrase } from '#vault/vault.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';
import type { Look } from './look-shape.ts';

const Attached = z.object({ sealed: SealedFile });

const attached = async (vault: OpenVault, { id, dossier, content }: StoredEntry): Promise<string> => {
  const read = Attached.safeParse(content);
  if (!read.success) return '';
  const { sealed } = read.data;
  const bytes = await readAttachment(vault, { dossier, entry: id, sealed }, { from: 0, most: sealed.size });
  return bytes.ok ? createHash('sha256').update(bytes.value).digest('hex') : bytes.error.kind;
};

const look = async (folder: string): Promise<Look> => {
  const opened = await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
  if (!opened.ok) return { said: [opened.error.kind], all: null };
  const vault = opened.value;
  const said: string[] = vault.damage().map(({ kind }) => kind);
  const dossiers: (readonly [string, string])[] = [];
  for (const { dossier, row } of vault.rows()) {
    const read = await vault.read(dossier);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    said.push(...read.value.damage.map(({ kind }) => kind));
    const files = [];
    for (const entry of read.value.entries) files.push(await attached(vault, entry));
    dossiers.push([dossier, JSON.stringify([row, read.value.entries, files])]);
  }
  const report = await vault.verify();
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  said.push(...report.value.damage.map(({ kind }) => kind));
  await vault.close();
  return { said, all: JSON.stringify(dossiers.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
};

const putBack = async (dataFile: string, into: string): Promise<Look> => {
  const way = withPassphrase(passphrase());
  const restored = await restoreBackup({ dataFile, folder: into, way, ports: tickingClock(), fold: countingFold });
  return restored.ok ? look(into) : { said: [restored.error.kind], all: null };
};

const Place = z.union([
  z.strictObject({ vault: z.string() }),
  z.strictObject({ backup: z.string(), into: z.string() }),
]);
for await (const line of createInterface(process.stdin)) {
  const place = Place.parse(JSON.parse(line));
  const found = 'vault' in place ? await look(place.vault) : await putBack(place.backup, place.into);
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
