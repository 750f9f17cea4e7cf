/** In the small file system of the first argument: fills the disk under an open vault, makes room, and goes on. */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '#vault/vault.ts';
import { countingFold, passphrase, tickingClock } from './practice-words.ts';

const [, , mount = ''] = process.argv;
const ports = tickingClock();
const made = await createVault({
  folder: join(mount, 'kluis'),
  name: 'Volle schijf',
  passphrase: passphrase(),
  ports,
  fold: countingFold,
  effort: 'floor',
});
if (!made.ok) throw new Error(JSON.stringify(made.error));
const vault = made.value;
const dossier = await vault.newDossier({ action: 'dossier.created' });
if (!dossier.ok) throw new Error(JSON.stringify(dossier.error));
const acknowledged: string[] = [];
const append = async (intent: string) => {
  const text = `${intent} ${Array.from({ length: 300 }, () => Math.random().toString(36)).join('')}`;
  const written = await vault.append(dossier.value, text, { intent, audit: { action: 'entry.added' } });
  if (written.ok) acknowledged.push(text);
  return written;
};
for (let n = 0; n < 10; n += 1) await append(`ruim-${n}`);
const { bavail, bsize } = statfsSync(mount);
writeFileSync(join(mount, 'filler'), Buffer.alloc(bavail * bsize - 100_000));
let refusal = '';
for (let n = 0; n < 100 && refusal === ''; n += 1) {
  const written = await append(`vol-${n}`);
  if (!written.ok) refusal = written.error.kind;
}
const again = await append('nog-vol');
const whileFull = acknowledged.length;
rmSync(join(mount, 'filler'));
const afterwards = await append('weer-ruim');
const read = await vault.read(dossier.value);
const report = await vault.verify();
await vault.close();
process.stdout.write(
  JSON.stringify({
    refusal,
    again: again.ok ? 'written' : again.error.kind,
    whileFull,
    afterwards: afterwards.ok ? 'written' : afterwards.error.kind,
    same:
      read.ok &&
      acknowledged.every((text) => read.value.entries.filter(({ content }) => content === text).length === 1),
    damage: report.ok ? report.value.damage : report.error.kind,
  }),
);
