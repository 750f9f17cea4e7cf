import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from '#vault/backup.ts';
import { keySuffix } from '#vault/backup-keys.ts';
import type { Damage } from '#vault/damage.ts';
import { type RestoreFailure, restoreBackup } from '#vault/restore.ts';
import { withPassphrase } from '#vault/vault.ts';
import {
  damaged,
  done,
  inVault,
  nameDamage,
  type Output,
  openingOf,
  passphrase,
  refused,
  words,
} from './vault-door.ts';

/** Making a backup of a vault and putting one back. The key file lies beside the data file, under the same name and more. */

/** Days that a generation made here is kept at the least, when nothing is asked. A choice: a month of work can be gone over. */
export const usualKeepDays = 30;

const readTwo = <const O extends Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>>(
  given: readonly string[],
  options: O,
) => {
  try {
    const { positionals, values } = parseArgs({ args: [...given], options, allowPositionals: true });
    const [one, two, ...more] = positionals;
    return one === undefined || two === undefined || more.length > 0 ? undefined : { one, two, values };
  } catch {
    return undefined; // a choice that is not there, or one without its value
  }
};

type Failure = { readonly kind: string; readonly file?: string; readonly damage?: readonly Damage[] };

/** What is wrong with a file of a backup is damage and is named; all else is a refusal. */
const failed = (error: Failure, at: string, output: Output): number => {
  const named = 'file' in error && error.file !== undefined ? error.file : at;
  if (error.kind === 'backup-damaged' || error.kind === 'not-a-backup' || error.kind === 'backup-missing') {
    output.answer(`beschadigd: ${error.kind} ${named}`);
    output.say(`${named}: ${words(error.kind)}`);
    return damaged;
  }
  if (error.damage !== undefined) {
    if (error.kind === 'backup-unproven') output.answer(`beschadigd: ${error.kind} ${named}`);
    nameDamage(error.damage, output);
    output.say(`${named}: ${words(error.kind)}`);
    return damaged;
  }
  output.say(`${named}: ${words(error.kind)}`);
  return refused;
};

export const backup = async (given: readonly string[], output: Output): Promise<number> => {
  const read = readTwo(given, { keep: { type: 'string' } });
  const keepDays = Number(read?.values.keep ?? usualKeepDays);
  if (read === undefined || !Number.isInteger(keepDays) || keepDays < 1 || keepDays > 3650) {
    output.say('vault backup: geef MAP, BESTAND en zo nodig --keep DAGEN (1 tot en met 3650)');
    return refused;
  }
  const path = resolve(read.two);
  return inVault(read.one, output, async (vault) => {
    const place = { folder: dirname(path), file: basename(path) };
    const made = await makeBackup(vault, { place, keepDays });
    if (!made.ok) return failed(made.error, path, output);
    const { entries, attachments, expires } = made.value;
    output.answer(`gemaakt en teruggelezen: ${path}`);
    output.say(`${entries} stukken en ${attachments} bijlagen; mag weg na ${expires.slice(0, 10)}.`);
    output.say(`Bewaar ${basename(path)} en ${basename(path)}${keySuffix} bij elkaar.`);
    return done;
  });
};

export const restore = async (given: readonly string[], output: Output): Promise<number> => {
  const read = readTwo(given, { replace: { type: 'boolean' } });
  if (read === undefined) {
    output.say('vault restore: geef BESTAND, MAP en zo nodig --replace (zet de kluis die er staat opzij)');
    return refused;
  }
  const dataFile = resolve(read.one);
  const folder = resolve(read.two);
  const { ports, fold, foldVersion } = openingOf(folder);
  const secret = await passphrase();
  try {
    const restored = await restoreBackup({
      ...{ dataFile, folder, ports, fold, foldVersion },
      ...{ way: withPassphrase(secret), replace: read.values.replace === true },
    });
    if (!restored.ok) return refuse(restored.error, dataFile, folder, output);
    const { about, documents, erased, aside } = restored.value;
    output.answer(`teruggezet: ${folder}`);
    output.say(`${documents} stukken, zoals ze waren op ${about.at}, en allemaal nagekeken.`);
    if (erased > 0) output.say(`${erased} gewiste dossiers zijn niet teruggezet.`);
    if (aside !== undefined) output.say(`De kluis die er stond, staat nu in ${aside}`);
    return done;
  } finally {
    secret.fill(0);
  }
};

const refuse = (error: RestoreFailure, dataFile: string, folder: string, output: Output): number => {
  if (error.kind !== 'would-replace') return failed(error, error.kind === 'in-use' ? folder : dataFile, output);
  const { same, newer } = error;
  output.say(
    !same
      ? `${folder}: hier staat een andere kluis dan in de reservekopie.`
      : newer === undefined
        ? `${folder}: hier staat deze kluis al. Hoeveel er nieuwer is dan de reservekopie, is niet te tellen.`
        : `${folder}: hier staat deze kluis al, met ${newer.entries} stukken in ${newer.dossiers} dossiers die niet in de reservekopie staan.`,
  );
  output.say('Er is niets veranderd. Met --replace wordt de kluis die er staat opzij gezet.');
  return refused;
};
