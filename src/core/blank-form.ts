import { jnoLabels } from './answers.ts';
import { askedOnlyWhen } from './condition-words.ts';
import { type Item, type ItemId, jno, type Unit } from './instrument.ts';
import type { Pack } from './pack.ts';

/** An instrument as a form to fill in by hand: the same questions in the same order as on screen, and no data of anyone. */

export type Room =
  | { readonly kind: 'boxes'; readonly boxes: readonly string[]; readonly several: boolean }
  | {
      readonly kind: 'number';
      readonly unit: Unit;
      readonly min: number;
      readonly max: number;
      readonly unknown: boolean;
    }
  | { readonly kind: 'lines'; readonly lines: number }
  | { readonly kind: 'municipality' }
  | {
      readonly kind: 'scores';
      readonly count: number;
      readonly allowed: readonly number[];
      readonly official: string;
      readonly notTaken: string;
    }
  | { readonly kind: 'figures'; readonly figures: readonly number[]; readonly none: string };

export type BlankQuestion = {
  readonly number: number;
  readonly item: ItemId;
  readonly text: string;
  /** Why it is asked, in short. */
  readonly why: string | null;
  readonly only: string | null;
  readonly consent: boolean;
  readonly optional: boolean;
  readonly room: Room;
};

export type BlankForm = {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly subtitle: string;
  readonly howTaken: string;
  readonly stops: readonly { readonly text: string; readonly todo: string }[];
  readonly sections: readonly {
    readonly title: string;
    readonly intro: string | null;
    readonly questions: readonly BlankQuestion[];
  }[];
};

/** The questions that a person fills in, in the order of the paper; what the app fills in itself is not among them. */
export const onPaper = (pack: Pack): readonly Item[] => pack.order.filter(({ filled }) => filled === undefined);

/** The number of each question on the paper, from 1. */
export const paperNumbers = (pack: Pack): ReadonlyMap<ItemId, number> =>
  new Map(onPaper(pack).map(({ id }, at) => [id, at + 1]));

/** Characters of a reason on paper: what is longer is told by its first sentence. */
const shortReason = 170;

const short = (help: string): string =>
  help.length <= shortReason ? help : (/^.*?[.!?](?=\s|$)/s.exec(help)?.[0] ?? help);

/** Characters that fit on a line written by hand. */
const onLine = 80;
const mostLines = 4;

const roomOf = (item: Item): Room => {
  switch (item.type) {
    case 'jno':
      return { kind: 'boxes', boxes: jno.map((code) => jnoLabels[code] ?? code), several: false };
    case 'one':
      return { kind: 'boxes', boxes: item.options.map((one) => one.label), several: false };
    case 'many':
      return { kind: 'boxes', boxes: [...item.options.map((one) => one.label), item.none], several: true };
    case 'number': {
      const { unit, min, max, unknown } = item;
      return { kind: 'number', unit, min, max, unknown };
    }
    case 'text':
      return { kind: 'lines', lines: Math.min(mostLines, Math.max(1, Math.ceil(item.maxLength / onLine / 3))) };
    case 'municipality':
      return { kind: 'municipality' };
    case 'scores': {
      const { count, allowed, official, notTaken } = item;
      return { kind: 'scores', count, allowed, official, notTaken: notTaken.label };
    }
    case 'numbers':
      return {
        kind: 'figures',
        figures: Array.from({ length: item.max - item.min + 1 }, (_, at) => item.min + at),
        none: item.none,
      };
  }
};

/** @param stopText - what to do at a stop, from its rule */
export const blankForm = (pack: Pack, stopText: (stop: ItemId) => string): BlankForm => {
  const { id, version, title, subtitle, howTaken } = pack.instrument;
  const numbers = paperNumbers(pack);
  const numberOf = (item: ItemId) => numbers.get(item);
  return {
    ...{ id, version, title, subtitle, howTaken },
    stops: pack.buttons.map((button) => ({ text: button.text, todo: stopText(button.id) })),
    sections: pack.sections
      .map((section) => ({
        title: section.title,
        intro: section.intro ?? null,
        questions: section.items.flatMap((item): readonly BlankQuestion[] => {
          const number = numberOf(item.id);
          if (number === undefined) return [];
          return [
            {
              ...{ number, item: item.id, text: item.text, why: item.help === undefined ? null : short(item.help) },
              only: askedOnlyWhen(pack, item.id, numberOf),
              consent: item.consent === true,
              optional: item.optional === true,
              room: roomOf(item),
            },
          ];
        }),
      }))
      .filter(({ questions }) => questions.length > 0),
  };
};
