import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaseOutcome } from '#core/assess.ts';

/** The cases of `test/vignettes/`: each with where its expectation comes from. */

const folder = new URL('../vignettes/', import.meta.url).pathname;
const codes = z.array(z.string()).optional();

export const Vignette = z.strictObject({
  title: z.string(),
  origin: z.string().min(5),
  answers: z.record(z.string(), z.unknown()),
  rest: z.literal('nee').optional(),
  on: z.string().optional(),
  expected: z.strictObject({
    band: z.string().nullable().optional().describe('null: nothing was entered'),
    final: z.boolean().optional(),
    deadline: z.string().nullable().optional(),
    refers: codes,
    refersNot: codes,
    blocks: codes,
    blocksNot: codes,
    next: codes,
    nextNot: codes,
    measures: codes,
    causes: codes,
    causesNot: codes,
    contributing: codes,
    applies: codes,
    appliesNot: codes,
    stops: codes,
    open: z.array(z.strictObject({ item: z.string(), could: z.string() })).optional(),
    /** Items that are not open. */
    openNot: codes,
    score: z.record(z.string(), z.unknown()).optional(),
    flag: z.string().nullable().optional(),
    /** Per referral code its deadline code. */
    due: z.record(z.string(), z.string().nullable()).optional(),
    texts: codes,
    /** What must not be read, in part. */
    textsNot: codes,
    /** What is read first comes first: what goes with a heavier band before what goes with a lighter one. */
    textsInOrder: codes,
    /** Per referral code what is told with it, in part. */
    why: z.record(z.string(), z.array(z.string())).optional(),
    /** What a rule itself brings, as its row in the specification has it: exactly, where it is told. */
    rules: z
      .record(
        z.string(),
        z.strictObject({
          band: z.string().nullable().optional(),
          deadline: z.string().nullable().optional().describe('Its own, null when it has that of its band'),
          refers: codes,
          blocks: codes,
          starts: codes,
          says: z.enum(['applies', 'does-not-apply', 'open']).optional(),
          settled: z.boolean().optional().describe('false: a later answer may still change it'),
        }),
      )
      .optional(),
  }),
});
export type Vignette = z.infer<typeof Vignette>;

export const vignetteFiles = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The instrument that a file of vignettes is about: `PG-grenzen.json` is about PG. */
export const instrumentOf = (file: string): string => file.split('-')[0] ?? file;

export const vignettesIn = (file: string): readonly Vignette[] =>
  z.array(Vignette).parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

/** The case that a vignette is, for `assess`. */
export const caseOf = (instrument: string, { answers, rest, on }: Vignette) => ({
  instrument,
  on: on ?? '2026-11-23T10:00:00+01:00',
  answers,
  ...(rest && { rest }),
});

/** What an outcome has otherwise than a vignette expects, in words; none when it fits. */
export const differences = ({ expected }: Vignette, outcome: CaseOutcome): readonly string[] => {
  const found: string[] = [];
  const told = (value: unknown) => JSON.stringify(value);
  const same = (name: string, wanted: unknown, is: unknown) => {
    if (wanted !== undefined && told(wanted) !== told(is)) found.push(`${name}: ${told(is)}, expected ${told(wanted)}`);
  };
  const inside = (name: string, wanted: readonly string[] | undefined, is: readonly string[]) => {
    const lacking = (wanted ?? []).filter((code) => !is.includes(code));
    if (lacking.length > 0) found.push(`${name}: ${told(is)}, lacks ${told(lacking)}`);
  };
  const outside = (name: string, unwanted: readonly string[] | undefined, is: readonly string[]) => {
    const there = (unwanted ?? []).filter((code) => is.includes(code));
    if (there.length > 0) found.push(`${name}: has ${told(there)}`);
  };
  const referred = outcome.referrals.map(({ code }) => code);
  const acting = outcome.rules.filter(({ acts }) => acts).map(({ id }) => id);
  const open = outcome.open.map(({ item, could }) => `${item} ${could}`);
  same('band', expected.band, outcome.band);
  same('final', expected.final, outcome.final);
  same('deadline', expected.deadline, outcome.deadline?.code ?? null);
  same('measures', expected.measures?.toSorted(), outcome.measures.toSorted());
  same('stops', expected.stops, outcome.stops);
  same('flag', expected.flag, outcome.flag);
  for (const [key, value] of Object.entries(expected.score ?? {}))
    same(`score ${key}`, value, Reflect.get(outcome.score, key));
  for (const [code, deadline] of Object.entries(expected.due ?? {}))
    same(`due ${code}`, deadline, outcome.referrals.find((one) => one.code === code)?.deadline);
  inside(
    'open',
    expected.open?.map(({ item, could }) => `${item} ${could}`),
    open,
  );
  outside(
    'open',
    expected.openNot,
    outcome.open.map(({ item }) => item),
  );
  inside('refers', expected.refers, referred);
  outside('refers', expected.refersNot, referred);
  inside('blocks', expected.blocks, outcome.blocked);
  outside('blocks', expected.blocksNot, outcome.blocked);
  inside('next', expected.next, outcome.next);
  outside('next', expected.nextNot, outcome.next);
  inside('causes', expected.causes, outcome.causes);
  outside('causes', expected.causesNot, outcome.causes);
  inside('contributing', expected.contributing, outcome.contributing);
  inside('applies', expected.applies, acting);
  outside('applies', expected.appliesNot, acting);
  for (const [id, row] of Object.entries(expected.rules ?? {})) {
    same(`${id} says`, row.says, outcome.rules.find((one) => one.id === id)?.says);
    same(`${id} settled`, row.settled, outcome.rules.find((one) => one.id === id)?.settled);
    const rule = outcome.rules.find((one) => one.id === id && one.acts);
    same(`${id} band`, row.band, rule?.band);
    same(`${id} deadline`, row.deadline, rule?.deadline);
    for (const key of ['refers', 'blocks', 'starts'] as const)
      same(`${id} ${key}`, row[key]?.toSorted(), rule?.[key].toSorted());
  }
  const texts = outcome.texts.join('\n');
  for (const text of expected.texts ?? []) if (!texts.includes(text)) found.push(`texts: no "${text}"`);
  for (const text of expected.textsNot ?? []) if (texts.includes(text)) found.push(`texts: has "${text}"`);
  const places = (expected.textsInOrder ?? []).map((text) => texts.indexOf(text));
  if (places.some((place, at) => place < 0 || place < (places[at - 1] ?? 0)))
    found.push(`texts: other order than ${told(expected.textsInOrder)}: ${told(outcome.texts)}`);
  for (const [code, reasons] of Object.entries(expected.why ?? {})) {
    const why = outcome.referrals.find((one) => one.code === code)?.why.join('\n') ?? '';
    for (const reason of reasons) if (!why.includes(reason)) found.push(`why ${code}: no "${reason}"`);
  }
  return found;
};
