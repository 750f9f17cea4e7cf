import { parseArgs } from 'node:util';
import { isHeld } from '#core/retention.ts';
import { DossierRowData, OfficeRowData } from '#host/open-vault.ts';
import { forgetInBackups } from '#vault/backup-generations.ts';
import type { DossierId } from '#vault/entry.ts';
import { eraseDossier, erasures, finishErasures } from '#vault/erase.ts';
import type { OpenVault } from '#vault/vault.ts';
import { backup, restore } from './vault-backup.ts';
import { damaged, done, inVault, nameDamage, type Output, refused, words } from './vault-door.ts';
import { audit, create, soak, verify } from './vault-records.ts';

/**
 * `baken vault`: what is done to a vault without a screen. Results go to standard output, explanations to standard error.
 * Exit 0: done; 1: damage was found, and is named; 2: refused.
 */

export const vaultCommand = async (given: readonly string[], output: Output): Promise<number> => {
  const [name = '', ...rest] = given;
  const command = Object.entries(commands).find(([one]) => one === name)?.[1];
  if (command !== undefined) return command(rest, output);
  output.say(`vault: dat is geen opdracht; er is: ${Object.keys(commands).join(', ')}`);
  return refused;
};

type Command = (given: readonly string[], output: Output) => Promise<number>;

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

const erase = async (given: readonly string[], output: Output): Promise<number> => {
  const { say } = output;
  const read = readErase(given);
  if (read === undefined) {
    say('vault erase: geef MAP, DOSSIER en --reason TEKST (minstens 3 letters)');
    return refused;
  }
  return inVault(read.folder, output, (vault) => eraseIn(vault, read.dossier, read.reason, output));
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

const eraseIn = async (vault: OpenVault, wanted: string, reason: string, output: Output): Promise<number> => {
  const { answer, say } = output;
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
    inBackups: forgetInBackups(office?.backup ? [office.backup.folder] : []),
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
  nameDamage(found, output);
  return found.length > 0 ? damaged : done;
};

const commands: Readonly<Record<string, Command>> = { create, verify, soak, audit, erase, backup, restore };
