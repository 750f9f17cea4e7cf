import type { Checked } from '#core/check/check.ts';
import type { AnswerValue } from '#core/instrument.ts';
import type { CheckedContent } from '#host/check.ts';

/** What `baken check` prints: every fault, and what was shown. */

type Place = { readonly file: string; readonly at: string; readonly message: string };

export const faultText = ({ file, at, message }: Place): string => [file, at, message].filter(Boolean).join(': ');

const answerText = (value: AnswerValue): string =>
  Array.isArray(value) ? `[${value.map((one) => one ?? '–').join(' ')}]` : String(value);

/** Longer ones, such as a wording, push their answers to the right. */
const widestName = 40;
const widest = (names: readonly string[]): number => Math.max(0, ...names.map(({ length }) => length));

const readability = ({ readability: files }: Checked): readonly string[] => {
  const width = widest(files.map(({ file }) => file));
  const row = (cells: readonly string[]) => cells.map((cell, at) => (at === 0 ? cell.padEnd(width) : cell.padStart(9)));
  return [
    '',
    'Leesbaarheid (Douma 1960: 206,84 − 0,93 × woorden per zin − 77 × lettergrepen per woord; vanaf 60 standaard of makkelijker)',
    row(['bestand', 'teksten', 'woorden', 'geheel', 'zwaarste']).join(''),
    ...files.map(({ file, texts, words, ease, lowest }) =>
      row([file, String(texts), String(words), ease.toFixed(0), lowest?.toFixed(0) ?? '–']).join(''),
    ),
  ];
};

const reached = ({ reached: all }: Checked): readonly string[] => {
  const name = (one: (typeof all)[number]) => `${one.instrument} ${one.kind} ${one.name}`;
  const width = Math.min(widestName, widest(all.map(name)));
  return [
    '',
    'Kortste antwoorden waarmee elk deel te bereiken is; wat er niet bij staat, is niet gevraagd',
    ...all.map((one) => {
      const answers = Object.entries(one.answers).map(([item, value]) => `${item}=${answerText(value)}`);
      return `${name(one).padEnd(width)}  ${answers.join(', ') || '(niets)'}`;
    }),
  ];
};

const summary = ({ counts, faults }: Checked): readonly string[] => {
  const { instruments, questions, rules, variants, cases, texts } = counts;
  const shown = `${instruments} instrumenten, ${questions} vragen, ${rules} regels in ${variants} varianten, ${texts} teksten; ${cases} casussen beslist.`;
  return ['', faults.length === 0 ? `Geen fouten. ${shown}` : `${faults.length} fouten. ${shown}`];
};

/** @param witnesses - whether to print how each part is reached */
export const checkText = (checked: CheckedContent, witnesses: boolean): string => {
  const faults = checked.faults.map(faultText);
  if (checked.kind === 'refused')
    return [...faults, '', `${faults.length} fouten. Meer is pas te zien als deze zijn hersteld.`].join('\n');
  return [...faults, ...(witnesses ? reached(checked) : []), ...readability(checked), ...summary(checked)].join('\n');
};

/** The same for a program. */
export const checkJson = (checked: CheckedContent): object => {
  const { kind: _kind, ...rest } = checked;
  return { ok: checked.faults.length === 0, ...rest };
};
