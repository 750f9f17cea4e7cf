import { jnoLabels } from '#core/answers.ts';
import type { Library } from '#core/assess.ts';
import { type Item, jno } from '#core/instrument.ts';
import type { Pack } from '#core/pack.ts';
import { fail, ok } from '#core/result.ts';
import type { BibliotheekView, HitKind } from './bibliotheek-operations.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';

/** What the bibliotheek shows comes from forms, rules and resources alone; nothing in here is a text of its own. */

/** Every instrument in use once, with its newest form. */
const packsOf = (library: Library): readonly Pack[] => {
  const order = library.resources.instruments.instruments.map(({ id }) => id);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...library.packs]
    .flatMap(([name, pack]) => (name === pack.id ? [pack] : []))
    .toSorted((a, b) => place(a.id) - place(b.id));
};

const framesOf = ({ frames }: Library) =>
  [...frames]
    .flatMap(([key, frame]) => (key === frame.id ? [frame] : []))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'nl'));

const optionsOf = (item: Item): string[] => {
  switch (item.type) {
    case 'jno':
      return jno.map((code) => jnoLabels[code] ?? code);
    case 'one':
    case 'many':
      return item.options.map(({ label }) => label);
    case 'number':
    case 'numbers':
    case 'text':
    case 'scores':
    case 'municipality':
      return [];
  }
};

const viewOf = (library: Library): BibliotheekView => {
  const { learning, laws, glossary, blocks, measures } = library.resources;
  return {
    cards: learning.cards.map(({ id, title, what }) => ({ id, title, text: what[0]?.text ?? '' })),
    instruments: packsOf(library).map((pack) => {
      const { id, version, title, subtitle, audience, howTaken, limits, source } = pack.instrument;
      const paths = [`forms/${pack.name}.json`, `rules/${pack.rulesName}.json`];
      return {
        ...{ id, version, title, subtitle, audience, howTaken, limits: [...limits], source },
        rulesVersion: pack.rulesName.split('@')[1] ?? '',
        rulesSource: pack.ruleFiles[0]?.source ?? '',
        questions: pack.order.length,
        own: paths.some((path) => library.own.includes(path)),
      };
    }),
    frames: framesOf(library).map(({ id, version, title, forWhom, source, questions }) => ({
      ...{ id, version, title, forWhom, source },
      questions: questions.map((one) => ({ id: one.id, text: one.text, help: one.help })),
    })),
    laws: laws.laws.map(({ id, title, versions }) => ({ id, title, versions: versions.map((one) => ({ ...one })) })),
    terms: glossary.terms.map(({ term, explanation, source }) => ({ term, explanation, source })),
    blocks: blocks.blocks.map(({ code, label, reason, source }) => ({ code, label, reason, source })),
    measures: measures.measures.map((one) => ({ ...one })),
  };
};

type Entry = { readonly kind: HitKind; readonly id: string; readonly title: string; readonly text: string };

const entriesOf = (library: Library): readonly Entry[] => {
  const { learning } = library.resources;
  const view = viewOf(library);
  return [
    ...view.terms.map(({ term, explanation }) => ({
      ...{ kind: 'term' as const, id: term },
      ...{ title: term, text: explanation },
    })),
    ...learning.cards.map(({ id, title, what, shows, ask, removes, worsens }) => ({
      ...{ kind: 'card' as const, id, title },
      text: [...what, ...shows, ...ask, ...removes, ...worsens].map(({ text }) => text).join(' '),
    })),
    ...view.instruments.map(({ id, title, subtitle, audience, howTaken }) => ({
      ...{ kind: 'instrument' as const, id, title },
      text: `${subtitle}. ${audience} ${howTaken}`,
    })),
    ...packsOf(library).flatMap((pack) =>
      pack.sections
        .flatMap(({ items }) => items)
        .filter(({ id }) => id.startsWith(`${pack.id}-`))
        .map((item) => ({
          ...{ kind: 'question' as const, id: pack.id },
          title: `${pack.instrument.title}: ${item.text}`,
          text: [item.help, item.lens].filter((one) => one !== undefined).join(' '),
        })),
    ),
    ...view.frames.map(({ id, title, forWhom, questions }) => ({
      ...{ kind: 'frame' as const, id, title },
      text: `${forWhom}. ${questions.map(({ text }) => text).join(' ')}`,
    })),
    ...view.laws.map(({ id, title, versions }) => ({
      ...{ kind: 'law' as const, id, title },
      text: versions.map(({ article, status, note }) => [article, status, note].filter(Boolean).join('. ')).join(' '),
    })),
    ...view.blocks.map(({ code, label, reason }) => ({
      ...{ kind: 'block' as const, id: code },
      ...{ title: label, text: reason },
    })),
    ...view.measures.map(({ code, label, text }) => ({ kind: 'measure' as const, id: code, title: label, text })),
  ];
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** More than this is not read; another word narrows it. */
const most = 40;

export const bibliotheek = ({
  library,
}: Desk): Pick<Handlers, 'bibliotheek.read' | 'bibliotheek.questions' | 'bibliotheek.card' | 'bibliotheek.find'> => ({
  'bibliotheek.read': async () => ok(viewOf(library)),

  'bibliotheek.questions': async ({ instrument }) => {
    const pack = library.packs.get(instrument);
    if (pack === undefined) return fail({ kind: 'unknown-instrument' });
    return ok({
      title: pack.instrument.title,
      sections: pack.sections.map(({ title, items }) => ({
        title,
        items: items.map((item) => ({
          ...{ id: item.id, text: item.text, help: item.help ?? null, lens: item.lens ?? null },
          options: optionsOf(item),
        })),
      })),
    });
  },

  'bibliotheek.card': async ({ card }) => {
    const { cards, note } = library.resources.learning;
    const found = cards.find(({ id }) => id === card);
    if (found === undefined) return fail({ kind: 'unknown-card' });
    const { id, title, what, shows, ask, removes, worsens } = found;
    return ok({ id, title, what, shows, ask, removes, worsens, note });
  },

  'bibliotheek.find': async ({ word }) => {
    const words = plain(word)
      .split(/\s+/)
      .filter((one) => one !== '');
    if (words.length === 0) return ok({ hits: [], more: 0 });
    const inTitle = ({ title }: Entry) => words.every((one) => plain(title).includes(one));
    const found = entriesOf(library).filter(({ title, text }) =>
      words.every((one) => plain(`${title} ${text}`).includes(one)),
    );
    const sorted = [...found.filter(inTitle), ...found.filter((one) => !inTitle(one))];
    return ok({ hits: sorted.slice(0, most).map((one) => ({ ...one })), more: Math.max(0, sorted.length - most) });
  },
});
