import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Engine } from 'json-rules-engine';
import { factsOf } from '#core/facts.ts';
import type { Node, Pack } from '#core/pack.ts';
import { packOf, type RawCase, root, someCases } from './cases.ts';
import { type Group, instruments } from './row.ts';
import { median, timed } from './timing.ts';

/** Many cases through the built command, and the same rules over the same facts by the bare engine. */

const perKind = 250;
const runs = 3;

/**
 * Cases a second through `baken assess --batch -`. One case goes first and is waited for, so that the process is up and its
 * library open; the clock runs from the first of the others in to the last outcome out, its extra threads' start included.
 */
const throughput = async (lines: readonly string[]): Promise<number> => {
  const [first, ...others] = lines;
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'assess', '--batch', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const out = createInterface({ input: child.stdout });
  child.stdin.write(`${first}\n`);
  await once(out, 'line');
  let answered = 0;
  const last = new Promise<void>((resolve) => {
    out.on('line', () => {
      answered += 1;
      if (answered === others.length) resolve();
    });
  });
  const { ms } = await timed(async () => {
    child.stdin.end(`${others.join('\n')}\n`);
    await Promise.race([last, exited]);
  });
  const [code] = await exited;
  if (code !== 0 || answered !== others.length)
    throw new Error(`The batch ended with ${code} after ${answered} of ${others.length} outcomes`);
  return (others.length / ms) * 1000;
};

/** The condition as json-rules-engine itself takes it. */
const native = (pack: Pack, node: Node): object => {
  if ('not' in node) return { not: native(pack, node.not) };
  if ('all' in node) return { all: node.all.map((part) => native(pack, part)) };
  if ('any' in node) return { any: node.any.map((part) => native(pack, part)) };
  const leaf = pack.leaves[node.leaf];
  if (leaf === undefined) throw new Error('A comparison that is not there');
  return { fact: leaf.fact, operator: leaf.operator, value: leaf.value };
};

const bareEngine = (pack: Pack): Engine => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const rule of pack.rules)
    rule.variants.forEach(({ after, tree }, index) => {
      // the engine's own type of a condition has no room for one that is built; the trees come from checked rule files
      if (!after)
        engine.addRule({ conditions: { all: [native(pack, tree)] } as never, event: { type: `${rule.id}.${index}` } });
    });
  return engine;
};

/** Cases a second by the engine alone: facts ready, conditions of the rules whole, no third value, no reasons, nothing open. */
const bare = async (cases: readonly RawCase[]): Promise<number> => {
  const packs = new Map<string, { readonly pack: Pack; readonly engine: Engine }>(
    instruments.map((id) => [id, { pack: packOf(id), engine: bareEngine(packOf(id)) }]),
  );
  const ready = cases.map(({ instrument, answers }) => {
    const found = packs.get(instrument);
    if (found === undefined) throw new Error(`No engine for ${instrument}`);
    const facts = factsOf(found.pack, answers);
    const known = found.pack.leaves.flatMap(({ fact }) => {
      const state = facts.state(fact);
      return state.kind === 'known' ? [[fact, state.value] as const] : [];
    });
    return { engine: found.engine, facts: Object.fromEntries(known) };
  });
  for (const { engine, facts } of ready.slice(0, 50)) await engine.run(facts);
  const { ms } = await timed(async () => {
    for (const { engine, facts } of ready) await engine.run(facts);
  });
  return (ready.length / ms) * 1000;
};

/** Taken by turns, so that a case's kind does not follow from its place. */
const mixed = (): readonly RawCase[] => {
  const kinds = instruments.flatMap((id, index) => [
    someCases(11 + index, id, 'whole', perKind),
    someCases(31 + index, id, 'half', perKind),
  ]);
  return Array.from({ length: perKind }, (_, index) => kinds.flatMap((kind) => kind[index] ?? [])).flat();
};

export const batch: Group = {
  names: ['batch of all'],
  measure: async () => {
    const cases = mixed();
    const lines = cases.map((one) => JSON.stringify(one));
    const alone = await bare(cases.slice(0, 1000));
    const rates: number[] = [];
    for (let run = 0; run < runs; run += 1) rates.push(await throughput(lines));
    return [
      {
        name: 'batch of all',
        value: median(rates),
        peer: { name: 'bare json-rules-engine, one thread', value: alone },
        note:
          `median of ${runs} runs of ${cases.length} cases, half of them half answered, on ${availableParallelism()} threads; ` +
          `first line in to last line out (${rates.map((rate) => rate.toFixed(0)).join(', ')})`,
      },
    ];
  },
};
