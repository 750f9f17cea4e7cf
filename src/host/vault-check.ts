import { dutch } from '#core/calendar.ts';
import { fail, ok } from '#core/result.ts';
import { readAuditPage } from '#vault/audit-reading.ts';
import type { OpenVault } from '#vault/vault.ts';
import type { CheckView } from './check-operations.ts';
import type { Handlers } from './contract.ts';
import { damageViews, kindOfNoted } from './damage-view.ts';
import type { Desk } from './desk.ts';

/** The check of the whole vault, on demand and beside all other work. */

/** Earlier walks that are shown. */
const shown = 5;

const walkOf = (vault: OpenVault): CheckView['walk'] => {
  const state = vault.verification();
  switch (state.kind) {
    case 'done':
      return { kind: 'done', at: dutch(Date.parse(state.report.at)), records: state.report.documents };
    case 'running':
      return { kind: 'running', done: state.done, of: state.of };
    case 'not-started':
    case 'stopped':
      return { kind: state.kind };
  }
};

/** What the audit remembers of walks to the end, as far back as one page of looking goes. */
const earlierOf = async (vault: OpenVault): Promise<CheckView['earlier']> => {
  const page = await readAuditPage(vault, { most: shown, wanted: ({ action }) => action === 'check.done' });
  if (!page.ok) return [];
  return page.value.lines.map(({ at, details, damage }) => ({
    at: dutch(Date.parse(at)),
    records: typeof details?.documents === 'number' ? details.documents : null,
    damage: damage?.map(kindOfNoted) ?? [],
  }));
};

/** So many damages are named in the audit; more of them say the same. */
const noted = 100;

/** Every walk that reached the end stands in the audit, with what it found: the next unlock must not forget it. */
export const noteWalks = (vault: OpenVault): void =>
  vault.onVerified(({ documents, damage }) => {
    const details = { documents, damage: damage.length };
    // A vault that is too damaged or too full to be written to is also too damaged or full for this line, and says so itself.
    void vault.noteDamage({ action: 'check.done', object: { kind: 'vault' }, source: 'background', details }, [
      ...damage.slice(0, noted),
    ]);
  });

export const vaultCheck = (desk: Desk): Pick<Handlers, 'check.read' | 'check.start' | 'check.stop'> => {
  const view = async (earlier: CheckView['earlier']) => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' as const });
    return ok({ walk: walkOf(vault), damage: damageViews(vault, vault.damage()), earlier });
  };
  return {
    'check.read': async () => {
      const vault = desk.vault();
      return vault === undefined ? fail({ kind: 'locked' }) : view(await earlierOf(vault));
    },
    'check.start': async () => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      void vault.verify(); // how it goes and ends is asked with `check.read`
      return view(await earlierOf(vault));
    },
    'check.stop': async () => {
      const vault = desk.vault();
      if (vault === undefined) return fail({ kind: 'locked' });
      vault.stopVerifying();
      return view(await earlierOf(vault));
    },
  };
};
