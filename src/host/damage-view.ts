import type { Damage } from '#vault/damage.ts';
import type { OpenVault } from '#vault/vault.ts';
import { type DamageKind, type DamageView, damageKinds } from './damage-kinds.ts';
import { DossierRowData, documentOf } from './open-vault.ts';

/** What is wrong with the record, as the screen names it: a kind with a sentence and what to do, where, and in whose dossier. */

/** A kind the vault adds and that is not named above does not compile here. */
export const kindOf = (damage: Damage): DamageKind =>
  damage.kind === 'file' ? (`file-${damage.file}` as const) : damage.kind;

/** The name by which a list shows a dossier; nothing when it is not there or its name cannot be read. */
export const labelsOf = (vault: OpenVault): ((dossier: string) => string | null) => {
  const rows = new Map<string, unknown>(vault.rows().map(({ dossier, row }) => [dossier, row]));
  return (dossier) => {
    const row = DossierRowData.safeParse(rows.get(dossier));
    return row.success && row.data.label !== '' ? row.data.label : null;
  };
};

export const damageViews = (vault: OpenVault, damage: readonly Damage[]): DamageView[] => {
  if (damage.length === 0) return [];
  const label = labelsOf(vault);
  return damage.map((one) => {
    const dossier = vault.dossierOf(one) ?? null;
    return { kind: kindOf(one), document: documentOf(one), dossier, label: dossier === null ? null : label(dossier) };
  });
};

/** What an audit line of long ago says was found; a kind that is not known here is named as what cannot be understood. */
export const kindOfNoted = (noted: { readonly kind: string; readonly [more: string]: unknown }): DamageKind => {
  const name = noted.kind === 'file' ? `file-${String(noted.file)}` : noted.kind;
  return damageKinds.find((kind) => kind === name) ?? 'not-understood';
};
