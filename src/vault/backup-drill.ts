import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#core/result.ts';
import type { BackupGeneration } from './backup-line.ts';
import type { ReadFailure } from './failures.ts';
import { type Restored, type RestoreFailure, restoreBackup } from './restore.ts';
import type { Stopped } from './session.ts';
import { type OpenVault, withPassphrase } from './vault.ts';

/**
 * Practising: a generation is put back whole in a folder of the vault itself, sealed as it is, opened with the passphrase
 * that a person typed, walked from end to end, and taken away again.
 */

const drillFolder = 'drill';

export type Drilling = {
  readonly generation: BackupGeneration;
  /** Where its data file is now. */
  readonly path: string;
  /** Wiped before this resolves. */
  readonly passphrase: Uint8Array;
  readonly progress?: ((done: number, of: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};
export type DrillFailure = RestoreFailure | ReadFailure | Stopped;

/** Takes away what a drill left that was broken off by the end of its process. */
export const sweepDrill = async (folder: string): Promise<void> => {
  for (const name of [drillFolder, `${drillFolder}.restoring`])
    await rm(join(folder, name), { recursive: true, force: true });
};

export const drillBackup = async (
  vault: OpenVault,
  { generation, path, passphrase, progress, signal }: Drilling,
): Promise<Result<Restored, DrillFailure>> => {
  const object = { kind: 'backup', id: generation.id };
  try {
    const worked = await vault.alongside(async ({ p, folder, ports }, proceed) => {
      await sweepDrill(folder);
      try {
        return await restoreBackup({
          ...{ dataFile: path, folder: join(folder, drillFolder), ports, primitives: p },
          way: withPassphrase(passphrase),
          fold: () => ({}), // nobody looks at the list
          proceed: async (done) => {
            progress?.(done, generation.entries);
            return signal?.aborted !== true && (await proceed(done));
          },
        });
      } finally {
        await sweepDrill(folder);
      }
    });
    const drilled = worked.ok ? worked.value : worked;
    const details = drilled.ok ? { documents: drilled.value.documents } : { why: drilled.error.kind };
    const result = drilled.ok ? 'done' : drilled.error.kind === 'stopped' ? 'refused' : 'failed';
    const noted = await vault.note({ action: 'backup.drill', result, object, details });
    if (!drilled.ok) return fail(drilled.error);
    return noted.ok ? ok(drilled.value) : noted;
  } finally {
    passphrase.fill(0);
  }
};
