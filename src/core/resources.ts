import { z } from 'zod';
import type { Glossary } from './check/glossary.ts';
import type { IdentityWords } from './check/identity.ts';
import type { Duties } from './duties.ts';
import { Topic } from './instrument.ts';
import type { InzageRules } from './inzage.ts';
import type { Laws } from './laws.ts';
import type { Learning } from './learning.ts';
import type { FollowUp } from './referral-loop.ts';
import type { RetentionTerms } from './retention.ts';
import type { SafetyPlanContent } from './safety-plan-content.ts';
import type { SocialMap } from './social-map.ts';

/** What the files in `resources/` are: all that is looked up. The host reads the files; here is only what they must hold. */

const Code = z.string().regex(/^[A-Z0-9][A-Z0-9_]*$/);
const ServiceId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Source = z.string().min(3);
const Sentence = z.string().min(3);
/** A date as far as it is known: a year, a month or a day. */
const KnownDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Every value once: a code that stands twice in a file would be looked up by chance. */
const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

export const Opening = z.union([
  z.strictObject({ always: z.literal(true) }),
  z.strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).describe('1 is Monday, 7 is Sunday, as in ISO 8601'),
    from: ClockTime,
    until: ClockTime,
  }),
]);
export type Opening = z.infer<typeof Opening>;

export const Service = z.strictObject({
  id: ServiceId,
  name: z.string().min(2),
  kind: z.string().min(2),
  audience: z.array(z.enum(['slachtoffer', 'kind', 'omstander', 'professional', 'pleger'])).min(1),
  phone: z.string().min(3).nullable().describe('null: no confirmed number. Never filled in by guess'),
  hours: z.string().min(3).nullable().describe('As shown; null: not known'),
  opening: Opening.nullable().describe('The same for a clock, in Europe/Amsterdam; null: not known'),
  url: z.url().nullable(),
  source: Source,
  sourceDate: KnownDate.nullable(),
  checkedOn: z.iso.date().nullable(),
  confidence: z.enum(['zeker', 'nummer zeker, tijden te controleren', 'te controleren']),
  note: Sentence,
});
export type Service = z.infer<typeof Service>;

export const Services = z.strictObject({
  source: Source,
  inDanger: z.array(ServiceId).min(1).describe('Always in reach on every screen of an assessment, in this order'),
  services: z.array(Service).refine((all) => unique(all.map((one) => one.id)), 'een dienst staat er twee keer'),
});
export type Services = z.infer<typeof Services>;

export const Route = z
  .strictObject({
    code: Code,
    label: z.string().min(3).describe('What it is'),
    services: z.array(ServiceId),
    otherwise: Sentence.nullable().describe('What the professional does without a number, or when the line is closed'),
    otherwiseServices: z.array(ServiceId).describe('Whom to call then'),
    who: z.string().min(3).describe('Who acts'),
    how: Sentence,
  })
  .refine(
    (route) => route.services.length > 0 || route.otherwise !== null,
    'een route heeft een dienst of zegt bij otherwise wat dan te doen',
  );
export type Route = z.infer<typeof Route>;

export const Routes = z.strictObject({
  source: Source,
  routes: z.array(Route).refine((all) => unique(all.map((one) => one.code)), 'een verwijscode staat er twee keer'),
});
export type Routes = z.infer<typeof Routes>;

export const Blocks = z.strictObject({
  source: Source,
  blocks: z
    .array(
      z.strictObject({
        code: Code,
        label: z.string().min(3),
        reason: Sentence,
        says: z
          .array(z.string().min(3))
          .min(1)
          .optional()
          .describe('Regular expressions for a sentence that advises this; such a text may not stand beside the block'),
        source: Source,
      }),
    )
    .refine((all) => unique(all.map((one) => one.code)), 'een geblokkeerde keuze staat er twee keer'),
});
export type Blocks = z.infer<typeof Blocks>;

export const Measures = z.strictObject({
  source: Source,
  measures: z
    .array(
      z.strictObject({
        code: Code,
        label: z.string().min(3),
        hours: z.int().positive().describe('The window: hours after the event, the last hour included'),
        text: Sentence,
        source: Source,
      }),
    )
    .refine((all) => unique(all.map((one) => one.code)), 'een maatregel staat er twee keer'),
});
export type Measures = z.infer<typeof Measures>;

export const Holiday = z.union([
  z.strictObject({
    name: z.string().min(3),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
    onSunday: z.int().optional().describe('Days the feast moves when its date is a Sunday'),
    source: Source.optional(),
  }),
  z.strictObject({
    name: z.string().min(3),
    easter: z.int().describe('Days after Easter Sunday; before it: negative'),
  }),
]);
export type Holiday = z.infer<typeof Holiday>;

/** Days that are no working day besides Saturday and Sunday. */
export const Holidays = z.strictObject({ source: Source, note: Sentence, holidays: z.array(Holiday).min(1) });
export type Holidays = z.infer<typeof Holidays>;

export const Municipality = z.strictObject({
  code: z.string().regex(/^GM\d{4}$/),
  name: z.string().min(2),
  aliases: z.array(z.string().min(2)),
  veiligheidsregio: z.string().min(2),
  ggdRegio: z.string().min(2),
  veiligThuisRegio: z.string().min(2).describe('A label for letter and record; never a reason to hold back a number'),
  veiligThuisBasis: z.enum([
    'gelijk aan de veiligheidsregio',
    'deel van de veiligheidsregio',
    'grensgeval, te controleren',
  ]),
  csg: z.string().min(2).nullable().describe('null: none found; the national number connects'),
  csgBasis: z.enum(['gevonden in een bron', 'afgeleid: dichtstbijzijnde gevonden centrum', 'onbekend']),
  validTo: z.iso.date().nullable().describe('Last day of the municipality'),
  note: Sentence.nullable(),
});
export type Municipality = z.infer<typeof Municipality>;

export const Municipalities = z.strictObject({
  divisionDate: z.iso.date().describe('The day on which this division of the country held'),
  checkedOn: z.iso.date(),
  source: Source,
  note: Sentence,
  municipalities: z
    .array(Municipality)
    .min(1)
    .refine((all) => unique(all.map((one) => one.code)), 'een gemeente staat er twee keer'),
});
export type Municipalities = z.infer<typeof Municipalities>;

const Sourced = z.strictObject({ text: Sentence, source: Source });

/** A legal ground on which a letter may go out, and what the professional records to use it. */
export const Ground = z.strictObject({
  id: ServiceId,
  label: z.string().min(3),
  needs: Sentence,
  consent: z.literal(true).optional().describe('Rests on consent: the person must know of the letter'),
  source: Source,
});
export type Ground = z.infer<typeof Ground>;

/** A question that only this recipient needs answered. */
export const Field = z.strictObject({
  id: ServiceId,
  label: z.string().min(3),
  required: z.boolean(),
  options: z
    .array(z.strictObject({ code: ServiceId, label: z.string().min(1) }))
    .min(2)
    .nullable()
    .describe('null: answered in own words'),
  source: Source,
});
export type Field = z.infer<typeof Field>;

/** Who may see what. What a recipient does not need is left out, with the reason in one sentence. */
export const Recipient = z
  .strictObject({
    id: ServiceId,
    name: z.string().min(3),
    codes: z.array(Code).min(1).describe('The referral codes a letter to this recipient answers'),
    onRequest: z.array(Code).describe('Those of the codes a professional may choose whatever the outcome'),
    title: z.string().min(3).describe('Title of the letter'),
    anonymous: z.boolean().describe('No names, no way to reach anyone, no text in own words, no municipality'),
    subject: z
      .enum(['persoon', 'leerling'])
      .default('persoon')
      .describe('What the letter calls whom it is about, where it must not be read as the one who is accused'),
    names: z.strictObject({
      person: z.boolean().describe('The name of the person concerned goes along'),
      others: z.boolean().describe('Names of others in the dossier go along'),
      why: Sentence,
      source: Source,
    }),
    freeTexts: z.boolean().describe('Answers in own words go along'),
    grounds: z.array(Ground),
    topics: z.array(Topic).min(1),
    yesNoOnly: z.array(Topic).describe('Topics of which only JNO answers go along'),
    leftOut: z.array(z.strictObject({ topic: Topic, why: Sentence, source: Source })),
    causes: z.boolean().describe('The causes found go along'),
    rules: z.boolean().describe('The rules that apply go along'),
    duties: z.boolean().optional().describe('Who has to tell whom goes along'),
    mayBeTold: Sourced.describe('Who may be told of this letter, and when'),
    fields: z.array(Field),
    closing: Sourced,
  })
  .refine((one) => {
    const placed = [...one.topics, ...one.leftOut.map((out) => out.topic)];
    return unique(placed) && placed.length === Topic.options.length;
  }, 'elk onderwerp gaat mee of blijft weg met een reden, niet allebei')
  .refine(
    (one) => one.yesNoOnly.every((topic) => one.topics.includes(topic)),
    'yesNoOnly noemt een onderwerp dat niet in topics staat',
  )
  .refine(
    (one) => one.onRequest.every((code) => one.codes.includes(code)),
    'onRequest noemt een code die niet in codes staat',
  )
  .refine((one) => one.anonymous || one.grounds.length > 0, 'een brief met namen heeft een grond nodig')
  .refine(
    (one) => !one.anonymous || !(one.names.person || one.names.others || one.freeTexts),
    'een brief zonder namen heeft geen namen en geen tekst in eigen woorden',
  );
export type Recipient = z.infer<typeof Recipient>;

export const Recipients = z.strictObject({
  source: Source,
  topics: z
    .array(z.strictObject({ topic: Topic, label: z.string().min(3) }))
    .refine(
      (all) => unique(all.map((one) => one.topic)) && all.length === Topic.options.length,
      'elk onderwerp staat er precies één keer',
    )
    .describe('What each topic is called in a letter'),
  recipients: z
    .array(Recipient)
    .min(1)
    .refine((all) => unique(all.map((one) => one.id)), 'een ontvanger staat er twee keer')
    .refine((all) => unique(all.flatMap((one) => one.codes)), 'een verwijscode heeft twee ontvangers'),
});
export type Recipients = z.infer<typeof Recipients>;

/** What instruments are called, also those that this release does not have yet. */
export const InstrumentTitles = z.strictObject({
  source: Source,
  note: Sentence,
  instruments: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Z]{2,4}$/),
        title: z.string().min(3),
        toClient: z.literal(true).optional().describe('Its own questions speak to the client: "u" is the client'),
      }),
    )
    .refine((all) => unique(all.map((one) => one.id)), 'een instrument staat er twee keer'),
});
export type InstrumentTitles = z.infer<typeof InstrumentTitles>;

/** All of them together: what `resources/` holds. */
export type Resources = {
  readonly services: Services;
  readonly routes: Routes;
  readonly blocks: Blocks;
  readonly measures: Measures;
  readonly holidays: Holidays;
  readonly municipalities: Municipalities;
  readonly recipients: Recipients;
  readonly instruments: InstrumentTitles;
  readonly laws: Laws;
  readonly retention: RetentionTerms;
  readonly inzage: InzageRules;
  readonly duties: Duties;
  readonly followUp: FollowUp;
  readonly safetyPlan: SafetyPlanContent;
  readonly glossary: Glossary;
  readonly identity: IdentityWords;
  readonly socialMap: SocialMap;
  readonly learning: Learning;
};
