import { stat } from 'node:fs/promises';
import { ok, type Result } from '#core/result.ts';
import { type Making, proveBackup } from './backup.ts';
import { dropGeneration, generations } from './backup-generations.ts';
import { type BackupGeneration, dataFileOf } from './backup-line.ts';

/**
 * What a lock or the end of the process left of a backup: one that is whole is proven after all, one that is not is taken
 * away. Those whose place is not there now stay as they are.
 *
 * @returns those that are proven now; nothing when it was told to stop
 */
export const settleBackups = async (
  vault: Parameters<typeof proveBackup>[0],
  given: Pick<Making, 'progress' | 'signal' | 'source'> = {},
): Promise<Result<readonly BackupGeneration[] | undefined, { readonly kind: 'closed' }>> => {
  const all = await generations(vault);
  if (!all.ok) return all;
  const settled: BackupGeneration[] = [];
  for (const { generation } of all.value) {
    if (generation.proven !== '') continue;
    const place = await stat(generation.where).catch(() => undefined);
    if (!place?.isDirectory()) continue;
    const proven = await proveBackup(vault, generation, given);
    if (proven.ok) settled.push(proven.value);
    else if (proven.error.kind === 'stopped' || proven.error.kind === 'closed') return ok(undefined);
    else await dropGeneration(vault, generation, 'backup.drop', dataFileOf(generation));
  }
  return ok(settled);
};
