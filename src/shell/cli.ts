import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { assess, type Library } from '#core/assess.ts';
import { jsonFailureInWords, readJson } from '#core/json-text.ts';
import { readable } from '#core/readable.ts';
import { checkContent } from '#host/check.ts';
import { toStandardError, traceOf } from '#host/dispatch.ts';
import { openLibrary } from '#host/library.ts';
import { type Command, type LetterWish, readArguments, usage } from './arguments.ts';
import { decideBatch } from './batch.ts';
import { checkJson, checkText, faultText } from './check-text.ts';
import { readContent } from './content.ts';
import { instrumentsText, instrumentText, wholeInstrument } from './instruments.ts';
import { contentFolder } from './places.ts';

/**
 * The command `baken`: decides cases from files, without a screen and without a vault. The answer goes to standard output,
 * everything else to standard error. Exit 0: decided; 2: the input is refused; 1: Baken itself failed.
 */

const root = dirname(import.meta.dirname);
const own = contentFolder({ platform: process.platform, home: homedir(), env: process.env });
const refusedInput = 2;

type Decided = Extract<Awaited<ReturnType<typeof assess>>, { readonly ok: true }>['value'];

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const answer = (whole: string): void => void process.stdout.write(whole.endsWith('\n') ? whole : `${whole}\n`);
const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Opens what is in use. What was left out of it is said, since it may be the very thing that was asked for. */
const open = (): Library | undefined => {
  const { library, faults } = openLibrary(readContent(root, own));
  for (const fault of faults) say(faultText(fault));
  return library;
};

const run = async (command: Command): Promise<number> => {
  switch (command.kind) {
    case 'help':
      answer(usage);
      return 0;
    case 'check':
      return check(command.json, command.witnesses);
    case 'instruments':
      return instruments(command.id, command.json);
    case 'vault': {
      const { vaultCommand } = await import('./vault-commands.ts'); // opens stores and keys, which no other command needs
      return vaultCommand(command.words, { answer, say, assets: join(root, 'resources') });
    }
    case 'assess':
      return assessOne(command.file, command.json, command.letter);
    case 'batch':
      return assessMany(command.file);
  }
};

/** Cases are decided at one moment, so that the same content gives the same answer on every day. */
const checkedAt = Date.parse('2026-01-01T12:00:00+01:00');

const check = async (asJson: boolean, witnesses: boolean): Promise<number> => {
  const checked = await checkContent(readContent(root, own), checkedAt, witnesses);
  answer(asJson ? json(checkJson(checked)) : checkText(checked, witnesses));
  return checked.faults.length > 0 ? refusedInput : 0;
};

const instruments = (id: string | undefined, asJson: boolean): number => {
  const library = open();
  if (library === undefined) return refusedInput;
  const packs = [...new Set(library.packs.values())];
  if (id === undefined) {
    answer(asJson ? json(packs.map(({ instrument }) => instrument)) : instrumentsText(packs));
    return 0;
  }
  const pack = library.packs.get(id);
  if (pack === undefined) {
    say(`instruments: ${id} is er niet; er is: ${[...library.packs.keys()].join(', ')}`);
    return refusedInput;
  }
  answer(asJson ? json(wholeInstrument(pack)) : instrumentText(pack));
  return 0;
};

const assessOne = async (file: string, asJson: boolean, letter: LetterWish | undefined): Promise<number> => {
  const library = open();
  if (library === undefined) return refusedInput;
  let whole: string;
  try {
    whole = await read(file);
  } catch (error) {
    say(`${file}: ${notReadable(error)}`);
    return refusedInput;
  }
  const raw = readJson(whole.replace(/^\uFEFF/, ''));
  if (!raw.ok) {
    const at = raw.error.kind === 'repeated-key' ? `${raw.error.at} ` : '';
    say(`${file}: ${at}${jsonFailureInWords(raw.error)}`);
    return refusedInput;
  }
  const decided = await assess(library, raw.value);
  if (!decided.ok) {
    say(faultText({ file, ...decided.error }));
    return refusedInput;
  }
  for (const remark of decided.value.read.remarks) say(`${file}: ${remark}`);
  if (letter !== undefined) {
    const wrote = await writeLetter(library, decided.value, letter);
    if (!wrote) return refusedInput;
  }
  answer(asJson ? json(decided.value.outcome) : readable(library, decided.value));
  return 0;
};

const writeLetter = async (library: Library, decided: Decided, { file, code }: LetterWish): Promise<boolean> => {
  const codes = decided.outcome.referrals.map((referral) => referral.code);
  if (code !== undefined && !codes.includes(code)) {
    say(`--to ${code}: deze uitkomst verwijst daar niet naar; wel naar: ${codes.join(', ') || 'niemand'}`);
    return false;
  }
  const { caseLetter } = await import('#host/referrals.ts'); // what draws the letter is slow to load, and seldom asked for
  const made = await caseLetter(library, decided, join(root, 'resources'), code);
  if (!made.ok) {
    say(`${file}: ${made.error.message}`);
    return false;
  }
  if (holdsSomethingElse(file)) {
    say(`${file}: is er al en is geen PDF; kies een andere naam`);
    return false;
  }
  try {
    writeFileSync(file, made.value, { mode: 0o600 }); // for nobody else on this computer
    return true;
  } catch (error) {
    say(`${file}: is niet te schrijven (${isSystemError(error) ? error.code : 'onbekende reden'})`);
    return false;
  }
};

/** A letter may take the place of an earlier one, never that of the case or of anything else. */
const holdsSomethingElse = (file: string): boolean => {
  try {
    return !readFileSync(file).subarray(0, 5).equals(Buffer.from('%PDF-'));
  } catch {
    return false; // not there, or not to be read: writing tells which
  }
};

const assessMany = async (file: string): Promise<number> => {
  const library = open();
  if (library === undefined) return refusedInput;
  const input = file === '-' ? process.stdin : createReadStream(file);
  const startWorker = (): Worker =>
    new Worker(join(import.meta.dirname, 'batch-worker.js'), { workerData: { root, own } });
  try {
    const { lines, refused } = await decideBatch(input, process.stdout, library, startWorker);
    if (refused > 0) say(`${file}: ${refused} van ${lines} casussen geweigerd; bij elk staat de reden`);
    return refused > 0 ? refusedInput : 0;
  } catch (error) {
    if (!isSystemError(error) || error.path !== file) throw error;
    say(`${file}: ${notReadable(error)}`);
    return refusedInput;
  }
};

const read = (file: string): Promise<string> | string =>
  file === '-' ? text(process.stdin) : readFileSync(file, 'utf8');

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error;

const notReadable = (error: unknown): string =>
  isSystemError(error) && error.code === 'ENOENT' ? 'bestaat niet' : 'is niet te lezen';

/** Whoever reads our output may stop early (`| head`): then nobody is left to answer. Anything else is a failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const command = readArguments(process.argv.slice(2));
if (command.ok) {
  run(command.value).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      toStandardError(`could not finish: ${traceOf(error)}`);
      process.exitCode = 1;
    },
  );
} else {
  say(`baken: ${command.error.message}\n\n${usage}`);
  process.exitCode = refusedInput;
}
