/**
 * Makes the small stored vault of the present format: `node test/vaults/make.ts v2`. Run once per format; a stored vault is
 * never made again, for it stands for what users have on disk.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeBackup } from '#vault/backup.ts';
import type { JsonValue } from '#vault/json.ts';
import { createVault } from '#vault/vault.ts';
import { countingFold, tickingClock } from '../vault/practice-words.ts';

const [, , format = ''] = process.argv;
const at = (name: string) => fileURLToPath(new URL(`./${format}/${name}`, import.meta.url));
if (format === '' || existsSync(at('vault'))) throw new Error('Name a format that is not stored yet');
await mkdir(at('.'), { recursive: true });

const passphrase = 'vijver lantaarn koekoek zolder rietstengel mortier';
const made = await createVault({
  folder: at('vault'),
  name: `Opgeslagen kluis ${format}`,
  passphrase: new TextEncoder().encode(passphrase),
  ports: tickingClock(),
  fold: countingFold,
  effort: 'floor',
});
if (!made.ok) throw new Error(JSON.stringify(made.error));
const vault = made.value;
const dossiers: { dossier: string; contents: JsonValue[] }[] = [];
for (const [which, size] of [4, 7].entries()) {
  const dossier = await vault.newDossier({ action: 'dossier.created' });
  if (!dossier.ok) throw new Error(JSON.stringify(dossier.error));
  const contents: JsonValue[] = [];
  for (let n = 0; n < size; n += 1) {
    const content = { which, n, text: `Reëel antwoord ${n} 🕯 `.repeat(n * n) };
    const audit = { action: 'entry.added', purpose: 'stored vault' };
    const written = await vault.append(dossier.value, content, { intent: `${which}-${n}`, audit });
    if (!written.ok) throw new Error(JSON.stringify(written.error));
    contents.push(content);
  }
  dossiers.push({ dossier: dossier.value, contents });
}
const backup = await makeBackup(vault, { place: { folder: at('.'), file: 'backup' }, keepDays: 30 });
if (!backup.ok) throw new Error(JSON.stringify(backup.error));
await vault.close();
for (const name of ['LOCK', 'LOG', 'LOG.old']) await rm(at(`vault/store/${name}`), { force: true });
await writeFile(at('expected.json'), `${JSON.stringify({ dossiers }, undefined, 2)}\n`);
await writeFile(
  at('README.md'),
  `# Stored vault, format ${format}

A small vault as Baken wrote it when this format was in use, with invented contents. Every later version must open it.
Passphrase: \`${passphrase}\`. What is in it: \`expected.json\`; a backup of it lies beside it as \`backup\` and \`backup.sleutels\`. Made by \`../make.ts\`; never made again.
`,
);
