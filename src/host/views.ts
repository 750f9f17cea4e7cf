import { z } from 'zod';
import { Band, DeadlineCode } from '#core/band.ts';
import { Person } from '#core/dossier.ts';
import { AnswerValue, ItemId, Unit } from '#core/instrument.ts';
import { DamageView } from './damage-kinds.ts';

/** What the screens are given to draw. They hold no score and no verdict of their own: every word of judgement comes from here. */

export const DossierKey = z.string().regex(/^[0-9a-f]{32}$/);
export const AssessmentKey = z.uuid();
export const ReferralKey = z.uuid();
/** Chosen by the screen for every write, so that a retry makes no second entry. */
export const Intent = z.uuid();
const Instant = z.string().describe('ISO 8601 with offset, Europe/Amsterdam');

const DeadlineView = z.object({ code: DeadlineCode, at: Instant, label: z.string() });

export const ServiceView = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable().describe('null: not confirmed, and shown as such'),
  hours: z.string().nullable(),
  url: z.string().nullable(),
  openNow: z.enum(['open', 'dicht', 'onbekend']),
  confirmed: z.boolean(),
  checked: z.string().describe('A sentence: when and how far this was checked'),
});
export type ServiceView = z.infer<typeof ServiceView>;

export const ReferralLine = z.object({
  code: z.string(),
  label: z.string(),
  why: z.array(z.string()),
  rules: z.array(z.string()),
  deadline: DeadlineView.nullable(),
  offer: z.boolean(),
  via: z.string().nullable(),
  wording: z.string().nullable().describe('The form of this service that fits this person'),
  who: z.string(),
  how: z.string(),
  services: z.array(ServiceView),
  otherwise: z.string().nullable().describe('What to do instead when there is no number or the line is closed now'),
  recipient: z.string().nullable().describe('The recipient a letter can be made for, or null'),
});
export type ReferralLine = z.infer<typeof ReferralLine>;

const GivenAnswer = z.object({ item: ItemId, question: z.string(), answer: z.string() });

export const RuleView = z.object({
  id: z.string(),
  title: z.string(),
  says: z.enum(['applies', 'does-not-apply', 'open']),
  acts: z.boolean().describe('Counts in this outcome, also when a later answer could still change it'),
  band: Band.nullable(),
  texts: z.array(z.string()),
  because: z.array(GivenAnswer),
  source: z.string(),
});
export type RuleView = z.infer<typeof RuleView>;

const CauseView = z.object({
  card: z.string().nullable().describe('The card to learn from that explains it'),
  code: z.string(),
  label: z.string(),
  step: z.string(),
  lens: z.string().nullable(),
  source: z.string(),
  interventions: z.array(
    z.object({
      for: z.enum(['slachtoffer', 'pleger', 'kind', 'netwerk', 'professional']),
      do: z.string(),
      say: z.string().nullable(),
      referrals: z.array(z.string()),
      source: z.string(),
    }),
  ),
});
export type CauseView = z.infer<typeof CauseView>;

/** A word of the trade, explained where it stands. */
const TermView = z.object({ term: z.string(), explanation: z.string() });
export type TermView = z.infer<typeof TermView>;

export const OutcomeView = z.object({
  instrument: z.string(),
  title: z.string(),
  on: Instant,
  band: Band,
  bandLabel: z.string(),
  meaning: z.string(),
  least: z.string(),
  final: z.boolean(),
  unfinished: z.string().nullable(),
  deadline: DeadlineView.nullable(),
  reasons: z.array(RuleView).describe('Rules that act, heaviest first'),
  others: z.array(RuleView).describe('Rules that are open or do not apply'),
  referrals: z.array(ReferralLine),
  onRequest: z
    .array(z.object({ code: z.string(), label: z.string(), recipient: z.string(), recipientName: z.string() }))
    .describe('Letters a professional may choose to make whatever the outcome, such as to specialist GGZ'),
  measures: z.array(z.object({ code: z.string(), label: z.string(), text: z.string(), until: Instant.nullable() })),
  causes: z.array(CauseView),
  contributing: z.array(CauseView).describe('What makes it worse beside the causes, and is never the excuse'),
  blocked: z.array(z.object({ code: z.string(), label: z.string(), reason: z.string() })),
  stops: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
  next: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      offer: z.boolean(),
      available: z.boolean(),
      samePerson: z.boolean().describe('About the same person as this one; else whom it is about has to be told'),
    }),
  ),
  texts: z.array(z.string()).describe('What to mind: of the heaviest band, and what goes with every band'),
  moreTexts: z.array(z.string()).describe('What rules of a lower band say beside it'),
  kept: z
    .array(z.object({ question: z.string(), answer: z.string() }))
    .describe('Written down to come back to; no rule reads it'),
  score: z.array(z.object({ label: z.string(), value: z.union([z.number(), z.string()]) })),
  flag: z.object({ code: z.string(), label: z.string(), step: z.string() }).nullable(),
  nothing: z.string().nullable().describe('Why there is no outcome; then only this is shown'),
  open: z.array(
    z.object({ item: ItemId, question: z.string(), could: Band, couldLabel: z.string(), alone: z.boolean() }),
  ),
  unknown: z
    .array(z.object({ item: ItemId, question: z.string(), could: Band.nullable(), couldLabel: z.string().nullable() }))
    .describe('Answered with something unknown, and what knowing it could bring'),
  limits: z.array(z.string()),
  own: z.boolean().describe('Decided by questions or rules of the organisation itself'),
  raised: z.object({ band: Band, reason: z.string() }).nullable(),
  terms: z.array(TermView).describe('Words of the trade in the reasons, texts and causes'),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

const OptionView = z.object({ code: z.string(), label: z.string(), alone: z.boolean() });

export const QuestionView = z.object({
  item: ItemId,
  section: z.string(),
  text: z.string(),
  help: z.string().nullable(),
  lens: z.string().nullable(),
  card: z.object({ id: z.string(), title: z.string() }).nullable().describe('The card to learn from that it leads to'),
  terms: z.array(TermView).describe('Words of the trade in the question, its help and its answers'),
  consent: z.boolean(),
  optional: z.boolean(),
  toClient: z.boolean().describe('Speaks to the client, so that it can be shown to the client'),
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one'), options: z.array(OptionView) }).describe('JNO questions too: four options'),
    z.object({ kind: z.literal('many'), options: z.array(OptionView), none: z.string() }),
    z.object({
      kind: z.literal('number'),
      unit: Unit,
      min: z.number(),
      max: z.number(),
      unknown: z.boolean(),
    }),
    z.object({ kind: z.literal('text'), maxLength: z.number() }),
    z.object({
      kind: z.literal('municipality'),
      options: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
    z
      .object({
        kind: z.literal('scores'),
        count: z.number(),
        allowed: z.array(z.number()),
        notTaken: OptionView,
        official: z.string(),
        texts: z.array(z.string()).describe('The licensed texts by item, when the organisation has them; else empty'),
      })
      .describe('One score per item of an official form; null where the client left it empty'),
    z.object({ kind: z.literal('numbers'), min: z.number(), max: z.number(), none: z.string() }),
  ]),
  answer: AnswerValue.nullable(),
  note: z.object({ fact: z.string(), said: z.string(), saidBy: z.string(), view: z.string() }).nullable(),
  /** Stop buttons that this answer, or the one just given before it, brings forward (O-alleen, O-veilig). */
  offers: z.array(z.string()),
  /** Earlier answers to this question, newest first: a correction hides nothing. */
  history: z.array(z.object({ at: Instant, answer: z.string(), reason: z.string().nullable() })),
});
export type QuestionView = z.infer<typeof QuestionView>;

export const AssessmentView = z.object({
  dossier: DossierKey,
  dossierLabel: z.string(),
  assessment: AssessmentKey,
  instrument: z.string(),
  version: z.string(),
  title: z.string(),
  howTaken: z.string(),
  toClient: z.boolean().describe('Has questions that speak to the client'),
  concluded: z.boolean(),
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('question'), question: QuestionView, first: z.boolean() }),
    z.object({
      kind: z.literal('stopped'),
      stop: z.string(),
      interrupted: z.object({ item: ItemId, text: z.string() }).nullable(),
    }),
    z.object({ kind: z.literal('done') }),
  ]),
  progress: z.object({ answered: z.number(), shown: z.number() }),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      items: z.array(
        z.object({
          item: ItemId,
          text: z.string(),
          answer: z.string().nullable(),
          here: z.boolean(),
          optional: z.boolean(),
          toClient: z.boolean().describe('Speaks to the client'),
        }),
      ),
    }),
  ),
  stops: z.array(z.object({ id: z.string(), label: z.string(), advice: z.string(), on: z.boolean() })),
  numbers: z.array(ServiceView).describe('Whom to call in danger: on every screen of an assessment'),
  outcome: OutcomeView,
  savedAt: Instant.nullable(),
  from: z
    .object({ assessment: AssessmentKey, title: z.string() })
    .nullable()
    .describe('The assessment that led here, and to go back to'),
  about: z.object({ id: z.uuid(), label: z.string() }).nullable(),
  paper: z
    .object({
      on: z.iso.date(),
      time: z.string().nullable(),
      by: z.string(),
      aside: z.array(z.object({ item: ItemId, question: z.string(), answer: z.string(), shown: z.boolean() })),
      counted: z.array(z.object({ question: z.string(), was: z.string() })),
    })
    .nullable()
    .describe('Typed in from a paper: when and by whom that was filled in, and what on it did not fit'),
  taken: z
    .array(
      z.object({
        item: ItemId,
        question: z.string(),
        answer: z.string(),
        from: z.string(),
        at: Instant,
        changedAt: Instant.nullable().describe('When the answer it comes from was changed, after it was taken over'),
      }),
    )
    .describe('Answers that were known already, and from where'),
  comparison: z
    .object({
      assessment: AssessmentKey,
      at: Instant,
      band: z.object({ before: Band, beforeLabel: z.string(), after: Band, afterLabel: z.string() }),
      items: z.array(
        z.object({
          item: ItemId,
          question: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      same: z.number(),
      came: z.array(z.object({ id: z.string(), title: z.string() })),
      went: z.array(z.object({ id: z.string(), title: z.string() })),
    })
    .nullable()
    .describe('What changed since the time before, item by item'),
});
export type AssessmentView = z.infer<typeof AssessmentView>;

export const DossierRow = z.object({
  dossier: DossierKey,
  label: z.string(),
  openedAt: Instant,
  lastAt: Instant,
  signal: z.string(),
  band: Band.nullable(),
  bandLabel: z.string().nullable(),
  final: z.boolean(),
  deadline: DeadlineView.nullable(),
  running: z.object({ assessment: AssessmentKey, title: z.string() }).nullable(),
  referrals: z.number(),
  damaged: z.boolean().describe('Something in it cannot be read; it stays in the list'),
});
export type DossierRow = z.infer<typeof DossierRow>;

export const DossierList = z.object({
  rows: z.array(DossierRow),
  from: z.number().describe('Place of the first row among those found'),
  size: z.number().describe('Rows on a page'),
  found: z.number(),
  total: z.number(),
});
export type DossierList = z.infer<typeof DossierList>;

/** People by name: those written so first, then those that sound so. Never where they live. */
export const FoundPeople = z.object({
  people: z.array(
    z.object({
      dossier: z.string(),
      dossierLabel: z.string(),
      person: z.string(),
      names: z.string(),
      birthYear: z.number().nullable(),
      bySound: z.boolean().describe('Written otherwise, and sounding alike'),
    }),
  ),
  found: z.number(),
});
export type FoundPeople = z.infer<typeof FoundPeople>;

export const PersonView = z.object({
  id: z.uuid(),
  label: z.string().describe('A name or an alias: who keeps the record chooses'),
  role: Person.shape.role,
  birthYear: z.number().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const DossierView = z.object({
  dossier: DossierKey,
  label: z.string(),
  openedAt: Instant,
  signals: z.array(
    z.object({
      at: Instant,
      text: z.string(),
      kind: z.enum(['feit', 'gezegd', 'eigen_indruk']),
      saidBy: z.string().nullable(),
    }),
  ),
  people: z.array(PersonView),
  assessments: z.array(
    z.object({
      assessment: AssessmentKey,
      instrument: z.string(),
      title: z.string(),
      about: z.string().nullable(),
      startedAt: Instant,
      paper: z.iso.date().nullable().describe('Typed in from a paper of this day'),
      state: z.enum(['bezig', 'onderbroken', 'afgerond']),
      band: Band.nullable().describe('null: nothing was entered'),
      bandLabel: z.string(),
      final: z.boolean(),
      deadline: DeadlineView.nullable(),
      answered: z.number(),
      shown: z.number(),
    }),
  ),
  suggestions: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        because: z.string(),
        available: z.boolean(),
        from: AssessmentKey.describe('The assessment that asks for it'),
        samePerson: z.boolean(),
      }),
    )
    .describe('Instruments that an outcome asks to start and that were not started yet'),
  referrals: z.array(
    z.object({
      referral: ReferralKey,
      recipient: z.string(),
      at: Instant,
      ground: z.string(),
      informed: z.string(),
      file: z.string(),
      nextAt: Instant.nullable(),
    }),
  ),
  damage: z.array(DamageView),
});
export type DossierView = z.infer<typeof DossierView>;

export const InstrumentRow = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  subtitle: z.string(),
  audience: z.string(),
  howTaken: z.string(),
  questions: z.number(),
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;

export const Sender = z.object({
  name: z.string().trim().min(2).max(120),
  role: z.string().trim().min(2).max(120),
  organisation: z.string().trim().min(2).max(160),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+()\s-]{7,20}$/),
});
export type Sender = z.infer<typeof Sender>;

export const Provider = z.object({
  name: z.string().trim().min(2).max(160),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+()\s-]{7,20}$/)
    .nullable(),
  audience: z.string().trim().max(200),
  expertise: z.string().trim().max(200),
  checkedOn: z.iso.date().nullable(),
});
export type Provider = z.infer<typeof Provider>;

/** What the professional decides about a letter. Everything else in it follows from the record. */
export const LetterChoices = z.object({
  dossier: DossierKey,
  assessment: AssessmentKey,
  recipient: z.string(),
  code: z.string().describe('The referral code the letter answers'),
  ground: z.string().nullable(),
  groundNote: z.string().max(2000),
  informed: z.enum(['ja', 'nee', 'later']).nullable(),
  informedNote: z.string().max(2000),
  /** Topics of the preset that are left out after all, and topics added with a reason. */
  leftOut: z.array(z.string()),
  added: z.array(z.object({ topic: z.string(), reason: z.string().min(3).max(500) })),
  person: z.uuid().nullable(),
  contactSafe: z.boolean().describe('The way to reach the person may stand in the letter'),
  secretsAllowed: z.boolean().describe('The person agrees that what is marked secret (outing) stands in the letter'),
  fields: z.record(z.string(), z.string()).describe('Answers to the extra questions of this recipient'),
  message: z.string().max(4000).describe('What the sender wants to say in own words'),
  slip: z.boolean().default(false).describe('With a reply slip, for a recipient without software for it'),
});
export type LetterChoices = z.infer<typeof LetterChoices>;

export const ReferralDraft = z.object({
  recipient: z.object({ id: z.string(), name: z.string(), title: z.string() }),
  code: z.string(),
  codeLabel: z.string(),
  services: z.array(ServiceView),
  anonymous: z.boolean(),
  subject: z.enum(['persoon', 'leerling']),
  named: z.boolean().describe('It has to be said whom the letter is about'),
  region: z.string().nullable().describe('A label; never a reason to hold back a national number'),
  grounds: z.array(z.object({ id: z.string(), label: z.string(), needs: z.string(), source: z.string() })),
  fields: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      required: z.boolean(),
      options: z.array(z.object({ code: z.string(), label: z.string() })).nullable(),
    }),
  ),
  shared: z.array(
    z.object({
      topic: z.string(),
      label: z.string(),
      lines: z.array(z.object({ question: z.string(), answer: z.string() })),
    }),
  ),
  leftOut: z.array(z.object({ topic: z.string(), label: z.string(), reason: z.string() })),
  people: z.array(PersonView),
  secrets: z.array(z.string()),
  sender: Sender.nullable(),
  providers: z.array(Provider),
  final: z.boolean(),
});
export type ReferralDraft = z.infer<typeof ReferralDraft>;
