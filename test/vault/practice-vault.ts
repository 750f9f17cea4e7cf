import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '#core/result.ts';
import type { DossierId } from '#vault/entry.ts';
import type { JsonValue } from '#vault/json.ts';
import type { Primitives } from '#vault/primitives.ts';
import { createVault, type OpenVault, openVault } from '#vault/vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

export const value = <T>(result: Result<T, { readonly kind: string }>): T => {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
};
export const errorOf = <E extends { readonly kind: string }>(result: Result<unknown, E>): E => {
  if (result.ok) throw new Error('Expected a failure, got a value');
  return result.error;
};

/** A folder that is gone after the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'baken-vault-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const reopen = (folder: string, primitives?: Primitives) =>
  openVault({
    folder,
    passphrase: passphrase(),
    ports: tickingClock(),
    fold: countingFold,
    ...(primitives ? { primitives } : {}),
  });

export const newVault = async (primitives?: Primitives): Promise<{ folder: string; vault: OpenVault }> => {
  const folder = join(await temporaryFolder(), 'kluis');
  const made = await createVault({
    folder,
    name: 'Oefenkluis',
    passphrase: passphrase(),
    ports: tickingClock(),
    fold: countingFold,
    effort: 'floor',
    ...(primitives ? { primitives } : {}),
  });
  const vault = value(made);
  onTestFinished(() => vault.close());
  return { folder, vault };
};

export const add = async (vault: OpenVault, dossier: DossierId, content: JsonValue, intent = JSON.stringify(content)) =>
  value(await vault.append(dossier, content, { intent, audit: { action: 'entry.added' } }));

export const newDossier = async (vault: OpenVault): Promise<DossierId> =>
  value(await vault.newDossier({ action: 'dossier.created' }));

/** A vault with dossiers of so many entries each, closed again. What was acknowledged comes back with it. */
export const filledVault = async (sizes: readonly number[]) => {
  const { folder, vault } = await newVault();
  const acknowledged = new Map<DossierId, JsonValue[]>();
  for (const [which, size] of sizes.entries()) {
    const dossier = await newDossier(vault);
    const contents = Array.from({ length: size }, (_, n) => ({
      which,
      n,
      text: `antwoord ${n} `.repeat(1 + (n % 40)),
    }));
    for (const content of contents) await add(vault, dossier, content);
    acknowledged.set(dossier, contents);
  }
  await vault.close();
  return { folder, acknowledged };
};
