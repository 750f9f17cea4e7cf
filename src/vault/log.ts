import type { SealingKey } from './seal.ts';

/** A run of signed, chained records: a dossier's entries, or this vault's audit lines. */
export type Log = {
  readonly kind: 'dossier' | 'audit';
  readonly pseudonym: string;
  /** A share taken back starts a new one. */
  readonly epoch: number;
  readonly key: SealingKey;
};
