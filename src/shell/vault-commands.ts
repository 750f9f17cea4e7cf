import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isHeld } from '#core/retention.ts';
import { DossierRowData, documentOf, foldRow, OfficeRowData, rowVersion } from '#host/open-vault.ts';
import type { DossierId } from '#vault/entry.ts';
import { eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import { type OpenVault, openVault } from '#vault/vault.ts';

/**
 * `baken vault`: what is done to a vault without a screen. Results go to standard output, explanations to standard error.
 * Exit 0: done; 1: damage was found, and is named; 2: refused.
 */

type Output = { readonly answer: (line: string) => void; readonly say: (line: string) => void };

const done = 0;
const damaged = 1;
const refused = 2;

/** The words by which a refusal is known here; others go by their own kind. */
const inWords: Readonly<Record<string, string>> = {
  'wrong-passphrase': 'dit wachtwoord past niet op deze kluis',
  'in-use': 'de kluis is ergens anders open; sluit Baken eerst',
  'not-a-vault': 'in deze map staat geen kluis',
  'folder-missing': 'deze map is er niet',
  'newer-format': 'deze kluis is van een nieuwere versie van Baken',
  'read-only': 'in de map van de kluis mag niet worden geschreven',
  'disk-full': 'de schijf is vol',
  'on-hold': 'dit dossier moet bewaard blijven; hef dat eerst op in Baken',
  'unknown-dossier': 'dit dossier is er niet',
  damaged: 'een deel is beschadigd, dus is niet te zien of het dossier bewaard moet blijven',
};
const words = (kind: string): string => inWords[kind] ?? kind;

/** The first line of standard input, unless the environment holds it. Never an argument: those are seen by all. */
const passphrase = async (): Promise<Uint8Array> => {
  const given = process.env.BAKEN_PASSPHRASE;
  if (given !== undefined) return new TextEncoder().encode(given.normalize('NFC'));
  let read = '';
  for await (const part of process.stdin.setEncoding('utf8')) {
    read += String(part);
    if (read.includes('\n')) break;
  }
  return new TextEncoder().encode((read.split(/\r?\n/)[0] ?? '').normalize('NFC'));
};

export const vaultCommand = async (given: readonly string[], output: Output): Promise<number> => {
  const [command, ...rest] = given;
  if (command === 'erase') return erase(rest, output);
  output.say(`vault: "${command ?? ''}" is geen opdracht; er is: erase`);
  return refused;
};

const readErase = (given: readonly string[]) => {
  try {
    const options = { reason: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...given], options, allowPositionals: true });
    const [folder, dossier, ...more] = positionals;
    const reason = values.reason?.trim() ?? '';
    if (folder === undefined || dossier === undefined || more.length > 0 || reason.length < 3) return undefined;
    return { folder, dossier, reason };
  } catch {
    return undefined; // a choice that is not there, or one without its value
  }
};

const erase = async (given: readonly string[], { answer, say }: Output): Promise<number> => {
  const read = readErase(given);
  if (read === undefined) {
    say('vault erase: geef MAP, DOSSIER en --reason TEKST (minstens 3 letters)');
    return refused;
  }
  const opened = await openVault({
    folder: resolve(read.folder),
    passphrase: await passphrase(),
    ports: { now: () => new Date().toISOString(), source: 'command-line' },
    fold: foldRow,
    foldVersion: rowVersion,
  });
  if (!opened.ok) {
    say(`${read.folder}: ${words(opened.error.kind)}`);
    return opened.error.kind === 'damaged' ? damaged : refused;
  }
  const vault = opened.value;
  try {
    return await eraseIn(vault, read.dossier, read.reason, { answer, say });
  } finally {
    await vault.close();
  }
};

/** By its id, or by its whole name when only one has that name. */
const find = async (vault: OpenVault, wanted: string): Promise<DossierId | 'erased' | undefined> => {
  const gone = await erasures(vault);
  if (gone.ok && gone.value.some(({ log }) => log === wanted)) return 'erased';
  const found = vault.rows().filter(({ dossier, row }) => {
    const read = DossierRowData.safeParse(row);
    return dossier === wanted || (read.success && read.data.label === wanted);
  });
  return found.length === 1 && !OfficeRowData.safeParse(found[0]?.row).success ? found[0]?.dossier : undefined;
};

const eraseIn = async (vault: OpenVault, wanted: string, reason: string, { answer, say }: Output): Promise<number> => {
  const dossier = await find(vault, wanted);
  if (dossier === 'erased') {
    say(`${wanted}: is al gewist`);
    return refused;
  }
  if (dossier === undefined) {
    say(`${wanted}: dit dossier is er niet, of er zijn er meer met deze naam; geef dan het kenmerk`);
    return refused;
  }
  const office = vault.rows().flatMap(({ row }) => OfficeRowData.safeParse(row).data ?? [])[0];
  const erased = await eraseDossier(vault, dossier, {
    ...{ reason, by: office?.sender?.name ?? vault.name },
    audit: { action: 'erase.dossier', object: { kind: 'dossier' }, source: 'command-line' },
    held: (entries) => isHeld(entries.map(({ content }) => content)),
  });
  if (!erased.ok) {
    say(`${wanted}: ${words(erased.error.kind)}; er is niets gewist`);
    return erased.error.kind === 'damaged' ? damaged : refused;
  }
  const { tombstone } = erased.value;
  answer(`gewist: ${dossier} op ${tombstone.at}`);
  for (const { name, at } of tombstone.reached) answer(`ook gewist in reservekopie: ${name}, ${at}`);
  for (const { name, at } of tombstone.notReached) answer(`niet bereikt: ${name}, ${at}`);
  say('Kopieën van de map die buiten Baken om zijn gemaakt, kent Baken niet. Daarin staat het dossier nog.');
  const finished = await finishErasures(vault);
  if (!finished.ok) say(`De stukken worden bij de volgende keer openen weggehaald (${words(finished.error.kind)}).`);
  const checked = await vault.verify();
  const found = checked.ok ? [...new Set([...vault.damage(), ...checked.value.damage])] : vault.damage();
  for (const each of found) answer(`beschadigd: ${each.kind} ${documentOf(each)}`.trimEnd());
  return found.length > 0 ? damaged : done;
};
