import type { BackupFailure } from '#vault/backup.ts';
import type { DrillFailure } from '#vault/backup-drill.ts';
import type { RestoreFailure } from '#vault/restore.ts';
import type { RecoverFailure } from '#vault/ways-in.ts';
import type { Failure } from './contract.ts';
import { groupsOf } from './keys.ts';
import { documentOf } from './open-vault.ts';
import type { FailureKind } from './operation.ts';

/** What can go wrong with a backup, as the screen has a sentence for it. */

type Told = { readonly kind: FailureKind; readonly at?: string; readonly expected?: string };

/** Names of things that are wrong, for whoever helps: no more than these, so that it can be read. */
const mostNamed = 10;
const named = (damage: Parameters<typeof documentOf>[0][]): string =>
  damage.slice(0, mostNamed).map(documentOf).join(', ');

export const jobFailure = (error: BackupFailure | DrillFailure): Told => {
  switch (error.kind) {
    case 'backup-missing':
    case 'not-a-backup':
    case 'backup-newer':
    case 'backup-damaged':
    case 'backup-exists':
      return { kind: error.kind, at: error.file, expected: error.file };
    case 'backup-unproven':
      return { kind: error.kind, at: error.file, expected: named([...error.damage]) };
    case 'place-missing':
      return { kind: 'place-missing', at: error.folder, expected: error.folder };
    case 'damaged':
      return { kind: 'damaged', at: named([...error.damage]) };
    case 'wrong-passphrase':
    case 'read-only':
    case 'disk-full':
    case 'in-use':
    case 'newer-format':
      return { kind: error.kind };
    case 'closed':
      return { kind: 'locked' };
    case 'disk-failed':
      return { kind: 'not-saved' };
    default:
      return { kind: 'unexpected', at: error.kind };
  }
};

export const restoreFailure = (
  error: Exclude<RestoreFailure | RecoverFailure, { kind: 'would-replace' }>,
): Failure<'backup.restore'> => {
  switch (error.kind) {
    case 'share-mistyped':
    case 'share-incomplete':
      return { kind: error.kind, ...groupsOf(error) };
    case 'share-foreign':
    case 'share-outdated':
    case 'share-checksum':
    case 'shares-apart':
      return { kind: error.kind };
    case 'backup-missing':
    case 'not-a-backup':
    case 'backup-newer':
    case 'backup-damaged':
      return { kind: error.kind, at: error.file, expected: error.file };
    case 'backup-unproven':
      return { kind: error.kind, at: error.file, expected: named([...error.damage]) };
    case 'wrong-passphrase':
    case 'newer-format':
    case 'in-use':
    case 'read-only':
    case 'disk-full':
      return { kind: error.kind };
    case 'folder-missing':
    case 'folder-not-empty':
    case 'disk-failed':
      return { kind: 'folder-missing' };
    case 'damaged':
      return { kind: 'damaged', at: named([...error.damage]) };
    case 'weak-parameters':
    case 'excessive-parameters':
      return { kind: 'backup-damaged', at: error.kind }; // no key file is made with these: somebody changed it
    case 'no-primitive':
    case 'not-a-vault':
    case 'closed':
    case 'stopped':
    case 'unknown-dossier':
      return { kind: 'unexpected', at: error.kind };
  }
};
