import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { randomFrom } from '#core/check/witness.ts';
import type { Client, Input, Name, Output } from '#host/contract.ts';
import { dispatch } from '#host/dispatch.ts';
import { createHost } from '#host/host.ts';
import { content, packOf, root, someAnswer } from './cases.ts';
import { startThread } from './threads.ts';
import { timed } from './timing.ts';

/** The host as a screen meets it, through its one door, without the line between processes. */

export type Good = <N extends Name>(name: N, input: Input<N>) => Promise<Output<N>>;

/** Runs the work with a host on this folder, and ends the host after it. A refusal ends the measurement. */
export const withHost = async <T>(folder: string, work: (good: Good) => Promise<T>): Promise<T> => {
  const host = createHost({
    content,
    assetsFolder: join(root, 'resources'),
    folder,
    now: () => new Date().toISOString(),
    startThread,
    newId: () => randomUUID(),
    lockMinutes: 15,
    documentsFolders: [],
    effort: 'floor', // of the passphrase only
  });
  const door = dispatch(host.handlers);
  const call: Client = async (name, input) => (await door(name, input)) as never; // checked by dispatch against the contract
  try {
    return await work(async (name, input) => {
      const reply = await call(name, input);
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    });
  } finally {
    await host.close();
  }
};

export const begin = (good: Good, label: string) =>
  good('dossiers.open', {
    label,
    signal: 'Buurvrouw hoorde geschreeuw',
    kind: 'gezegd',
    saidBy: 'buurvrouw',
    intent: randomUUID(),
  });

/** Answers question after question, in dossier after dossier; gives the milliseconds from an answer to the next question. */
export const answering = async function* (good: Good): AsyncGenerator<number> {
  const next = randomFrom(21);
  const items = packOf('PG').items;
  for (;;) {
    const { dossier } = await begin(good, 'Linde');
    let view = await good('assessment.start', { dossier, instrument: 'PG', intent: randomUUID() });
    while (view.place.kind === 'question') {
      const item = items.get(view.place.question.item);
      if (item === undefined) throw new Error(`No item ${view.place.question.item}`);
      const { assessment } = view;
      const value = someAnswer(next, item);
      const answer = {
        ...{ dossier, assessment, item: item.id, note: null, reason: null, intent: randomUUID() },
        value: Array.isArray(value) ? [...value] : value,
      };
      const { ms, gave } = await timed(() => good('assessment.answer', answer));
      yield ms;
      view = gave;
    }
  }
};
