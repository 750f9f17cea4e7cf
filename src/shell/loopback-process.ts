import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { toStandardError, traceOf } from '#host/dispatch.ts';
import { noKeyStore } from '#vault/key-store-slot.ts';
import { forkHost } from './fork.ts';
import { withKeyStore } from './key-store.ts';
import { startLoopback } from './loopback.ts';
import { usualLockMinutes } from './messages.ts';
import { readPages } from './pages.ts';
import { type Computer, contentFolder, dataFolder, documentsFolders } from './places.ts';
import { watchPresence } from './presence.ts';
import { watchSleep } from './sleep.ts';
import { superviseHost } from './supervisor.ts';

/**
 * Runs the loopback until it is told to stop: by signal, or because whoever started it is gone. Its first line on standard
 * output is the address to open.
 */

const dist = import.meta.dirname;
const root = dirname(dist);
const computer: Computer = { platform: process.platform, home: homedir(), env: process.env };

const run = async (): Promise<void> => {
  const supervisor = superviseHost(() =>
    withKeyStore(
      forkHost(join(dist, 'host-process.js'), {
        root,
        folder: dataFolder(computer),
        documentsFolders: [...documentsFolders(computer)],
        contentFolder: contentFolder(computer),
        lockMinutes: usualLockMinutes,
      }),
      noKeyStore,
    ),
  );
  const lock = (): void => void supervisor.lock();
  const loopback = await startLoopback(supervisor.call, readPages(join(dist, 'ui')), watchPresence(lock));
  watchSleep(lock);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await supervisor.close(); // the page still hands over what was typed
    await loopback.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  if (process.connected) process.on('disconnect', () => void stop());
  process.stdout.write(`${loopback.address}\n`);
};

run().catch((error: unknown) => {
  toStandardError(`could not start: ${traceOf(error)}`);
  process.exit(1);
});
