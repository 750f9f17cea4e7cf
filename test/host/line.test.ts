import { expect, test } from 'vitest';
import { fail, ok } from '#core/result.ts';
import type { Door } from '#host/dispatch.ts';
import { lineName, overLine, withLine } from '#host/line.ts';
import { decode, encode } from '#host/wire.ts';

/** What the shell between both ends saw, as it would stand in its memory. */
const between = (host: () => Door) => {
  const seen: string[] = [];
  const carry: Door = async (name, input) => {
    seen.push(encode({ name, input }));
    const reply = await host()(name, input);
    seen.push(encode(reply));
    const copied = decode(encode(reply));
    return copied.ok ? (copied.value as typeof reply) : expect.unreachable('not to be carried');
  };
  return { seen, carry };
};
const secret = 'paard lamp rivier';
const echo: Door = async (name, input) =>
  name === 'refused' ? fail({ kind: 'locked', at: secret }) : ok({ name, input });

test('both ends read the same; between them only the name can be read, of what was asked, answered and refused', async () => {
  const { seen, carry } = between(() => host);
  const host = withLine(echo);
  const call = overLine(carry);
  const input = { passphrase: new TextEncoder().encode(secret), said: secret };
  expect(await call('access.unlock', input)).toEqual(ok({ name: 'access.unlock', input }));
  expect(await call('refused', {})).toEqual(fail({ kind: 'locked', at: secret }));
  const all = seen.join('\n');
  expect(all).toContain('access.unlock');
  for (const form of [secret, Buffer.from(secret).toString('base64')]) expect(all).not.toContain(form);
});

test('calls at once share one line; what comes later is sent without a turn in between', async () => {
  const host = withLine(echo);
  const { seen, carry } = between(() => host);
  const call = overLine(carry);
  await Promise.all([call('one', 1), call('two', 2)]);
  expect(seen.filter((each) => each.includes(lineName))).toHaveLength(1);
  const before = seen.length;
  void call('drafts.keep', {});
  expect(seen.length).toBe(before + 1);
});

test('a fresh host knows no line: one is agreed on, and the call goes again, once', async () => {
  let host = withLine(echo);
  const { seen, carry } = between(() => host);
  const call = overLine(carry);
  await call('one', 1);
  host = withLine(echo);
  seen.length = 0;
  expect(await call('two', 2)).toEqual(ok({ name: 'two', input: 2 }));
  expect(seen.filter((each) => each.includes('"name":"two"') && each.includes('sealed'))).toHaveLength(2);
});

test('a host that never knows a line is not asked for ever', async () => {
  const call = overLine(async (name) =>
    name === lineName
      ? withLine(echo)(name, { screen: new Uint8Array(32).fill(9) })
      : fail({ kind: 'unexpected', at: 'line' }),
  );
  expect(await call('one', 1)).toEqual(fail({ kind: 'unexpected', at: 'line' }));
});

test('what was altered, swapped to another name or made up is refused at either end', async () => {
  const host = withLine(echo);
  const sent: { name: unknown; input: { line: Uint8Array; sealed: Uint8Array } }[] = [];
  const call = overLine((name, input) => {
    if (name !== lineName) sent.push({ name, input: input as (typeof sent)[0]['input'] });
    return host(name, input);
  });
  await call('one', { said: secret });
  const [{ input } = expect.unreachable('nothing was sent')] = sent;
  const altered = Uint8Array.from(input.sealed, (byte, at) => (at === 20 ? byte ^ 1 : byte));
  for (const [name, sealed] of [
    ['two', input.sealed],
    ['one', altered],
    ['one', new Uint8Array(3)],
  ] as const)
    expect(await host(name, { ...input, sealed })).toEqual(fail({ kind: 'malformed-input' }));
  for (const screen of [new Uint8Array(32), new Uint8Array(31), 'x', undefined])
    expect(await host(lineName, { screen })).toEqual(fail({ kind: 'malformed-input' }));
  for (const forged of [ok({ name: 'one' }), ok(new Uint8Array(40))]) {
    const misled = overLine(async (name, given) => (name === lineName ? host(name, given) : forged));
    expect(await misled('one', {})).toEqual(fail({ kind: 'unexpected' }));
  }
  expect(await host('one', { plain: true })).toEqual(ok({ name: 'one', input: { plain: true } }));
});
