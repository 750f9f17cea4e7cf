import { foldRow, rowVersion } from '#host/open-vault.ts';
import { openVault } from '#vault/vault.ts';

/** Says every key of a vault, in hexadecimal: for a test that searches for them. Arguments: folder of a copy, passphrase. */
const [folder = '', passphrase = ''] = process.argv.slice(2);
const now = (): string => new Date().toISOString();
const opened = await openVault({
  ...{ folder, ports: { now }, fold: foldRow, foldVersion: rowVersion },
  passphrase: new TextEncoder().encode(passphrase),
});
if (!opened.ok) throw new Error(`The copy of the vault does not open: ${opened.error.kind}`);
await opened.value.exclusively(async ({ ledger }) => {
  for (const [name, key] of Object.entries(ledger.keys))
    process.stdout.write(`${name} ${Buffer.from(key).toString('hex')}\n`);
  return { ok: true, value: null };
});
await opened.value.close();
