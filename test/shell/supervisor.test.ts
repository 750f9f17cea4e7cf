import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { superviseHost } from '../../src/shell/supervisor.ts';
import { letter, person } from './stand-in.ts';
import { spawnStandIn } from './stand-in-spawn.ts';

/** Far above what anything here takes on a computer that is busy: no test is about how long something takes. */
const patience = 120_000;
vi.setConfig({ testTimeout: patience });
const limits = { startMs: patience, leaveMs: patience, suddenEnds: 2, windowMs: 10 * patience };
const gone = { ok: false, error: { kind: 'host-ended' } };

/** A supervised stand-in that says by process id who answered. */
const supervised = (some: Partial<typeof limits> = {}, folder = '') => {
  const stand = spawnStandIn(folder);
  const lines: string[] = [];
  const supervisor = superviseHost(stand.spawn, { ...limits, ...some }, (line) => lines.push(line));
  onTestFinished(supervisor.close);
  const pid = async (): Promise<number> => {
    const reply = await supervisor.call('access.state', {});
    return reply.ok ? Number((reply.value as { name: string }).name) : expect.unreachable(reply.error.kind);
  };
  return { ...stand, ...supervisor, lines, pid };
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process
  }
};

test('a lock is answered, its process is gone, and a fresh one answers', async () => {
  const host = supervised();
  const first = await host.pid();
  expect(await host.call('access.lock', {})).toEqual({ ok: true, value: null });
  const second = await host.pid();
  expect(second).not.toBe(first);
  expect(runs(first)).toBe(false);
  expect(host.lines).toEqual([]);
});

test('calls that come while it is ending are answered, by the old process or the new, never lost', async () => {
  const host = supervised();
  await host.pid();
  const locking = host.call('access.lock', {});
  const replies: Promise<{ readonly ok: boolean }>[] = [];
  for (let index = 0; index < 40; index += 1) {
    replies.push(host.call('referral.preview', letter(String(index))));
    await wait(5);
  }
  expect(await locking).toEqual({ ok: true, value: null });
  expect((await Promise.all(replies)).every(({ ok }) => ok)).toBe(true);
  expect(host.starts()).toBe(2);
});

test('a sudden end: what was under way is answered host-ended, and a fresh host takes over', async () => {
  const host = supervised();
  const first = await host.pid();
  const [hanging, dying] = [host.call('dossiers.addPerson', person), host.call('referral.places', {})];
  expect(await hanging).toEqual(gone);
  expect(await dying).toEqual(gone);
  expect(await host.pid()).not.toBe(first);
  expect(host.lines).toEqual(['the host ended unexpectedly']);
});

test('after too many sudden ends none is started, until the window has passed', async () => {
  const host = supervised();
  for (let time = 0; time < 3; time += 1) expect(await host.call('referral.places', {})).toEqual(gone);
  expect(await host.call('access.state', {})).toEqual(gone);
  expect(host.starts()).toBe(3);
  const passed = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + limits.windowMs);
  onTestFinished(() => passed.mockRestore());
  expect(await host.pid()).toBeGreaterThan(0);
});

test('a host that dies at its start is not started for ever', async () => {
  const host = supervised({}, 'dies-at-start');
  expect(await host.call('access.state', {})).toEqual(gone);
  await expect
    .poll(() => host.lines.at(-1), { timeout: patience })
    .toBe('the host ended 3 times in a short while and is not started again for now');
  expect(host.starts()).toBe(3);
});

test('work that hangs does not keep a locked process alive', async () => {
  const host = supervised();
  const first = await host.pid();
  const hanging = host.call('dossiers.addPerson', person);
  expect(await host.call('access.lock', {})).toEqual({ ok: true, value: null });
  expect(await hanging).toEqual(gone);
  expect(await host.pid()).not.toBe(first);
  expect(runs(first)).toBe(false);
});

test('lock ends a host that does not answer', async () => {
  const host = supervised({ leaveMs: 500 });
  const first = await host.pid();
  process.kill(first, 'SIGSTOP');
  await host.lock();
  expect(runs(first)).toBe(false);
  expect(await host.pid()).not.toBe(first);
});

test.each(['lock-hangs', 'lock-fails'])('%s: asked for by the page, the process is gone all the same', async (way) => {
  const host = supervised({ leaveMs: 300 }, way);
  const first = await host.pid();
  const asked = host.call('access.lock', { saved: true });
  expect(await asked).toMatchObject({ ok: false });
  await expect.poll(() => runs(first), { timeout: patience }).toBe(false);
  expect(await host.pid()).not.toBe(first);
});

test('a lock that was not understood is none', async () => {
  const host = supervised({ leaveMs: 300 });
  const first = await host.pid();
  expect(await host.call('access.lock', { saved: 'all' })).toEqual({ ok: false, error: { kind: 'malformed-input' } });
  await wait(600);
  expect(await host.pid()).toBe(first);
});

test('closing ends it for good; later calls are told so', async () => {
  const host = supervised();
  const first = await host.pid();
  await host.close();
  expect(runs(first)).toBe(false);
  expect(await host.call('access.state', {})).toEqual(gone);
  expect(host.starts()).toBe(1);
});

test('a host whose shell is gone ends by itself', async () => {
  const start = JSON.stringify({ root: '', contentFolder: '', folder: '', documentsFolders: [], lockMinutes: 5 });
  const child = fork(join(import.meta.dirname, 'stand-in-process.ts'), [start], { serialization: 'advanced' });
  await once(child, 'message');
  const exited = once(child, 'exit');
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

test('Ctrl+C reaches every process of a terminal; the host leaves the decision to the shell', async () => {
  const host = supervised();
  const first = await host.pid();
  process.kill(first, 'SIGINT');
  await wait(100);
  expect(await host.pid()).toBe(first);
});
