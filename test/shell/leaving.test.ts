import { EventEmitter } from 'node:events';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { lockWhenLeft } from '../../src/shell/electron/power.ts';
import { watchSleep } from '../../src/shell/sleep.ts';
import { superviseHost } from '../../src/shell/supervisor.ts';
import { spawnStandIn } from './stand-in-spawn.ts';

/** Whatever tells that somebody left: the process that held the keys is gone, and one without keys stands ready. */

const patience = 120_000;
vi.setConfig({ testTimeout: patience });
afterEach(() => void vi.useRealTimers());

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process
  }
};

const supervised = async () => {
  const limits = { startMs: patience, leaveMs: patience, suddenEnds: 2, windowMs: patience };
  const supervisor = superviseHost(spawnStandIn().spawn, limits);
  onTestFinished(supervisor.close);
  const pid = async (): Promise<number> => {
    const reply = await supervisor.call('access.state', {});
    return reply.ok ? Number((reply.value as { name: string }).name) : expect.unreachable(reply.error.kind);
  };
  return { lock: () => void supervisor.lock(), pid, first: await pid() };
};

test.each(['suspend', 'lock-screen', 'user-did-resign-active'])('the desktop says %s', async (event) => {
  const { lock, pid, first } = await supervised();
  const monitor = new EventEmitter();
  // Electron's monitor is an emitter, with a signature for each event
  lockWhenLeft(monitor as unknown as Parameters<typeof lockWhenLeft>[0], lock);
  monitor.emit('resume');
  monitor.emit('unlock-screen');
  expect(await pid()).toBe(first);
  monitor.emit(event);
  await expect.poll(() => runs(first), { timeout: patience }).toBe(false);
  expect(await pid()).not.toBe(first);
});

test('the computer slept, and only the clock tells', async () => {
  const { lock, pid, first } = await supervised();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  const end = watchSleep(lock);
  vi.advanceTimersByTime(60_000);
  expect(await pid()).toBe(first);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  vi.advanceTimersByTime(5_000);
  end();
  vi.useRealTimers();
  await expect.poll(() => runs(first), { timeout: patience }).toBe(false);
  expect(await pid()).not.toBe(first);
});
