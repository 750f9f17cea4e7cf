import { fail, ok, type Result } from '#core/result.ts';
import { AuditBody, type AuditRecord } from './audit.ts';
import { type Link, openLink, type Tail } from './chain.ts';
import type { Damage } from './damage.ts';
import type { ReadFailure } from './failures.ts';
import { openTails, tailDocument } from './head.ts';
import type { Ledger } from './ledger.ts';
import type { Primitives } from './primitives.ts';
import { pseudonymOf } from './seal.ts';
import type { Stopped, VaultSession } from './session.ts';
import { isStoreBroken, type Stored } from './store.ts';

/** Reading the audit a page at a time, the newest first, or all of it in the order of writing, without holding all of it. */

/** The line of a device that has to come next when going down. */
type Expected = { readonly sequence: number; readonly hash: string };
/** Where a page ended, for whoever asks the next one. */
export type AuditCursor = {
  readonly before: number;
  readonly expected: readonly (Expected & { readonly device: string })[];
};
export type AuditPage = {
  readonly lines: readonly AuditRecord[];
  /** What is wrong in the part of the audit that this page went through. */
  readonly damage: readonly Damage[];
  /** Nothing when the first line of the audit was reached. */
  readonly next: AuditCursor | undefined;
};

type Asking = {
  readonly from?: AuditCursor | undefined;
  /** Lines on a page. */
  readonly most: number;
  /** Documents looked at for one page: with a filter a page may hold fewer lines than asked, and then there is a next one. */
  readonly look?: number;
  readonly wanted?: (line: AuditBody) => boolean;
};

/** As many as are opened in about a quarter of a second, so that the screen stays at hand. */
const usualLook = 2_000;

type Opened = { readonly link: Link; readonly line: AuditRecord };
const openLine = (p: Primitives, ledger: Ledger, stored: Stored): Result<Opened, Damage> => {
  const link = openLink(p, ledger.table.audit, ledger.verifiers, stored);
  if (!link.ok) return link;
  const { id, device, sequence, body } = link.value;
  const line = AuditBody.safeParse(body);
  return line.success
    ? ok({ link: link.value, line: { ...line.data, id, device, sequence } })
    : fail({ kind: 'unreadable', document: id });
};

const missing = (log: string, device: string, from: number, to: number): Damage => ({
  kind: 'missing',
  log,
  device,
  from,
  to,
});

/** Holds the lines of each device against the ones after them, going down. */
const downward = (log: string, tails: readonly Tail[], earlier: AuditCursor | undefined) => {
  // What was written after the tails were read stands above them: until its first line is seen a device may begin higher.
  const begins = new Set(earlier === undefined ? tails.map(({ device }) => device) : []);
  const expected = new Map<string, Expected>(
    earlier === undefined
      ? tails.map(({ device, length, hash }) => [device, { sequence: length, hash }])
      : earlier.expected.map(({ device, sequence, hash }) => [device, { sequence, hash }]),
  );
  const damage: Damage[] = [];
  return {
    damage,
    /** @returns whether it has a place of its own in the chain; one that claims a place already taken has not */
    see: ({ id, device, sequence, hash, previous }: Link): boolean => {
      const due = expected.get(device);
      const newer = due === undefined || (begins.delete(device) && sequence > due.sequence);
      if (!newer && sequence > due.sequence) {
        damage.push({ kind: 'fork', document: id });
        return false;
      }
      if (!newer && sequence < due.sequence) damage.push(missing(log, device, sequence + 1, due.sequence));
      else if (!newer && due.hash !== hash) damage.push({ kind: 'broken-chain', document: id });
      expected.set(device, { sequence: sequence - 1, hash: previous });
      return true;
    },
    atTheEnd: (): void => {
      for (const [device, { sequence }] of expected) if (sequence > 0) damage.push(missing(log, device, 1, sequence));
    },
    expected: () => [...expected].map(([device, due]) => ({ device, ...due })),
  };
};

/** One page. What does not open is named in its place in the chain and never left out without a word. */
export const readAuditPage = async (
  vault: VaultSession,
  { from, most, look = usualLook, wanted = () => true }: Asking,
): Promise<Result<AuditPage, ReadFailure | Stopped>> =>
  vault.alongside(async ({ p, ledger }, proceed) => {
    const { store, table, keys } = ledger;
    const { audit } = table;
    const document = (await store.local(tailDocument(audit.pseudonym)))?.document;
    const tails = openTails(p, table.vault, keys.head, audit.pseudonym, document)?.tails;
    const chain = downward(audit.key.log, tails ?? [], from);
    if (tails === undefined) chain.damage.push({ kind: 'tail', log: audit.key.log });
    const lines: AuditRecord[] = [];
    let looked = 0;
    try {
      for await (const stored of store.before(from?.before ?? Number.MAX_SAFE_INTEGER)) {
        looked += 1;
        if (pseudonymOf(stored.id) === audit.pseudonym) {
          const opened = openLine(p, ledger, stored);
          if (!opened.ok) chain.damage.push(opened.error);
          else if (chain.see(opened.value.link) && wanted(opened.value.line)) lines.push(opened.value.line);
        }
        if (!(await proceed(looked))) return undefined;
        if (lines.length === most || looked === look) {
          const next = { before: stored.sequence, expected: chain.expected() };
          return { lines, damage: chain.damage, next };
        }
      }
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      chain.damage.push({ kind: 'file', file: 'store' });
    }
    chain.atTheEnd();
    return { lines, damage: chain.damage, next: undefined };
  });

/**
 * Every line in the order of writing, handed on one by one. Afterwards, what was found wrong.
 *
 * @param give - waited for; false stops
 */
export const readWholeAudit = (
  vault: VaultSession,
  give: (line: AuditRecord) => Promise<boolean>,
): Promise<Result<readonly Damage[], ReadFailure | Stopped>> =>
  vault.alongside(async ({ p, ledger }, proceed) => {
    const { store, table, keys } = ledger;
    const { audit } = table;
    const document = (await store.local(tailDocument(audit.pseudonym)))?.document;
    const tails = openTails(p, table.vault, keys.head, audit.pseudonym, document)?.tails;
    const damage: Damage[] = tails === undefined ? [{ kind: 'tail', log: audit.key.log }] : [];
    const last = new Map<string, { readonly sequence: number; readonly hash: string }>();
    let looked = 0;
    try {
      for await (const stored of store.since(0)) {
        looked += 1;
        if (!(await proceed(looked))) return undefined;
        if (pseudonymOf(stored.id) !== audit.pseudonym) continue;
        const opened = openLine(p, ledger, stored);
        if (!opened.ok) {
          damage.push(opened.error);
          continue;
        }
        const { id, device, sequence, hash, previous } = opened.value.link;
        const before = last.get(device) ?? { sequence: 0, hash: '' };
        if (sequence > before.sequence + 1)
          damage.push(missing(audit.key.log, device, before.sequence + 1, sequence - 1));
        else if (sequence <= before.sequence) damage.push({ kind: 'fork', document: id });
        else if (previous !== before.hash) damage.push({ kind: 'broken-chain', document: id });
        last.set(device, { sequence, hash });
        if (!(await give(opened.value.line))) return undefined;
      }
    } catch (error) {
      if (!isStoreBroken(error)) throw error;
      damage.push({ kind: 'file', file: 'store' });
    }
    for (const { device, length } of tails ?? []) {
      const reached = last.get(device)?.sequence ?? 0;
      if (length > reached) damage.push(missing(audit.key.log, device, reached + 1, length));
    }
    return damage;
  });
