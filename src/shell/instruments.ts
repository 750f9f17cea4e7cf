import type { Item } from '#core/instrument.ts';
import { jno } from '#core/instrument.ts';
import type { Pack } from '#core/pack.ts';

/** The instruments as text and as data, for whoever writes cases or reads the rules. */

export const instrumentsText = (packs: readonly Pack[]): string =>
  packs.map(({ name, instrument, order }) => `${name}  ${instrument.title} (${order.length} vragen)`).join('\n');

/** Everything an instrument is made of, its shared parts put in place. */
export const wholeInstrument = ({ instrument, sections, buttons }: Pack): unknown => ({
  ...instrument,
  sections,
  buttons,
});

export const instrumentText = ({ name, instrument, sections, buttons }: Pack): string =>
  [
    `${name}  ${instrument.title}`,
    instrument.subtitle,
    `Bron: ${instrument.source}`,
    ...sections.flatMap(({ title, items }) => ['', title, ...items.map(itemText)]),
    '',
    'Knoppen',
    ...buttons.map(itemText),
  ].join('\n');

const itemText = (item: Item): string =>
  [
    `  ${item.id}  ${item.text}`,
    `      ${answersText(item)}`,
    ...(item.shownWhen === undefined ? [] : [`      alleen als ${JSON.stringify(item.shownWhen)}`]),
  ].join('\n');

const answersText = (item: Item): string => {
  switch (item.type) {
    case 'jno':
      return jno.join(' | ');
    case 'one':
      return item.options.map(({ code, label }) => `${code} (${label})`).join(' | ');
    case 'many':
      return `lijst van: ${item.options.map(({ code, label, alone }) => `${code} (${label}${alone ? '; alleen' : ''})`).join(', ')}`;
    case 'number':
      return `getal van ${item.min} tot en met ${item.max} (${item.unit})${item.unknown ? ' of onbekend' : ''}`;
    case 'text':
      return `tekst, hoogstens ${item.maxLength} tekens`;
    case 'scores':
      return `${item.count} getallen uit ${item.allowed.join(', ')}, null is leeg gelaten; of ${item.notTaken.code}`;
    case 'numbers':
      return `lijst van getallen van ${item.min} tot en met ${item.max}, elk hoogstens één keer; leeg: ${item.none}`;
    case 'municipality':
      return 'code van een gemeente, zoals GM0344';
  }
};
