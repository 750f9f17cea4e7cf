import type { Damage } from './damage.ts';
import type { StorageFailure } from './storage-failure.ts';

/** The vault was closed; open it again. */
export type Closed = { readonly kind: 'closed' };
export type UnknownDossier = { readonly kind: 'unknown-dossier' };
/** Writing on would hide what was found wrong. */
export type Damaged = { readonly kind: 'damaged'; readonly damage: readonly Damage[] };

export type WriteFailure = StorageFailure | Closed | UnknownDossier | Damaged;
export type ReadFailure = WriteFailure;
