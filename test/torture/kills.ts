/** Kills a writer as often as the first argument says, at random moments, and looks for what it had acknowledged. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault, openVault } from '#vault/vault.ts';
import { prove } from '../proof.ts';
import { dice } from '../vault/fuzzing.ts';
import { killWriter, lostOf } from '../vault/kill.ts';
import { countingFold, passphrase, tickingClock } from '../vault/practice-words.ts';

const [, , kills = '40', seed = '1'] = process.argv;
const roll = dice(Number(seed));
const base = await mkdtemp(join(tmpdir(), 'baken-kills-'));
const folder = join(base, 'kluis');
const opening = { folder, passphrase: passphrase(), ports: tickingClock(), fold: countingFold };
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Kills on one vault before a new one is begun, so that looking through it does not grow with every kill. */
const killsPerVault = 25;
const totals = { acknowledged: 0, lost: 0, damaged: 0 };
for (let first = 0; first < Number(kills); first += killsPerVault) {
  await must(await createVault({ ...opening, passphrase: passphrase(), name: 'Foltering', effort: 'floor' })).close();
  const acknowledged: { readonly dossier: string; readonly intent: string }[] = [];
  let lost = 0;
  for (let run = first; run < Math.min(first + killsPerVault, Number(kills)); run += 1) {
    acknowledged.push(...(await killWriter(folder, run, 1 + Math.floor(roll() * 600))));
    const vault = must(await openVault({ ...opening, passphrase: passphrase() }));
    const damage = [...vault.damage(), ...must(await vault.verify()).damage];
    if (damage.length > 0) {
      totals.damaged += 1;
      process.stdout.write(`  kill ${run}: ${JSON.stringify(damage)}\n`);
    }
    const missing = await lostOf(vault, acknowledged);
    lost = Math.max(lost, missing.length);
    if (missing.length > 0) process.stdout.write(`  kill ${run}: ${missing.length} lost or double\n`);
    await vault.close();
  }
  totals.acknowledged += acknowledged.length;
  totals.lost += lost;
  await rm(folder, { recursive: true });
}
await rm(base, { recursive: true });
const failed = totals.lost + totals.damaged;
prove({
  claim: 'V3',
  what: 'killed while writing',
  numbers: `${kills} kills (seed ${seed}), ${totals.acknowledged} acknowledged, ${totals.lost} lost or double, ${totals.damaged} with damage`,
  failed,
});
process.exitCode = failed === 0 ? 0 : 1;
