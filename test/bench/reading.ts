import { join } from 'node:path';
import { ok } from '#core/result.ts';
import { attachmentWalk } from '#vault/attachment-walk.ts';
import { openersFor } from '#vault/opening-threads.ts';
import type { OpenVault } from '#vault/vault.ts';
import { walk } from '#vault/walk.ts';
import { idOf } from './contents.ts';
import {
  ensurePlain,
  idsOf,
  type Label,
  labels,
  longest,
  must,
  plainDocuments,
  plainFolder,
  type Size,
  sizes,
  wayIn,
  withCopy,
  withFolder,
} from './large-vault.ts';
import { cryptoPouch } from './peers.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group, Measured, Name, Peer } from './row.ts';
import { startUnsigned } from './threads.ts';
import { median, spread, timed } from './timing.ts';

/** Opening one dossier and opening everything there is, beside stores that read the same entries. */

const dossierRounds = 21;

type Pages = {
  readonly allDocs: (options: {
    readonly startkey: string;
    readonly limit: number;
    readonly include_docs: true;
  }) => Promise<{ readonly rows: readonly { readonly id: string }[] }>;
};
const page = 1000;
const readAll = async (db: Pages): Promise<number> => {
  let count = 0;
  for (let startkey = ''; ; ) {
    const { rows } = await db.allDocs({ startkey, limit: page, include_docs: true });
    count += rows.length;
    const last = rows.at(-1)?.id;
    if (rows.length < page || last === undefined) return count;
    startkey = `${last}\u0000`;
  }
};

const opening = async (name: Name, size: Size, vault: OpenVault): Promise<Measured> => {
  const [long] = await idsOf(vault);
  if (long === undefined) throw new Error('No dossier');
  const db = plainPouch(plainFolder(size));
  const prefix = `${idOf('dossier 0')}:`;
  const times: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < dossierRounds; round += 1) {
    const { ms, gave } = await timed(async () => must(await vault.read(long)));
    if (gave.entries.length < longest) throw new Error(`${gave.entries.length} entries were read`);
    times.push(ms);
    const range = { startkey: prefix, endkey: `${prefix}\uffff`, include_docs: true } as const;
    const read = await timed(() => db.allDocs(range));
    if (read.gave.rows.length !== longest) throw new Error(`${read.gave.rows.length} plain documents were read`);
    plain.push(read.ms);
  }
  await db.close();
  return {
    name,
    value: median(times),
    peer: { name: 'plain PouchDB allDocs of the same range', value: median(plain) },
    note: `${spread(times)}; allDocs ${spread(plain)}; every seal opened, the chain held against its noted end`,
  };
};

/** Seals, chains, audit and sums, but every signature taken as right: what is left is what reading costs. */
const unsigned = async (
  vault: OpenVault,
): Promise<{ readonly documents: number; readonly ms: number; readonly cpu: number }> => {
  const { ms, cpu, gave } = await timed(async () =>
    must(
      await vault.alongside(async ({ p, folder, ports, ledger }, proceed) => {
        const { store, table, keys, head, devices } = ledger;
        const attachments = attachmentWalk(p, folder, table);
        const openers = openersFor(p, { headKey: keys.head, devices }, startUnsigned);
        try {
          return await walk({
            p,
            store,
            table,
            headKey: keys.head,
            head,
            openers,
            attachments,
            at: ports.now(),
            proceed,
          });
        } finally {
          await openers.close();
        }
      }),
    ),
  );
  if (gave.damage.length > 0) throw new Error(JSON.stringify(gave.damage.slice(0, 3)));
  return { documents: gave.documents, ms, cpu };
};

const signed = async (
  vault: OpenVault,
): Promise<{ readonly documents: number; readonly ms: number; readonly cpu: number }> => {
  const { ms, cpu, gave } = await timed(async () => must(await vault.verify()));
  if (gave.damage.length > 0) throw new Error(JSON.stringify(gave.damage.slice(0, 3)));
  return { documents: gave.documents, ms, cpu };
};

const perSecond = ({ documents, ms }: { readonly documents: number; readonly ms: number }): number =>
  (documents / ms) * 1000;

/** Dossiers of the same that crypto-pouch reads: what it costs does not depend on how many there are. */
const cryptoDossiers = 800;
const cryptoScan = (perDossier: number): Promise<{ readonly peer?: Peer; readonly told: string }> =>
  withFolder(async (folder) => {
    const found = cryptoPouch(join(folder, 'crypto'));
    if (!found.ok) return { told: found.skipped };
    const db = found.peer;
    await db.crypto('vijver lantaarn koekoek');
    for (let dossier = 1; dossier <= cryptoDossiers; dossier += 40)
      await db.bulkDocs(Array.from({ length: 40 }, (_, n) => plainDocuments(dossier + n, perDossier)).flat());
    const { ms, gave: documents } = await timed(() => readAll(db));
    await db.close();
    if (documents !== cryptoDossiers * perDossier) throw new Error(`${documents} documents of crypto-pouch were read`);
    return {
      peer: { name: 'crypto-pouch allDocs in pages', value: perSecond({ documents, ms }) },
      told: `crypto-pouch ${documents} documents in ${(ms / 1000).toFixed(1)} s`,
    };
  });

const scanning = async (
  names: { readonly without: Name; readonly with: Name },
  size: Size,
  vault: OpenVault,
): Promise<readonly Measured[]> => {
  const db = plainPouch(plainFolder(size));
  const { ms, cpu, gave } = await timed(() => readAll(db));
  await db.close();
  const plain = perSecond({ documents: gave, ms });
  const without = await unsigned(vault);
  const checked = await signed(vault);
  const { peer, told } = await cryptoScan(size.perDossier);
  const count = `${checked.documents} documents with the lines of the audit`;
  const rate = perSecond(without);
  const seconds = (each: number): string => `${(each / 1000).toFixed(1)} s`;
  return [
    {
      name: names.without,
      value: plain / rate,
      note:
        `${rate.toFixed(0)} a second, plain allDocs in pages ${plain.toFixed(0)}; ${count}; seals, chains and sums; ` +
        `of processor time ${seconds(without.cpu)}, plain ${seconds(cpu)}`,
    },
    {
      name: names.with,
      value: perSecond(checked),
      ...(peer === undefined ? {} : { peer }),
      note: `${count}; seals, chains, signatures and sums; of processor time ${seconds(checked.cpu)}; ${told}`,
    },
  ];
};

const groupOf = (label: Label): Group => {
  const size = sizes[label];
  const open: Name = `open a dossier of 200 entries, ${label}`;
  const without: Name = `whole scan without signatures, ${label}`;
  const signing: Name = `whole scan with signatures, ${label}`;
  return {
    names: [open, without, signing],
    measure: async (asked) => {
      await ensurePlain(size);
      return withCopy(size, async (folder) => {
        const vault = await (await wayIn(folder))();
        try {
          await vault.exclusively<null, never>(async () => ok(null)); // the check after unlocking has begun
          vault.stopVerifying();
          const opened = asked.has(open) ? [await opening(open, size, vault)] : [];
          const wants = asked.has(without) || asked.has(signing);
          return [...opened, ...(wants ? await scanning({ without, with: signing }, size, vault) : [])];
        } finally {
          await vault.close();
        }
      });
    },
  };
};

export const reading: readonly Group[] = labels.map(groupOf);
