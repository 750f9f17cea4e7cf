import type { HostPort } from './serve.ts';

/** Electron's side of a utility process, as far as it is used; written down here because only Electron's types declare it. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
};

/** How long a last message may take to leave a utility process, which does not say when it has; in milliseconds. */
const flushMs = 200;

/** The line to the shell that started this process: Electron's port when there is one, else that of a fork. */
export const ownPort = (): HostPort => {
  const parentPort: ParentPort | undefined = 'parentPort' in process ? (process.parentPort as ParentPort) : undefined;
  return parentPort === undefined ? forkedPort() : utilityPort(parentPort);
};

const utilityPort = (parent: ParentPort): HostPort => ({
  send: (message) => parent.postMessage(message),
  onMessage: (listener) => parent.on('message', ({ data }) => listener(data)),
  onStop: () => undefined, // Electron takes its utility processes along
  leave: () => void setTimeout(() => process.exit(0), flushMs),
});

const forkedPort = (): HostPort => {
  if (process.send === undefined) throw new Error('This process is started by Baken itself');
  return {
    send: (message) => void (process.connected && process.send?.(message)),
    onMessage: (listener) => void process.on('message', listener),
    onStop: (listener) => {
      process.on('disconnect', listener);
      process.on('SIGTERM', listener);
      // Ctrl+C reaches every process of the terminal at once; the shell is the one that decides.
      process.on('SIGINT', () => undefined);
      process.on('SIGHUP', () => undefined);
    },
    leave: () => {
      // Disconnecting waits for what was sent; without the line nothing else would end this process.
      if (!process.connected) process.exit(0);
      process.once('disconnect', () => process.exit(0));
      process.disconnect();
    },
  };
};
