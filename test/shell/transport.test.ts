import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { createBuilder } from 'vite';
import { expect, test } from 'vitest';
import { type Door, dispatch } from '#host/dispatch.ts';
import { overLine } from '#host/line.ts';
import { accountKeyStore } from '../../src/shell/electron/account.ts';
import { answerCalls, channel, type Receiver, type SenderFrame } from '../../src/shell/electron/channel.ts';
import { startLoopback } from '../../src/shell/loopback.ts';
import { superviseHost } from '../../src/shell/supervisor.ts';
import { describeTransport, type Transport } from '../transport.contract.ts';
import { enter, overHttp, pages } from './http.ts';
import { standInHost } from './stand-in.ts';
import { standInSafeStorage } from './stand-in-safe-storage.ts';
import { spawnStandIn } from './stand-in-spawn.ts';

describeTransport('in-process', async () => {
  const lines: string[] = [];
  const call = dispatch(standInHost().handlers, (line) => lines.push(line));
  return { call, written: () => lines.join('\n'), close: async () => undefined, keyStore: 'absent, gives nothing' };
});

describeTransport('a host in its own process', async () => {
  const { spawn, written } = spawnStandIn('', accountKeyStore(standInSafeStorage(), 'darwin'));
  const { call, close } = superviseHost(spawn);
  return { call, written, close, keyStore: 'ok, gives back what it sealed' };
});

describeTransport('loopback', async () => {
  const { spawn, written } = spawnStandIn();
  const supervisor = superviseHost(spawn);
  const loopback = await startLoopback(supervisor.call, pages);
  const cookie = await enter(loopback);
  return {
    call: overHttp(loopback, cookie),
    written,
    keyStore: 'absent, gives nothing',
    close: async () => {
      await loopback.close();
      await supervisor.close();
    },
  };
});

describeTransport('loopback, sealed between the ends as a page does it', async () => {
  const { spawn, written } = spawnStandIn();
  const supervisor = superviseHost(spawn);
  const loopback = await startLoopback(supervisor.call, pages);
  const cookie = await enter(loopback);
  return {
    call: overLine(overHttp(loopback, cookie)),
    written,
    keyStore: 'absent, gives nothing',
    close: async () => {
      await loopback.close();
      await supervisor.close();
    },
  };
});

const ownOrigin = 'baken://app';
const page: SenderFrame = { url: `${ownOrigin}/`, parent: null };

/** Electron's two ends, each message copied as between processes, around the preload as it is built and the real channel. */
const electron = async (door: Door, frame: SenderFrame | null): Promise<Door> => {
  const answers = new Map<string, Parameters<Receiver['handle']>[1]>();
  answerCalls({ handle: (name, answer) => void answers.set(name, answer) }, door, ownOrigin);
  const exposed: Record<string, unknown> = {};
  const modules: Record<string, unknown> = {
    electron: {
      contextBridge: { exposeInMainWorld: (key: string, value: unknown) => Object.assign(exposed, { [key]: value }) },
      ipcRenderer: {
        invoke: async (name: string, ...sent: unknown[]) => {
          const [operation, input] = structuredClone(sent);
          return structuredClone(await answers.get(name)?.({ senderFrame: frame }, operation, input));
        },
      },
    },
  };
  const require = (name: string): unknown => modules[name] ?? expect.unreachable(`the preload asks for ${name}`);
  runInNewContext(await preload(), { require, module: { exports: {} }, exports: {} });
  expect(Object.keys(exposed)).toEqual(['baken']);
  const bridge = exposed.baken as { readonly call: Door };
  expect(Object.keys(bridge)).toEqual(['call']);
  return bridge.call;
};

const preload = async (): Promise<string> => {
  const outDir = mkdtempSync(join(tmpdir(), 'baken-preload-'));
  try {
    const builder = await createBuilder({
      configFile: join(import.meta.dirname, '../../src/vite.config.ts'),
      environments: { preload: { build: { write: false, outDir } } },
    });
    const environment = builder.environments.preload ?? expect.unreachable('no preload in the build');
    const built = await builder.build(environment);
    const { output } = 'output' in built ? built : expect.unreachable('the preload is built once');
    expect(output.map(({ fileName }) => fileName)).toEqual(['preload.cjs']);
    return output[0].code;
  } finally {
    rmSync(outDir, { recursive: true });
  }
};

describeTransport('Electron (its two ends stood in for, preload as built)', async (): Promise<Transport> => {
  const { spawn, written } = spawnStandIn('', accountKeyStore(standInSafeStorage(), 'linux'));
  const supervisor = superviseHost(spawn);
  const call = await electron(supervisor.call, page);
  return { call, written, close: supervisor.close, keyStore: 'ok, gives back what it sealed' };
});

test('the channel answers the window itself and nothing else', async () => {
  const door = dispatch(standInHost().handlers);
  for (const frame of [
    null,
    { url: `${ownOrigin}/`, parent: page },
    { url: 'https://example.org/', parent: null },
    { url: 'baken://app.example.org/', parent: null },
    { url: 'about:blank', parent: null },
    { url: 'file:///etc/passwd', parent: null },
  ]) {
    const call = await electron(door, frame);
    await expect(call('access.state', {})).rejects.toThrow('not the window');
  }
  expect(channel).toBe('call');
});
