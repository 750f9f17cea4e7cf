import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dutch } from '#core/calendar.ts';
import { fail, ok } from '#core/result.ts';
import { keySuffix } from '#vault/backup-keys.ts';
import { lookAtBackup, restoreBackup } from '#vault/restore.ts';
import type { VaultPorts } from '#vault/session.ts';
import { type OpenVault, type WayIn, withPassphrase } from '#vault/vault.ts';
import { type RecoverFailure, withShares } from '#vault/ways-in.ts';
import { restoreFailure } from './backup-failures.ts';
import type { FoundBackup } from './backup-operations.ts';
import type { Failure, Handlers } from './contract.ts';
import { foldRow, rowVersion } from './open-vault.ts';

/** Putting a backup back, before a vault is open. */

type Options = {
  readonly folder: string;
  readonly ports: VaultPorts;
  readonly vault: () => OpenVault | undefined;
};

/** Key files in a folder that are looked at; one has not more backups than this at hand. */
const most = 200;

const asDataFile = (path: string): string => (path.endsWith(keySuffix) ? path.slice(0, -keySuffix.length) : path);

const lookAt = async (file: string) => {
  const found = await lookAtBackup(file);
  if (!found.ok) return found;
  const { name, at, entries, attachments } = found.value;
  return ok<FoundBackup>({ file, name, at: dutch(Date.parse(at)), entries, attachments });
};

export const restoring = ({ folder, ports, vault }: Options): Pick<Handlers, 'backup.look' | 'backup.restore'> => {
  let busy = false;
  return {
    'backup.look': async ({ path }) => {
      const typed = path.trim();
      const there = await stat(typed).catch(() => undefined);
      if (there?.isDirectory() === true) {
        const names = (await readdir(typed)).filter((name) => name.endsWith(keySuffix)).slice(0, most);
        const read = await Promise.all(names.map((name) => lookAt(asDataFile(join(typed, name)))));
        const found = read.flatMap((one) => (one.ok ? [one.value] : []));
        if (found.length === 0) return fail({ kind: 'no-backup', at: typed, expected: typed });
        return ok(found.toSorted((a, b) => (a.at < b.at ? 1 : -1)));
      }
      const one = await lookAt(asDataFile(typed));
      if (one.ok) return ok([one.value]);
      const { error } = one;
      if (!('file' in error)) return fail({ kind: 'unexpected', at: error.kind });
      return fail<Failure<'backup.look'>>({ kind: error.kind, at: error.file, expected: error.file });
    },

    'backup.restore': async ({ file, by, replace }) => {
      const wipe = (): void => {
        if (by.kind === 'passphrase') by.passphrase.fill(0);
      };
      if (vault() !== undefined || busy) {
        wipe();
        return fail({ kind: 'already-open' });
      }
      busy = true;
      try {
        const way: WayIn<RecoverFailure> = by.kind === 'sheets' ? withShares(by.sheets) : withPassphrase(by.passphrase);
        const restored = await restoreBackup({
          ...{ dataFile: asDataFile(file.trim()), folder, replace, way },
          ...{ ports, fold: foldRow, foldVersion: rowVersion },
        });
        if (!restored.ok) {
          if (restored.error.kind !== 'would-replace') return fail(restoreFailure(restored.error));
          const { same, newer } = restored.error;
          return ok({ kind: 'would-replace', same, newer: newer ?? null });
        }
        const { about, documents, erased, aside } = restored.value;
        const at = dutch(Date.parse(about.at));
        return ok({ kind: 'restored', at, entries: documents, erased, aside: aside ?? null });
      } finally {
        busy = false;
        wipe();
      }
    },
  };
};
