/** Opens the vault of the first argument, reads and verifies everything, and prints what came of it. */
import { openVault } from '#vault/vault.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';
import type { Look } from './look-shape.ts';

const look = async (folder: string): Promise<Look> => {
  const opened = await openVault({ folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
  if (!opened.ok) return { said: [opened.error.kind], all: null };
  const vault = opened.value;
  const said: string[] = vault.damage().map(({ kind }) => kind);
  const dossiers: (readonly [string, string])[] = [];
  for (const { dossier } of vault.rows()) {
    const read = await vault.read(dossier);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    said.push(...read.value.damage.map(({ kind }) => kind));
    dossiers.push([dossier, JSON.stringify(read.value.entries)]);
  }
  const report = await vault.verify();
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  said.push(...report.value.damage.map(({ kind }) => kind));
  await vault.close();
  return { said, all: JSON.stringify(dossiers.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
};

process.stdout.write(JSON.stringify(await look(process.argv[2] ?? '')));
