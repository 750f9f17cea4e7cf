import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { answering } from './answering.ts';
import { backingUp } from './backup.ts';
import { batch } from './batch.ts';
import { check } from './check.ts';
import { disk } from './disk.ts';
import { durable } from './durable.ts';
import { letters } from './letter.ts';
import { memory } from './memory.ts';
import { outcome } from './outcome.ts';
import { reading } from './reading.ts';
import { asFailedJson, asFailedText, asJson, asText, type Group, isOk, type Measured, type Name } from './row.ts';
import { searching } from './searching.ts';
import { unlocking } from './unlocking.ts';
import { windows } from './window.ts';

/** Measures the rows that are asked for and prints each as it comes. Nothing else is on standard output. */

const groups: readonly Group[] = [
  ...outcome,
  batch,
  answering,
  ...unlocking,
  ...durable,
  ...reading,
  ...disk,
  memory,
  backingUp,
  searching,
  ...letters,
  check,
  ...windows,
];

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const wanted = new RegExp(values.only, 'i');
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const load = (): number => loadavg()[0] ?? 0;
const report = (row: Measured): void => print(values.json ? asJson(row, load()) : asText(row, load()));
const reportFailed = (name: Name, reason: string): void => {
  if (values.json) process.stderr.write(`${name}: ${reason}\n`);
  print(values.json ? asFailedJson(name) : asFailedText(name, reason));
};

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}`;
if (!values.json) print(`${machine}; load ${load().toFixed(1)} at the start\n`);

let rows = 0;
let bad = 0;
for (const { names, measure } of groups) {
  const asked = names.filter((name) => wanted.test(name));
  if (asked.length === 0) continue;
  rows += asked.length;
  try {
    const measured = (await measure(new Set(asked))).filter(({ name }) => asked.includes(name));
    measured.forEach(report);
    bad += measured.filter((row) => !isOk(row)).length;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    for (const name of asked) reportFailed(name, reason);
    bad += asked.length;
  }
}
if (!values.json && rows > 0) print(`\n${rows - bad} of ${rows} ok; load ${load().toFixed(1)} at the end`);
if (rows === 0) process.stderr.write(`No row is called ${values.only}\n`);
process.exitCode = rows === 0 || bad > 0 ? 1 : 0;
