import { z } from 'zod';
import { recoverFailures, Sheets } from './keys-operations.ts';
import { FailureData, nothing, op, Passphrase, stored } from './operation.ts';
import { Intent } from './views.ts';

/** Backups of the vault: where they go, how they stand, making one, practising, and putting one back. */

/** Days that a backup is kept, and days after which a new one is made. */
export const KeepDays = z.int().min(1).max(3650);
export const EveryDays = z.int().min(1).max(90);
export const BackupChoice = z.strictObject({
  folder: z.string().min(1).max(1000),
  keepDays: KeepDays,
  everyDays: EveryDays,
});
export type BackupChoice = z.infer<typeof BackupChoice>;

const Generation = z.object({
  id: z.string(),
  path: z.string().describe('Where it was made; the key file lies beside it'),
  at: z.string(),
  entries: z.number(),
  attachments: z.number(),
  proven: z.string().nullable().describe('When the finished file was last read back and found whole'),
  expires: z.string(),
  expired: z.boolean(),
  inReach: z.boolean(),
});

/** What is at work, or how the last of it ended. */
export const BackupJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('running'),
    step: z.enum(['copying', 'proving', 'drilling']),
    done: z.number(),
    of: z.number(),
  }),
  z.object({ kind: z.literal('made'), at: z.string(), entries: z.number(), path: z.string() }),
  z.object({ kind: z.literal('drilled'), at: z.string(), made: z.string(), entries: z.number(), path: z.string() }),
  z.object({ kind: z.literal('stopped'), drill: z.boolean() }),
  z.object({ kind: z.literal('failed'), drill: z.boolean(), failure: FailureData }),
]);
export type BackupJob = z.infer<typeof BackupJob>;

export const BackupView = z.object({
  choice: BackupChoice.nullable(),
  usual: z.object({ keepDays: z.number(), everyDays: z.number() }),
  places: z.array(z.string()).describe('Folders that are offered'),
  generations: z.array(Generation).describe('The newest first'),
  last: z.string().nullable().describe('Moment of the newest backup that is proven'),
  late: z.boolean().describe('It is long ago, or there is none'),
  job: BackupJob,
});
export type BackupView = z.infer<typeof BackupView>;

const Found = z.object({
  file: z.string(),
  name: z.string().describe('Name of the vault'),
  at: z.string(),
  entries: z.number(),
  attachments: z.number(),
});
export type FoundBackup = z.infer<typeof Found>;

const backupFaults = ['backup-missing', 'not-a-backup', 'backup-newer', 'backup-damaged'] as const;

export const backupOperations = {
  'backup.read': op(nothing, BackupView, 'locked'),
  /** Only whether there is a proven one and whether it is long ago; no place is looked at. */
  'backup.last': op(nothing, z.object({ last: z.string().nullable(), late: z.boolean() }), 'locked'),
  'backup.progress': op(nothing, BackupJob, 'locked'),
  'backup.choose': op(BackupChoice.extend({ intent: Intent }), BackupView, 'place-refused', ...stored),
  /** Begins; how it goes is told by `backup.progress`. */
  'backup.make': op(nothing, BackupJob, 'locked', 'no-backup-place'),
  'backup.stop': op(nothing, BackupJob, 'locked'),
  /** Puts the newest backup in reach back in a folder of its own with this passphrase, looks at all of it and removes it. */
  'backup.drill': op(z.strictObject({ passphrase: Passphrase }), BackupJob, 'locked', 'no-backup'),
  /** For a backup that is out of reach for good: it is no longer named. */
  'backup.forget': op(z.strictObject({ id: z.string().max(64) }), BackupView, 'unknown-backup', ...stored),

  /** Which backups lie in this folder, or whether this file is one. Asked before a vault is open. */
  'backup.look': op(
    z.strictObject({ path: z.string().min(1).max(1000) }),
    z.array(Found),
    'no-backup',
    'unexpected',
    ...backupFaults,
  ),
  /** Puts a backup back in the place of the vault. What stands there is put aside, and only when `replace` says so. */
  'backup.restore': op(
    z.strictObject({
      file: z.string().min(1).max(1000),
      by: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('passphrase'), passphrase: Passphrase }),
        z.strictObject({ kind: z.literal('sheets'), sheets: Sheets }),
      ]),
      replace: z.boolean(),
    }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('restored'),
        at: z.string(),
        entries: z.number(),
        erased: z.number(),
        aside: z.string().nullable(),
      }),
      z.object({
        kind: z.literal('would-replace'),
        same: z.boolean(),
        newer: z.object({ entries: z.number(), dossiers: z.number() }).nullable(),
      }),
    ]),
    'already-open',
    'wrong-passphrase',
    ...recoverFailures,
    'backup-unproven',
    'newer-format',
    'in-use',
    'read-only',
    'disk-full',
    'folder-missing',
    'damaged',
    'unexpected',
    ...backupFaults,
  ),
} as const;
