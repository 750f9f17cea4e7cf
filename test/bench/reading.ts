import { join } from 'node:path';
import { ok } from '#core/result.ts';
import { attachmentWalk } from '#vault/attachment-walk.ts';
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
  usual,
  wayIn,
  withCopy,
  withFolder,
} from './large-vault.ts';
import { cryptoPouch } from './peers.ts';
import { plainPouch } from './plain-pouch.ts';
import type { Group, Measured, Name, Peer } from './row.ts';
import { median, spread, timed } from './timing.ts';

/** Opening one dossier and opening everything there is, beside stores that read the same entries. */

const dossierRounds = 21;
/** Whole scans of each kind, by turns. */
const scanRounds = 3;

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
const unsigned = async (vault: OpenVault): Promise<{ readonly documents: number; readonly ms: number }> => {
  const { ms, gave } = await timed(async () =>
    must(
      await vault.alongside(async ({ p, folder, ports, ledger }, proceed) => {
        const { store, table, keys, head } = ledger;
        const attachments = attachmentWalk(p, folder, table);
        const right = Object.assign(() => true, { aside: async () => true });
        const verifiers = () => right;
        return walk({ p, store, table, headKey: keys.head, head, verifiers, attachments, at: ports.now(), proceed });
      }),
    ),
  );
  if (gave.damage.length > 0) throw new Error(JSON.stringify(gave.damage.slice(0, 3)));
  return { documents: gave.documents, ms };
};

const signed = async (vault: OpenVault): Promise<{ readonly documents: number; readonly ms: number }> => {
  const { ms, gave } = await timed(async () => must(await vault.verify()));
  if (gave.damage.length > 0) throw new Error(JSON.stringify(gave.damage.slice(0, 3)));
  return { documents: gave.documents, ms };
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
  const rounds = size === usual ? scanRounds : 1;
  const times = { plain: [] as number[], without: [] as number[], with: [] as number[] };
  let documents = 0;
  for (let round = 0; round < rounds; round += 1) {
    const db = plainPouch(plainFolder(size));
    const plain = await timed(() => readAll(db));
    await db.close();
    times.plain.push(plain.ms / plain.gave);
    const without = await unsigned(vault);
    times.without.push(without.ms / without.documents);
    const checked = await signed(vault);
    times.with.push(checked.ms / checked.documents);
    documents = checked.documents;
  }
  const { peer, told } = await cryptoScan(size.perDossier);
  const rate = (each: readonly number[]): string => `${(1000 / median(each)).toFixed(0)} a second`;
  const count = `${documents} documents with the lines of the audit, median of ${rounds}`;
  return [
    {
      name: names.without,
      value: median(times.without) / median(times.plain),
      note: `${rate(times.without)}, plain allDocs in pages ${rate(times.plain)}; ${count}; seals, chains and sums`,
    },
    {
      name: names.with,
      value: 1000 / median(times.with),
      ...(peer === undefined ? {} : { peer }),
      note: `${count}; seals, chains, signatures and sums; ${told}`,
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
