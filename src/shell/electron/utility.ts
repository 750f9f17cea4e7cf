import { utilityProcess } from 'electron';
import type { HostStart } from '../messages.ts';
import type { HostChild } from '../supervisor.ts';

/** Starts the host as Electron's utility process; same line, same messages as a forked one. */
export const utilityHost = (entry: string, start: HostStart): HostChild => {
  const child = utilityProcess.fork(entry, [JSON.stringify(start)], { serviceName: 'Baken kluis', stdio: 'inherit' });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
  };
};
