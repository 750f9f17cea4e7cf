import { fail, ok, type Result } from '#core/result.ts';

/** What a command line asks for. A file may be "-": standard input. */
export type Command =
  | { readonly kind: 'assess'; readonly file: string; readonly json: boolean; readonly letter: LetterWish | undefined }
  | { readonly kind: 'batch'; readonly file: string }
  | { readonly kind: 'instruments'; readonly id: string | undefined; readonly json: boolean }
  | { readonly kind: 'check'; readonly json: boolean; readonly witnesses: boolean }
  | { readonly kind: 'vault'; readonly words: readonly string[] }
  | { readonly kind: 'help' };

/** Where the letter goes, and for which referral code; left out: the first referral of the outcome. */
export type LetterWish = { readonly file: string; readonly code: string | undefined };

export type BadArguments = { readonly kind: 'bad-arguments'; readonly message: string };

export const usage = `Gebruik:
  baken assess CASUS.json                 beslist één casus, leesbaar
  baken assess CASUS.json --json          de uitkomst als JSON
  baken assess CASUS.json --pdf UIT.pdf   ook de verwijsbrief voor de eerste verwijzing (--to CODE kiest een andere)
  baken assess --batch BESTAND.ndjson     één casus per regel in, één uitkomst per regel uit; "-" leest de standaardinvoer
  baken instruments [ID] [--json]         de instrumenten, of één met al zijn vragen, codes en voorwaarden
  baken check [--json] [--witnesses]      bewijst forms/, rules/ en resources/ en meldt elke fout met bestand en plaats;
                                          --witnesses toont per regel, band en vlag de kortste antwoorden die ertoe leiden
  baken vault create MAP                   maakt een kluis; het wachtwoord komt van de standaardinvoer of uit BAKEN_PASSPHRASE
  baken vault verify MAP [--ids]           kijkt alles na; met --ids het kenmerk van elk stuk dat te lezen is
  baken vault soak MAP --entries AANTAL [--marker TEKST]
                                           schrijft proefstukken en meldt elk zodra het bewaard is
  baken vault audit MAP                    wie wat deed, het nieuwste eerst, een regel JSON per gebeurtenis
  baken vault backup MAP BESTAND [--keep DAGEN]
                                           maakt een reservekopie en leest die terug; naast BESTAND komt een sleutelbestand
  baken vault restore BESTAND MAP [--replace]
                                           zet een reservekopie terug; wat gewist is, blijft gewist
  baken vault erase MAP DOSSIER --reason TEKST
                                          wist een dossier voorgoed; DOSSIER is het kenmerk of de hele naam;
                                          het wachtwoord komt van de standaardinvoer of uit BAKEN_PASSPHRASE
`;

const bad = (message: string): Result<never, BadArguments> => fail({ kind: 'bad-arguments', message });

/** The options that each command knows, and whether a value follows. */
const known = {
  assess: { '--json': false, '--pdf': true, '--to': true, '--batch': true },
  instruments: { '--json': false },
  check: { '--json': false, '--witnesses': false },
} as const satisfies Record<string, Readonly<Record<string, boolean>>>;

export const readArguments = (given: readonly string[]): Result<Command, BadArguments> => {
  const [command, ...rest] = given;
  if (command === undefined) return bad('Er is geen opdracht gegeven.');
  if (command === '--help' || command === '-h' || command === 'help') return ok({ kind: 'help' });
  if (command === 'vault') return ok({ kind: 'vault', words: rest });
  if (command !== 'assess' && command !== 'instruments' && command !== 'check') {
    return bad(`"${command}" is geen opdracht van baken.`);
  }
  const read = readOptions(rest, known[command]);
  if (!read.ok) return read;
  const { files, options } = read.value;
  const json = options.has('--json');
  switch (command) {
    case 'check':
      return files.length > 0
        ? bad('check krijgt geen bestand mee.')
        : ok({ kind: 'check', json, witnesses: options.has('--witnesses') });
    case 'instruments':
      return files.length > 1
        ? bad('instruments krijgt hoogstens één id mee.')
        : ok({ kind: 'instruments', id: files[0], json });
    case 'assess':
      return assessCommand(files, options, json);
  }
};

const assessCommand = (
  files: readonly string[],
  options: ReadonlyMap<string, string>,
  json: boolean,
): Result<Command, BadArguments> => {
  const batch = options.get('--batch');
  if (batch !== undefined) {
    if (files.length > 0 || options.size > 1)
      return bad('--batch gaat niet samen met een ander bestand of andere keuze.');
    return ok({ kind: 'batch', file: batch });
  }
  const [file, ...more] = files;
  if (file === undefined) return bad('assess krijgt het bestand van de casus mee.');
  if (more.length > 0) return bad('assess krijgt één bestand mee; voor meer casussen is er --batch.');
  const letter = options.get('--pdf');
  const code = options.get('--to');
  if (letter === undefined && code !== undefined) return bad('--to kiest de verwijzing van een brief; noem ook --pdf.');
  return ok({ kind: 'assess', file, json, letter: letter === undefined ? undefined : { file: letter, code } });
};

const readOptions = (
  given: readonly string[],
  takes: Readonly<Record<string, boolean>>,
): Result<{ readonly files: readonly string[]; readonly options: ReadonlyMap<string, string> }, BadArguments> => {
  const files: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? '';
    if (word === '-' || !word.startsWith('-')) {
      files.push(word);
      continue;
    }
    const [name = '', inline] = word.split(/=(.*)/s, 2);
    const takesValue = Object.hasOwn(takes, name) ? takes[name] : undefined;
    if (takesValue === undefined) return bad(`De keuze ${name} is er niet bij deze opdracht.`);
    if (options.has(name)) return bad(`${name} staat er twee keer.`);
    if (!takesValue && inline !== undefined) return bad(`${name} krijgt geen waarde.`);
    const value = takesValue ? (inline ?? given[++index]) : '';
    if (value === undefined || (takesValue && (value === '' || (value.startsWith('-') && value !== '-')))) {
      return bad(`Na ${name} hoort een waarde.`);
    }
    options.set(name, value);
  }
  return ok({ files, options });
};
