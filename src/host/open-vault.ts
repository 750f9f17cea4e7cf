import { z } from 'zod';
import { Band, type DeadlineCode, DeadlineCode as DeadlineCodes, deadlines } from '#core/band.ts';
import { Content as DossierContent, type Reached } from '#core/dossier.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { RetentionContent } from '#core/retention.ts';
import { KeptService, LocalService } from '#core/social-map.ts';
import type { Damage } from '#vault/damage.ts';
import { DossierId, type StoredEntry } from '#vault/entry.ts';
import type { JsonObject, JsonValue } from '#vault/json.ts';
import type { WriteFailure } from '#vault/session.ts';
import { BackupChoice } from './backup-operations.ts';
import { LockMinutes } from './keys-operations.ts';
import { Provider, Sender } from './views.ts';
import { foldWork, noWork, WorkRow } from './work-row.ts';

/** What the host keeps in the vault: which entries there are, and the row that a list shows of them. */

export const OfficeContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('office-sender'), sender: Sender }),
  /** As services of the own region were added before they could be changed. */
  z.strictObject({ kind: z.literal('office-provider'), provider: Provider }),
  /** A service of the own region: a new one, or how one is from now on. */
  z.strictObject({
    kind: z.literal('office-service'),
    of: z.string().nullable().describe('The entry that the service began with; null: it begins here'),
    service: LocalService,
    checkedOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('office-service-checked'), of: z.string(), on: z.iso.date() }),
  z.strictObject({ kind: z.literal('office-service-withdrawn'), of: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('office-lock'), minutes: LockMinutes }),
  z.strictObject({ kind: z.literal('office-backup'), choice: BackupChoice }),
]);
export type OfficeContent = z.infer<typeof OfficeContent>;

const AssessmentRow = z.object({
  id: z.string(),
  instrument: z.string(),
  concluded: z.boolean(),
  band: Band,
  final: z.boolean(),
  deadline: DeadlineCodes.nullable(),
  /** Since when each deadline, or an earlier one, has been in force without a break. */
  since: z.partialRecord(DeadlineCodes, z.string()),
  /** The person it is about, when that was told. */
  about: z.string().nullable(),
  startedAt: z.string(),
  /** When what it is about happened; null: not known. */
  event: z.string().nullable(),
  /** What may be possible within its window. */
  measures: z.array(z.string()),
});
type AssessmentRow = z.infer<typeof AssessmentRow>;

/** What `foldRow` makes of a dossier. */
export const DossierRowShape = z.object({
  kind: z.literal('dossier'),
  label: z.string(),
  openedAt: z.string(),
  lastAt: z.string(),
  signal: z.string(),
  /** The note that the signal above is from. */
  signalNote: z.string().default(''),
  /** Who stands in it under which names, to notice the same person in two dossiers. */
  people: z
    .array(
      z.object({ id: z.string(), names: z.array(z.string()), birthYear: z.number().nullable(), child: z.boolean() }),
    )
    .default([]),
  assessments: z.array(AssessmentRow),
  referrals: z.number(),
  retention: z.object({
    held: z.boolean(),
    term: z.string().nullable(),
    from: z.string().nullable(),
    /** The last entry that is about the people in it and not about keeping it. */
    changedAt: z.string(),
    /** Year of birth of the youngest child. */
    youngest: z.number().nullable(),
  }),
  work: WorkRow,
});
export type DossierRowData = z.infer<typeof DossierRowShape>;
/**
 * A row as `foldRow` of this version made it. The index is sealed, and an index of another fold is dropped (`rowVersion`): to
 * look into every field of every row again at each unlock took longer than opening the seal.
 */
export const DossierRowData = z.custom<DossierRowData>(
  (row) => typeof row === 'object' && row !== null && 'kind' in row && row.kind === 'dossier',
);

export const OfficeRowData = z.object({
  kind: z.literal('office'),
  sender: Sender.nullable(),
  /** Services of the own region, in the order in which they were added. */
  services: z.array(KeptService),
  /** Chosen minutes until the vault locks by itself; null: nobody chose. */
  lockMinutes: z.number().nullable(),
  /** Where backups go and how often; null: nobody chose, or the row is from before it could be chosen. */
  backup: BackupChoice.nullable().default(null),
});
export type OfficeRowData = z.infer<typeof OfficeRowData>;

export const emptyOffice: OfficeRowData = {
  kind: 'office',
  sender: null,
  services: [],
  lockMinutes: null,
  backup: null,
};

/** Changes whenever `foldRow` would make another row of the same entries. */
export const rowVersion = '7';

export const emptyRow: DossierRowData = {
  kind: 'dossier',
  label: '',
  openedAt: '',
  lastAt: '',
  signal: '',
  signalNote: '',
  people: [],
  assessments: [],
  referrals: 0,
  retention: { held: false, term: null, from: null, changedAt: '', youngest: null },
  work: noWork,
};

const reachedAt = (row: AssessmentRow, reached: Reached, at: string): AssessmentRow => {
  const since: Partial<Record<DeadlineCode, string>> = {};
  deadlines.forEach((code, index) => {
    if (reached.deadline !== null && deadlines.indexOf(reached.deadline) <= index) since[code] = row.since[code] ?? at;
  });
  const { band, final, deadline, event, measures } = reached;
  return { ...row, band, final, deadline, since, event: event ?? null, measures: measures ?? [] };
};

const withPeople = (row: DossierRowData, people: DossierRowData['people']): DossierRowData => {
  const years = people.flatMap(({ child, birthYear }) => (child && birthYear !== null ? [birthYear] : []));
  return { ...row, people, retention: { ...row.retention, youngest: years.length === 0 ? null : Math.max(...years) } };
};

const changed = (
  services: OfficeRowData['services'],
  id: string,
  to: (one: KeptService) => KeptService,
): OfficeRowData['services'] => services.map((one) => (one.id === id ? to(one) : one));

const ofProvider = ({ id, at }: StoredEntry, provider: Provider): KeptService => {
  const { name, phone, audience: forWhom, expertise, checkedOn } = provider;
  const value: LocalService = {
    ...{ name, phone, forWhom, expertise, hours: '', waiting: '', note: '' },
    ...{ audience: [], needs: [], municipalities: [], ageFrom: null, ageUntil: null },
  };
  const checks = checkedOn === null ? [] : [{ on: checkedOn, version: 0 }];
  return { id, versions: [{ at, value, reason: null }], checks, withdrawn: null };
};

const withService = (
  services: OfficeRowData['services'],
  { id, at }: StoredEntry,
  content: Extract<OfficeContent, { kind: 'office-service' }>,
): OfficeRowData['services'] => {
  const { of, service: value, checkedOn, reason } = content;
  const version = { at, value, reason };
  const checked = (version: number) => (checkedOn === null ? [] : [{ on: checkedOn, version }]);
  if (of === null) return [...services, { id, versions: [version], checks: checked(0), withdrawn: null }];
  return changed(services, of, (one) => ({
    ...one,
    versions: [...one.versions, version],
    checks: [...one.checks, ...checked(one.versions.length)],
  }));
};

/** A row with one more entry in it. Entries that this version does not know leave the row as it is. */
export const foldRow = (before: JsonObject | undefined, entry: StoredEntry): JsonObject => {
  const office = OfficeContent.safeParse(entry.content);
  if (office.success) {
    const had = OfficeRowData.safeParse(before);
    const row = had.success ? had.data : emptyOffice;
    switch (office.data.kind) {
      case 'office-sender':
        return { ...row, sender: office.data.sender };
      case 'office-provider':
        return { ...row, services: [...row.services, ofProvider(entry, office.data.provider)] };
      case 'office-service':
        return { ...row, services: withService(row.services, entry, office.data) };
      case 'office-service-checked': {
        const { of, on } = office.data;
        return {
          ...row,
          services: changed(row.services, of, (one) => ({
            ...one,
            checks: [...one.checks, { on, version: one.versions.length - 1 }],
          })),
        };
      }
      case 'office-service-withdrawn': {
        const { of, reason } = office.data;
        return {
          ...row,
          services: changed(row.services, of, (one) => ({ ...one, withdrawn: { at: entry.at, reason } })),
        };
      }
      case 'office-lock':
        return { ...row, lockMinutes: office.data.minutes };
      case 'office-backup':
        return { ...row, backup: office.data.choice };
    }
  }
  const had = DossierRowData.safeParse(before);
  const earlier = had.success ? had.data : emptyRow;
  const content = DossierContent.safeParse(entry.content);
  // keeping a dossier is no change of it: else a term would begin anew with every decision about it
  const about = RetentionContent.safeParse(entry.content).success;
  const changedAt = about ? earlier.retention.changedAt : entry.at;
  const touched: DossierRowData = { ...earlier, lastAt: entry.at, retention: { ...earlier.retention, changedAt } };
  if (!content.success) return touched;
  const row = { ...touched, work: foldWork(touched.work, entry.id, entry.at, content.data) };
  const change = (id: string, to: (one: AssessmentRow) => AssessmentRow): DossierRowData => ({
    ...row,
    assessments: row.assessments.map((one) => (one.id === id ? to(one) : one)),
  });
  switch (content.data.kind) {
    case 'dossier-opened':
      return { ...row, label: content.data.label, openedAt: entry.at };
    case 'signal': {
      const { text, corrects } = content.data;
      if (row.signalNote !== '' && corrects !== row.signalNote) return row;
      return { ...row, signal: text.slice(0, 160), signalNote: corrects ?? entry.id };
    }
    case 'person': {
      const { person, details } = content.data;
      const had = row.people.find(({ id }) => id === person.id);
      const names = [person.label, ...(details?.aliases ?? []), ...(had?.names ?? [])];
      const one = {
        id: person.id,
        names: [...new Set(names)],
        birthYear: person.birthYear,
        child: person.role === 'kind',
      };
      return withPeople(row, [...row.people.filter(({ id }) => id !== person.id), one]);
    }
    case 'withdrawn': {
      const gone = content.data.id;
      const left = withPeople(
        row,
        row.people.filter(({ id }) => id !== gone),
      );
      return gone === row.signalNote ? { ...left, signal: '', signalNote: '' } : left;
    }
    case 'family-noted':
    case 'meldcode-started':
    case 'meldcode-noted':
    case 'duty-recorded':
    case 'attachment-added':
    case 'attachment-withdrawn':
    case 'inzage-given':
    case 'safety-plan-started':
    case 'safety-plan-based':
    case 'safety-plan-stepped':
    case 'safety-plan-agreed':
    case 'safety-plan-given':
    case 'referral-stepped':
    case 'work-handled':
      return row;
    case 'retention-held':
      return { ...row, retention: { ...row.retention, held: true } };
    case 'retention-released':
      return { ...row, retention: { ...row.retention, held: false } };
    case 'retention-decided':
      return { ...row, retention: { ...row.retention, term: content.data.term, from: content.data.from } };
    case 'assessment-started': {
      const { assessment: id, instrument, reached, about } = content.data;
      const fresh: AssessmentRow = {
        ...{ id, instrument, concluded: false, band: reached.band, final: false, deadline: null, since: {} },
        ...{ about: about ?? null, startedAt: entry.at, event: null, measures: [] },
      };
      return { ...row, assessments: [...row.assessments, reachedAt(fresh, reached, entry.at)] };
    }
    case 'assessment-event': {
      const { assessment, reached } = content.data;
      return change(assessment, (one) => ({ ...reachedAt(one, reached, entry.at), concluded: false }));
    }
    case 'assessment-concluded':
      return change(content.data.assessment, (one) => ({ ...one, concluded: true }));
    case 'referral-made':
      return { ...row, referrals: row.work.loops.length };
  }
};

/** The failures of writing and reading that every operation in a dossier declares. */
export type StoreFailure = {
  readonly kind: 'locked' | 'damaged' | 'read-only' | 'disk-full' | 'not-saved' | 'unknown-dossier';
  readonly at?: string;
};

export const storeFailure = (error: WriteFailure): StoreFailure => {
  switch (error.kind) {
    case 'closed':
      return { kind: 'locked' };
    case 'unknown-dossier':
      return { kind: 'unknown-dossier' };
    case 'read-only':
    case 'disk-full':
      return { kind: error.kind };
    case 'damaged':
      return { kind: 'damaged', at: error.damage.map(documentOf).join(', ') };
    case 'in-use':
    case 'disk-failed':
      return { kind: 'not-saved' };
  }
};

/** As `storeFailure`, where no dossier was asked for by the user. */
export const vaultFailure = (
  error: WriteFailure,
): StoreFailure & { readonly kind: Exclude<StoreFailure['kind'], 'unknown-dossier'> } => {
  const { kind, ...rest } = storeFailure(error);
  return { kind: kind === 'unknown-dossier' ? 'not-saved' : kind, ...rest };
};

/** What a damage is about, by id: never what a record held. */
export const documentOf = (damage: Damage): string => {
  if ('document' in damage && damage.document !== undefined) return damage.document;
  if (damage.kind === 'missing') return `${damage.device} ${damage.from}–${damage.to}`;
  if (damage.kind === 'tail') return damage.log;
  if (damage.kind === 'file') return damage.file;
  return 'expected' in damage ? `${damage.found} / ${damage.expected}` : '';
};

/** Content of ours is JSON by its schema; this says so to the compiler by making it so. */
export const asJson = (content: DossierContent | OfficeContent): JsonValue => z.json().parse(content);

export const asJsonObject = (value: object): Record<string, z.infer<ReturnType<typeof z.json>>> =>
  z.record(z.string(), z.json()).parse(value);

export const dossierId = (key: string): Result<DossierId, { readonly kind: 'unknown-dossier' }> => {
  const parsed = DossierId.safeParse(key);
  return parsed.success ? ok(parsed.data) : fail({ kind: 'unknown-dossier' });
};
