import type { FamilyView } from '#host/contract.ts';

/** The family as a drawing: who stands where, and which line goes between whom. Computed from the facts and nothing else. */

export type Fact = FamilyView['facts'][number]['now'];
export type Shape = 'vierkant' | 'rond' | 'ruit';
export type Place = { readonly x: number; readonly y: number };
export type Line = {
  /** That of the fact, so that the table has the same line. */
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
};
export type Household = { readonly id: string; readonly label: string; readonly people: readonly string[] };

export const stepX = 210;
export const stepY = 190;

const holds = (view: FamilyView, { from, until }: { readonly from: string | null; readonly until: string | null }) =>
  (from === null || from <= view.today) && (until === null || until >= view.today);

export const standingPeople = (view: FamilyView) => view.people.filter(({ withdrawn }) => withdrawn === null);
export const standingFacts = (view: FamilyView) => {
  const here = new Set(standingPeople(view).map(({ id }) => id));
  return view.facts.filter(({ withdrawn, now }) => withdrawn === null && whom(now).every((id) => here.has(id)));
};

/** The people that a fact names. */
export const whom = (fact: Fact): readonly string[] => {
  switch (fact.what) {
    case 'band':
      return [fact.one, fact.other];
    case 'gezag':
      return [fact.holder, fact.child];
    case 'omgang':
      return [fact.person, fact.with];
    case 'geweld':
      return [fact.by, fact.towards];
    case 'geheim':
      return [fact.about, fact.from];
    case 'bereik':
    case 'woont':
      return [fact.person];
    case 'huis':
    case 'plek':
      return [];
  }
};

/** Every line between two people; who may not know what is no line, so that the drawing gives nothing away at a glance. */
export const linesIn = (view: FamilyView): readonly Line[] =>
  standingFacts(view).flatMap(({ id, now }): Line[] => {
    const [from, to] = whom(now);
    if (from === undefined || to === undefined || now.what === 'geheim') return [];
    return [{ id, kind: now.what === 'band' ? now.tie : now.what, from, to }];
  });

/** Who lives together now. */
export const householdsIn = (view: FamilyView): readonly Household[] => {
  const facts = standingFacts(view);
  return facts.flatMap(({ id, now }): Household[] => {
    if (now.what !== 'huis') return [];
    const people = facts.flatMap(({ now: stay }) =>
      stay.what === 'woont' && stay.home === id && holds(view, stay) ? [stay.person] : [],
    );
    return people.length === 0 ? [] : [{ id, label: now.label, people: [...new Set(people)] }];
  });
};

/** Parents above children, partners and siblings beside each other: the row in which everybody stands. */
const rowsOf = (view: FamilyView): ReadonlyMap<string, number> => {
  const rows = new Map(standingPeople(view).map(({ id }) => [id, 0]));
  const lines = linesIn(view);
  // as often as there are people is enough for the longest line of descent; a circle by mistake ends too
  for (let n = 0; n < rows.size; n++)
    for (const { kind, from, to } of lines) {
      const [a, b] = [rows.get(from) ?? 0, rows.get(to) ?? 0];
      if (kind === 'ouder' && b <= a) rows.set(to, Math.min(a + 1, rows.size));
      if (['partner', 'ex-partner', 'broer-zus'].includes(kind) && a !== b) {
        rows.set(from, Math.max(a, b));
        rows.set(to, Math.max(a, b));
      }
    }
  return rows;
};

/** Where everybody stands: as put by hand, else by generation with who lives together side by side. */
export const placesIn = (view: FamilyView): ReadonlyMap<string, Place> => {
  const rows = rowsOf(view);
  const home = new Map(householdsIn(view).flatMap(({ id, people }, n) => people.map((one) => [one, `${n} ${id}`])));
  const partners = new Map<string, string>();
  for (const { kind, from, to } of linesIn(view))
    if (kind === 'partner' || kind === 'ex-partner') partners.set(to, from);
  const order = standingPeople(view).map(({ id }, n) => ({ id, n, row: rows.get(id) ?? 0, home: home.get(id) ?? 'z' }));
  const at = new Map(order.map((one) => [one.id, one]));
  order.sort(
    (a, b) =>
      a.row - b.row ||
      a.home.localeCompare(b.home) ||
      (at.get(partners.get(a.id) ?? '')?.n ?? a.n) - (at.get(partners.get(b.id) ?? '')?.n ?? b.n) ||
      a.n - b.n,
  );
  const put = standingFacts(view).findLast(({ now }) => now.what === 'plek')?.now;
  const byHand = put?.what === 'plek' ? put.places : {};
  const widest = Math.max(
    1,
    ...[...new Set(rows.values())].map((row) => order.filter((one) => one.row === row).length),
  );
  const places = new Map<string, Place>();
  for (const row of new Set(order.map((one) => one.row))) {
    const here = order.filter((one) => one.row === row);
    const left = ((widest - here.length) * stepX) / 2;
    for (const [n, { id }] of here.entries())
      places.set(id, byHand[id] ?? { x: Math.round(left + (n + 0.5) * stepX), y: (row + 0.5) * stepY });
  }
  return places;
};

/** One person in the middle and around it everybody with a line to that person. */
export const circleAround = (view: FamilyView, middle: string): ReadonlyMap<string, Place> => {
  const around = [
    ...new Set(linesIn(view).flatMap(({ from, to }) => (from === middle ? [to] : to === middle ? [from] : []))),
  ];
  const reach = Math.max(200, (around.length * 150) / (2 * Math.PI));
  const centre = { x: reach + 110, y: reach + 90 };
  const places = new Map<string, Place>([[middle, centre]]);
  for (const [n, id] of around.entries()) {
    const angle = (2 * Math.PI * n) / around.length - Math.PI / 2;
    places.set(id, {
      x: Math.round(centre.x + reach * Math.cos(angle)),
      y: Math.round(centre.y + reach * Math.sin(angle)),
    });
  }
  return places;
};
