import { z } from 'zod';

/**
 * What a professional records of the meldcode. Each note is one entry of the dossier, written once; a correction is a new
 * note of the same kind that names the old one. The minimum per step: Besluit verplichte meldcode (BWBR0033723).
 */

/** The steps, in the order of the code. The order is a guide: they may run beside each other, be left or be repeated. */
export const meldcodeSteps = ['signalen', 'overleg', 'gesprek', 'wegen', 'beslissen'] as const;
export const MeldcodeStep = z.enum(meldcodeSteps);
export type MeldcodeStep = z.infer<typeof MeldcodeStep>;

/** Unknown is an answer, and never a no. */
export const Known = z.enum(['ja', 'nee', 'onbekend']);
export type Known = z.infer<typeof Known>;

/** What an answer in the weighing leads to; `hulp` is giving or organising help. */
export const WeighingResult = z.enum(['sluiten', 'melden', 'hulp']);
export type WeighingResult = z.infer<typeof WeighingResult>;

const line = z.string().trim().max(200);
const text = z.string().trim().max(8000);
const filled = text.min(1);
const who = line.min(1);
const day = z.iso.date();

const Signal = z.strictObject({
  what: z.literal('signaal'),
  about: z.enum(['feit', 'gezegd', 'eigen_indruk']),
  text: filled,
  by: line.describe('Who saw or said it; empty only for what the professional saw or thinks'),
  when: who.describe('When it was seen, heard or said, in own words'),
});

const ChildCheck = z.strictObject({
  what: z.literal('kindcheck'),
  children: Known,
  list: z.array(z.strictObject({ name: who, age: z.int().min(0).max(30).nullable() })).max(20),
  pregnant: Known,
  care: text.describe('Who shares the care for the children, and when'),
  outcome: filled,
});

const CareCheck = z.strictObject({
  what: z.literal('mantelzorgcheck'),
  depends: Known.describe('Whether an adult depends on the care of the client'),
  outcome: filled,
});

export const Adviser = z.enum(['veilig-thuis', 'aandachtsfunctionaris', 'collega', 'letseldeskundige', 'ander']);

const Consultation = z.strictObject({
  what: z.literal('overleg'),
  with: Adviser,
  who,
  on: day,
  outcome: filled,
  todo: filled.describe('Who does what'),
});

const Talk = z.strictObject({
  what: z.literal('gesprek'),
  with: who,
  on: day,
  said: filled,
  reaction: filled,
  child: text.describe("The child's side, or why the child was not spoken to"),
});

/** A step that is passed over or put off. For the talk with the client it also says after whose advice. */
const Left = z.strictObject({
  what: z.literal('gelaten'),
  step: MeldcodeStep,
  how: z.enum(['overgeslagen', 'uitgesteld']),
  why: filled,
  adviser: z.enum([...Adviser.options, 'geen']).nullable(),
  advice: text,
});

const Estimate = z.strictObject({
  what: z.literal('inschatting'),
  nature: filled.describe('Nature and severity'),
  risk: filled.describe('Chance that it happens again or gets worse'),
  grounds: filled,
});

const Weighed = z.strictObject({
  what: z.literal('weegvraag'),
  question: z.string(),
  answer: Known,
  kinds: z.array(z.string()).describe('Which of the named forms are seen, such as acute or structural'),
  grounds: text,
});

export const Decision = z.enum(['melden', 'hulp']);
export type Decision = z.infer<typeof Decision>;

const Decided = z.strictObject({
  what: z.literal('besluit'),
  decision: Decision.describe('1: is melden necessary; 2: can help be given or organised as well'),
  answer: z.enum(['ja', 'nee']),
  grounds: filled,
  norm: WeighingResult.nullable().describe('What the weighing said at that moment; null: it was still open'),
});

const Told = z.strictObject({
  what: z.literal('besproken'),
  who,
  informed: z.enum(['ja', 'nee']),
  why: text.describe('Why this person was not told'),
  reaction: text,
  objections: text.describe('Objections and how they were met'),
});

const Attempt = z.strictObject({ what: z.literal('poging'), who, on: day, how: filled });

const Agreement = z.strictObject({ what: z.literal('afspraak'), with: who, text: filled, until: day.nullable() });

const Reported = z.strictObject({
  what: z.literal('melding'),
  on: day,
  how: who.describe('By telephone, by form; and with whom'),
  told: text.describe('What Veilig Thuis said it will do'),
  ground: z.string().nullable().describe('Why the name of the reporter is kept back; null: it is not'),
  groundNote: text,
});

const Extended = z.strictObject({
  what: z.literal('verlenging'),
  melding: z.string().describe('The entry of the melding'),
  term: z.string(),
  why: filled,
});

/** Takes back a note that should not have been written; the note stays visible. */
const Withdrawn = z.strictObject({ what: z.literal('vervallen') });

/** What a professional writes down by hand; weighing and deciding have operations of their own. */
export const StepNote = z
  .discriminatedUnion('what', [
    Signal,
    ChildCheck,
    CareCheck,
    Consultation,
    Talk,
    Left,
    Estimate,
    Told,
    Attempt,
    Agreement,
    Reported,
    Extended,
    Withdrawn,
  ])
  .refine((note) => note.what !== 'signaal' || note.about !== 'gezegd' || note.by !== '', {
    path: ['by'],
    message: 'wie dit zei hoort erbij',
  })
  .refine(
    (note) =>
      note.what !== 'gelaten' ||
      (note.step === 'gesprek' ? note.adviser !== null && note.advice !== '' : note.adviser === null),
    { path: ['adviser'], message: 'bij het gesprek hoort wie dit adviseerde en wat het advies was' },
  )
  .refine((note) => note.what !== 'besproken' || note.informed === 'ja' || note.why !== '', {
    path: ['why'],
    message: 'waarom iemand niet is ingelicht hoort erbij',
  })
  .refine((note) => note.what !== 'besproken' || note.informed === 'nee' || note.reaction !== '', {
    path: ['reaction'],
    message: 'de reactie hoort erbij',
  })
  .refine((note) => note.what !== 'melding' || note.ground === null || note.groundNote !== '', {
    path: ['groundNote'],
    message: 'waarom de naam niet bekend mag worden hoort erbij',
  });
export type StepNote = z.infer<typeof StepNote>;

export const MeldcodeNote = z.union([StepNote, Weighed, Decided]);
export type MeldcodeNote = z.infer<typeof MeldcodeNote>;

/** The two kinds of dossier entries of the meldcode. */
export const MeldcodeStarted = z.strictObject({
  kind: z.literal('meldcode-started'),
  meldcode: z.uuid(),
  frame: z.string().describe('ID@version of the afwegingskader, pinned'),
});
export const MeldcodeNoted = z.strictObject({
  kind: z.literal('meldcode-noted'),
  meldcode: z.uuid(),
  note: MeldcodeNote,
  corrects: z.string().nullable().describe('The entry this one replaces'),
  reason: z.string().nullable(),
});

const stepsOf = {
  signaal: 'signalen',
  kindcheck: 'signalen',
  mantelzorgcheck: 'signalen',
  overleg: 'overleg',
  gesprek: 'gesprek',
  inschatting: 'wegen',
  weegvraag: 'wegen',
  besluit: 'beslissen',
  besproken: 'beslissen',
  poging: 'beslissen',
  afspraak: 'beslissen',
  melding: 'beslissen',
  verlenging: 'beslissen',
} as const satisfies Record<Exclude<MeldcodeNote['what'], 'gelaten' | 'vervallen'>, MeldcodeStep>;

/** The step a note belongs to; a note that takes another back belongs to none of its own. */
export const stepOf = (note: MeldcodeNote): MeldcodeStep | null =>
  note.what === 'gelaten' ? note.step : note.what === 'vervallen' ? null : stepsOf[note.what];
