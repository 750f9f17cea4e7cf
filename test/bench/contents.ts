import { createHash } from 'node:crypto';
import { bands, deadlines } from '#core/band.ts';
import { randomFrom } from '#core/check/witness.ts';
import type { Content, Reached } from '#core/dossier.ts';
import type { JsonValue } from '#vault/json.ts';
import { packOf, someAnswer } from './cases.ts';

/** What a generated dossier holds, in the very form in which the host keeps it, the same in every run. */

const words = ['Linde', 'Vijver', 'Koekoek', 'Zolder', 'Mortier', 'Céline', 'Dossier'];
const pack = packOf('PG');
const items = [...pack.items.values()];

/** The same for the same text, yet as random as what it stands for: a store cannot press it together. */
export const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
const uuidOf = (text: string): string => {
  const id = idOf(text);
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20)}`;
};

const at = <T>(all: readonly T[], place: number): T => {
  const one = all[place % all.length];
  if (one === undefined) throw new Error('Nothing to choose from');
  return one;
};

/** A signal, then an assessment under way: answers with a short note. Every band and deadline has its share of the dossiers. */
export const contentsOf = (dossier: number, count: number): readonly JsonValue[] => {
  const next = randomFrom(dossier);
  const assessment = uuidOf(`assessment ${dossier}`);
  const reached: Reached = {
    band: at(bands, dossier),
    final: false,
    deadline: at([...deadlines, null], Math.floor(dossier / 7)),
  };
  const first: readonly Content[] = [
    { kind: 'dossier-opened', label: `${at(words, dossier)} ${dossier}` },
    {
      kind: 'signal',
      text: `De buurvrouw hoorde geschreeuw in nummer ${dossier} en belde daarna met de huisarts.`,
      about: 'gezegd',
      saidBy: 'buurvrouw',
    },
    {
      ...{ kind: 'assessment-started', assessment, instrument: pack.name, rules: pack.rulesName },
      ...{ about: null, from: null, taken: {}, laws: {}, reached },
    },
  ];
  const contents = Array.from({ length: count }, (_, n): Content => {
    const item = at(items, n);
    const said = `Vertelt bij vraag ${n} dat het in week ${Math.floor(next() * 52)} weer gebeurde en dat een ander erbij was.`;
    return (
      first[n] ?? {
        ...{ kind: 'assessment-event', assessment, reached, corrects: null, reason: null },
        event: { type: 'answer', item: item.id, value: someAnswer(next, item) },
        note: { fact: '', said, saidBy: 'betrokkene', view: '' },
      }
    );
  });
  return contents.map((content) => JSON.parse(JSON.stringify(content)));
};
