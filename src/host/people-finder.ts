import { soundsOf } from '#core/name-likeness.ts';
import type { ListedRow } from '#vault/row-list.ts';
import { DossierRowData } from './open-vault.ts';
import { plain } from './plain-text.ts';
import type { FoundPeople } from './views.ts';

/** Finds people by name through all dossiers, as it is written and as it sounds: who types `Meyer` means Meijer too. */

type Person = DossierRowData['people'][number];
type Heard = { readonly person: Person; readonly written: string; sounds?: readonly string[] };

/** How many are shown at once. */
const most = 8;

export type PeopleFinder = (rows: readonly ListedRow[], words: string) => FoundPeople;

export const createPeopleFinder = (): PeopleFinder => {
  /** Rows are replaced when they change, so what was made of one holds as long as it is there. */
  const known = new WeakMap<object, readonly Heard[]>();
  const heardIn = ({ people }: DossierRowData): readonly Heard[] => {
    const before = known.get(people);
    if (before !== undefined) return before;
    const made = people.map((person) => ({ person, written: plain(person.names.join(' ')) }));
    known.set(people, made);
    return made;
  };
  const soundsAs = (one: Heard, sought: readonly string[]): boolean => {
    one.sounds ??= one.person.names.flatMap(soundsOf);
    const { sounds } = one;
    return sought.every((word) => sounds.some((sound) => sound.startsWith(word)));
  };

  return (rows, words) => {
    const sought = plain(words).split(/\s+/).filter(Boolean);
    if (sought.length === 0) return { people: [], found: 0 };
    const asSound = soundsOf(words);
    const written: FoundPeople['people'] = [];
    const heard: FoundPeople['people'] = [];
    for (const { dossier, row } of rows) {
      const data = DossierRowData.safeParse(row);
      if (!data.success) continue;
      for (const one of heardIn(data.data)) {
        const bySound = !sought.every((word) => one.written.includes(word));
        if (bySound && (asSound.length === 0 || !soundsAs(one, asSound))) continue;
        const { id: person, names, birthYear } = one.person;
        (bySound ? heard : written).push({
          ...{ dossier, dossierLabel: data.data.label, person, names: names.join(', '), birthYear, bySound },
        });
      }
    }
    return { people: [...written, ...heard].slice(0, most), found: written.length + heard.length };
  };
};
