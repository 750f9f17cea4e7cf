import { DossierId, type Row } from './entry.ts';
import type { Rows } from './snapshot.ts';

export type ListedRow = { readonly dossier: DossierId; readonly row: Row; readonly damaged: boolean };

/** The lines of the list: what was folded of each dossier, and which of them are damaged. */
export class RowList {
  readonly #rows = new Map<string, Row>();
  readonly #damaged = new Set<string>();
  /** As they were last asked for: whoever searches asks at every letter, and few of them change in between. */
  #listed: readonly ListedRow[] | undefined;

  get rows(): Rows {
    return this.#rows;
  }

  get(dossier: string): Row | undefined {
    return this.#rows.get(dossier);
  }

  set(dossier: string, row: Row): void {
    this.#rows.set(dossier, row);
    this.#listed = undefined;
  }

  /** A dossier of which nothing can be read is listed too. */
  markDamaged(dossier: string): void {
    if (this.#damaged.has(dossier) && this.#rows.has(dossier)) return;
    this.#damaged.add(dossier);
    if (!this.#rows.has(dossier)) this.#rows.set(dossier, {});
    this.#listed = undefined;
  }

  /** Leaves out the dossiers that are not there any more. */
  keepOnly(isThere: (dossier: string) => boolean): void {
    for (const dossier of this.#rows.keys()) if (!isThere(dossier)) this.#rows.delete(dossier);
    for (const dossier of this.#damaged) if (!isThere(dossier)) this.#damaged.delete(dossier);
    this.#listed = undefined;
  }

  all(): readonly ListedRow[] {
    this.#listed ??= [...this.#rows].map(([dossier, row]) => ({
      dossier: DossierId.parse(dossier),
      row,
      damaged: this.#damaged.has(dossier),
    }));
    return this.#listed;
  }
}
