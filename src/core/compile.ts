import { assign, initialTransition, type SnapshotFrom, setup, transition } from 'xstate';
import { factsOf } from './facts.ts';
import type { Answers, AnswerValue, ItemId } from './instrument.ts';
import type { Pack } from './pack.ts';

/**
 * An instrument as a state machine: one state per question in the order of the form, `done` behind the last, and
 * `stopped` one step away from everywhere. A question that is not on screen is passed by.
 */

export type GuideEvent =
  | { readonly type: 'answer'; readonly item: ItemId; readonly value: AnswerValue }
  | { readonly type: 'go'; readonly to: ItemId | 'done' }
  | { readonly type: 'stop'; readonly stop: ItemId }
  | { readonly type: 'resume' };

type GuideContext = {
  readonly answers: Answers;
  readonly stop: ItemId | null;
  /** Answered before this began: passed by, unless someone goes there. */
  readonly taken: readonly ItemId[];
};

export const compile = (pack: Pack) => {
  const ids = pack.order.map((item) => item.id);
  const [first] = ids;
  if (first === undefined) throw new Error(`${pack.name} has no question`);
  const isShown = (item: ItemId, answers: Answers) => factsOf(pack, answers).shown(item) === 'applies';
  const guide = setup({
    types: { context: {} as GuideContext, events: {} as GuideEvent, input: {} as Answers | undefined },
    guards: {
      passed: ({ context }, { item }: { item: ItemId }) =>
        context.taken.includes(item) || !isShown(item, context.answers),
      answers: ({ event }, { item }: { item: ItemId }) => event.type === 'answer' && event.item === item,
      button: ({ event }) => event.type === 'answer' && pack.buttons.some(({ id }) => id === event.item),
      goes: ({ context, event }, { to }: { to: ItemId | 'done' }) =>
        event.type === 'go' && event.to === to && (to === 'done' || isShown(to, context.answers)),
    },
    actions: {
      keep: assign(({ context, event }) =>
        event.type === 'answer' ? { answers: { ...context.answers, [event.item]: event.value } } : {},
      ),
      stopped: assign(({ context, event }) =>
        event.type === 'stop' ? { answers: { ...context.answers, [event.stop]: 'ja' }, stop: event.stop } : {},
      ),
      /** Who goes to a question that was taken over wants to see it. */
      wanted: assign(({ context, event }) =>
        event.type === 'go' ? { taken: context.taken.filter((item) => item !== event.to) } : {},
      ),
      resumed: assign(() => ({ stop: null })),
    },
  });
  const question = (id: ItemId, index: number) => {
    const next = ids[index + 1] ?? 'done';
    return {
      always: { guard: { type: 'passed', params: { item: id } }, target: next },
      on: { answer: { guard: { type: 'answers', params: { item: id } }, target: next, actions: 'keep' } },
    } as const;
  };
  return guide.createMachine({
    id: pack.name,
    context: ({ input }) => ({ answers: input ?? {}, stop: null, taken: Object.keys(input ?? {}) }),
    initial: 'asking',
    states: {
      asking: {
        initial: first,
        states: {
          ...Object.fromEntries(ids.map((id, index) => [id, question(id, index)])),
          done: {},
          last: { type: 'history' },
        },
        on: {
          go: [...ids, 'done'].map(
            (to) => ({ guard: { type: 'goes', params: { to } }, target: `.${to}`, actions: 'wanted' }) as const,
          ),
        },
      },
      stopped: { on: { resume: { target: 'asking.last', actions: 'resumed' } } },
    },
    on: {
      stop: { target: '.stopped', actions: 'stopped' },
      answer: { guard: 'button', actions: 'keep' },
    },
  });
};

export type Guide = ReturnType<typeof compile>;

/** Where the guide stands: at a question, behind the last one, or interrupted there by a stop. */
export type Place =
  | { readonly kind: 'question'; readonly item: ItemId }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped'; readonly stop: ItemId; readonly at: ItemId | null };

/** Where a replay came, to go on from. */
export type Replayed = {
  readonly place: Place;
  readonly answers: Answers;
  readonly snapshot: SnapshotFrom<Guide>;
};

/**
 * Where the guide stands after these events, and the answers it holds. An answer to a question that is not on screen
 * changes nothing.
 *
 * @param taken - answers taken over from elsewhere, there before the first event
 * @param from - a replay of the events before these, by the same guide; left out: from the start
 */
export const replay = (guide: Guide, events: readonly GuideEvent[], from?: Replayed, taken?: Answers): Replayed => {
  const snapshot = events.reduce<SnapshotFrom<Guide>>(
    (before, event) => transition(guide, before, event)[0],
    from?.snapshot ?? initialTransition(guide, taken)[0],
  );
  return { place: placeOf(guide, snapshot), answers: snapshot.context.answers, snapshot };
};

const placeOf = (guide: Guide, snapshot: SnapshotFrom<Guide>): Place => {
  const value: unknown = snapshot.value;
  const at = typeof value === 'object' && value !== null && 'asking' in value ? String(value.asking) : undefined;
  if (at === undefined) {
    const [back] = transition(guide, snapshot, { type: 'resume' });
    const before = placeOf(guide, back);
    const { stop } = snapshot.context;
    return { kind: 'stopped', stop: stop ?? '', at: before.kind === 'question' ? before.item : null };
  }
  return at === 'done' ? { kind: 'done' } : { kind: 'question', item: at };
};
