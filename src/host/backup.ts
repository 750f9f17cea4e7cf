import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dutch } from '#core/calendar.ts';
import { fail, ok } from '#core/result.ts';
import { backups, makeBackup } from '#vault/backup.ts';
import { drillBackup, sweepDrill } from '#vault/backup-drill.ts';
import { expireBackups, forgetGeneration, generations } from '#vault/backup-generations.ts';
import { type BackupGeneration, dataFileOf } from '#vault/backup-line.ts';
import type { OpenVault } from '#vault/vault.ts';
import { jobFailure } from './backup-failures.ts';
import type { BackupChoice, BackupJob, BackupView } from './backup-operations.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { officeOf, writeOffice } from './office.ts';
import { DossierRowData, vaultFailure } from './open-vault.ts';
import { placeFor } from './outside-place.ts';

/** Backups of the vault that is open. One at a time, beside all other work; a lock ends it. */

type Names =
  | 'backup.read'
  | 'backup.last'
  | 'backup.progress'
  | 'backup.choose'
  | 'backup.make'
  | 'backup.stop'
  | 'backup.drill'
  | 'backup.forget';
type Options = { readonly folder: string; readonly documentsFolders: readonly string[] };

/** What holds until somebody chooses. A choice: a day of work can be done again, and a month is long enough to miss something. */
export const usual = { keepDays: 30, everyDays: 1 } as const;
/** Days after which it is said that the last backup is long ago, or as many as two turns. A choice. */
const longAgo = 7;
/** Milliseconds between two looks at whether the check after unlocking is done, which goes first. */
const patience = 2_000;
const day = 86_400_000;

const suffix = '.reservekopie';

/** Folders where generations may lie besides where they were made. */
export const backupPlaces = (desk: Desk): readonly string[] => {
  const choice = choiceOf(desk);
  return choice === null ? [] : [choice.folder];
};

const choiceOf = (desk: Desk): BackupChoice | null => {
  const office = officeOf(desk);
  return office.ok ? office.value.data.backup : null;
};

const newestProven = (all: readonly BackupGeneration[]): BackupGeneration | undefined =>
  all.findLast(({ proven }) => proven !== '');

/** Whole days between two moments by the calendar of the Netherlands, so that "every day" is not 24 hours. */
const daysSince = (at: string, now: string): number =>
  (Date.parse(dutch(Date.parse(now)).slice(0, 10)) - Date.parse(dutch(Date.parse(at)).slice(0, 10))) / day;

export const backup = (
  desk: Desk,
  { folder, documentsFolders }: Options,
): {
  readonly handlers: Pick<Handlers, Names>;
  /** Called when a vault was opened: makes a backup by itself when it is time. */
  readonly opened: (vault: OpenVault) => void;
  readonly forget: () => void;
} => {
  let job: BackupJob = { kind: 'none' };
  let working: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
  let unlocked = false;

  const begin = (drill: boolean, work: (signal: AbortSignal) => Promise<BackupJob>): BackupJob => {
    const controller = new AbortController();
    job = { kind: 'running', step: drill ? 'drilling' : 'copying', done: 0, of: 0 };
    const done = work(controller.signal)
      .then((ended) => {
        job = ended;
      })
      .catch(() => {
        job = { kind: 'failed', drill, failure: { kind: 'unexpected' } };
      })
      .finally(() => {
        working = undefined;
      });
    working = { controller, done };
    return job;
  };

  const make = async (
    vault: OpenVault,
    choice: BackupChoice,
    signal: AbortSignal,
    source: string | undefined,
  ): Promise<BackupJob> => {
    for (let attempt = 1; ; attempt += 1) {
      const stamp = dutch(Date.parse(desk.now())).slice(0, 16).replace('T', '-').replace(':', '');
      const file = `baken-${stamp}-${desk.newId().slice(0, 4)}${suffix}`;
      const made = await makeBackup(vault, {
        ...{ place: { folder: choice.folder, file }, keepDays: choice.keepDays, signal, source },
        progress: (step, done, of) => {
          job = { kind: 'running', step, done, of };
        },
      });
      if (made.ok) {
        await expireBackups(vault, desk.now(), [choice.folder]);
        const { proven, entries } = made.value;
        return { kind: 'made', at: dutch(Date.parse(proven)), entries, path: dataFileOf(made.value) };
      }
      // an erasure ends what is at work with the old key; then it is begun anew
      const again = made.error.kind === 'stopped' && !signal.aborted && attempt < 3 && desk.vault() === vault;
      if (made.error.kind === 'stopped' && !again) return { kind: 'stopped', drill: false };
      if (!again) return { kind: 'failed', drill: false, failure: jobFailure(made.error) };
    }
  };

  const lateness = (all: readonly BackupGeneration[]): { last: string | null; late: boolean } => {
    const last = newestProven(all);
    const now = desk.now();
    if (last !== undefined) {
      const allowed = Math.max(longAgo, 2 * (choiceOf(desk)?.everyDays ?? usual.everyDays));
      return { last: dutch(Date.parse(last.at)), late: daysSince(last.at, now) > allowed };
    }
    const rows = desk.vault()?.rows() ?? [];
    const opened = rows.flatMap(({ row }) => DossierRowData.safeParse(row).data?.openedAt ?? []).filter(Boolean);
    return { last: null, late: opened.some((at) => daysSince(at, now) > longAgo) };
  };

  const view = async (vault: OpenVault) => {
    const all = await generations(vault, backupPlaces(desk));
    if (!all.ok) return fail({ kind: 'locked' } as const);
    const now = desk.now();
    const moment = (at: string): string => dutch(Date.parse(at));
    const shown: BackupView['generations'] = all.value.map(({ generation, path }) => ({
      ...{ id: generation.id, path: path ?? dataFileOf(generation), at: moment(generation.at) },
      ...{ entries: generation.entries, attachments: generation.attachments },
      proven: generation.proven === '' ? null : moment(generation.proven),
      ...{ expires: moment(generation.expires), expired: generation.expires <= now, inReach: path !== undefined },
    }));
    return ok({
      ...{ choice: choiceOf(desk), usual, places: [...documentsFolders], generations: shown.toReversed(), job },
      ...lateness(all.value.map(({ generation }) => generation)),
    });
  };

  const automatic = async (vault: OpenVault): Promise<void> => {
    await sweepDrill(folder);
    while (desk.vault() === vault && vault.verification().kind === 'running')
      await new Promise((resolve) => {
        setTimeout(resolve, patience).unref();
      });
    const choice = choiceOf(desk);
    const known = await backups(vault);
    if (choice === null || !known.ok || desk.vault() !== vault || working !== undefined) return;
    const last = newestProven(known.value);
    if (last !== undefined && daysSince(last.at, desk.now()) < choice.everyDays) return;
    await clearUnfinished(choice.folder);
    begin(false, (signal) => make(vault, choice, signal, 'background'));
  };

  return {
    opened: (vault) => {
      unlocked = true;
      job = { kind: 'none' };
      // what goes wrong in here is told where one looks for it: on the screen of the backups
      void automatic(vault).catch(() => {
        job = { kind: 'failed', drill: false, failure: { kind: 'unexpected' } };
      });
    },
    forget: () => {
      if (unlocked) working?.controller.abort();
      unlocked = false;
      job = { kind: 'none' };
    },
    handlers: {
      'backup.read': async () => {
        const vault = desk.vault();
        return vault === undefined ? fail({ kind: 'locked' }) : view(vault);
      },

      'backup.last': async () => {
        const vault = desk.vault();
        const all = vault === undefined ? undefined : await backups(vault);
        return all?.ok === true ? ok(lateness(all.value)) : fail({ kind: 'locked' });
      },

      'backup.progress': async () => (desk.vault() === undefined ? fail({ kind: 'locked' }) : ok(job)),

      'backup.choose': async ({ intent, ...choice }) => {
        const vault = desk.vault();
        if (vault === undefined) return fail({ kind: 'locked' });
        const place = await placeFor(choice.folder, folder);
        if (!place.ok) return place;
        const content = { kind: 'office-backup', choice: { ...choice, folder: place.value } } as const;
        const written = await writeOffice(desk, content, intent);
        return written.ok ? view(vault) : written;
      },

      'backup.make': async () => {
        const vault = desk.vault();
        if (vault === undefined) return fail({ kind: 'locked' });
        const choice = choiceOf(desk);
        if (choice === null) return fail({ kind: 'no-backup-place' });
        if (working !== undefined) return ok(job);
        return ok(begin(false, (signal) => make(vault, choice, signal, undefined)));
      },

      'backup.stop': async () => {
        if (desk.vault() === undefined) return fail({ kind: 'locked' });
        const { controller, done } = working ?? {};
        controller?.abort();
        await done;
        return ok(job);
      },

      'backup.drill': async ({ passphrase }) => {
        const vault = desk.vault();
        const all = vault === undefined ? undefined : await generations(vault, backupPlaces(desk));
        const newest = all?.ok === true ? all.value.findLast(({ path }) => path !== undefined) : undefined;
        if (vault === undefined || newest?.path === undefined || working !== undefined) {
          passphrase.fill(0);
          if (vault === undefined) return fail({ kind: 'locked' });
          return working === undefined ? fail({ kind: 'no-backup' }) : ok(job);
        }
        const { generation, path } = newest;
        begin(true, async (signal) => {
          const progress = (done: number, of: number): void => {
            job = { kind: 'running', step: 'drilling', done, of };
          };
          const drilled = await drillBackup(vault, { generation, path, passphrase, progress, signal });
          if (!drilled.ok) {
            if (drilled.error.kind === 'stopped') return { kind: 'stopped', drill: true };
            return { kind: 'failed', drill: true, failure: jobFailure(drilled.error) };
          }
          const { documents: entries } = drilled.value;
          const moment = (at: string): string => dutch(Date.parse(at));
          return { kind: 'drilled', at: moment(desk.now()), made: moment(generation.at), entries, path };
        });
        return ok(job);
      },

      'backup.forget': async ({ id }) => {
        const vault = desk.vault();
        if (vault === undefined) return fail({ kind: 'locked' });
        const forgotten = await forgetGeneration(vault, id);
        if (forgotten.ok) return view(vault);
        return forgotten.error.kind === 'unknown-backup'
          ? fail({ kind: 'unknown-backup' })
          : fail(vaultFailure(forgotten.error));
      },
    },
  };
};

/** What a backup left that was broken off by the end of its process; sealed, and of no use. */
const clearUnfinished = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (name.startsWith('baken-') && name.endsWith(`${suffix}.part`)) await rm(join(folder, name), { force: true });
};
