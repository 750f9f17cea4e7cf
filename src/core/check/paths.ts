import { withQuietAnswers } from '../answers.ts';
import { compile, type Guide, replay } from '../compile.ts';
import type { Answers, Item } from '../instrument.ts';
import { leavesIn, type Pack, type PackFault } from '../pack.ts';
import { formFile } from './conditions.ts';
import { witnessOf } from './witness.ts';

/** That the guide comes to every question, leads on from it whatever is answered, and stops anywhere at one step. */

const fileOf = (pack: Pack, item: Item): string => {
  const form = pack.forms.find(({ sections }) => sections.some(({ items }) => items.some(({ id }) => id === item.id)));
  return form === undefined ? '' : formFile(form);
};

/** Answers under which a question is on screen, without its own. */
const onScreen = (pack: Pack, item: Item): Answers | undefined => {
  const shown = pack.shown.get(item.id);
  const answers = shown === undefined ? withQuietAnswers(pack, {}) : witnessOf(pack, shown, 1);
  return answers && Object.fromEntries(Object.entries(answers).filter(([id]) => id !== item.id));
};

/** Questions that decide whether this one is asked and that come after it. */
const askedTooLate = (pack: Pack, item: Item, place: number): readonly string[] => {
  const shown = pack.shown.get(item.id);
  if (shown === undefined) return [];
  const reads = leavesIn(shown).flatMap((leaf) => pack.support.get(pack.leaves[leaf]?.fact ?? '') ?? []);
  return [...new Set(reads)].filter((id) => pack.order.findIndex((one) => one.id === id) >= place);
};

const triedAnswers = 8;

/** What goes wrong when the guide stands at this question. */
const faultsAt = (pack: Pack, guide: Guide, item: Item, answers: Answers): readonly string[] => {
  const places = new Map(pack.order.map(({ id }, at) => [id, at]));
  const here = replay(guide, [{ type: 'go', to: item.id }], undefined, answers);
  if (here.place.kind !== 'question' || here.place.item !== item.id) return ['de wegwijzer komt nooit bij deze vraag'];
  const [stop] = pack.buttons;
  const stopped = stop && replay(guide, [{ type: 'stop', stop: stop.id }], here);
  const back = stopped && replay(guide, [{ type: 'resume' }], stopped);
  const keeps =
    stopped?.place.kind === 'stopped' &&
    back?.place.kind === 'question' &&
    back.place.item === item.id &&
    Object.keys(answers).every((id) => id === stop?.id || back.answers[id] === answers[id]);
  const goesBack = (pack.candidates.get(item.id) ?? []).slice(0, triedAnswers).some((value) => {
    const { place } = replay(guide, [{ type: 'answer', item: item.id, value }], here);
    return place.kind === 'question' && (places.get(place.item) ?? -1) <= (places.get(item.id) ?? -1);
  });
  return [
    ...(keeps ? [] : ['hier is niet met één stap te stoppen, of een antwoord gaat daarbij verloren']),
    ...(goesBack ? ['na een antwoord komt deze vraag of een eerdere terug'] : []),
  ];
};

export const pathFaults = (pack: Pack): readonly PackFault[] => {
  const guide = compile(pack);
  const questions = pack.order.flatMap((item, place): readonly PackFault[] => {
    const fault = { file: fileOf(pack, item), at: item.id };
    const late = askedTooLate(pack, item, place);
    if (late.length > 0)
      return [{ ...fault, message: `hangt af van ${late.join(', ')}, en dat wordt later of nooit gevraagd` }];
    const answers = onScreen(pack, item);
    if (answers === undefined)
      return [{ ...fault, message: 'er is geen antwoord gevonden waarbij deze vraag op het scherm komt' }];
    return faultsAt(pack, guide, item, answers).map((message) => ({ ...fault, message }));
  });
  return [...questions, ...endFaults(pack, guide)];
};

/** From the first question to the end: once with nothing the matter, once with the first answer to everything. */
const endFaults = (pack: Pack, guide: Guide): readonly PackFault[] => {
  const quiet = withQuietAnswers(pack, {});
  const first = (item: Item) => pack.candidates.get(item.id)?.[0] ?? '';
  return [(item: Item) => quiet[item.id] ?? first(item), first].flatMap((answer) => {
    let at = replay(guide, []);
    for (let step = 0; step < pack.order.length && at.place.kind === 'question'; step += 1) {
      const { item: id } = at.place;
      const item = pack.items.get(id);
      if (item === undefined) break;
      at = replay(guide, [{ type: 'answer', item: id, value: answer(item) }], at);
    }
    return at.place.kind === 'done'
      ? []
      : [{ file: formFile(pack.instrument), at: pack.id, message: 'de vragen komen niet aan een einde' }];
  });
};
