import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OpenVault } from '#vault/vault.ts';

/** Runs a writer on this vault and kills it so long after its first acknowledged write; gives what it acknowledged. */
export const killWriter = async (
  folder: string,
  run: number,
  milliseconds: number,
): Promise<readonly { readonly dossier: string; readonly intent: string }[]> => {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, String(run)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds);
      said += String(chunk);
    });
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(complaint))));
  });
  // a line without its end was being printed, and is no acknowledgement
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => ({ dossier: line.slice(0, 32), intent: line.slice(33) }));
};

/** Of what was acknowledged, what is not there, or not there exactly once. */
export const lostOf = async (
  vault: OpenVault,
  acknowledged: readonly { readonly dossier: string; readonly intent: string }[],
): Promise<readonly string[]> => {
  const seen = new Map<string, number>();
  for (const { dossier } of vault.rows()) {
    const read = await vault.read(dossier);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    for (const { content } of read.value.entries) {
      const intent = typeof content === 'object' && content !== null && 'intent' in content ? content.intent : '';
      const key = `${dossier} ${String(intent)}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  return acknowledged.map(({ dossier, intent }) => `${dossier} ${intent}`).filter((key) => seen.get(key) !== 1);
};
