import { join } from 'node:path';
import { dutch } from '#core/calendar.ts';
import { fail, ok } from '#core/result.ts';
import type { AuditBody, AuditLine, AuditRecord } from '#vault/audit.ts';
import { readAuditPage, readWholeAudit } from '#vault/audit-reading.ts';
import type { Damage } from '#vault/damage.ts';
import type { ReadFailure } from '#vault/failures.ts';
import type { Stopped } from '#vault/session.ts';
import type { OpenVault } from '#vault/vault.ts';
import { auditWriter } from './audit-file.ts';
import { type AuditFilter, type AuditGroup, type AuditLineView, auditPageSize } from './audit-operations.ts';
import type { Handlers } from './contract.ts';
import { damageViews, kindOfNoted, labelsOf } from './damage-view.ts';
import type { Desk } from './desk.ts';
import { dossierId, storeFailure } from './open-vault.ts';
import { placeFor, writeNewInParts } from './outside-place.ts';

/** The audit, for whoever works here and for whoever oversees it. */

/** By what it is about, and else by what was done: events are called `about.done`. */
const byAbout: Readonly<Record<string, AuditGroup>> = {
  vault: 'opened',
  keys: 'keys',
  backup: 'kept',
  restore: 'kept',
  erase: 'erased',
  retention: 'erased',
  check: 'checked',
  clock: 'checked',
};
const byDone: Readonly<Record<string, AuditGroup>> = {
  read: 'read',
  list: 'read',
  preview: 'read',
  search: 'read',
  export: 'taken-out',
  exported: 'taken-out',
  print: 'taken-out',
  printed: 'taken-out',
};
export const groupOf = (action: string): AuditGroup => {
  const [about = '', done = ''] = action.split('.', 2);
  return byAbout[about] ?? byDone[done] ?? 'changed';
};

/** Characters of an export that are written at once. */
const atOnce = 64 * 1024;

const dayOf = (at: string): string => dutch(Date.parse(at)).slice(0, 10);

/** A line that does not say whether it was done was written when only what was done was noted. */
const wantedBy =
  (filter: AuditFilter) =>
  (line: AuditBody): boolean =>
    (filter.group === null || groupOf(line.action) === filter.group) &&
    (filter.dossier === null || line.dossier === filter.dossier || line.dossiers?.includes(filter.dossier) === true) &&
    (filter.person === null || line.person === filter.person) &&
    (filter.result === null || (line.result ?? 'done') === filter.result) &&
    (filter.from === null || dayOf(line.at) >= filter.from) &&
    (filter.until === null || dayOf(line.at) <= filter.until);

type Naming = { readonly label: (dossier: string) => string | null; readonly office: string | undefined };
const lineView = (vault: OpenVault, { label, office }: Naming, line: AuditRecord): AuditLineView => ({
  id: line.id,
  at: dutch(Date.parse(line.at)),
  action: line.action,
  group: groupOf(line.action),
  result: line.result ?? null,
  person: line.person ?? null,
  own: line.person === undefined || line.person === vault.personId,
  role: line.role ?? null,
  device: line.device,
  ownDevice: line.device === vault.deviceId,
  dossier: line.dossier === office ? null : (line.dossier ?? null),
  label: line.dossier === undefined ? null : label(line.dossier),
  dossiers: line.dossiers?.length ?? 0,
  object: line.object?.kind ?? null,
  purpose: line.purpose ?? null,
  authority: line.authority ?? null,
  source: line.source ?? null,
  entries: line.entries?.length ?? 0,
  damage: line.damage?.map(kindOfNoted) ?? [],
});

const failureOf = (error: ReadFailure | Stopped) => {
  const { kind, ...more } = error.kind === 'stopped' ? { kind: 'not-saved' as const } : storeFailure(error);
  return fail({ kind: kind === 'unknown-dossier' ? ('not-saved' as const) : kind, ...more });
};

/** What is said of the question itself: how it was narrowed, in kinds and ids. */
const asked = (action: string, filter: AuditFilter): AuditLine => {
  const details = Object.fromEntries(
    Object.entries(filter).filter((pair): pair is [string, string] => pair[0] !== 'dossier' && pair[1] !== null),
  );
  return { action, purpose: 'review', object: { kind: 'audit' }, details };
};

const aboutDossier = ({ dossier }: AuditFilter) => {
  const id = dossier === null ? undefined : dossierId(dossier);
  return id?.ok ? id.value : undefined;
};

export const audit = (desk: Desk, vaultFolder: string): Pick<Handlers, 'audit.page' | 'audit.export'> => ({
  'audit.page': async ({ from, filter }) => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' });
    if (from === null) {
      const noted = await vault.note(asked('audit.read', filter), aboutDossier(filter));
      if (!noted.ok) return failureOf(noted.error);
    }
    const page = await readAuditPage(vault, { from: from ?? undefined, most: auditPageSize, wanted: wantedBy(filter) });
    if (!page.ok) return failureOf(page.error);
    const { lines, damage, next } = page.value;
    for (const found of damage) vault.metDamage(found);
    // what belongs to the team is kept as a dossier is, and is none to who reads this
    const office = vault.rows().find(({ row }) => row.kind === 'office')?.dossier;
    const naming = { label: labelsOf(vault), office };
    return ok({
      lines: lines.map((line) => lineView(vault, naming, line)),
      damage: damageViews(vault, damage),
      next: next === undefined ? null : { before: next.before, expected: [...next.expected] },
    });
  },

  'audit.export': async ({ format, filter, folder }) => {
    const vault = desk.vault();
    if (vault === undefined) return fail({ kind: 'locked' });
    const place = await placeFor(folder, vaultFolder);
    if (!place.ok) return place;
    const moment = dutch(Date.parse(desk.now())).slice(0, 19).replaceAll(':', '').replace('T', '-');
    const path = join(place.value, `baken-logboek-${moment}.${format}`);
    const writer = auditWriter(format);
    const wanted = wantedBy(filter);
    let damage: readonly Damage[] = [];
    const written = await writeNewInParts<ReturnType<typeof failureOf>['error']>(path, async (write) => {
      let text = writer.begin;
      const read = await readWholeAudit(vault, async (line) => {
        if (wanted(line)) text += writer.line(line);
        if (text.length > atOnce) {
          await write(Buffer.from(text, 'utf8'));
          text = '';
        }
        return true;
      });
      if (!read.ok) return failureOf(read.error);
      damage = read.value;
      for (const found of damage) vault.metDamage(found);
      await write(Buffer.from(text + writer.end(), 'utf8'));
      const { lines, chain } = writer.state();
      const line = asked('audit.export', filter);
      // what is not in the audit must not lie about outside the vault
      const noted = await vault.note(
        { ...line, details: { ...line.details, format, lines, chain } },
        aboutDossier(filter),
      );
      return noted.ok ? noted : failureOf(noted.error);
    });
    return written.ok ? ok({ path, ...writer.state(), damage: damageViews(vault, damage) }) : written;
  },
});
