import { resolve } from 'node:path';
import { documentOf, foldRow, rowVersion } from '#host/open-vault.ts';
import type { Damage } from '#vault/damage.ts';
import { type OpenVault, openVault } from '#vault/vault.ts';

/** How every command on a vault gets in, answers and refuses. */

export type Output = {
  readonly answer: (line: string) => void;
  readonly say: (line: string) => void;
  /** Folder with what the app brings besides forms and rules, such as its list of words. */
  readonly assets: string;
};

export const done = 0;
export const damaged = 1;
export const refused = 2;

/** The words by which a refusal is known here; others go by their own kind. */
const inWords: Readonly<Record<string, string>> = {
  'wrong-passphrase': 'dit wachtwoord past niet op deze kluis',
  'in-use': 'de kluis is ergens anders open; sluit Baken eerst',
  'not-a-vault': 'in deze map staat geen kluis',
  'folder-missing': 'deze map is er niet',
  'folder-not-empty': 'deze map is niet leeg; kies een lege of nieuwe map',
  'already-exists': 'in deze map staat al een kluis',
  'newer-format': 'deze kluis is van een nieuwere versie van Baken',
  'read-only': 'in de map van de kluis mag niet worden geschreven',
  'disk-full': 'de schijf is vol',
  'on-hold': 'dit dossier moet bewaard blijven; hef dat eerst op in Baken',
  'unknown-dossier': 'dit dossier is er niet',
  'backup-missing': 'dit bestand is er niet of is niet te lezen',
  'not-a-backup': 'dit is geen reservekopie van Baken',
  'backup-newer': 'deze reservekopie is van een nieuwere versie van Baken',
  'backup-damaged': 'dit bestand is veranderd of niet compleet; neem een andere reservekopie',
  'backup-unproven': 'niet alles wat hierin hoort, is heel; neem een andere reservekopie',
  'backup-exists': 'dit bestand is er al; kies een andere naam',
  'place-missing': 'de map voor de reservekopie is er niet',
  damaged: 'een deel van de kluis is beschadigd; verander niets aan de map en zoek een reservekopie',
};
export const words = (kind: string): string => inWords[kind] ?? kind;

/** The first line of standard input, unless the environment holds it. Never an argument: those are seen by all. */
export const passphrase = async (): Promise<Uint8Array> => {
  const given = process.env.BAKEN_PASSPHRASE;
  if (given !== undefined) return new TextEncoder().encode(given.normalize('NFC'));
  let read = '';
  for await (const part of process.stdin.setEncoding('utf8')) {
    read += String(part);
    if (read.includes('\n')) break;
  }
  return new TextEncoder().encode((read.split(/\r?\n/)[0] ?? '').normalize('NFC'));
};

/** How a vault is opened or made from here; the audit says that it was the command line. */
export const openingOf = (folder: string) => ({
  folder: resolve(folder),
  ports: { now: () => new Date().toISOString(), source: 'command-line' },
  fold: foldRow,
  foldVersion: rowVersion,
});

/** Opens the vault, does the work and closes it, whatever came of it. */
export const inVault = async (
  folder: string,
  output: Output,
  work: (vault: OpenVault) => Promise<number>,
): Promise<number> => {
  const opened = await openVault({ ...openingOf(folder), passphrase: await passphrase() });
  if (!opened.ok) {
    if (opened.error.kind === 'damaged') nameDamage(opened.error.damage, output);
    output.say(`${folder}: ${words(opened.error.kind)}`);
    return opened.error.kind === 'damaged' ? damaged : refused;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
};

/** A line for each thing that is wrong, once. */
export const nameDamage = (found: readonly Damage[], { answer }: Output): void => {
  for (const line of new Set(found.map((each) => `beschadigd: ${each.kind} ${documentOf(each)}`.trimEnd())))
    answer(line);
};
