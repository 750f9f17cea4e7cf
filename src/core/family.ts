import { z } from 'zod';

/**
 * The people around a dossier as a system: how to address and reach each, homes and who lives where, ties, custody, contact,
 * from whom violence comes, and who may not know what. Every fact is an entry; a correction is a new entry that names the old
 * one, and a withdrawal has a reason, so nothing is lost.
 */

const words = (longest: number) => z.string().trim().max(longest);
const Day = z.iso.date().nullable();
const span = { from: Day, until: Day };

/** How a person is drawn; a choice of who keeps the record, read by no rule. */
export const symbols = ['vierkant', 'rond', 'ruit'] as const;

/** What is known of a person beside a name; all of it may be left open. */
export const PersonDetails = z.strictObject({
  birthDate: Day,
  pronouns: words(60),
  addressAs: words(120).describe('How the person wants to be addressed'),
  symbol: z.enum(symbols).nullable(),
  aliases: z.array(words(120).min(1)).max(20).describe('Other names by which the person goes in texts'),
});
export type PersonDetails = z.infer<typeof PersonDetails>;

export const noDetails: PersonDetails = { birthDate: null, pronouns: '', addressAs: '', symbol: null, aliases: [] };

export const tieKinds = [
  'partner',
  'ex-partner',
  'ouder',
  'broer-zus',
  'familie',
  'verzorger',
  'vriend',
  'professional',
] as const;
export const qualities = ['steunend', 'gespannen', 'verbroken'] as const;
export const certainties = ['vermoed', 'verteld', 'vastgesteld'] as const;
/** What somebody may not know of another: where they live, how to reach them, or that they are in the record at all. */
export const keptKinds = ['adres', 'bereik', 'alles'] as const;

export const FamilyFact = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('bereik'),
    person: z.uuid(),
    value: words(200).min(1).describe('A number, an address for mail, or by way of whom'),
    riskFree: z.enum(['ja', 'nee', 'onbekend']).describe('Whether this way can be used without risk'),
    when: words(300),
    how: words(300),
    notSay: words(300).describe('What not to say on voicemail or to who else answers'),
  }),
  z.strictObject({
    what: z.literal('huis'),
    label: words(120).min(1),
    street: words(160),
    postcode: words(12),
    place: words(80),
    secret: z.boolean().describe('Only who lives there may know where it is'),
  }),
  z.strictObject({ what: z.literal('woont'), person: z.uuid(), home: z.uuid(), ...span }),
  z.strictObject({
    what: z.literal('band'),
    tie: z
      .enum(tieKinds)
      .describe('ouder: the first is a parent of the second; verzorger: the first cares for the second'),
    one: z.uuid(),
    other: z.uuid(),
    quality: z.enum(qualities).nullable(),
    ...span,
  }),
  z.strictObject({
    what: z.literal('gezag'),
    holder: z.uuid(),
    child: z.uuid(),
    sort: z.enum(['alleen', 'samen', 'voogdij', 'geen', 'onbekend']),
    ...span,
  }),
  z.strictObject({
    what: z.literal('omgang'),
    person: z.uuid(),
    with: z.uuid(),
    arrangement: words(1000).min(1),
    ...span,
  }),
  z.strictObject({
    what: z.literal('geweld'),
    by: z.uuid().describe('From whom it comes, or would come'),
    towards: z.uuid(),
    certainty: z.enum(certainties),
    words: words(500),
    ...span,
  }),
  z.strictObject({
    what: z.literal('geheim'),
    about: z.uuid(),
    from: z.uuid().describe('Who may not know it'),
    kinds: z.array(z.enum(keptKinds)),
    words: z
      .array(words(120).min(3))
      .max(20)
      .describe('Names of a school, a job, a place: taken out wherever they stand'),
  }),
  z.strictObject({
    what: z.literal('plek'),
    places: z
      .record(z.uuid(), z.strictObject({ x: z.int(), y: z.int() }))
      .describe('Where somebody was put in the drawing'),
  }),
]);
export type FamilyFact = z.infer<typeof FamilyFact>;

const corrected = {
  corrects: z.string().nullable().describe('The entry that this one takes the place of'),
  reason: z.string().nullable(),
};

export const FamilyNoted = z.strictObject({
  kind: z.literal('family-noted'),
  id: z.uuid().describe('Of what the fact is about; the same over all its corrections'),
  fact: FamilyFact,
  ...corrected,
});

/** A person, a family fact or a note that was entered by mistake. It stays in the record and counts no more. */
export const Withdrawn = z.strictObject({ kind: z.literal('withdrawn'), id: z.string(), reason: z.string().min(1) });

export type Version<T> = {
  readonly entry: string;
  readonly at: string;
  readonly value: T;
  readonly reason: string | null;
};

/** Something in the record that can be corrected: all its versions, oldest first; the last stands unless withdrawn. */
export type Kept<T> = {
  readonly id: string;
  readonly versions: readonly Version<T>[];
  readonly withdrawn: { readonly at: string; readonly reason: string } | null;
};

export const lastOf = <T>(kept: Kept<T>): T => {
  const last = kept.versions.at(-1);
  if (last === undefined) throw new Error('What is kept has a version');
  return last.value;
};

export const standing = <T>(all: readonly Kept<T>[]): readonly Kept<T>[] =>
  all.filter(({ withdrawn }) => withdrawn === null);

/** @returns the same list with one more version: of what has this id, or as something new */
export const withVersion = <T>(all: readonly Kept<T>[], id: string, version: Version<T>): readonly Kept<T>[] =>
  all.some((one) => one.id === id)
    ? all.map((one) => (one.id === id ? { ...one, versions: [...one.versions, version] } : one))
    : [...all, { id, versions: [version], withdrawn: null }];

export const withdrawnFrom = <T>(
  all: readonly Kept<T>[],
  id: string,
  withdrawn: { readonly at: string; readonly reason: string },
): readonly Kept<T>[] => all.map((one) => (one.id === id ? { ...one, withdrawn } : one));

type FactOf<W extends FamilyFact['what']> = Extract<FamilyFact, { what: W }>;

/** The facts of one kind that stand, with their ids, oldest first. */
export const factsOfKind = <W extends FamilyFact['what']>(
  facts: readonly Kept<FamilyFact>[],
  what: W,
): readonly { readonly id: string; readonly fact: FactOf<W> }[] =>
  standing(facts).flatMap((kept) => {
    const fact = lastOf(kept);
    return fact.what === what ? [{ id: kept.id, fact: fact as FactOf<W> }] : []; // its kind was just checked
  });

/** The people that a fact names: all of them have to be in the dossier. */
export const peopleIn = (fact: FamilyFact): readonly string[] => {
  switch (fact.what) {
    case 'bereik':
    case 'woont':
      return [fact.person];
    case 'huis':
      return [];
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
    case 'plek':
      return Object.keys(fact.places);
  }
};

/** Whether a period holds on a day; an open end holds. Days as `2026-11-23` sort as text. */
export const holdsOn = (
  { from, until }: { readonly from: string | null; readonly until: string | null },
  day: string,
): boolean => (from === null || from <= day) && (until === null || until >= day);
