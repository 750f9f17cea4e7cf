import { factsOf, normal } from './facts.ts';
import { type Answers, type AnswerValue, type Item, type ItemId, jno } from './instrument.ts';
import type { Pack } from './pack.ts';
import { fail, ok, type Result } from './result.ts';

/** Whether something that was typed or sent is an answer to a question; and the quiet answers of short cases. */

export type AnswerRefusal = { readonly kind: 'answer-refused'; readonly expected: string };

const list = (codes: readonly string[]) => codes.join(', ');
const refuse = (expected: string): Result<AnswerValue, AnswerRefusal> => fail({ kind: 'answer-refused', expected });

/** @returns the answer in its one form, or what this item accepts, in words for who typed it */
export const checkAnswer = (item: Item, raw: unknown): Result<AnswerValue, AnswerRefusal> => {
  switch (item.type) {
    case 'jno':
      return jno.some((code) => code === raw) ? ok(String(raw)) : refuse(`een van: ${list(jno)}`);
    case 'one': {
      const codes = item.options.map(({ code }) => code);
      return codes.some((code) => code === raw) ? ok(String(raw)) : refuse(`een van: ${list(codes)}`);
    }
    case 'many':
      return checkMany(item, raw);
    case 'number': {
      if (item.unknown && raw === 'onbekend') return ok('onbekend');
      const fits = typeof raw === 'number' && Number.isInteger(raw) && raw >= item.min && raw <= item.max;
      return fits
        ? ok(raw)
        : refuse(`een heel getal van ${item.min} tot en met ${item.max}${item.unknown ? ', of onbekend' : ''}`);
    }
    case 'text':
      return typeof raw === 'string' && raw.length <= item.maxLength
        ? ok(raw)
        : refuse(`tekst van ten hoogste ${item.maxLength} tekens`);
    case 'scores':
      return checkScores(item, raw);
    case 'numbers': {
      const numbers = Array.isArray(raw)
        ? raw.filter((n) => Number.isInteger(n) && n >= item.min && n <= item.max)
        : [];
      return Array.isArray(raw) && numbers.length === raw.length && new Set(raw).size === raw.length
        ? ok(numbers.toSorted((a, b) => a - b))
        : refuse(
            `een lijst (leeg mag) van hele getallen van ${item.min} tot en met ${item.max}, elk hoogstens één keer`,
          );
    }
    case 'municipality':
      return typeof raw === 'string' && /^GM\d{4}$/.test(raw)
        ? ok(raw)
        : refuse('de code van een gemeente: GM en vier cijfers');
  }
};

const checkScores = (item: Item & { type: 'scores' }, raw: unknown): Result<AnswerValue, AnswerRefusal> => {
  if (raw === item.notTaken.code) return ok(item.notTaken.code);
  const given: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const scores = given.flatMap((score) =>
    score === null || item.allowed.some((one) => one === score) ? [score === null ? null : Number(score)] : [],
  );
  return given.length === item.count && scores.length === item.count
    ? ok(scores)
    : refuse(
        `een lijst van ${item.count} getallen uit ${item.allowed.join(', ')} (null is leeg gelaten), of ${item.notTaken.code}`,
      );
};

const checkMany = (item: Item & { type: 'many' }, raw: unknown): Result<AnswerValue, AnswerRefusal> => {
  const codes = item.options.map(({ code }) => code);
  const expected = `een lijst (leeg mag) van: ${list(codes)}`;
  const given: readonly unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? [raw] : [undefined];
  const chosen = codes.filter((code) => given.includes(code));
  const fits = chosen.length === new Set(given).size && given.length === chosen.length;
  // A code that stands alone on screen may come beside others from a file: every code is read, and the heavier rule counts.
  return fits ? ok(chosen) : refuse(expected);
};

/** The first set of numbers that together are more than can be, with what the form says of it. */
export const tooMuch = (
  pack: Pack,
  answers: Answers,
): { readonly items: readonly ItemId[]; readonly message: string } | undefined => {
  const numberOf = (item: ItemId) => {
    const value = answers[item];
    return typeof value === 'number' ? value : 0;
  };
  const found = (pack.instrument.checks ?? []).find(
    ({ sum, atMost }) => sum.reduce((whole, item) => whole + numberOf(item), 0) > atMost,
  );
  return found && { items: found.sum, message: found.message };
};

/**
 * Gives every shown question that is left out its quiet answer, for short cases: "nee" to a JNO question ("ja" where that
 * is the good news), an empty list to a choice of several. Other questions stay unasked.
 */
export const withQuietAnswers = (pack: Pack, answers: Answers): Answers => {
  const all = [...pack.buttons, ...pack.order];
  const once = (given: Answers): Answers => {
    const facts = factsOf(pack, given);
    return all.reduce<Record<ItemId, AnswerValue>>(
      (filled, item) => {
        if (Object.hasOwn(given, item.id) || facts.shown(item.id) !== 'applies') return filled;
        if (item.type === 'jno') filled[item.id] = item.quiet;
        if (item.type === 'many') filled[item.id] = [];
        return filled;
      },
      { ...given },
    );
  };
  const next = once(answers);
  return Object.keys(next).length === Object.keys(answers).length ? answers : withQuietAnswers(pack, next);
};

/** Answers to questions that are not on screen and do not count: they change nothing. */
export const withoutEffect = (pack: Pack, answers: Answers): readonly ItemId[] => {
  const facts = factsOf(pack, answers);
  return Object.keys(answers).filter(
    (item) => facts.counts(item) !== 'applies' && facts.shown(item) !== 'applies' && pack.items.has(item),
  );
};

/** An answer as a person reads it: the labels of its codes. */
export const answerLabel = (item: Item, value: AnswerValue, municipality: (code: string) => string): string => {
  const label = (code: string): string => {
    const options = item.type === 'one' || item.type === 'many' ? item.options : [];
    return options.find((option) => option.code === code)?.label ?? jnoLabels[code] ?? code;
  };
  const plain = normal(item, value) ?? '';
  if (Array.isArray(plain)) {
    if (plain.length === 0 && (item.type === 'many' || item.type === 'numbers')) return item.none;
    if (item.type === 'scores') return `${scoresInWords(item, plain)} (${plain.map((one) => one ?? '–').join(' ')})`;
    if (item.type === 'numbers') return `${plain.length === 1 ? 'vraag' : 'vragen'} ${plain.join(', ')}`;
    return plain.map((one) => label(String(one))).join(', ');
  }
  if (item.type === 'scores' && plain === item.notTaken.code) return item.notTaken.label;
  if (item.filled !== undefined && item.type === 'one') return label(String(plain));
  if (item.type === 'municipality') return municipality(String(plain));
  if (item.type === 'number' && typeof plain === 'number') return `${plain} ${item.unit}`;
  return item.type === 'text' ? String(plain) : label(String(plain));
};

/** Scores as one sum, with how many were left empty: twenty figures in a row are not read. */
export const scoresInWords = (item: Item & { type: 'scores' }, scores: readonly unknown[]): string => {
  const given = scores.filter((score) => typeof score === 'number');
  const empty = scores.length - given.length;
  const sum = given.reduce((whole, score) => whole + score, 0);
  const most = item.count * Math.max(...item.allowed);
  return `opgeteld ${sum} van ${most}${empty === 0 ? '' : `, ${empty} van de ${item.count} vragen leeg`}`;
};

/** How the four answers of a JNO question are called; the codes are the specification's. */
export const jnoLabels: Readonly<Record<string, string>> = {
  ja: 'Ja',
  nee: 'Nee',
  onbekend: 'Weet ik niet',
  wil_niet_zeggen: 'Wil niet zeggen',
};
