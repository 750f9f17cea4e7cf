import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Look } from './look-shape.ts';

/** What to look through: a vault, or a backup that is first put back beside. */
export type Place = { readonly vault: string } | { readonly backup: string; readonly into: string };

/**
 * Looks through vaults in a process of its own. LevelDB checks no sums on reading, and on some altered bytes it ends the
 * process (an assertion): that counts as seen but not as named, and the next look has a new process.
 */
export const startLooking = () => {
  const script = fileURLToPath(new URL('./look.ts', import.meta.url));
  let child: ChildProcessWithoutNullStreams | undefined;
  let answered: ((line: string) => void) | undefined;
  let ended: ((how: Error | undefined) => void) | undefined;
  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn(process.execPath, [script]);
    let complaint = '';
    started.stderr.on('data', (chunk) => {
      complaint += String(chunk);
    });
    createInterface(started.stdout).on('line', (line) => answered?.(line));
    started.on('close', (_, signal) => {
      child = undefined;
      ended?.(signal === null ? new Error(complaint) : undefined); // without a signal it is an error of ours, not LevelDB's
    });
    return started;
  };
  return {
    look: (place: Place): Promise<Look> =>
      new Promise((resolve, reject) => {
        answered = (line) => resolve(Look.parse(JSON.parse(line)));
        ended = (error) => (error ? reject(error) : resolve({ said: ['process-ended'], all: null }));
        child ??= start();
        child.stdin.write(`${JSON.stringify(place)}\n`);
      }),
    stop: (): void => {
      ended = undefined;
      child?.stdin.end();
    },
  };
};
