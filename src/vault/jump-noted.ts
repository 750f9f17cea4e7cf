import { AuditBody } from './audit.ts';
import { openLink } from './chain.ts';
import type { ClockJump } from './clock.ts';
import type { Ledger } from './ledger.ts';
import type { Primitives } from './primitives.ts';
import { pseudonymOf } from './seal.ts';
import { isStoreBroken } from './store.ts';

/** Documents looked at: what was noted longer ago than that is noted again. A choice. */
const mostLooked = 2_000;

/**
 * Whether this jump stands in the audit since an earlier opening. While a clock stands back every line has the instant from
 * which it was set back, so the lines to look at are the newest ones, up to the first with another instant. A line that
 * does not open ends the looking: noting twice is better than not at all.
 */
export const isNoted = async (p: Primitives, ledger: Ledger, jump: ClockJump): Promise<boolean> => {
  const { audit } = ledger.table;
  let looked = 0;
  try {
    for await (const stored of ledger.store.before(Number.MAX_SAFE_INTEGER)) {
      looked += 1;
      if (looked > mostLooked) return false;
      if (pseudonymOf(stored.id) !== audit.pseudonym) continue;
      const link = openLink(p, audit, ledger.verifiers, stored);
      const line = link.ok ? AuditBody.safeParse(link.value.body) : undefined;
      if (!line?.success || line.data.at !== jump.recorded) return false;
      const { action, details } = line.data;
      if (action === `clock.${jump.kind}` && details?.recorded === jump.recorded) return true;
    }
  } catch (error) {
    if (!isStoreBroken(error)) throw error; // the write that this goes with says it
  }
  return false;
};
