import type { Client, Refusal } from '#host/contract.ts';
import type { Place } from '../place.ts';
import type { useTexts } from '../words.ts';

/** What a few words may mean, from all of Baken: one list, in groups, of places to go to. */

export const groups = ['dossiers', 'people', 'services', 'library', 'screens'] as const;
export type Group = (typeof groups)[number];
export type Choice = {
  readonly group: Group;
  readonly id: string;
  readonly text: string;
  readonly beside: string;
  readonly to: Place;
};
export type Finding = {
  readonly choices: readonly Choice[];
  /** How many there are beside the ones shown. */
  readonly more: Readonly<Partial<Record<Group, number>>>;
};

/** How many of a group are shown: all of them fit on a laptop without scrolling. */
const most = { dossiers: 5, people: 5, services: 4, library: 4, screens: 13 } as const;

type Texts = ReturnType<typeof useTexts>;
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** What is called so before what only says so. */
const byName = <T>(words: string, all: readonly T[], nameOf: (one: T) => string): readonly T[] => {
  const sought = plain(words).split(/\s+/).filter(Boolean);
  const isNamed = (one: T): number => (sought.every((word) => plain(nameOf(one)).includes(word)) ? 0 : 1);
  return all.toSorted((a, b) => isNamed(a) - isNamed(b));
};

const screensFor = (t: Texts, words: string): readonly Choice[] => {
  const sought = plain(words).split(/\s+/).filter(Boolean);
  return Object.entries(t.find.screens)
    .filter(([, text]) => sought.every((word) => plain(text).includes(word)))
    .map(([kind, text]) => ({
      ...{ group: 'screens' as const, id: kind, text, beside: '' },
      to: { kind: kind as keyof Texts['find']['screens'] }, // the keys of the texts are these kinds of place
    }));
};

/** Asks each part of Baken that can be searched; nothing of the words is kept. */
export const find = async (
  ask: Client,
  t: Texts,
  words: string,
): Promise<{ readonly ok: true; readonly value: Finding } | { readonly ok: false; readonly error: Refusal }> => {
  const nothing = words.trim() === '';
  const [found, services, library] = await Promise.all([
    ask('dossiers.find', { words }),
    nothing ? null : ask('socialMap.find', { audience: null, need: null, age: null, municipality: null, word: words }),
    nothing ? null : ask('bibliotheek.find', { word: words }),
  ]);
  if (!found.ok) return found;
  if (services?.ok === false) return services;
  if (library?.ok === false) return library;
  const { dossiers, people } = found.value;
  const helping =
    services === null ? [] : byName(words, [...services.value.local, ...services.value.national], ({ name }) => name);
  const hits = library === null ? [] : byName(words, library.value.hits, ({ title }) => title);
  const all: Readonly<Record<Group, readonly Choice[]>> = {
    dossiers: dossiers.rows.map(({ dossier, label, signal }) => ({
      ...{ group: 'dossiers', id: dossier, text: label, beside: signal },
      to: { kind: 'dossier', dossier },
    })),
    people: people.people.map(({ dossier, dossierLabel, person, names, birthYear, bySound }) => ({
      ...{ group: 'people', id: `${dossier} ${person}`, text: names },
      beside: [
        t.find.inDossier(dossierLabel),
        ...(birthYear === null ? [] : [t.find.born(birthYear)]),
        ...(bySound ? [t.find.soundsAlike] : []),
      ].join(', '),
      to: { kind: 'family', dossier },
    })),
    services: helping.map(({ id, name, phone }) => ({
      ...{ group: 'services', id, text: name, beside: phone ?? '' },
      to: { kind: 'social-map' },
    })),
    library: hits.map(({ kind, id, title, text }, place) => ({
      ...{ group: 'library', id: `${kind} ${id} ${place}`, text: title, beside: text },
      to: { kind: 'bibliotheek' },
    })),
    screens: screensFor(t, words),
  };
  const counts: Readonly<Record<Group, number>> = {
    dossiers: nothing ? 0 : dossiers.found,
    people: people.found,
    services: helping.length,
    library: hits.length + (library === null ? 0 : library.value.more),
    screens: all.screens.length,
  };
  return {
    ok: true,
    value: {
      choices: groups.flatMap((group) => all[group].slice(0, most[group])),
      more: Object.fromEntries(groups.map((group) => [group, Math.max(0, counts[group] - most[group])])),
    },
  };
};
