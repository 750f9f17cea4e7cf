import type { Leaf } from './condition.ts';
import { type AnswerValue, type Item, jno } from './instrument.ts';

/** What an item can be answered with, as far as it can be listed; and which comparisons it can never meet. */

/** The answers of an item that can be listed; of a number only that it is not known, of a choice of several each code by itself. */
export const codesOf = (item: Item): readonly AnswerValue[] => {
  switch (item.type) {
    case 'jno':
      return jno;
    case 'one':
      return item.options.map(({ code }) => code);
    case 'many':
      return [[], ...item.options.map(({ code }) => [code])];
    case 'number':
      return item.unknown ? ['onbekend'] : [];
    case 'text':
      return ['…'];
    case 'municipality':
      return [];
    case 'scores':
      return [item.notTaken.code];
    case 'numbers':
      return [[]];
  }
};

/** Numbers and lists worth trying for an item: those at and beside the thresholds, or all when they are few. */
export const numbersToTry = (item: Item, thresholds: readonly number[]): readonly AnswerValue[] => {
  const range = (min: number, max: number) => Array.from({ length: max - min + 1 }, (_, at) => min + at);
  switch (item.type) {
    case 'number': {
      const few = item.max - item.min <= 40 ? range(item.min, item.max) : thresholds;
      return [...new Set(few.filter((n) => n >= item.min && n <= item.max))];
    }
    case 'scores':
      return [item.allowed[0], item.allowed.at(-1)].flatMap((score) =>
        score === undefined ? [] : [Array.from({ length: item.count }, () => score)],
      );
    case 'numbers':
      return [...range(item.min, item.max).map((n) => [n]), range(item.min, item.max)];
    default:
      return [];
  }
};

/** Why this item can never hold the compared value, or undefined when it can. */
export const cannotHold = (item: Item | undefined, leaf: Leaf): string | undefined => {
  if (item === undefined) return undefined;
  const values = [leaf.value].flat();
  const codes = codesOf(item).flat();
  const numeric = leaf.operator.startsWith('lessThan') || leaf.operator.startsWith('greaterThan');
  if (numeric && (item.type !== 'number' || typeof leaf.value !== 'number'))
    return `${item.id} is geen getal, dus ${leaf.operator} kan nooit kloppen`;
  if (numeric) return undefined;
  if (item.type === 'number' && typeof leaf.value === 'number') return undefined;
  if (item.type === 'text') return leaf.value === '' ? undefined : `${item.id} is tekst: vergelijk alleen met ""`;
  if (item.type === 'many' && leaf.operator !== 'contains' && leaf.operator !== 'doesNotContain')
    return `${item.id} is een keuze uit meer: gebruik contains`;
  const strange = values.find((value) => !codes.some((code) => code === value));
  return strange === undefined
    ? undefined
    : `${item.id} kent het antwoord ${String(strange)} niet; wel: ${codes.join(', ')}`;
};
