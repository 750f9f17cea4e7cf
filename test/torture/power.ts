/**
 * Power cuts: a writer's calls to the file system are logged, and the folder is rebuilt as it may lie on disk when the power
 * goes at a random moment. Synced bytes are there; of what was not synced, each file has a random beginning, possibly with
 * zeros after it, and of the names that were made, moved and removed without a sync of the folder a random beginning happened.
 * A sync of a file is taken to keep its own name too, as ext4, XFS, APFS and NTFS do.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVault, openVault } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { dice } from '../vault/fuzzing.ts';
import { lostOf } from '../vault/kill.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';
import { type Op, readLog, traced } from './power-log.ts';

const [, , cuts = '300', seed = '1'] = process.argv;
const say = (text: string) => process.stdout.write(`${text}\n`);
const opening = (at: string) => ({ folder: at, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });

type File = { durable: Buffer; now: Buffer; pending: ((before: Buffer) => Buffer)[] };
type Named = {
  readonly made: 'create' | 'rename' | 'remove';
  readonly path: string;
  readonly from?: string;
  readonly file?: number;
};

const put = (before: Buffer, at: number, bytes: Buffer): Buffer => {
  const after = Buffer.alloc(Math.max(before.length, at + bytes.length));
  after.set(before, 0);
  after.set(bytes, at);
  return after;
};
const apply = (names: Map<string, number>, { made, path, from, file }: Named): void => {
  if (made === 'remove') names.delete(path);
  else if (made === 'create') names.set(path, file ?? 0);
  else {
    const moved = names.get(from ?? '');
    if (moved === undefined) return;
    names.set(path, moved);
    names.delete(from ?? '');
  }
};

/** The folder as it may lie on disk when the power goes after so many steps. */
const rebuilt = (start: ReadonlyMap<string, Buffer>, ops: readonly Op[], steps: number, roll: () => number) => {
  const files = new Map<number, File>();
  const live = new Map<string, number>();
  const kept = new Map<string, number>();
  let unsure: Named[] = [];
  let next = -1;
  for (const [path, bytes] of start) {
    files.set(next, { durable: bytes, now: bytes, pending: [] });
    live.set(path, next);
    kept.set(path, next);
    next -= 1;
  }
  /** The log gives every name a number at its first use; a file that was there before has another here. */
  const alias = new Map<number, number>();
  const fileOf = (file: number): File => {
    const found = files.get(alias.get(file) ?? file);
    if (found !== undefined) return found;
    const made: File = { durable: Buffer.alloc(0), now: Buffer.alloc(0), pending: [] };
    files.set(file, made);
    return made;
  };
  const change = (file: File, step: (before: Buffer) => Buffer): void => {
    file.now = step(file.now);
    file.pending.push(step);
  };
  const name = (named: Named): void => {
    apply(live, named);
    unsure.push(named);
  };
  const said: string[] = [];
  for (const op of ops.slice(0, steps)) {
    switch (op.kind) {
      case 'open': {
        const known = live.get(op.path);
        if (known === undefined && !op.made) break; // a folder
        if (known === undefined) {
          fileOf(op.file);
          name({ made: 'create', path: op.path, file: op.file });
        } else if (known !== op.file) alias.set(op.file, known);
        const file = fileOf(op.file);
        if (op.empty && file.now.length > 0) change(file, () => Buffer.alloc(0));
        break;
      }
      case 'write': {
        const { at, bytes } = op;
        change(fileOf(op.file), (before) => put(before, at === 'end' ? before.length : at, bytes));
        break;
      }
      case 'truncate':
        change(fileOf(op.file), (before) =>
          Buffer.concat([before, Buffer.alloc(Math.max(0, op.length - before.length))]).subarray(0, op.length),
        );
        break;
      case 'sync': {
        const file = fileOf(op.file);
        file.durable = file.now;
        file.pending = [];
        const number = alias.get(op.file) ?? op.file;
        for (const named of unsure.filter(({ made, file: which }) => made === 'create' && which === number))
          apply(kept, named);
        unsure = unsure.filter(({ made, file: which }) => !(made === 'create' && which === number));
        break;
      }
      case 'sync-folder':
        for (const named of unsure) if (dirname(named.path) === op.path) apply(kept, named);
        unsure = unsure.filter(({ path }) => dirname(path) !== op.path);
        break;
      case 'rename':
        name({ made: 'rename', path: op.to, from: op.from });
        break;
      case 'remove':
        name({ made: 'remove', path: op.path });
        break;
      case 'said':
        said.push(op.text);
    }
  }
  for (const named of unsure.slice(0, Math.floor(roll() * (unsure.length + 1)))) apply(kept, named);
  const lying = new Map<string, Buffer>();
  for (const [path, number] of kept) {
    const file = fileOf(number);
    let bytes = file.durable;
    for (const step of file.pending.slice(0, Math.floor(roll() * (file.pending.length + 1)))) bytes = step(bytes);
    if (bytes.length > file.durable.length && roll() < 0.5) {
      const length = file.durable.length + Math.floor(roll() * (bytes.length - file.durable.length + 1));
      const zeros = roll() < 0.3 ? bytes.length - length : 0; // the length was kept and the bytes were not
      bytes = Buffer.concat([bytes.subarray(0, length), Buffer.alloc(zeros)]);
    }
    lying.set(path, bytes);
  }
  return { lying, said: said.join('') };
};

if (spawnSync('strace', ['-V']).status !== 0) {
  const numbers =
    'not shown: strace, which writes down what reached the disk, is not here (Debian: apt-get install strace)';
  prove({ claim: 'V3', what: 'power cut', numbers, failed: 1 });
  process.exit(1);
}
/** Runs the writer with its calls written down, and ends it behind so many acknowledgements. */
const writeDown = (log: string, folder: string, run: number, acknowledgements: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('../vault/writer.ts', import.meta.url));
    const tracing = ['-f', '-qq', '-xx', '-s', '67108864', '-e', `trace=${traced}`, '-o', log];
    const child = spawn('strace', [...tracing, process.execPath, script, folder, String(run)], { detached: true });
    let complaint = '';
    let lines = 0;
    child.stderr.on('data', (chunk) => {
      complaint += String(chunk);
    });
    child.stdout.on('data', (chunk) => {
      const before = lines;
      lines += String(chunk).split('\n').length - 1;
      // the writer and strace are one group of processes; strace alone would leave the writer behind
      if (before < acknowledgements && lines >= acknowledgements) process.kill(-(child.pid ?? 0), 'SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => (lines >= acknowledgements ? resolve() : reject(new Error(complaint))));
  });
const roll = dice(Number(seed));
const base = await mkdtemp(join(tmpdir(), 'baken-power-'));
const totals = { cuts: 0, acknowledged: 0, lost: 0, damaged: 0, refused: 0 };
const kinds = new Map<string, number>();
const cutsPerRun = 50;
for (let run = 0; totals.cuts < Number(cuts); run += 1) {
  const folder = join(base, 'kluis');
  await rm(folder, { recursive: true, force: true });
  const made = await createVault({ ...opening(folder), name: 'Foltering', effort: 'floor' });
  if (!made.ok) throw new Error(made.error.kind);
  await made.value.close();
  const start = new Map<string, Buffer>();
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (file.isFile()) start.set(join(file.parentPath, file.name), await readFile(join(file.parentPath, file.name)));
  const log = join(base, 'log');
  await writeDown(log, folder, run, 40 + (run % 3) * 60);
  const ops = await readLog(log, folder);
  const firstSaid = ops.findIndex(({ kind }) => kind === 'said');
  if (firstSaid < 0) throw new Error('The writer acknowledged nothing');
  for (let cut = 0; cut < cutsPerRun && totals.cuts < Number(cuts); cut += 1) {
    totals.cuts += 1;
    const steps = Math.floor(roll() * (ops.length + 1));
    const { lying, said } = rebuilt(start, ops, steps, roll);
    const at = join(base, 'na');
    await rm(at, { recursive: true, force: true });
    for (const [path, bytes] of lying) {
      const to = path.replace(folder, at);
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, bytes);
    }
    const acknowledged = said
      .split('\n')
      .slice(0, -1)
      .map((line) => ({ dossier: line.slice(0, 32), intent: line.slice(33) }));
    totals.acknowledged += acknowledged.length;
    const opened = await openVault(opening(at));
    if (!opened.ok) {
      totals.refused += 1;
      totals.lost += acknowledged.length;
      say(`  cut ${run}.${cut} after ${steps} of ${ops.length} steps: ${JSON.stringify(opened.error)}`);
      continue;
    }
    const vault = opened.value;
    const report = await vault.verify();
    const damage = [...vault.damage(), ...(report.ok ? report.value.damage : [])];
    const lost = await lostOf(vault, acknowledged);
    await vault.close();
    totals.lost += lost.length;
    if (damage.length > 0) totals.damaged += 1;
    for (const kind of new Set(damage.map((each) => (each.kind === 'file' ? `file ${each.file}` : each.kind))))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (lost.length > 0) say(`  cut ${run}.${cut} after ${steps} of ${ops.length} steps: ${lost.length} lost`);
  }
}
await rm(base, { recursive: true });
prove({
  claim: 'V3',
  what: 'power cut',
  numbers:
    `${totals.cuts} cuts (seed ${seed}), ${totals.acknowledged} acknowledged before them, ${totals.lost} lost, ` +
    `${totals.refused} did not open, ${totals.damaged} opened with something named` +
    ([...kinds].length > 0 ? ` (${[...kinds].map(([kind, times]) => `${kind} ${times}`).join(', ')})` : ''),
  failed: totals.lost + totals.refused,
});
process.exitCode = totals.lost + totals.refused === 0 ? 0 : 1;
