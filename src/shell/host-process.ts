import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { toStandardError, traceOf } from '#host/dispatch.ts';
import { createHost } from '#host/host.ts';
import { readContent } from './content.ts';
import { keyStoreOver } from './key-store.ts';
import { HostStart } from './messages.ts';
import { ownPort } from './port.ts';
import { serveHost } from './serve.ts';

/** The one process that holds keys and plaintext. It ends on lock; the shell then starts a fresh one. */

const fall = (error: unknown): void => {
  toStandardError(`the host ends: ${traceOf(error)}`);
  process.exit(1);
};
process.on('uncaughtException', fall);
process.on('unhandledRejection', fall);

const start = HostStart.parse(JSON.parse(process.argv[2] ?? 'null'));
const { keyStore, port } = keyStoreOver(ownPort());
serveHost(
  port,
  createHost({
    keyStore,
    content: readContent(start.root, start.contentFolder),
    assetsFolder: join(start.root, 'resources'),
    folder: start.folder,
    startThread: () => {
      const thread = new Worker(join(import.meta.dirname, 'opening-thread.js'));
      thread.on('error', (error) => toStandardError(`a thread that opens records ends: ${traceOf(error)}`));
      return thread;
    },
    now: () => new Date().toISOString(),
    newId: () => randomUUID(),
    lockMinutes: start.lockMinutes,
    documentsFolders: start.documentsFolders,
  }),
);
