import { statfs } from 'node:fs/promises';

/** Why the disk would not do what was asked. */
export type StorageFailure =
  | { readonly kind: 'in-use' }
  | { readonly kind: 'read-only' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'disk-failed'; readonly code: string };

/** Below this, in bytes, a write that failed for no stated reason is taken to have failed for want of room. */
const cramped = 256 * 1024;

/** Messages of errno as LevelDB repeats them; node:fs gives the code itself. */
const reasons: readonly (readonly [RegExp, 'in-use' | 'read-only' | 'disk-full'])[] = [
  [/ENOSPC|EDQUOT|no space left|disk quota|not enough space/i, 'disk-full'],
  [/EROFS|EACCES|EPERM|read-only file system|permission denied|operation not permitted/i, 'read-only'],
  [/LOCK: |lock .*LOCK|already held by process|being used by another process/i, 'in-use'],
];

const message = (error: unknown): string => {
  const said: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    said.push(at.message, 'code' in at ? String(at.code) : '');
  }
  return said.length > 0 ? said.join(' ') : JSON.stringify(error);
};

/** Reads the reason from an error of node:fs or LevelDB; the disk itself is asked when the error does not say. */
export const storageFailure = async (folder: string, error: unknown): Promise<StorageFailure> => {
  const text = message(error);
  const reason = reasons.find(([pattern]) => pattern.test(text))?.[1];
  if (reason !== undefined) return { kind: reason };
  const space = await statfs(folder).catch(() => undefined); // a folder that is gone has no space to ask about
  if (space !== undefined && space.bavail * space.bsize < cramped) return { kind: 'disk-full' };
  return { kind: 'disk-failed', code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
};
