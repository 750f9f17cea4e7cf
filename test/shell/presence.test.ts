import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { callPath, encode } from '#host/wire.ts';
import { startLoopback } from '../../src/shell/loopback.ts';
import { watchPresence } from '../../src/shell/presence.ts';
import { enter, pages, rightHeaders } from './http.ts';

describe('by the clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('the last page that goes by itself is missed, after a while and once', () => {
    const left = vi.fn();
    const presence = watchPresence(left, 1_000);
    const [one, other] = [presence.watches(), presence.watches()];
    one('gone');
    vi.advanceTimersByTime(60_000);
    expect(left).toHaveBeenCalledTimes(0);
    other('gone');
    vi.advanceTimersByTime(999);
    expect(left).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(60_000);
    expect(left).toHaveBeenCalledTimes(1);
  });

  test('a page that is loaded anew is not missed, nor one that was told, nor any after the end', () => {
    const left = vi.fn();
    const presence = watchPresence(left, 1_000);
    presence.watches()('gone');
    const anew = presence.watches();
    vi.advanceTimersByTime(60_000);
    anew('told');
    vi.advanceTimersByTime(60_000);
    presence.watches()('gone');
    presence.end();
    vi.advanceTimersByTime(60_000);
    expect(left).toHaveBeenCalledTimes(0);
  });
});

test('over the loopback: the line of the page breaks, and that is noticed', async () => {
  let left = (): void => undefined;
  const missed = new Promise<void>((resolve) => {
    left = resolve;
  });
  let asked = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const hold = () => {
    asked();
    return new Promise<never>(() => undefined);
  };
  const loopback = await startLoopback(hold, pages, watchPresence(left, 10));
  onTestFinished(loopback.close);
  const headers = rightHeaders(loopback, await enter(loopback));
  const { hostname, port } = new URL(loopback.origin);
  const page = request({ hostname, port, path: callPath, method: 'POST', headers, agent: false });
  page.on('error', () => undefined); // broken off on purpose
  page.end(encode({ name: 'access.watch', input: {} }));
  await arrived;
  page.destroy();
  await missed;
});
