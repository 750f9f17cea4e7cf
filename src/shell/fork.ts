import { fork } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { HostStart } from './messages.ts';
import type { HostChild } from './supervisor.ts';

/**
 * Starts the host as a child process. It is given no debugger switch and no options from the environment, and it does not open
 * a debugger on SIGUSR1: that would read keys.
 *
 * @param errors - gets its standard error; left out: ours
 */
export const forkHost = (entry: string, start: HostStart, errors?: Writable): HostChild => {
  const { NODE_OPTIONS: _left, ...env } = process.env;
  const child = fork(entry, [JSON.stringify(start)], {
    serialization: 'advanced', // bytes stay bytes
    execArgv: ['--disable-sigusr1'],
    stdio: ['ignore', 'inherit', errors === undefined ? 'inherit' : 'pipe', 'ipc'],
    env,
  });
  if (errors !== undefined) child.stderr?.pipe(errors, { end: false });
  child.on('error', () => undefined); // a failed start or send also ends in 'close', which is where it is answered
  return {
    send: (message) => void (child.connected && child.send(message)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('close', listener),
    kill: () => void child.kill('SIGKILL'),
  };
};
