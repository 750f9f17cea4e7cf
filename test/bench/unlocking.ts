import { createFinder } from '#host/finder.ts';
import { rowVersion } from '#host/open-vault.ts';
import { indexFile } from '#vault/snapshot.ts';
import type { OpenVault } from '#vault/vault.ts';
import { library } from './cases.ts';
import { entriesOf, few, labels, must, type Size, sizes, usual, wayIn, withCopy } from './large-vault.ts';
import type { Group, Measured, Name } from './row.ts';
import { median, spread, timed } from './timing.ts';

/** From a key to the first page of the list, and the least that it could cost: reading and opening the snapshot. */

const rounds = 7;

type Open = () => Promise<OpenVault>;

const unlock = async (
  open: Open,
): Promise<{ readonly ms: number; readonly cpu: number; readonly vault: OpenVault }> => {
  const {
    ms,
    cpu,
    gave: vault,
  } = await timed(async () => {
    const opened = await open();
    createFinder({ library }).page(opened.rows(), '', 0);
    return opened;
  });
  return { ms, cpu, vault };
};

/** In a turn of its own: the check after an unlock waits meanwhile. */
const snapshotAlone = async (vault: OpenVault): Promise<number> =>
  must(
    await vault.exclusively<number, never>(async ({ p, folder, ledger }) => {
      const { ms, gave } = await timed(() => indexFile(p, folder).read(ledger.table, rowVersion));
      if (gave === undefined) throw new Error('The snapshot does not open');
      return { ok: true, value: ms };
    }),
  );

const measureAt = (name: Name, size: Size): Promise<Measured> =>
  withCopy(size, async (folder) => {
    const open = await wayIn(folder);
    const times: number[] = [];
    const cpus: number[] = [];
    const alone: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { ms, cpu, vault } = await unlock(open);
      times.push(ms);
      cpus.push(cpu);
      alone.push(await snapshotAlone(vault));
      if (vault.rows().length !== size.dossiers) throw new Error(`${vault.rows().length} dossiers are listed`);
      await vault.close();
    }
    return {
      name,
      value: median(times),
      peer: { name: 'reading and opening the snapshot alone', value: median(alone) },
      note:
        `${spread(times)}, of processor time ${median(cpus).toFixed(0)}; the snapshot alone ${spread(alone)}; ` +
        'without deriving the key from the passphrase',
    };
  });

const measureFlat = (name: Name): Promise<Measured> =>
  withCopy(usual, (manyFolder) =>
    withCopy(few, async (fewFolder) => {
      const ways = [await wayIn(manyFolder), await wayIn(fewFolder)] as const;
      const times = [[] as number[], [] as number[]] as const;
      for (let round = 0; round < rounds; round += 1)
        for (const which of [0, 1] as const) {
          const { ms, vault } = await unlock(ways[which]);
          times[which].push(ms);
          await vault.close();
        }
      const [many, little] = times;
      return {
        name,
        value: median(many) / median(little),
        note: `by turns: ${entriesOf(usual)} entries ${spread(many)}; ${entriesOf(few)} entries ${spread(little)}`,
      };
    }),
  );

export const unlocking: readonly Group[] = [
  ...labels.map((label): Group => {
    const name: Name = `unlock to a list, ${label}`;
    return { names: [name], measure: async () => [await measureAt(name, sizes[label])] };
  }),
  {
    names: ['unlock, 250,000 against 40,000 entries'],
    measure: async () => [await measureFlat('unlock, 250,000 against 40,000 entries')],
  },
];
