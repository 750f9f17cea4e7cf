import { fail, ok } from '#core/result.ts';
import { keepDrafts, readDrafts } from '#vault/drafts.ts';
import type { DossierId } from '#vault/entry.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { dossierId, vaultFailure } from './open-vault.ts';

/** What was typed and not saved yet goes in and out unread. */
export const drafts = (desk: Desk): Pick<Handlers, 'drafts.read' | 'drafts.keep'> => ({
  'drafts.read': async () => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' });
    const read = await readDrafts(vault);
    return read.ok ? ok(read.value.map((draft) => ({ ...draft }))) : fail(vaultFailure(read.error));
  },

  'drafts.keep': async ({ changes }) => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' });
    const known = changes.flatMap(({ dossier, ...change }) => {
      if (dossier === null) return [{ ...change, dossier: null as DossierId | null }];
      const id = dossierId(dossier);
      return id.ok ? [{ ...change, dossier: id.value }] : [];
    });
    const kept = await keepDrafts(vault, known);
    return kept.ok ? ok(null) : fail(vaultFailure(kept.error));
  },
});
