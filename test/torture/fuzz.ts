/** Fuzzes every decoder with so many inputs as the first argument says, from the seed of the second, and prints the counts. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { fuzz } from '../vault/fuzzing.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';

const [, , inputs = '1000', seed = '1'] = process.argv;
const base = await mkdtemp(join(tmpdir(), 'baken-fuzz-'));
const folder = join(base, 'kluis');
const scratch = join(base, 'los');
await mkdir(scratch);
const opening = { folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold };
const made = await createVault({ ...opening, name: 'Foltering', effort: 'floor' });
if (!made.ok) throw new Error(made.error.kind);
const dossier = await made.value.newDossier({ action: 'dossier.created' });
if (!dossier.ok) throw new Error(dossier.error.kind);
for (let n = 0; n < 3; n += 1) {
  const writing = { intent: `${n}`, audit: { action: 'entry.added' } };
  const written = await made.value.append(dossier.value, { n, text: 'antwoord '.repeat(n) }, writing);
  if (!written.ok) throw new Error(written.error.kind);
}
let failures = 0;
for (const one of await fuzz(made.value, folder, scratch, Number(inputs), Number(seed))) {
  const failed = one.accepted.length + one.thrown.length;
  failures += failed;
  prove({
    claim: 'V2',
    what: `decoding: ${one.decoder}`,
    numbers:
      `${one.inputs} inputs (seed ${seed}): ${one.refused} refused, ${one.same} with the same meaning, ` +
      `${one.unaltered} unaltered, ${one.accepted.length} taken though altered, ${one.thrown.length} thrown on`,
    failed,
  });
  for (const found of [...one.accepted, ...one.thrown].slice(0, 3)) process.stdout.write(`  ${found}\n`);
}
await rm(base, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
