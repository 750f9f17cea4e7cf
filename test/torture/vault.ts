import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVault, openVault } from '#vault/vault.ts';
import { killWriter, lostOf } from '../vault/kill.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';
import { Look } from './look-shape.ts';

const [, , kills = '40', alterations = '400'] = process.argv;
const base = await mkdtemp(join(tmpdir(), 'baken-torture-'));
const folder = join(base, 'kluis');
const opening = (at: string) => ({ folder: at, passphrase: passphrase(), ports: tickingClock(), fold: countingFold });
const say = (text: string) => process.stdout.write(`${text}\n`);
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
let failures = 0;

/** Kills on one vault before a new one is begun, so that looking through it does not grow with every kill. */
const killsPerVault = 25;
const acknowledgedBy = { all: 0, lost: 0 };
let damaged = 0;
for (let first = 0; first < Number(kills); first += killsPerVault) {
  await must(await createVault({ ...opening(folder), name: 'Foltering', effort: 'floor' })).close();
  const acknowledged: { readonly dossier: string; readonly intent: string }[] = [];
  for (let run = first; run < Math.min(first + killsPerVault, Number(kills)); run += 1) {
    acknowledged.push(...(await killWriter(folder, run, randomInt(1, 600))));
    const vault = must(await openVault(opening(folder)));
    const report = must(await vault.verify());
    const damage = [...vault.damage(), ...report.damage];
    if (damage.length > 0) {
      damaged += 1;
      say(`  kill ${run}: ${JSON.stringify(damage)}`);
    }
    const lost = await lostOf(vault, acknowledged);
    acknowledgedBy.lost = Math.max(acknowledgedBy.lost, lost.length);
    if (lost.length > 0) say(`  kill ${run}: ${lost.length} lost or double`);
    await vault.close();
  }
  acknowledgedBy.all += acknowledged.length;
  await rm(folder, { recursive: true });
}
failures += acknowledgedBy.lost + damaged;
say(
  `killed ${kills} times: ${acknowledgedBy.all} acknowledged, ${acknowledgedBy.lost} lost or double, ${damaged} with damage`,
);

/**
 * All that can be read, as one text, and what was said to be wrong. In a process of its own: LevelDB checks no sums on
 * reading, and on some altered bytes it ends the process (an assertion), which counts as seen but not as named.
 */
const lookAt = (at: string): Look => {
  const script = fileURLToPath(new URL('./look.ts', import.meta.url));
  const run = spawnSync(process.execPath, [script, at], { encoding: 'utf8' });
  if (run.status === 0) return Look.parse(JSON.parse(run.stdout));
  if (run.signal === null) throw new Error(run.stderr); // an error of ours, not LevelDB's
  return { said: ['process-ended'], all: null };
};

const small = join(base, 'klein');
const making = must(await createVault({ ...opening(small), name: 'Klein', effort: 'floor' }));
for (let which = 0; which < 4; which += 1) {
  const dossier = must(await making.newDossier({ action: 'dossier.created' }));
  for (let n = 0; n < 25; n += 1) {
    const writing = { intent: `${n}`, audit: { action: 'entry.added' } };
    must(await making.append(dossier, { which, n, text: 'antwoord '.repeat(n * 7) }, writing));
  }
}
await making.close();
const before = lookAt(small);
const files = (await readdir(small, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
const count = { same: 0, named: 0, ended: 0, unseen: 0 };
const kinds = new Map<string, number>();
const copy = join(base, 'kopie');
for (let trial = 0; trial < Number(alterations); trial += 1) {
  const file = files[randomInt(files.length)];
  if (file === undefined) continue;
  const path = join(file.parentPath, file.name);
  const bytes = await readFile(path);
  if (bytes.length === 0) continue;
  const position = randomInt(bytes.length);
  const way = (['bit', 'cut', 'zeros'] as const)[randomInt(3)] ?? 'bit';
  const altered = way === 'cut' ? bytes.subarray(0, position) : Buffer.from(bytes);
  if (way === 'bit') altered[position] = (altered[position] ?? 0) ^ (1 << randomInt(8));
  if (way === 'zeros') altered.fill(0, position, Math.min(position + 64, altered.length));
  await rm(copy, { recursive: true, force: true });
  await cp(small, copy, { recursive: true });
  await writeFile(path.replace(small, copy), altered);
  const after = lookAt(copy);
  for (const kind of new Set(after.said)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if (after.said.includes('process-ended')) count.ended += 1;
  else if (after.said.length > 0) count.named += 1;
  else if (after.all === before.all) count.same += 1;
  else {
    count.unseen += 1;
    say(`  unseen: ${way} in ${file.name} at ${position} of ${bytes.length}`);
  }
}
failures += count.unseen;
say(
  `altered ${alterations} times: ${count.same} read back the same, ${count.named} named, ${count.ended} ended the process, ${count.unseen} unseen`,
);
say(`  named as: ${[...kinds].map(([kind, times]) => `${kind} ${times}`).join(', ')}`);
await rm(base, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
