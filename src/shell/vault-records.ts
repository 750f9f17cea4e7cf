import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asJson } from '#host/open-vault.ts';
import { passphraseWords } from '#host/passphrase-words.ts';
import { readAuditPage } from '#vault/audit-reading.ts';
import type { Damage } from '#vault/damage.ts';
import type { OpenVault } from '#vault/vault.ts';
import { createVault } from '#vault/vault.ts';
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

/** Making a vault, looking whether all of it is there, filling one to try it out, and reading who did what. */

/** One folder and these choices; nothing when it is anything else. A passphrase among the arguments is never one of them. */
const readGiven = <const O extends Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>>(
  given: readonly string[],
  options: O,
) => {
  try {
    const { positionals, values } = parseArgs({ args: [...given], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    return folder === undefined || more.length > 0 ? undefined : { folder, values };
  } catch {
    return undefined; // a choice that is not there, or one without its value
  }
};

export const create = async (given: readonly string[], { answer, say, assets }: Output): Promise<number> => {
  const read = readGiven(given, {});
  if (read === undefined) {
    say('vault create: geef MAP; het wachtwoord komt van de standaardinvoer of uit BAKEN_PASSPHRASE');
    return refused;
  }
  const folder = resolve(read.folder);
  const secret = await passphrase();
  const name = basename(folder);
  if (!passphraseWords(assets).judge(secret, name).enough) {
    secret.fill(0);
    say('vault create: dit wachtwoord is te makkelijk te raden; neem zes woorden die niets met elkaar te maken hebben');
    return refused;
  }
  const made = await createVault({ ...openingOf(folder), name, passphrase: secret });
  if (!made.ok) {
    say(`${read.folder}: ${words(made.error.kind)}`);
    return refused;
  }
  await made.value.close();
  answer(`gemaakt: ${folder}`);
  return done;
};

/** Names what is wrong, in the order in which it was found. */
const ending = (found: readonly Damage[], output: Output): number => {
  nameDamage(found, output);
  return found.length > 0 ? damaged : done;
};

export const verify = async (given: readonly string[], output: Output): Promise<number> => {
  const read = readGiven(given, { ids: { type: 'boolean' } });
  if (read === undefined) {
    output.say('vault verify: geef MAP, en --ids voor het kenmerk van elk stuk dat te lezen is');
    return refused;
  }
  return inVault(read.folder, output, async (vault) => {
    const walked = await vault.verify();
    if (!walked.ok) {
      output.say(`${read.folder}: ${words(walked.error.kind)}`);
      return refused;
    }
    const found: Damage[] = [...vault.damage(), ...walked.value.damage];
    if (read.values.ids === true)
      for (const { dossier } of vault.rows()) {
        const entries = await vault.read(dossier);
        if (!entries.ok) {
          output.say(`${dossier}: ${words(entries.error.kind)}`);
          return refused;
        }
        for (const { id } of entries.value.entries) output.answer(id);
        found.push(...entries.value.damage);
      }
    output.say(`${walked.value.documents} stukken nagekeken`);
    return ending(found, output);
  });
};

/** The most that one call writes; it keeps nothing in memory, but a slip of the finger should not fill a disk. */
const most = 1_000_000;

export const soak = async (given: readonly string[], output: Output): Promise<number> => {
  const read = readGiven(given, { entries: { type: 'string' }, marker: { type: 'string' } });
  const count = Number(read?.values.entries);
  if (read === undefined || !Number.isInteger(count) || count < 1 || count > most) {
    output.say(`vault soak: geef MAP, --entries AANTAL (1 tot en met ${most}) en zo nodig --marker TEKST`);
    return refused;
  }
  const marker = typeof read.values.marker === 'string' ? read.values.marker : '';
  return inVault(read.folder, output, (vault) => fill(vault, count, marker, output));
};

const fill = async (vault: OpenVault, count: number, marker: string, { answer, say }: Output): Promise<number> => {
  const dossier = await vault.newDossier({ action: 'dossier.open', source: 'command-line' });
  if (!dossier.ok) {
    say(`vault soak: ${words(dossier.error.kind)}`);
    return dossier.error.kind === 'damaged' ? damaged : refused;
  }
  for (let n = 0; n < count; n += 1) {
    const content =
      n === 0
        ? asJson({ kind: 'dossier-opened', label: `Proef ${marker}`.trim().slice(0, 80) })
        : asJson({ kind: 'signal', text: `Proefstuk ${n} ${marker}`.trim(), about: 'feit', saidBy: null });
    const written = await vault.append(dossier.value, content, {
      intent: `soak-${n}`,
      audit: { action: 'entry.added' },
    });
    if (!written.ok) {
      say(`vault soak: ${words(written.error.kind)}; ${n} van de ${count} stukken zijn bewaard`);
      return written.error.kind === 'damaged' ? damaged : refused;
    }
    answer(written.value.id);
  }
  return done;
};

/** Lines asked for at a time. */
const page = 500;

export const audit = async (given: readonly string[], output: Output): Promise<number> => {
  const read = readGiven(given, {});
  if (read === undefined) {
    output.say('vault audit: geef MAP');
    return refused;
  }
  return inVault(read.folder, output, async (vault) => {
    const noted = await vault.note({ action: 'audit.read', purpose: 'review', object: { kind: 'audit' } });
    if (!noted.ok) {
      output.say(`${read.folder}: ${words(noted.error.kind)}`);
      return noted.error.kind === 'damaged' ? damaged : refused;
    }
    const found: Damage[] = [...vault.damage()];
    let from: Parameters<typeof readAuditPage>[1]['from'];
    do {
      const asked = await readAuditPage(vault, { from, most: page });
      if (!asked.ok) {
        output.say(`${read.folder}: ${words(asked.error.kind)}`);
        return refused;
      }
      for (const { at, action, result, person, role, device, dossier, object, source } of asked.value.lines)
        output.answer(JSON.stringify({ at, action, result, person, role, device, dossier, object, source }));
      found.push(...asked.value.damage);
      from = asked.value.next;
    } while (from !== undefined);
    return ending(found, output);
  });
};
