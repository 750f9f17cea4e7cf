import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { randomFrom } from '#core/check/witness.ts';
import { foldRow, rowVersion } from '#host/open-vault.ts';
import { createVault } from '#vault/vault.ts';
import { library } from './cases.ts';
import {
  bytesUnder,
  ensurePlain,
  ensureVault,
  entriesOf,
  labels,
  must,
  passphrase,
  plainFolder,
  sizes,
  vaultFolder,
  withFolder,
} from './large-vault.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group, Measured, Name } from './row.ts';

/** What the same takes on disk, sealed and plain. PouchDB's LevelDB presses plain text together; sealed text it cannot. */

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

const answers = (name: Name, label: (typeof labels)[number]): Group => ({
  names: [name],
  measure: async () => {
    const size = sizes[label];
    await ensureVault(size);
    await ensurePlain(size);
    const [ours, plain] = await Promise.all([bytesUnder(vaultFolder(size)), bytesUnder(plainFolder(size))]);
    const note = `${mega(ours)} for ${entriesOf(size)} entries with audit, keys, index and witness; plain ${mega(plain)}`;
    return [{ name, value: ours / plain, note }];
  },
});

/** Every sentence of the instruments: real Dutch, so that it can be pressed together as far as that of a person. */
const sentences = (): readonly string[] => {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= 40) found.add(value);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) look(part);
  };
  for (const pack of library.packs.values()) look(pack.instrument);
  return [...found].sort();
};

const dossiers = 100;
/** Characters of each document of a dossier. */
const lengths = [4_096, 4_096, 6_000, 6_000, 8_000, 12_000, 16_000, 24_000, 40_000, 64_000];

const measureDocuments = (): Promise<Measured> =>
  withFolder(async (around) => {
    const known = sentences();
    const next = randomFrom(3);
    const textOf = (length: number): string => {
      let text = '';
      while (text.length < length) text += `${known[Math.floor(next() * known.length)] ?? ''} `;
      return text.slice(0, length);
    };
    const folder = join(around, 'vault');
    const ports = { now: () => new Date().toISOString() };
    const opening = { folder, ports, fold: foldRow, foldVersion: rowVersion, effort: 'floor' } as const;
    const vault = must(await createVault({ ...opening, name: 'Meting', passphrase: passphrase() }));
    const plain = plainPouch(join(around, 'plain'));
    const made = must(await vault.newDossiers(dossiers, { action: 'dossier.open' }));
    for (const dossier of made)
      for (const length of lengths) {
        const content = { kind: 'signal', text: textOf(length), about: 'gezegd', saidBy: 'buurvrouw' };
        const intent = randomUUID();
        const { id, device, sequence, at } = must(
          await vault.append(dossier, content, { intent, audit: { action: 'dossier.open' } }),
        );
        const document = { _id: id, device, sequence, at, intent, part: 0, content };
        await plain.bulkDocs([document], { new_edits: true });
      }
    await vault.close();
    await plain.close();
    const [ours, theirs] = await Promise.all([bytesUnder(folder), bytesUnder(join(around, 'plain'))]);
    const typed = dossiers * lengths.reduce((sum, length) => sum + length, 0);
    return {
      name: 'disk, documents of 4 kB and more',
      value: ours / theirs,
      note: `${mega(ours)} for ${made.length * lengths.length} texts of 4 to 64 kB, ${mega(typed)} as typed; plain ${mega(theirs)}`,
    };
  });

export const disk: readonly Group[] = [
  ...labels.map((label) => answers(`disk, answers, ${label}`, label)),
  { names: ['disk, documents of 4 kB and more'], measure: async () => [await measureDocuments()] },
];
