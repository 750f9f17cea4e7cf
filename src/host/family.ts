import { dutch } from '#core/calendar.ts';
import type { Content } from '#core/dossier.ts';
import { type FamilyFact, type Kept, lastOf, peopleIn } from '#core/family.ts';
import { likenessOf } from '#core/name-likeness.ts';
import { fail, ok } from '#core/result.ts';
import type { Handlers } from './contract.ts';
import type { Desk, OpenDossier } from './desk.ts';
import type { FamilyView } from './family-operations.ts';
import { DossierRowData } from './open-vault.ts';

/** The people of a dossier as a system. */

const moment = (at: string): string => dutch(Date.parse(at));

/** As the screen shows it: what stands, and what stood before with the reason why it was changed. */
const shown = <T, V>(kept: Kept<T>, view: (value: T) => V) => ({
  id: kept.id,
  at: moment(kept.versions.at(-1)?.at ?? ''),
  now: view(lastOf(kept)),
  earlier: kept.versions
    .slice(0, -1)
    .map(({ at, value }, n) => ({
      ...{ at: moment(at), value: view(value), reason: kept.versions[n + 1]?.reason ?? null },
    }))
    .toReversed(),
  withdrawn: kept.withdrawn === null ? null : { ...kept.withdrawn, at: moment(kept.withdrawn.at) },
});

/** At most so many are pointed out: more would be no help. */
const mostAlike = 20;

/** People of this and other dossiers who may be the same. Rows are in memory and hold only what is sealed on disk. */
const alikeIn = (desk: Desk, open: OpenDossier): FamilyView['alike'] => {
  const rows = (desk.vault()?.rows() ?? []).flatMap(({ dossier, row }) => {
    const data = DossierRowData.safeParse(row);
    return data.success ? [{ dossier, label: data.data.label, people: data.data.people }] : [];
  });
  const own = rows.find(({ dossier }) => dossier === open.id)?.people ?? [];
  const found: FamilyView['alike'] = [];
  for (const [n, one] of own.entries())
    for (const { dossier, label, people } of rows) {
      const here = dossier === open.id;
      for (const other of here ? people.slice(n + 1) : people) {
        const why = likenessOf(one, other, here);
        if (why === null || found.length >= mostAlike) continue;
        found.push({
          ...{ person: one.id, names: other.names.join(', '), dossier, dossierLabel: label, here, why },
        });
      }
    }
  return found;
};

const familyView = (desk: Desk, open: OpenDossier): FamilyView => {
  const { persons, facts, label } = open.dossier;
  return {
    dossier: open.id,
    label,
    today: moment(desk.now()).slice(0, 10),
    people: persons.map((kept) => shown(kept, ({ person, details }) => ({ ...person, details }))),
    facts: facts.map((kept) => shown(kept, (fact) => fact)),
    alike: alikeIn(desk, open),
  };
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What makes a fact impossible: the place in it, and what is expected there. */
const faultOf = (fact: FamilyFact, facts: readonly Kept<FamilyFact>[]): { at: string; expected: string } | null => {
  const [one, two] = peopleIn(fact);
  if (fact.what !== 'plek' && two !== undefined && one === two)
    return { at: 'other', expected: 'Kies twee verschillende personen.' };
  if ('from' in fact && 'until' in fact && fact.from !== null && fact.until !== null && fact.from > fact.until)
    return { at: 'until', expected: 'De einddatum ligt na de begindatum.' };
  if (fact.what === 'geheim' && fact.kinds.length === 0 && fact.words.length === 0)
    return { at: 'kinds', expected: 'Kies wat deze persoon niet mag weten.' };
  if (fact.what === 'woont') {
    const home = facts.find(({ id, withdrawn }) => id === fact.home && withdrawn === null);
    if (home === undefined || lastOf(home).what !== 'huis')
      return { at: 'home', expected: 'Kies een huis uit de lijst.' };
  }
  return null;
};

export const family = (
  desk: Desk,
): Pick<Handlers, 'family.read' | 'family.person' | 'family.note' | 'family.withdraw'> => ({
  'family.read': async ({ dossier }) => {
    const open = await desk.read(dossier, 'family.read');
    return open.ok ? ok(familyView(desk, open.value)) : open;
  },

  'family.person': async ({ dossier, person, label, role, birthYear, details, reason, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const had = open.value.dossier.persons.find(({ id, withdrawn }) => id === person && withdrawn === null);
    if (person !== null && had === undefined) return fail({ kind: 'unknown-person' });
    const now = { person: { id: person ?? intent, label, role, birthYear }, details };
    if (had !== undefined) {
      if (same(lastOf(had), now)) return ok(familyView(desk, open.value));
      if (reason === null || reason === '') return fail({ kind: 'reason-needed' });
    }
    const content: Content = { kind: 'person', ...now, reason };
    const action = had === undefined ? 'person.add' : 'person.correct';
    const written = await desk.append(open.value, [content], intent, action);
    return written.ok ? ok(familyView(desk, written.value)) : written;
  },

  'family.note': async ({ dossier, id, fact, reason, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const { facts, people } = open.value.dossier;
    if (!peopleIn(fact).every((one) => people.some((person) => person.id === one)))
      return fail({ kind: 'unknown-person' });
    const fault = faultOf(fact, facts);
    if (fault !== null) return fail({ kind: 'answer-refused', ...fault });
    const had = facts.find((kept) => kept.id === id && kept.withdrawn === null && lastOf(kept).what === fact.what);
    if (id !== null && had === undefined) return fail({ kind: 'not-in-record' });
    if (had !== undefined) {
      if (same(lastOf(had), fact)) return ok(familyView(desk, open.value));
      // where somebody stands in the drawing is no statement about that person
      if (fact.what !== 'plek' && (reason === null || reason === '')) return fail({ kind: 'reason-needed' });
    }
    const corrects = had?.versions.at(-1)?.entry ?? null;
    const content: Content = { kind: 'family-noted', id: id ?? intent, fact, corrects, reason };
    const action = had === undefined ? 'family.record' : 'family.correct';
    const written = await desk.append(open.value, [content], intent, action);
    return written.ok ? ok(familyView(desk, written.value)) : written;
  },

  'family.withdraw': async ({ dossier, id, reason, intent }) => {
    const open = await desk.read(dossier, '');
    if (!open.ok) return open;
    const { persons, facts, notes } = open.value.dossier;
    const known = [...persons, ...facts, ...notes].find((kept) => kept.id === id);
    if (known === undefined) return fail({ kind: 'not-in-record' });
    if (known.withdrawn !== null) return ok(null);
    const written = await desk.append(open.value, [{ kind: 'withdrawn', id, reason }], intent, 'family.withdrawn');
    return written.ok ? ok(null) : written;
  },
});
